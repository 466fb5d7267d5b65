/* All tables, charts and references of a report are made once, before any document. */
#include "render/document/showing.h"
#include "render/document/template.h"
#include <string.h>
#include "analysis/failure/failure.h"

/* Figures by what references call them. */
static GHashTable *
figures_by_reference(const Exhibits *exhibits)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        char *place = g_strjoin("\x1f", figure->measure, figure->period, exhibits_name(exhibits, figure, 0),
                                exhibits_name(exhibits, figure, 1), NULL);
        if (g_hash_table_contains(index, place))
            g_free(place);
        else
            g_hash_table_insert(index, place, (gpointer)figure);
    }
    return index;
}

/* Whether a measure has no figure of a category in any year, though it has others. */
static bool
lacks_category(const Figures *figures, const ProfileMeasure *measure, const char *category)
{
    bool others = false;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (strcmp(figure->measure, measure->id) != 0)
            continue;
        if (strcmp(figure->category, category) == 0)
            return false;
        others = true;
    }
    return others;
}

/* What the profile's sentences name between braces is there. */
static bool
check_says(const Figures *figures, const ProfileMeasure *measure, GError **error)
{
    const ProfilePlace *place = &measure->place;
    for (guint i = 0; measure->says && i < measure->says->len; i++) {
        g_auto(GStrv) pieces = g_strsplit_set(measure->says->pdata[i], "{}", -1);
        for (guint k = 1; pieces[k]; k += 2)
            if (!pieces[k + 1] || lacks_category(figures, measure, pieces[k])) {
                g_set_error(error, FAILURE, FAILURE_USAGE,
                            "%s:%u:%u: %s: says: {%s}: it has no figure with that name", place->file,
                            place->line, place->column, measure->id, pieces[k]);
                return false;
            }
    }
    return true;
}

Exhibits *
exhibits_new(const Profile *profile, const Figures *figures, GError **error)
{
    g_autoptr(Exhibits) exhibits = g_new0(Exhibits, 1);
    exhibits->profile = profile;
    exhibits->figures = figures;
    exhibits->names = names_of_figures(figures);
    exhibits->index = figures_by_reference(exhibits);
    exhibits->tables = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);
    exhibits->charts = g_ptr_array_new_with_free_func((GDestroyNotify)chart_free);
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        if (!check_says(figures, measure, error))
            return NULL;
        Table *table = measure->returned ? NULL : table_of_measure(profile, figures, measure);
        if (!table)
            continue;
        g_ptr_array_add(exhibits->tables, table);
        GError *refusal = NULL;
        g_ptr_array_add(exhibits->charts, chart_of_table(profile, figures, table, CHART_FULL, &refusal));
        if (refusal) {
            g_propagate_error(error, refusal);
            return NULL;
        }
    }
    exhibits->showings = showings_of(exhibits);
    return g_steal_pointer(&exhibits);
}

void
exhibits_free(Exhibits *exhibits)
{
    g_hash_table_unref(exhibits->index);
    g_hash_table_unref(exhibits->names);
    if (exhibits->showings)
        g_array_unref(exhibits->showings);
    g_ptr_array_unref(exhibits->charts);
    g_ptr_array_unref(exhibits->tables);
    table_free(exhibits->quality);
    g_free(exhibits->quality_in_brief);
    g_free(exhibits->doubt);
    g_free(exhibits);
}
