#include <math.h>
#include <string.h>
#include "render/commentary/writing.h"
#include "render/document/key_measures.h"
#include "render/document/template.h"
#include "render/wording/change.h"

/* Those found so: of those concluded, else of all where every outcome that the measure tells of is known;
 * NULL where they are few. */
static const Figure *
outcome_figure(const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    const Figure *blank = figures_find(exhibits->figures, measure->id, period, NOT_RECORDED, ""),
                 *chosen = NULL;
    bool all_known = !blank || blank->count == 0;
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (!figure_is_in(figure, measure->id, period) || !tells_substantiated(figure) ||
            figure_base_is_small(figure, measure->small_base))
            continue;
        if (figure->role == ROLE_CONCLUDED)
            return figure;
        if (all_known && figure->role == ROLE_COUNT && !*figure->part)
            chosen = figure;
    }
    return chosen;
}

/* The figure a tile shows of a measure: of times the limit that moved, of outcomes the share that was found
 * so, else what it is summed up by; NULL where there is none. */
static const Figure *
tile_figure(const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    if (measure->kind == MEASURE_CASELOAD)
        return table_figure(exhibits->figures, measure, period, ROLE_OPEN_AT_END);
    if (kind_of(measure)->by_fields)
        return tells_outcomes(exhibits->profile, measure) ? outcome_figure(exhibits, measure, period) : NULL;
    const Figure *chosen = commentary_headline(exhibits->figures, measure, period);
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (figure_is_in(figure, measure->id, period) && !*figure->part && figure->role == ROLE_WITHIN &&
            change_in_year(exhibits->profile, exhibits->figures, measure, figure).state == CHANGE_CLEAR)
            chosen = figure;
    }
    return chosen;
}

/* Whether a tile of it shows a percentage. */
static bool
is_share_tile(const ProfileMeasure *measure, const Figure *figure)
{
    bool share = render_kind(measure)->share || kind_of(measure)->by_fields;
    return share && !figure_base_is_small(figure, measure->small_base);
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
    g_autofree char *change = commentary_tile(exhibits->profile, exhibits->figures, measure, figure),
                    *more = figure->role == ROLE_OPEN_AT_END ? oldest_words(exhibits, measure, figure)
                                                             : target_words(figure);
    KeyFigure key = {
        .figure = is_share_tile(measure, figure)
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

/* Whether the measure may be the tile of a main point; of none: whatever may be a key figure. What met the
 * threshold is a count where no share is. */
static bool
may_be(const Exhibits *exhibits, const ProfileMeasure *measure, MainPoint point, bool as_count)
{
    const Profile *profile = exhibits->profile;
    const RenderKind *kind = render_kind(measure);
    const Showing *showing = showing_of(exhibits, measure);
    if (!showing || measure->returned || measure->per != PER_YEAR || measure->around->len)
        return false;
    /* Of those known the share stands in a measure of its own. */
    if (showing->said_by && point != POINT_OUTCOME)
        return false;
    if (as_count)
        return kind_of(measure)->sizes_population && profile->shared &&
               measure->of == profile->shared->threshold_met;
    return point ? kind->main_point && kind->main_point(profile, measure) == point : kind->key_figure;
}

/* The first of the measures that may be such a tile, whose number is known, and that is not there already,
 * whole or as what is left of it. */
static bool
add_first(GArray *keys, GPtrArray *told, const Exhibits *exhibits, MainPoint point, bool as_count)
{
    static const double least_share = 2;
    g_autofree char *period = period_of_report(exhibits, 0);
    for (guint i = 0; i < exhibits->profile->measures->len; i++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[i];
        const Figure *figure =
            may_be(exhibits, measure, point, as_count) ? tile_figure(exhibits, measure, period) : NULL;
        bool share = figure && is_share_tile(measure, figure);
        if (!figure || is_told(told, figure) || isnan(share ? figure->percent : figure->count) ||
            (share && figure->percent < least_share))
            continue;
        add_key_figure(keys, exhibits, measure, figure);
        g_ptr_array_add(told, (gpointer)figure);
        return true;
    }
    return false;
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

/* Those points; where one is none, what came of cases, then what else may be a tile. */
static void
add_points(GArray *keys, const Exhibits *exhibits, const GArray *points)
{
    g_autoptr(GPtrArray) told = g_ptr_array_new(); /* const Figure* */
    for (guint i = 0; i < points->len; i++) {
        MainPoint point = g_array_index(points, MainPoint, i);
        if (!add_first(keys, told, exhibits, point, false) && point == POINT_THRESHOLD)
            add_first(keys, told, exhibits, point, true);
    }
    if (keys->len < points->len)
        add_first(keys, told, exhibits, POINT_OUTCOME, false);
    while (keys->len < points->len && add_first(keys, told, exhibits, POINT_NONE, false))
        ;
}

/* The points that all names are, whatever a measure may be called; NULL where one is none. Of no names: size,
 * threshold, outcome and time. */
static GArray *
points_named(char **names)
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
        if (slot == G_N_ELEMENTS(slots))
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
    g_autoptr(GArray) points = points_named(names);
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
