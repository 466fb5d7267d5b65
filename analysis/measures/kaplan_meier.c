/* How long each record has been followed, and what that implies for those still open (Kaplan-Meier). */
#include <math.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"

static Judgement
event_or_censored(Day end, Day last, Day as_at)
{
    return as_at < last ? TOO_RECENT : end == DAY_NONE || end > last ? STILL_OPEN : KNOWN;
}

guint8 *
computation_judgements(const Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const DatasetField *closed = dataset_field(computation->dataset, "closed");
    if ((!measure->follow_up.number && !measure->at_year_end) || !closed || !closed->days)
        return NULL;
    ReportingYear start = computation->profile->year_start;
    g_autoptr(LimitDays) limit = limit_days_new(measure->follow_up);
    guint8 *judgements = g_malloc(computation->dataset->length + 1);
    for (guint i = 0; i < computation->dataset->length; i++) {
        Day received = g_array_index(computation->received->days, Day, i),
            end = g_array_index(closed->days, Day, i);
        if (measure->at_year_end) {
            Day last = calendar_year_last(g_array_index(computation->dataset->years, gint16, i), start);
            judgements[i] = (guint8)event_or_censored(end, last, last);
        } else {
            judgements[i] =
                (guint8)event_or_censored(end, limit_days_last(limit, received), computation->as_at);
        }
    }
    return judgements;
}

/* The number of records to follow in each period, followed by the number that begin before each. */
static guint *
begins_of(const guint16 *places, const guint8 *members, const Day *starts, guint records, guint periods)
{
    guint *begins = g_new0(guint, periods + 2);
    for (guint i = 0; i < records; i++)
        begins[places[i] + 1] += members[i] && starts[i] != DAY_NONE;
    begins[1] = 0; /* not needed for records in no period */
    for (guint p = 1; p <= periods; p++)
        begins[p + 1] += begins[p];
    return begins;
}

Followed *
followed_new(const Computation *computation)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *members = computation->members;
    const guint16 *places = computation->places;
    guint periods = computation->periods->len;
    const Day *from = computation->from, *to = computation->to;
    g_autofree guint *begins = begins_of(places, members, from, dataset->length, periods);
    guint all = begins[periods + 1];
    Followed *followed = g_new0(Followed, periods + 1);
    followed->starts = g_new(Day, all + 1);
    followed->days = g_new(guint, all + 1);
    followed->ended = g_new(guint8, all + 1);
    for (guint p = 1; p < periods; p++) {
        followed[p].starts = followed->starts + begins[p + 1];
        followed[p].days = followed->days + begins[p + 1];
        followed[p].ended = followed->ended + begins[p + 1];
    }
    for (guint i = 0; i < dataset->length; i++) {
        if (!places[i] || !members[i] || from[i] == DAY_NONE)
            continue;
        Followed *of_period = &followed[places[i] - 1];
        Day last = to[i] == DAY_NONE ? computation->as_at : to[i];
        guint days = last > from[i] ? last - from[i] : 0, at = of_period->length++;
        of_period->starts[at] = from[i];
        of_period->days[at] = days;
        of_period->ended[at] = to[i] != DAY_NONE;
        of_period->longest = MAX(of_period->longest, days);
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

/* Kaplan-Meier's curve over that many days, from the numbers that ended on each day and that were followed
 * only to it; `lasting` are followed beyond the end. */
static SurvivalStep *
curve_of(const guint *ended, const guint *only_followed, guint days, guint lasting, size_t *length)
{
    g_autofree SurvivalTime *times = g_new(SurvivalTime, days + 1);
    for (guint i = 0; i < days; i++)
        times[i] = (SurvivalTime){i, ended[i], only_followed[i]};
    times[days] = (SurvivalTime){INFINITY, 0, lasting};
    SurvivalStep *steps = g_new(SurvivalStep, days + 1);
    *length = statistics_kaplan_meier(times, days + 1, HEADLINE_LEVEL, steps);
    return steps;
}

void
followed_beyond(const Followed *followed, Limit limit, double *percent, double *lower, double *upper,
                double *beyond)
{
    g_autoptr(LimitDays) last_days = limit_days_new(limit);
    guint days = followed->longest + 1, lasting = 0;
    g_autofree guint *ended = g_new0(guint, days), *only_followed = g_new0(guint, days);
    *percent = *lower = *upper = NAN;
    /* A month has a different length for different records: a record that lasts to its own limit counts as
     * lasting beyond it, so that without open cases the estimate is the simple share. */
    for (guint i = 0; i < followed->length; i++) {
        guint last = limit_days_last(last_days, followed->starts[i]) - followed->starts[i];
        bool ends = followed->ended[i] && followed->days[i] <= last;
        bool lasts = !ends && followed->days[i] >= last;
        lasting += lasts;
        ended[followed->days[i]] += ends;
        only_followed[followed->days[i]] += !ends && !lasts;
    }
    *beyond = lasting;
    size_t length;
    g_autofree SurvivalStep *steps = curve_of(ended, only_followed, days, lasting, &length);
    SurvivalStep step = statistics_survival_at(steps, length, INFINITY);
    if (!followed->length || (step.surviving > 0 && lasting == 0))
        return;
    *percent = 100 * step.surviving;
    *lower = 100 * step.limits.lower;
    *upper = 100 * step.limits.upper;
}

bool
followed_any(const Computation *computation, const Followed *followed)
{
    return followed->length || computation->known;
}

void
add_median(Computation *computation, const Period *period, const char *part, const Followed *followed)
{
    if (!followed_any(computation, followed))
        return;
    guint days = followed->longest + 1;
    g_autofree guint *ended = g_new0(guint, days), *only_followed = g_new0(guint, days);
    for (guint i = 0; i < followed->length; i++) {
        ended[followed->days[i]] += followed->ended[i];
        only_followed[followed->days[i]] += !followed->ended[i];
    }
    size_t length;
    g_autofree SurvivalStep *steps = curve_of(ended, only_followed, days, 0, &length);
    Interval limits;
    Figure *figure = computation_put(computation, period->label, MEDIAN_LENGTH, part, ROLE_ESTIMATED_MEDIAN,
                                     NULL, begun_set(computation, period));
    figure->value = statistics_survival_median(steps, length, &limits);
    figure->lower = limits.lower;
    figure->upper = limits.upper;
    figure->base = followed->length;
    figure->status = isnan(figure->value) ? FIGURE_NOT_AVAILABLE : FIGURE_PLAIN;
}
