#include "analysis/measures/measures.h"
#include "analysis/statistics/statistics.h"
#include <math.h>

Figure
measures_sum(const Figure *const *figures, guint count)
{
    Figure sum = *figures[0];
    for (guint i = 1; i < count; i++) {
        sum.count += figures[i]->count;
        sum.change += figures[i]->change;
        sum.value += figures[i]->value;
        sum.pending = fmax(sum.pending, figures[i]->pending); /* the same open cases */
        sum.percent += figures[i]->percent;
        if (sum.base != figures[i]->base)
            sum.base = NAN;
        if (sum.status != FIGURE_SUPPRESSED && figures[i]->status != FIGURE_PLAIN)
            sum.status = figures[i]->status;
    }
    if (count == 1)
        return sum;
    sum.signal = SIGNAL_NONE;
    sum.lower = sum.upper = NAN;
    if (sum.base > 0 && sum.count <= sum.base) {
        Interval interval = statistics_wilson(sum.count, sum.base, 0.95);
        sum.percent = 100 * sum.count / sum.base;
        sum.lower = 100 * interval.lower;
        sum.upper = 100 * interval.upper;
    } else if (!isnan(sum.base) || isnan(sum.count)) {
        sum.percent = isnan(sum.count) ? NAN : sum.percent;
    } else {
        sum.percent = NAN;
    }
    return sum;
}
