#include "analysis/measures/measures.h"
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
    sum.counts = NULL; /* of the first alone */
    sum.tells = NULL;
    sum.lower = sum.upper = NAN;
    if (sum.base > 0 && sum.count <= sum.base)
        measures_take_limits(&sum);
    else if (isnan(sum.base) || isnan(sum.count))
        sum.percent = NAN;
    return sum;
}
