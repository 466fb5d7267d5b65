#include <math.h>
#include "analysis/statistics/statistics.h"

static Interval
log_log(double surviving, double greenwood, double level)
{
    if (!(surviving > 0) || !(surviving < 1))
        return (Interval){NAN, NAN};
    double z = statistics_normal_quantile((1 + level) / 2);
    double power = z * sqrt(greenwood) / log(surviving); /* below 0 */
    return (Interval){pow(surviving, exp(-power)), pow(surviving, exp(power))};
}

size_t
statistics_kaplan_meier(const SurvivalTime *times, size_t n, double level, SurvivalStep *steps)
{
    size_t length = 0;
    double surviving = 1, greenwood = 0, at_risk = 0;
    for (size_t i = 0; i < n; i++)
        at_risk += times[i].ended + times[i].followed;
    for (size_t i = 0; i < n; i++) {
        double ends = times[i].ended;
        if (ends > 0) {
            surviving *= 1 - ends / at_risk;
            if (ends < at_risk)
                greenwood += ends / (at_risk * (at_risk - ends));
            steps[length++] = (SurvivalStep){times[i].time,
                                             at_risk,
                                             ends,
                                             surviving,
                                             surviving * sqrt(greenwood),
                                             greenwood,
                                             log_log(surviving, greenwood, level)};
        }
        at_risk -= ends + times[i].followed;
    }
    return length;
}

SurvivalStep
statistics_survival_at(const SurvivalStep *steps, size_t length, double time)
{
    SurvivalStep found = {0, NAN, 0, 1, 0, 0, {NAN, NAN}};
    for (size_t i = 0; i < length && steps[i].time <= time; i++)
        found = steps[i];
    return found;
}

/* Products of fractions that should be exactly one half may come out slightly above it. */
static const double half = 0.5 + 1e-12;

double
statistics_survival_median(const SurvivalStep *steps, size_t length, Interval *limits)
{
    double median = NAN;
    *limits = (Interval){NAN, NAN};
    for (size_t i = length; i-- > 0;) {
        if (steps[i].surviving <= half)
            median = steps[i].time;
        if (steps[i].limits.lower <= half)
            limits->lower = steps[i].time;
        if (steps[i].limits.upper <= half)
            limits->upper = steps[i].time;
    }
    return median;
}

double
statistics_quantile(const double *sorted, size_t n, double p)
{
    if (n == 0)
        return NAN;
    double place = p * (double)(n - 1);
    size_t below = (size_t)place, above = below + 1 < n ? below + 1 : below;
    return sorted[below] + (place - (double)below) * (sorted[above] - sorted[below]);
}
