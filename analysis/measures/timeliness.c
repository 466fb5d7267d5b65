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
count_within(const Stretch *work, int year, Limit limit, double *count, double *base)
{
    const Dataset *dataset = work->computation->dataset;
    *count = *base = 0;
    for (guint i = 0; i < dataset->length; i++) {
        if (!work->members[i] || g_array_index(dataset->years, gint16, i) != year)
            continue;
        Day start = g_array_index(work->from->days, Day, i), end = g_array_index(work->to->days, Day, i);
        Day last = start == DAY_NONE ? DAY_NONE : limit_last_day(limit, start);
        if (!in_base(work, start, end, last))
            continue;
        (*base)++;
        *count += start != DAY_NONE && end != DAY_NONE && end <= last;
    }
}

static void
add_bands(const Stretch *work, const char *period, const double *counts, double base)
{
    const GArray *within = work->measure->within;
    double before = 0;
    g_autofree char *edge = NULL;
    for (guint i = 0; i < within->len; i++) {
        g_autofree char *words = limit_words(g_array_index(within, Limit, i));
        g_autofree char *category =
            edge ? g_strdup_printf("over %s to %s", edge, words) : g_strdup_printf("up to %s", words);
        computation_add(work->computation, work->measure, period, category, "", counts[i] - before, base);
        before = counts[i];
        g_free(edge);
        edge = g_steal_pointer(&words);
    }
    g_autofree char *rest = g_strdup_printf("over %s or open", edge);
    computation_add(work->computation, work->measure, period, rest, "", base - before, base);
}

static void
add_year(const Stretch *work, int year)
{
    const ProfileMeasure *measure = work->measure;
    g_autofree char *period = calendar_year_label(year, work->computation->profile->year_start);
    g_autofree double *counts = g_new0(double, measure->within->len);
    double base = 0;
    for (guint i = 0; i < measure->within->len; i++) {
        Limit limit = g_array_index(measure->within, Limit, i);
        g_autofree char *words = limit_words(limit);
        g_autofree char *category = g_strdup_printf("within %s", words);
        count_within(work, year, limit, &counts[i], &base);
        computation_add(work->computation, measure, period, category, "", counts[i], base);
        if (measure->target->len)
            figures_edit(work->computation->figures, figures_length(work->computation->figures) - 1)->value =
                g_array_index(measure->target, double, i);
    }
    /* With base: due each limit has a base of its own, so bands would not add up. */
    if (measure->bands && measure->base != BASE_DUE)
        add_bands(work, period, counts, base);
}

void
measure_timeliness(Computation *computation, const ProfileMeasure *measure)
{
    Stretch work = {computation, measure, population_members(computation, measure->of),
                    dataset_field(computation->dataset, measure->from),
                    dataset_field(computation->dataset, measure->to)};
    g_autoptr(GArray) years = computation_years(computation);
    for (guint y = 0; y < years->len; y++)
        add_year(&work, g_array_index(years, int, y));
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
add_duration(const Stretch *work, int year)
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
        if (work->members[i] && g_array_index(dataset->years, gint16, i) == year && start != DAY_NONE &&
            end != DAY_NONE)
            g_array_append_val(days, length);
    }
    g_array_sort(days, compare_days);
    g_autofree char *period = calendar_year_label(year, work->computation->profile->year_start);
    for (gsize i = 0; i < G_N_ELEMENTS(points); i++) {
        Figure figure = FIGURE_BLANK;
        figure.authority = work->computation->profile->authority_name;
        figure.measure = work->measure->id;
        figure.period = period;
        figure.category = points[i].category;
        figure.base = days->len;
        if (days->len)
            figure.value = quantile(days, points[i].share);
        else
            figure.status = FIGURE_NOT_APPLICABLE;
        figures_add(work->computation->figures, &figure);
    }
}

void
measure_duration(Computation *computation, const ProfileMeasure *measure)
{
    Stretch work = {computation, measure, population_members(computation, measure->of),
                    dataset_field(computation->dataset, measure->from),
                    dataset_field(computation->dataset, measure->to)};
    g_autoptr(GArray) years = computation_years(computation);
    for (guint y = 0; y < years->len; y++)
        add_duration(&work, g_array_index(years, int, y));
}
