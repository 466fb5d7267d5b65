/* What estimates reveal about counts, by how each is computed. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"

typedef struct {
    const Profile *profile;
    const Figure *figure;
    const ProfileMeasure *measure;
    Day as_at;
    GArray *bounds;
} Bounding;

static void
bound_clear(gpointer pointer)
{
    CountBound *bound = pointer;
    record_set_unref(bound->set);
    record_set_unref(bound->other);
}

/* Takes the sets. */
static void
bound_sets(const Bounding *bounding, RecordSet *set, double least)
{
    CountBound bound = {set, NULL, 1, 0, least};
    g_array_append_val(bounding->bounds, bound);
}

static void
add_between(const Bounding *bounding, double times, RecordSet *set, double less, RecordSet *other,
            double least)
{
    CountBound bound = {set, other, times, less, least};
    g_array_append_val(bounding->bounds, bound);
}

static RecordSet *
bounded_base(const Bounding *bounding)
{
    return record_set_ref(bounding->figure->of);
}

static RecordSet *
within_days(const Bounding *bounding, int days)
{
    return set_within(bounding->measure->from, bounding->measure->to, (Limit){days, LIMIT_DAYS});
}

/* How many closed records took no longer, and how many no less, by the definition of quantiles. */
static void
bound_by_length(const Bounding *bounding, double place)
{
    const Figure *figure = bounding->figure;
    double at = (figure->base - 1) * place;
    int within = (int)floor(figure->value), sooner = (int)ceil(figure->value) - 1;
    if (figure->base < 1 || figure->value < 0)
        return;
    bound_sets(bounding, set_and(bounded_base(bounding), within_days(bounding, within)), floor(at) + 1);
    if (sooner >= 0)
        bound_sets(bounding, set_and(bounded_base(bounding), set_not(within_days(bounding, sooner))),
                   figure->base - ceil(at));
}

/* The limit in a set; NULL if it has none. */
static const RecordSet *
limit_in(const RecordSet *set)
{
    const RecordSet *found = set->kind == SET_WITHIN ? set : NULL;
    for (guint i = 0; set->parts && i < set->parts->len && !found; i++)
        found = limit_in(set->parts->pdata[i]);
    return found;
}

/* Records that were done, or were followed that long without being done. */
static RecordSet *
done_or_followed(const char *from, const char *to, Limit limit, Day as_at)
{
    return set_or(set_days(to, DAY_NONE, DAY_NONE), set_past_limit(from, limit, as_at, true));
}

/* By Kaplan and Meier's estimate, no more are done than it says for all records, and no fewer than it says
 * for those that were followed that long or done. */
static void
bound_by_share(const Bounding *bounding)
{
    static const double little = 1e-6;
    const Figure *figure = bounding->figure;
    const RecordSet *told = figure->counts                        ? figure->counts
                            : figure->tells && figure->tells->len ? figure->tells->pdata[0]
                                                                  : NULL;
    const RecordSet *within = told ? limit_in(told) : NULL;
    double share = (figure->role == ROLE_ESTIMATE ? figure->percent : 100 - figure->percent) / 100;
    if (!within || isnan(share))
        return;
    RecordSet *done = set_and(bounded_base(bounding), record_set_ref(within));
    add_between(bounding, share, bounded_base(bounding), 1, record_set_ref(done), -little);
    if (bounding->as_at == DAY_NONE) {
        record_set_unref(done);
        return;
    }
    RecordSet *known = done_or_followed(within->field, within->to, within->limit, bounding->as_at);
    RecordSet *beyond = set_without(set_and(bounded_base(bounding), known), record_set_ref(within));
    add_between(bounding, 1 - share, done, share, beyond, -little);
}

/* Fewer than half of those followed were done before it, and half were done or followed no further by
 * then. */
static void
bound_by_estimate(const Bounding *bounding)
{
    const Figure *figure = bounding->figure;
    int until = (int)floor(figure->value), before = (int)ceil(figure->value) - 1;
    if (figure->value < 1)
        return;
    bound_sets(bounding, set_without(bounded_base(bounding), within_days(bounding, before)),
               floor(figure->base / 2) + 1);
    if (bounding->as_at == DAY_NONE)
        return;
    RecordSet *known = done_or_followed(bounding->measure->from, bounding->measure->to,
                                        (Limit){until, LIMIT_DAYS}, bounding->as_at);
    bound_sets(bounding,
               set_without(bounded_base(bounding), set_without(known, within_days(bounding, until))),
               ceil(figure->base / 2));
}

/* No month of the year has more than the busiest, and none that is not named with it has as many. */
static void
bound_by_busiest(const Bounding *bounding, const Figures *figures)
{
    const Figure *busiest = bounding->figure;
    ReportingYear start = bounding->profile->year_start;
    int year, other, slot;
    if (!busiest->counts || !calendar_parse_year(busiest->period, start, &year))
        return;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (strcmp(figure->measure, busiest->measure) == 0 && figure->role == ROLE_COUNT &&
            !*figure->category && figure->counts && strcmp(figure->counts->key, busiest->counts->key) != 0 &&
            period_of_figure(figure, bounding->measure->per, start, &other, &slot) && other == year)
            add_between(bounding, 1, record_set_ref(busiest->counts), 1, record_set_ref(figure->counts),
                        figure->count == busiest->count ? 0 : 1);
    }
}

GArray *
measures_bounds(const Profile *profile, const Figures *figures, const Figure *figure, Day as_at)
{
    Bounding bounding = {profile, figure, profile_measure(profile, figure->measure), as_at,
                         g_array_new(FALSE, FALSE, sizeof(CountBound))};
    bool has_value = figure->of && !isnan(figure->value) && !isnan(figure->base);
    g_array_set_clear_func(bounding.bounds, bound_clear);
    if (figure->role >= ROLE_LOWER_QUARTILE && figure->role <= ROLE_LONGEST && has_value)
        bound_by_length(&bounding, (figure->role - ROLE_LOWER_QUARTILE + 1) / 4.0);
    else if (figure->role == ROLE_ESTIMATED_MEDIAN && has_value)
        bound_by_estimate(&bounding);
    else if ((figure->role == ROLE_ESTIMATE || figure->role == ROLE_STILL_OPEN) && figure->of)
        bound_by_share(&bounding);
    else if (figure->role == ROLE_BUSIEST)
        bound_by_busiest(&bounding, figures);
    return bounding.bounds;
}
