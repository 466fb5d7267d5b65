/* The cells of a table as the points of a chart. */
#include <math.h>
#include "analysis/figures/figures.h"
#include "render/chart/choice.h"

static const TableCell *
cell_of(const Choice *choice, const TableRow *row, const TableColumn *column)
{
    guint index = 0;
    g_ptr_array_find(choice->table->columns, column, &index);
    return &g_array_index(row->cells, TableCell, index);
}

static void
add_point(const Choice *choice, ChartSeries *series, const TableRow *row, const TableColumn *column)
{
    const TableCell *cell = cell_of(choice, row, column);
    bool interval = choice->chart->kind->intervals && !isnan(cell->number) && !isnan(cell->lower);
    if (!interval) {
        chart_put_point(series, cell->number, cell->text);
        return;
    }
    const char *unit = column->quantity == TABLE_PERCENT ? "%" : "";
    g_autofree char *lower = figure_number_text(cell->lower, cell->decimals);
    g_autofree char *upper = figure_number_text(cell->upper, cell->decimals);
    g_autofree char *label = g_strdup_printf("%s (%s%s to %s%s)", cell->text, lower, unit, upper, unit);
    ChartPoint *point = chart_put_point(series, cell->number, label);
    point->lower = cell->lower;
    point->upper = cell->upper;
    chart_put_note(
        choice->chart,
        "Each line is a 95% confidence interval: chance alone would seldom put the value outside it.");
}

/* The reporting year of a column; 0 where it is none. */
static int
year_of(const Choice *choice, const TableColumn *column)
{
    int year;
    if (!column->period || !calendar_parse_year(column->period, choice->profile->year_start, &year))
        return 0;
    return year;
}

static bool
is_provisional(const Choice *choice, const TableColumn *column)
{
    int year = year_of(choice, column);
    return year && profile_is_provisional(choice->profile, year);
}

static bool
is_after_break(const Choice *choice, const TableColumn *column)
{
    return column->period && profile_break_at(choice->profile, choice->measure, column->period);
}

static const char *
column_name(const Choice *choice, const TableColumn *column)
{
    return year_of(choice, column) ? column->period : column->group ? column->group : column->heading;
}

static void
add_column_category(const Choice *choice, const TableColumn *column, bool first)
{
    chart_put_category(choice->chart, column_name(choice, column));
    ChartCategory *category =
        &g_array_index(choice->chart->categories, ChartCategory, choice->chart->categories->len - 1);
    category->provisional = is_provisional(choice, column);
    category->after_break = !first && is_after_break(choice, column);
}

static ChartSeries *
add_column_series(const Choice *choice, const TableColumn *column)
{
    g_autofree char *name = g_strconcat(column_name(choice, column),
                                        is_provisional(choice, column) ? " (provisional)" : "", NULL);
    return chart_put_series(choice->chart, name);
}

/* Columns as categories, rows as series. */
static void
fill_over_columns(Choice *choice)
{
    choice->chart->over_time = true;
    for (guint c = 0; c < choice->columns->len; c++)
        add_column_category(choice, choice->columns->pdata[c], c == 0);
    for (guint r = 0; r < choice->rows->len; r++) {
        const TableRow *row = choice->rows->pdata[r];
        ChartSeries *series = chart_put_series(choice->chart, row->heading);
        for (guint c = 0; c < choice->columns->len; c++)
            add_point(choice, series, row, choice->columns->pdata[c]);
    }
}

/* Rows as categories, the last columns as series. Where two years stand side by side, a break between them
 * is said in words. */
static void
fill_over_rows(Choice *choice, guint most)
{
    for (guint r = 0; r < choice->rows->len; r++)
        chart_put_category(choice->chart, ((const TableRow *)choice->rows->pdata[r])->heading);
    guint first = choice->columns->len > most ? choice->columns->len - most : 0;
    for (guint c = first; c < choice->columns->len; c++) {
        const TableColumn *column = choice->columns->pdata[c];
        ChartSeries *series = add_column_series(choice, column);
        for (guint r = 0; r < choice->rows->len; r++)
            add_point(choice, series, choice->rows->pdata[r], column);
        if (c > first && is_after_break(choice, column)) {
            g_autofree char *note = g_strdup_printf(
                "There is a break in series before %s: the years are not fully comparable.", column->period);
            chart_put_note(choice->chart, note);
        }
    }
}

/* Limits of time and the movements of a caseload have an order of their own, and so have categories whose
 * measure says so. */
static bool
is_ordered(const Choice *choice)
{
    return render_kind(choice->measure)->rows == ROWS_ORDERED || choice->measure->listed_order ||
           choice->table->time_is_rows;
}

/* The latest year leads, in the first colour. */
static void
reverse_series(Chart *chart)
{
    for (guint i = 0, last = chart->series->len - 1; i < chart->series->len / 2; i++) {
        gpointer series = chart->series->pdata[i];
        chart->series->pdata[i] = chart->series->pdata[last - i];
        chart->series->pdata[last - i] = series;
    }
}

static void
fill_rows_kind(Choice *choice)
{
    Chart *chart = choice->chart;
    /* Two years side by side where there are few categories. */
    bool pairs = choice->rows->len <= 6 && !choice->table->time_is_rows;
    guint most = chart->kind->series > 2 || pairs ? chart->kind->series : 1;
    fill_over_rows(choice, most);
    if (!is_ordered(choice))
        chart_order_by_value(chart);
    /* Where bars lie beneath one another. */
    if (chart->kind->series == 2)
        reverse_series(chart);
}

void
choice_fill(Choice *choice)
{
    const ChartKind *kind = choice->chart->kind;
    if (kind->across == ACROSS_ROWS) {
        if (choice->rows->len == 1 &&
            (choice->columns->len > 1 || render_kind(choice->measure)->rows != ROWS_NAMED))
            fill_over_columns(choice);
        else
            fill_rows_kind(choice);
    } else if (kind->across == ACROSS_CELLS || choice->measure->by->len == 2) {
        fill_over_rows(choice, choice->columns->len);
    } else if (choice->table->time_is_rows) {
        fill_over_rows(choice, 3);
        reverse_series(choice->chart);
    } else {
        fill_over_columns(choice);
    }
}
