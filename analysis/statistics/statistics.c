#include "analysis/statistics/statistics.h"
#include <math.h>

/* The point between `low` and `high` where a rising function reaches `wanted`; `shape` goes with the
 * function. */
static double
solve_rising(double (*function)(double point, double shape), double shape, double wanted, double low,
             double high)
{
    for (int i = 0; i < 200 && high - low > 1e-13 * (1 + fabs(high)); i++) {
        double middle = (low + high) / 2;
        if (function(middle, shape) < wanted)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static double
normal_below(double point, double unused)
{
    (void)unused;
    return erfc(-point / sqrt(2)) / 2;
}

double
statistics_normal_quantile(double p)
{
    return solve_rising(normal_below, 0, p, -40, 40);
}

Interval
statistics_wilson(double x, double n, double level)
{
    double z = statistics_normal_quantile((1 + level) / 2);
    double share = x / n;
    double middle = 2 * x + z * z;
    double half = z * sqrt(z * z + 4 * x * (1 - share));
    double below = 2 * (n + z * z);
    return (Interval){x <= 0 ? 0 : (middle - half) / below, x >= n ? 1 : (middle + half) / below};
}

/* The chance of at least `count` events where `mean` are expected; it rises with the mean. */
static double
poisson_at_least(double mean, double count)
{
    double below = 0;
    for (double k = 0; k < count; k++)
        below += exp(k * log(mean) - mean - lgamma(k + 1));
    return 1 - below;
}

Interval
statistics_poisson(double count, double level)
{
    double tail = (1 - level) / 2;
    double high = count + 10 * sqrt(count + 1) + 20;
    Interval interval = {0, solve_rising(poisson_at_least, count + 1, 1 - tail, 1e-12, high)};
    if (count > 0)
        interval.lower = solve_rising(poisson_at_least, count, tail, 1e-12, high);
    return interval;
}

Interval
statistics_newcombe(double x1, double n1, double x2, double n2, double level)
{
    double p1 = x1 / n1, p2 = x2 / n2;
    Interval one = statistics_wilson(x1, n1, level), two = statistics_wilson(x2, n2, level);
    return (Interval){p1 - p2 - hypot(p1 - one.lower, two.upper - p2),
                      p1 - p2 + hypot(one.upper - p1, p2 - two.lower)};
}

double
statistics_two_counts(double count1, double count2)
{
    double n = count1 + count2;
    if (!(n > 0))
        return NAN;
    double smaller = fmin(count1, count2), tail = 0;
    for (double k = 0; k <= smaller; k++)
        tail += exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n * log(2));
    return fmin(1, 2 * tail);
}
