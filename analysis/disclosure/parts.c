/* How the release falls into parts that no equation ties together.
 *
 * A sum over several years ties them together: what is more in the one is less in another. Where each year's
 * share of it is shown by another quantity, it ties nothing: of the years that have such a one it is taken as
 * known there. So a total of all records leaves the years apart as long as their own totals are shown. */
#include <math.h>
#include "analysis/disclosure/worlds_parts.h"

static int
root_of(GArray *part, int node)
{
    while (g_array_index(part, int, node) != node)
        node = g_array_index(part, int, node) = g_array_index(part, int, g_array_index(part, int, node));
    return node;
}

static void
unite(GArray *part, guint one, guint other)
{
    g_array_index(part, int, root_of(part, (int)one)) = root_of(part, (int)other);
}

static void
unite_terms(GArray *part, const GArray *terms)
{
    for (guint i = 1; i < terms->len; i++)
        unite(part, g_array_index(terms, Term, 0).quantity, g_array_index(terms, Term, i).quantity);
}

static GArray *
touched_by(const Worlds *worlds, guint index)
{
    return index < worlds->touched->len ? worlds->touched->pdata[index] : NULL;
}

static bool
is_shown(const Quantity *quantity)
{
    return quantity_is_told(quantity) && !quantity_is_open(quantity) && !isnan(quantity->truth) &&
           !quantity->contradicted && !quantity->left_out;
}

static void
note_terms(guint8 *stands, const GArray *terms)
{
    for (guint i = 0; i < terms->len; i++)
        stands[g_array_index(terms, Term, i).quantity] = 1;
}

/* What stands in sums and bounds, a byte a quantity. */
static guint8 *
in_sums(const Release *release)
{
    guint8 *stands = g_malloc0(release->quantities->len + 1);
    for (guint i = 0; i < release->quantities->len; i++)
        if (release_quantity(release, i)->sum) {
            stands[i] = 1;
            note_terms(stands, release_quantity(release, i)->sum);
        }
    for (guint i = 0; i < release->relations->len; i++)
        note_terms(stands, release->relations->pdata[i]);
    for (guint i = 0; i < release->bounds->len; i++)
        note_terms(stands, g_array_index(release->bounds, Bound, i).terms);
    return stands;
}

/* The shown quantity of one slice alone that has the same records there; -1 where there is none. */
static int
same_here(const Worlds *worlds, const Touched *here)
{
    Slice *slice = worlds->slices->pdata[here->slice];
    for (guint i = 0; i < worlds->touched->len; i++) {
        const GArray *touched = worlds->touched->pdata[i];
        const Touched *only = touched->len == 1 ? &g_array_index(touched, Touched, 0) : NULL;
        if (only && only->slice == here->slice && is_shown(release_quantity(worlds->release, i)) &&
            slice_is_within(slice, here->set, only->set) && slice_is_within(slice, only->set, here->set))
            return (int)i;
    }
    return -1;
}

static void
set_apart(Worlds *worlds, guint index)
{
    GArray *touched = worlds->touched->pdata[index];
    for (guint k = 0; k < touched->len; k++) {
        Touched *here = &g_array_index(touched, Touched, k);
        here->as = same_here(worlds, here);
        Apart apart = {index, (guint)here->as};
        if (here->as >= 0)
            g_array_append_val(worlds->apart, apart);
    }
}

static void
find_parts(Worlds *worlds)
{
    const Release *release = worlds->release;
    if (worlds->part->len)
        return;
    guint quantities = release->quantities->len;
    g_autofree guint8 *stands = in_sums(release);
    for (guint i = 0; i < quantities + worlds->slices->len; i++) {
        int node = (int)i;
        g_array_append_val(worlds->part, node);
        g_ptr_array_add(worlds->models, NULL);
    }
    for (guint i = 0; i < quantities; i++) {
        const Quantity *quantity = release_quantity(release, i);
        const GArray *touched = touched_by(worlds, i);
        if (touched && touched->len > 1 && is_shown(quantity) && !stands[i])
            set_apart(worlds, i);
        for (guint k = 0; touched && k < touched->len; k++)
            if (g_array_index(touched, Touched, k).as < 0)
                unite(worlds->part, i, quantities + g_array_index(touched, Touched, k).slice);
        if (quantity->sum) {
            unite_terms(worlds->part, quantity->sum);
            unite(worlds->part, i, g_array_index(quantity->sum, Term, 0).quantity);
        }
    }
    for (guint i = 0; i < release->relations->len; i++)
        unite_terms(worlds->part, release->relations->pdata[i]);
    for (guint i = 0; i < release->bounds->len; i++)
        unite_terms(worlds->part, g_array_index(release->bounds, Bound, i).terms);
}

int
worlds_part_of(const Worlds *worlds, guint node)
{
    find_parts((Worlds *)worlds);
    return root_of(worlds->part, (int)node);
}

guint
worlds_parts(const Worlds *worlds)
{
    find_parts((Worlds *)worlds);
    return worlds->part->len;
}

/* Quantities whose share of some slice is hidden now. */
static GArray *
broken(const Worlds *worlds)
{
    GArray *quantities = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < worlds->apart->len; i++) {
        const Apart *apart = &g_array_index(worlds->apart, Apart, i);
        bool again =
            quantities->len && g_array_index(quantities, guint, quantities->len - 1) == apart->quantity;
        if (!again && !is_shown(release_quantity(worlds->release, apart->as)))
            g_array_append_val(quantities, apart->quantity);
    }
    return quantities;
}

GArray *
worlds_join_parts(Worlds *worlds)
{
    GArray *quantities = broken(worlds);
    if (!quantities->len)
        return quantities;
    for (guint i = 0; i < worlds->touched->len; i++) {
        GArray *touched = worlds->touched->pdata[i];
        for (guint k = 0; k < touched->len; k++)
            g_array_index(touched, Touched, k).as = -1;
    }
    g_array_set_size(worlds->apart, 0);
    g_array_set_size(worlds->part, 0);
    g_ptr_array_set_size(worlds->models, 0);
    find_parts(worlds);
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < quantities->len; i++) {
        guint part = (guint)worlds_part_of(worlds, g_array_index(quantities, guint, i));
        bool known = false;
        for (guint k = 0; k < parts->len; k++)
            known |= g_array_index(parts, guint, k) == part;
        if (!known)
            g_array_append_val(parts, part);
    }
    g_array_unref(quantities);
    return parts;
}
