/* The main points of a summary: what a partner who reads nothing else must know. */
#include <string.h>
#include "render/commentary/commentary.h"
#include "render/document/exceptions.h"

/* More are read as a list of everything; with fewer, more is told. */
enum { MOST_POINTS = 6, FEWEST_POINTS = 4 };

/* Which find room first; they are printed in the order of a case's life. */
static const MainPoint by_need[] = {POINT_SIZE, POINT_THRESHOLD,  POINT_OUTCOME,        POINT_TIME,
                                    POINT_WHO,  POINT_COMPARISON, POINT_OUTCOME_CHANGE, POINT_OPEN};

static bool
is_point(const Profile *profile, const ProfileMeasure *measure, MainPoint point)
{
    const RenderKind *kind = render_kind(measure);
    return !measure->returned && measure->per == PER_YEAR && kind->main_point &&
           kind->main_point(profile, measure) == point;
}

/* The sentence of the measure that has most to say of a point, the first among equals; NULL where none has.
 */
static char *
point_of(const Exhibits *exhibits, MainPoint point)
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
    return best;
}

/* Whether a count stands for the threshold: the first that is not of all records. */
static char *
threshold_count(const Exhibits *exhibits)
{
    const Profile *profile = exhibits->profile;
    const ProfilePopulation *met = profile->shared ? profile->shared->threshold_met : NULL;
    for (guint m = 0; met && m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        double weight;
        char *sentence = measure->of == met && is_point(profile, measure, POINT_SIZE)
                             ? commentary_main_point(profile, exhibits->figures, measure, &weight)
                             : NULL;
        if (sentence)
            return sentence;
    }
    return NULL;
}

/* The leader of harm, where there is little else. */
static char *
leading_harm(const Exhibits *exhibits)
{
    const Profile *profile = exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        char *sentence = measure->by->len == 1 && measure->per == PER_YEAR && !measure->returned &&
                                 strcmp(measure->section, "harm") == 0
                             ? commentary_shape(profile, exhibits->figures, measure)
                             : NULL;
        if (sentence)
            return sentence;
    }
    return NULL;
}

void
exceptions_say_main_points(Exceptions *out)
{
    char *points[POINTS] = {NULL};
    guint told = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(by_need) && told < MOST_POINTS; i++) {
        MainPoint point = by_need[i];
        points[point] = point_of(out->exhibits, point);
        if (!points[point] && point == POINT_THRESHOLD)
            points[point] = threshold_count(out->exhibits);
        /* Where what met the threshold is all there is, it is the size. */
        if (points[point] && point == POINT_THRESHOLD && g_strcmp0(points[point], points[POINT_SIZE]) == 0)
            g_clear_pointer(&points[point], g_free);
        told += points[point] != NULL;
    }
    if (told < FEWEST_POINTS && !points[POINT_WHO])
        points[POINT_WHO] = leading_harm(out->exhibits);
    for (MainPoint point = POINT_NONE; point < POINTS; point++)
        if (points[point])
            g_ptr_array_add(out->sentences, points[point]);
}
