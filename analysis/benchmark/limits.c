/* Funnel: how far an authority of each size may differ from the average of the others by chance. */
#include "analysis/benchmark/benchmark_parts.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"
#include <math.h>
#include <string.h>

/* Events as a share of bases over all the others together; NAN if there are none. */
static double
average_of_others(const Comparison *comparison, const char *period)
{
    double events = 0, bases = 0;
    for (guint i = 0; i < comparison->others->len; i++) {
        const Neighbour *other = comparison->others->pdata[i];
        const Figure *figure = comparison_place(comparison, other->name, period, "");
        if (isnan(benchmark_number(comparison->measure, figure)) || isnan(figure->count) ||
            !(figure->base > 0))
            continue;
        events += figure->count;
        bases += figure->base;
    }
    return events > 0 ? events / bases : NAN;
}

/* An authority is outside its funnel limits if what is expected is outside the exact limits of what was
 * counted. */
static FigureSignal
against_average(const Comparison *comparison, const Figure *place, double average, bool rate, double level)
{
    double number = place->count, expected = average * place->base;
    Interval interval =
        rate ? comparison_interval(comparison, number, level) : statistics_wilson(number, place->base, level);
    if (!rate)
        expected = average;
    return expected < interval.lower   ? SIGNAL_HIGHER
           : expected > interval.upper ? SIGNAL_LOWER
                                       : SIGNAL_NO_CLEAR_CHANGE;
}

static void
add_limits(Comparison *comparison, const char *authority, const char *period, double average)
{
    static const struct {
        const char *part;
        double level;
    } limits[] = {{LIMITS_95, HEADLINE_LEVEL}, {LIMITS_998, TABLE_LEVEL}};
    const Figure *found = comparison_place(comparison, authority, period, "");
    if (isnan(benchmark_number(comparison->measure, found)) || isnan(found->count) || isnan(average))
        return;
    /* Adding figures moves existing ones. */
    const Figure place = *found;
    bool rate = benchmark_is_rate(comparison->measure);
    double scale = rate ? RATE_PER : 100;
    for (gsize i = 0; i < G_N_ELEMENTS(limits); i++) {
        Figure figure = comparison_figure(comparison, authority, period, "", limits[i].part);
        figure.value = average * scale;
        figure.base = place.base;
        figure.signal = against_average(comparison, &place, average, rate, limits[i].level);
        if (strcmp(authority, comparison->profile->authority_name) == 0) {
            Interval interval = rate ? statistics_funnel_rate(average, place.base, limits[i].level)
                                     : statistics_funnel_share(average, place.base, limits[i].level);
            figure.lower = interval.lower * scale;
            figure.upper = interval.upper * scale;
        }
        figures_add(comparison->figures, &figure);
    }
}

void
comparison_add_limits(Comparison *comparison, const char *period)
{
    double average = average_of_others(comparison, period);
    add_limits(comparison, comparison->profile->authority_name, period, average);
    for (guint i = 0; i < comparison->others->len; i++)
        add_limits(comparison, ((const Neighbour *)comparison->others->pdata[i])->name, period, average);
}

/* Points for rates are chosen by events, each of which has one base on either limit; for shares, by base. */
GArray *
benchmark_funnel(bool rate, double average, double from, double to, double level, bool upper)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(FunnelPoint));
    double scale = rate ? RATE_PER : 100, share = average / scale;
    /* The base on a limit is beside the base of its events, so more points are computed than are shown. */
    double base = from / 2, grown = pow(4 * to / from, 1.0 / FUNNEL_STEPS);
    for (int i = 0; i <= FUNNEL_STEPS && from > 0 && share > 0; i++, base *= grown) {
        FunnelPoint point = {base, NAN};
        Interval interval = rate ? statistics_poisson(share * point.base, level)
                                 : statistics_funnel_share(share, point.base, level);
        if (rate) {
            /* The number of events expected here is on the limit at another base: the one whose expected
             * number is this number's own limit. */
            double events = share * point.base;
            point.base = (upper ? interval.lower : interval.upper) / share;
            point.number = events / point.base * scale;
        } else {
            point.number = (upper ? interval.upper : interval.lower) * scale;
        }
        if (point.base >= from && point.base <= to)
            g_array_append_val(points, point);
    }
    return points;
}
