/* What rests on other figures goes with them: estimates, rates of the concluded, changes over several years,
 * and the steps of a curve. */
#include <math.h>
#include <string.h>
#include "analysis/disclosure/disclosure_parts.h"

static bool
is_hidden(const Figures *figures, const Figure *figure, const char *period, const char *category)
{
    const Figure *source = figures_find(figures, figure->measure, period, category, "");
    return source && source->status == FIGURE_SUPPRESSED;
}

/* A count that the figure shows in another guise is hidden: its category's, the total's that its base gives,
 * or that of the year it looks back to. */
static bool
rests_on_hidden(const Figures *figures, const Figure *figure)
{
    if (strcmp(figure->part, ESTIMATED) == 0 || strcmp(figure->part, OF_CONCLUDED) == 0)
        return is_hidden(figures, figure, figure->period, figure->category);
    if (!g_str_has_prefix(figure->part, SINCE) || strcmp(figure->category, YEARLY_CHANGE) == 0)
        return false;
    return is_hidden(figures, figure, figure->period, figure->category) ||
           is_hidden(figures, figure, figure->part + strlen(SINCE), figure->category);
}

/* The ongoing cases are what the base of the concluded leaves of the total. */
static bool
tells_the_ongoing(const Figures *figures, const Figure *figure, int below)
{
    const Figure *all = figures_find(figures, figure->measure, figure->period, "", "");
    double ongoing = all ? all->count - figure->base : NAN;
    return strcmp(figure->part, OF_CONCLUDED) == 0 && ongoing > 0 && ongoing < below;
}

void
derived_hide(Figures *figures, int suppress_below)
{
    double shown = NAN; /* of a curve: how many were still followed at the last point that is shown */
    for (guint i = 0; i < figures_length(figures); i++) {
        Figure *figure = figures_edit(figures, i);
        bool curve = g_str_has_prefix(figure->category, CURVE_POINT);
        /* A step of the curve is those who were closed in it. */
        double step = curve ? shown - figure->count : 0;
        if (rests_on_hidden(figures, figure) || tells_the_ongoing(figures, figure, suppress_below) ||
            (step > 0 && step < suppress_below))
            figure_suppress(figure);
        else if (strcmp(figure->category, CURVE_START) == 0 || curve)
            shown = figure->count;
    }
}
