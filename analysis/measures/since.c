/* Shares against the first year shown: what creeps from year to year shows over several. */
#include <string.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"

/* The first year shown that no break in series parts from the report year; the report year if there is none.
 */
static int
first_comparable_year(const Profile *profile, const ProfileMeasure *measure)
{
    int year = profile->year;
    while (year > profile->year - profile->years + 1 && !profile_break(profile, measure, year))
        year--;
    return year;
}

static void
add_since(Computation *computation, const ProfileMeasure *measure, const Figure *now, const Figure *then)
{
    double level = method_level(measure, now);
    g_autofree char *part = g_strconcat(SINCE, then->period, NULL);
    Figure figure = computation_figure(computation, measure, now->period, now->category, part);
    Interval gap = statistics_newcombe(now->count, now->base, then->count, then->base, level);
    figure.value = now->percent - then->percent;
    figure.lower = 100 * gap.lower;
    figure.upper = 100 * gap.upper;
    Figure tested = *now;
    change_compare(computation->profile, measure, &tested, then);
    figure.signal = tested.signal;
    figures_add(computation->figures, &figure);
}

void
estimate_since(Computation *computation, const ProfileMeasure *measure)
{
    const Profile *profile = computation->profile;
    if (measure->per != PER_YEAR)
        return;
    int first = first_comparable_year(profile, measure);
    for (; first < profile->year - 1; first++) {
        g_autofree char *then = calendar_year_label(first, profile->year_start),
                        *now = calendar_year_label(profile->year, profile->year_start);
        bool any = false;
        for (guint i = 0, length = figures_length(computation->figures); i < length; i++) {
            Figure figure = *figures_at(computation->figures, i);
            if (strcmp(figure.measure, measure->id) || strcmp(figure.period, now) || *figure.part)
                continue;
            const Figure *before = figures_find(computation->figures, measure->id, then, figure.category, "");
            if (!before || !method_compares_shares(measure, &figure, before))
                continue;
            add_since(computation, measure, &figure, before);
            any = true;
        }
        if (any)
            return;
    }
}
