/* Summary of the others: median and range, how many are known, and this authority's rank. */
#include "analysis/benchmark/benchmark_parts.h"
#include "analysis/statistics/statistics.h"
#include <math.h>
#include <stdlib.h>

Figure
comparison_figure(const Comparison *comparison, const char *authority, const char *period,
                  const char *category, const char *part)
{
    Figure figure = FIGURE_BLANK;
    figure.authority = authority;
    figure.measure = comparison->measure->id;
    figure.period = period;
    figure.category = category;
    figure.part = part;
    return figure;
}

static int
order_of_values(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return one < other ? -1 : one > other;
}

/* Median and range of the others, and how many of them are known. */
void
comparison_add_median(Comparison *comparison, const char *period, const char *category)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < comparison->others->len; i++) {
        const Neighbour *other = comparison->others->pdata[i];
        double number = benchmark_number(comparison->measure,
                                         comparison_place(comparison, other->name, period, category));
        if (!isnan(number))
            g_array_append_val(numbers, number);
    }
    bool mix = comparison->measure->show == SHOW_MIX;
    Figure figure = comparison_figure(comparison, comparison->profile->authority_name, period,
                                      mix ? category : NEIGHBOURS_MEDIAN, mix ? NEIGHBOURS_MEDIAN : "");
    /* A percentage of few authorities is not a percentage of few records. */
    figure.base = benchmark_is_rate(comparison->measure) ? (double)numbers->len : (double)NAN;
    if (numbers->len) {
        qsort(numbers->data, numbers->len, sizeof(double), order_of_values);
        double median = statistics_median((const double *)(const void *)numbers->data, numbers->len);
        if (benchmark_is_rate(comparison->measure))
            figure.value = median;
        else
            figure.percent = median;
        figure.lower = g_array_index(numbers, double, 0);
        figure.upper = g_array_index(numbers, double, numbers->len - 1);
    } else {
        figure.status = FIGURE_NOT_AVAILABLE;
    }
    figures_add(comparison->figures, &figure);
}

void
comparison_add_known(Comparison *comparison, const char *period, guint known)
{
    Figure figure =
        comparison_figure(comparison, comparison->profile->authority_name, period, NEIGHBOURS_KNOWN, "");
    figure.value = known;
    figure.base = comparison->others->len;
    figures_add(comparison->figures, &figure);
}

void
comparison_add_rank(Comparison *comparison, const char *period)
{
    double own = benchmark_number(
        comparison->measure, comparison_place(comparison, comparison->profile->authority_name, period, ""));
    double rank = 1, ranked = 1;
    for (guint i = 0; i < comparison->others->len && !isnan(own); i++) {
        const Neighbour *other = comparison->others->pdata[i];
        double number =
            benchmark_number(comparison->measure, comparison_place(comparison, other->name, period, ""));
        ranked += !isnan(number);
        rank += number > own;
    }
    if (isnan(own) || ranked < 2)
        return;
    Figure figure = comparison_figure(comparison, comparison->profile->authority_name, period, OWN_RANK, "");
    figure.value = rank;
    figure.base = ranked;
    figures_add(comparison->figures, &figure);
}
