#include "analysis/statistics/statistics.h"
#include <math.h>
#include "analysis/statistics/distributions.h"

Interval
statistics_wilson(double x, double n, double level)
{
    if (!(n > 0))
        return (Interval){NAN, NAN};
    double z = statistics_normal_quantile((1 + level) / 2);
    double share = x / n;
    double middle = 2 * x + z * z;
    double half = z * sqrt(z * z + 4 * x * (1 - share));
    double below = 2 * (n + z * z);
    return (Interval){x <= 0 ? 0 : (middle - half) / below, x >= n ? 1 : (middle + half) / below};
}

Interval
statistics_poisson(double count, double level)
{
    if (!(count >= 0))
        return (Interval){NAN, NAN};
    double tail = (1 - level) / 2;
    return (Interval){count > 0 ? gamma_quantile(count, tail) : 0, gamma_quantile(count + 1, 1 - tail)};
}

Interval
statistics_newcombe(double x1, double n1, double x2, double n2, double level)
{
    if (!(n1 > 0) || !(n2 > 0))
        return (Interval){NAN, NAN};
    double p1 = x1 / n1, p2 = x2 / n2;
    Interval one = statistics_wilson(x1, n1, level), two = statistics_wilson(x2, n2, level);
    return (Interval){p1 - p2 - hypot(p1 - one.lower, two.upper - p2),
                      p1 - p2 + hypot(one.upper - p1, p2 - two.lower)};
}
