/* The figure of each authority: its count, and the rate or share with its interval. */
#include "analysis/benchmark/benchmark_parts.h"
#include "analysis/measures/measures.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"
#include <math.h>
#include <string.h>

/* 2023-24 by mid-2023, 2024 by mid-2023. */
int
benchmark_children_year(const Profile *profile, int year)
{
    int last;
    calendar_split(calendar_year_last(year, profile->year_start), &last, NULL, NULL);
    return last - 1;
}

Interval
comparison_interval(const Comparison *comparison, double count, double level)
{
    g_autofree char *key = g_strdup_printf("%.17g %g", count, level);
    const Interval *known = g_hash_table_lookup(comparison->intervals, key);
    if (known)
        return *known;
    Interval *interval = g_new(Interval, 1);
    *interval = statistics_poisson(count, level);
    g_hash_table_insert(comparison->intervals, g_steal_pointer(&key), interval);
    return *interval;
}

/* The rate for a count, or why there is none. */
static void
fill_rate(Comparison *comparison, Figure *figure, int year)
{
    const Profile *profile = comparison->profile;
    bool own = strcmp(figure->authority, profile->authority_name) == 0;
    g_autofree char *key =
        children_key(comparison->children, figure->authority, own ? profile->authority_code : NULL);
    int mid = benchmark_children_year(profile, year);
    figure->base = children_of(comparison->children, key, mid);
    if (isnan(figure->count))
        return;
    if (isnan(figure->base)) {
        comparison_say(comparison, "population-missing",
                       g_strdup_printf("%s: no number of children for mid-%d, so no rate for %s.",
                                       figure->authority, mid, figure->period));
        g_autofree char *near = children_nearest(comparison->children, key);
        if (near)
            findings_add(comparison->findings, "population-missing", profile->benchmark->population, 0, 0, "",
                         "the list of children has no \"%s\"%s", figure->authority, near);
        return;
    }
    if (figure->base < LEAST_CHILDREN) {
        comparison_say(
            comparison, "population-small",
            g_strdup_printf(
                "%s has fewer than %d children: a rate would mostly show chance, so none is given.",
                figure->authority, LEAST_CHILDREN));
        return;
    }
    Interval interval = comparison_interval(comparison, figure->count, HEADLINE_LEVEL);
    figure->value = figure->count / figure->base * RATE_PER;
    figure->lower = interval.lower / figure->base * RATE_PER;
    figure->upper = interval.upper / figure->base * RATE_PER;
}

/* An authority's figure for one category and year; false if it gives none. */
bool
comparison_add_place(Comparison *comparison, const char *authority, int year, const char *period,
                     const char *category)
{
    Compared compared = compared_of(comparison->measure);
    bool mix = comparison->measure->show == SHOW_MIX;
    const Figure *known = figures_find_of(comparison->known, authority, compared.source, period,
                                          mix ? category : compared.category, "");
    if (!known)
        return false;
    Figure figure = FIGURE_BLANK;
    figure.authority = authority;
    figure.measure = comparison->measure->id;
    figure.period = period;
    figure.category = category;
    figure.count = known->count;
    figure.base = known->base;
    figure.percent = benchmark_is_rate(comparison->measure) ? NAN : known->percent;
    figure.status = known->status;
    figure.file = known->file;
    figure.line = known->line;
    if (benchmark_is_rate(comparison->measure))
        fill_rate(comparison, &figure, year);
    else if (figure.base > 0)
        measures_take_limits(&figure);
    figures_add(comparison->figures, &figure);
    /* A count for too few children has no rate but is known; a count without its base is not a share. */
    return benchmark_is_rate(comparison->measure) ? !isnan(figure.count) : !isnan(figure.percent);
}

const Figure *
comparison_place(const Comparison *comparison, const char *authority, const char *period,
                 const char *category)
{
    return figures_find_of(comparison->figures, authority, comparison->measure->id, period, category, "");
}
