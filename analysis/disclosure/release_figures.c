/* A release from its figures: which quantities each one shows or rests on, and what follows from them. */
#include <math.h>
#include <string.h>
#include "analysis/disclosure/release.h"

static int
link_number(Release *release, const Figure *figure, const RecordSet *set, double number, const char *what,
            double times)
{
    if (isnan(number) || !set)
        return -1;
    g_autofree char *place = figure_place_words(figure),
                    *name = g_strdup_printf("%s %s%s", figure->measure, place, what);
    guint index = release_quantity_of(release, set, name);
    release_tell(release, figure, index, number, times);
    return (int)index;
}

static void
link_figure(Release *release, guint index)
{
    const Figure *figure = figures_at(release->figures, index);
    FigureLink *link = release_link(release, index);
    *link = (FigureLink){-1, -1, NULL};
    if (!release_concerns(release->profile, figure))
        return;
    link->count = link_number(release, figure, figure->counts, figure->count, "", 1);
    link->base = link_number(release, figure, figure->of, figure->base, ", base", 0.5);
}

/* Once every figure is linked. */
static void
link_the_rest(Release *release, guint index)
{
    const Figure *figure = figures_at(release->figures, index);
    FigureLink *link = release_link(release, index);
    if (!release_concerns(release->profile, figure))
        return;
    /* A percentage reveals its base, where the base is also a figure of its own. */
    if (link->base < 0 && figure->of && !isnan(figure->percent))
        link->base = release_known(release, figure->of->key);
    given_link(release, index);
    if (profile_measure(release->profile, figure->measure) && !*figure->category && link->count >= 0 &&
        g_ptr_array_find_with_equal_func(release->profile->disclosure.keep, figure->measure, g_str_equal,
                                         NULL))
        release_quantity(release, (guint)link->count)->kept = true;
}

/* What else follows from figures, once everything that counts is stated. */
static void
link_tells(Release *release, guint index)
{
    const Figure *figure = figures_at(release->figures, index);
    FigureLink *link = release_link(release, index);
    if (!figure->tells || !release_concerns(release->profile, figure))
        return;
    link->tells = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < figure->tells->len; i++) {
        int told = release_known(release, ((const RecordSet *)figure->tells->pdata[i])->key);
        guint quantity = (guint)told;
        if (told >= 0)
            g_array_append_val(link->tells, quantity);
    }
}

void
release_add_figures(Release *release)
{
    const Figures *figures = release->figures;
    guint length = figures_length(figures);
    for (guint i = 0; i < length; i++)
        link_figure(release, i);
    given_link_counts(release);
    for (guint i = 0; i < length; i++)
        link_the_rest(release, i);
    for (guint i = 0; i < length; i++) {
        link_tells(release, i);
        release_complete(release, figures, i);
        release_bound(release, figures, i, false);
    }
    given_relate(release);
}
