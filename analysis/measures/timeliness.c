#include "analysis/measures/measure_kinds.h"
#include <math.h>
#include <stdlib.h>

typedef struct {
    Computation *computation;
    const ProfileMeasure *measure;
    const guint8 *members;
    const DatasetField *from, *to;
} Stretch;

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

static void
count_within(const Stretch *work, const Period *period, Limit limit, double *count, double *base)
{
    const Dataset *dataset = work->computation->dataset;
    *count = *base = 0;
    for (guint i = 0; i < dataset->length; i++) {
        if (!work->members[i] || !period_holds(period, work->computation, i))
            continue;
        Day start = g_array_index(work->from->days, Day, i), end = g_array_index(work->to->days, Day, i);
        Day last = start == DAY_NONE ? DAY_NONE : limit_last_day(limit, start);
        if (!in_base(work, start, end, last))
            continue;
        (*base)++;
        *count += start != DAY_NONE && end != DAY_NONE && end <= last;
    }
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

static void
add_bands(const Stretch *work, const char *period, const double *counts, double base)
{
    guint limits = work->measure->within->len;
    for (guint i = 0; i <= limits; i++) {
        g_autofree char *words = band_words(work->measure->within, i);
        g_autofree char *category =
            i < limits ? g_strdup(words)
                       : g_strconcat(words, work->measure->base == BASE_CLOSED ? "" : " or open", NULL);
        computation_add(work->computation, work->measure, period, category, "",
                        (i < limits ? counts[i] : base) - (i ? counts[i - 1] : 0), base);
    }
}

static void
add_period(const Stretch *work, const Period *period)
{
    const ProfileMeasure *measure = work->measure;
    g_autofree double *counts = g_new0(double, measure->within->len);
    double base = 0;
    for (guint i = 0; i < measure->within->len; i++) {
        Limit limit = g_array_index(measure->within, Limit, i);
        g_autofree char *words = limit_words(limit);
        g_autofree char *category = g_strdup_printf("within %s", words);
        count_within(work, period, limit, &counts[i], &base);
        computation_add(work->computation, measure, period->label, category, "", counts[i], base);
        if (measure->target->len)
            figures_edit(work->computation->figures, figures_length(work->computation->figures) - 1)->value =
                g_array_index(measure->target, double, i);
    }
    /* With base: due each limit has a base of its own, so bands would not add up. */
    if (measure->bands && measure->base != BASE_DUE)
        add_bands(work, period->label, counts, base);
}

void
measure_timeliness(Computation *computation, const ProfileMeasure *measure)
{
    Stretch work = {computation, measure, population_members(computation, measure->of),
                    dataset_field(computation->dataset, measure->from),
                    dataset_field(computation->dataset, measure->to)};
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    for (guint i = 0; i < periods->len; i++)
        add_period(&work, &g_array_index(periods, Period, i));
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* The point a share p of the way through sorted values, between neighbours where it falls between two (R's
 * type 7). */
static double
quantile(const GArray *sorted, double p)
{
    double place = p * (sorted->len - 1);
    guint below = (guint)floor(place), above = MIN(below + 1, sorted->len - 1);
    double low = g_array_index(sorted, int, below), high = g_array_index(sorted, int, above);
    return low + (place - below) * (high - low);
}

static void
add_duration(const Stretch *work, const Period *period)
{
    static const struct {
        const char *category;
        double share;
    } points[] = {{"lower quartile", 0.25}, {"median", 0.5}, {"upper quartile", 0.75}, {"longest", 1}};
    const Dataset *dataset = work->computation->dataset;
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < dataset->length; i++) {
        Day start = g_array_index(work->from->days, Day, i), end = g_array_index(work->to->days, Day, i);
        int length = (int)end - (int)start;
        if (work->members[i] && period_holds(period, work->computation, i) && start != DAY_NONE &&
            end != DAY_NONE)
            g_array_append_val(days, length);
    }
    g_array_sort(days, compare_days);
    for (gsize i = 0; i < G_N_ELEMENTS(points); i++)
        computation_add_value(work->computation, work->measure, period->label, points[i].category,
                              days->len ? quantile(days, points[i].share) : NAN, days->len);
}

void
measure_duration(Computation *computation, const ProfileMeasure *measure)
{
    Stretch work = {computation, measure, population_members(computation, measure->of),
                    dataset_field(computation->dataset, measure->from),
                    dataset_field(computation->dataset, measure->to)};
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    for (guint i = 0; i < periods->len; i++)
        add_duration(&work, &g_array_index(periods, Period, i));
}
