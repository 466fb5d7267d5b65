/* The number of different adults, children or settings, distinguished by an identifier. */
#include <math.h>
#include "analysis/measures/measure_kinds.h"

/* For each period, from index 1, the number of identifiers among its records of the population. */
static guint *
count_different(Computation *computation, const GArray *periods)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *members = population_members(computation, computation->measure->of);
    const guint16 *places = computation_places(computation, periods);
    const guint32 *numbers =
        (const guint32 *)(void *)dataset_field(dataset, computation->measure->distinct)->numbers->data;
    guint most = 0;
    for (guint i = 0; i < dataset->length; i++)
        most = MAX(most, numbers[i]);
    g_autofree guint8 *met = g_malloc0((gsize)(periods->len + 1) * (most + 1));
    guint *counts = g_new0(guint, periods->len + 1);
    for (guint i = 0; i < dataset->length; i++) {
        guint8 *here = &met[(gsize)places[i] * (most + 1) + numbers[i]];
        counts[places[i]] += members[i] && numbers[i] && !*here;
        *here |= members[i];
    }
    return counts;
}

static void
count(Computation *computation)
{
    const char *field = computation->measure->distinct;
    g_autoptr(GArray) periods = computation_periods(computation);
    g_autofree guint *counts = count_different(computation, periods);
    for (guint p = 0; p < periods->len; p++) {
        const Period *period = &g_array_index(periods, Period, p);
        RecordSet *all = measured_set(computation, period),
                  *first = set_and(record_set_ref(all), set_first(field, record_set_ref(all)));
        record_set_unref(all);
        figure_fill_count(computation_put(computation, period->label, "", "", ROLE_COUNT, first, NULL),
                          counts[p + 1], NAN);
    }
}

static const char *
lacks(const ProfileMeasure *measure)
{
    return measure->around->len || measure->rebase->len ? "a count with distinct cannot have around or rebase"
                                                        : NULL;
}

static const char *const keys[] = {"distinct", NULL};
const KindOfMeasure kind_distinct = {
    .name = "count", .keys = keys, .different = true, .lacks = lacks, .count = count};
