/* Rows that several kinds of measures share, and the table of a measure. */
#include "analysis/measures/measures.h"
#include "render/table/layout.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The columns of a table: years, or the months or quarters of one, and what is in each. */

const Figure *
layout_find(const Layout *layout, const char *period, const char *category, const char *part)
{
    return figures_find(layout->figures, layout->measure->id, period, category, part);
}

static bool
year_has_figure(const Layout *layout, const char *label)
{
    guint at = 0;
    return figures_next(layout->figures, layout->measure->id, label, &at) != NULL;
}

static char *
slot_period(const Layout *layout, const char *year_label, int slot)
{
    ReportingYear start = layout->profile->year_start;
    int year = 0;
    calendar_parse_year(year_label, start, &year);
    return period_label(layout->measure->per, start, year, slot);
}

static GPtrArray *
years_with_figures(const Layout *layout)
{
    GPtrArray *periods = g_ptr_array_new_with_free_func(g_free);
    const Profile *profile = layout->profile;
    guint between = 0; /* the length up to the last that has any */
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        char *label = calendar_year_label(year, profile->year_start);
        g_autofree char *first =
            slot_period(layout, label, period_first_slot(layout->measure->per, profile->year_start));
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
estimate_differs(const Layout *layout, const Figure *estimate)
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

static bool
has_row(const Layout *layout, const Figure *figure)
{
    if (layout->is_row)
        return layout->is_row(layout, figure);
    return figure->role != ROLE_CONCLUDED && figure->role != ROLE_SINCE &&
           (!is_estimated(figure->role) || estimate_differs(layout, figure));
}

/* Whether the measure has the quantity in a period. A period whose figures are all suppressed, or a year
 * without any between others, has what the measure has elsewhere, so that its symbols are shown. */
static bool
year_gives(const Layout *layout, const char *period, TableQuantity quantity)
{
    bool suppressed = false, elsewhere = false, any = false;
    const Figure *figure;
    for (guint at = 0; (figure = figures_next(layout->figures, layout->measure->id, NULL, &at));) {
        bool small = quantity == TABLE_PERCENT && figure_base_is_small(figure, layout->measure->small_base);
        bool given = has_row(layout, figure) && !small && !isnan(table_quantity(figure, quantity));
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
    const Figure *figure;
    for (guint at = 0; (figure = figures_next(layout->figures, layout->measure->id, period, &at));)
        if (has_row(layout, figure))
            clear_years_add(&years, layout->profile, layout->figures, layout->measure, figure);
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

static const char *
column_period(const Layout *layout, const TableColumn *column)
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
        g_autofree char *period = slot_period(layout, year, slot);
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

void
layout_add_row(Layout *layout, const char *heading, bool total, const Figure *place)
{
    TableRow *row = table_add_row(layout->table, heading, *place->part ? 1 : 0, total);
    row->role = place->role;
    for (guint i = 0; i < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        const Figure *figure =
            layout_find(layout, column_period(layout, column), place->category, place->part);
        const Figure *concluded =
            layout->ongoing && column->quantity == TABLE_PERCENT
                ? layout_find(layout, column_period(layout, column), place->category, OF_CONCLUDED)
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
        const Figure *figure = layout_find(layout, column_period(layout, column), category, "");
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
    const Figure *figure;
    for (guint p = layout->periods->len; p-- > 0;)
        for (guint at = 0;
             (figure = figures_next(layout->figures, layout->measure->id, layout->periods->pdata[p], &at));) {
            if (!*figure->category || !has_row(layout, figure))
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
            g_autofree char *period = slot_period(layout, column->period, slot);
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
    g_autoptr(GPtrArray) periods = layout.periods = years_with_figures(&layout);
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
