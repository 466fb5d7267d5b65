/* Rates: records in each category of a field for every 10,000 people in it. */
#include <math.h>
#include "analysis/measures/table_rows.h"
#include "analysis/measures/measure_kinds.h"
#include "analysis/statistics/statistics.h"

/* The number of records of each period, from index 1, in each category, and last in any category with
 * people; a cell may hold several. */
static guint *
count_with_people(const Computation *computation, const DatasetField *by)
{
    guint width = by->categories->len;
    guint *counts = g_new0(guint, (gsize)(computation->periods->len + 1) * width);
    for (guint i = 0; i < computation->dataset->length; i++) {
        guint length;
        const DatasetCode *codes = dataset_codes(by, i, &length);
        for (guint c = 0; computation->members[i] && c < length; c++)
            counts[(gsize)computation->places[i] * width + (guint)codes[c].category] +=
                !dataset_repeats_category(codes, c);
    }
    return counts;
}

/* The exact limits of the count, as rates. Without people there is no rate. */
static void
rate_fill(Figure *figure, guint count, double people)
{
    figure_fill_count(figure, count, NAN);
    figure->lower = people > 0 ? figure->lower / people * RATE_OF : NAN;
    figure->upper = people > 0 ? figure->upper / people * RATE_OF : NAN;
    figure->value = people > 0 ? count / people * RATE_OF : NAN;
}

static void
put_period(Computation *computation, const Period *period, const DatasetField *by, const guint *counts)
{
    const ProfileMeasure *measure = computation->measure;
    for (guint c = 0; c < by->categories->len; c++) {
        const char *name = g_array_index(by->categories, DatasetCategory, c).name;
        double people = profile_people(measure, name, period->year);
        if (table_is_rare(by, c) && !counts[c] && !computation->known)
            continue;
        RecordSet *set = set_and(measured_set(computation, period), set_category(by->name, name));
        rate_fill(computation_put(computation, period->label, name, "", ROLE_COUNT, set, NULL), counts[c],
                  people);
        if (!(people > 0) && !table_is_rare(by, c) && !computation->known)
            findings_add(computation->findings, "population-missing", measure->place.file,
                         measure->place.line, measure->place.column, by->name,
                         "%s: no number of people for %s, so no rate", name, period->label);
    }
}

static void
rate_count(Computation *computation)
{
    const DatasetField *by = dataset_field(computation->dataset, computation->measure->by->pdata[0]);
    g_autofree guint *counts = count_with_people(computation, by);
    for (guint p = 0; p < computation->periods->len; p++)
        put_period(computation, computation_period(computation, p), by,
                   counts + (gsize)(p + 1) * by->categories->len);
}

static const char *
rate_lacks(const ProfileMeasure *measure)
{
    return measure->by->len != 1 || !measure->people
               ? "a rate needs by: one field, and people: a list of how many there are in each category"
               : NULL;
}

static const char *const keys[] = {"by", "people", NULL};
const KindOfMeasure kind_rate = {.name = "rate",
                                 .keys = keys,
                                 .lacks = rate_lacks,
                                 .of_categories = true,
                                 .is_table = true,
                                 .count = rate_count};
