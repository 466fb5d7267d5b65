#include "render/table/table_build.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const Profile *profile;
    const Figures *figures;
    const ProfileMeasure *measure;
    GPtrArray
        *periods; /* char*: the periods of the columns, oldest first: years, or parts of the report year */
    Table *table;
} Layout;

static const Figure *
find(const Layout *layout, const char *period, const char *category, const char *part)
{
    return figures_find(layout->figures, layout->measure->id, period, category, part);
}

static bool
year_has_figure(const Layout *layout, const char *label)
{
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *figure = figures_at(layout->figures, i);
        if (strcmp(figure->measure, layout->measure->id) == 0 && strcmp(figure->period, label) == 0)
            return true;
    }
    return false;
}

static bool
has_slots(const ProfileMeasure *measure)
{
    return measure->per != PER_YEAR;
}

static char *
slot_period(const Layout *layout, const char *year_label, int slot)
{
    int year = 0, start = layout->profile->year_start;
    calendar_parse_year(year_label, start, &year);
    return layout->measure->per == PER_MONTH ? calendar_month_label(year, slot, start)
                                             : calendar_quarter_label(year, slot, start);
}

/* The years with a figure; where the measure counts by month or quarter, those with a figure of their first.
 */
static GPtrArray *
years_with_figures(const Layout *layout)
{
    GPtrArray *periods = g_ptr_array_new_with_free_func(g_free);
    const Profile *profile = layout->profile;
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        char *label = calendar_year_label(year, profile->year_start);
        g_autofree char *first = has_slots(layout->measure) ? slot_period(layout, label, 0) : NULL;
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

static void
add_period_column(Layout *layout, const char *period, const char *subheading, TableQuantity quantity)
{
    g_autofree char *heading = period_heading(layout, period);
    table_add_column(layout->table, heading, subheading, period, quantity);
}

static double
quantity_of(const Figure *figure, TableQuantity quantity)
{
    return quantity == TABLE_COUNT     ? figure->count
           : quantity == TABLE_PERCENT ? figure->percent
           : quantity == TABLE_CHANGE  ? figure->change
                                       : figure->value;
}

/* Whether an estimate shows otherwise than the figure it stands beside, in any year. */
static bool
estimate_differs(const Layout *layout, const Figure *estimate)
{
    for (guint i = 0; i < layout->periods->len; i++) {
        const Figure *simple = find(layout, layout->periods->pdata[i], estimate->category, ""),
                     *here = find(layout, layout->periods->pdata[i], estimate->category, ESTIMATED);
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

/* What stands in sentences and charts alone is no row. */
static bool
is_row(const Layout *layout, const Figure *figure)
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
        bool given = is_row(layout, figure) && !small && !isnan(quantity_of(figure, quantity));
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

/* The difference of counts on the year before, where the table shows both years. */
static void
add_change_column(Layout *layout)
{
    guint length = layout->periods->len;
    bool compared = layout->measure->kind != MEASURE_SUPPLIED && layout->measure->kind != MEASURE_DURATION &&
                    !has_slots(layout->measure);
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

/* For each year the columns its figures fill: number, percent, value; earlier years may have percentages
 * alone. */
static void
add_year_columns(Layout *layout)
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
                add_period_column(layout, layout->periods->pdata[i], kinds[k].subheading, kinds[k].quantity);
    /* Figures that nobody has yet are a table of [x]: it says what would be wanted. */
    if (!layout->table->columns->len && layout->measure->kind == MEASURE_SUPPLIED)
        for (guint i = 0; i < layout->periods->len; i++)
            add_period_column(layout, layout->periods->pdata[i], "Count", TABLE_COUNT);
    add_change_column(layout);
}

/* The period whose figure a column shows; a change is the last period's. */
static const char *
column_period(const Layout *layout, const TableColumn *column)
{
    return column->period ? column->period : layout->periods->pdata[layout->periods->len - 1];
}

static void
add_figure_row(Layout *layout, const char *heading, int level, bool total, const char *category,
               const char *part)
{
    TableRow *row = table_add_row(layout->table, heading, level, total);
    for (guint i = 0; i < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        const Figure *figure = find(layout, column_period(layout, column), category, part);
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
        const Figure *figure = find(layout, column_period(layout, column), category, "");
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
                strcmp(figure->period, layout->periods->pdata[p]) || !is_row(layout, figure))
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

/* The months or quarters of the report year become the columns. */
static void
turn_to_slots(Layout *layout)
{
    int slots = layout->measure->per == PER_MONTH ? 12 : 4;
    g_autofree char *year = g_strdup(layout->periods->pdata[layout->periods->len - 1]);
    g_ptr_array_set_size(layout->periods, 0);
    for (int slot = 0; slot < slots; slot++) {
        g_autofree char *period = slot_period(layout, year, slot);
        if (year_has_figure(layout, period))
            g_ptr_array_add(layout->periods, g_steal_pointer(&period));
    }
}

/* The months' columns of a breakdown hold counts, those of timeliness percentages: with both a year would not
 * fit the page. */
static void
add_slot_columns(Layout *layout)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    TableQuantity quantity = layout->measure->kind == MEASURE_BREAKDOWN    ? TABLE_COUNT
                             : layout->measure->kind == MEASURE_TIMELINESS ? TABLE_PERCENT
                                                                           : TABLE_VALUE;
    for (guint i = 0; i < layout->periods->len; i++) {
        const char *period = layout->periods->pdata[i];
        int month = layout->measure->per == PER_MONTH ? atoi(period + 5) : 0;
        table_add_column(layout->table, month ? names[month - 1] : strrchr(period, ' ') + 1, NULL, period,
                         quantity);
    }
}

static void
lay_categories(Layout *layout)
{
    if (has_slots(layout->measure))
        add_slot_columns(layout);
    else
        add_year_columns(layout);
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
        const Figure *total = find(layout, layout->periods->pdata[i], "", "");
        any |= total && total->value > 0;
    }
    if (!any)
        return;
    g_autofree char *name = g_strdelimit(g_strdup(field->words ? field->words : field->name), "-_", ' ');
    g_autofree char *heading = g_strdup_printf("All %s", name);
    TableRow *row = table_add_row(layout->table, heading, 0, true);
    for (guint i = 0; i < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        if (column->quantity == TABLE_COUNT)
            table_add_cell(row, find(layout, column->period, "", ""), TABLE_VALUE, layout->measure);
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
        if (find(layout, layout->periods->pdata[i], "", "")) {
            g_autofree char *heading = g_strdup_printf("All %s", layout->measure->of->words);
            add_figure_row(layout, heading, 0, true, "", "");
            return;
        }
}

static void
lay_timeliness(Layout *layout)
{
    lay_categories(layout);
    if (layout->measure->base == BASE_DUE || !layout->table->rows->len || has_slots(layout->measure))
        return;
    g_autofree char *words = limit_words(g_array_index(layout->measure->within, Limit, 0));
    g_autofree char *category = g_strdup_printf("within %s", words);
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
            table_add_cell(row, find(layout, column->period, "median", ""), TABLE_VALUE, layout->measure);
        else
            table_add_blank(row);
    }
}

static void
lay_share(Layout *layout)
{
    add_year_columns(layout);
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
        const Figure *after = find(layout, before->period, before->category, AROUND_AFTER);
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
        add_period_column(layout, layout->periods->pdata[i], NULL, TABLE_COUNT);
    add_change_column(layout);
    g_autofree char *heading = table_sentence_case(layout->measure->of->words);
    add_figure_row(layout, heading, 0, false, "", "");
}

static char *
slot_heading(const Layout *layout, int slot)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    int first = (layout->profile->year_start - 1 + slot * (layout->measure->per == PER_MONTH ? 1 : 3)) % 12;
    if (layout->measure->per == PER_MONTH)
        return g_strdup(months[first]);
    return g_strdup_printf("Quarter %d: %s to %s", slot + 1, months[first], months[(first + 2) % 12]);
}

/* Months or quarters as rows, years as columns. */
static void
lay_slots_as_rows(Layout *layout)
{
    int slots = layout->measure->per == PER_MONTH ? 12 : 4;
    for (int slot = 0; slot < slots; slot++) {
        g_autofree char *heading = slot_heading(layout, slot);
        TableRow *row = table_add_row(layout->table, heading, 0, false);
        for (guint i = 0; i < layout->table->columns->len; i++) {
            const TableColumn *column = layout->table->columns->pdata[i];
            g_autofree char *period = slot_period(layout, column->period, slot);
            table_add_cell(row, find(layout, period, "", ""), column->quantity, layout->measure);
        }
    }
}

/* A row over the year's months or quarters: their sum, their mean. */
static void
add_summary_row(Layout *layout, const char *heading, const char *category, TableQuantity quantity)
{
    bool any = false;
    for (guint i = 0; i < layout->periods->len; i++)
        any |= find(layout, layout->periods->pdata[i], category, "") != NULL;
    TableRow *row = any ? table_add_row(layout->table, heading, 0, true) : NULL;
    for (guint i = 0; any && i < layout->periods->len; i++)
        table_add_cell(row, find(layout, layout->periods->pdata[i], category, ""), quantity, layout->measure);
}

static void
lay_count_by_slot(Layout *layout)
{
    for (guint i = 0; i < layout->periods->len; i++)
        add_period_column(layout, layout->periods->pdata[i], NULL, TABLE_COUNT);
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
        add_period_column(layout, layout->periods->pdata[i], "Count", TABLE_COUNT);
        add_period_column(layout, layout->periods->pdata[i], "%", TABLE_PERCENT);
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
        table_add_cell(row, find(layout, period, category, column->heading), TABLE_COUNT, layout->measure);
    }
    table_add_cell(row, find(layout, period, category, ""), TABLE_COUNT, layout->measure);
}

static void
lay_cross(Layout *layout)
{
    while (layout->periods->len > 1)
        g_ptr_array_remove_index(layout->periods, 0);
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *figure = figures_at(layout->figures, i);
        if (strcmp(figure->measure, layout->measure->id) || strcmp(figure->period, layout->periods->pdata[0]))
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
        if (has_slots(layout->measure))
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
    g_autoptr(GPtrArray) periods = layout.periods = years_with_figures(&layout);
    if (!periods->len)
        return NULL;
    layout.table = table_new(measure);
    if (has_slots(measure) && measure->kind != MEASURE_COUNT && measure->kind != MEASURE_SHARE)
        turn_to_slots(&layout);
    lay_out(&layout);
    if (!layout.table->rows->len || !layout.table->columns->len) {
        table_free(layout.table);
        return NULL;
    }
    table_describe(layout.table, profile, figures, periods);
    table_tell_changes(layout.table, profile, figures, periods);
    if (measure->kind == MEASURE_COUNT && has_slots(measure))
        table_add_series(layout.table, profile, figures, periods);
    return layout.table;
}
