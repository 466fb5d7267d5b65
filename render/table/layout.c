/* Rows by kind of measure. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "render/table/layout.h"

static void
add_figure_row(Layout *layout, const char *heading, int level, bool total, const char *category,
               const char *part)
{
    TableRow *row = table_add_row(layout->table, heading, level, total);
    for (guint i = 0; i < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        const Figure *figure = layout_find(layout, layout_column_period(layout, column), category, part);
        /* An estimate is a share of all, not a number of some. */
        if (strcmp(part, ESTIMATED) == 0 && column->quantity != TABLE_PERCENT &&
            column->quantity != TABLE_VALUE)
            table_add_blank(row);
        else
            table_add_cell(row, figure, column->quantity, layout->measure);
    }
}

/* The base of a share or of timeliness as the last row, so that no percentage stands without what it is of.
 */
static void
add_base_row(Layout *layout, const char *category)
{
    g_autofree char *heading = g_strdup_printf("All %s", layout->measure->of->words);
    TableRow *row = table_add_row(layout->table, heading, 0, true);
    for (guint i = 0; i < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        const Figure *figure = layout_find(layout, layout_column_period(layout, column), category, "");
        if (column->quantity != TABLE_COUNT) {
            table_add_blank(row);
            continue;
        }
        Figure base = FIGURE_BLANK;
        if (figure) {
            base.count = figure->base;
            base.status = figure->status;
        }
        table_add_cell(row, &base, TABLE_COUNT, layout->measure);
    }
}

/* The categories (part "") and parts of the measure in the order they first stand among the figures, parts
 * after their category: a later year's category is not lost because an earlier one lacks it. */
static GPtrArray *
places_in_order(const Layout *layout)
{
    GPtrArray *places = g_ptr_array_new();
    for (guint p = layout->periods->len; p-- > 0;)
        for (guint i = 0; i < figures_length(layout->figures); i++) {
            const Figure *figure = figures_at(layout->figures, i);
            if (strcmp(figure->measure, layout->measure->id) || !*figure->category ||
                strcmp(figure->period, layout->periods->pdata[p]) || !layout_is_row(layout, figure))
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

/* The part's or the category's own name; a limit with a target names it. */
static char *
row_heading_of(const Layout *layout, const Figure *place)
{
    bool estimated = strcmp(place->part, ESTIMATED) == 0;
    g_autofree char *name = table_sentence_case(*place->part && !estimated ? place->part : place->category);
    if (estimated)
        return g_strdup_printf("%s, %s", name, ESTIMATED);
    if (layout->measure->kind != MEASURE_TIMELINESS || isnan(place->value))
        return g_steal_pointer(&name);
    g_autofree char *target = figure_number_text(place->value, figure_value_decimals(place->value, false));
    return g_strdup_printf("%s (target %s%%)", name, target);
}

static void
lay_categories(Layout *layout)
{
    if (layout_has_slots(layout->measure))
        layout_add_slot_columns(layout);
    else
        layout_add_year_columns(layout);
    g_autoptr(GPtrArray) places = places_in_order(layout);
    for (guint i = 0; i < places->len; i++) {
        const Figure *place = places->pdata[i];
        bool part = *place->part != '\0';
        g_autofree char *heading = row_heading_of(layout, place);
        add_figure_row(layout, heading, part ? 1 : 0, false, place->category, place->part);
    }
}

/* How many entries there are, where a cell may hold several and some do. */
static void
add_entries_row(Layout *layout)
{
    const ProfileField *field = profile_field(layout->profile, layout->measure->by->pdata[0]);
    bool any = false;
    for (guint i = 0; i < layout->periods->len && field->separator; i++) {
        const Figure *total = layout_find(layout, layout->periods->pdata[i], "", "");
        any |= total && total->value > 0;
    }
    if (!any)
        return;
    g_autofree char *name = profile_field_words(field);
    g_autofree char *heading = g_strdup_printf("All %s", name);
    TableRow *row = table_add_row(layout->table, heading, 0, true);
    for (guint i = 0; i < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        if (column->quantity == TABLE_COUNT)
            table_add_cell(row, layout_find(layout, column->period, "", ""), TABLE_VALUE, layout->measure);
        else
            table_add_blank(row);
    }
}

static void
lay_breakdown(Layout *layout)
{
    lay_categories(layout);
    add_entries_row(layout);
    for (guint i = 0; i < layout->periods->len; i++)
        if (layout_find(layout, layout->periods->pdata[i], "", "")) {
            g_autofree char *heading = g_strdup_printf("All %s", layout->measure->of->words);
            add_figure_row(layout, heading, 0, true, "", "");
            return;
        }
}

static void
lay_timeliness(Layout *layout)
{
    lay_categories(layout);
    if (layout->measure->base == BASE_DUE || !layout->table->rows->len || layout_has_slots(layout->measure))
        return;
    g_autofree char *category = limit_within(g_array_index(layout->measure->within, Limit, 0));
    add_base_row(layout, category);
}

/* How long records stay open, and under it the day by which half are closed. */
static void
lay_curve(Layout *layout)
{
    lay_categories(layout);
    TableRow *row = table_add_row(layout->table, "Half closed within, days", 0, true);
    for (guint i = 0; i < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        if (column->quantity == TABLE_COUNT)
            table_add_cell(row, layout_find(layout, column->period, MEDIAN_LENGTH, ""), TABLE_VALUE,
                           layout->measure);
        else
            table_add_blank(row);
    }
}

static void
lay_share(Layout *layout)
{
    layout_add_year_columns(layout);
    g_autofree char *words = table_share_words(layout->profile, layout->measure);
    g_autofree char *heading = table_sentence_case(words);
    add_figure_row(layout, heading, 0, false, "", "");
    add_base_row(layout, "");
}

/* Days with something that happened on them: what was received before and after, and whether that is more
 * than chance. */
static void
lay_around(Layout *layout)
{
    table_add_column(layout->table, AROUND_BEFORE, NULL, NULL, TABLE_COUNT);
    table_add_column(layout->table, AROUND_AFTER, NULL, NULL, TABLE_COUNT);
    table_add_column(layout->table, "Compared with before", NULL, NULL, TABLE_TEXT);
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *before = figures_at(layout->figures, i);
        if (strcmp(before->measure, layout->measure->id) || strcmp(before->part, AROUND_BEFORE))
            continue;
        const Figure *after = layout_find(layout, before->period, before->category, AROUND_AFTER);
        TableRow *row = table_add_row(layout->table, before->category, 0, false);
        table_add_cell(row, before, TABLE_COUNT, layout->measure);
        table_add_cell(row, after, TABLE_COUNT, layout->measure);
        table_add_text(row, after ? figure_signal_words(after->signal) : "");
    }
}

static void
lay_count_by_year(Layout *layout)
{
    for (guint i = 0; i < layout->periods->len; i++)
        layout_add_column(layout, layout->periods->pdata[i], NULL, TABLE_COUNT);
    layout_add_change_column(layout);
    g_autofree char *heading = table_sentence_case(layout->measure->of->words);
    add_figure_row(layout, heading, 0, false, "", "");
}

static char *
slot_heading(const Layout *layout, int slot)
{
    int months = 12 / period_slots(layout->measure->per),
        first = (layout->profile->year_start - 1 + slot * months) % 12;
    const char *name = calendar_month_name(first + 1);
    if (layout->measure->per == PER_MONTH)
        return g_strdup(name);
    return g_strdup_printf("Quarter %d: %s to %s", slot + 1, name,
                           calendar_month_name((first + months - 1) % 12 + 1));
}

/* Months or quarters as rows, years as columns. */
static void
lay_slots_as_rows(Layout *layout)
{
    for (int slot = 0; slot < period_slots(layout->measure->per); slot++) {
        g_autofree char *heading = slot_heading(layout, slot);
        TableRow *row = table_add_row(layout->table, heading, 0, false);
        for (guint i = 0; i < layout->table->columns->len; i++) {
            const TableColumn *column = layout->table->columns->pdata[i];
            g_autofree char *period = layout_slot_period(layout, column->period, slot);
            table_add_cell(row, layout_find(layout, period, "", ""), column->quantity, layout->measure);
        }
    }
}

/* A row over the year's months or quarters: their sum, their mean. */
static void
add_summary_row(Layout *layout, const char *heading, const char *category, TableQuantity quantity)
{
    bool any = false;
    for (guint i = 0; i < layout->periods->len; i++)
        any |= layout_find(layout, layout->periods->pdata[i], category, "") != NULL;
    TableRow *row = any ? table_add_row(layout->table, heading, 0, true) : NULL;
    for (guint i = 0; any && i < layout->periods->len; i++)
        table_add_cell(row, layout_find(layout, layout->periods->pdata[i], category, ""), quantity,
                       layout->measure);
}

static void
lay_count_by_slot(Layout *layout)
{
    for (guint i = 0; i < layout->periods->len; i++)
        layout_add_column(layout, layout->periods->pdata[i], NULL, TABLE_COUNT);
    lay_slots_as_rows(layout);
    g_autofree char *all = g_strdup_printf("All %s", layout->measure->of->words);
    bool months = layout->measure->per == PER_MONTH;
    add_summary_row(layout, all, months ? "all months" : "all quarters", TABLE_COUNT);
    add_summary_row(layout, months ? "Mean of the months" : "Mean of the quarters",
                    months ? "mean of the months" : "mean of the quarters", TABLE_VALUE);
}

static void
lay_share_by_slot(Layout *layout)
{
    for (guint i = 0; i < layout->periods->len; i++) {
        layout_add_column(layout, layout->periods->pdata[i], "Count", TABLE_COUNT);
        layout_add_column(layout, layout->periods->pdata[i], "%", TABLE_PERCENT);
    }
    lay_slots_as_rows(layout);
}

static void
add_cross_row(Layout *layout, const char *heading, const char *category, bool total)
{
    const char *period = layout->periods->pdata[0];
    TableRow *row = table_add_row(layout->table, heading, 0, total);
    for (guint i = 0; i + 1 < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        table_add_cell(row, layout_find(layout, period, category, column->heading), TABLE_COUNT,
                       layout->measure);
    }
    table_add_cell(row, layout_find(layout, period, category, ""), TABLE_COUNT, layout->measure);
}

static void
lay_cross(Layout *layout)
{
    while (layout->periods->len > 1)
        g_ptr_array_remove_index(layout->periods, 0);
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *figure = figures_at(layout->figures, i);
        if (!figure_is_in(figure, layout->measure->id, layout->periods->pdata[0]))
            continue;
        if (!*figure->category && *figure->part)
            table_add_column(layout->table, figure->part, NULL, NULL, TABLE_COUNT);
        if (*figure->category && !*figure->part)
            g_ptr_array_add(rows, (gpointer)figure->category);
    }
    g_autofree char *all = g_strdup_printf("All %s", layout->measure->of->words);
    table_add_column(layout->table, "Total", NULL, NULL, TABLE_COUNT);
    for (guint i = 0; i < rows->len; i++)
        add_cross_row(layout, rows->pdata[i], rows->pdata[i], false);
    add_cross_row(layout, all, "", true);
}

static void
lay_out(Layout *layout)
{
    switch (layout->measure->kind) {
    case MEASURE_COUNT:
        if (layout->measure->around->len)
            lay_around(layout);
        else if (layout->measure->per == PER_YEAR)
            lay_count_by_year(layout);
        else
            lay_count_by_slot(layout);
        break;
    case MEASURE_BREAKDOWN:
        if (layout->measure->by->len == 2)
            lay_cross(layout);
        else
            lay_breakdown(layout);
        break;
    case MEASURE_SHARE:
        if (layout_has_slots(layout->measure))
            lay_share_by_slot(layout);
        else
            lay_share(layout);
        break;
    case MEASURE_TIMELINESS:
        lay_timeliness(layout);
        break;
    case MEASURE_CURVE:
        lay_curve(layout);
        break;
    case MEASURE_DURATION:
    case MEASURE_CASELOAD:
    case MEASURE_SUPPLIED:
        lay_categories(layout);
        break;
    case MEASURE_BENCHMARK:
        break; /* in a file of its own */
    }
}

Table *
table_of_measure(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    if (measure->kind == MEASURE_BENCHMARK)
        return table_of_comparison(profile, figures, measure);
    Layout layout = {.profile = profile, .figures = figures, .measure = measure};
    g_autoptr(GPtrArray) periods = layout.periods = layout_years(&layout);
    if (!periods->len)
        return NULL;
    layout.table = table_new(measure);
    if (layout_has_slots(measure) && measure->kind != MEASURE_COUNT && measure->kind != MEASURE_SHARE)
        layout_turn_to_slots(&layout);
    lay_out(&layout);
    if (!layout.table->rows->len || !layout.table->columns->len) {
        table_free(layout.table);
        return NULL;
    }
    table_describe(layout.table, profile, figures, periods);
    table_tell_changes(layout.table, profile, figures, periods);
    if (measure->kind == MEASURE_COUNT && layout_has_slots(measure))
        table_add_series(layout.table, profile, figures, periods);
    return layout.table;
}
