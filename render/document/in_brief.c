/* In brief: what stands in one sentence for a whole table. */
#include "render/document/template.h"
#include <math.h>
#include <string.h>

/* Whether there is a number of this authority's for the year: a share alone, kept from an old report, fills
 * no table. */
static bool
has_figures(const Exhibits *exhibits, const char *period)
{
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        const ProfileMeasure *measure = profile_measure(exhibits->profile, figure->measure);
        if (measure && !measure->returned && !measure->compared && !isnan(figure->count) &&
            figure_is_own(exhibits->figures, figure) && strcmp(figure->period, period) == 0)
            return true;
    }
    return false;
}

char *
years_in_brief(const Exhibits *exhibits)
{
    enum { ASKED = 5 };
    g_autoptr(GPtrArray) there = g_ptr_array_new_with_free_func(g_free),
                         missing = g_ptr_array_new_with_free_func(g_free);
    for (int before = ASKED - 1; before >= 0; before--) {
        char *period = period_of_report(exhibits, before);
        g_ptr_array_add(has_figures(exhibits, period) ? there : missing, period);
    }
    g_autofree char *known = profile_listed(there, " and "), *unknown = profile_listed(missing, " and ");
    return missing->len ? g_strdup_printf("There are figures of %s, and none here of %s.", known, unknown)
                        : g_strdup_printf("There are figures of %s.", known);
}
