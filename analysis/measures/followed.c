/* How long each record has been followed, and what that says of those still open (Kaplan-Meier). */
#include <math.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"

Judgement
judgement_of(const Computation *computation, const ProfileMeasure *measure, guint record)
{
    if (!measure->follow_up.number && !measure->at_year_end)
        return KNOWN;
    const DatasetField *closed = dataset_field(computation->dataset, "closed");
    if (!closed || !closed->days)
        return KNOWN;
    int start = computation->profile->year_start;
    Day received = g_array_index(computation->received->days, Day, record),
        end = g_array_index(closed->days, Day, record);
    Day last = measure->at_year_end ? calendar_year_last(calendar_year_of(received, start), start)
                                    : limit_last_day(measure->follow_up, received);
    if (!measure->at_year_end && computation->as_at < last)
        return TOO_RECENT;
    return end == DAY_NONE || end > last ? STILL_OPEN : KNOWN;
}

Followed *
followed_new(Computation *computation, const ProfileMeasure *measure, const Period *period)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *members = population_members(computation, measure->of);
    const DatasetField *from = dataset_field(dataset, measure->from),
                       *to = dataset_field(dataset, measure->to);
    Followed *followed = g_new0(Followed, 1);
    followed->starts = g_new(Day, dataset->length + 1);
    followed->days = g_new(double, dataset->length + 1);
    followed->ended = g_new(bool, dataset->length + 1);
    for (guint i = 0; i < dataset->length; i++) {
        Day start = g_array_index(from->days, Day, i), end = g_array_index(to->days, Day, i);
        if (!members[i] || start == DAY_NONE || !period_holds(period, computation, i))
            continue;
        Day last = end == DAY_NONE ? computation->as_at : end;
        followed->starts[followed->length] = start;
        followed->days[followed->length] = last > start ? last - start : 0;
        followed->ended[followed->length++] = end != DAY_NONE;
    }
    return followed;
}

void
followed_free(Followed *followed)
{
    g_free(followed->starts);
    g_free(followed->days);
    g_free(followed->ended);
    g_free(followed);
}

void
followed_beyond(const Followed *followed, Limit limit, double *percent, double *lower, double *upper,
                double *beyond)
{
    g_autofree double *days = g_new(double, followed->length + 1);
    g_autofree bool *ended = g_new(bool, followed->length + 1);
    g_autofree SurvivalStep *steps = g_new(SurvivalStep, followed->length + 1);
    *beyond = 0;
    *percent = *lower = *upper = NAN;
    /* A month is not as long for every record: whatever lasts to its own limit counts as lasting for good, so
     * that without open cases the estimate is the simple share. */
    for (guint i = 0; i < followed->length; i++) {
        double last = (double)limit_last_day(limit, followed->starts[i]) - followed->starts[i];
        ended[i] = followed->ended[i] && followed->days[i] <= last;
        bool lasts = !ended[i] && followed->days[i] >= last;
        days[i] = lasts ? INFINITY : followed->days[i];
        *beyond += lasts;
    }
    size_t length = statistics_kaplan_meier(days, ended, followed->length, HEADLINE_LEVEL, steps);
    SurvivalStep step = statistics_survival_at(steps, length, INFINITY);
    if (!followed->length || (step.surviving > 0 && *beyond == 0))
        return;
    *percent = 100 * step.surviving;
    *lower = 100 * step.limits.lower;
    *upper = 100 * step.limits.upper;
}

void
followed_add_median(Computation *computation, const ProfileMeasure *measure, const Period *period,
                    const Followed *followed, const char *part)
{
    if (!followed->length)
        return;
    g_autofree SurvivalStep *steps = g_new(SurvivalStep, followed->length + 1);
    size_t length =
        statistics_kaplan_meier(followed->days, followed->ended, followed->length, HEADLINE_LEVEL, steps);
    Interval limits;
    Figure figure = computation_figure(computation, measure, period->label, "median", part);
    figure.value = statistics_survival_median(steps, length, &limits);
    figure.lower = limits.lower;
    figure.upper = limits.upper;
    figure.base = followed->length;
    figure.status = isnan(figure.value) ? FIGURE_NOT_AVAILABLE : FIGURE_PLAIN;
    figures_add(computation->figures, &figure);
}

void
estimate_curve(Computation *computation, const ProfileMeasure *measure)
{
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    for (guint p = 0; p < periods->len; p++) {
        const Period *period = &g_array_index(periods, Period, p);
        g_autoptr(Followed) followed = followed_new(computation, measure, period);
        Figure all = computation_figure(computation, measure, period->label, CURVE_START, "");
        all.count = followed->length;
        all.percent = followed->length ? 100 : NAN;
        all.status = followed->length ? FIGURE_PLAIN : FIGURE_NOT_APPLICABLE;
        figures_add(computation->figures, &all);
        for (guint i = 0; i < measure->within->len && followed->length; i++) {
            Limit limit = g_array_index(measure->within, Limit, i);
            g_autofree char *words = limit_words(limit), *category = g_strconcat(CURVE_POINT, words, NULL);
            Figure figure = computation_figure(computation, measure, period->label, category, "");
            followed_beyond(followed, limit, &figure.percent, &figure.lower, &figure.upper, &figure.count);
            figure.status = isnan(figure.percent) ? FIGURE_NOT_AVAILABLE : FIGURE_PLAIN;
            figures_add(computation->figures, &figure);
        }
        followed_add_median(computation, measure, period, followed, "");
    }
}
