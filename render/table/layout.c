/* Rows that several kinds of measures share, and the table of a measure. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "render/table/layout.h"

void
layout_add_row(Layout *layout, const char *heading, bool total, const Figure *place)
{
    TableRow *row = table_add_row(layout->table, heading, *place->part ? 1 : 0, total);
    row->role = place->role;
    for (guint i = 0; i < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        const Figure *figure =
            layout_find(layout, layout_column_period(layout, column), place->category, place->part);
        const Figure *concluded =
            layout->ongoing && column->quantity == TABLE_PERCENT
                ? layout_find(layout, layout_column_period(layout, column), place->category, OF_CONCLUDED)
                : NULL;
        /* An estimate is a share, so it has no count; what is ongoing is no share of what is concluded. */
        if (concluded)
            table_add_cell(row, concluded, column->quantity, layout->measure);
        else if (layout->ongoing && column->quantity == TABLE_PERCENT)
            table_add_blank(row);
        else if (column->since)
            table_add_clear_cell(row, column, layout->profile, layout->figures, layout->measure, figure);
        else if (is_estimated(place->role) && column->quantity != TABLE_PERCENT &&
                 column->quantity != TABLE_VALUE)
            table_add_blank(row);
        else
            table_add_cell(row, figure, column->quantity, layout->measure);
    }
}

void
layout_add_total(Layout *layout, const char *heading, const char *category, bool base)
{
    TableRow *row = table_add_row(layout->table, heading, 0, true);
    for (guint i = 0; i < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        const Figure *figure = layout_find(layout, layout_column_period(layout, column), category, "");
        if (column->quantity != TABLE_COUNT)
            table_add_blank(row);
        else if (base)
            table_add_number(row, figure ? figure->base : NAN, TABLE_COUNT, figure, layout->measure);
        else
            table_add_cell(row, figure, TABLE_VALUE, layout->measure);
    }
}

/* The measure's categories (part "") and parts in the order of the figures, parts after their category. It
 * starts with the latest year and adds what only earlier ones have. */
static GPtrArray *
places_in_order(const Layout *layout)
{
    GPtrArray *places = g_ptr_array_new();
    for (guint p = layout->periods->len; p-- > 0;)
        for (guint i = 0; i < figures_length(layout->figures); i++) {
            const Figure *figure = figures_at(layout->figures, i);
            if (!figure_is_in(figure, layout->measure->id, layout->periods->pdata[p]) || !*figure->category ||
                !layout_is_row(layout, figure))
                continue;
            guint after = places->len;
            bool known = false;
            for (guint k = 0; k < places->len; k++) {
                const Figure *place = places->pdata[k];
                bool same_category = strcmp(place->category, figure->category) == 0;
                known |= same_category && strcmp(place->part, figure->part) == 0;
                if (same_category)
                    after = k + 1;
            }
            if (!known)
                g_ptr_array_insert(places, (gint)after, (gpointer)figure);
        }
    return places;
}

/* The name of the part or the category; that of a limit includes its target. */
static char *
row_heading_of(const Figure *place)
{
    bool estimated = is_estimated(place->role);
    g_autofree char *name = table_sentence_case(*place->part && !estimated ? place->part : place->category);
    if (estimated)
        return g_strdup_printf("%s, %s", name, place->part);
    if (place->role != ROLE_WITHIN || isnan(place->value))
        return g_steal_pointer(&name);
    g_autofree char *target = figure_number_text(place->value, figure_value_decimals(place->value, false));
    return g_strdup_printf("%s (target %s%%)", name, target);
}

void
layout_add_categories(Layout *layout)
{
    g_autoptr(GPtrArray) places = places_in_order(layout);
    for (guint i = 0; i < places->len; i++) {
        const Figure *place = places->pdata[i];
        g_autofree char *heading = row_heading_of(place);
        layout_add_row(layout, heading, false, place);
    }
}

char *
layout_field_heading(const ProfileField *field)
{
    g_autofree char *words = profile_field_words(field);
    return table_sentence_case(words);
}

char *
layout_all_words(const Layout *layout)
{
    return g_strdup_printf("All %s", layout->measure->of->words);
}

static char *
slot_heading(const Layout *layout, int slot)
{
    int months = 12 / period_slots(layout->measure->per),
        first = (layout->profile->year_start.start_month - 1 + slot * months) % 12;
    const char *name = calendar_month_name(first + 1);
    if (layout->measure->per == PER_MONTH)
        return g_strdup(name);
    return g_strdup_printf("Quarter %d: %s to %s", slot + 1, name,
                           calendar_month_name((first + months - 1) % 12 + 1));
}

void
layout_add_slots(Layout *layout)
{
    layout->table->time_is_rows = true;
    layout->table->row_heading = g_strdup(layout->measure->per == PER_MONTH ? "Month" : "Quarter");
    for (int slot = 0; slot < period_slots(layout->measure->per); slot++) {
        if (!period_has_slot(layout->measure->per, layout->profile->year_start, slot))
            continue;
        g_autofree char *heading = slot_heading(layout, slot);
        TableRow *row = table_add_row(layout->table, heading, 0, false);
        for (guint i = 0; i < layout->table->columns->len; i++) {
            const TableColumn *column = layout->table->columns->pdata[i];
            g_autofree char *period = layout_slot_period(layout, column->period, slot);
            table_add_cell(row, layout_find(layout, period, "", ""), column->quantity, layout->measure);
        }
    }
}

Table *
table_of_measure(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    const RenderKind *kind = render_kind(measure);
    if (kind->table)
        return kind->table(profile, figures, measure);
    Layout layout = {.profile = profile, .figures = figures, .measure = measure};
    g_autoptr(GPtrArray) periods = layout.periods = layout_years(&layout);
    if (!periods->len)
        return NULL;
    layout.table = table_new(measure);
    kind->lay(&layout);
    g_autofree char *counted = layout.counted;
    if (!layout.table->rows->len || !layout.table->columns->len) {
        table_free(layout.table);
        return NULL;
    }
    table_describe(layout.table, profile, figures, periods, counted);
    if (layout.series)
        table_add_series(layout.table, profile, figures, periods);
    return layout.table;
}
