/* What is supplied by hand: shown as it is given, and records set against it: contacts for each post. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measure_kinds.h"

/* How many of the records of a year there are for each. */
static Figure *
put_for_each(Computation *computation, const ProfileMeasure *measure, const char *year, const char *supplied)
{
    const Profile *profile = computation->profile;
    const ProfileMeasure *against = profile_measure(profile, measure->against);
    int number = 0, slot;
    period_of_year(year, profile->year_start, &number, &slot);
    Period period = period_of_slot(profile, PER_YEAR, number, -1);
    g_autofree char *category = g_strdup_printf("%s for each of the %s", against->of->words, supplied);
    Figure figure = computation_figure(computation, measure, year, category, "", ROLE_FOR_EACH, NULL,
                                       measured_set(computation, against, &period));
    GPtrArray *told = told_sets();
    figure.tells = told;
    told_add(told, figure.of);
    period_clear(&period);
    return computation_put_beside(computation, &figure);
}

void
supplied_set_against(Computation *computation, const ProfileMeasure *measure)
{
    Figures *figures = computation->figures;
    for (guint i = 0, length = measure->against ? figures_length(figures) : 0; i < length; i++) {
        Figure supplied = *figures_at(figures, i);
        const Figure *there = strcmp(supplied.measure, measure->id) == 0
                                  ? figures_find(figures, measure->against, supplied.period, "", "")
                                  : NULL;
        double number = isnan(supplied.value) ? supplied.count : supplied.value,
               count = there ? there->count : NAN;
        if (!there || (!computation->known && !(number > 0 && count >= 0)))
            continue;
        Figure *figure = put_for_each(computation, measure, supplied.period, supplied.category);
        figure->value = count / number;
        figure->base = count;
    }
}

static void
list_against(Computation *computation, const ProfileMeasure *measure, G_GNUC_UNUSED const GArray *periods)
{
    supplied_set_against(computation, measure);
}

const MeasureWay measure_supplied = {NULL, list_against, NULL, NULL, false};
