/* The columns of a table: years, or the months or quarters of one, and what stands in each. */
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

bool
layout_has_slots(const ProfileMeasure *measure)
{
    return measure->per != PER_YEAR;
}

char *
layout_slot_period(const Layout *layout, const char *year_label, int slot)
{
    int year = 0, start = layout->profile->year_start;
    calendar_parse_year(year_label, start, &year);
    return period_label(layout->measure->per, start, year, slot);
}

GPtrArray *
layout_years(const Layout *layout)
{
    GPtrArray *periods = g_ptr_array_new_with_free_func(g_free);
    const Profile *profile = layout->profile;
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        char *label = calendar_year_label(year, profile->year_start);
        g_autofree char *first =
            layout_has_slots(layout->measure) ? layout_slot_period(layout, label, 0) : NULL;
        if (year_has_figure(layout, first ? first : label))
            g_ptr_array_add(periods, label);
        else
            g_free(label);
    }
    return periods;
}

/* "2023-24 [p]" where the year is provisional. */
static char *
period_heading(const Layout *layout, const char *period)
{
    int year;
    bool provisional = calendar_parse_year(period, layout->profile->year_start, &year) &&
                       profile_is_provisional(layout->profile, year);
    return g_strconcat(period, provisional ? " [p]" : "", NULL);
}

void
layout_add_column(Layout *layout, const char *period, const char *subheading, TableQuantity quantity)
{
    g_autofree char *heading = period_heading(layout, period);
    table_add_column(layout->table, heading, subheading, period, quantity);
}

/* Whether an estimate shows otherwise than the figure it stands beside, in any year. */
static bool
estimate_differs(const Layout *layout, const Figure *estimate)
{
    for (guint i = 0; i < layout->periods->len; i++) {
        const Figure *simple = layout_find(layout, layout->periods->pdata[i], estimate->category, ""),
                     *here = layout_find(layout, layout->periods->pdata[i], estimate->category, ESTIMATED);
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

/* A figures file may hold points of other times, which this curve has no place for. */
static bool
is_on_curve(const ProfileMeasure *measure, const Figure *figure)
{
    if (*figure->part)
        return false;
    for (guint i = 0; i < measure->within->len; i++) {
        g_autofree char *words = limit_words(g_array_index(measure->within, Limit, i));
        if (g_str_has_prefix(figure->category, CURVE_POINT) &&
            strcmp(figure->category + strlen(CURVE_POINT), words) == 0)
            return true;
    }
    return strcmp(figure->category, CURVE_START) == 0;
}

bool
layout_is_row(const Layout *layout, const Figure *figure)
{
    if (strcmp(figure->part, OF_CONCLUDED) == 0 || g_str_has_prefix(figure->part, SINCE))
        return false;
    if (layout->measure->kind == MEASURE_CURVE)
        return is_on_curve(layout->measure, figure);
    return strcmp(figure->part, ESTIMATED) != 0 || estimate_differs(layout, figure);
}

/* Whether the measure has the quantity in a period. Where all of a period's figures are suppressed it has
 * what the measure has in others, so that the period stands with its symbols. */
static bool
year_gives(const Layout *layout, const char *period, TableQuantity quantity)
{
    bool suppressed = false, elsewhere = false;
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
        suppressed |= figure->status == FIGURE_SUPPRESSED;
    }
    return suppressed && elsewhere && quantity != TABLE_CHANGE;
}

/* A target stands in its row's heading, and the entries of a cell that may hold several in a row of their
 * own. */
static bool
is_column(const ProfileMeasure *measure, TableQuantity quantity)
{
    if (quantity == TABLE_VALUE)
        return measure->kind != MEASURE_TIMELINESS && measure->kind != MEASURE_BREAKDOWN &&
               measure->kind != MEASURE_CURVE;
    return quantity != TABLE_PERCENT || measure->kind != MEASURE_CASELOAD;
}

/* Wider than this, a table does not fit a page with a column for the change. */
#define MOST_COLUMNS_BESIDE_CHANGE 6

void
layout_add_change_column(Layout *layout)
{
    guint length = layout->periods->len;
    bool compared = layout->measure->kind != MEASURE_SUPPLIED && layout->measure->kind != MEASURE_DURATION &&
                    !layout_has_slots(layout->measure);
    if (!compared || length < 2 || layout->table->columns->len > MOST_COLUMNS_BESIDE_CHANGE)
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
layout_add_year_columns(Layout *layout)
{
    const struct {
        TableQuantity quantity;
        const char *subheading;
    } kinds[] = {{TABLE_COUNT, layout->measure->kind == MEASURE_CURVE ? "Followed" : "Count"},
                 {TABLE_PERCENT, "%"},
                 {TABLE_VALUE, "Value"}};
    for (guint i = 0; i < layout->periods->len; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++)
            if (is_column(layout->measure, kinds[k].quantity) &&
                year_gives(layout, layout->periods->pdata[i], kinds[k].quantity))
                layout_add_column(layout, layout->periods->pdata[i], kinds[k].subheading, kinds[k].quantity);
    /* Figures that nobody has yet are a table of [x]: it says what would be wanted. */
    if (!layout->table->columns->len && layout->measure->kind == MEASURE_SUPPLIED)
        for (guint i = 0; i < layout->periods->len; i++)
            layout_add_column(layout, layout->periods->pdata[i], "Count", TABLE_COUNT);
    layout_add_change_column(layout);
}

const char *
layout_column_period(const Layout *layout, const TableColumn *column)
{
    return column->period ? column->period : layout->periods->pdata[layout->periods->len - 1];
}

void
layout_turn_to_slots(Layout *layout)
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
layout_add_slot_columns(Layout *layout)
{
    TableQuantity quantity = layout->measure->kind == MEASURE_BREAKDOWN    ? TABLE_COUNT
                             : layout->measure->kind == MEASURE_TIMELINESS ? TABLE_PERCENT
                                                                           : TABLE_VALUE;
    for (guint i = 0; i < layout->periods->len; i++) {
        const char *period = layout->periods->pdata[i];
        /* "Apr" of 2023-04, "Q1" of 2023-24 Q1 */
        g_autofree char *heading = layout->measure->per == PER_MONTH
                                       ? g_strndup(calendar_month_name(atoi(period + 5)), 3)
                                       : g_strdup(strrchr(period, ' ') + 1);
        table_add_column(layout->table, heading, NULL, period, quantity);
    }
}
