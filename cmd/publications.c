#include "cmd/publications.h"
#include "analysis/measures/measures.h"

struct Publications {
    Profile *profile;
    const Dataset *dataset;
    int own_year;
    GArray *public;  /* of PublicRelease */
    GPtrArray *kept; /* Figures*: those of `public` */
};

Publications *
publications_new(Profile *profile, const Dataset *dataset, int own_year)
{
    Publications *publications = g_new0(Publications, 1);
    publications->profile = profile;
    publications->dataset = dataset;
    publications->own_year = own_year;
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

bool
publications_add(Publications *publications, const Disclosure *disclosure, const Figures *counted,
                 GError **error)
{
    PublicRelease release = {disclosure_apply(disclosure, error), figures_copy(counted)};
    g_ptr_array_add(publications->kept, (gpointer)release.counted);
    if (!release.shown)
        return false;
    g_ptr_array_add(publications->kept, (gpointer)release.shown);
    g_array_append_val(publications->public, release);
    return true;
}

static bool
decide_year(Publications *publications, int year, GError **error)
{
    publications->profile->year = year;
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Figures) counted =
        measures_compute(publications->profile, publications->dataset, findings, error);
    g_autoptr(Disclosure) disclosure =
        counted ? disclosure_decide(publications->profile, counted, publications->dataset,
                                    publications->public, NULL, error)
                : NULL;
    return disclosure && publications_add(publications, disclosure, counted, error);
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

bool
publications_before(Publications *publications, GError **error)
{
    int wanted = publications->profile->year, own = publications->own_year;
    bool done =
        publications->profile->suppress_below <= 1 || wanted == own || decide_year(publications, own, error);
    if (publications->profile->suppress_below > 1 && wanted != own) {
        int last = wanted < own ? wanted + 1 : furthest_year(publications, -1);
        for (int year = own - 1; year >= last && done; year--)
            done = decide_year(publications, year, error);
        for (int year = own + 1; year < wanted && done; year++)
            done = decide_year(publications, year, error);
    }
    publications->profile->year = wanted;
    return done;
}
