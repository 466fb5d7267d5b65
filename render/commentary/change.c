/* The one place where a change becomes words. */
#include <math.h>
#include <string.h>
#include "render/commentary/writing.h"

char *
percent_words(const ProfileMeasure *measure, const Figure *figure)
{
    g_autofree char *digits = figure_number_text(figure->percent, measure->decimals);
    return g_strconcat(digits, "%", NULL);
}

char *
percent_in_brackets(const ProfileMeasure *measure, const Figure *figure)
{
    if (isnan(figure->percent) || figure_base_is_small(figure, measure->small_base))
        return g_strdup("");
    g_autofree char *percent = percent_words(measure, figure);
    return g_strdup_printf(" (%s)", percent);
}

char *
share_words(const ProfileMeasure *measure, const Figure *figure)
{
    if (!figure_base_is_small(figure, measure->small_base))
        return percent_words(measure, figure);
    g_autofree char *count = figure_number_text(figure->count, 0),
                    *base = figure_number_text(figure->base, 0);
    return g_strdup_printf("%s of %s", count, base);
}

/* " by 6 percentage points" between the percents as they are printed; "" where they are of few or the same.
 */
static char *
points_words(const ProfileMeasure *measure, const Figure *figure, const Figure *before)
{
    double points =
        figure_round(figure->percent, measure->decimals) - figure_round(before->percent, measure->decimals);
    if (figure_base_is_small(figure, measure->small_base) ||
        figure_base_is_small(before, measure->small_base) || fabs(points) < 1e-9)
        return g_strdup("");
    g_autofree char *digits = figure_number_text(fabs(points), measure->decimals);
    return g_strdup_printf(" by %s percentage point%s", digits, strcmp(digits, "1") ? "s" : "");
}

/* Whether two shares cannot be compared only because it turns on how open cases end. */
static bool
awaits_open_cases(const Figure *figure, const Figure *before)
{
    return figure->signal == SIGNAL_NONE && figure->pending + figure->unjudged > 0 &&
           !isnan(figure->percent) && !isnan(before->percent) && before->base > 0;
}

char *
commentary_change(const Profile *profile, const ProfileMeasure *measure, const Figure *figure,
                  const Figure *before, const char *period_before)
{
    if (profile_break_at(profile, measure, figure->period) || !before)
        return g_strdup_printf("not comparable with %s", period_before);
    if (awaits_open_cases(figure, before)) {
        g_autofree char *was = share_words(measure, before);
        return g_strdup_printf("not yet comparable with %s in %s, while cases are open", was, period_before);
    }
    if (figure->signal == SIGNAL_NONE)
        return g_strdup_printf("not comparable with %s", period_before);
    bool share = (*figure->category || render_kind(measure)->share) && !isnan(figure->percent) &&
                 !isnan(before->percent);
    g_autofree char *was = share ? share_words(measure, before) : figure_shown(before, before->count, 0, "");
    if (figure->signal == SIGNAL_NO_CLEAR_CHANGE)
        return g_strdup_printf("no clear change from %s in %s", was, period_before);
    g_autofree char *points = share ? points_words(measure, figure, before) : g_strdup("");
    return g_strdup_printf("%s%s from %s in %s", figure_change_words(figure->signal), points, was,
                           period_before);
}

char *
writing_change(const Writing *writing, const Figure *figure, const char *what)
{
    const Figure *before = writing_find(writing, writing->before, figure->category, figure->part);
    if (!before || profile_break_at(writing->profile, writing->measure, figure->period) ||
        (figure->signal == SIGNAL_NONE && !awaits_open_cases(figure, before)))
        return g_strdup("");
    g_autofree char *change =
        commentary_change(writing->profile, writing->measure, figure, before, writing->before);
    bool directed = figure->signal == SIGNAL_HIGHER || figure->signal == SIGNAL_LOWER;
    return directed ? g_strdup_printf("; the %s %s", what, change) : g_strdup_printf(", %s", change);
}
