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

/* A value that exact counts gave: a mean, an estimate, a difference of shares, so many for each. What is
 * measured in days, or was supplied, is none. */
static bool
gives_exact_counts(const ProfileMeasure *measure, const Figure *figure)
{
    if (figure_is_estimated(figure))
        return true;
    return isnan(figure->count) && !isnan(figure->value) && measure &&
           (measure->kind == MEASURE_COUNT || measure->against);
}

static void
round_figure(const Profile *profile, const ProfileMeasure *measure, Figure *figure)
{
    int to = profile->disclosure.round_to;
    bool median = strcmp(figure->category, MEDIAN_LENGTH) == 0;
    int least = profile->suppress_below * (median ? 2 : measure && measure->kind == MEASURE_DURATION ? 4 : 1);
    bool few = isnan(figure->count) && !isnan(figure->value) && figure->base > 0 && figure->base < least;
    bool counts_entries = !isnan(figure->count) && measure && measure->kind == MEASURE_BREAKDOWN;
    bool given_percent_only = isnan(figure->count) && !isnan(figure->percent);
    bool of_curve = measure && measure->kind == MEASURE_CURVE;
    if (few || gives_exact_counts(measure, figure)) {
        figure->base = figure->percent = figure->lower = figure->upper = figure->value = figure->change = NAN;
        figure->signal = SIGNAL_NONE;
        figure->status = FIGURE_SUPPRESSED;
        return;
    }
    figure->count = rounded(figure->count, to);
    figure->base = rounded(figure->base, to);
    figure->value = counts_entries ? rounded(figure->value, to) : figure->value;
    figure->change = NAN;
    figure->signal = SIGNAL_NONE;
    figure->lower = figure->upper = NAN;
    if (given_percent_only)
        return;
    figure->percent = NAN;
    if (!isnan(figure->base) || !of_curve)
        measures_take_limits(figure);
}

void
rounding_apply(const Profile *profile, Figures *figures)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        Figure *figure = figures_edit(figures, i);
        if (release_concerns(profile, figure))
            round_figure(profile, profile_measure(profile, figure->measure), figure);
    }
    changes_fill(figures, profile);
}
