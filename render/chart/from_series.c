/* Charts along an axis of time: a count month by month with its control limits or median, and the curve of
 * what is still open. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "render/chart/from_table.h"

/* Whether limits or a median stand to be drawn, and for one stretch alone. */
static bool
has_middle(const Table *table, bool *one_stretch)
{
    bool any = false;
    *one_stretch = true;
    for (guint i = 0; i < table->points->len; i++) {
        const TablePoint *point = table_point(table, i), *first = table_point(table, 0);
        any |= !isnan(point->middle);
        *one_stretch &= point->middle == first->middle;
    }
    return any;
}

static void
put_line(Chart *chart, double value, const char *name)
{
    if (isnan(value))
        return;
    g_autofree char *number = figure_number_text(value, 1);
    g_autofree char *label = g_strdup_printf("%s %s", name, number);
    chart_put_limit(chart, value, label, strcmp(name, "Mean") && strcmp(name, "Median"));
}

/* Where the limits change on the way they are lines of their own, with steps. */
static void
put_steps(Chart *chart, const Table *table, const char *name, gsize member)
{
    ChartSeries *series = chart_put_series(chart, name);
    double before = NAN;
    bool any = false;
    series->thin = true;
    for (guint i = 0; i < table->points->len; i++) {
        double value = *(const double *)(const void *)((const char *)table_point(table, i) + member);
        ChartPoint *point = chart_put_point(series, value, NULL);
        point->at = i;
        point->shape = SHAPE_NONE;
        any |= !isnan(value);
        /* A line that holds its value until the next point ends where the stretch does. */
        point->begins = value != before;
        before = value;
    }
    if (!any)
        g_ptr_array_remove_index(chart->series, chart->series->len - 1);
}

/* The first point of each year, or of every second where they would touch, and the end. */
static void
put_ticks(Chart *chart, const Profile *profile, const Table *table)
{
    guint each = (guint)period_slots(table->measure->per), last = table->points->len - 1;
    for (guint i = 0; i < last; i += each) {
        int year;
        const TablePoint *point = table_point(table, i);
        g_autofree char *label = g_strdup(point->label);
        if (table->measure->per == PER_MONTH) {
            char *space = strchr(label, ' ');
            g_autofree char *short_label = g_strdup_printf("%.3s%s", label, space ? space : "");
            g_free(label);
            label = g_steal_pointer(&short_label);
        } else if (calendar_parse_year(label, profile->year_start, &year)) {
            label[strcspn(label, " ")] = '\0';
        }
        chart_put_tick(chart, i, label);
    }
    chart_put_tick(chart, last, "");
}

static void
put_counts(Chart *chart, const Table *table)
{
    g_autofree char *name = table_sentence_case(table->measure->of->words);
    ChartSeries *series = chart_put_series(chart, name);
    for (guint i = 0; i < table->points->len; i++) {
        const TablePoint *from = table_point(table, i);
        bool end = i + 1 == table->points->len || isnan(from->count);
        ChartPoint *point = chart_put_point(series, from->count, end ? from->text : NULL);
        point->at = i;
        point->shape = !from->rule ? SHAPE_NONE : from->above ? SHAPE_TRIANGLE : SHAPE_TRIANGLE_DOWN;
        point->stands_out = from->rule != ROLE_COUNT;
    }
}

/* What stands out is told in words to who cannot see the marks; the picture has the marks. */
static void
describe_control(Chart *chart, const Table *table)
{
    static const char *const told[] = {"More than chance would explain", "Nothing in the series",
                                       "The series crosses"};
    guint last = table->points->len - 1;
    bool limits = false;
    for (guint i = 0; i <= last; i++)
        limits |= !isnan(table_point(table, i)->upper);
    GString *alt = g_string_new(limits ? "Control chart" : "Run chart");
    g_string_append_printf(alt, " of %s, %s, %s to %s.", chart->title, chart->axis,
                           table_point(table, 0)->label, table_point(table, last)->label);
    for (guint i = 0; i < table->notes->len; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(told); k++)
            if (g_str_has_prefix(table->notes->pdata[i], told[k]))
                g_string_append_printf(alt, " %s", (char *)table->notes->pdata[i]);
    g_free(chart->alt);
    chart->alt = g_string_free(alt, FALSE);
}

/* The rule set by its name; its rules stand in the notes of the table. */
static void
put_series_notes(Chart *chart, const Table *table)
{
    static const struct {
        const char *head, *note;
    } rules[] = {{"XmR chart", "Control chart (XmR, rule set 1): chance alone would seldom go beyond the "
                               "limits. Higher is neither good nor bad."},
                 {"Run chart", "Run chart: chance alone would seldom stay so long on one side of the median "
                               "as is marked. Higher is neither good nor bad."}};
    bool marked = false;
    for (guint i = 0; i < table->points->len; i++)
        marked |= table_point(table, i)->rule != ROLE_COUNT;
    if (marked)
        chart_put_note(chart,
                       "Triangles mark what is more than chance would explain: pointing up where it is "
                       "high, down where it is low.");
    for (guint i = 0; i < table->notes->len; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(rules); k++)
            if (g_str_has_prefix(table->notes->pdata[i], rules[k].head))
                chart_put_note(chart, rules[k].note);
}

Chart *
chart_of_series(const Profile *profile, const Table *table)
{
    bool one_stretch;
    if (table->measure->chart || !table->points || table->points->len < 2 || !has_middle(table, &one_stretch))
        return NULL;
    Chart *chart =
        chart_begin(profile, table, "lines", g_strdup_printf("number of %s", table->measure->of->words));
    const TablePoint *first = table_point(table, 0);
    bool run = true;
    chart->across = g_strdup(table->measure->per == PER_MONTH ? "month received" : "quarter received");
    for (guint i = 0; i < table->points->len; i++)
        run &= isnan(table_point(table, i)->upper);
    put_counts(chart, table);
    if (one_stretch) {
        put_line(chart, first->middle, run ? "Median" : "Mean");
        put_line(chart, first->lower, "Lower limit");
        put_line(chart, first->upper, "Upper limit");
    } else {
        put_steps(chart, table, "Mean or median", G_STRUCT_OFFSET(TablePoint, middle));
        put_steps(chart, table, "Lower limit", G_STRUCT_OFFSET(TablePoint, lower));
        put_steps(chart, table, "Upper limit", G_STRUCT_OFFSET(TablePoint, upper));
    }
    put_ticks(chart, profile, table);
    put_series_notes(chart, table);
    describe_control(chart, table);
    return chart;
}

static double
weeks_of(Limit limit)
{
    static const double weeks[] = {[LIMIT_DAYS] = 1.0 / 7,
                                   [LIMIT_WORKING_DAYS] = 1.0 / 5,
                                   [LIMIT_WEEKS] = 1,
                                   [LIMIT_MONTHS] = 365.25 / 12 / 7,
                                   [LIMIT_YEARS] = 365.25 / 7};
    return limit.number * weeks[limit.unit];
}

/* The curve's rows: received at 0, then each limit that there are figures of, by its name. */
static double
place_of_row(const Table *table, guint row)
{
    const TableRow *point = table->rows->pdata[row];
    Limit limit;
    bool later = point->role == ROLE_STILL_OPEN && limit_parse(point->heading + strlen(CURVE_POINT), &limit);
    return later ? weeks_of(limit) : 0;
}

static const TableCell *
cell_at(const Table *table, guint row, guint column)
{
    return &g_array_index(((const TableRow *)table->rows->pdata[row])->cells, TableCell, column);
}

/* Places far enough apart for a number beneath each; how many are followed stands there for every year. */
static void
put_at_risk(Chart *chart, const Table *table, guint rows)
{
    double whole = place_of_row(table, rows - 1), last = -whole;
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint r = 0; r < rows; r++) {
        double at = place_of_row(table, r);
        if (at - last < whole / 13)
            continue;
        g_autofree char *label = figure_number_text(at, figure_value_decimals(at, false));
        chart_put_tick(chart, at, label);
        g_array_append_val(shown, r);
        last = at;
    }
    for (guint c = 0; c < table->columns->len; c++) {
        const TableColumn *column = table->columns->pdata[c];
        if (column->quantity != TABLE_COUNT)
            continue;
        g_autofree char *heading = g_strdup_printf("Still followed, %s", column->period);
        ChartBeneath *beneath = chart_put_beneath(chart, heading);
        for (guint i = 0; i < shown->len; i++)
            g_ptr_array_add(beneath->cells,
                            g_strdup(cell_at(table, g_array_index(shown, guint, i), c)->text));
    }
}

static void
describe_curve(Chart *chart, const Table *table)
{
    guint half = table->rows->len - 1;
    GString *alt = g_string_new("Curves");
    g_string_append_printf(alt, " of %s, %s by weeks since receipt, a curve for each year.", chart->title,
                           chart->axis);
    for (guint c = 0; c < table->columns->len; c++) {
        const TableColumn *column = table->columns->pdata[c];
        if (column->quantity == TABLE_COUNT)
            g_string_append_printf(alt, " %s: half closed within %s days.", column->period,
                                   cell_at(table, half, c)->text);
    }
    g_free(chart->alt);
    chart->alt = g_string_free(alt, FALSE);
}

Chart *
chart_of_curve(const Profile *profile, const Table *table)
{
    guint rows = table->rows->len - 1; /* without the median */
    Chart *chart =
        chart_begin(profile, table, "lines",
                    g_strdup_printf("estimated percentage of %s still open", table->measure->of->words));
    chart->percent = true;
    chart->across = g_strdup("weeks since receipt");
    for (guint c = 0; c < table->columns->len; c++) {
        const TableColumn *column = table->columns->pdata[c];
        if (column->quantity != TABLE_PERCENT)
            continue;
        ChartSeries *series = chart_put_series(chart, column->period);
        for (guint r = 0; r < rows; r++) {
            const TableCell *cell = cell_at(table, r, c);
            if (isnan(cell->number))
                break; /* the curve ends with the last that was followed */
            chart_put_point(series, cell->number, NULL)->at = place_of_row(table, r);
        }
    }
    put_at_risk(chart, table, rows);
    chart_put_note(chart,
                   "Estimated (Kaplan-Meier): what is still open counts for as long as it has been followed. "
                   "The numbers beneath are how many are known to be open beyond each time.");
    describe_curve(chart, table);
    return chart;
}
