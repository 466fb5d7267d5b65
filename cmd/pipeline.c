#include "cmd/pipeline.h"
#include "analysis/benchmark/benchmark.h"
#include "analysis/failure/failure.h"
#include "analysis/measures/measures.h"
#include "analysis/records/records.h"
#include "cmd/publications.h"
#include "render/table/quality.h"
#include "system/system.h"

/* Replaces the profile's year with --year, unless that is NULL, and its part if --year names one. */
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
    g_set_error(
        error, FAILURE, FAILURE_USAGE,
        "--year: \"%s\" is not a reporting year; write it like 2023-24, or \"2023-24 Q2\" for a quarter",
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

/* Counts the measures of the return too, if the report does not. */
static void
add_return(Pipeline *pipeline)
{
    pipeline->return_alone |= !has_return(pipeline->profile);
    profile_add_return(pipeline->profile);
}

void
pipeline_make_return(Pipeline *pipeline, int below)
{
    add_return(pipeline);
    pipeline->returned_below = below;
    pipeline->profile->suppress_below = MAX(pipeline->profile->suppress_below, below);
}

bool
pipeline_read_profile(Pipeline *pipeline, const char *path, const char *year, bool internal, GError **error)
{
    pipeline->internal = internal;
    if (!(pipeline->profile = profile_read(path, error)))
        return false;
    pipeline->own_year = pipeline->profile->year;
    if (!take_year(pipeline->profile, year, error))
        return false;
    pipeline->reported_below = pipeline->profile->suppress_below;
    /* Any council may share a return, so the report is decided together with it. */
    if (!has_return(pipeline->profile) && pipeline->reported_below > 1)
        add_return(pipeline);
    if (internal)
        pipeline->profile->suppress_below = 0;
    return true;
}

/* The figures that the report publishes, without those only in the return. */
static Figures *
without_return(const Pipeline *pipeline, const Figures *figures)
{
    Figures *reported = figures_new();
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = profile_measure(pipeline->profile, figure->measure);
        bool of_return = measure && measure->returned;
        if (!of_return || (!pipeline->return_alone && strcmp(figure->part, GATHERED) != 0))
            figures_add(reported, figure);
    }
    figures_take_notes(reported, figures);
    return reported;
}

/* A return that is protected more strictly than the report is made beside a published report, and hides
 * whatever the report hides. The report is decided as always, with the return's measures. */
static bool
publish_report(const Pipeline *pipeline, Publications *publications, GError **error)
{
    g_autoptr(Disclosure) report =
        disclosure_decide(pipeline->profile, pipeline->reported_below, pipeline->counted, pipeline->dataset,
                          publications_public(publications), NULL, error);
    g_autoptr(Figures) shown = report ? disclosure_apply(report, error) : NULL;
    if (!shown)
        return false;
    g_autoptr(Figures) counted = without_return(pipeline, pipeline->counted);
    publications_add(publications, without_return(pipeline, shown), counted);
    return true;
}

static Figures *
shown_figures(const Pipeline *pipeline, GError **error)
{
    g_autoptr(Figures) shown =
        pipeline->internal ? figures_copy(pipeline->counted) : disclosure_apply(pipeline->disclosure, error);
    if (!shown || pipeline->returned_below)
        return g_steal_pointer(&shown);
    return without_return(pipeline, shown);
}

/* For internal use nothing is hidden, but what would be is worked out. */
static bool
protect(Pipeline *pipeline, GError **error)
{
    Profile *profile = pipeline->profile; /* publications set it to other years and back */
    int reported = pipeline->reported_below, below = MAX(reported, pipeline->returned_below);
    g_autoptr(Publications) publications =
        publications_new(profile, pipeline->dataset, pipeline->own_year, reported);
    bool beside = pipeline->returned_below && reported > 1 && below != reported;
    if (!publications_before(publications, error) ||
        (beside && !publish_report(pipeline, publications, error)))
        return false;
    pipeline->disclosure = disclosure_decide(profile, below, pipeline->counted, pipeline->dataset,
                                             publications_public(publications), pipeline->findings, error);
    if (!pipeline->disclosure)
        return false;
    /* A region has no records to find anything in. */
    findings_protect(pipeline->findings, profile->records->len ? profile->suppress_below : 0,
                     pipeline->internal);
    pipeline->figures = shown_figures(pipeline, error);
    return pipeline->figures != NULL;
}

/* Why a figure from a file would be in no table: its period is of a different kind from its measure's.
 * NULL if it is of the same kind. Caller frees. */
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
    return g_strdup_printf("%s is counted by %s, and %s is not one; write it like %s", measure->id,
                           words[measure->per], figure->period, example);
}

/* Why a figure from a file is impossible, or would be in no table; NULL if neither. Caller frees. */
static char *
what_is_wrong(const Profile *profile, const Figure *figure)
{
    char *why = unlike_its_measure(profile, figure);
    return why || !figure->file || figure_is_estimate(figure) ? why : figure_impossible(figure);
}

static bool
given_figures_fit(const Pipeline *pipeline, GError **error)
{
    for (guint i = 0; i < figures_length(pipeline->counted); i++) {
        const Figure *figure = figures_at(pipeline->counted, i);
        g_autofree char *why = what_is_wrong(pipeline->profile, figure);
        if (!why)
            continue;
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u: %s; correct it, or delete the row", figure->file,
                    figure->line, why);
        return false;
    }
    return true;
}

/* A measure may have counted differently a year ago; then its old figures protect nothing now, and that is
 * reported. */
static bool
tell_of_previous_release(const Pipeline *pipeline, GError **error)
{
    const char *path = pipeline->profile->disclosure.previous_release;
    g_autoptr(Figures) figures = path ? figures_read(path, pipeline->profile->year_start, error) : NULL;
    /* The sum of a year's months is of a year, as only its role says. */
    if (figures)
        measures_know(pipeline->profile, figures);
    for (guint i = 0; figures && i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        g_autofree char *why = period_is_of_other_years(pipeline->profile, figure)
                                   ? NULL
                                   : unlike_its_measure(pipeline->profile, figure);
        if (why)
            findings_add(pipeline->findings, "figure-period", path, figure->line, 0, "",
                         "%s; what was published for it is not taken into account", why);
    }
    if (figures)
        period_say_other_years(pipeline->profile, figures, pipeline->findings);
    return figures || !path;
}

static bool
count(Pipeline *pipeline, Stages *stages, GError **error)
{
    Profile *profile = pipeline->profile;
    pipeline->findings = findings_new();
    pipeline->dataset = records_read(profile, pipeline->findings, stages_going, stages, error);
    if (!pipeline->dataset)
        return false;
    measures_break_at_beginning(profile, pipeline->dataset);
    stages_done(stages, "records");
    pipeline->counted = publications_count(profile, pipeline->dataset, pipeline->findings, error);
    bool done =
        pipeline->counted && given_figures_fit(pipeline, error) && tell_of_previous_release(pipeline, error);
    stages_done(stages, "measures");
    return done;
}

bool
pipeline_compute(Pipeline *pipeline, Stages *stages, GError **error)
{
    if (!count(pipeline, stages, error))
        return false;
    const Profile *profile = pipeline->profile;
    /* The memory that disclosure frees holds its linear programmes, which are many and large. */
    system_overwrite_memory(false);
    bool decided = protect(pipeline, error);
    system_overwrite_memory(true);
    if (!decided)
        return false;
    stages_done(stages, "disclosure");
    if (!benchmark_compare(profile, pipeline->figures, pipeline->findings, error))
        return false;
    if (!(pipeline->exhibits = exhibits_new(profile, pipeline->figures, error)))
        return false;
    pipeline->exhibits->quality = table_of_findings(profile, pipeline->dataset, pipeline->findings);
    pipeline->exhibits->quality_in_brief = findings_in_brief(profile, pipeline->dataset, pipeline->findings);
    pipeline->exhibits->doubt = findings_doubt(profile, pipeline->findings);
    stages_done(stages, "tables");
    return true;
}

void
pipeline_clear(Pipeline *pipeline)
{
    g_clear_pointer(&pipeline->exhibits, exhibits_free);
    g_clear_pointer(&pipeline->disclosure, disclosure_free);
    g_clear_pointer(&pipeline->figures, figures_free);
    g_clear_pointer(&pipeline->counted, figures_free);
    g_clear_pointer(&pipeline->dataset, dataset_free);
    g_clear_pointer(&pipeline->findings, findings_free);
    g_clear_pointer(&pipeline->profile, profile_free);
}
