#include "analysis/measures/measure_kinds.h"

static bool
done_in_time(const DatasetField *from, const DatasetField *to, guint record, Limit limit)
{
    Day start = g_array_index(from->days, Day, record), end = g_array_index(to->days, Day, record);
    return start != DAY_NONE && end != DAY_NONE && end <= limit_last_day(limit, start);
}

void
measure_share(Computation *computation, const ProfileMeasure *measure)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *of = population_members(computation, measure->of);
    const guint8 *in = measure->in ? population_members(computation, measure->in) : NULL;
    const DatasetField *from = in ? NULL : dataset_field(dataset, measure->from);
    const DatasetField *to = in ? NULL : dataset_field(dataset, measure->to);
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    for (guint p = 0; p < periods->len; p++) {
        const Period *period = &g_array_index(periods, Period, p);
        double count = 0, base = 0;
        for (guint i = 0; i < dataset->length; i++)
            if (of[i] && period_holds(period, computation, i)) {
                base++;
                count += in ? in[i] : done_in_time(from, to, i, g_array_index(measure->within, Limit, 0));
            }
        computation_add(computation, measure, period->label, "", "", count, base);
    }
}
