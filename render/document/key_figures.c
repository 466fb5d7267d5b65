#include "render/commentary/commentary.h"
#include "render/document/template.h"

/* As many as stand in a row on paper. */
enum { MOST_KEY_FIGURES = 4 };

/* The figure a tile shows of a measure: of times the limit that moved, of outcomes the share of those
 * concluded, else what it is summed up by; NULL where there is none. */
static const Figure *
tile_figure(const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    bool outcome = kind_of(measure)->by_fields;
    const Figure *chosen = outcome ? NULL : commentary_headline(exhibits->figures, measure, period);
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (!figure_is_in(figure, measure->id, period) || (*figure->part && !outcome))
            continue;
        if (outcome && figure->role == ROLE_CONCLUDED &&
            !figure_base_is_small(figure, measure->small_base))
            return figure;
        if (figure->role == ROLE_WITHIN &&
            commentary_moved(exhibits->profile, exhibits->figures, measure, figure))
            chosen = figure;
    }
    return chosen;
}

static char *
label_of(const ProfileMeasure *measure, const Figure *figure)
{
    g_autofree char *words =
        figure->role == ROLE_CONCLUDED ? g_strdup_printf("%s, of those concluded", figure->category)
        : figure->role == ROLE_WITHIN ? g_strdup_printf("%s %s", profile_done_word(measure), figure->category)
        : *figure->category           ? g_strdup_printf("%s, %s", measure->title, figure->category)
                                      : g_strdup(measure->title);
    return table_sentence_case(words);
}

/* What a measure is summed up by, with its change; nothing where it has no figure. */
static void
add_key_figure(GArray *keys, const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    if (!figure)
        return;
    bool share = render_kind(measure)->share || figure->role == ROLE_CONCLUDED;
    KeyFigure key = {
        .figure = share && !figure_base_is_small(figure, measure->small_base)
                      ? figure_shown(figure, figure->percent, measure->decimals, "%")
                      : figure_shown(figure, figure->count, 0, ""),
        .label = label_of(measure, figure),
        .comparison = commentary_tile(exhibits->profile, exhibits->figures, measure, figure),
    };
    g_array_append_val(keys, key);
}

/* A share of the same as one before it, or of what that leaves, says nothing new. */
static bool
is_said(const GPtrArray *shares, const Figure *share)
{
    for (guint i = 0; i < shares->len; i++) {
        const Figure *other = shares->pdata[i];
        if (other == share || (other->measure == share->measure && !*share->category))
            return true;
        if (other->base == share->base &&
            (other->count == share->count || other->base - other->count == share->count))
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
        bool wanted =
            point ? kind->main_point && kind->main_point(profile, measure) == point : kind->key_figure;
        const Figure *figure =
            wanted && !measure->returned && measure->per == PER_YEAR && !measure->around->len
                ? tile_figure(exhibits, measure, period)
                : NULL;
        if (!figure || is_said(told, figure) || (kind->share && figure->percent < least_share))
            continue;
        add_key_figure(keys, exhibits, measure, figure);
        g_ptr_array_add(told, (gpointer)figure);
        return;
    }
}

/* Where the template names no measures: size, threshold, outcome and time; then what else may be one. */
static void
add_chosen(GArray *keys, const Exhibits *exhibits)
{
    static const MainPoint points[] = {POINT_SIZE, POINT_THRESHOLD, POINT_OUTCOME, POINT_TIME};
    g_autoptr(GPtrArray) told = g_ptr_array_new(); /* const Figure* */
    for (gsize i = 0; i < G_N_ELEMENTS(points); i++)
        add_first(keys, told, exhibits, points[i]);
    for (guint before = G_MAXUINT; keys->len < MOST_KEY_FIGURES && keys->len != before;) {
        before = keys->len;
        add_first(keys, told, exhibits, POINT_NONE);
    }
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
    if (!*names || !*g_strstrip(*names)) {
        add_chosen(keys, exhibits);
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
