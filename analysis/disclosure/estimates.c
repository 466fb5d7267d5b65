/* What is estimated counts no records itself; it goes where a figure that it rests on goes. */
#include "analysis/disclosure/decision.h"
#include <string.h>

static bool
is_of_series(const Figure *figure)
{
    static const char *const of_series[] = {CONTROL_LIMITS, RUN_MEDIAN, RUN_CROSSINGS, YEARLY_CHANGE, NULL};
    return g_strv_contains(of_series, figure->category);
}

bool
figure_is_estimated(const Figure *figure)
{
    return is_of_series(figure) || strcmp(figure->part, ESTIMATED) == 0 ||
           g_str_has_prefix(figure->part, SINCE);
}

static bool
is_withheld_at(const Disclosure *disclosure, const Figure *figure, const char *period)
{
    const Figure *here = figures_find(disclosure->figures, figure->measure, period, figure->category, "");
    if (!here)
        return false;
    guint index = figures_index(disclosure->figures, here);
    return disclosure->why[index] != SHOWN || disclosure_withholds_base(disclosure, index);
}

/* A mean, a limit, a median or a rate of a series is made of all its counts. */
static bool
series_is_withheld(const Disclosure *disclosure, const char *measure)
{
    for (guint i = 0; i < figures_length(disclosure->figures); i++) {
        const Figure *figure = figures_at(disclosure->figures, i);
        if (strcmp(figure->measure, measure) == 0 && !*figure->category && !*figure->part &&
            disclosure->why[i] != SHOWN)
            return true;
    }
    return false;
}

bool
estimate_is_withheld(const Disclosure *disclosure, const Figure *figure)
{
    if (is_of_series(figure))
        return series_is_withheld(disclosure, figure->measure);
    if (is_withheld_at(disclosure, figure, figure->period))
        return true;
    return g_str_has_prefix(figure->part, SINCE) &&
           is_withheld_at(disclosure, figure, figure->part + strlen(SINCE));
}
