/* Change from the year before, and whether it is more than chance would explain. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"

static FigureSignal
signal_of(double difference, bool beyond_chance)
{
    if (!beyond_chance)
        return SIGNAL_NO_CLEAR_CHANGE;
    return difference > 0 ? SIGNAL_HIGHER : SIGNAL_LOWER;
}

static FigureSignal
signal_of_counts(double count, double before, double level)
{
    return count + before > 0 ? signal_of(count - before, statistics_two_counts(count, before) < 1 - level)
                              : SIGNAL_NONE;
}

void
change_signal_of_counts(Figure *figure, double before)
{
    figure->signal = signal_of_counts(figure->count, before, HEADLINE_LEVEL);
}

static FigureSignal
signal_of_shares(double count, double base, double count_before, double base_before, double level)
{
    Interval gap = statistics_newcombe(count, base, count_before, base_before, level);
    return signal_of(count / base - count_before / base_before, gap.lower > 0 || gap.upper < 0);
}

/* Open cases may still be counted, or join the base, in either year. There is a direction only if it would
 * hold however they end; if not, the two years cannot be compared yet. */
static FigureSignal
signal_whatever_comes(const Figure *figure, const Figure *before, double level)
{
    FigureSignal now = signal_of_shares(figure->count, figure->base, before->count, before->base, level);
    if (now == SIGNAL_NO_CLEAR_CHANGE)
        return now;
    for (int fewest = 0; fewest < 2; fewest++)
        for (int fewest_before = 0; fewest_before < 2; fewest_before++) {
            double count = fewest ? figure->count
                                  : fmin(figure->base, figure->count + figure->pending) + figure->unjudged,
                   count_before =
                       fewest_before ? before->count
                                     : fmin(before->base, before->count + before->pending) + before->unjudged;
            if (signal_of_shares(count, figure->base + figure->unjudged, count_before,
                                 before->base + before->unjudged, level) != now)
                return SIGNAL_NONE;
        }
    return now;
}

/* log(-log) of the estimate and its variance on that scale, as its limits imply; false if there are none. */
static bool
on_log_log_scale(const Figure *figure, double *estimate, double *variance)
{
    double z = statistics_normal_quantile((1 + HEADLINE_LEVEL) / 2);
    *estimate = log(-log(1 - figure->percent / 100));
    double half = (log(-log(1 - figure->upper / 100)) - log(-log(1 - figure->lower / 100))) / 2;
    *variance = half / z * half / z;
    return isfinite(*estimate) && *variance > 0;
}

/* Test of two Kaplan-Meier estimates at one time (Klein, Logan, Harhoff & Andersen 2007). */
static FigureSignal
signal_of_estimates(const Figure *figure, const Figure *before, double level)
{
    double estimate, variance, estimate_before, variance_before;
    if (!on_log_log_scale(figure, &estimate, &variance) ||
        !on_log_log_scale(before, &estimate_before, &variance_before))
        return SIGNAL_NONE;
    double p = statistics_z_test(estimate, variance, estimate_before, variance_before);
    return signal_of(figure->percent - before->percent, p < 1 - level);
}

/* A period cut short by as-at does not have its full count; its shares can still be compared. */
static bool
count_is_whole(const Profile *profile, const ProfileMeasure *measure, const Figure *figure)
{
    int year, slot;
    return period_of_figure(figure, measure->per, profile->year_start, &year, &slot) &&
           period_is_complete(profile, profile->as_at,
                              period_last_day(measure->per, profile->year_start, year, slot));
}

/* The number ongoing depends on how long each year has been followed, unless they are judged alike. */
static bool
is_ongoing(const Profile *profile, const ProfileMeasure *measure, const Figure *figure)
{
    const ProfileField *field =
        kind_of(measure)->of_categories ? profile_field(profile, measure->by->pdata[0]) : NULL;
    return field && field->ongoing_category && !measure->follow_up.number && !measure->at_year_end &&
           strcmp(figure->category, field->ongoing_category) == 0;
}

/* Repeats in the first year of the records are only those within it (beginning.c). Records that begin with
 * the year before have nothing that was open when it began, so the numbers closed in it, left open or
 * carried over are too low, and a change would not be one of the service. For a quarter, records may begin
 * slightly earlier, so one more year is needed. */
static bool
is_carried_over(const Figures *figures, const Profile *profile, const Figure *figure, const char *before)
{
    int year = 0, slot;
    const ProfileMeasure *measure = profile_measure(profile, figure->measure);
    if (measure->repeat && period_of_figure(figure, measure->per, profile->year_start, &year, &slot) &&
        profile_break(profile, measure, year))
        return true;
    bool of_caseload = figure->role >= ROLE_OPEN_AT_START && figure->role <= ROLE_OPEN_AGE;
    if (!of_caseload || !calendar_parse_year(before, profile->year_start, &year))
        return false;
    g_autofree char *year_more = calendar_year_label(year - 1, profile->year_start);
    const Figure *start = figures_find(figures, figure->measure, before, OPEN_AT_START, "");
    return (start && start->count == 0) ||
           (profile->year_start.quarters &&
            !figures_find(figures, figure->measure, year_more, OPEN_AT_START, ""));
}

void
change_compare(const Profile *profile, const ProfileMeasure *measure, Figure *figure, const Figure *before)
{
    double level = method_level(measure, figure);
    bool counted = !isnan(figure->count) && !isnan(before->count);
    if (counted)
        figure->change = figure->count - before->count;
    /* A share of nobody cannot be compared, and its count of 0 means nothing. */
    if (is_ongoing(profile, measure, figure) || figure->base == 0 || before->base == 0)
        return;
    if (figure->role == ROLE_ESTIMATE)
        figure->signal = signal_of_estimates(figure, before, level);
    else if (method_compares_shares(measure, figure, before))
        figure->signal = signal_whatever_comes(figure, before, level);
    else if (counted && count_is_whole(profile, measure, figure))
        figure->signal = signal_of_counts(figure->count, before->count, level);
}

/* Durations are compared by their estimates, and supplied figures not at all. */
static bool
is_figure_compared(const Figure *figure)
{
    return figure->role != ROLE_SUPPLIED && figure->role != ROLE_FOR_EACH && figure->role != ROLE_FOLLOWED &&
           figure->role != ROLE_STILL_OPEN && figure->signal == SIGNAL_NONE;
}

void
changes_fill(Figures *figures, const Profile *profile)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        Figure *figure = figures_edit(figures, i);
        const ProfileMeasure *measure = profile_measure(profile, figure->measure);
        g_autofree char *period = measure && is_figure_compared(figure)
                                      ? period_year_before(figure, measure->per, profile->year_start)
                                      : NULL;
        const Figure *before =
            period ? figures_find(figures, figure->measure, period, figure->category, figure->part) : NULL;
        if (before && before->role == figure->role && !is_carried_over(figures, profile, figure, period))
            change_compare(profile, measure, figure, before);
    }
}
