/* The main points of a summary: what a partner who reads nothing else must know. */
#include <string.h>
#include "render/commentary/commentary.h"
#include "render/document/exceptions.h"
#include "render/wording/change.h"

/* More would read as a list of everything; fewer are filled up. */
enum { MOST_POINTS = 6, FEWEST_POINTS = 4 };

/* In order of importance; they are printed in the order of a case's life. */
static const MainPoint by_need[] = {POINT_SIZE, POINT_THRESHOLD,  POINT_OUTCOME,        POINT_TIME,
                                    POINT_WHO,  POINT_COMPARISON, POINT_OUTCOME_CHANGE, POINT_OPEN};

bool
exceptions_is_yearly(const ProfileMeasure *measure)
{
    return !measure->returned && measure->per == PER_YEAR;
}

char *
exceptions_no_size(const Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const Figure *size = exceptions_is_yearly(measure) && kind_of(measure)->sizes_population
                                 ? figures_find(out->exhibits->figures, measure->id, out->period, "", "")
                                 : NULL;
        if (size && size->status == FIGURE_SUPPRESSED)
            return g_strdup_printf(
                "The number of %s is not shown, because small counts could identify someone.",
                measure->of->words);
    }
    return g_strdup_printf("No number of %s is given for %s.", profile->words, out->period);
}

static bool
is_point(const Profile *profile, const ProfileMeasure *measure, MainPoint point)
{
    const RenderKind *kind = render_kind(measure);
    return exceptions_is_yearly(measure) && kind->main_point && kind->main_point(profile, measure) == point;
}

/* Whether a count stands for the threshold: the first that is not of all records. */
static char *
threshold_count(const Exhibits *exhibits)
{
    const Profile *profile = exhibits->profile;
    const ProfilePopulation *met = profile->shared ? profile->shared->threshold_met : NULL;
    for (guint m = 0; met && m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        char *sentence = measure->of == met && is_point(profile, measure, POINT_SIZE)
                             ? commentary_main_point(profile, exhibits->figures, measure, NULL)
                             : NULL;
        if (sentence)
            return sentence;
    }
    return NULL;
}

char *
exceptions_point(const Exhibits *exhibits, MainPoint point)
{
    const Profile *profile = exhibits->profile;
    char *best = NULL;
    double most = -1;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        double weight = 0;
        g_autofree char *sentence = is_point(profile, measure, point)
                                        ? commentary_main_point(profile, exhibits->figures, measure, &weight)
                                        : NULL;
        if (!sentence || weight <= most)
            continue;
        g_free(best);
        best = g_steal_pointer(&sentence);
        most = weight;
    }
    return best || point != POINT_THRESHOLD ? best : threshold_count(exhibits);
}

/* The leading category of harm, if there are few points. */
static char *
leading_harm(const Exhibits *exhibits)
{
    const Profile *profile = exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        char *sentence =
            measure->by->len == 1 && exceptions_is_yearly(measure) && strcmp(measure->section, "harm") == 0
                ? commentary_shape(profile, exhibits->figures, measure)
                : NULL;
        if (sentence)
            return sentence;
    }
    return NULL;
}

char *
exceptions_open_point(const Exhibits *exhibits, const ProfileMeasure *measure)
{
    g_autofree char *period = period_of_report(exhibits, 0);
    const Figure *end =
        measure->returned ? NULL : table_figure(exhibits->figures, measure, period, ROLE_OPEN_AT_END);
    return end && end->count > 0
               ? commentary_figure(exhibits->profile, exhibits->figures, measure, end, TELLING_ALONE)
               : NULL;
}

static char *
open_point(const Exhibits *exhibits)
{
    char *point = NULL;
    for (guint m = 0; m < exhibits->profile->measures->len && !point; m++)
        point = exceptions_open_point(exhibits, exhibits->profile->measures->pdata[m]);
    return point;
}

/* How many came in a month, and the month with most. */
static char *
month_point(const Exhibits *exhibits)
{
    for (guint m = 0; m < exhibits->profile->measures->len; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        if (measure->returned || measure->per != PER_MONTH || !kind_of(measure)->sizes_population)
            continue;
        g_autofree char *text = commentary_of(exhibits->profile, exhibits->figures, measure);
        const char *end = strstr(text, ". ");
        if (*text)
            return end ? g_strndup(text, (gsize)(end - text) + 1) : g_steal_pointer(&text);
    }
    return NULL;
}

/* The first count whose change in the year is at least so clear and that no point (char**) tells. */
static char *
other_count(const Exhibits *exhibits, char *const *points, ChangeState least)
{
    const Profile *profile = exhibits->profile;
    g_autofree char *period = period_of_report(exhibits, 0);
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const Figure *figure = is_point(profile, measure, POINT_SIZE)
                                   ? figures_find(exhibits->figures, measure->id, period, "", "")
                                   : NULL;
        g_autofree char *sentence =
            figure && change_in_year(profile, exhibits->figures, measure, figure).state >= least &&
                    !commentary_repeats(profile, exhibits->figures, measure)
                ? commentary_main_point(profile, exhibits->figures, measure, NULL)
                : NULL;
        if (sentence && g_strcmp0(sentence, points[POINT_SIZE]) &&
            g_strcmp0(sentence, points[POINT_THRESHOLD]))
            return g_steal_pointer(&sentence);
    }
    return NULL;
}

char *
exceptions_like_for_like(const Exhibits *exhibits, char *const *points)
{
    const Profile *profile = exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        if (is_point(profile, measure, POINT_SIZE))
            return profile_break(profile, measure, profile->year) ? other_count(exhibits, points, CHANGE_OPEN)
                                                                  : NULL;
    }
    return NULL;
}

/* In a first year size and threshold are one point: "The service received 500 contacts in 2022-23; 212 (42%)
 * reached the threshold ..., and the other 288 ..."; the size alone where they do not fit. */
static void
merge_threshold(char **size, char **threshold)
{
    const char *rest =
        *threshold && g_str_has_prefix(*threshold, "Of the ") ? strstr(*threshold, ", ") : NULL;
    if (!*size || !rest || strchr(*size, ',') || strchr(*size, ';') || strstr(rest, ", down ") ||
        strstr(rest, ", up "))
        return;
    g_autofree char *base =
        g_strndup(*threshold + strlen("Of the "), (gsize)(rest - *threshold) - strlen("Of the "));
    if (!strstr(*size, base))
        return;
    g_auto(GStrv) parts = g_strsplit(rest + strlen(", "), "; ", 2);
    char *merged = g_strdup_printf("%.*s; %s%s%s", (int)strlen(*size) - 1, *size, parts[0],
                                   parts[1] ? ", and " : "", parts[1] ? parts[1] : "");
    g_free(*size);
    *size = merged;
    g_clear_pointer(threshold, g_free);
}

void
exceptions_say_main_points(Exceptions *out)
{
    char *points[POINTS] = {NULL};
    guint told = 0, left = 0;
    static const struct {
        MainPoint point;
        char *(*say)(const Exhibits *exhibits);
    } fillers[] = {{POINT_WHO, leading_harm}, {POINT_OPEN, open_point}, {POINT_NONE, month_point}};
    for (gsize i = 0; i < G_N_ELEMENTS(by_need) && told < MOST_POINTS; i++) {
        MainPoint point = by_need[i];
        points[point] = exceptions_point(out->exhibits, point);
        /* If all records met the threshold, this is the size again. */
        if (points[point] && point == POINT_THRESHOLD && g_strcmp0(points[point], points[POINT_SIZE]) == 0)
            g_clear_pointer(&points[point], g_free);
        told += points[point] != NULL;
    }
    /* After a break, the size that can be compared; then a count that moved. */
    char *like = told < MOST_POINTS ? exceptions_like_for_like(out->exhibits, points) : NULL,
         *moved =
             told + (like != NULL) < MOST_POINTS ? other_count(out->exhibits, points, CHANGE_CLEAR) : NULL;
    if (g_strcmp0(like, moved) == 0)
        g_clear_pointer(&moved, g_free);
    left += (like != NULL) + (moved != NULL);
    merge_threshold(&points[POINT_SIZE], &points[POINT_THRESHOLD]);
    for (MainPoint point = POINT_NONE; point < POINTS; point++)
        left += points[point] != NULL;
    /* Fillers: what was alleged, what is open, the busiest month. */
    for (gsize i = 0; i < G_N_ELEMENTS(fillers) && left < FEWEST_POINTS; i++)
        if (!points[fillers[i].point] && (points[fillers[i].point] = fillers[i].say(out->exhibits)))
            left++;
    for (MainPoint point = POINT_SIZE; point <= POINTS; point++) {
        if (points[point % POINTS])
            g_ptr_array_add(out->sentences, points[point % POINTS]);
        if (point == POINT_SIZE && like)
            g_ptr_array_add(out->sentences, like);
        if (point == POINT_THRESHOLD && moved)
            g_ptr_array_add(out->sentences, moved);
    }
    if (!out->sentences->len)
        g_ptr_array_add(out->sentences, exceptions_no_size(out));
}
