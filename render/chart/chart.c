/* What a chart says: which columns of the table it shows, as which kind, and the words for those who cannot
 * see it. */
#include "render/chart/chart.h"
#include <math.h>
#include <string.h>

static void
series_free(gpointer pointer)
{
    ChartSeries *series = pointer;
    g_free(series->name);
    g_array_unref(series->values);
    g_ptr_array_unref(series->labels);
    g_free(series);
}

void
chart_free(Chart *chart)
{
    if (!chart)
        return;
    g_free(chart->id);
    g_free(chart->title);
    g_free(chart->subtitle);
    g_free(chart->source);
    g_free(chart->axis);
    g_free(chart->alt);
    g_ptr_array_unref(chart->categories);
    g_ptr_array_unref(chart->series);
    g_array_unref(chart->breaks);
    g_free(chart);
}

static ChartSeries *
add_series(Chart *chart, const char *name)
{
    ChartSeries *series = g_new0(ChartSeries, 1);
    series->name = g_strdup(name);
    series->values = g_array_new(FALSE, FALSE, sizeof(double));
    series->labels = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(chart->series, series);
    return series;
}

static void
add_value(ChartSeries *series, const TableCell *cell)
{
    g_array_append_val(series->values, cell->number);
    g_ptr_array_add(series->labels, g_strdup(cell->text));
}

/* Not parts, not totals, and of timeliness the cumulative rows alone, of a caseload not what the year before
 * says already. */
static bool
is_shown(const Table *table, guint index)
{
    const TableRow *row = table->rows->pdata[index];
    if (row->level || row->total || (table->measure->kind == MEASURE_CASELOAD && index == 0))
        return false;
    return table->measure->kind != MEASURE_TIMELINESS || g_str_has_prefix(row->heading, "Within");
}

/* The columns of one quantity, as indexes; percentages where the table has them, else counts. */
static GArray *
columns_to_show(const Table *table, bool *percent)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(guint));
    for (int turn = 0; turn < 2 && columns->len == 0; turn++) {
        TableQuantity quantity = turn == 0 ? TABLE_PERCENT : TABLE_COUNT;
        *percent = turn == 0;
        for (guint i = 0; i < table->columns->len; i++)
            if (((const TableColumn *)table->columns->pdata[i])->quantity == quantity)
                g_array_append_val(columns, i);
    }
    return columns;
}

static ChartKind
kind_of(const Table *table, guint columns)
{
    static const char *const names[] = {"bars", "columns", "clustered", "lines"};
    for (guint i = 0; table->measure->chart && i < G_N_ELEMENTS(names); i++)
        if (strcmp(table->measure->chart, names[i]) == 0)
            return (ChartKind)i;
    switch (table->measure->kind) {
    case MEASURE_COUNT:
        return table->measure->per == PER_YEAR ? CHART_COLUMNS : columns > 1 ? CHART_LINES : CHART_COLUMNS;
    case MEASURE_SHARE:
        return table->measure->per != PER_YEAR && columns > 1 ? CHART_LINES : CHART_COLUMNS;
    case MEASURE_TIMELINESS:
    case MEASURE_CASELOAD:
        return columns > 2 ? CHART_LINES : CHART_BARS;
    case MEASURE_BREAKDOWN:
        return table->measure->per != PER_YEAR ? CHART_LINES : CHART_BARS;
    case MEASURE_DURATION:
    case MEASURE_SUPPLIED:
    case MEASURE_BENCHMARK:
        break;
    }
    return CHART_BARS;
}

/* Rows as series over the columns' periods: a table whose columns are years. */
static void
fill_over_time(Chart *chart, const Table *table, const GArray *columns)
{
    for (guint c = 0; c < columns->len; c++) {
        const TableColumn *column = table->columns->pdata[g_array_index(columns, guint, c)];
        g_ptr_array_add(chart->categories, g_strdup(column->group ? column->group : column->heading));
    }
    for (guint r = 0; r < table->rows->len && chart->series->len < 6; r++) {
        const TableRow *row = table->rows->pdata[r];
        if (!is_shown(table, r))
            continue;
        ChartSeries *series = add_series(chart, row->heading);
        for (guint c = 0; c < columns->len; c++)
            add_value(series, &g_array_index(row->cells, TableCell, g_array_index(columns, guint, c)));
    }
}

/* Columns as series over the rows: the last column, or the last two or three side by side. */
static void
fill_over_rows(Chart *chart, const Table *table, const GArray *columns, guint most)
{
    for (guint r = 0; r < table->rows->len; r++)
        if (is_shown(table, r))
            g_ptr_array_add(chart->categories, g_strdup(((const TableRow *)table->rows->pdata[r])->heading));
    for (guint c = columns->len > most ? columns->len - most : 0; c < columns->len; c++) {
        guint index = g_array_index(columns, guint, c);
        const TableColumn *column = table->columns->pdata[index];
        ChartSeries *series = add_series(chart, column->period ? column->period : column->heading);
        for (guint r = 0; r < table->rows->len; r++)
            if (is_shown(table, r))
                add_value(series,
                          &g_array_index(((const TableRow *)table->rows->pdata[r])->cells, TableCell, index));
    }
}

/* Bars stand in order of the latest value, largest first; equal ones as the table has them. */
static void
order_by_value(Chart *chart)
{
    const ChartSeries *latest = chart->series->pdata[chart->series->len - 1];
    guint length = chart->categories->len;
    for (guint i = 1; i < length; i++)
        for (guint k = i; k > 0; k--) {
            double above = g_array_index(latest->values, double, k - 1),
                   here = g_array_index(latest->values, double, k);
            if (!((isnan(above) && !isnan(here)) || here > above))
                break;
            gpointer name = chart->categories->pdata[k];
            chart->categories->pdata[k] = chart->categories->pdata[k - 1];
            chart->categories->pdata[k - 1] = name;
            for (guint s = 0; s < chart->series->len; s++) {
                ChartSeries *series = chart->series->pdata[s];
                double *values = (double *)(void *)series->values->data, value = values[k];
                values[k] = values[k - 1];
                values[k - 1] = value;
                gpointer label = series->labels->pdata[k];
                series->labels->pdata[k] = series->labels->pdata[k - 1];
                series->labels->pdata[k - 1] = label;
            }
        }
}

static void
append_extremes(GString *alt, const Chart *chart, const ChartSeries *series)
{
    int most = -1, least = -1;
    for (guint i = 0; i < series->values->len; i++) {
        double value = g_array_index(series->values, double, i);
        if (isnan(value))
            continue;
        if (most < 0 || value > g_array_index(series->values, double, most))
            most = (int)i;
        if (least < 0 || value < g_array_index(series->values, double, least))
            least = (int)i;
    }
    if (most < 0)
        return;
    g_string_append_printf(alt, " %s: ", series->name);
    if (most == least ||
        g_array_index(series->values, double, most) == g_array_index(series->values, double, least))
        g_string_append_printf(alt, "%s throughout.", (char *)series->labels->pdata[most]);
    else
        g_string_append_printf(alt, "highest %s (%s), lowest %s (%s).", (char *)series->labels->pdata[most],
                               (char *)chart->categories->pdata[most], (char *)series->labels->pdata[least],
                               (char *)chart->categories->pdata[least]);
}

static char *
describe(const Chart *chart)
{
    static const char *const kinds[] = {"Bar chart", "Column chart", "Clustered column chart", "Line chart"};
    GString *alt = g_string_new(kinds[chart->kind]);
    g_string_append_printf(alt, " of %s, %s.", chart->title, chart->axis);
    for (guint i = 0; i < chart->series->len; i++)
        append_extremes(alt, chart, chart->series->pdata[i]);
    return g_string_free(alt, FALSE);
}

/* A single number is better read than looked at. */
static bool
is_single(const Chart *chart)
{
    return chart->series->len == 1 && chart->categories->len == 1;
}

static bool
has_value(const Chart *chart)
{
    for (guint s = 0; s < chart->series->len; s++) {
        const ChartSeries *series = chart->series->pdata[s];
        for (guint i = 0; i < series->values->len; i++)
            if (!isnan(g_array_index(series->values, double, i)))
                return true;
    }
    return false;
}

static void
mark_breaks(Chart *chart, const Profile *profile, const Table *table)
{
    for (guint i = 1; i < chart->categories->len; i++) {
        const char *category = chart->categories->pdata[i];
        g_autofree char *label = g_strndup(category, strcspn(category, " "));
        int year;
        if (calendar_parse_year(label, profile->year_start, &year) &&
            profile_break(profile, table->measure, year))
            g_array_append_val(chart->breaks, i);
    }
}

static void
fill(Chart *chart, const Table *table, const GArray *columns)
{
    MeasureKind of = table->measure->kind;
    bool by_rows = table->measure->per != PER_YEAR && (of == MEASURE_COUNT || of == MEASURE_SHARE);
    bool over_time = (!by_rows && (of == MEASURE_SHARE || of == MEASURE_TIMELINESS || of == MEASURE_COUNT ||
                                   of == MEASURE_CASELOAD)) ||
                     (chart->kind == CHART_LINES && table->measure->kind == MEASURE_BREAKDOWN) ||
                     (chart->kind == CHART_CLUSTERED && table->measure->kind == MEASURE_BREAKDOWN);
    if (over_time && chart->kind != CHART_BARS) {
        fill_over_time(chart, table, columns);
        return;
    }
    guint shown = 0;
    for (guint r = 0; r < table->rows->len; r++)
        shown += is_shown(table, r);
    guint most = chart->kind == CHART_BARS ? (shown <= 6 ? 2 : 1) : chart->kind == CHART_COLUMNS ? 1 : 3;
    fill_over_rows(chart, table, columns, most);
    if (chart->kind == CHART_BARS && of != MEASURE_TIMELINESS && of != MEASURE_CASELOAD && chart->series->len)
        order_by_value(chart);
}

Chart *
chart_of_table(const Profile *profile, const Table *table)
{
    bool cross = table->measure->kind == MEASURE_BREAKDOWN && table->measure->by->len == 2;
    bool plain = table->measure->kind == MEASURE_SUPPLIED || table->measure->kind == MEASURE_DURATION;
    if (cross || (plain && !table->measure->chart) ||
        (table->measure->chart && strcmp(table->measure->chart, "none") == 0))
        return NULL;
    bool percent = false;
    g_autoptr(GArray) columns = columns_to_show(table, &percent);
    Chart *chart = g_new0(Chart, 1);
    chart->categories = g_ptr_array_new_with_free_func(g_free);
    chart->series = g_ptr_array_new_with_free_func(series_free);
    chart->breaks = g_array_new(FALSE, FALSE, sizeof(guint));
    chart->kind = kind_of(table, columns->len);
    chart->percent = percent;
    chart->id = g_strdup(table->id);
    chart->title = g_strdup(table->title);
    chart->subtitle = g_strdup(table->subtitle);
    chart->source = g_strdup(table->source);
    const ProfileMeasure *measure = table->measure;
    chart->axis =
        g_strdup_printf("%s of %s", percent ? "percentage" : "number",
                        (percent && measure->percent_of ? measure->percent_of : measure->of)->words);
    if (columns->len)
        fill(chart, table, columns);
    if (!columns->len || !has_value(chart) || (is_single(chart) && !measure->chart)) {
        chart_free(chart);
        return NULL;
    }
    mark_breaks(chart, profile, table);
    chart->alt = describe(chart);
    return chart;
}
