/* Supplied figures: shown as given, and compared with records: contacts for each post. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measure_kinds.h"

/* The number of the year's records for each item. */
static Figure *
put_for_each(Computation *computation, const char *year, const char *supplied)
{
    const Profile *profile = computation->profile;
    const ProfileMeasure *against = profile_measure(profile, computation->measure->against);
    ReportingYear start = profile->year_start;
    int number = 0, slot;
    period_of_year(year, start, &number, &slot);
    g_autofree char *category = g_strdup_printf("%s for each of the %s", against->of->words, supplied);
    RecordSet *counted =
        set_and(population_set(profile, against->of),
                set_days("received", calendar_year_first(number, start), calendar_year_last(number, start)));
    Figure figure = computation_figure(computation, year, category, "", ROLE_FOR_EACH, NULL, counted);
    GPtrArray *told = told_sets();
    told_add(told, counted);
    figure.tells = told;
    return computation_put_figure(computation, &figure);
}

void
supplied_set_against(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const ProfileMeasure *against =
        measure->against ? profile_measure(computation->profile, measure->against) : NULL;
    Figures *figures = computation->figures;
    bool counted = against && kind_of(against)->sizes_population;
    for (guint i = 0, length = counted ? figures_length(figures) : 0; i < length; i++) {
        Figure supplied = *figures_at(figures, i);
        const Figure *there = strcmp(supplied.measure, measure->id) == 0
                                  ? figures_find(figures, measure->against, supplied.period, "", "")
                                  : NULL;
        double number = isnan(supplied.value) ? supplied.count : supplied.value,
               count = there ? there->count : NAN;
        if (!there || (!computation->known && !(number > 0 && count >= 0)))
            continue;
        Figure *figure = put_for_each(computation, supplied.period, supplied.category);
        figure->value = count / number;
        figure->base = count;
    }
}

static const char *const keys[] = {"base-words", "says", "against", "per", NULL};
const KindOfMeasure kind_supplied = {
    .name = "supplied", .section = "other", .keys = keys, .parts_add_up = true, .from_files = true};
