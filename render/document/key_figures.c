#include <math.h>
#include <string.h>
#include "render/commentary/writing.h"
#include "render/document/key_measures.h"
#include "render/document/template.h"

/* The figure a tile shows of a measure: of times the limit that moved, of outcomes the share of those
 * concluded, else what it is summed up by; NULL where there is none. */
static const Figure *
tile_figure(const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    bool outcome = kind_of(measure)->by_fields;
    if (measure->kind == MEASURE_CASELOAD)
        return table_figure(exhibits->figures, measure, period, ROLE_OPEN_AT_END);
    const Figure *chosen = outcome ? NULL : commentary_headline(exhibits->figures, measure, period);
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (!figure_is_in(figure, measure->id, period) || (*figure->part && !outcome))
            continue;
        if (figure->role == ROLE_CONCLUDED && tells_substantiated(figure) &&
            !figure_base_is_small(figure, measure->small_base))
            return figure;
        if (figure->role == ROLE_WITHIN &&
            commentary_moved(exhibits->profile, exhibits->figures, measure, figure))
            chosen = figure;
    }
    return chosen;
}

/* ", target 80%" of a limit that has one. Caller frees. */
static char *
target_words(const Figure *figure)
{
    if (figure->role != ROLE_WITHIN || isnan(figure->value))
        return g_strdup("");
    g_autofree char *digits = figure_number_text(figure->value, figure_value_decimals(figure->value, false));
    return g_strdup_printf("target %s%%", digits);
}

/* "66 for more than a year" of what is open. Caller frees. */
static char *
oldest_words(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *open)
{
    const Figure *old =
        figures_find(exhibits->figures, measure->id, open->period, open->category, "open over 12 months");
    return old && old->count > 0 ? g_strdup_printf("%.0f for more than a year", old->count) : g_strdup("");
}

/* What a measure is summed up by, with its change; nothing where it has no figure. */
static void
add_key_figure(GArray *keys, const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    if (!figure)
        return;
    bool share = render_kind(measure)->share || figure->role == ROLE_CONCLUDED;
    g_autofree char *change = commentary_tile(exhibits->profile, exhibits->figures, measure, figure),
                    *more = figure->role == ROLE_OPEN_AT_END ? oldest_words(exhibits, measure, figure)
                                                             : target_words(figure);
    KeyFigure key = {
        .figure = share && !figure_base_is_small(figure, measure->small_base)
                      ? figure_shown(figure, figure->percent, measure->decimals, "%")
                      : figure_shown(figure, figure->count, 0, ""),
        .label = key_words(exhibits, measure, figure),
        .comparison = figure->role == ROLE_OPEN_AT_END
                          ? g_steal_pointer(&more)
                          : g_strjoin(*change && *more ? ", " : "", change, more, NULL),
    };
    g_array_append_val(keys, key);
}

/* What the measure has told already. */
static bool
is_told(const GPtrArray *told, const Figure *figure)
{
    for (guint i = 0; i < told->len; i++) {
        const Figure *other = told->pdata[i];
        if (other == figure || (other->measure == figure->measure && !*figure->category))
            return true;
    }
    return false;
}

/* The first of the measures that are such a main point, or of those that may be a key figure where the point
 * is none; not one that is there already, whole or as what is left of it. */
static void
add_first(GArray *keys, GPtrArray *told, const Exhibits *exhibits, MainPoint point)
{
    static const double least_share = 2;
    const Profile *profile = exhibits->profile;
    g_autofree char *period = period_of_report(exhibits, 0);
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        const RenderKind *kind = render_kind(measure);
        const Showing *showing = showing_of(exhibits, measure);
        bool wanted = !showing || showing->said_by ? false
                      : point ? kind->main_point && kind->main_point(profile, measure) == point
                              : kind->key_figure;
        const Figure *figure =
            wanted && !measure->returned && measure->per == PER_YEAR && !measure->around->len
                ? tile_figure(exhibits, measure, period)
                : NULL;
        if (!figure || is_told(told, figure) ||
            (figure->role == ROLE_CONCLUDED && figure_base_is_small(figure, measure->small_base)) ||
            (kind->share && figure->percent < least_share))
            continue;
        add_key_figure(keys, exhibits, measure, figure);
        g_ptr_array_add(told, (gpointer)figure);
        return;
    }
}

/* What a tile may be asked for by, where no measure has this id. */
static const struct {
    const char *name;
    MainPoint point;
} slots[] = {{"size", POINT_SIZE},
             {"threshold", POINT_THRESHOLD},
             {"outcome", POINT_OUTCOME},
             {"time", POINT_TIME},
             {"open", POINT_OPEN}};

/* Those points, or where one is none and fewer than four are there, what else may be a tile. */
static void
add_points(GArray *keys, const Exhibits *exhibits, const GArray *points)
{
    g_autoptr(GPtrArray) told = g_ptr_array_new(); /* const Figure* */
    for (guint i = 0; i < points->len; i++)
        add_first(keys, told, exhibits, g_array_index(points, MainPoint, i));
    for (guint before = G_MAXUINT; keys->len < points->len && keys->len != before;) {
        before = keys->len;
        add_first(keys, told, exhibits, POINT_NONE);
    }
}

/* The points that all names are; NULL where one is none. Of no names: size, threshold, outcome and time. */
static GArray *
points_named(const Exhibits *exhibits, char **names)
{
    static const MainPoint usual[] = {POINT_SIZE, POINT_THRESHOLD, POINT_OUTCOME, POINT_TIME};
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(MainPoint));
    if (!*names || !*g_strstrip(*names)) {
        g_array_append_vals(points, usual, G_N_ELEMENTS(usual));
        return g_steal_pointer(&points);
    }
    for (char **name = names; *name; name++) {
        gsize slot = 0;
        while (slot < G_N_ELEMENTS(slots) && strcmp(g_strstrip(*name), slots[slot].name))
            slot++;
        if (slot == G_N_ELEMENTS(slots) || profile_measure(exhibits->profile, *name))
            return NULL;
        g_array_append_val(points, slots[slot].point);
    }
    return g_steal_pointer(&points);
}

static void
key_figure_clear(gpointer pointer)
{
    KeyFigure *key = pointer;
    g_free(key->figure);
    g_free(key->label);
    g_free(key->comparison);
}

GArray *
key_figures_of(const Exhibits *exhibits, const char *list, ProfilePlace place, GError **error)
{
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(KeyFigure));
    g_array_set_clear_func(keys, key_figure_clear);
    g_auto(GStrv) names = g_strsplit(list, ",", -1);
    g_autoptr(GArray) points = points_named(exhibits, names);
    if (points) {
        add_points(keys, exhibits, points);
        return g_steal_pointer(&keys);
    }
    bool all = true;
    g_autofree char *period = period_of_report(exhibits, 0);
    for (char **name = names; *name; name++) {
        const ProfileMeasure *measure = reference_measure(exhibits, g_strstrip(*name), place, error);
        all &= measure != NULL;
        if (measure)
            add_key_figure(keys, exhibits, measure, commentary_headline(exhibits->figures, measure, period));
    }
    return all ? g_steal_pointer(&keys) : NULL;
}
