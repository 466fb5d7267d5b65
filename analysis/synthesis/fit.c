/* Whole counts for a column of figures. Costs grow with the distance from what is wanted, so that
 * repeatedly taking the cheapest single step ends at the lowest total cost. */
#include "analysis/synthesis/synthesis_parts.h"
#include <math.h>

typedef struct {
    const Want *wants;
    guint length, total;
    double base;
    guint *counts;
} Fit;

bool
want_is_nothing(Want want)
{
    return isnan(want.count) && isnan(want.percent);
}

static double
fit_target(const Fit *fit, guint i)
{
    return isnan(fit->wants[i].count) ? fit->wants[i].percent * fit->base / 100 : fit->wants[i].count;
}

static bool
fit_agrees(const Fit *fit, guint i, guint count)
{
    return fit->base > 0 && figure_percent_agrees(100 * count / fit->base, fit->wants[i].percent);
}

/* The cost of one more (+1) or one fewer (-1) in a category; infinite if not allowed. */
static double
step_cost(const Fit *fit, guint i, int step, bool may_disagree)
{
    const Want *want = &fit->wants[i];
    if (want_is_nothing(*want) || (step < 0 && fit->counts[i] == 0))
        return INFINITY;
    if (!isnan(want->count)) /* counts are changed last, and where it matters least */
        return may_disagree && step < 0 ? 1e6 + 1e6 / fit->counts[i] : INFINITY;
    if (want->percent == 0)
        return INFINITY; /* a printed 0 stays 0 */
    guint changed = fit->counts[i] + (guint)step;
    bool breaks = fit_agrees(fit, i, fit->counts[i]) && !fit_agrees(fit, i, changed);
    if (breaks && !may_disagree)
        return INFINITY;
    double before = fit->counts[i] - fit_target(fit, i), after = changed - fit_target(fit, i);
    return after * after - before * before + (breaks ? 1e3 : 0);
}

static bool
take_step(Fit *fit, int step, bool may_disagree)
{
    guint best = 0;
    double cost = INFINITY;
    for (guint i = 0; i < fit->length; i++) {
        double here = step_cost(fit, i, step, may_disagree);
        if (here < cost) {
            cost = here;
            best = i;
        }
    }
    if (isinf(cost))
        return false;
    fit->counts[best] += (guint)step;
    return true;
}

/* The nearest whole count, or one beside it if only that rounds to the printed percent. */
static guint
nearest_count(const Fit *fit, guint i)
{
    double wanted = fmax(0, round(fit_target(fit, i)));
    guint count = (guint)fmin(wanted, fit->total);
    if (!isnan(fit->wants[i].count) || fit->wants[i].percent == 0 || fit_agrees(fit, i, count))
        return count;
    if (count > 0 && fit_agrees(fit, i, count - 1))
        return count - 1;
    return fit_agrees(fit, i, count + 1) ? count + 1 : count;
}

void
fit_counts(const Want *wants, guint length, guint total, double base, guint *counts)
{
    Fit fit = {wants, length, total, base, counts};
    guint sum = 0, free_ones = 0;
    for (guint i = 0; i < length; i++) {
        counts[i] = want_is_nothing(wants[i]) ? 0 : nearest_count(&fit, i);
        sum += counts[i];
        free_ones += want_is_nothing(wants[i]);
    }
    for (guint i = 0, left = sum < total ? total - sum : 0, of = free_ones; i < length && of; i++)
        if (want_is_nothing(wants[i])) {
            counts[i] = (left + of - 1) / of;
            sum += counts[i];
            left -= counts[i];
            of--;
        }
    while (sum < total && take_step(&fit, 1, false))
        sum++;
    while (sum > total && (take_step(&fit, -1, false) || take_step(&fit, -1, true)))
        sum--;
}
