/* What the figures of a file count: they are looked up among all that their measure may have. */
#include <string.h>
#include "analysis/measures/measure_kinds.h"

/* A period that figures of a measure stand in: once as a month, and once as a year, where it may be either.
 */
static void
add_period(GArray *periods, const Profile *profile, MeasurePer per, int year, int slot)
{
    Period period = period_of_slot(profile, per, year, slot);
    guint place = 0;
    for (guint i = 0; i < periods->len; i++) {
        const Period *other = &g_array_index(periods, Period, i);
        if (other->first == period.first && other->last == period.last) {
            period_clear(&period);
            return;
        }
        place += other->first < period.first;
    }
    g_array_insert_val(periods, place, period);
}

/* The periods of a measure's figures, oldest first; the years apart from its months or quarters. */
static GArray *
periods_of(const Computation *computation, bool years)
{
    const ProfileMeasure *measure = computation->measure;
    const Profile *profile = computation->profile;
    GArray *periods = g_array_new(FALSE, FALSE, sizeof(Period));
    g_array_set_clear_func(periods, period_clear);
    for (guint i = 0; i < figures_length(computation->figures); i++) {
        const Figure *figure = figures_at(computation->figures, i);
        int year, slot;
        if (strcmp(figure->measure, measure->id) != 0 || !figure_is_own(computation->figures, figure))
            continue;
        bool found = years || measure->per != PER_MONTH
                         ? period_of_year(figure->period, profile->year_start, &year, &slot)
                         : period_of_month(figure->period, profile->year_start, &year, &slot);
        if (found && years == (slot < 0))
            add_period(periods, profile, measure->per, year, slot);
    }
    return periods;
}

/* Categories, of a cross-table's columns too, that the code lists do not have but the file does. */
static void
take_names(const Computation *computation, bool parts)
{
    const ProfileMeasure *measure = computation->measure;
    for (guint i = 0; i < figures_length(computation->figures); i++) {
        const Figure *figure = figures_at(computation->figures, i);
        if (strcmp(figure->measure, measure->id) != 0)
            continue;
        DatasetField *field = (DatasetField *)dataset_field(computation->dataset, measure->by->pdata[0]),
                     *columns = measure->by->len < 2 ? NULL
                                                     : (DatasetField *)dataset_field(computation->dataset,
                                                                                     measure->by->pdata[1]);
        if (*figure->category && dataset_category(field, figure->category) < 0)
            dataset_append_category(field, figure->category);
        if (columns && *figure->part && dataset_category(columns, figure->part) < 0)
            dataset_append_category(columns, figure->part);
        if (parts && !columns && *figure->part && !computation->known[i])
            dataset_add_part(field, dataset_category(field, figure->category), figure->part);
    }
}

static void
list_all(Computation *computation, const GArray *periods)
{
    for (guint i = 0; i < periods->len && kind_of(computation->measure)->list; i++)
        kind_of(computation->measure)->list(computation, &g_array_index(periods, Period, i));
}

static void
know_measure(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const KindOfMeasure *kind = kind_of(measure);
    g_autoptr(GArray) years = periods_of(computation, true);
    g_autoptr(GArray) slots = measure->per == PER_YEAR ? NULL : periods_of(computation, false);
    if (kind->by_fields)
        take_names(computation, false);
    for (int again = 0; again < (kind->by_fields ? 2 : 1); again++) {
        if (slots)
            list_all(computation, slots);
        list_all(computation, years);
        if (!again && kind->list_estimates)
            kind->list_estimates(computation, slots ? slots : years);
        /* What is no estimate either is a part that only the file has. */
        if (!again && kind->by_fields)
            take_names(computation, true);
    }
}

void
figures_make_known(const Profile *profile, Day as_at, Figures *figures)
{
    g_autoptr(Dataset) none = dataset_new(profile);
    Computation computation = {.profile = profile, .dataset = none, .figures = figures, .as_at = as_at};
    g_autofree guint8 *known = computation.known = g_malloc0(figures_length(figures) + 1);
    for (guint i = 0; i < figures_length(figures); i++)
        if (strcmp(figures_at(figures, i)->authority, profile->authority_name) == 0)
            figures_set_own(figures, profile->authority_name);
    for (guint i = 0; i < profile->measures->len; i++) {
        computation.measure = profile->measures->pdata[i];
        know_measure(&computation);
    }
    for (guint i = 0; i < figures_length(figures); i++)
        if (!known[i] && figure_is_own(figures, figures_at(figures, i)))
            figures_edit(figures, i)->role = ROLE_SUPPLIED;
}

void
measures_know(const Profile *profile, Figures *figures)
{
    const char *said = figures_said(figures, "as at");
    Day as_at = said ? calendar_parse_iso(said) : DAY_NONE;
    figures_make_known(profile,
                       as_at != DAY_NONE            ? as_at
                       : profile->as_at != DAY_NONE ? profile->as_at
                                                    : calendar_year_last(profile->year, profile->year_start),
                       figures);
}
