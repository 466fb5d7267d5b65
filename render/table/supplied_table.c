/* Supplied figures of a section, as a table of one column. */
#include "render/table/table_build.h"
#include <math.h>
#include <string.h>

static void
add_supplied_rows(Table *table, const Figures *figures, const ProfileMeasure *measure, const char *period)
{
    const Figure *figure;
    for (guint at = 0; (figure = figures_next(figures, measure->id, period, &at));) {
        if (!figure_is_own(figures, figure))
            continue;
        TableQuantity quantity = !isnan(figure->count)     ? TABLE_COUNT
                                 : !isnan(figure->percent) ? TABLE_PERCENT
                                                           : TABLE_VALUE;
        const char *name = *figure->part       ? figure->part
                           : *figure->category ? figure->category
                                               : measure->title;
        g_autofree char *sentence = table_sentence_case(name), *base = figure_number_text(figure->base, 0);
        bool of_base = !isnan(figure->base) && quantity != TABLE_VALUE && !figure_symbol(figure->status);
        g_autofree char *heading =
            of_base ? g_strdup_printf("%s (of %s)", sentence, base) : g_steal_pointer(&sentence);
        table_add_cell(table_add_row(table, heading, 0, false), figure, quantity, measure);
    }
}

/* "Training and feedback from training" */
static char *
titles_of(const GPtrArray *measures)
{
    g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < measures->len; i++) {
        const ProfileMeasure *measure = measures->pdata[i];
        char *title = g_strdup(measure->title);
        if (i && g_ascii_islower(title[*title ? 1 : 0]))
            *title = g_ascii_tolower(*title);
        g_ptr_array_add(titles, title);
    }
    return profile_listed(titles, " and ");
}

Table *
table_of_supplied(const Profile *profile, const Figures *figures, const GPtrArray *measures)
{
    g_autofree char *title = titles_of(measures),
                    *period = calendar_year_label(profile->year, profile->year_start);
    const ProfileMeasure *first = measures->pdata[0];
    g_autoptr(Table) table = table_titled(first->id, title);
    table->measure = first;
    table->row_heading = g_strdup("What was counted");
    table->source = g_strdup("Source: supplied by the service");
    table_add_column(table, period, NULL, period, TABLE_COUNT);
    for (guint i = 0; i < measures->len; i++) {
        const ProfileMeasure *measure = measures->pdata[i];
        add_supplied_rows(table, figures, measure, period);
        g_autofree char *base =
            measure->base_words ? g_strdup_printf("Percentages are of %s.", measure->base_words) : NULL;
        if (base)
            table_note(table, base);
    }
    table->subtitle =
        g_strdup_printf("As supplied by the service, %s, %s", profile->authority_short_name, period);
    table_note_symbols(table);
    table_summarise(table);
    return table->rows->len ? g_steal_pointer(&table) : NULL;
}
