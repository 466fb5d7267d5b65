#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analysis/statistics/distributions.h"
#include "analysis/statistics/statistics.h"

/* 3 / 1.128: the constant of ranges of two (Wheeler & Chambers 1992). */
static const double limit_factor = 2.66;

static double
mean_of(const double *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum / (double)n;
}

ControlLimits
statistics_xmr_limits(const double *values, size_t n)
{
    ControlLimits limits = {NAN, NAN, NAN, NAN, NAN, NAN};
    if (n < 2)
        return limits;
    double ranges = 0;
    for (size_t i = 1; i < n; i++)
        ranges += fabs(values[i] - values[i - 1]);
    limits.mean = mean_of(values, n);
    limits.mean_range = ranges / (double)(n - 1);
    double reach = limit_factor * limits.mean_range;
    limits.lower = limits.mean - reach;
    limits.upper = limits.mean + reach;
    limits.near_lower = limits.mean - reach * 2 / 3;
    limits.near_upper = limits.mean + reach * 2 / 3;
    return limits;
}

static int
side_of(double value, double low, double high)
{
    return value > high ? 1 : value < low ? -1 : 0;
}

/* Marks the `length` points that end at `last`. */
static void
mark_points(ControlRule *rules, size_t last, size_t length, ControlRule rule)
{
    for (size_t i = last + 1 - length; i <= last; i++)
        if (rules[i] == CONTROL_COMMON)
            rules[i] = rule;
}

static void
mark_outside(const double *values, size_t n, const ControlLimits *limits, ControlRule *rules)
{
    for (size_t i = 0; i < n; i++)
        if (side_of(values[i], limits->lower, limits->upper))
            mark_points(rules, i, 1, CONTROL_OUTSIDE);
}

static void
mark_trends(const double *values, size_t n, ControlRule *rules)
{
    int run = 0, direction = 0;
    for (size_t i = 1; i < n; i++) {
        int step = side_of(values[i], values[i - 1], values[i - 1]);
        run = step && step == direction ? run + 1 : step != 0;
        direction = step;
        if (run + 1 >= CONTROL_RUN)
            mark_points(rules, i, CONTROL_RUN, CONTROL_TREND);
    }
}

static void
mark_near_limits(const double *values, size_t n, const ControlLimits *limits, ControlRule *rules)
{
    for (size_t i = 2; i < n; i++) {
        int high = 0, low = 0;
        for (size_t k = i - 2; k <= i; k++) {
            high += values[k] > limits->near_upper;
            low += values[k] < limits->near_lower;
        }
        if (high < 2 && low < 2)
            continue;
        for (size_t k = i - 2; k <= i; k++)
            if (high >= 2 ? values[k] > limits->near_upper : values[k] < limits->near_lower)
                mark_points(rules, k, 1, CONTROL_NEAR_LIMIT);
    }
}

static void
mark_shifts(const double *values, size_t n, const ControlLimits *limits, ControlRule *rules)
{
    int run = 0, before = 0;
    for (size_t i = 0; i < n; i++) {
        int side = side_of(values[i], limits->mean, limits->mean);
        run = side && side == before ? run + 1 : side != 0;
        before = side;
        if (run >= CONTROL_RUN)
            mark_points(rules, i, CONTROL_RUN, CONTROL_SHIFT);
    }
}

void
statistics_xmr_rules(const double *values, size_t n, const ControlLimits *limits, ControlRule *rules)
{
    for (size_t i = 0; i < n; i++)
        rules[i] = CONTROL_COMMON;
    /* In the order of precedence: a point keeps the first rule that finds it. */
    mark_outside(values, n, limits, rules);
    mark_trends(values, n, rules);
    mark_near_limits(values, n, limits, rules);
    mark_shifts(values, n, limits, rules);
}

static int
compare_doubles(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

double
statistics_median(const double *values, size_t n)
{
    double *sorted = malloc((n + 1) * sizeof *sorted);
    if (!sorted)
        return NAN;
    memcpy(sorted, values, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, compare_doubles);
    double median = statistics_quantile(sorted, n, 0.5);
    free(sorted);
    return median;
}

RunChart
statistics_run_chart(const double *values, size_t n)
{
    RunChart chart = {.median = statistics_median(values, n)};
    size_t run = 0;
    int before = 0;
    for (size_t i = 0; i < n; i++) {
        int side = side_of(values[i], chart.median, chart.median);
        if (!side) /* a point on the median neither ends a run nor lengthens it */
            continue;
        chart.useful++;
        chart.crossings += before && side != before;
        run = side == before ? run + 1 : 1;
        before = side;
        if (run > chart.longest) {
            chart.longest = run;
            chart.longest_end = i;
            chart.longest_side = side;
        }
    }
    if (!chart.useful)
        return chart;
    chart.longest_expected = (size_t)round(log2((double)chart.useful)) + 3;
    while (binomial_at_most((double)chart.crossings_expected, (double)chart.useful - 1, 0.5) < 0.05)
        chart.crossings_expected++;
    chart.shift = chart.longest > chart.longest_expected;
    chart.few_crossings = chart.crossings < chart.crossings_expected;
    return chart;
}
