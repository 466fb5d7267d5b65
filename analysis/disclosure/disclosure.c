#include "analysis/disclosure/disclosure.h"
#include "analysis/disclosure/disclosure_parts.h"
#include <math.h>

static bool
is_small(double count, int below)
{
    return count > 0 && count < below;
}

void
figure_suppress(Figure *figure)
{
    figure->count = figure->base = figure->percent = figure->lower = figure->upper = NAN;
    figure->value = figure->change = NAN;
    figure->signal = SIGNAL_NONE;
    figure->status = FIGURE_SUPPRESSED;
}

guint
disclosure_protect(Figures *figures, int suppress_below)
{
    guint suppressed = 0;
    for (guint i = 0; i < figures_length(figures); i++) {
        Figure *figure = figures_edit(figures, i);
        double before = figure->count - figure->change, rest = figure->base - figure->count;
        bool share_gives_away = *figure->category == '\0' && is_small(rest, suppress_below);
        if (is_small(figure->count, suppress_below) || share_gives_away ||
            (is_small(figure->base, suppress_below) && isnan(figure->count) && !isnan(figure->value))) {
            figure_suppress(figure);
            suppressed++;
        } else if (is_small(before, suppress_below)) {
            figure->change = NAN;
            figure->signal = SIGNAL_NONE;
        }
        if (is_small(figure->base, suppress_below))
            figure->base = NAN;
    }
    derived_hide(figures, suppress_below);
    return suppressed;
}

char *
disclosure_rule(int suppress_below)
{
    if (suppress_below <= 1)
        return g_strdup("No figure is suppressed.");
    return g_strdup_printf(
        "Counts from 1 to %d are suppressed and shown as [c], with the percentages that go "
        "with them. Zero is shown. Totals are not adjusted: before publishing, check that no "
        "suppressed count can be worked out from them.",
        suppress_below - 1);
}
