/* The columns of a table: years, or the months or quarters of one, and what is in each. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "render/table/layout.h"

const Figure *
layout_find(const Layout *layout, const char *period, const char *category, const char *part)
{
    return figures_find(layout->figures, layout->measure->id, period, category, part);
}

static bool
year_has_figure(const Layout *layout, const char *label)
{
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *figure = figures_at(layout->figures, i);
        if (figure_is_in(figure, layout->measure->id, label))
            return true;
    }
    return false;
}

char *
layout_slot_period(const Layout *layout, const char *year_label, int slot)
{
    ReportingYear start = layout->profile->year_start;
    int year = 0;
    calendar_parse_year(year_label, start, &year);
    return period_label(layout->measure->per, start, year, slot);
}

GPtrArray *
layout_years(const Layout *layout)
{
    GPtrArray *periods = g_ptr_array_new_with_free_func(g_free);
    const Profile *profile = layout->profile;
    guint between = 0; /* the length up to the last that has any */
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        char *label = calendar_year_label(year, profile->year_start);
        g_autofree char *first =
            layout_slot_period(layout, label, period_first_slot(layout->measure->per, profile->year_start));
        bool has = year_has_figure(layout, first);
        between = has ? periods->len + 1 : between;
        if (has || periods->len)
            g_ptr_array_add(periods, label);
        else
            g_free(label);
    }
    g_ptr_array_set_size(periods, (int)between);
    return periods;
}

void
layout_add_column(Layout *layout, const char *period, const char *subheading, TableQuantity quantity)
{
    g_autofree char *heading = table_period_heading(layout->profile, period, period);
    table_add_column(layout->table, heading, subheading, period, quantity);
}

/* Whether an estimate differs, as printed, from its simple figure in any year. */
static bool
layout_estimate_differs(const Layout *layout, const Figure *estimate)
{
    for (guint i = 0; i < layout->periods->len; i++) {
        const Figure *simple = layout_find(layout, layout->periods->pdata[i], estimate->category, ""),
                     *here =
                         layout_find(layout, layout->periods->pdata[i], estimate->category, estimate->part);
        if (!simple || !here)
            continue;
        int decimals = layout->measure->decimals;
        bool same = isnan(simple->percent)
                        ? here->value == simple->value
                        : figure_round(here->percent, decimals) == figure_round(simple->percent, decimals);
        if (!same)
            return true;
    }
    return false;
}

bool
layout_is_row(const Layout *layout, const Figure *figure)
{
    if (layout->is_row)
        return layout->is_row(layout, figure);
    return figure->role != ROLE_CONCLUDED && figure->role != ROLE_SINCE &&
           (!is_estimated(figure->role) || layout_estimate_differs(layout, figure));
}

/* Whether the measure has the quantity in a period. A period whose figures are all suppressed, or a year
 * without any between others, has what the measure has elsewhere, so that its symbols are shown. */
static bool
year_gives(const Layout *layout, const char *period, TableQuantity quantity)
{
    bool suppressed = false, elsewhere = false, any = false;
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *figure = figures_at(layout->figures, i);
        if (strcmp(figure->measure, layout->measure->id))
            continue;
        bool small = quantity == TABLE_PERCENT && figure_base_is_small(figure, layout->measure->small_base);
        bool given = layout_is_row(layout, figure) && !small && !isnan(table_quantity(figure, quantity));
        elsewhere |= given;
        if (strcmp(figure->period, period))
            continue;
        if (given)
            return true;
        any = true;
        suppressed |= figure->status == FIGURE_SUPPRESSED;
    }
    return (suppressed || !any) && elsewhere && quantity != TABLE_CHANGE;
}

/* A table with more columns has no room on a page for the change. */
#define MOST_COLUMNS_BESIDE_CHANGE 6

static void
add_difference(Layout *layout)
{
    guint length = layout->periods->len;
    if (length < 2 || layout->table->columns->len > MOST_COLUMNS_BESIDE_CHANGE)
        return;
    const char *last = layout->periods->pdata[length - 1], *before = layout->periods->pdata[length - 2];
    int year;
    if (!calendar_parse_year(last, layout->profile->year_start, &year))
        return;
    g_autofree char *year_before = calendar_year_label(year - 1, layout->profile->year_start);
    if (strcmp(before, year_before) == 0 && year_gives(layout, last, TABLE_CHANGE))
        table_add_column(layout->table, "Change", NULL, NULL, TABLE_CHANGE);
}

void
layout_add_change_columns(Layout *layout)
{
    if (layout->measure->per != PER_YEAR || !layout->periods->len)
        return;
    add_difference(layout);
    const char *period = layout->periods->pdata[layout->periods->len - 1];
    g_auto(ClearYears) years = {0};
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *figure = figures_at(layout->figures, i);
        if (figure_is_in(figure, layout->measure->id, period) && layout_is_row(layout, figure))
            clear_years_add(&years, layout->profile, layout->figures, layout->measure, figure);
    }
    table_add_clear_columns(layout->table, &years);
}

void
layout_add_year_columns(Layout *layout, const char *count, const char *percent, const char *value)
{
    const struct {
        TableQuantity quantity;
        const char *heading;
    } columns[] = {{TABLE_COUNT, count}, {TABLE_PERCENT, percent}, {TABLE_VALUE, value}};
    for (guint i = 0; i < layout->periods->len; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(columns); k++)
            if (columns[k].heading && year_gives(layout, layout->periods->pdata[i], columns[k].quantity))
                layout_add_column(layout, layout->periods->pdata[i], columns[k].heading, columns[k].quantity);
}

const char *
layout_column_period(const Layout *layout, const TableColumn *column)
{
    return column->period ? column->period : layout->periods->pdata[layout->periods->len - 1];
}

/* The months or quarters of the report year become the periods. */
static void
turn_to_slots(Layout *layout)
{
    g_autofree char *year = g_strdup(layout->periods->pdata[layout->periods->len - 1]);
    g_ptr_array_set_size(layout->periods, 0);
    for (int slot = 0; slot < period_slots(layout->measure->per); slot++) {
        g_autofree char *period = layout_slot_period(layout, year, slot);
        if (year_has_figure(layout, period))
            g_ptr_array_add(layout->periods, g_steal_pointer(&period));
    }
}

void
layout_add_columns(Layout *layout, TableQuantity quantity, const char *count, const char *percent,
                   const char *value)
{
    if (layout->measure->per == PER_YEAR) {
        layout_add_year_columns(layout, count, percent, value);
        return;
    }
    turn_to_slots(layout);
    for (guint i = 0; i < layout->periods->len; i++) {
        const char *period = layout->periods->pdata[i];
        /* "Apr" of 2023-04, "Q1" of 2023-24 Q1 */
        g_autofree char *heading = layout->measure->per == PER_MONTH
                                       ? g_strndup(calendar_month_name(atoi(period + 5)), 3)
                                       : g_strdup(strrchr(period, ' ') + 1);
        table_add_column(layout->table, heading, NULL, period, quantity);
    }
}
