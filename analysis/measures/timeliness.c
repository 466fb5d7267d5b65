#include "analysis/measures/measure_kinds.h"
#include "analysis/statistics/statistics.h"
#include <math.h>

typedef struct {
    Computation *computation;
    const ProfileMeasure *measure;
    const guint8 *members;
    const DatasetField *from, *to;
} Stretch;

static Stretch
stretch_of(Computation *computation, const ProfileMeasure *measure)
{
    return (Stretch){computation, measure, population_members(computation, measure->of),
                     dataset_field(computation->dataset, measure->from),
                     dataset_field(computation->dataset, measure->to)};
}

/* Whether a record is in the base of one limit, and whether it was done within it. */
static bool
in_base(const Stretch *work, Day start, Day end, Day last)
{
    switch (work->measure->base) {
    case BASE_CLOSED:
        return start != DAY_NONE && end != DAY_NONE;
    case BASE_DUE:
        return start != DAY_NONE && (end != DAY_NONE || work->computation->as_at > last);
    case BASE_RECEIVED:
        break;
    }
    return true;
}

/* How many are done within a limit, how many of them within no earlier one, of how many, how many of these
 * still may be, and how many may yet come into the base. */
typedef struct {
    guint count, first, base, pending, unjudged;
} Within;

/* One pass over the records: the periods' counts for one limit, from place 1 on. `done` tells of each record
 * whether it was within an earlier limit. */
static Within *
count_within(const Stretch *work, const guint16 *places, guint periods, Limit limit, guint8 *done)
{
    const Dataset *dataset = work->computation->dataset;
    g_autoptr(LimitDays) last_days = limit_days_new(limit);
    Within *all = g_new0(Within, periods + 1);
    for (guint i = 0; i < dataset->length; i++) {
        if (!places[i] || !work->members[i])
            continue;
        Within *within = &all[places[i]];
        Day start = g_array_index(work->from->days, Day, i), end = g_array_index(work->to->days, Day, i);
        Day last = start == DAY_NONE ? DAY_NONE : limit_days_last(last_days, start);
        if (!in_base(work, start, end, last)) {
            within->unjudged += start != DAY_NONE && end == DAY_NONE;
            continue;
        }
        bool in_time = start != DAY_NONE && end != DAY_NONE && end <= last;
        within->base++;
        within->count += in_time;
        within->first += in_time && !done[i];
        done[i] |= in_time;
        within->pending += start != DAY_NONE && end == DAY_NONE && work->computation->as_at < last;
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

/* What a limit's figure is a share of. */
static RecordSet *
base_set(const Stretch *work, const Period *period, Limit limit)
{
    const ProfileMeasure *measure = work->measure;
    switch (measure->base) {
    case BASE_CLOSED:
        return ended_set(work->computation, measure, period);
    case BASE_DUE:
        return set_and(begun_set(work->computation, measure, period),
                       set_or(known_set(measure->to),
                              set_past_limit(measure->from, limit, work->computation->as_at, false)));
    case BASE_RECEIVED:
        break;
    }
    return measured_set(work->computation, measure, period);
}

/* Done within a limit and no earlier one; behind the last all that was not. */
static RecordSet *
band_set(const Stretch *work, const Period *period, guint band)
{
    const GArray *limits = work->measure->within;
    Limit limit = g_array_index(limits, Limit, MIN(band, limits->len - 1));
    RecordSet *set = band < limits->len ? within_set(work->computation, work->measure, period, limit)
                                        : base_set(work, period, limit);
    for (guint i = 0; i < band; i++)
        set = set_without(
            set, set_within(work->measure->from, work->measure->to, g_array_index(limits, Limit, i)));
    return set;
}

static void
add_bands(const Stretch *work, const Period *period, const double *bands, double base)
{
    guint limits = work->measure->within->len;
    for (guint i = 0; i <= limits; i++) {
        g_autofree char *words = band_words(work->measure->within, i);
        g_autofree char *category =
            i < limits ? g_strdup(words)
                       : g_strconcat(words, work->measure->base == BASE_CLOSED ? "" : " or open", NULL);
        Limit limit = g_array_index(work->measure->within, Limit, MIN(i, limits - 1));
        Figure figure =
            computation_figure(work->computation, work->measure, period->label, category, "", ROLE_BAND,
                               band_set(work, period, i), base_set(work, period, limit));
        computation_add(work->computation, &figure, bands[i], base);
    }
}

/* `counted`: Within* of each limit, the period's at its place. */
static void
add_period(const Stretch *work, const Period *period, guint place, const GPtrArray *counted)
{
    const ProfileMeasure *measure = work->measure;
    g_autofree double *bands = g_new0(double, measure->within->len + 1);
    double base = 0, rest = 0;
    for (guint i = 0; i < measure->within->len; i++) {
        Limit limit = g_array_index(measure->within, Limit, i);
        g_autofree char *category = limit_within(limit);
        Within within = ((const Within *)counted->pdata[i])[place];
        bands[i] = within.first;
        rest = (i ? rest : within.base) - within.first;
        base = within.base;
        Figure counts_within = computation_figure(
            work->computation, measure, period->label, category, "", ROLE_WITHIN,
            within_set(work->computation, measure, period, limit), base_set(work, period, limit));
        Figure *figure = computation_add(work->computation, &counts_within, within.count, base);
        figure->pending = within.pending;
        figure->unjudged = within.unjudged;
        if (measure->target->len)
            figure->value = g_array_index(measure->target, double, i);
    }
    /* With base: due each limit has a base of its own, so bands would not add up. */
    bands[measure->within->len] = rest;
    if (measure->bands && measure->base != BASE_DUE)
        add_bands(work, period, bands, base);
}

void
measure_timeliness(Computation *computation, const ProfileMeasure *measure)
{
    Stretch work = stretch_of(computation, measure);
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    const guint16 *places = computation_places(computation, periods);
    g_autoptr(GPtrArray) counted = g_ptr_array_new_with_free_func(g_free);
    g_autofree guint8 *done = g_malloc0(computation->dataset->length + 1);
    for (guint i = 0; i < measure->within->len; i++)
        g_ptr_array_add(counted, count_within(&work, places, periods->len,
                                              g_array_index(measure->within, Limit, i), done));
    for (guint i = 0; i < periods->len; i++)
        add_period(&work, &g_array_index(periods, Period, i), i + 1, counted);
}

/* Without open cases it is the simple share, so that it tells that one's numbers. */
static Figure
estimate_figure(Computation *computation, const ProfileMeasure *measure, const Period *period, Limit limit,
                const char *category)
{
    Stretch work = stretch_of(computation, measure);
    Figure figure = computation_figure(computation, measure, period->label, category, ESTIMATED,
                                       ROLE_ESTIMATE, NULL, begun_set(computation, measure, period));
    GPtrArray *told = told_sets();
    g_ptr_array_add(told, within_set(computation, measure, period, limit));
    g_ptr_array_add(told, base_set(&work, period, limit));
    figure.tells = told;
    return figure;
}

static void
add_estimate(Computation *computation, const ProfileMeasure *measure, const Period *period,
             const Followed *followed, Limit limit)
{
    g_autofree char *category = limit_within(limit);
    Figure figure = estimate_figure(computation, measure, period, limit, category);
    double open, least_open, most_open, beyond;
    followed_beyond(followed, limit, &open, &least_open, &most_open, &beyond);
    figure.percent = 100 - open;
    figure.lower = 100 - most_open;
    figure.upper = 100 - least_open;
    figure.base = followed->length;
    figure.status = isnan(open) ? FIGURE_NOT_AVAILABLE : FIGURE_PLAIN;
    computation_put_beside(computation, &figure);
}

/* The share done within each limit as it would be if the open ones were followed on, and the median. */
void
estimate_timeliness(Computation *computation, const ProfileMeasure *measure)
{
    if (measure->per != PER_YEAR)
        return;
    estimate_since(computation, measure);
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    g_autoptr(Followed) of_periods = followed_new(computation, measure, periods);
    for (guint p = 0; p < periods->len; p++) {
        const Period *period = &g_array_index(periods, Period, p);
        for (guint i = 0; i < measure->within->len && of_periods[p].length; i++)
            add_estimate(computation, measure, period, &of_periods[p],
                         g_array_index(measure->within, Limit, i));
        followed_add_median(computation, measure, period, &of_periods[p], ESTIMATED);
    }
}

/* The lengths of what was closed, in days, the shortest first; of each period. */
static GPtrArray *
sorted_lengths(const Stretch *work, const GArray *periods)
{
    const guint16 *places = computation_places(work->computation, periods);
    const Day *from = (const Day *)(void *)work->from->days->data,
              *to = (const Day *)(void *)work->to->days->data;
    guint records = work->computation->dataset->length;
    int shortest = 0, longest = 0; /* what was closed before it was received has a length below 0 */
    for (guint i = 0; i < records; i++)
        if (places[i] && work->members[i] && from[i] != DAY_NONE && to[i] != DAY_NONE) {
            shortest = MIN(shortest, (int)(to[i] - from[i]));
            longest = MAX(longest, (int)(to[i] - from[i]));
        }
    guint different = (guint)(longest - shortest) + 1;
    g_autofree guint *counts = g_new0(guint, (gsize)(periods->len + 1) * different);
    for (guint i = 0; i < records; i++)
        if (places[i] && work->members[i] && from[i] != DAY_NONE && to[i] != DAY_NONE)
            counts[(gsize)places[i] * different + (guint)((int)(to[i] - from[i]) - shortest)]++;
    GPtrArray *lengths = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint p = 1; p <= periods->len; p++) {
        GArray *sorted = g_array_new(FALSE, FALSE, sizeof(double));
        for (guint k = 0; k < different; k++)
            for (guint count = counts[(gsize)p * different + k]; count; count--) {
                double length = shortest + (int)k;
                g_array_append_val(sorted, length);
            }
        g_ptr_array_add(lengths, sorted);
    }
    return lengths;
}

static void
add_duration(const Stretch *work, const Period *period, const GArray *sorted)
{
    static const struct {
        const char *category;
        FigureRole role;
        double share;
    } points[] = {{"lower quartile", ROLE_LOWER_QUARTILE, 0.25},
                  {MEDIAN_LENGTH, ROLE_MEDIAN, 0.5},
                  {"upper quartile", ROLE_UPPER_QUARTILE, 0.75},
                  {LONGEST_LENGTH, ROLE_LONGEST, 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(points); i++) {
        Figure figure =
            computation_figure(work->computation, work->measure, period->label, points[i].category, "",
                               points[i].role, NULL, ended_set(work->computation, work->measure, period));
        computation_add_value(
            work->computation, &figure,
            statistics_quantile((const double *)(void *)sorted->data, sorted->len, points[i].share),
            sorted->len);
    }
}

void
measure_duration(Computation *computation, const ProfileMeasure *measure)
{
    Stretch work = stretch_of(computation, measure);
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    g_autoptr(GPtrArray) lengths = sorted_lengths(&work, periods);
    for (guint i = 0; i < periods->len; i++)
        add_duration(&work, &g_array_index(periods, Period, i), lengths->pdata[i]);
}

void
estimate_duration(Computation *computation, const ProfileMeasure *measure)
{
    if (measure->per != PER_YEAR)
        return;
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    g_autoptr(Followed) of_periods = followed_new(computation, measure, periods);
    for (guint p = 0; p < periods->len; p++)
        followed_add_median(computation, measure, &g_array_index(periods, Period, p), &of_periods[p],
                            ESTIMATED);
}
