#include "analysis/measures/measure_kinds.h"

static bool
done_in_time(const DatasetField *from, const DatasetField *to, guint record, Limit limit)
{
    Day start = g_array_index(from->days, Day, record), end = g_array_index(to->days, Day, record);
    return start != DAY_NONE && end != DAY_NONE && end <= limit_last_day(limit, start);
}

static bool
may_be_done(const DatasetField *from, const DatasetField *to, guint record, Limit limit, Day as_at)
{
    Day start = g_array_index(from->days, Day, record), end = g_array_index(to->days, Day, record);
    return start != DAY_NONE && end == DAY_NONE && as_at < limit_last_day(limit, start);
}

/* One byte a record, 1 where the identifier stands in a record received earlier (of one day, in one that
 * comes before it in the export). */
static guint8 *
repeats(const Computation *computation, const DatasetField *identifiers)
{
    guint length = computation->dataset->length;
    guint8 *repeated = g_malloc0(length + 1);
    g_autoptr(GHashTable) first = g_hash_table_new(NULL, NULL); /* number -> the earliest record + 1 */
    for (int pass = 0; pass < 2; pass++)
        for (guint i = 0; i < length; i++) {
            gpointer number = GUINT_TO_POINTER(g_array_index(identifiers->numbers, guint32, i));
            guint known = GPOINTER_TO_UINT(g_hash_table_lookup(first, number));
            Day day = g_array_index(computation->received->days, Day, i);
            if (pass)
                repeated[i] = number && known != i + 1;
            else if (!known || day < g_array_index(computation->received->days, Day, known - 1))
                g_hash_table_insert(first, number, GUINT_TO_POINTER(i + 1));
        }
    return repeated;
}

void
measure_share(Computation *computation, const ProfileMeasure *measure)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *of = population_members(computation, measure->of);
    g_autofree guint8 *repeated =
        measure->repeat ? repeats(computation, dataset_field(dataset, measure->repeat)) : NULL;
    const guint8 *in = measure->in ? population_members(computation, measure->in) : repeated;
    const DatasetField *from = in ? NULL : dataset_field(dataset, measure->from);
    const DatasetField *to = in ? NULL : dataset_field(dataset, measure->to);
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    for (guint p = 0; p < periods->len; p++) {
        const Period *period = &g_array_index(periods, Period, p);
        double count = 0, base = 0, pending = 0;
        for (guint i = 0; i < dataset->length; i++) {
            Judgement judgement = of[i] && period_holds(period, computation, i)
                                      ? judgement_of(computation, measure, i)
                                      : TOO_RECENT;
            if (judgement == TOO_RECENT)
                continue;
            base++;
            if (in) {
                count += in[i] && judgement == KNOWN;
                continue;
            }
            Limit limit = g_array_index(measure->within, Limit, 0);
            count += done_in_time(from, to, i, limit);
            pending += may_be_done(from, to, i, limit, computation->as_at);
        }
        computation_add(computation, measure, period->label, "", "", count, base);
        figures_edit(computation->figures, figures_length(computation->figures) - 1)->pending = pending;
    }
}
