/* Funnel limits: how far a base of a given size may differ from an average by chance. */
#include "analysis/statistics/statistics.h"
#include <math.h>

/* The number of events whose upper or lower exact limit is `expected`, found by bisection, because a limit
 * rises with the number. */
static double
events_with_limit(double expected, double level, bool upper_limit)
{
    double low = 0, high = 2 * expected + 60;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        Interval interval = statistics_poisson(middle, level);
        if ((upper_limit ? interval.upper : interval.lower) < expected)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

Interval
statistics_funnel_rate(double average, double base, double level)
{
    double expected = average * base;
    if (!(expected > 0))
        return (Interval){NAN, NAN};
    return (Interval){events_with_limit(expected, level, true) / base,
                      events_with_limit(expected, level, false) / base};
}

Interval
statistics_funnel_share(double average, double base, double level)
{
    double z = statistics_normal_quantile(0.5 + level / 2);
    double half = z * sqrt(average * (1 - average) / base);
    return (Interval){fmax(0, average - half), fmin(1, average + half)};
}
