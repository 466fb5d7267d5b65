/* Shares against the first year shown: what creeps from year to year shows over several. */
#include "analysis/measures/measure_kinds.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"

static void
add_since(Computation *computation, const ProfileMeasure *measure, const Figure *now, const Figure *then)
{
    double level = method_level(measure, now);
    g_autofree char *part = g_strconcat(SINCE, then->period, NULL);
    Figure figure =
        computation_figure(computation, measure, now->period, now->category, part, ROLE_SINCE, NULL, NULL);
    GPtrArray *told = told_sets();
    figure.tells = told;
    told_add(told, now->counts);
    told_add(told, now->of);
    told_add(told, then->counts);
    told_add(told, then->of);
    Interval gap = statistics_newcombe(now->count, now->base, then->count, then->base, level);
    figure.value = now->percent - then->percent;
    figure.lower = 100 * gap.lower;
    figure.upper = 100 * gap.upper;
    Figure tested = *now;
    change_compare(computation->profile, measure, &tested, then);
    figure.signal = tested.signal;
    computation_put_beside(computation, &figure);
}

void
estimate_since(Computation *computation, const ProfileMeasure *measure)
{
    const Profile *profile = computation->profile;
    if (measure->per != PER_YEAR)
        return;
    int first = profile_first_comparable(profile, measure);
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
            add_since(computation, measure, &figure, before);
            any = true;
        }
        if (any)
            return;
    }
}
