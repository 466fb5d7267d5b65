/* The basis of a figure that does not count records: the figures that it is worked out from, as references
 * that can be explained in turn, or how long each record was followed. */
#include "analysis/benchmark/benchmark.h"
#include "analysis/measures/measures.h"
#include "render/listing/listing_parts.h"
#include "render/wording/change.h"
#include <math.h>
#include <string.h>

typedef struct {
    const Exhibits *exhibits;
    const ProfileMeasure *measure;
    const Figure *figure;
    GPtrArray *on; /* char*, a line each: a reference, or words instead */
} Rests;

static void
rest_on(Rests *rests, const Figure *figure)
{
    if (figure && figure_is_own(rests->exhibits->figures, figure))
        g_ptr_array_add(rests->on, reference_of_figure(rests->exhibits, figure, NULL));
    else if (figure)
        g_ptr_array_add(rests->on,
                        g_strdup_printf("%s of %s, %s", figure->measure, figure->authority, figure->period));
}

static void
rest_on_place(Rests *rests, const char *measure, const char *period, const char *category)
{
    rest_on(rests, figures_find(rests->exhibits->figures, measure, period, category, ""));
}

/* A Kaplan-Meier estimate rests on times, and stands beside a simple figure. */
static void
rest_on_time(Rests *rests)
{
    const Profile *profile = rests->exhibits->profile;
    const ProfileMeasure *measure = rests->measure;
    g_autofree char *end =
        profile->as_at == DAY_NONE ? g_strdup("the records end") : calendar_long(profile->as_at);
    g_ptr_array_add(rests->on, g_strdup_printf("each record's time from %s to %s, of what is open until %s",
                                               measure->from, measure->to, end));
    if (*rests->figure->part)
        rest_on_place(rests, measure->id, rests->figure->period, rests->figure->category);
}

/* The counts of every year since the one that the part names. */
static void
rest_on_years(Rests *rests)
{
    ReportingYear years = rests->exhibits->profile->year_start;
    int first, last;
    g_autofree char *since = change_since_year(rests->figure);
    if (!calendar_parse_year(since, years, &first) ||
        !calendar_parse_year(rests->figure->period, years, &last))
        return;
    for (int year = first; year <= last; year++) {
        g_autofree char *period = calendar_year_label(year, years);
        rest_on_place(rests, rests->measure->id, period, "");
    }
}

static bool
same_number(double one, double other)
{
    return one == other || (isnan(one) && isnan(other));
}

/* Whether it comes from a control chart or run chart. */
static bool
is_of_series(const Figure *figure)
{
    return figure_is_rule(figure) || (figure->role >= ROLE_CONTROL_LIMITS && figure->role <= ROLE_CROSSINGS);
}

/* The first and last month or quarter of the stretch with these limits or this median. */
static void
rest_on_stretch(Rests *rests)
{
    const Figures *figures = rests->exhibits->figures;
    const Figure *own = rests->figure, *first = NULL, *last = NULL,
                 *here = table_figure(figures, rests->measure, own->period, ROLE_CONTROL_LIMITS);
    if (!here)
        here = table_figure(figures, rests->measure, own->period, ROLE_RUN_MEDIAN);
    for (guint i = 0; here && i < figures_length(figures); i++) {
        const Figure *point = figures_at(figures, i);
        if (point->role != here->role || strcmp(point->measure, here->measure) ||
            !same_number(point->value, here->value) || !same_number(point->upper, here->upper))
            continue;
        first = first && strcmp(first->period, point->period) < 0 ? first : point;
        last = last && strcmp(last->period, point->period) > 0 ? last : point;
    }
    if (first)
        g_ptr_array_add(rests->on, g_strdup_printf("the counts of %s from %s to %s", own->measure,
                                                   first->period, last->period));
}

/* The figures of all authorities in the comparison. */
static void
rest_on_places(Rests *rests)
{
    const Figures *figures = rests->exhibits->figures;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (strcmp(figure->measure, rests->measure->id) == 0 && benchmark_is_place(figure) &&
            strcmp(figure->period, rests->figure->period) == 0 && !*figure->category)
            rest_on(rests, figure);
    }
}

/* A share of what is concluded rests on the category, the total and what is ongoing. */
static void
rest_on_concluded(Rests *rests)
{
    const ProfileField *field = profile_field(rests->exhibits->profile, rests->measure->by->pdata[0]);
    const char *const categories[] = {rests->figure->category, "", field->ongoing_category};
    for (gsize i = 0; i < G_N_ELEMENTS(categories); i++)
        rest_on_place(rests, rests->measure->id, rests->figure->period, categories[i]);
}

GPtrArray *
listing_rests_on(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    Rests rests = {exhibits, measure, figure, g_ptr_array_new_with_free_func(g_free)};
    if (figure->role == ROLE_FOLLOWED || figure->role == ROLE_STILL_OPEN || figure->role == ROLE_ESTIMATE ||
        figure->role == ROLE_ESTIMATED_MEDIAN)
        rest_on_time(&rests);
    else if (figure->role == ROLE_YEARLY_CHANGE)
        rest_on_years(&rests);
    else if (figure->role == ROLE_SINCE) {
        g_autofree char *since = change_since_year(figure);
        rest_on_place(&rests, measure->id, figure->period, figure->category);
        rest_on_place(&rests, measure->id, since, figure->category);
    } else if (figure->role == ROLE_CONCLUDED)
        rest_on_concluded(&rests);
    else if (figure->role == ROLE_FOR_EACH)
        rest_on_place(&rests, measure->against, figure->period, "");
    else if (is_of_series(figure))
        rest_on_stretch(&rests);
    else if (measure->compared && !benchmark_is_place(figure))
        rest_on_places(&rests);
    return rests.on;
}

const Figure *
listing_compared_with(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    if (figure->signal == SIGNAL_NONE || measure->around->len || figure->role == ROLE_SINCE ||
        figure->role == ROLE_YEARLY_CHANGE || measure->compared || is_of_series(figure))
        return NULL;
    g_autofree char *before = period_year_before(figure, measure->per, exhibits->profile->year_start);
    return before ? figures_find(exhibits->figures, figure->measure, before, figure->category, figure->part)
                  : NULL;
}
