/* What the figures in a file count: they are looked up among all that their measure may have, which is
 * what it gives for no records. */
#include <string.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/statistics/statistics.h"

static void
take_category(const Computation *computation, guint by, const char *name)
{
    DatasetField *field =
        (DatasetField *)dataset_field(computation->dataset, computation->measure->by->pdata[by]);
    if (*name && field->categories->len < MOST_CATEGORIES && dataset_category(field, name) < 0)
        dataset_append_category(field, name);
}

/* A part that no code list and no estimate has. */
static void
take_part(const Computation *computation, const Figure *figure)
{
    DatasetField *field =
        (DatasetField *)dataset_field(computation->dataset, computation->measure->by->pdata[0]);
    int category = dataset_category(field, figure->category);
    const GPtrArray *parts =
        category < 0 ? NULL : g_array_index(field->categories, DatasetCategory, category).parts;
    if (category >= 0 && (!parts || parts->len < MOST_CATEGORIES))
        dataset_add_part(field, category, figure->part);
}

/* Names in the file that the code lists lack: categories, and those of a cross-table's columns, which are
 * parts; then parts, once everything possible has been added. */
static void
take_names(const Computation *computation, bool parts)
{
    const ProfileMeasure *measure = computation->measure;
    for (guint i = 0; i < figures_length(computation->figures); i++) {
        const Figure *figure = figures_at(computation->figures, i);
        if (strcmp(figure->measure, measure->id) != 0 || computation->known[i])
            continue;
        take_category(computation, 0, figure->category);
        if (measure->by->len == 2)
            take_category(computation, 1, figure->part);
        else if (parts && *figure->part)
            take_part(computation, figure);
    }
}

static void
know_measure(Computation *computation)
{
    const KindOfMeasure *kind = kind_of(computation->measure);
    if (kind->of_categories)
        take_names(computation, false);
    if (kind->count)
        kind->count(computation);
    if (kind->estimate)
        kind->estimate(computation);
    supplied_set_against(computation);
    if (!kind->of_categories)
        return;
    /* A part that is not an estimate either is one that only the file has. */
    take_names(computation, true);
    kind->count(computation);
}

void
figures_make_known(const Profile *profile, Day as_at, Figures *figures)
{
    g_autoptr(Dataset) none = dataset_new(profile);
    Computation computation = {.profile = profile,
                               .dataset = none,
                               .received = dataset_field(none, "received"),
                               .figures = figures,
                               .cache = computation_cache_new(),
                               .as_at = as_at};
    g_autofree guint8 *known = computation.known = g_malloc0(figures_length(figures) + 1);
    for (guint i = 0; i < figures_length(figures); i++)
        if (strcmp(figures_at(figures, i)->authority, profile->authority_name) == 0)
            figures_set_own(figures, profile->authority_name);
    for (guint i = 0; i < profile->measures->len; i++) {
        computation_begin(&computation, profile->measures->pdata[i]);
        know_measure(&computation);
        computation_end(&computation);
    }
    for (guint i = 0; i < figures_length(figures); i++)
        if (!known[i] && figure_is_own(figures, figures_at(figures, i)))
            figures_edit(figures, i)->role = ROLE_SUPPLIED;
    computation_cache_free(computation.cache);
}

void
measures_know(const Profile *profile, Figures *figures)
{
    const char *said = figures_said(figures, "as at");
    Day as_at = said ? calendar_parse_iso(said) : DAY_NONE;
    figures_make_known(profile,
                       as_at != DAY_NONE            ? as_at
                       : profile->as_at != DAY_NONE ? profile->as_at
                                                    : calendar_year_last(profile->year, profile->year_start),
                       figures);
}
