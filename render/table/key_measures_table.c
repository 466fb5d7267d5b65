/* The table of a report's key measures: a row each, with the years as columns. */
#include "render/table/table_build.h"
#include "render/wording/change.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

void
key_row_clear(gpointer pointer)
{
    g_free(((KeyRow *)pointer)->heading);
}

/* What the row shows, if it has one number a year. */
static TableQuantity
quantity_of(const KeyRow *row)
{
    return change_is_of_share(row->measure, row->figure) ? TABLE_PERCENT
           : !isnan(row->figure->count)                  ? TABLE_COUNT
                                                         : TABLE_VALUE;
}

static const Figure *
figure_in(const KeyRow *row, const Figures *figures, const char *period)
{
    return figures_find(figures, row->measure->id, period, row->figure->category, row->figure->part);
}

/* If there are more years, the body shows the first one and the latest; the table at the end has all. */
enum { MOST_YEARS = 6 };

/* The years in which any row has a figure; unless `full`, a quarter of the rows, because a number or two from
 * an old report make no column. Caller unrefs. */
static GPtrArray *
periods_of(const Profile *profile, const Figures *figures, const GArray *rows, bool full)
{
    GPtrArray *periods = g_ptr_array_new_with_free_func(g_free);
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        g_autofree char *label = calendar_year_label(year, profile->year_start);
        guint there = 0;
        for (guint i = 0; i < rows->len; i++)
            there += figure_in(&g_array_index(rows, KeyRow, i), figures, label) != NULL;
        if (full ? there > 0 : there * 4 >= rows->len)
            g_ptr_array_add(periods, g_steal_pointer(&label));
    }
    if (!full && periods->len > MOST_YEARS)
        g_ptr_array_remove_range(periods, 1, periods->len - MOST_YEARS);
    return periods;
}

/* The length of the months in the label of part of a year: of "July to September " in "July to September
 * 2023"; 0 for a whole year, and for months of two years. */
static gsize
months_length(const char *period)
{
    const char *year = strrchr(period, ' ');
    gsize months = strcspn(period, "0123456789");
    return year && year + 1 == period + months ? months : 0;
}

/* Whether years are left out after the first. */
static bool
skips_years(const Profile *profile, const GPtrArray *periods)
{
    int first, second;
    return periods->len > 1 && calendar_parse_year(periods->pdata[0], profile->year_start, &first) &&
           calendar_parse_year(periods->pdata[1], profile->year_start, &second) && second > first + 1;
}

/* "2019-20 to 2023-24", "2014-15 and 2019-20 to 2023-24", "July to September, 2019 to 2023". Caller frees. */
static char *
span_words(const Profile *profile, const GPtrArray *periods)
{
    const char *first = periods->pdata[0], *last = periods->pdata[periods->len - 1];
    if (skips_years(profile, periods) && periods->len > 2)
        return g_strdup_printf("%s and %s to %s", first, (const char *)periods->pdata[1], last);
    gsize months = months_length(first);
    if (strcmp(first, last) == 0)
        return g_strdup(last);
    return months ? g_strdup_printf("%.*s, %s to %s", (int)months - 1, first, first + months,
                                    last + months_length(last))
                  : g_strdup_printf("%s to %s", first, last);
}

static void
add_year_columns(Table *table, const Profile *profile, const GPtrArray *periods, bool full)
{
    for (guint p = 0; p < periods->len; p++) {
        const char *period = periods->pdata[p];
        g_autofree char *heading =
            table_period_heading(profile, period, full ? period : period + months_length(period));
        table_add_column(table, heading, full ? "Count" : NULL, period, TABLE_COUNT);
        if (full)
            table_add_column(table, heading, "%", period, TABLE_PERCENT);
    }
}

/* Adds a column for each set of targets that any row has. */
static guint
add_target_columns(Table *table, const GArray *rows, const char *const *headings)
{
    guint sets = 0;
    for (guint i = 0; i < rows->len; i++)
        for (guint set = 0; set < KEY_TARGETS; set++)
            if (!isnan(g_array_index(rows, KeyRow, i).targets[set]))
                sets = MAX(sets, set + 1);
    for (guint set = 0; set < sets; set++)
        table_add_column(table, headings[set], NULL, NULL, TABLE_TEXT);
    return sets;
}

static void
add_key_row(Table *table, const Profile *profile, const Figures *figures, const KeyRow *row, bool full)
{
    TableRow *made = table_add_row(table, row->heading, 0, false);
    guint set = 0;
    for (guint c = 0; c < table->columns->len; c++) {
        const TableColumn *column = table->columns->pdata[c];
        const Figure *figure = column->period ? figure_in(row, figures, column->period) : NULL;
        TableQuantity quantity = quantity_of(row),
                      shown = full && quantity == TABLE_PERCENT ? column->quantity : quantity;
        if (column->since)
            table_add_clear_cell(made, column, profile, figures, row->measure, row->figure);
        else if (column->period && full && quantity != TABLE_PERCENT && column->quantity == TABLE_PERCENT)
            table_add_blank(made);
        else if (column->period)
            table_add_cell(made, figure, shown, row->measure);
        else {
            double target = row->targets[set++];
            g_autofree char *digits =
                isnan(target) ? NULL : figure_number_text(target, figure_value_decimals(target, false));
            g_autofree char *text = digits ? g_strconcat(digits, "%", NULL) : g_strdup("\u2013");
            table_add_text(made, text);
        }
    }
}

/* Drops the columns in which nothing is available: a year that has only shares has no counts to show. */
static void
drop_unavailable_columns(Table *table)
{
    for (guint c = table->columns->len; c-- > 0;) {
        bool any = false;
        for (guint r = 0; r < table->rows->len; r++) {
            const char *text = g_array_index(((TableRow *)table->rows->pdata[r])->cells, TableCell, c).text;
            any |= *text && strcmp(text, "[x]") != 0;
        }
        if (any)
            continue;
        g_ptr_array_remove_index(table->columns, c);
        for (guint r = 0; r < table->rows->len; r++)
            g_array_remove_index(((TableRow *)table->rows->pdata[r])->cells, c);
    }
}

Table *
table_of_keys(const Profile *profile, const Figures *figures, const GArray *rows, bool full,
              const char *const *target_headings)
{
    if (!rows->len)
        return NULL;
    g_autoptr(GPtrArray) periods = periods_of(profile, figures, rows, full);
    g_autofree char *years = english_number(periods->len);
    bool all = !skips_years(profile, periods);
    g_autofree char *title = full                      ? g_strdup("Counts, shares and times")
                             : periods->len > 2 && all ? g_strdup_printf("Key measures over %s years", years)
                                                       : g_strdup("Key measures");
    Table *table = table_titled(full ? "counts-and-shares" : "key-measures", title);
    table->row_heading = g_strdup("Measure");
    table->source = g_strdup_printf("Source: %s case records", profile->authority_name);
    add_year_columns(table, profile, periods, full);
    if (!full)
        add_target_columns(table, rows, target_headings);
    g_auto(ClearYears) cleared = {0};
    for (guint i = 0; i < rows->len; i++) {
        const KeyRow *row = &g_array_index(rows, KeyRow, i);
        clear_years_add(&cleared, profile, figures, row->measure, row->figure);
    }
    table_add_clear_columns(table, &cleared);
    for (guint i = 0; i < rows->len; i++)
        add_key_row(table, profile, figures, &g_array_index(rows, KeyRow, i), full);
    if (full)
        drop_unavailable_columns(table);
    g_autofree char *span = span_words(profile, periods);
    table->subtitle = g_strdup_printf("%s, %s", profile->authority_short_name, span);
    table_note_symbols(table);
    table_summarise(table);
    return table;
}
