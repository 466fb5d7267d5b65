/* Shares against the first year shown: a slow change from year to year shows over several. */
#include <string.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"

static Figure *
put_since(Computation *computation, const Figure *now, const Figure *then)
{
    g_autofree char *part = g_strconcat(SINCE, then->period, NULL);
    Figure figure = computation_figure(computation, now->period, now->category, part, ROLE_SINCE, NULL, NULL);
    GPtrArray *told = told_sets();
    told_add(told, now->counts);
    told_add(told, now->of);
    told_add(told, then->counts);
    told_add(told, then->of);
    figure.tells = told;
    return computation_put_figure(computation, &figure);
}

/* Adding a figure moves the others, so these two are copies. */
static void
add_since(Computation *computation, Figure now, Figure then)
{
    const ProfileMeasure *measure = computation->measure;
    Interval gap =
        statistics_newcombe(now.count, now.base, then.count, then.base, method_level(measure, &now));
    Figure *since = put_since(computation, &now, &then);
    since->value = now.percent - then.percent;
    since->lower = 100 * gap.lower;
    since->upper = 100 * gap.upper;
    change_compare(computation->profile, measure, &now, &then);
    since->signal = now.signal;
}

/* Every year in the file against every earlier one. */
static void
list_since(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    for (guint i = 0, length = figures_length(computation->figures); i < length; i++) {
        const Figure *now = figures_at(computation->figures, i);
        if (strcmp(now->measure, measure->id) || *now->part || figure_is_estimate(now))
            continue;
        for (guint y = 0; y < computation->periods->len; y++) {
            const char *year = computation_period(computation, y)->label;
            const Figure *then = figures_find(computation->figures, measure->id, year, now->category, "");
            if (then && strcmp(year, now->period) < 0)
                put_since(computation, now, then);
        }
    }
}

void
estimate_since(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const Profile *profile = computation->profile;
    if (measure->per != PER_YEAR)
        return;
    if (computation->known)
        list_since(computation);
    int first = computation->known ? profile->year : profile_first_comparable(profile, measure);
    for (; first < profile->year - 1; first++) {
        g_autofree char *then = calendar_year_label(first, profile->year_start),
                        *now = calendar_year_label(profile->year, profile->year_start);
        bool any = false;
        for (guint i = 0, length = figures_length(computation->figures); i < length; i++) {
            Figure figure = *figures_at(computation->figures, i);
            if (!figure_is_in(&figure, measure->id, now) || *figure.part || figure_is_estimate(&figure))
                continue;
            const Figure *before = figures_find(computation->figures, measure->id, then, figure.category, "");
            if (!before || !method_compares_shares(measure, &figure, before))
                continue;
            add_since(computation, figure, *before);
            any = true;
        }
        if (any)
            return;
    }
}
