/* The charts of a comparison of authorities: a dot plot with intervals, and a funnel around the average. */
#include <math.h>
#include "analysis/benchmark/benchmark.h"
#include "render/chart/choice.h"
#include "render/wording/english.h"

static const TablePlace *
place_at(const Table *table, guint index)
{
    return &g_array_index(table->places, TablePlace, index);
}

/* "second highest of four", counted from the nearer end; "joint" if there is a tie. */
static void
find_rank(const Choice *choice, ChartFinding *finding)
{
    const Table *table = choice->table;
    const TablePlace *own = NULL;
    guint known = 0, above = 0, below = 0;
    for (guint i = 0; i < table->places->len; i++)
        own = place_at(table, i)->own ? place_at(table, i) : own;
    for (guint i = 0; own && i < table->places->len; i++) {
        double number = place_at(table, i)->number;
        known += !isnan(number);
        above += number > own->number;
        below += number < own->number;
    }
    if (!own || isnan(own->number) || known < 2)
        return;
    bool tie = above + below + 1 < known;
    g_autofree char *count = english_number(known), *rank = english_rank(above, below);
    const char *kind = benchmark_is_rate(table->measure) ? "rate" : "percentage",
               *name = choice->profile->authority_short_name;
    finding_put(finding, "%s\u2019s %s is %s%s of %s", name, kind, tie ? "joint " : "", rank, count);
    finding->number = g_strdup(own->text);
}

static Chart *
chart_of_dots(const Choice *choice)
{
    const Table *table = choice->table;
    Chart *chart = chart_begin(choice, "dots");
    chart->percent = !benchmark_is_rate(table->measure);
    ChartSeries *series = chart_put_series(chart, choice->writing.period);
    series->tone = TONE_LATEST;
    for (guint i = 0; i < table->places->len; i++) {
        const TablePlace *place = place_at(table, i);
        chart_put_category(chart, place->name);
        ChartPoint *point = chart_put_point(series, place->number, place->text);
        point->lower = isnan(place->number) ? NAN : place->lower;
        point->upper = isnan(place->number) ? NAN : place->upper;
        point->tone = place->own ? TONE_LATEST : TONE_EARLIER;
    }
    chart_order_by_value(chart);
    chart_put_note(chart, INTERVAL_NOTE);
    if (!isnan(table->median)) {
        g_autofree char *number = table_comparison_words(table->measure, table->median),
                        *label = g_strdup_printf("Median of the others %s", number);
        chart_put_limit(chart, figure_round(table->median, chart->percent ? 0 : 1), label);
    }
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
put_ticks_of_size(Chart *chart, double most)
{
    for (int i = 0; i <= 4; i++) {
        g_autofree char *label = figure_number_text(most * i / 4, 0);
        chart_put_tick(chart, most * i / 4, label);
    }
}

static void
comparison_put_limit_lines(Chart *chart, const Table *table, double least, double most)
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

/* "two councils are", "one is" */
static char *
councils_are(guint number, bool again)
{
    g_autofree char *count = english_number(number);
    return g_strdup_printf("%s%s %s", count,
                           again         ? ""
                           : number == 1 ? " council"
                                         : " councils",
                           number == 1 ? "is" : "are");
}

/* "two councils are above the limits and one is below" */
static void
comparison_find_outside(const Table *table, ChartFinding *finding)
{
    guint above = 0, below = 0;
    for (guint i = 0; i < table->places->len; i++) {
        const TablePlace *place = place_at(table, i);
        above += place->outside && place->number > table->average;
        below += place->outside && place->number < table->average;
    }
    g_autofree char *first = councils_are(above ? above : below, false), *under = councils_are(below, true);
    if (!above && !below)
        finding_put(finding, "no council is outside the limits that chance would allow");
    else
        finding_put(finding, "%s %s the limits%s%s%s", first, above ? "above" : "below",
                    above && below ? " and " : "", above && below ? under : "",
                    above && below ? " below" : "");
}

static Chart *
chart_of_funnel(const Choice *choice)
{
    const Table *table = choice->table;
    double most = 0, least = INFINITY;
    for (guint i = 0; i < table->places->len; i++) {
        const TablePlace *place = place_at(table, i);
        most = isnan(place->number) ? most : MAX(most, place->base);
        least = isnan(place->number) ? least : MIN(least, place->base);
    }
    if (isnan(table->average) || most <= 0)
        return NULL;
    Chart *chart = chart_begin(choice, "funnel");
    chart->percent = !benchmark_is_rate(table->measure);
    chart->across = g_strdup(chart->percent ? "What the percentage is of" : "Children aged 0 to 17");
    put_ticks_of_size(chart, round_up(most * 1.05));
    comparison_put_limit_lines(chart, table, MAX(least * 0.6, most * 0.02), round_up(most * 1.05));
    g_autofree char *average = table_comparison_words(table->measure, table->average),
                    *label = g_strdup_printf("Average %s", average);
    chart_put_limit(chart, figure_round(table->average, chart->percent ? 0 : 1), label);
    ChartSeries *series = chart_put_series(chart, "");
    for (guint i = 0; i < table->places->len; i++) {
        const TablePlace *place = place_at(table, i);
        if (isnan(place->number))
            continue;
        ChartPoint *point = chart_put_point(series, place->number, place->name);
        point->at = place->base;
        point->shape = place->own ? SHAPE_TRIANGLE : SHAPE_CIRCLE;
        point->tone = place->own ? TONE_LATEST : TONE_EARLIER;
        point->stands_out = place->own || place->outside;
    }
    chart_put_note(chart, "If chance alone made councils differ from the average, 95% of each size would lie "
                          "between the inner lines, 99.8% between the outer.");
    return chart;
}

Chart *
chart_of_comparison(const Choice *choice)
{
    const Table *table = choice->table;
    bool funnel = table->measure->show == SHOW_FUNNEL;
    /* A single mark compares nothing. */
    guint known = 0;
    for (guint i = 0; i < table->places->len; i++)
        known += !isnan(place_at(table, i)->number);
    Chart *chart = known < 2                                ? NULL
                   : funnel                                 ? chart_of_funnel(choice)
                   : table->places->len <= MOST_AUTHORITIES ? chart_of_dots(choice)
                                                            : NULL;
    if (!chart)
        return NULL;
    g_auto(ChartFinding) finding = {0};
    if (funnel)
        comparison_find_outside(table, &finding);
    else
        find_rank(choice, &finding);
    g_autofree char *what = benchmark_words(choice->profile, table->measure),
                    *years = g_strdup_printf(choice->profile->records->len ? "%s, %s in %s" : "%s",
                                             choice->writing.period, choice->profile->authority_short_name,
                                             plot_is_blue(chart) ? "blue" : "colour");
    chart_describe(chart, table, &(ChartWords){.what = what, .years = years, .finding = &finding});
    return chart;
}
