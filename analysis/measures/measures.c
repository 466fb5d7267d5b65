#include "analysis/failure/failure.h"
#include "analysis/measures/measure_kinds.h"
#include "analysis/measures/method.h"
#include "analysis/reconciliation/reconciliation.h"
#include "analysis/statistics/statistics.h"
#include "analysis/threads/threads.h"
#include <math.h>
#include <string.h>

static const int last_year = 9999;

static bool *
years_with_records(const Dataset *dataset)
{
    bool *years = g_new0(bool, last_year + 1);
    for (guint i = 0; i < dataset->length; i++)
        years[g_array_index(dataset->years, gint16, i)] = true;
    return years;
}

bool
computation_has_records(const Computation *computation, int year)
{
    return year >= 0 && year <= last_year && computation->has_records[year];
}

GArray *
computation_years(const Computation *computation)
{
    const Profile *profile = computation->profile;
    GArray *years = g_array_new(FALSE, FALSE, sizeof(int));
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++)
        if (year == profile->year || computation_has_records(computation, year))
            g_array_append_val(years, year);
    return years;
}

Figure
computation_figure(const Computation *computation, const ProfileMeasure *measure, const char *period,
                   const char *category, const char *part, FigureRole role, RecordSet *counts, RecordSet *of)
{
    Figure figure = FIGURE_BLANK;
    figure.authority = computation->profile->authority_name;
    figure.measure = measure->id;
    figure.period = period;
    figure.category = category;
    figure.part = part;
    figure.role = role;
    figure.counts = counts;
    figure.of = of;
    return figure;
}

Figure *
computation_put(Computation *computation, Figure *figure)
{
    figures_add(computation->figures, figure);
    record_set_unref((RecordSet *)figure->counts);
    record_set_unref((RecordSet *)figure->of);
    if (figure->tells)
        g_ptr_array_unref((GPtrArray *)figure->tells);
    figure->counts = figure->of = NULL;
    figure->tells = NULL;
    return (Figure *)figures_find(computation->figures, figure->measure, figure->period, figure->category,
                                  figure->part);
}

Figure *
computation_put_beside(Computation *computation, Figure *figure)
{
    g_autofree char *beside = NULL;
    const char *label = *figure->part ? figure->part : figure->category,
               **place = *figure->part ? &figure->part : &figure->category;
    const Figure *there;
    for (int i = 2; (there = figures_find(computation->figures, figure->measure, figure->period,
                                          figure->category, figure->part)) &&
                    there->role != figure->role;
         i++) {
        g_free(beside);
        *place = beside = g_strdup_printf("%s (%d)", label, i);
    }
    return computation_put(computation, figure);
}

void
measures_take_limits(Figure *figure)
{
    if (isnan(figure->count))
        return;
    figure_take_percent(figure);
    bool of_count = isnan(figure->base);
    Interval limits = {NAN, NAN};
    if (of_count)
        limits = statistics_poisson(figure->count, HEADLINE_LEVEL);
    else if (figure->base > 0 && figure->count <= figure->base) /* a count of others can exceed it */
        limits = statistics_wilson(figure->count, figure->base, HEADLINE_LEVEL);
    figure->lower = of_count ? limits.lower : 100 * limits.lower;
    figure->upper = of_count ? limits.upper : 100 * limits.upper;
}

Figure *
computation_add(Computation *computation, Figure *figure, double count, double base)
{
    figure->count = count;
    figure->base = base;
    measures_take_limits(figure);
    if (base <= 0)
        figure->status = FIGURE_NOT_APPLICABLE;
    return computation_put(computation, figure);
}

void
computation_add_value(Computation *computation, Figure *figure, double value, double base)
{
    figure->value = value;
    figure->base = base;
    figure->status = isnan(value) ? FIGURE_NOT_APPLICABLE : FIGURE_PLAIN;
    computation_put(computation, figure);
}

static const guint most_categories = 400, most_cells = 10000; /* of a table */

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

/* A column of free text, mapped by mistake, has a category for each record: no table holds that, and none
 * should. */
static bool
fits_a_table(const Dataset *dataset, const ProfileMeasure *measure, GError **error)
{
    guint64 cells = 1;
    for (guint i = 0; i < measure->by->len; i++) {
        const DatasetField *field = dataset_field(dataset, measure->by->pdata[i]);
        cells *= field->categories->len;
        if (field->categories->len > most_categories) {
            g_set_error(error, FAILURE, FAILURE_USAGE,
                        "%s:%u:%u: measure %s: the field %s has %u categories, and a table holds %u at most; "
                        "is it the right column? A code list puts values together",
                        measure->place.file, measure->place.line, measure->place.column, measure->id,
                        field->name, field->categories->len, most_categories);
            return false;
        }
    }
    if (cells <= most_cells)
        return true;
    g_set_error(error, FAILURE, FAILURE_USAGE,
                "%s:%u:%u: measure %s: its table would have %" G_GUINT64_FORMAT
                " cells, and holds %u at most; code lists put values together",
                measure->place.file, measure->place.line, measure->place.column, measure->id, cells,
                most_cells);
    return false;
}

static bool
tables_are_bounded(const Profile *profile, const Dataset *dataset, GError **error)
{
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        if (measure->kind == MEASURE_BREAKDOWN && !fits_a_table(dataset, measure, error))
            return false;
    }
    return true;
}

/* What the records tell; a kind without has its figures from files, or from what is estimated. */
static void
compute(Computation *computation, const ProfileMeasure *measure)
{
    switch (measure->kind) {
    case MEASURE_COUNT:
        measure_count(computation, measure);
        break;
    case MEASURE_BREAKDOWN:
        measure_breakdown(computation, measure);
        break;
    case MEASURE_SHARE:
        measure_share(computation, measure);
        break;
    case MEASURE_TIMELINESS:
        measure_timeliness(computation, measure);
        break;
    case MEASURE_DURATION:
        measure_duration(computation, measure);
        break;
    case MEASURE_CASELOAD:
        measure_caseload(computation, measure);
        break;
    case MEASURE_CURVE:
    case MEASURE_SUPPLIED:
    case MEASURE_BENCHMARK:
        break;
    }
}

static void
estimate(Computation *computation, const ProfileMeasure *measure)
{
    switch (measure->kind) {
    case MEASURE_COUNT:
        estimate_series(computation, measure);
        break;
    case MEASURE_BREAKDOWN:
        estimate_breakdown(computation, measure);
        break;
    case MEASURE_SHARE:
        estimate_since(computation, measure);
        break;
    case MEASURE_TIMELINESS:
        estimate_timeliness(computation, measure);
        break;
    case MEASURE_DURATION:
        estimate_duration(computation, measure);
        break;
    case MEASURE_CURVE:
        estimate_curve(computation, measure);
        break;
    case MEASURE_CASELOAD:
    case MEASURE_SUPPLIED:
    case MEASURE_BENCHMARK:
        break;
    }
}

/* What is estimated, and compared, comes once the figures of files have joined and all have been held against
 * one another. */
static void
estimate_and_compare(Computation *computation, const ProfileMeasure *measure)
{
    estimate(computation, measure);
    mark_provisional(computation->figures, computation->profile);
    changes_fill(computation->figures, computation->profile);
}

/* What looks at the days of each record takes several times as long as what counts. */
static bool
takes_long(const ProfileMeasure *measure)
{
    return measure->kind == MEASURE_TIMELINESS || measure->kind == MEASURE_DURATION ||
           measure->kind == MEASURE_CURVE || measure->kind == MEASURE_CASELOAD;
}

/* The work on one measure, with figures of its own. */
typedef struct {
    Computation computation;
    const ProfileMeasure *measure;
} MeasureWork;

typedef struct {
    GPtrArray *order; /* MeasureWork*: what takes longest first */
    void (*work)(Computation *, const ProfileMeasure *);
} MeasureWorks;

static void
work_on_measure(guint number, void *user)
{
    const MeasureWorks *all = user;
    MeasureWork *one = all->order->pdata[number];
    all->work(&one->computation, one->measure);
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

/* Works on the measures side by side, each with the figures of its own that are there; all of them, in the
 * order of the profile's measures, keeping the order within each: files' years join their measure. */
static Figures *
work_on_measures(const Computation *computation, const Figures *before,
                 void (*work)(Computation *, const ProfileMeasure *))
{
    const GPtrArray *measures = computation->profile->measures;
    g_autofree MeasureWork *works = g_new0(MeasureWork, measures->len + 1);
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    for (guint i = 0; i < measures->len; i++) {
        works[i] = (MeasureWork){*computation, measures->pdata[i]};
        works[i].computation.figures = figures_new();
        add_figures_of(works[i].computation.figures, works[i].measure, before);
        g_ptr_array_insert(order, takes_long(works[i].measure) ? 0 : -1, &works[i]);
    }
    MeasureWorks all = {order, work};
    threads_share(measures->len, threads_count(), work_on_measure, &all);
    Figures *figures = figures_new();
    for (guint i = 0; i < measures->len; i++) {
        add_figures_of(figures, works[i].measure, works[i].computation.figures);
        figures_free(works[i].computation.figures);
    }
    return figures;
}

/* A year that nobody is in, or a population that nobody meets, is more often a slip in the profile than the
 * truth: it is said, and the figures stand as nought. */
static void
report_empty(Computation *computation)
{
    const Profile *profile = computation->profile;
    g_autofree char *period = calendar_year_label(profile->year, profile->year_start);
    if (!profile->records->len)
        return;
    if (!computation_has_records(computation, profile->year)) {
        if (!given_has_year(computation->given, profile, profile->year))
            findings_add(computation->findings, "year-without-records", FINDING_WARNING, profile->path, 0, 0,
                         "received", "no record was received in %s, the year reported; its counts are 0",
                         period);
        return;
    }
    for (guint p = 1; p < profile->populations->len; p++) {
        const ProfilePopulation *population = profile->populations->pdata[p];
        const guint8 *members = population_members(computation, population);
        bool any = false;
        for (guint i = 0; i < computation->dataset->length && !any; i++)
            any = members[i] && g_array_index(computation->dataset->years, gint16, i) == profile->year;
        if (!any)
            findings_add(computation->findings, "population-empty", FINDING_WARNING, profile->path,
                         population->place.line, population->place.column, "",
                         "no record of %s is in the population %s", period, population->id);
    }
}

Figures *
measures_compute(const Profile *profile, const Dataset *dataset, Findings *findings, GError **error)
{
    g_autoptr(GPtrArray) given =
        tables_are_bounded(profile, dataset, error) ? given_read(profile, error) : NULL;
    if (!given)
        return NULL;
    Computation computation = {.profile = profile,
                               .dataset = dataset,
                               .received = dataset_field(dataset, "received"),
                               .findings = findings,
                               .given = given};
    ComputationCache *cache = computation.cache = computation_cache_new();
    g_autofree bool *has_records = computation.has_records = years_with_records(dataset);
    computation.as_at = profile->as_at != DAY_NONE ? profile->as_at : dataset_last_day(dataset);
    report_empty(&computation);
    g_autoptr(Figures) none = figures_new();
    g_autoptr(Figures) counted = work_on_measures(&computation, none, compute);
    given_take(given, counted, profile, findings);
    reconciliation_check(profile, counted, findings);
    Figures *figures = work_on_measures(&computation, counted, estimate_and_compare);
    computation_cache_free(cache);
    return figures;
}
