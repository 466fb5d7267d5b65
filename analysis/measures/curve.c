/* How long cases stay open: who was followed so long and not done, and Kaplan-Meier's estimate of their
 * share.
 */
#include <math.h>
#include "analysis/measures/measure_kinds.h"

static Figure *
put_start(Computation *computation, const ProfileMeasure *measure, const Period *period)
{
    Figure figure = computation_figure(computation, measure, period->label, CURVE_START, "", ROLE_FOLLOWED,
                                       begun_set(computation, measure, period), NULL);
    return computation_put(computation, &figure);
}

/* Followed to the limit's last day, and not done by then. */
static Figure *
put_point(Computation *computation, const ProfileMeasure *measure, const Period *period, Limit limit)
{
    RecordSet *followed =
        set_or(known_set(measure->to), set_past_limit(measure->from, limit, computation->as_at, true));
    RecordSet *open = set_without(set_and(begun_set(computation, measure, period), followed),
                                  set_within(measure->from, measure->to, limit));
    g_autofree char *words = limit_words(limit), *category = g_strconcat(CURVE_POINT, words, NULL);
    Figure figure =
        computation_figure(computation, measure, period->label, category, "", ROLE_STILL_OPEN, open, NULL);
    return computation_put(computation, &figure);
}

static void
add_curve(Computation *computation, const ProfileMeasure *measure, const Period *period,
          const Followed *followed)
{
    Figure *all = put_start(computation, measure, period);
    all->count = followed->length;
    all->percent = followed->length ? 100 : NAN;
    all->status = followed->length ? FIGURE_PLAIN : FIGURE_NOT_APPLICABLE;
    for (guint i = 0; i < measure->within->len && followed->length; i++) {
        Limit limit = g_array_index(measure->within, Limit, i);
        Figure *figure = put_point(computation, measure, period, limit);
        followed_beyond(followed, limit, &figure->percent, &figure->lower, &figure->upper, &figure->count);
        figure->status = isnan(figure->percent) ? FIGURE_NOT_AVAILABLE : FIGURE_PLAIN;
    }
    add_median(computation, measure, period, "", followed);
}

static void
estimate(Computation *computation, const ProfileMeasure *measure)
{
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    g_autoptr(Followed) of_periods = followed_new(computation, measure, periods);
    for (guint p = 0; p < periods->len; p++)
        add_curve(computation, measure, &g_array_index(periods, Period, p), &of_periods[p]);
}

static void
list(Computation *computation, const ProfileMeasure *measure, const Period *period)
{
    put_start(computation, measure, period);
    for (guint i = 0; i < measure->within->len; i++)
        put_point(computation, measure, period, g_array_index(measure->within, Limit, i));
    put_median(computation, measure, period, "");
}

const MeasureWay measure_curve = {list, NULL, NULL, estimate, true};
