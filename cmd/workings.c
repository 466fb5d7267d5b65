#include "cmd/workings.h"
#include "analysis/benchmark/benchmark.h"
#include "analysis/failure/failure.h"
#include "analysis/measures/measures.h"
#include "analysis/records/records.h"
#include "cmd/publications.h"
#include "render/table/quality.h"
#include "system/system.h"

/* Puts --year, unless it is NULL, in the place of the profile's year, and of its part where it names one. */
static bool
take_year(Profile *profile, const char *year, GError **error)
{
    ReportingYear years = profile->year_start;
    g_auto(GStrv) words = g_strsplit(year ? year : "", " ", 2);
    if (!year)
        return true;
    if (*words && calendar_parse_year(words[0], calendar_whole(years), &profile->year) &&
        (!words[1] || calendar_parse_part(words[1], &years))) {
        profile_set_years(profile, years);
        return true;
    }
    g_set_error(error, FAILURE, FAILURE_USAGE,
                "--year: \"%s\" is no reporting year; write it like 2023-24, or \"2023-24 Q2\" for a quarter",
                year);
    return false;
}

static bool
has_return(const Profile *profile)
{
    for (guint m = 0; m < profile->measures->len; m++)
        if (((const ProfileMeasure *)profile->measures->pdata[m])->returned)
            return true;
    return false;
}

void
workings_add_return(Workings *workings)
{
    workings->return_alone |= !has_return(workings->profile);
    profile_add_return(workings->profile);
}

bool
workings_read_profile(Workings *workings, const char *path, const char *year, bool internal, GError **error)
{
    workings->internal = internal;
    if (!(workings->profile = profile_read(path, error)))
        return false;
    workings->own_year = workings->profile->year;
    if (!take_year(workings->profile, year, error))
        return false;
    workings->suppress_below = workings->profile->suppress_below;
    /* Any council may share a return: the report is decided with it. */
    if (!has_return(workings->profile) && workings->suppress_below > 1)
        workings_add_return(workings);
    if (internal)
        workings->profile->suppress_below = 0;
    return true;
}

/* The figures that the report publishes: without those that the return alone has. */
static Figures *
without_return(const Workings *workings, const Figures *figures)
{
    Figures *reported = figures_new();
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = profile_measure(workings->profile, figure->measure);
        bool of_return = measure && measure->returned;
        if (!of_return || (!workings->return_alone && strcmp(figure->part, GATHERED) != 0))
            figures_add(reported, figure);
    }
    figures_take_notes(reported, figures);
    return reported;
}

/* A return that is protected by more than the report is made beside a report that is public, and hides what
 * that does. The report is decided as it always is, with the return's measures. */
static bool
publish_report(const Workings *workings, Publications *publications, GError **error)
{
    g_autoptr(Disclosure) report = disclosure_decide(workings->profile, workings->counted, workings->dataset,
                                                     publications_public(publications), NULL, error);
    g_autoptr(Figures) shown = report ? disclosure_apply(report, error) : NULL;
    if (!shown)
        return false;
    g_autoptr(Figures) counted = without_return(workings, workings->counted);
    publications_add(publications, without_return(workings, shown), counted);
    return true;
}

static Figures *
shown_figures(const Workings *workings, GError **error)
{
    g_autoptr(Figures) shown =
        workings->internal ? figures_copy(workings->counted) : disclosure_apply(workings->disclosure, error);
    if (!shown || workings->returned_below)
        return g_steal_pointer(&shown);
    return without_return(workings, shown);
}

/* For internal eyes nothing is hidden, but what would be is worked out. */
static bool
protect(Workings *workings, GError **error)
{
    Profile *profile = workings->profile;
    g_autoptr(Publications) publications = publications_new(profile, workings->dataset, workings->own_year);
    profile->suppress_below = workings->suppress_below;
    int below = MAX(workings->suppress_below, workings->returned_below);
    bool beside =
        workings->returned_below && workings->suppress_below > 1 && below != workings->suppress_below;
    if (!publications_before(publications, error) ||
        (beside && !publish_report(workings, publications, error)))
        return false;
    profile->suppress_below = below;
    workings->disclosure = disclosure_decide(profile, workings->counted, workings->dataset,
                                             publications_public(publications), workings->findings, error);
    if (workings->internal)
        profile->suppress_below = 0;
    if (!workings->disclosure)
        return false;
    /* A region has no records that anything could be found in. */
    findings_protect(workings->findings, profile->records->len ? profile->suppress_below : 0,
                     workings->internal);
    workings->figures = shown_figures(workings, error);
    return workings->figures != NULL;
}

/* Why a figure of a file would stand in no table: it has another sort of period than its measure. NULL where
 * it has the same. Caller frees. */
static char *
unlike_its_measure(const Profile *profile, const Figure *figure)
{
    static const char *const words[] = {
        [PER_YEAR] = "year", [PER_QUARTER] = "quarter", [PER_MONTH] = "month"};
    const ProfileMeasure *measure = profile_measure(profile, figure->measure);
    int year, slot;
    if (!figure->file || !measure || measure->kind == MEASURE_BENCHMARK ||
        (period_of_figure(figure, measure->per, profile->year_start, &year, &slot) &&
         (slot < 0 || measure->per != PER_YEAR)))
        return NULL;
    g_autofree char *example = measure->per == PER_YEAR
                                   ? calendar_year_code(profile->year, profile->year_start)
                                   : period_label(measure->per, profile->year_start, profile->year,
                                                  period_first_slot(measure->per, profile->year_start));
    return g_strdup_printf("%s is counted by %s, and %s is none; write it like %s", measure->id,
                           words[measure->per], figure->period, example);
}

/* Why a figure of a file cannot be, or would stand in no table; NULL where neither is so. Caller frees. */
static char *
what_is_wrong(const Profile *profile, const Figure *figure)
{
    char *why = unlike_its_measure(profile, figure);
    return why || !figure->file || figure_is_estimate(figure) ? why : figure_impossible(figure);
}

static bool
given_figures_fit(const Workings *workings, GError **error)
{
    for (guint i = 0; i < figures_length(workings->counted); i++) {
        const Figure *figure = figures_at(workings->counted, i);
        g_autofree char *why = what_is_wrong(workings->profile, figure);
        if (!why)
            continue;
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u: %s; put it right, or take the row out",
                    figure->file, figure->line, why);
        return false;
    }
    return true;
}

/* A measure may have been counted otherwise a year ago; that it protects nothing now is to be said. */
static bool
tell_of_previous_release(const Workings *workings, GError **error)
{
    const char *path = workings->profile->disclosure.previous_release;
    g_autoptr(Figures) figures = path ? figures_read(path, workings->profile->year_start, error) : NULL;
    for (guint i = 0; figures && i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        g_autofree char *why = period_is_of_other_years(workings->profile, figure)
                                   ? NULL
                                   : unlike_its_measure(workings->profile, figure);
        if (why)
            findings_add(workings->findings, "figure-period", FINDING_WARNING, path, figure->line, 0, "",
                         "%s; what was published of it is not taken into account", why);
    }
    if (figures)
        period_say_other_years(workings->profile, figures, workings->findings);
    return figures || !path;
}

static bool
count(Workings *workings, Stages *stages, GError **error)
{
    Profile *profile = workings->profile;
    workings->findings = findings_new();
    workings->dataset = records_read(profile, workings->findings, stages_going, stages, error);
    if (!workings->dataset)
        return false;
    measures_break_at_beginning(profile, workings->dataset);
    stages_done(stages, "records");
    workings->counted = measures_compute(profile, workings->dataset, workings->findings, error);
    if (workings->counted)
        benchmark_gather(profile, workings->counted);
    bool done =
        workings->counted && given_figures_fit(workings, error) && tell_of_previous_release(workings, error);
    stages_done(stages, "measures");
    return done;
}

bool
workings_compute(Workings *workings, Stages *stages, GError **error)
{
    if (!count(workings, stages, error))
        return false;
    const Profile *profile = workings->profile;
    /* What disclosure frees are its own programmes, which are many and large. */
    system_overwrite_memory(false);
    bool decided = protect(workings, error);
    system_overwrite_memory(true);
    if (!decided)
        return false;
    stages_done(stages, "disclosure");
    if (!benchmark_compare(profile, workings->figures, workings->findings, error))
        return false;
    if (!(workings->exhibits = exhibits_new(profile, workings->figures, error)))
        return false;
    workings->exhibits->quality = table_of_findings(profile, workings->dataset, workings->findings);
    workings->exhibits->quality_in_brief = findings_in_brief(profile, workings->dataset, workings->findings);
    stages_done(stages, "tables");
    return true;
}

void
workings_clear(Workings *workings)
{
    g_clear_pointer(&workings->exhibits, exhibits_free);
    g_clear_pointer(&workings->disclosure, disclosure_free);
    g_clear_pointer(&workings->figures, figures_free);
    g_clear_pointer(&workings->counted, figures_free);
    g_clear_pointer(&workings->dataset, dataset_free);
    g_clear_pointer(&workings->findings, findings_free);
    g_clear_pointer(&workings->profile, profile_free);
}
