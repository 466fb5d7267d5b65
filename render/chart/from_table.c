/* The chart of a table: of which kind, of which rows and columns, and whether it can show them. */
#include <math.h>
#include <string.h>
#include "analysis/benchmark/benchmark.h"
#include "analysis/failure/failure.h"
#include "render/chart/choice.h"
#include "render/chart/describe.h"
#include "render/chart/from_table.h"

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

static void
choose_rows(Choice *choice)
{
    for (guint i = 0; i < choice->table->rows->len; i++)
        if (is_shown(choice->table, i))
            g_ptr_array_add(choice->rows, choice->table->rows->pdata[i]);
}

/* Percentages where the table has them, else counts, else values; a cross-table's last column is its total.
 */
static void
choose_columns(Choice *choice, bool counts)
{
    static const TableQuantity percent_first[] = {TABLE_PERCENT, TABLE_COUNT, TABLE_VALUE};
    static const TableQuantity count_first[] = {TABLE_COUNT, TABLE_PERCENT, TABLE_VALUE};
    const TableQuantity *order = counts ? count_first : percent_first;
    guint end = choice->table->columns->len - (choice_is_cross(choice) ? 1 : 0);
    g_ptr_array_set_size(choice->columns, 0);
    for (int turn = 0; turn < 3 && !choice->columns->len; turn++)
        for (guint i = 0; i < end; i++) {
            TableColumn *column = choice->table->columns->pdata[i];
            if (column->quantity == order[turn])
                g_ptr_array_add(choice->columns, column);
        }
}

static const char *
usual_kind(const Choice *choice)
{
    const ProfileMeasure *measure = choice->measure;
    const guint periods = choice->columns->len, rows = choice->rows->len;
    bool slots = measure->per != PER_YEAR;
    switch (measure->kind) {
    case MEASURE_COUNT:
    case MEASURE_SHARE:
        return slots && periods > 1 ? "lines" : "columns";
    case MEASURE_TIMELINESS:
    case MEASURE_CASELOAD:
        return periods <= 2 ? "bars" : rows > 6 ? "heat" : "lines";
    case MEASURE_BREAKDOWN:
        return choice_is_cross(choice) ? "heat" : !slots ? "bars" : rows > 4 ? "heat" : "lines";
    case MEASURE_CURVE:
        return "lines";
    case MEASURE_DURATION:
    case MEASURE_SUPPLIED:
        return "none";
    case MEASURE_BENCHMARK:
        if (measure->show == SHOW_MIX && rows > MOST_AUTHORITIES)
            return "none";
        return measure->show == SHOW_TREND ? "lines" : "heat";
    }
    return "bars";
}

/* What printed percentages of a whole may add up to: each may be half a point off. */
static bool
adds_up(const Chart *chart, guint count, double sum)
{
    return !chart->percent || fabs(sum - 100) <= 0.5 * count + 0.1;
}

/* Why the kind cannot show these rows and columns; NULL where it can. Caller frees. */
static char *
objection(const Choice *choice)
{
    const Chart *chart = choice->chart;
    const ChartKind *kind = chart->kind;
    if (choice_is_cross(choice) && kind->across == ACROSS_ROWS)
        return g_strdup("a cross-table is drawn as heat, stacked or shares");
    if (kind->categories && chart->categories->len > kind->categories)
        return g_strdup_printf("it shows at most %u categories and there are %u; use bars", kind->categories,
                               chart->categories->len);
    if (kind->series && chart->series->len > kind->series)
        return g_strdup_printf("it shows at most %u series and there are %u; use bars or heat", kind->series,
                               chart->series->len);
    if (!kind->whole)
        return NULL;
    bool slices = kind->across == ACROSS_ROWS;
    for (guint i = 0; i < (slices ? chart->series->len : chart->categories->len); i++) {
        double sum = 0;
        guint parts = slices ? chart->categories->len : chart->series->len;
        for (guint k = 0; k < parts; k++) {
            const ChartSeries *series = chart->series->pdata[slices ? i : k];
            sum += g_array_index(series->points, ChartPoint, slices ? k : i).value;
        }
        if (!isnan(sum) && !adds_up(chart, parts, sum))
            return g_strdup_printf("its percentages add up to %.0f and not to 100; use bars", sum);
    }
    return NULL;
}

/* The table's notes on the symbols that the chart shows too. */
static void
explain_symbols(Chart *chart, const Table *table)
{
    for (guint i = 0; i < table->notes->len; i++) {
        const char *note = table->notes->pdata[i], *end = strchr(note, ' ');
        g_autofree char *symbol = *note == '[' && end ? g_strndup(note, (gsize)(end - note)) : NULL;
        if (symbol && chart_has_label(chart, symbol))
            chart_put_note(chart, note);
    }
}

static char *
axis_words(const Choice *choice)
{
    const ProfileMeasure *measure = choice->measure;
    const TableColumn *column = choice->columns->pdata[0];
    if (measure->kind == MEASURE_BENCHMARK)
        return benchmark_words(choice->profile, measure);
    if (column->quantity == TABLE_VALUE && measure->kind == MEASURE_DURATION)
        return g_strdup("days");
    if (column->quantity == TABLE_VALUE && measure->kind == MEASURE_SUPPLIED)
        return g_strdup(measure->title);
    bool percent = column->quantity == TABLE_PERCENT || choice->chart->kind->whole;
    const char *of = (percent ? profile_percent_of(measure) : measure->of)->words;
    if (measure->kind == MEASURE_SUPPLIED)
        return measure->base_words && percent ? g_strdup_printf("percentage of %s", measure->base_words)
                                              : g_strdup(percent ? "percentage" : "number");
    if (percent && column->quantity == TABLE_COUNT)
        return g_strdup_printf("percentage of %s, marked with their number", of);
    return g_strdup_printf("%s of %s", percent ? "percentage" : "number", of);
}

static Chart *
chart_of_kind(Choice *choice, const ChartKind *kind)
{
    const Table *table = choice->table;
    Chart *chart = choice->chart = chart_new(kind, table->id, table->message ? table->message : table->title);
    g_free(chart->subtitle);
    g_free(chart->source);
    g_free(chart->axis);
    chart->subtitle = g_strdup(table->subtitle);
    chart->source = g_strdup(table->source);
    chart->accent = choice->profile->accent;
    choose_columns(choice, kind->counts);
    chart->percent = ((const TableColumn *)choice->columns->pdata[0])->quantity == TABLE_PERCENT;
    chart->axis = axis_words(choice);
    choice_fill(choice);
    return chart;
}

static Chart *
refuse(const Choice *choice, Chart *chart, const char *why, GError **error)
{
    const ProfilePlace *place = &choice->measure->place;
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u:%u: %s: chart: %s cannot show it: %s", place->file,
                place->line, place->column, choice->measure->id, chart->kind->name, why);
    chart_free(chart);
    return NULL;
}

static Chart *
choose(Choice *choice, GError **error)
{
    choose_rows(choice);
    choose_columns(choice, false);
    const char *name = choice->measure->chart ? choice->measure->chart : usual_kind(choice);
    if (!choice->rows->len || !choice->columns->len || strcmp(name, "none") == 0)
        return NULL;
    if (choice->table->places)
        return chart_of_comparison(choice->profile, choice->table);
    Chart *along_time = choice->measure->kind == MEASURE_CURVE
                            ? chart_of_curve(choice->profile, choice->table)
                        : choice->measure->chart ? NULL
                                                 : chart_of_series(choice->profile, choice->table);
    if (along_time)
        return along_time;
    Chart *chart = chart_of_kind(choice, chart_kind(name));
    g_autofree char *why = objection(choice);
    if (why)
        return refuse(choice, chart, why, error);
    /* A ring would show the size of a slice that is not shown. */
    if (chart->kind->whole && chart->kind->across == ACROSS_ROWS && chart_hides_any(chart)) {
        chart_free(chart);
        chart = chart_of_kind(choice, chart_kind("bars"));
    }
    /* A single number is better read than looked at. */
    bool single = chart->series->len == 1 && chart->categories->len == 1;
    if (!chart_shows_any(chart) || (single && !choice->measure->chart)) {
        chart_free(chart);
        return NULL;
    }
    if (chart->kind->whole && chart_hides_any(chart))
        chart_put_note(chart, "A bar with a part that is not shown is not drawn.");
    explain_symbols(chart, choice->table);
    chart_describe(chart);
    return chart;
}

Chart *
chart_of_table(const Profile *profile, const Table *table, GError **error)
{
    Choice choice = {.profile = profile,
                     .table = table,
                     .measure = table->measure,
                     .rows = g_ptr_array_new(),
                     .columns = g_ptr_array_new()};
    Chart *chart = choose(&choice, error);
    g_ptr_array_unref(choice.rows);
    g_ptr_array_unref(choice.columns);
    return chart;
}
