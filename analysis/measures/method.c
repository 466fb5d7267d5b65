#include "analysis/measures/method.h"
#include "analysis/profile/kinds.h"
#include <math.h>
#include <string.h>

double
method_level(const ProfileMeasure *measure, const Figure *figure)
{
    bool row = kind_of(measure)->is_table && *figure->category && figure->role != ROLE_CONCLUDED;
    return row || measure->per != PER_YEAR ? TABLE_LEVEL : HEADLINE_LEVEL;
}

static const char *
method_level_words(double level)
{
    return level == TABLE_LEVEL ? "99.8%" : "95%";
}

bool
method_compares_shares(const ProfileMeasure *measure, const Figure *figure, const Figure *before)
{
    bool of_base = figure->base > 0 && before->base > 0 && figure->count <= figure->base &&
                   before->count <= before->base;
    return of_base && (*figure->category || kind_of(measure)->is_share);
}

static const char *
series_words(const Figure *figure)
{
    static const struct {
        FigureRole role;
        const char *words;
    } series[] = {
#include "methods.inc"
    };
    for (gsize i = 0; i < G_N_ELEMENTS(series); i++)
        if (figure->role == series[i].role)
            return series[i].words;
    return NULL;
}

/* Whether it is from Kaplan-Meier's curve. */
static bool
is_of_curve(const Figure *figure)
{
    return figure->role == ROLE_FOLLOWED || figure->role == ROLE_STILL_OPEN ||
           figure->role == ROLE_ESTIMATE || figure->role == ROLE_ESTIMATED_MEDIAN;
}

static const char *
method_of_number(const Figure *figure)
{
    if (figure->role == ROLE_SINCE)
        return "Difference of two percentages, in points, with Newcombe's interval (method 10).";
    if (is_of_curve(figure) && !isnan(figure->value))
        return "Median in days, Kaplan-Meier's estimate with open cases censored at as-at; 95% interval on "
               "the "
               "log(-log) scale.";
    if (is_of_curve(figure))
        return "Percentage, Kaplan-Meier's estimate with open cases censored at as-at; 95% interval on the "
               "log(-log) scale.";
    if (figure->role == ROLE_SUM || figure->role == ROLE_AVERAGE)
        return figure->role == ROLE_SUM ? "Sum over the records that have the number, which are the base."
                                        : "The sum, divided by how many records have the number.";
    if (figure->role >= ROLE_LOWER_QUARTILE && figure->role <= ROLE_LONGEST)
        return "Days from start to end of what has ended; quartiles between neighbouring values (type 7).";
    if (!isnan(figure->percent))
        return "Count as a percentage of the base; 95% interval by Wilson's score method.";
    if (figure->role == ROLE_COUNT && !isnan(figure->count) && !isnan(figure->value) &&
        !figure->counts_entries)
        return "Records for every 10,000 people of the list; 95% exact Poisson interval of the rate.";
    if (!isnan(figure->count))
        return "Count of records; 95% exact Poisson interval.";
    return "Value as given.";
}

static char *
test_words(const ProfileMeasure *measure, const Figure *figure)
{
    if (figure->signal == SIGNAL_NONE && figure->pending + figure->unjudged > 0 && !isnan(figure->change))
        return g_strdup(
            "The change on the year before has no direction: it would depend on how the open cases end.");
    if (figure->signal == SIGNAL_NONE)
        return g_strdup("The change on the year before is not tested.");
    const char *level = method_level_words(method_level(measure, figure));
    if (figure->role == ROLE_SINCE)
        return g_strdup_printf("Tested at %s.", level);
    if (figure->role == ROLE_ESTIMATE)
        return g_strdup_printf(
            "Change on the year before: z-test of the two estimates on the log(-log) scale, at "
            "%s.",
            level);
    if (method_compares_shares(measure, figure, figure))
        return g_strdup_printf("Change on the year before, in percentage points: Newcombe's interval of the "
                               "difference (method 10), at %s%s.",
                               level,
                               figure->pending + figure->unjudged > 0
                                   ? "; a direction is given only if it holds however the open cases end"
                                   : "");
    return g_strdup_printf("Change on the year before: exact conditional test of two Poisson counts, central "
                           "p-value, at %s.",
                           level);
}

char *
method_words(const ProfileMeasure *measure, const Figure *figure)
{
    if (figure->status == FIGURE_SUPPLIED)
        return g_strdup("Supplied in a figures file and shown as given; no test of its own.");
    const char *series = series_words(figure);
    if (series)
        return g_strdup(series);
    g_autofree char *test = test_words(measure, figure);
    GString *words = g_string_new(method_of_number(figure));
    if (figure_base_is_small(figure, measure->small_base))
        g_string_append_printf(words, " The base is under %d, so the percentage is not shown.",
                               measure->small_base);
    g_string_append_printf(words, " %s", test);
    return g_string_free(words, FALSE);
}
