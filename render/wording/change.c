#include "render/wording/change.h"
#include <math.h>
#include <string.h>
#include "analysis/calendar/calendar.h"
#include "analysis/profile/kinds.h"

/* Two figures are similar if, as printed, they are no further apart: shares in points, counts in percent or
 * in records, whichever is more. */
static const double level_points = 3, level_percent = 5, level_records = 5;
static const double almost_points = 1, almost_percent = 1;

bool
change_is_of_share(const ProfileMeasure *measure, const Figure *figure)
{
    const KindOfMeasure *kind = kind_of(measure);
    return !isnan(figure->percent) && (*figure->category || kind->is_share || kind->of_limits);
}

static ChangeWhy
why_none(const Profile *profile, const ProfileMeasure *measure, const Figure *now, const Figure *before,
         FigureSignal signal, bool share)
{
    if (profile_break_at(profile, measure, now->period))
        return WHY_BREAK;
    if (!before)
        return WHY_FIRST;
    if (now->status == FIGURE_SUPPRESSED || before->status == FIGURE_SUPPRESSED)
        return WHY_HIDDEN;
    if (share &&
        (figure_base_is_small(now, measure->small_base) || figure_base_is_small(before, measure->small_base)))
        return WHY_SMALL;
    if (signal == SIGNAL_NONE && now->pending + now->unjudged > 0 && !isnan(before->count))
        return WHY_OUTCOMES_OPEN;
    bool numbers = share ? !isnan(before->percent) : !isnan(now->count + before->count);
    return signal == SIGNAL_NONE || !numbers ? WHY_UNTESTED : WHY_NOTHING;
}

static Change
of_level(Change change, double apart, double almost, double level)
{
    const double hair = 1e-9;
    change.state = apart <= level + hair ? CHANGE_LEVEL : CHANGE_OPEN;
    change.near = apart < hair ? NEAR_SAME : apart <= almost + hair ? NEAR_ALMOST : NEAR_SIMILAR;
    return change;
}

Change
change_between(const Profile *profile, const ProfileMeasure *measure, const Figure *now, const Figure *before,
               FigureSignal signal)
{
    Change change = {.share = change_is_of_share(measure, now), .before = before};
    change.why = why_none(profile, measure, now, before, signal, change.share);
    if (change.why)
        return change;
    double value = change.share ? figure_round(now->percent, measure->decimals) : now->count,
           earlier = change.share ? figure_round(before->percent, measure->decimals) : before->count,
           apart = fabs(value - earlier);
    /* Figures that print the same have no direction. */
    bool directed = signal == SIGNAL_HIGHER ? value > earlier : signal == SIGNAL_LOWER && value < earlier;
    if (directed) {
        change.state = CHANGE_CLEAR;
        change.higher = signal == SIGNAL_HIGHER;
        return change;
    }
    return change.share ? of_level(change, apart, almost_points, level_points)
                        : of_level(change, apart, almost_percent / 100 * earlier,
                                   fmax(level_records, level_percent / 100 * earlier));
}

Change
change_in_year(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
               const Figure *figure)
{
    int year;
    const Figure *before = NULL;
    if (calendar_parse_year(figure->period, profile->year_start, &year)) {
        g_autofree char *label = calendar_year_label(year - 1, profile->year_start);
        before = figures_find(figures, measure->id, label, figure->category, figure->part);
    }
    return change_between(profile, measure, figure, before, figure->signal);
}

/* The figure that compares another with the first year shown: of a share the difference, of a count the
 * trend. */
static const Figure *
since_of(const Figures *figures, const ProfileMeasure *measure, const Figure *figure)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *since = figures_at(figures, i);
        bool trend = since->role == ROLE_YEARLY_CHANGE && !*figure->category;
        if ((since->role == ROLE_SINCE || trend) && figure_is_in(since, measure->id, figure->period) &&
            (trend || strcmp(since->category, figure->category) == 0))
            return since;
    }
    return NULL;
}

char *
change_since_year(const Figure *since)
{
    const char *year = since->part + strlen(SINCE);
    return g_strndup(year, strcspn(year, " "));
}

Change
change_in_years(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                const Figure *figure, char **since)
{
    const Figure *told = *figure->part ? NULL : since_of(figures, measure, figure);
    *since = told ? change_since_year(told) : NULL;
    if (!told)
        return (Change){.why = WHY_FIRST};
    const Figure *before = figures_find(figures, measure->id, *since, figure->category, "");
    return change_between(profile, measure, figure, before, told->signal);
}

const char *
change_clear_words(Change change)
{
    if (change.state == CHANGE_NONE)
        return change.why == WHY_OUTCOMES_OPEN ? "not yet" : "\u2013";
    return change.state != CHANGE_CLEAR ? "no" : change.higher ? "yes, up" : "yes, down";
}
