#include "analysis/disclosure/rounding.h"
#include <math.h>
#include <string.h>
#include "analysis/disclosure/release.h"
#include "analysis/measures/measures.h"

static double
rounded(double count, int to)
{
    return isnan(count) ? NAN : floor(count / to + 0.5) * to;
}

/* A value worked out from exact counts: a mean, an estimate, a difference of shares, a number for each, a
 * month that a rule picked out. Days are not. */
static bool
gives_exact_counts(const Figure *figure)
{
    bool length = figure->role >= ROLE_LOWER_QUARTILE && figure->role <= ROLE_LONGEST;
    return (figure_is_estimate(figure) && !length) || figure->role == ROLE_FOR_EACH;
}

static void
round_figure(const Profile *profile, int below, Figure *figure)
{
    int to = profile->disclosure.round_to;
    bool quarter = figure->role == ROLE_LOWER_QUARTILE || figure->role == ROLE_UPPER_QUARTILE ||
                   figure->role == ROLE_LONGEST;
    int least = below * (figure->role == ROLE_MEDIAN ? 2 : quarter ? 4 : 1);
    bool few = isnan(figure->count) && !isnan(figure->value) && figure->base > 0 && figure->base < least;
    bool given_percent_only = isnan(figure->count) && !isnan(figure->percent);
    if (few || gives_exact_counts(figure)) {
        figure->base = figure->percent = figure->lower = figure->upper = figure->value = figure->change = NAN;
        figure->signal = SIGNAL_NONE;
        figure->status = FIGURE_SUPPRESSED;
        return;
    }
    figure->count = rounded(figure->count, to);
    figure->base = rounded(figure->base, to);
    figure->value = figure->counts_entries                         ? rounded(figure->value, to)
                    : figure->role == ROLE_COUNT && figure->counts ? NAN
                                                                   : figure->value;
    figure->change = NAN;
    figure->signal = SIGNAL_NONE;
    figure->lower = figure->upper = NAN;
    if (given_percent_only)
        return;
    figure->percent = NAN;
    if (figure->role != ROLE_FOLLOWED && figure->role != ROLE_STILL_OPEN)
        measures_take_limits(figure);
}

void
rounding_apply(const Profile *profile, int below, Figures *figures)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        Figure *figure = figures_edit(figures, i);
        if (release_concerns(profile, figure))
            round_figure(profile, below, figure);
    }
    changes_fill(figures, profile);
}
