/* How long cases stay open: the number followed that long and not done, and Kaplan-Meier's estimate. */
#include <math.h>
#include "analysis/measures/measure_kinds.h"

/* Followed to the limit's last day, and not done by then. */
static Figure *
put_still_open(Computation *computation, const Period *period, Limit limit)
{
    const ProfileMeasure *measure = computation->measure;
    RecordSet *followed =
        set_or(known_set(measure->to), set_past_limit(measure->from, limit, computation->as_at, true));
    RecordSet *open = set_without(set_and(begun_set(computation, period), followed),
                                  set_within(measure->from, measure->to, limit));
    g_autofree char *words = limit_words(limit), *category = g_strconcat(CURVE_POINT, words, NULL);
    return computation_put(computation, period->label, category, "", ROLE_STILL_OPEN, open,
                           begun_set(computation, period));
}

static void
add_curve(Computation *computation, const Period *period, const Followed *followed)
{
    const ProfileMeasure *measure = computation->measure;
    Figure *all = computation_put(computation, period->label, CURVE_START, "", ROLE_FOLLOWED,
                                  begun_set(computation, period), NULL);
    all->count = followed->length;
    all->percent = followed->length ? 100 : NAN;
    all->status = followed->length ? FIGURE_PLAIN : FIGURE_NOT_APPLICABLE;
    for (guint i = 0; i < measure->within->len && followed_any(computation, followed); i++) {
        Limit limit = g_array_index(measure->within, Limit, i);
        Figure *figure = put_still_open(computation, period, limit);
        followed_beyond(followed, limit, &figure->percent, &figure->lower, &figure->upper, &figure->count);
        figure->status = isnan(figure->percent) ? FIGURE_NOT_AVAILABLE : FIGURE_PLAIN;
    }
    add_median(computation, period, "", followed);
}

static void
curve_estimate(Computation *computation)
{
    g_autoptr(Followed) of_periods = followed_new(computation);
    for (guint p = 0; p < computation->periods->len; p++)
        add_curve(computation, computation_period(computation, p), &of_periods[p]);
}

/* Close together early on, when most are closed, and further apart as the year goes on. */
static void
curve_complete(ProfileMeasure *measure)
{
    static const int weeks[] = {1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 26, 39, 52};
    for (gsize i = 0; i < G_N_ELEMENTS(weeks); i++) {
        Limit limit = {weeks[i], LIMIT_WEEKS};
        g_array_append_val(measure->within, limit);
    }
}

static const char *const keys[] = {"from", "to", "within", NULL};
const KindOfMeasure kind_curve = {.name = "curve",
                                  .section = "timeliness",
                                  .keys = keys,
                                  .complete = curve_complete,
                                  .of_days = true,
                                  .estimate = curve_estimate};
