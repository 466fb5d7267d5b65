/* The cells of a table as the points of a chart. */
#include <math.h>
#include <string.h>
#include "analysis/figures/figures.h"
#include "render/chart/choice.h"
#include "render/wording/english.h"

/* A figure from print has no count, so it was not tested. */
static bool
is_from_print(const Choice *choice, const TableRow *row, const TableColumn *column)
{
    const Figure *now = column->period ? choice_figure(choice, row) : NULL,
                 *figure = now ? writing_find(&choice->writing, column->period, now->category, "") : NULL;
    return figure && figure->file && isnan(figure->count);
}

static ChartPoint *
add_point_of_cell(const Choice *choice, ChartSeries *series, const TableRow *row, const TableColumn *column)
{
    const TableCell *cell = choice_cell(choice, row, column);
    bool interval = choice->chart->kind->intervals && !isnan(cell->number) && !isnan(cell->lower);
    const char *unit = column->quantity == TABLE_PERCENT ? "%" : "";
    g_autofree char *lower = interval ? figure_number_text(cell->lower, cell->decimals) : NULL,
                    *upper = interval ? figure_number_text(cell->upper, cell->decimals) : NULL,
                    *label = interval
                                 ? g_strdup_printf("%s (%s%s to %s%s)", cell->text, lower, unit, upper, unit)
                                 : g_strdup(cell->text);
    ChartPoint *point = chart_put_point(series, cell->number, label);
    if (interval) {
        point->lower = cell->lower;
        point->upper = cell->upper;
        chart_put_note(choice->chart, INTERVAL_NOTE);
    }
    point->hollow = is_from_print(choice, row, column);
    if (point->hollow)
        chart_put_note(choice->chart, "A ring is a figure taken from an earlier report, which cannot be "
                                      "tested.");
    return point;
}

/* The reporting year of a column; 0 if it is not of a year. */
static int
year_of_column(const Choice *choice, const TableColumn *column)
{
    int year;
    if (!column->period || !calendar_parse_year(column->period, choice->profile->year_start, &year))
        return 0;
    return year;
}

static bool
is_provisional(const Choice *choice, const TableColumn *column)
{
    int year = year_of_column(choice, column);
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
    return year_of_column(choice, column) ? column->period : column->group ? column->group : column->heading;
}

static void
add_column_category(const Choice *choice, const TableColumn *column, bool first)
{
    ChartCategory *category = chart_put_category(choice->chart, column_name(choice, column));
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

static bool
is_gathered_row(const Choice *choice, const TableRow *row)
{
    return choice->gathered && row == choice->gathered->rows->pdata[0];
}

/* In a picture a name is short: without the number before it and the examples after it. */
static char *
short_name(const Choice *choice, const TableRow *row)
{
    const char *field = choice->measure->by->len ? choice->measure->by->pdata[0] : NULL;
    /* The target has a mark instead. */
    const char *target = strstr(row->heading, " (target ");
    if (target && kind_of(choice->measure)->of_limits)
        return g_strndup(row->heading, (gsize)(target - row->heading));
    return field && !is_gathered_row(choice, row)
               ? english_short(profile_field(choice->profile, field), row->heading)
               : g_strdup(row->heading);
}

/* Whether the value of a year gets a label: the first one, also after a break, the last, and any that
 * moved. */
static bool
is_marked(const Choice *choice, const TableRow *row, guint index)
{
    if (index == 0 || index + 1 == choice->columns->len || choice->chart->kind->lay != lines_lay ||
        is_after_break(choice, choice->columns->pdata[index]))
        return true;
    const Figure *now = choice_figure(choice, row);
    const TableColumn *column = choice->columns->pdata[index];
    /* The year before a clear change. */
    if (now && index + 2 == choice->columns->len &&
        writing_change(&choice->writing, now).state == CHANGE_CLEAR)
        return true;
    const Figure *then =
        now && column->period ? writing_find(&choice->writing, column->period, now->category, "") : NULL;
    return !then || then->signal == SIGNAL_HIGHER || then->signal == SIGNAL_LOWER ||
           isnan(choice_cell(choice, row, column)->number);
}

/* Columns, from one on, as categories; rows as series. If there is only one row, the last column has the
 * first colour. */
static void
fill_over_columns(Choice *choice, guint from)
{
    Chart *chart = choice->chart;
    chart->over_time = true;
    for (guint c = from; c < choice->columns->len; c++)
        add_column_category(choice, choice->columns->pdata[c], c == from);
    for (guint r = 0; r < choice->rows->len; r++) {
        const TableRow *row = choice->rows->pdata[r];
        g_autofree char *name = short_name(choice, row);
        ChartSeries *series = chart_put_series(chart, name);
        for (guint c = from; c < choice->columns->len; c++) {
            ChartPoint *point = add_point_of_cell(choice, series, row, choice->columns->pdata[c]);
            if (choice->rows->len == 1 && c + 1 < choice->columns->len)
                point->tone = TONE_BEFORE;
            if (!is_marked(choice, row, c))
                g_clear_pointer(&point->label, g_free);
        }
    }
    /* Lines that may cross differ in tone and shape. */
    for (guint s = 0; s < chart->series->len && render_kind(choice->measure)->rows == ROWS_NAMED; s++)
        ((ChartSeries *)chart->series->pdata[s])->tone = s % 2 ? TONE_EARLIER : TONE_LATEST;
}

/* Rows as categories, columns as series; the first one, which is the latest, has the first colour. */
static void
fill_over_rows(Choice *choice, const GPtrArray *columns)
{
    static const ChartTone tones[] = {TONE_LATEST, TONE_EARLIER, TONE_BEFORE};
    Chart *chart = choice->chart;
    for (guint r = 0; r < choice->rows->len; r++) {
        g_autofree char *name = short_name(choice, choice->rows->pdata[r]);
        chart_put_category(chart, name);
    }
    for (guint c = 0; c < columns->len; c++) {
        const TableColumn *column = columns->pdata[c];
        ChartSeries *series = add_column_series(choice, column);
        series->tone = tones[MIN(c, G_N_ELEMENTS(tones) - 1)];
        for (guint r = 0; r < choice->rows->len; r++) {
            const TableRow *row = choice->rows->pdata[r];
            const Figure *limit =
                c == 0 && kind_of(choice->measure)->of_limits ? choice_figure(choice, row) : NULL;
            ChartPoint *point = add_point_of_cell(choice, series, row, column);
            if (limit)
                point->target = limit->value;
            /* A figure that an earlier year does not have leaves no mark. */
            if (c > 0 && chart->kind->lay == bars_lay && g_strcmp0(point->label, "[x]") == 0)
                g_clear_pointer(&point->label, g_free);
        }
    }
}

/* At most so many columns, from the latest back. */
static GPtrArray *
latest_columns(const Choice *choice, guint most)
{
    GPtrArray *columns = g_ptr_array_new();
    for (guint i = choice->columns->len; i-- > 0 && columns->len < most;)
        g_ptr_array_add(columns, choice->columns->pdata[i]);
    return columns;
}

/* The latest column, and that of the year it is compared with. */
static GPtrArray *
held_against(const Choice *choice)
{
    GPtrArray *columns = latest_columns(choice, 1);
    for (guint i = 0; choice->earlier && i + 1 < choice->columns->len; i++) {
        const TableColumn *column = choice->columns->pdata[i];
        if (g_strcmp0(column->period, choice->earlier) == 0)
            g_ptr_array_add(columns, choice->columns->pdata[i]);
    }
    return columns;
}

/* Whether categories are points of a scale, which begin with their numbers. */
static bool
are_numbered(const Choice *choice)
{
    bool all = true;
    for (guint i = 0; i < choice->rows->len; i++)
        all &= g_ascii_isdigit(*((const TableRow *)choice->rows->pdata[i])->heading) != 0;
    return all;
}

static void
fill_rows_kind(Choice *choice)
{
    Chart *chart = choice->chart;
    g_autoptr(GPtrArray) columns =
        chart->kind->series == 2 ? held_against(choice) : latest_columns(choice, chart->kind->series);
    fill_over_rows(choice, columns);
    const ProfileMeasure *measure = choice->measure;
    bool ordered = render_kind(measure)->rows == ROWS_ORDERED || measure->listed_order ||
                   choice->table->time_is_rows ||
                   (measure->by->len && strcmp(measure->by->pdata[0], "stage") == 0) || are_numbered(choice);
    if (measure->by->len && tells_outcomes(choice->profile, measure))
        chart_order_by_outcome(chart);
    else if (!ordered)
        chart_order_by_value(chart);
    /* In upright charts time runs from left to right. */
    for (guint i = 0, last = chart->series->len - 1; chart->kind->series == 3 && i < chart->series->len / 2;
         i++) {
        gpointer series = chart->series->pdata[i];
        chart->series->pdata[i] = chart->series->pdata[last - i];
        chart->series->pdata[last - i] = series;
    }
}

void
choice_fill(Choice *choice)
{
    const ChartKind *kind = choice->chart->kind;
    if (kind->across == ACROSS_ROWS) {
        if (choice->rows->len == 1 &&
            (choice->columns->len > 1 || render_kind(choice->measure)->rows != ROWS_NAMED))
            fill_over_columns(choice, 0);
        else
            fill_rows_kind(choice);
    } else if (kind->across == ACROSS_CELLS || choice->measure->by->len == 2) {
        fill_over_rows(choice, choice->columns);
    } else if (choice->table->time_is_rows) {
        g_autoptr(GPtrArray) columns = latest_columns(choice, 3);
        fill_over_rows(choice, columns);
    } else {
        fill_over_columns(choice, kind->across == ACROSS_LATEST ? choice->columns->len - 1 : 0);
    }
}
