#include "analysis/measures/measure_kinds.h"
#include "analysis/statistics/statistics.h"
#include <math.h>

/* Whether a record is in the base for one limit. */
static bool
in_base(const Computation *computation, Day start, Day end, Day last)
{
    switch (computation->measure->base) {
    case BASE_CLOSED:
        return start != DAY_NONE && end != DAY_NONE;
    case BASE_DUE:
        return start != DAY_NONE && (end != DAY_NONE || computation->as_at > last);
    case BASE_RECEIVED:
        break;
    }
    return true;
}

/* The number done within a limit, those of them within no earlier one, the base, how many more of it may
 * still be done, and how many may still join the base. */
typedef struct {
    guint count, first, base, pending, unjudged;
} Within;

/* One pass over the records: the periods' counts for one limit, from index 1. `done` says for each record
 * whether it was within an earlier limit. */
static Within *
count_within(const Computation *computation, Limit limit, guint8 *done)
{
    g_autoptr(LimitDays) last_days = limit_days_new(limit);
    Within *all = g_new0(Within, computation->periods->len + 1);
    for (guint i = 0; i < computation->dataset->length; i++) {
        if (!computation->places[i] || !computation->members[i])
            continue;
        Within *within = &all[computation->places[i]];
        Day start = computation->from[i], end = computation->to[i];
        Day last = start == DAY_NONE ? DAY_NONE : limit_days_last(last_days, start);
        if (!in_base(computation, start, end, last)) {
            within->unjudged += start != DAY_NONE && end == DAY_NONE;
            continue;
        }
        bool in_time = start != DAY_NONE && end != DAY_NONE && end <= last;
        within->base++;
        within->count += in_time;
        within->first += in_time && !done[i];
        done[i] |= in_time;
        within->pending += start != DAY_NONE && end == DAY_NONE && computation->as_at < last;
    }
    return all;
}

char *
band_words(const GArray *limits, guint band)
{
    g_autofree char *from = band ? limit_words(g_array_index(limits, Limit, band - 1)) : NULL;
    g_autofree char *to = band < limits->len ? limit_words(g_array_index(limits, Limit, band)) : NULL;
    return !from ? g_strdup_printf("up to %s", to)
           : to  ? g_strdup_printf("over %s to %s", from, to)
                 : g_strdup_printf("over %s", from);
}

/* The base of a limit's figure. */
static RecordSet *
base_set(const Computation *computation, const Period *period, Limit limit)
{
    const ProfileMeasure *measure = computation->measure;
    switch (measure->base) {
    case BASE_CLOSED:
        return ended_set(computation, period);
    case BASE_DUE:
        return set_and(
            begun_set(computation, period),
            set_or(known_set(measure->to), set_past_limit(measure->from, limit, computation->as_at, false)));
    case BASE_RECEIVED:
        break;
    }
    return measured_set(computation, period);
}

static Figure *
put_within(Computation *computation, const Period *period, Limit limit)
{
    g_autofree char *category = limit_within(limit);
    return computation_put(computation, period->label, category, "", ROLE_WITHIN,
                           within_set(computation, period, limit), base_set(computation, period, limit));
}

/* Done within a limit but no earlier one; the last band is everything else. */
static Figure *
put_band(Computation *computation, const Period *period, guint band)
{
    const ProfileMeasure *measure = computation->measure;
    const GArray *limits = measure->within;
    bool beyond = band == limits->len;
    Limit limit = g_array_index(limits, Limit, beyond ? band - 1 : band);
    RecordSet *base = base_set(computation, period, limit),
              *set = beyond ? record_set_ref(base) : within_set(computation, period, limit);
    for (guint i = 0; i < band; i++)
        set = set_without(set, set_within(measure->from, measure->to, g_array_index(limits, Limit, i)));
    g_autofree char *words = band_words(limits, band),
                    *category =
                        g_strconcat(words, beyond && measure->base != BASE_CLOSED ? " or open" : "", NULL);
    return computation_put(computation, period->label, category, "", ROLE_BAND, set, base);
}

/* With base: due each limit has its own base, so bands would not add up. */
static guint
bands_of(const ProfileMeasure *measure)
{
    return measure->bands && measure->base != BASE_DUE ? measure->within->len + 1 : 0;
}

/* `place`: the period's index. `counted`: Within* for each limit. */
static void
add_period(Computation *computation, guint place, const GPtrArray *counted)
{
    const ProfileMeasure *measure = computation->measure;
    const Period *period = computation_period(computation, place);
    double base = 0, rest = 0;
    for (guint i = 0; i < measure->within->len; i++) {
        Within within = ((const Within *)counted->pdata[i])[place + 1];
        base = within.base;
        rest = (i ? rest : base) - within.first;
        Figure *figure = put_within(computation, period, g_array_index(measure->within, Limit, i));
        figure_fill_count(figure, within.count, base);
        figure->pending = within.pending;
        figure->unjudged = within.unjudged;
        if (measure->target->len)
            figure->value = g_array_index(measure->target, double, i);
    }
    for (guint i = 0; i < bands_of(measure); i++)
        figure_fill_count(
            put_band(computation, period, i),
            i < measure->within->len ? ((const Within *)counted->pdata[i])[place + 1].first : rest, base);
}

static void
timeliness_count(Computation *computation)
{
    const GArray *limits = computation->measure->within;
    g_autoptr(GPtrArray) counted = g_ptr_array_new_with_free_func(g_free);
    g_autofree guint8 *done = g_malloc0(computation->dataset->length + 1);
    for (guint i = 0; i < limits->len; i++)
        g_ptr_array_add(counted, count_within(computation, g_array_index(limits, Limit, i), done));
    for (guint i = 0; i < computation->periods->len; i++)
        add_period(computation, i, counted);
}

/* The share that would be done within the limit if the open cases were followed further. Without open
 * cases it is the simple share, and so reveals the same numbers. */
static Figure *
put_estimate(Computation *computation, const Period *period, Limit limit)
{
    g_autofree char *category = limit_within(limit);
    GPtrArray *told = told_sets();
    g_ptr_array_add(told, within_set(computation, period, limit));
    g_ptr_array_add(told, base_set(computation, period, limit));
    Figure figure = computation_figure(computation, period->label, category, ESTIMATED, ROLE_ESTIMATE, NULL,
                                       begun_set(computation, period));
    figure.tells = told;
    return computation_put_figure(computation, &figure);
}

static void
add_estimate(Computation *computation, const Period *period, const Followed *followed, Limit limit)
{
    double open, least_open, most_open, beyond;
    followed_beyond(followed, limit, &open, &least_open, &most_open, &beyond);
    Figure *figure = put_estimate(computation, period, limit);
    figure->percent = 100 - open;
    figure->lower = 100 - most_open;
    figure->upper = 100 - least_open;
    figure->base = followed->length;
    figure->status = isnan(open) ? FIGURE_NOT_AVAILABLE : FIGURE_PLAIN;
}

static void
timeliness_estimate(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    if (measure->per != PER_YEAR)
        return;
    estimate_since(computation);
    g_autoptr(Followed) of_periods = followed_new(computation);
    for (guint p = 0; p < computation->periods->len; p++) {
        const Period *period = computation_period(computation, p);
        for (guint i = 0; i < measure->within->len && followed_any(computation, &of_periods[p]); i++)
            add_estimate(computation, period, &of_periods[p], g_array_index(measure->within, Limit, i));
        add_median(computation, period, ESTIMATED, &of_periods[p]);
    }
}

static const char *
timeliness_lacks(const ProfileMeasure *measure)
{
    return measure->within->len ? NULL : "timeliness needs within: one limit or more";
}

static const char *const keys[] = {"within", "from", "to", "base", "target", "bands", "per", NULL};
const KindOfMeasure kind_timeliness = {.name = "timeliness",
                                       .section = "timeliness",
                                       .keys = keys,
                                       .lacks = timeliness_lacks,
                                       .of_limits = true,
                                       .of_days = true,
                                       .count = timeliness_count,
                                       .estimate = timeliness_estimate};
