/* How long closed records took: quartiles and the longest. */
#include <math.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/statistics/statistics.h"

/* The durations of closed records, in days, the shortest first, for each period. A record closed before it
 * was received was closed at once. */
static GPtrArray *
sorted_lengths(const Computation *computation)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *members = computation->members;
    const guint16 *places = computation->places;
    const Day *from = computation->from, *to = computation->to;
    guint records = dataset->length, periods = computation->periods->len;
    int longest = 0;
    for (guint i = 0; i < records; i++)
        if (places[i] && members[i] && from[i] != DAY_NONE && to[i] != DAY_NONE)
            longest = MAX(longest, (int)(to[i] - from[i]));
    guint different = (guint)longest + 1;
    g_autofree guint *counts = g_new0(guint, (gsize)(periods + 1) * different);
    for (guint i = 0; i < records; i++)
        if (places[i] && members[i] && from[i] != DAY_NONE && to[i] != DAY_NONE)
            counts[(gsize)places[i] * different + (guint)MAX((int)(to[i] - from[i]), 0)]++;
    GPtrArray *lengths = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint p = 1; p <= periods; p++) {
        GArray *sorted = g_array_new(FALSE, FALSE, sizeof(double));
        for (guint k = 0; k < different; k++)
            for (guint count = counts[(gsize)p * different + k]; count; count--) {
                double length = k;
                g_array_append_val(sorted, length);
            }
        g_ptr_array_add(lengths, sorted);
    }
    return lengths;
}

static const struct {
    const char *category;
    FigureRole role;
    double share;
} points[] = {{"lower quartile", ROLE_LOWER_QUARTILE, 0.25},
              {MEDIAN_LENGTH, ROLE_MEDIAN, 0.5},
              {"upper quartile", ROLE_UPPER_QUARTILE, 0.75},
              {LONGEST_LENGTH, ROLE_LONGEST, 1}};

static void
duration_count(Computation *computation)
{
    g_autoptr(GPtrArray) lengths = sorted_lengths(computation);
    for (guint p = 0; p < computation->periods->len; p++) {
        const GArray *sorted = lengths->pdata[p];
        const Period *period = computation_period(computation, p);
        for (gsize i = 0; i < G_N_ELEMENTS(points); i++) {
            double length =
                statistics_quantile((const double *)(void *)sorted->data, sorted->len, points[i].share);
            figure_fill_value(computation_put(computation, period->label, points[i].category, "",
                                              points[i].role, NULL, ended_set(computation, period)),
                              length, sorted->len);
        }
    }
}

static void
duration_estimate(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    if (measure->per != PER_YEAR)
        return;
    g_autoptr(Followed) of_periods = followed_new(computation);
    for (guint p = 0; p < computation->periods->len; p++)
        add_median(computation, computation_period(computation, p), ESTIMATED, &of_periods[p]);
}

static const char *const keys[] = {"from", "to", "per", NULL};
const KindOfMeasure kind_duration = {.name = "duration",
                                     .section = "timeliness",
                                     .keys = keys,
                                     .of_days = true,
                                     .count = duration_count,
                                     .estimate = duration_estimate};
