#include <math.h>
#include "analysis/statistics/distributions.h"
#include "analysis/statistics/statistics.h"

typedef struct {
    double intercept, slope;
    double slope_variance; /* if the counts vary as Poisson counts do */
} LogLine;

/* One step of Newton's method for the log-linear Poisson line; false if the years do not determine it. */
static bool
newton_step(LogLine *line, const double *years, const double *counts, size_t n, double *step)
{
    double w = 0, wx = 0, wxx = 0, r = 0, rx = 0;
    for (size_t i = 0; i < n; i++) {
        double mean = exp(line->intercept + line->slope * years[i]);
        w += mean;
        wx += mean * years[i];
        wxx += mean * years[i] * years[i];
        r += counts[i] - mean;
        rx += (counts[i] - mean) * years[i];
    }
    double determinant = w * wxx - wx * wx;
    if (!(determinant > 1e-12 * w * wxx))
        return false;
    double up = (wxx * r - wx * rx) / determinant, turn = (w * rx - wx * r) / determinant;
    line->intercept += up;
    line->slope += turn;
    line->slope_variance = w / determinant;
    *step = fabs(up) + fabs(turn);
    return true;
}

/* Pearson's measure of how much more the counts vary about the line than Poisson counts would. */
static double
dispersion_about(const LogLine *line, const double *years, const double *counts, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        double mean = exp(line->intercept + line->slope * years[i]);
        sum += (counts[i] - mean) * (counts[i] - mean) / mean;
    }
    return sum / (double)(n - 2);
}

Trend
statistics_trend(const double *counts, size_t n, double level)
{
    Trend none = {NAN, {NAN, NAN}, NAN, NAN};
    double years[TREND_MOST_YEARS], total = 0, step = 1;
    if (n < TREND_LEAST_YEARS || n > TREND_MOST_YEARS)
        return none;
    size_t counted = 0;
    for (size_t i = 0; i < n; i++) {
        years[i] = (double)i - (double)(n - 1) / 2; /* centred, so that the two parameters are nearly
                                                     * uncorrelated */
        total += counts[i];
        counted += counts[i] > 0;
    }
    /* If only one year is above 0, the best line is infinitely steep. */
    if (!(total > 0) || counted < 2)
        return none;
    LogLine line = {.intercept = log(total / (double)n)};
    for (int i = 0; i < 100 && step > 1e-12; i++)
        if (!newton_step(&line, years, counts, n, &step))
            return none;
    if (!(step <= 1e-9))
        return none;
    double dispersion = dispersion_about(&line, years, counts, n);
    double point = dispersion > 1 ? student_quantile((double)(n - 2), (1 + level) / 2)
                                  : statistics_normal_quantile((1 + level) / 2);
    double error = sqrt(line.slope_variance * fmax(1, dispersion));
    return (Trend){exp(line.slope) - 1,
                   {exp(line.slope - point * error) - 1, exp(line.slope + point * error) - 1},
                   dispersion,
                   error};
}
