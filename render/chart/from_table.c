/* The chart of a table: of which kind, which of its rows and columns, in which order. */
#include <math.h>
#include <string.h>
#include "analysis/failure/failure.h"
#include "render/chart/describe.h"
#include "render/chart/plot.h"

typedef struct {
    const Profile *profile;
    const Table *table;
    const ProfileMeasure *measure;
    Chart *chart;
    GPtrArray *rows;    /* TableRow*: those to be shown */
    GPtrArray *columns; /* TableColumn*: those of one quantity, or of what a row is crossed with */
} Choice;

static bool
is_cross(const Choice *choice)
{
    return choice->measure->kind == MEASURE_BREAKDOWN && choice->measure->by->len == 2;
}

/* Months or quarters are rows where a number is counted by them, and columns everywhere else. */
static bool
time_is_rows(const Choice *choice)
{
    return choice->measure->per != PER_YEAR &&
           (choice->measure->kind == MEASURE_COUNT || choice->measure->kind == MEASURE_SHARE);
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
    guint end = choice->table->columns->len - (is_cross(choice) ? 1 : 0);
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
        return is_cross(choice) ? "heat" : !slots ? "bars" : rows > 4 ? "heat" : "lines";
    case MEASURE_DURATION:
    case MEASURE_SUPPLIED:
        return "none";
    case MEASURE_BENCHMARK:
        break;
    }
    return "bars";
}

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
    int year = year_of(choice, column);
    return year && profile_break(choice->profile, choice->measure, year);
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

/* Categories that gather what has no name of its own stand last, whatever their size. */
static int
rank_of(const char *name)
{
    static const char *const last[] = {"Other",   "Others",       "Not known",
                                       "Unknown", "Not recorded", "Unrecognised"};
    for (gsize i = 0; i < G_N_ELEMENTS(last); i++)
        if (g_ascii_strcasecmp(name, last[i]) == 0)
            return (int)i + 1;
    return g_str_has_prefix(name, "Other (") ? 1 : 0;
}

typedef struct {
    ChartCategory category;
    guint index;
    double value;
} Place;

static int
compare_places(gconstpointer a, gconstpointer b)
{
    const Place *one = a, *other = b;
    int rank = rank_of(one->category.name) - rank_of(other->category.name);
    if (rank)
        return rank;
    if (isnan(one->value) != isnan(other->value))
        return isnan(one->value) ? 1 : -1;
    if (one->value != other->value && !isnan(one->value))
        return one->value > other->value ? -1 : 1;
    return one->index < other->index ? -1 : 1;
}

/* Categories in order of the latest value, largest first; equal ones, and those not shown, as the table has
 * them, so that the order says nothing about what is not shown. */
static void
order_by_value(Chart *chart)
{
    const ChartSeries *latest = chart->series->pdata[chart->series->len - 1];
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    for (guint i = 0; i < chart->categories->len; i++) {
        Place place = {g_array_index(chart->categories, ChartCategory, i), i,
                       g_array_index(latest->points, ChartPoint, i).value};
        g_array_append_val(places, place);
    }
    g_array_sort(places, compare_places);
    for (guint i = 0; i < places->len; i++)
        g_array_index(chart->categories, ChartCategory, i) = g_array_index(places, Place, i).category;
    for (guint s = 0; s < chart->series->len; s++) {
        GArray *points = ((ChartSeries *)chart->series->pdata[s])->points;
        g_autofree ChartPoint *before = g_memdup2(points->data, points->len * sizeof(ChartPoint));
        for (guint i = 0; i < places->len; i++)
            g_array_index(points, ChartPoint, i) = before[g_array_index(places, Place, i).index];
    }
}

/* Limits of time and the movements of a caseload have an order of their own, and so have categories whose
 * measure says so. */
static bool
is_ordered(const Choice *choice)
{
    return choice->measure->kind == MEASURE_TIMELINESS || choice->measure->kind == MEASURE_CASELOAD ||
           choice->measure->kind == MEASURE_DURATION || choice->measure->listed_order || time_is_rows(choice);
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
    bool pairs = choice->rows->len <= 6 && !time_is_rows(choice);
    guint most = chart->kind->series > 2 || pairs ? chart->kind->series : 1;
    fill_over_rows(choice, most);
    if (!is_ordered(choice))
        order_by_value(chart);
    /* Where bars lie beneath one another. */
    if (chart->kind->series == 2)
        reverse_series(chart);
}

static void
fill(Choice *choice)
{
    const ChartKind *kind = choice->chart->kind;
    if (kind->across == ACROSS_ROWS) {
        bool named = choice->measure->kind == MEASURE_BREAKDOWN || choice->measure->kind == MEASURE_SUPPLIED;
        if (choice->rows->len == 1 && (choice->columns->len > 1 || !named))
            fill_over_columns(choice);
        else
            fill_rows_kind(choice);
    } else if (kind->across == ACROSS_CELLS || is_cross(choice)) {
        fill_over_rows(choice, choice->columns->len);
    } else if (time_is_rows(choice)) {
        fill_over_rows(choice, 3);
        reverse_series(choice->chart);
    } else {
        fill_over_columns(choice);
    }
}

static bool
is_shown_point(const ChartPoint *point)
{
    return !isnan(point->value);
}

static guint
count_shown(const Chart *chart)
{
    guint shown = 0;
    for (guint s = 0; s < chart->series->len; s++) {
        const GArray *points = ((const ChartSeries *)chart->series->pdata[s])->points;
        for (guint i = 0; i < points->len; i++)
            shown += is_shown_point(&g_array_index(points, ChartPoint, i));
    }
    return shown;
}

static bool
is_whole_complete(const Chart *chart)
{
    for (guint s = 0; s < chart->series->len; s++) {
        const GArray *points = ((const ChartSeries *)chart->series->pdata[s])->points;
        for (guint i = 0; i < points->len; i++)
            if (!is_shown_point(&g_array_index(points, ChartPoint, i)))
                return false;
    }
    return true;
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
    if (is_cross(choice) && kind->across == ACROSS_ROWS)
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

static bool
shows(const Chart *chart, const char *label)
{
    for (guint s = 0; s < chart->series->len; s++) {
        const GArray *points = ((const ChartSeries *)chart->series->pdata[s])->points;
        for (guint i = 0; i < points->len; i++)
            if (strcmp(g_array_index(points, ChartPoint, i).label, label) == 0)
                return true;
    }
    return false;
}

/* The table's notes on the symbols that the chart shows too. */
static void
explain_symbols(Chart *chart, const Table *table)
{
    for (guint i = 0; i < table->notes->len; i++) {
        const char *note = table->notes->pdata[i], *end = strchr(note, ' ');
        g_autofree char *symbol = *note == '[' && end ? g_strndup(note, (gsize)(end - note)) : NULL;
        if (symbol && shows(chart, symbol))
            chart_put_note(chart, note);
    }
}

static char *
axis_words(const Choice *choice)
{
    const ProfileMeasure *measure = choice->measure;
    const TableColumn *column = choice->columns->pdata[0];
    if (column->quantity == TABLE_VALUE && measure->kind == MEASURE_DURATION)
        return g_strdup("days");
    if (column->quantity == TABLE_VALUE && measure->kind == MEASURE_SUPPLIED)
        return g_strdup(measure->title);
    bool percent = column->quantity == TABLE_PERCENT || choice->chart->kind->whole;
    const char *of = (percent && measure->percent_of ? measure->percent_of : measure->of)->words;
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
    Chart *chart = choice->chart = chart_new(kind, table->id, table->title);
    g_free(chart->subtitle);
    g_free(chart->source);
    g_free(chart->axis);
    chart->subtitle = g_strdup(table->subtitle);
    chart->source = g_strdup(table->source);
    chart->accent = choice->profile->accent;
    choose_columns(choice, kind->counts);
    chart->percent = ((const TableColumn *)choice->columns->pdata[0])->quantity == TABLE_PERCENT;
    chart->axis = axis_words(choice);
    fill(choice);
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
    Chart *chart = chart_of_kind(choice, chart_kind(name));
    g_autofree char *why = objection(choice);
    if (why)
        return refuse(choice, chart, why, error);
    /* A ring would show the size of a slice that is not shown. */
    if (chart->kind->whole && chart->kind->across == ACROSS_ROWS && !is_whole_complete(chart)) {
        chart_free(chart);
        chart = chart_of_kind(choice, chart_kind("bars"));
    }
    /* A single number is better read than looked at. */
    bool single = chart->series->len == 1 && chart->categories->len == 1;
    if (!count_shown(chart) || (single && !choice->measure->chart)) {
        chart_free(chart);
        return NULL;
    }
    if (chart->kind->whole && !is_whole_complete(chart))
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
