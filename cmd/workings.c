#include "cmd/workings.h"
#include "analysis/benchmark/benchmark.h"
#include "analysis/failure/failure.h"
#include "analysis/measures/measures.h"
#include "analysis/records/records.h"
#include "render/table/quality.h"

/* Puts --year, unless it is NULL, in the place of the profile's year. */
static bool
take_year(Profile *profile, const char *year, GError **error)
{
    if (!year || calendar_parse_year(year, profile->year_start, &profile->year))
        return true;
    g_set_error(error, FAILURE, FAILURE_USAGE, "--year: \"%s\" is no reporting year; write it like 2023-24",
                year);
    return false;
}

bool
workings_read_profile(Workings *workings, const char *path, const char *year, bool internal, GError **error)
{
    workings->internal = internal;
    if (!(workings->profile = profile_read(path, error)))
        return false;
    if (!take_year(workings->profile, year, error))
        return false;
    workings->suppress_below = workings->profile->suppress_below;
    if (internal)
        workings->profile->suppress_below = 0;
    return true;
}

/* The figures that the report publishes. */
static Figures *
figures_of_report(const Workings *workings)
{
    Figures *reported = figures_new();
    for (guint i = 0; i < figures_length(workings->figures); i++) {
        const Figure *figure = figures_at(workings->figures, i);
        const ProfileMeasure *measure = profile_measure(workings->profile, figure->measure);
        if (!workings->return_alone || !measure || !measure->returned)
            figures_add(reported, figure);
    }
    return reported;
}

/* The report and the return of a council are both public, so the return hides what the report does; which it
 * would not of itself, having other figures to lose. */
static Disclosure *
decide_return(Workings *workings, GError **error)
{
    Profile *profile = workings->profile;
    g_autoptr(Figures) reported = figures_of_report(workings);
    g_autoptr(Disclosure) report =
        disclosure_decide(profile, reported, workings->dataset->length, NULL, error);
    if (!report || !disclosure_apply(report, reported, error))
        return NULL;
    profile->suppress_below = MAX(workings->suppress_below, workings->returned_below);
    return disclosure_decide_beside(profile, workings->figures, workings->dataset->length, report,
                                    workings->findings, error);
}

/* For internal eyes nothing is hidden, but what would be is worked out. */
static bool
protect(Workings *workings, GError **error)
{
    Profile *profile = workings->profile;
    profile->suppress_below = workings->suppress_below;
    workings->disclosure = workings->returned_below
                               ? decide_return(workings, error)
                               : disclosure_decide(profile, workings->figures, workings->dataset->length,
                                                   workings->findings, error);
    if (workings->internal)
        profile->suppress_below = 0;
    if (!workings->disclosure)
        return false;
    /* A region has no records that anything could be found in. */
    findings_protect(workings->findings, profile->records->len ? profile->suppress_below : 0,
                     workings->internal);
    return workings->internal || disclosure_apply(workings->disclosure, workings->figures, error);
}

static bool
count(Workings *workings, Stages *stages, GError **error)
{
    const Profile *profile = workings->profile;
    workings->findings = findings_new();
    workings->dataset = records_read(profile, workings->findings, stages_going, stages, error);
    if (!workings->dataset)
        return false;
    stages_done(stages, "records");
    workings->figures = workings->counted =
        measures_compute(profile, workings->dataset, workings->findings, error);
    if (!workings->figures)
        return false;
    stages_done(stages, "measures");
    return true;
}

bool
workings_compute(Workings *workings, Stages *stages, GError **error)
{
    if (!count(workings, stages, error))
        return false;
    const Profile *profile = workings->profile;
    if (!protect(workings, error))
        return false;
    stages_done(stages, "disclosure");
    /* What was decided is about the figures where they stand, so others join a copy of them. */
    if (profile->benchmark)
        workings->figures = figures_copy(workings->counted);
    if (!benchmark_compare(profile, workings->figures, workings->findings, error))
        return false;
    if (!(workings->exhibits = exhibits_new(profile, workings->figures, error)))
        return false;
    workings->exhibits->quality = table_of_findings(profile, workings->dataset, workings->findings);
    stages_done(stages, "tables");
    return true;
}

void
workings_clear(Workings *workings)
{
    g_clear_pointer(&workings->exhibits, exhibits_free);
    g_clear_pointer(&workings->disclosure, disclosure_free);
    if (workings->figures != workings->counted)
        g_clear_pointer(&workings->figures, figures_free);
    workings->figures = NULL;
    g_clear_pointer(&workings->counted, figures_free);
    g_clear_pointer(&workings->dataset, dataset_free);
    g_clear_pointer(&workings->findings, findings_free);
    g_clear_pointer(&workings->profile, profile_free);
}
