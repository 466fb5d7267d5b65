#include "cmd/publications.h"
#include "analysis/benchmark/benchmark.h"
#include "analysis/measures/measures.h"

struct Publications {
    Profile *profile;
    const Dataset *dataset;
    int own_year, below;
    GArray *public;  /* of PublicRelease */
    GPtrArray *kept; /* Figures*: those of `public` */
};

Figures *
publications_count(const Profile *profile, const Dataset *dataset, Findings *findings, GError **error)
{
    Figures *counted = measures_compute(profile, dataset, findings, error);
    if (counted)
        benchmark_gather(profile, counted);
    return counted;
}

Publications *
publications_new(Profile *profile, const Dataset *dataset, int own_year, int below)
{
    Publications *publications = g_new0(Publications, 1);
    publications->profile = profile;
    publications->dataset = dataset;
    publications->own_year = own_year;
    publications->below = below;
    publications->public = g_array_new(FALSE, FALSE, sizeof(PublicRelease));
    publications->kept = g_ptr_array_new_with_free_func((GDestroyNotify)figures_free);
    return publications;
}

void
publications_free(Publications *publications)
{
    if (!publications)
        return;
    g_array_unref(publications->public);
    g_ptr_array_unref(publications->kept);
    g_free(publications);
}

const GArray *
publications_public(const Publications *publications)
{
    return publications->public;
}

void
publications_add(Publications *publications, Figures *shown, const Figures *counted)
{
    PublicRelease release = {shown, figures_copy(counted)};
    g_ptr_array_add(publications->kept, (gpointer)release.counted);
    if (shown)
        g_ptr_array_add(publications->kept, shown);
    g_array_append_val(publications->public, release);
}

static bool
decide_year(Publications *publications, int year, GError **error)
{
    publications->profile->year = year;
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Figures) counted =
        publications_count(publications->profile, publications->dataset, findings, error);
    g_autoptr(Disclosure) disclosure =
        counted ? disclosure_decide(publications->profile, publications->below, counted,
                                    publications->dataset, publications->public, NULL, error)
                : NULL;
    Figures *shown = disclosure ? disclosure_apply(disclosure, error) : NULL;
    if (shown)
        publications_add(publications, shown, counted);
    return shown != NULL;
}

static bool
has_records(const Publications *publications, int year)
{
    const GArray *years = publications->dataset->years;
    for (guint i = 0; i < years->len; i++)
        if (g_array_index(years, gint16, i) == year)
            return true;
    return false;
}

static int
furthest_year(const Publications *publications, int direction)
{
    int year = publications->own_year;
    while (has_records(publications, year + direction))
        year += direction;
    return year;
}

/* Those of whole years: the profile's own, then back to `first` and on to `last`. */
static bool
decide_years(Publications *publications, int first, int last, GError **error)
{
    int own = publications->own_year;
    bool done = decide_year(publications, own, error);
    for (int year = own - 1; year >= first && done; year--)
        done = decide_year(publications, year, error);
    for (int year = own + 1; year <= last && done; year++)
        done = decide_year(publications, year, error);
    return done;
}

/* Readers of the year and of all its quarters so far can work out what they leave of the year. */
static bool
guard_what_is_left(Publications *publications, int year, ReportingYear quarter, GError **error)
{
    enum { QUARTERS = 4 };
    int next = quarter.first_quarter + 1;
    /* What one quarter alone leaves is guarded as any rest. */
    if (quarter.quarters != 1 || next < 2 || next >= QUARTERS)
        return true;
    publications->profile->year = year;
    profile_set_years(publications->profile, (ReportingYear){quarter.start_month, next, QUARTERS - next});
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Figures) counted =
        publications_count(publications->profile, publications->dataset, findings, error);
    if (counted)
        publications_add(publications, NULL, counted);
    return counted != NULL;
}

/* The packs published in a year before one of its parts: the quarters before it if it is a quarter,
 * otherwise those that start with it and end sooner. */
static bool
decide_parts(Publications *publications, int year, ReportingYear wanted, GError **error)
{
    bool single = wanted.quarters == 1;
    int before = single ? wanted.first_quarter : wanted.quarters - 1;
    for (int i = 0; i < before; i++) {
        ReportingYear part = {wanted.start_month, single ? i : wanted.first_quarter, single ? 1 : i + 1};
        if (!guard_what_is_left(publications, year, part, error))
            return false;
        profile_set_years(publications->profile, part);
        if (!decide_year(publications, year, error))
            return false;
    }
    return guard_what_is_left(publications, year, wanted, error);
}

/* Reports of whole years know nothing of quarterly packs, which all come later. */
static bool
decide_all_before(Publications *publications, int wanted, ReportingYear years, GError **error)
{
    int own = publications->own_year, back = furthest_year(publications, -1);
    profile_set_years(publications->profile, calendar_whole(years));
    if (years.quarters)
        return decide_years(publications, back, furthest_year(publications, 1), error) &&
               decide_parts(publications, wanted, years, error);
    return wanted == own || decide_years(publications, wanted < own ? wanted + 1 : back, wanted - 1, error);
}

bool
publications_before(Publications *publications, GError **error)
{
    Profile *profile = publications->profile;
    int wanted = profile->year;
    ReportingYear years = profile->year_start;
    bool done = publications->below <= 1 || decide_all_before(publications, wanted, years, error);
    profile->year = wanted;
    profile_set_years(profile, years);
    return done;
}
