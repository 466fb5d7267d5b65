/* The sum of a number over the records that have it, and its average. */
#include <math.h>
#include "analysis/measures/measure_kinds.h"

static void
put(Computation *computation, const Period *period, double sum, guint base)
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
count(Computation *computation)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *members = population_members(computation, computation->measure->of);
    const double *values =
        (const double *)(void *)dataset_field(dataset, computation->measure->number)->values->data;
    g_autoptr(GArray) periods = computation_periods(computation);
    const guint16 *places = computation_places(computation, periods);
    g_autofree double *sums = g_new0(double, periods->len + 1);
    g_autofree guint *bases = g_new0(guint, periods->len + 1);
    for (guint i = 0; i < dataset->length; i++)
        if (members[i] && !isnan(values[i])) {
            sums[places[i]] += values[i];
            bases[places[i]]++;
        }
    for (guint p = 0; p < periods->len; p++)
        put(computation, &g_array_index(periods, Period, p), sums[p + 1], bases[p + 1]);
}

static const char *
lacks(const ProfileMeasure *measure)
{
    return measure->number ? NULL : "a sum needs number: a field of type number, without bands";
}

static const char *const keys[] = {"number", NULL};
const KindOfMeasure kind_sum = {.name = "sum", .keys = keys, .lacks = lacks, .count = count};
