#include "analysis/measures/measure_kinds.h"
#include "analysis/statistics/statistics.h"
#include <math.h>
#include <string.h>

static const double headline_level = 0.95;

static FigureSignal
signal_of(double difference, bool beyond_chance)
{
    if (!beyond_chance)
        return SIGNAL_NO_CLEAR_CHANGE;
    return difference > 0 ? SIGNAL_HIGHER : SIGNAL_LOWER;
}

void
change_signal_of_counts(Figure *figure, double before)
{
    if (figure->count + before > 0)
        figure->signal = signal_of(figure->count - before,
                                   statistics_two_counts(figure->count, before) < 1 - headline_level);
}

void
change_compare(Figure *figure, const Figure *before)
{
    bool counted = !isnan(figure->count) && !isnan(before->count);
    if (counted)
        figure->change = figure->count - before->count;
    bool share = figure->base > 0 && before->base > 0 && figure->count <= figure->base &&
                 before->count <= before->base && *figure->category;
    if (share) {
        Interval gap =
            statistics_newcombe(figure->count, figure->base, before->count, before->base, headline_level);
        figure->signal = signal_of(figure->percent - before->percent, gap.lower > 0 || gap.upper < 0);
    } else if (counted) {
        change_signal_of_counts(figure, before->count);
    }
}

void
changes_fill(Figures *figures, const Profile *profile)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        Figure *figure = figures_edit(figures, i);
        const ProfileMeasure *measure = profile_measure(profile, figure->measure);
        bool compared = measure && measure->kind != MEASURE_SUPPLIED && measure->kind != MEASURE_DURATION;
        g_autofree char *period =
            compared ? period_year_before(figure, measure->per, profile->year_start) : NULL;
        const Figure *before =
            period ? figures_find(figures, figure->measure, period, figure->category, figure->part) : NULL;
        if (before)
            change_compare(figure, before);
    }
}
