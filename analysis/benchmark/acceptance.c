/* Acceptance: which of another authority's figures to accept in a comparison; each refusal is a finding. */
#include "analysis/benchmark/acceptance.h"
#include "analysis/benchmark/benchmark_parts.h"
#include <math.h>

struct Acceptance {
    const Profile *profile;
    Findings *findings;
    GHashTable *said; /* "kind\x1fpath\x1fname": what has been reported for a file */
};

/* Counts below this are hidden in a return. */
enum { LEAST_SHOWN = 5 };

Acceptance *
acceptance_new(const Profile *profile, Findings *findings)
{
    Acceptance *acceptance = g_new0(Acceptance, 1);
    acceptance->profile = profile;
    acceptance->findings = findings;
    acceptance->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return acceptance;
}

void
acceptance_free(Acceptance *acceptance)
{
    g_hash_table_unref(acceptance->said);
    g_free(acceptance);
}

static bool
is_first_of(Acceptance *acceptance, const char *kind, const char *path, const char *name)
{
    return g_hash_table_add(acceptance->said, g_strjoin("\x1f", kind, path, name, NULL));
}

bool
acceptance_is_first(Acceptance *acceptance, const char *kind, const char *path)
{
    return is_first_of(acceptance, kind, path, "");
}

char *
acceptance_period(Acceptance *acceptance, const char *path, const Figure *figure)
{
    ReportingYear start = acceptance->profile->year_start;
    int year;
    if (calendar_parse_year(figure->period, start, &year))
        return calendar_year_label(year, start);
    g_autofree char *example = calendar_year_label(acceptance->profile->year, start);
    if (is_first_of(acceptance, "period", path, figure->period))
        findings_add(acceptance->findings, "return-period", FINDING_WARNING, path, figure->line, 0, "",
                     "the period \"%s\" is not a year like %s; its figures are left out", figure->period,
                     example);
    return NULL;
}

static bool
has_category(const Figure *figure)
{
    return !*figure->part && g_strv_contains(benchmark_categories(figure->measure), figure->category);
}

bool
acceptance_allows(Acceptance *acceptance, const char *path, const Figure *figure)
{
    Findings *findings = acceptance->findings;
    if (!is_standard(figure->measure)) {
        if (is_first_of(acceptance, "measure", path, figure->measure))
            findings_add(findings, "return-measure", FINDING_NOTE, path, figure->line, 0, "",
                         "%s is not a standard measure and is left out; the standard measures are contacts, "
                         "threshold-met, harm, outcome, timeliness and one-working-day",
                         figure->measure);
        return false;
    }
    if (!has_category(figure)) {
        g_autofree char *name = g_strjoin(", ", figure->measure, figure->category, NULL),
                        *known = g_strjoinv(", ", (char **)benchmark_categories(figure->measure));
        if (is_first_of(acceptance, "category", path, name))
            findings_add(findings, "return-category", FINDING_WARNING, path, figure->line, 0, "",
                         "\"%s\" is not a category of %s and is left out%s%s", figure->category,
                         figure->measure, *known ? "; the categories are " : ", which has none", known);
        return false;
    }
    g_autofree char *impossible = figure_impossible(figure);
    if (impossible) {
        findings_add(findings, "return-impossible", FINDING_WARNING, path, figure->line, 0, "",
                     "%s %s %s%s%s: %s; it is left out", figure->authority, figure->measure, figure->period,
                     *figure->category ? ", " : "", figure->category, impossible);
        return false;
    }
    return true;
}

void
acceptance_protect(Acceptance *acceptance, const char *path, Figure *figure)
{
    bool small = figure->count > 0 && figure->count < LEAST_SHOWN;
    if (!small || figure->status == FIGURE_SUPPLIED)
        return;
    figure->count = figure->base = figure->percent = figure->lower = figure->upper = NAN;
    figure->status = FIGURE_SUPPRESSED;
    if (acceptance_is_first(acceptance, "small", path))
        findings_add(
            acceptance->findings, "return-small", FINDING_WARNING, path, figure->line, 0, "",
            "the return shows counts from 1 to %d, which are hidden here; ask for one that hides them",
            LEAST_SHOWN - 1);
}
