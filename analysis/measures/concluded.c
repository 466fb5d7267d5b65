/* The substantiation rate without the ongoing cases, beside the one with them. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measure_kinds.h"

static void
add_share(Computation *computation, const ProfileMeasure *measure, const Figure *figure, const Figure *all,
          const Figure *ongoing)
{
    bool known = figure->counts && all->counts && ongoing->counts;
    Figure concluded = computation_figure(
        computation, measure, figure->period, figure->category, OF_CONCLUDED, ROLE_CONCLUDED,
        known ? record_set_ref(figure->counts) : NULL,
        known ? set_without(record_set_ref(all->counts), record_set_ref(ongoing->counts)) : NULL);
    concluded.count = figure->count;
    concluded.base = all->count - ongoing->count;
    measures_take_limits(&concluded);
    if (concluded.base <= 0)
        concluded.status = FIGURE_NOT_APPLICABLE;
    computation_put_beside(computation, &concluded);
}

static void
add_concluded(Computation *computation, const ProfileMeasure *measure)
{
    Figures *figures = computation->figures;
    const ProfileField *field = profile_field(computation->profile, measure->by->pdata[0]);
    if (!field->ongoing_category || field->separator)
        return;
    for (guint i = 0, length = figures_length(figures); i < length; i++) {
        Figure figure = *figures_at(figures, i);
        if (strcmp(figure.measure, measure->id) || *figure.part ||
            !profile_same_name(figure.category, "Substantiated"))
            continue;
        const Figure *all = figures_find(figures, measure->id, figure.period, "", ""),
                     *ongoing =
                         figures_find(figures, measure->id, figure.period, field->ongoing_category, "");
        if (all && ongoing && !isnan(figure.count + all->count + ongoing->count))
            add_share(computation, measure, &figure, all, ongoing);
    }
}

/* Beside a breakdown by year: each category against the first year, and the substantiation rate. */
void
estimate_breakdown(Computation *computation, const ProfileMeasure *measure)
{
    if (measure->by->len != 1 || measure->per != PER_YEAR)
        return;
    estimate_since(computation, measure);
    add_concluded(computation, measure);
}
