#include "render/commentary/commentary.h"
#include "render/document/template.h"

/* As many as stand in two rows on paper. */
enum { MOST_KEY_FIGURES = 6 };

/* What a measure is summed up by, with its change on the year before; nothing where it has no figure. */
static void
add_key_figure(GArray *keys, const Exhibits *exhibits, const ProfileMeasure *measure)
{
    g_autofree char *period = period_of_report(exhibits, 0), *before = period_of_report(exhibits, 1);
    const Figure *figure = commentary_headline(exhibits->figures, measure, period);
    if (!figure)
        return;
    const Figure *earlier =
        figures_find(exhibits->figures, measure->id, before, figure->category, figure->part);
    bool told = earlier && (figure->signal != SIGNAL_NONE || figure->pending + figure->unjudged > 0 ||
                            profile_break(exhibits->profile, measure, exhibits->profile->year));
    KeyFigure key = {
        .figure = render_kind(measure)->share && !figure_base_is_small(figure, measure->small_base)
                      ? figure_shown(figure, figure->percent, measure->decimals, "%")
                      : figure_shown(figure, figure->count, 0, ""),
        .label = *figure->category ? g_strdup_printf("%s: %s", measure->title, figure->category)
                                   : g_strdup(measure->title),
        .comparison =
            told ? commentary_change(exhibits->profile, measure, figure, earlier, before) : g_strdup(""),
    };
    g_array_append_val(keys, key);
}

/* A share of the same as one before it, or of what that leaves, says nothing new. */
static bool
is_said(const GPtrArray *shares, const Figure *share)
{
    for (guint i = 0; i < shares->len; i++) {
        const Figure *other = shares->pdata[i];
        if (other->base == share->base &&
            (other->count == share->count || other->base - other->count == share->count))
            return true;
    }
    return false;
}

/* Where the template names no measures: the counts, shares and times that stand first in the profile. */
static void
add_chosen(GArray *keys, const Exhibits *exhibits)
{
    g_autofree char *period = period_of_report(exhibits, 0);
    const GPtrArray *measures = exhibits->profile->measures;
    g_autoptr(GPtrArray) shares = g_ptr_array_new(); /* const Figure* */
    for (guint i = 0; i < measures->len && keys->len < MOST_KEY_FIGURES; i++) {
        const ProfileMeasure *measure = measures->pdata[i];
        const Figure *figure = commentary_headline(exhibits->figures, measure, period);
        bool total = figure && !*figure->category;
        if (!figure || measure->returned || measure->per != PER_YEAR || measure->around->len ||
            !render_kind(measure)->key_figure || (total && is_said(shares, figure)))
            continue;
        add_key_figure(keys, exhibits, measure);
        if (total)
            g_ptr_array_add(shares, (gpointer)figure);
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
    for (char **name = names; *name; name++) {
        const ProfileMeasure *measure = reference_measure(exhibits, g_strstrip(*name), place, error);
        all &= measure != NULL;
        if (measure)
            add_key_figure(keys, exhibits, measure);
    }
    return all ? g_steal_pointer(&keys) : NULL;
}
