#include "analysis/failure/failure.h"
#include "analysis/measures/measure_kinds.h"
#include "analysis/reconciliation/reconciliation.h"
#include "analysis/threads/threads.h"
#include <string.h>

static void
mark_provisional(Figures *figures, const Profile *profile)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        Figure *figure = figures_edit(figures, i);
        const ProfileMeasure *measure = profile_measure(profile, figure->measure);
        int year, slot;
        if (measure && figure->status == FIGURE_PLAIN &&
            period_of_figure(figure, measure->per, profile->year_start, &year, &slot) &&
            profile_is_provisional(profile, year))
            figure->status = FIGURE_PROVISIONAL;
    }
}

/* A column of free text, mapped by mistake, has a category for each record: no table can hold that, and
 * none should. */
static bool
fits_a_table(const Dataset *dataset, const ProfileMeasure *measure, GError **error)
{
    guint64 cells = 1;
    for (guint i = 0; i < measure->by->len; i++) {
        const DatasetField *field = dataset_field(dataset, measure->by->pdata[i]);
        cells *= field->categories->len;
        if (field->categories->len > MOST_CATEGORIES) {
            g_set_error(error, FAILURE, FAILURE_USAGE,
                        "%s:%u:%u: measure %s: the field %s has %u categories, but a table can have at most "
                        "%d; is it the right column? A code list can group values",
                        measure->place.file, measure->place.line, measure->place.column, measure->id,
                        field->name, field->categories->len, MOST_CATEGORIES);
            return false;
        }
    }
    if (cells <= MOST_CELLS)
        return true;
    g_set_error(error, FAILURE, FAILURE_USAGE,
                "%s:%u:%u: measure %s: its table would have %" G_GUINT64_FORMAT
                " cells, but the limit is %d; code lists can group values",
                measure->place.file, measure->place.line, measure->place.column, measure->id, cells,
                MOST_CELLS);
    return false;
}

static bool
tables_are_bounded(const Profile *profile, const Dataset *dataset, GError **error)
{
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        if (kind_of(measure)->of_categories && !fits_a_table(dataset, measure, error))
            return false;
    }
    return true;
}

static void
count_of_kind(Computation *computation)
{
    const KindOfMeasure *kind = kind_of(computation->measure);
    bool of_whole_years = computation->measure->returned && computation->profile->year_start.quarters;
    if (kind->count && !of_whole_years)
        kind->count(computation);
}

/* Estimates and comparisons come after the figures from files have been added and all have been checked
 * against one another. */
static void
estimate_and_compare(Computation *computation)
{
    const KindOfMeasure *kind = kind_of(computation->measure);
    if (kind->estimate)
        kind->estimate(computation);
    mark_provisional(computation->figures, computation->profile);
    changes_fill(computation->figures, computation->profile);
}

typedef struct {
    GPtrArray *order; /* Computation*: the slowest first */
    void (*work)(Computation *);
} MeasureWorks;

static void
work_on_measure(guint number, void *user)
{
    const MeasureWorks *all = user;
    Computation *computation = all->order->pdata[number];
    computation_begin(computation, computation->measure);
    all->work(computation);
    computation_end(computation);
}

static void
add_figures_of(Figures *figures, const ProfileMeasure *measure, const Figures *from)
{
    for (guint i = 0; i < figures_length(from); i++)
        if (strcmp(figures_at(from, i)->measure, measure->id) == 0)
            figures_add(figures, figures_at(from, i));
    const GPtrArray *notes = figures_notes(from, measure->id);
    for (guint i = 0; notes && i < notes->len; i++)
        figures_add_note(figures, measure->id, notes->pdata[i]);
}

/* Computes the measures in parallel, each with those of its figures that already exist, and adds them all
 * in the order of the profile's measures, keeping the order within each: years from files go with their
 * measure. */
static Figures *
work_on_measures(const Computation *computation, const Figures *before, void (*work)(Computation *))
{
    const GPtrArray *measures = computation->profile->measures;
    g_autofree Computation *works = g_new0(Computation, measures->len + 1);
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    for (guint i = 0; i < measures->len; i++) {
        works[i] = *computation;
        works[i].measure = measures->pdata[i];
        works[i].figures = figures_new();
        add_figures_of(works[i].figures, works[i].measure, before);
        g_ptr_array_insert(order, kind_of(works[i].measure)->of_days ? 0 : -1, &works[i]);
    }
    MeasureWorks all = {order, work};
    threads_share(measures->len, threads_count(), work_on_measure, &all);
    Figures *figures = figures_new();
    for (guint i = 0; i < measures->len; i++) {
        add_figures_of(figures, works[i].measure, works[i].figures);
        figures_free(works[i].figures);
    }
    return figures;
}

/* A year or a population without records is more often a mistake in the profile than the truth: it is
 * reported, and the figures are 0. */
static void
report_empty(Computation *computation)
{
    const Profile *profile = computation->profile;
    g_autofree char *period = calendar_year_label(profile->year, profile->year_start);
    Day first = calendar_year_first(profile->year, profile->year_start),
        last = calendar_year_last(profile->year, profile->year_start);
    if (!profile->records->len)
        return;
    if (!computation_has_records(computation, profile->year)) {
        if (!given_has_year(computation->given, profile, profile->year))
            findings_add(computation->findings, "year-without-records", profile->path, 0, 0, "received",
                         "no record was received in %s, the year reported; its counts are 0", period);
        return;
    }
    for (guint p = 1; p < profile->populations->len; p++) {
        const ProfilePopulation *population = profile->populations->pdata[p];
        const guint8 *members = population_members(computation, population);
        bool any = false;
        for (guint i = 0; i < computation->dataset->length && !any; i++) {
            Day day = g_array_index(computation->received->days, Day, i);
            any = members[i] && day >= first && day <= last;
        }
        if (!any)
            findings_add(computation->findings, "population-empty", profile->path, population->place.line,
                         population->place.column, "", "no record of %s is in the population %s", period,
                         population->id);
    }
}

/* A year between others that is neither in the exports nor in a figures file: tables show it as not
 * available. */
static void
report_missing_years(Computation *computation)
{
    const Profile *profile = computation->profile;
    bool earlier = false;
    for (int year = profile->year - profile->years + 1; year < profile->year && profile->records->len;
         year++) {
        bool here =
            computation_has_records(computation, year) || given_has_year(computation->given, profile, year);
        g_autofree char *period = calendar_year_label(year, profile->year_start);
        if (earlier && !here)
            findings_add(computation->findings, "year-missing", profile->path, 0, 0, "received",
                         "no record was received in %s, and no figures file has it; is an export missing?",
                         period);
        earlier |= here;
    }
}

Figures *
measures_compute(const Profile *profile, const Dataset *dataset, Findings *findings, GError **error)
{
    Day as_at = profile->as_at != DAY_NONE ? profile->as_at : dataset_last_day(dataset);
    g_autoptr(GPtrArray) given =
        tables_are_bounded(profile, dataset, error) ? given_read(profile, as_at, error) : NULL;
    if (!given)
        return NULL;
    Computation computation = {.profile = profile,
                               .dataset = dataset,
                               .received = dataset_field(dataset, "received"),
                               .findings = findings,
                               .given = given,
                               .as_at = as_at};
    ComputationCache *cache = computation.cache = computation_cache_new();
    g_autofree bool *has_records = computation.has_records = computation_years_with_records(profile, dataset);
    report_empty(&computation);
    report_missing_years(&computation);
    g_autoptr(Figures) none = figures_new();
    g_autoptr(Figures) counted = work_on_measures(&computation, none, count_of_kind);
    computation.figures = counted;
    given_take(&computation);
    reconciliation_check(profile, counted, findings);
    Figures *figures = work_on_measures(&computation, counted, estimate_and_compare);
    note_beginning(profile, dataset, figures);
    computation_cache_free(cache);
    return figures;
}
