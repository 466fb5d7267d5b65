/* The number of different adults, children or settings, distinguished by an identifier. */
#include <math.h>
#include "analysis/measures/measure_kinds.h"

/* For each period, from index 1, the number of identifiers among its records of the population. */
static guint *
count_different(const Computation *computation)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *members = computation->members;
    const guint16 *places = computation->places;
    guint periods = computation->periods->len;
    const guint32 *numbers =
        (const guint32 *)(void *)dataset_field(dataset, computation->measure->distinct)->numbers->data;
    guint most = 0;
    for (guint i = 0; i < dataset->length; i++)
        most = MAX(most, numbers[i]);
    g_autofree guint8 *met = g_malloc0((gsize)(periods + 1) * (most + 1));
    guint *counts = g_new0(guint, periods + 1);
    for (guint i = 0; i < dataset->length; i++) {
        guint8 *here = &met[(gsize)places[i] * (most + 1) + numbers[i]];
        counts[places[i]] += members[i] && numbers[i] && !*here;
        *here |= members[i];
    }
    return counts;
}

static void
distinct_count(Computation *computation)
{
    const char *field = computation->measure->distinct;
    g_autofree guint *counts = count_different(computation);
    for (guint p = 0; p < computation->periods->len; p++) {
        const Period *period = computation_period(computation, p);
        RecordSet *all = measured_set(computation, period),
                  *first = set_and(record_set_ref(all), set_first(field, record_set_ref(all)));
        record_set_unref(all);
        figure_fill_count(computation_put(computation, period->label, "", "", ROLE_COUNT, first, NULL),
                          counts[p + 1], NAN);
    }
}

static const char *
distinct_lacks(const ProfileMeasure *measure)
{
    return measure->around->len || measure->rebase->len ? "a count with distinct cannot have around or rebase"
                                                        : NULL;
}

static const char *const keys[] = {"distinct", NULL};
const KindOfMeasure kind_distinct = {
    .name = "count", .keys = keys, .different = true, .lacks = distinct_lacks, .count = distinct_count};
