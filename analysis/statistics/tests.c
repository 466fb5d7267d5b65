#include <math.h>
#include "analysis/statistics/distributions.h"
#include "analysis/statistics/statistics.h"

static double
binomial_exactly(double x, double n, double share)
{
    return exp(lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * log(share) + (n - x) * log1p(-share));
}

static double
twice_the_smaller(double one, double other)
{
    return fmin(1, 2 * fmin(one, other));
}

/* The limits of the first period's share of all events, converted to limits of the ratio. */
static Interval
ratio_limits(double count1, double n, double times, double level)
{
    double tail = (1 - level) / 2;
    double low = count1 > 0 ? beta_quantile(count1, n - count1 + 1, tail) : 0;
    double high = count1 < n ? beta_quantile(count1 + 1, n - count1, 1 - tail) : 1;
    return (Interval){low / (1 - low) * times, high < 1 ? high / (1 - high) * times : INFINITY};
}

CountComparison
statistics_compare_counts(double count1, double time1, double count2, double time2, double level)
{
    double n = count1 + count2;
    CountComparison result = {NAN, {NAN, NAN}, NAN, NAN};
    if (!(n > 0) || !(time1 > 0) || !(time2 > 0))
        return result;
    double share = time1 / (time1 + time2);
    double at_most = binomial_at_most(count1, n, share), at_least = binomial_at_least(count1, n, share);
    double half = binomial_exactly(count1, n, share) / 2;
    result.ratio = (count1 / time1) / (count2 / time2);
    result.limits = ratio_limits(count1, n, time2 / time1, level);
    result.p = twice_the_smaller(at_most, at_least);
    result.mid_p = twice_the_smaller(at_most - half, at_least - half);
    return result;
}

double
statistics_two_counts(double count1, double count2)
{
    return statistics_compare_counts(count1, 1, count2, 1, 0.95).p;
}

double
statistics_z_test(double estimate1, double variance1, double estimate2, double variance2)
{
    return erfc(fabs(estimate1 - estimate2) / sqrt(variance1 + variance2) / sqrt(2));
}

double
statistics_equal_counts(const double *counts, size_t n)
{
    double all = 0, away = 0;
    for (size_t i = 0; i < n; i++)
        all += counts[i];
    if (n < 2 || !(all > 0))
        return NAN;
    double expected = all / (double)n;
    for (size_t i = 0; i < n; i++)
        away += (counts[i] - expected) * (counts[i] - expected) / expected;
    return gamma_above((double)(n - 1) / 2, away / 2);
}

double
statistics_adjusted_residual(double cell, double row, double column, double all)
{
    double expected = row * column / all;
    double error = sqrt(expected * (1 - row / all) * (1 - column / all));
    return error > 0 ? (cell - expected) / error : NAN;
}
