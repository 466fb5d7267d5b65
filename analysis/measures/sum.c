/* The sum of a number over the records that have it, and its average. */
#include <math.h>
#include "analysis/measures/measure_kinds.h"

static void
put_sum(Computation *computation, const Period *period, double sum, guint base)
{
    static const struct {
        const char *category;
        FigureRole role;
    } figures[] = {{"", ROLE_SUM}, {AVERAGE, ROLE_AVERAGE}};
    for (gsize i = 0; i < G_N_ELEMENTS(figures); i++) {
        RecordSet *of = set_and(measured_set(computation, period), set_known(computation->measure->number));
        Figure *figure =
            computation_put(computation, period->label, figures[i].category, "", figures[i].role, NULL, of);
        figure_fill_value(figure, figures[i].role == ROLE_SUM ? sum : base ? sum / base : NAN, base);
    }
}

static void
sum_count(Computation *computation)
{
    const Dataset *dataset = computation->dataset;
    const double *values =
        (const double *)(void *)dataset_field(dataset, computation->measure->number)->values->data;
    guint periods = computation->periods->len;
    g_autofree double *sums = g_new0(double, periods + 1);
    g_autofree guint *bases = g_new0(guint, periods + 1);
    for (guint i = 0; i < dataset->length; i++)
        if (computation->members[i] && !isnan(values[i])) {
            sums[computation->places[i]] += values[i];
            bases[computation->places[i]]++;
        }
    for (guint p = 0; p < periods; p++)
        put_sum(computation, computation_period(computation, p), sums[p + 1], bases[p + 1]);
}

static const char *
sum_lacks(const ProfileMeasure *measure)
{
    return measure->number ? NULL : "a sum needs number: a field of type number, without bands";
}

static const char *const keys[] = {"number", NULL};
const KindOfMeasure kind_sum = {.name = "sum", .keys = keys, .lacks = sum_lacks, .count = sum_count};
