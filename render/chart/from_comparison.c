/* The charts of a comparison of authorities: a dot plot with intervals, and a funnel about the average. */
#include "analysis/benchmark/benchmark.h"
#include "render/chart/choice.h"
#include "render/chart/describe.h"
#include "render/chart/from_table.h"
#include <math.h>

static Chart *
comparison_chart(const Profile *profile, const Table *table, const char *kind)
{
    Chart *chart = chart_begin(profile, table, kind, benchmark_words(profile, table->measure));
    chart->percent = !benchmark_is_rate(table->measure);
    return chart;
}

static const TablePlace *
place_at(const Table *table, guint index)
{
    return &g_array_index(table->places, TablePlace, index);
}

static Chart *
chart_of_dots(const Profile *profile, const Table *table)
{
    Chart *chart = comparison_chart(profile, table, "dots");
    g_autofree char *own = g_strdup_printf("%s is the triangle.", profile->authority_short_name);
    ChartSeries *series = chart_put_series(chart, chart->axis);
    for (guint i = 0; i < table->places->len; i++) {
        const TablePlace *place = place_at(table, i);
        chart_put_category(chart, place->name);
        ChartPoint *point = chart_put_point(series, place->number, place->text);
        point->lower = isnan(place->number) ? NAN : place->lower;
        point->upper = isnan(place->number) ? NAN : place->upper;
        point->shape = place->own ? SHAPE_TRIANGLE : SHAPE_CIRCLE;
        point->stands_out = place->own;
    }
    chart_order_by_value(chart);
    chart_put_note(chart,
                   "Each line is a 95% confidence interval: chance alone would seldom put the value outside "
                   "it.");
    if (profile->records->len)
        chart_put_note(chart, own);
    if (!isnan(table->median)) {
        g_autofree char *number = table_comparison_words(table->measure, table->median);
        g_autofree char *label = g_strdup_printf("the median of the others, %s", number);
        g_autofree char *note = g_strdup_printf("The dashed line is %s.", label);
        chart_put_limit(chart, figure_round(table->median, chart->percent ? 0 : 1), label, true);
        chart_put_note(chart, note);
    }
    chart_describe(chart);
    return chart;
}

static double
round_up(double number)
{
    double power = pow(10, floor(log10(number)));
    static const double steps[] = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        if (number <= steps[i] * power)
            return steps[i] * power;
    return 10 * power;
}

static void
put_ticks(Chart *chart, double most)
{
    for (int i = 0; i <= 4; i++) {
        g_autofree char *label = figure_number_text(most * i / 4, 0);
        chart_put_tick(chart, most * i / 4, label);
    }
}

static void
put_limit_lines(Chart *chart, const Table *table, double least, double most)
{
    static const struct {
        const char *name;
        double level;
        bool upper;
    } lines[] = {{"99.8% limit", 0.998, true},
                 {"95% limit", 0.95, true},
                 {"95% limit", 0.95, false},
                 {"99.8% limit", 0.998, false}};
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(GArray) points = benchmark_funnel(benchmark_is_rate(table->measure), table->average, least,
                                                    most, lines[i].level, lines[i].upper);
        ChartSeries *series = chart_put_series(chart, lines[i].name);
        series->thin = true;
        for (guint k = 0; k < points->len; k++) {
            FunnelPoint at = g_array_index(points, FunnelPoint, k);
            ChartPoint *point = chart_put_point(series, at.number, NULL);
            point->at = at.base;
            point->shape = SHAPE_NONE;
        }
    }
}

static void
describe_funnel(Chart *chart, const Table *table)
{
    g_autofree char *average = table_comparison_words(table->measure, table->average);
    GString *alt = g_string_new(NULL), *outside = g_string_new(NULL);
    guint shown = 0;
    g_string_append_printf(alt, "Funnel plot of %s, %s, by %s. Average of the others: %s.", chart->title,
                           chart->axis, chart->across, average);
    for (guint i = 0; i < table->places->len; i++) {
        const TablePlace *place = place_at(table, i);
        if (place->own && !isnan(place->number))
            g_string_append_printf(alt, " %s: %s.", place->name, place->text);
        shown += !isnan(place->number);
        if (place->outside)
            g_string_append_printf(outside, "%s%s", outside->len ? ", " : "", place->name);
    }
    g_string_append_printf(alt, " Of %u, outside the 99.8%% limits: %s.", shown,
                           outside->len ? outside->str : "none");
    g_string_free(outside, TRUE);
    g_free(chart->alt);
    chart->alt = g_string_free(alt, FALSE);
}

static Chart *
chart_of_funnel(const Profile *profile, const Table *table)
{
    double most = 0, least = INFINITY;
    for (guint i = 0; i < table->places->len; i++) {
        const TablePlace *place = place_at(table, i);
        most = isnan(place->number) ? most : MAX(most, place->base);
        least = isnan(place->number) ? least : MIN(least, place->base);
    }
    if (isnan(table->average) || most <= 0)
        return NULL;
    Chart *chart = comparison_chart(profile, table, "funnel");
    chart->across =
        g_strdup(benchmark_is_rate(table->measure) ? "children aged 0 to 17" : "what the percentage is of");
    put_ticks(chart, round_up(most * 1.05));
    put_limit_lines(chart, table, MAX(least * 0.6, most * 0.02), round_up(most * 1.05));
    g_autofree char *average = table_comparison_words(table->measure, table->average),
                    *label = g_strdup_printf("Average %s", average);
    chart_put_limit(chart, figure_round(table->average, chart->percent ? 0 : 1), label, false);
    ChartSeries *series = chart_put_series(chart, "");
    series->unjoined = true;
    for (guint i = 0; i < table->places->len; i++) {
        const TablePlace *place = place_at(table, i);
        if (isnan(place->number))
            continue;
        ChartPoint *point = chart_put_point(series, place->number, place->name);
        point->at = place->base;
        point->shape = place->own ? SHAPE_TRIANGLE : SHAPE_CIRCLE;
        point->stands_out = place->own || place->outside;
    }
    chart_put_note(chart, "Between the inner lines would lie 95% of authorities of a size, between the outer "
                          "99.8%, if chance alone made "
                          "them differ from the average.");
    describe_funnel(chart, table);
    return chart;
}

Chart *
chart_of_comparison(const Profile *profile, const Table *table)
{
    if (table->measure->show == SHOW_FUNNEL)
        return chart_of_funnel(profile, table);
    /* One mark alone compares nothing. */
    guint known = 0;
    for (guint i = 0; i < table->places->len; i++)
        known += !isnan(place_at(table, i)->number);
    return known > 1 && table->places->len <= MOST_AUTHORITIES ? chart_of_dots(profile, table) : NULL;
}
