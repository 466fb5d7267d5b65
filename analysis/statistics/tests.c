#include <math.h>
#include "analysis/statistics/distributions.h"
#include "analysis/statistics/statistics.h"

/* If both counts come at one rate, each of their events is in the first with chance a half. */
double
statistics_two_counts(double count1, double count2)
{
    double all = count1 + count2;
    if (!(all > 0))
        return NAN;
    return fmin(1, 2 * fmin(binomial_at_most(count1, all, 0.5), binomial_at_least(count1, all, 0.5)));
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
