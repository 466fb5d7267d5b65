/* Which cells are in a set, and which dimensions decide it. */
#include "analysis/slices/slices_parts.h"
#include <string.h>

Dimensions
dimension_bit(guint index)
{
    return (Dimensions)1 << index;
}

guint
dimensions_count(Dimensions dimensions)
{
    return (guint)__builtin_popcountll(dimensions);
}

const Step *
step_at(const SliceSet *set, guint index)
{
    return &g_array_index(set->steps, Step, index);
}

/* The result of joining two by and (or). */
guint8
says_joined(SetKind kind, guint8 one, guint8 other)
{
    guint8 all = kind == SET_AND ? SAYS_IN : SAYS_OUT, any = all ^ SAYS_EITHER;
    return (guint8)((one & other & all) | ((one | other) & any));
}

guint8
says_turned(guint8 says)
{
    return (guint8)((says & SAYS_IN) << 1 | says >> 1);
}

/* The bit of the clique's dimension that decides an atom; 0: none does. */
static Dimensions
telling(const Clique *clique, const Atom *atom)
{
    Dimensions fine = clique->dimensions & dimension_bit(atom->in->index),
               coarse = clique->dimensions & dimension_bit(atom->in->index + SLICE_MOST_DIMENSIONS);
    return fine || !atom->crosses ? fine : coarse;
}

bool
clique_tells(const Clique *clique, const SliceSet *set)
{
    for (guint i = 0; i < set->steps->len; i++)
        if (step_at(set, i)->atom && !telling(clique, step_at(set, i)->atom))
            return false;
    return true;
}

/* Does each step for all places at once. */
void
set_says(const SliceSet *set, guint length, AtomSays atom_says, gconstpointer places, guint8 *says)
{
    guint8 *top = says;
    for (guint s = 0; s < set->steps->len; s++) {
        const Step *step = step_at(set, s);
        guint8 *first = top - step->parts * (gsize)length;
        if (step->atom)
            atom_says(places, step->atom, first);
        else if (!step->parts)
            memset(first, step->kind == SET_AND ? SAYS_IN : SAYS_OUT, length);
        top = first + length;
        for (guint8 *in = first; in < top && step->kind == SET_NOT; in++)
            *in = says_turned(*in);
        for (guint part = 1; part < step->parts; part++)
            for (guint i = 0; i < length; i++)
                first[i] = says_joined(step->kind, first[i], first[part * (gsize)length + i]);
    }
}

typedef struct {
    const Clique *clique;
    guint from;
} Cells;

static void
cells_say(gconstpointer places, const Atom *atom, guint8 *says)
{
    const Cells *cells = places;
    Dimensions bit = telling(cells->clique, atom), all = cells->clique->dimensions;
    guint width = dimensions_count(all), place = dimensions_count(all & (bit - 1));
    bool is_coarse = bit >= dimension_bit(SLICE_MOST_DIMENSIONS);
    for (guint cell = cells->from; cell < cells->clique->length; cell++) {
        guint leaf = g_array_index(cells->clique->cells, guint, (gsize)cell * width + place);
        *says++ = leaf_meets(atom->leaves, is_coarse ? atom->in->firsts[leaf] : leaf) ? SAYS_IN : SAYS_OUT;
    }
}

guint8 *
set_says_of_cells(const SliceSet *set, const Clique *clique, guint from)
{
    guint8 *says = g_malloc((gsize)set->steps->len * (clique->length - from) + 1);
    set_says(set, clique->length - from, cells_say, &(Cells){clique, from}, says);
    return says;
}
