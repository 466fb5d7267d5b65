#include <string.h>
#include "analysis/measures/measure_kinds.h"

/* One byte a record, 1 where the identifier stands in a record received earlier (of one day, in one that
 * comes before it in the export). */
static guint8 *
repeats(const Computation *computation, const DatasetField *identifiers)
{
    guint length = computation->dataset->length, most = 0;
    const guint32 *numbers = (const guint32 *)(void *)identifiers->numbers->data;
    const Day *received = (const Day *)(void *)computation->received->days->data;
    for (guint i = 0; i < length; i++)
        most = MAX(most, numbers[i]);
    g_autofree guint *first = g_new0(guint, (gsize)most + 1); /* the earliest record of a number, + 1 */
    for (guint i = 0; i < length; i++) {
        guint known = first[numbers[i]];
        if (!known || received[i] < received[known - 1])
            first[numbers[i]] = i + 1;
    }
    guint8 *repeated = g_malloc0(length + 1);
    for (guint i = 0; i < length; i++)
        repeated[i] = numbers[i] && first[numbers[i]] != i + 1;
    return repeated;
}

/* How many of the base are counted, and how many of it still may be. */
typedef struct {
    guint count, base, pending;
} Shared;

static void
share_within(Day start, Day end, Day as_at, LimitDays *limit, Shared *shared)
{
    if (start == DAY_NONE)
        return;
    Day last = limit_days_last(limit, start);
    shared->count += end != DAY_NONE && end <= last;
    shared->pending += end == DAY_NONE && as_at < last;
}

static void
put_share(Computation *computation, const Period *period, const Shared *shared)
{
    const ProfileMeasure *measure = computation->measure;
    RecordSet *base = set_and(measured_set(computation, period), old_enough_set(computation));
    RecordSet *counted =
        measure->in
            ? set_and(population_set(computation->profile, measure->in), settled_set(computation, period))
        : measure->repeat ? set_repeats(measure->repeat)
                          : set_within(measure->from, measure->to, g_array_index(measure->within, Limit, 0));
    Figure *figure = computation_put(computation, period->label, "", "", ROLE_COUNT,
                                     set_and(record_set_ref(base), counted), base);
    figure_fill_count(figure, shared->count, shared->base)->pending = shared->pending;
}

static void
count(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const Dataset *dataset = computation->dataset;
    const guint8 *of = population_members(computation, measure->of);
    g_autofree guint8 *repeated =
        measure->repeat ? repeats(computation, dataset_field(dataset, measure->repeat)) : NULL;
    const guint8 *in = measure->in ? population_members(computation, measure->in) : repeated;
    const DatasetField *from = in ? NULL : dataset_field(dataset, measure->from),
                       *to = in ? NULL : dataset_field(dataset, measure->to);
    g_autoptr(GArray) periods = computation_periods(computation);
    const guint16 *places = computation_places(computation, periods);
    g_autofree guint8 *judgements = computation_judgements(computation);
    g_autoptr(LimitDays) limit = in ? NULL : limit_days_new(g_array_index(measure->within, Limit, 0));
    g_autofree Shared *all = g_new0(Shared, periods->len + 1);
    for (guint i = 0; i < dataset->length; i++) {
        Judgement judgement = judgements ? judgements[i] : KNOWN;
        if (!of[i] || judgement == TOO_RECENT)
            continue;
        Shared *shared = &all[places[i]];
        shared->base++;
        if (in)
            shared->count += in[i] && judgement == KNOWN;
        else
            share_within(g_array_index(from->days, Day, i), g_array_index(to->days, Day, i),
                         computation->as_at, limit, shared);
    }
    for (guint p = 0; p < periods->len; p++)
        put_share(computation, &g_array_index(periods, Period, p), &all[p + 1]);
}

static bool
allows(G_GNUC_UNUSED const Profile *profile, const ProfileMeasure *measure, const char *key)
{
    return strcmp(key, "follow-up") != 0 || measure->in;
}

static const char *
lacks(const ProfileMeasure *measure)
{
    return !measure->in && !measure->repeat && measure->within->len != 1
               ? "a share needs in: a population, within: one limit, or repeat: an identifier"
               : NULL;
}

static const char *const keys[] = {"in", "within", "from", "to", "repeat", "follow-up", "per", NULL};
const KindOfMeasure kind_share = {.name = "share",
                                  .keys = keys,
                                  .allows = allows,
                                  .lacks = lacks,
                                  .is_share = true,
                                  .count = count,
                                  .estimate = estimate_since};
