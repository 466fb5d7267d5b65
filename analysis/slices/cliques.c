/* Cliques of dimensions, their tree, and their cells. */
#include "analysis/slices/slices_parts.h"
#include <string.h>

enum { BITS = 2 * SLICE_MOST_DIMENSIONS };

static bool
has(Dimensions dimensions, guint bit)
{
    return dimensions & dimension_bit(bit);
}

static Clique *
clique_at(const Slice *slice, guint index)
{
    return slice->cliques->pdata[index];
}

static Clique *
clique_new(Dimensions dimensions)
{
    Clique *clique = g_new0(Clique, 1);
    clique->dimensions = dimensions;
    clique->parent = -1;
    clique->cells = g_array_new(FALSE, FALSE, sizeof(guint));
    return clique;
}

void
clique_free(gpointer clique)
{
    g_array_unref(((Clique *)clique)->cells);
    g_free(clique);
}

/* Joins each of some dimensions to all of them. */
static void
join_all(Dimensions *joined, Dimensions all)
{
    for (guint bit = 0; bit < BITS; bit++)
        if (has(all, bit))
            joined[bit] |= all;
}

/* Conditions on days in a set that is also about other things are counted by coarser copies, where these
 * exist. */
static void
find_crossings(const Slice *slice, Dimensions *joined)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, slice->sets);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        SliceSet *set = value;
        bool crosses = set->about & slice->days && set->about & ~slice->days;
        Dimensions split = crosses ? set->about & slice->split : 0;
        set->counted = (set->about & ~split) | split << SLICE_MOST_DIMENSIONS;
        join_all(joined, set->counted);
    }
    for (guint i = 0; i < slice->dimensions->len; i++)
        join_all(joined, dimension_bit(i) | (slice->split & dimension_bit(i)) << SLICE_MOST_DIMENSIONS);
}

static guint
missing_pairs(const Dimensions *joined, Dimensions all)
{
    guint missing = 0;
    for (guint bit = 0; bit < BITS; bit++)
        missing += has(all, bit) ? dimensions_count(all & ~joined[bit]) : 0;
    return missing;
}

static void
add_clique(Slice *slice, Dimensions dimensions)
{
    for (guint i = 0; i < slice->cliques->len; i++)
        if (!(dimensions & ~clique_at(slice, i)->dimensions))
            return;
    g_ptr_array_add(slice->cliques, clique_new(dimensions));
}

/* Removes one dimension after another, joining its neighbours: the one with the fewest missing pairs among
 * them first. The dimensions it was joined to form a clique with it. */
static void
find_cliques(Slice *slice, Dimensions *joined)
{
    Dimensions left = 0;
    for (guint bit = 0; bit < BITS; bit++)
        left |= joined[bit];
    while (left) {
        guint next = 0, fewest = G_MAXUINT;
        for (guint bit = 0; bit < BITS; bit++) {
            guint missing = has(left, bit) ? missing_pairs(joined, joined[bit] & left) : G_MAXUINT;
            if (missing < fewest) {
                fewest = missing;
                next = bit;
            }
        }
        join_all(joined, joined[next] & left);
        add_clique(slice, joined[next] & left);
        left &= ~dimension_bit(next);
    }
    add_clique(slice, 0);
}

/* Prim's tree by the number of dimensions that neighbours share: those in the tree come first, and next is
 * the one that shares most with one of them. */
static void
make_tree(Slice *slice)
{
    Clique **cliques = (Clique **)slice->cliques->pdata;
    for (guint there = 0; there + 1 < slice->cliques->len; there++) {
        guint next = there + 1;
        for (guint i = next; i < slice->cliques->len; i++) {
            Dimensions shared = cliques[i]->dimensions & cliques[there]->dimensions;
            if (there == 0 || dimensions_count(shared) > dimensions_count(cliques[i]->shared)) {
                cliques[i]->shared = shared;
                cliques[i]->parent = (int)there;
            }
            if (dimensions_count(cliques[i]->shared) > dimensions_count(cliques[next]->shared))
                next = i;
        }
        Clique *best = cliques[next];
        memmove(&cliques[there + 2], &cliques[there + 1], (next - there - 1) * sizeof *cliques);
        cliques[there + 1] = best;
    }
}

/* The dimension of a bit, and the number of leaves that it or its coarser copy has. */
static const Dimension *
dimension_at(const Slice *slice, guint bit, guint *leaves)
{
    const Dimension *dimension = slice->dimensions->pdata[bit % SLICE_MOST_DIMENSIONS];
    *leaves = bit < SLICE_MOST_DIMENSIONS ? dimension->length : dimension->coarse_length;
    return dimension;
}

/* Adds every combination of leaves of the remaining dimensions with those chosen for higher bits: the
 * coarser leaf of a leaf must be the one chosen. False if there are too many. */
static bool
add_cells(const Slice *slice, Clique *clique, guint *leaves, Dimensions left)
{
    if (!left) {
        g_array_append_vals(clique->cells, leaves, dimensions_count(clique->dimensions));
        return ++clique->length <= SLICE_MOST_CELLS;
    }
    guint bit = BITS - 1, place = dimensions_count(left) - 1, length;
    while (!has(left, bit))
        bit--;
    const Dimension *dimension = dimension_at(slice, bit, &length);
    bool is_fine = bit < SLICE_MOST_DIMENSIONS;
    Dimensions copy = is_fine ? clique->dimensions & dimension_bit(bit + SLICE_MOST_DIMENSIONS) : 0;
    const guint *chosen = copy ? &leaves[dimensions_count(clique->dimensions & (copy - 1))] : NULL;
    for (guint leaf = 0; leaf < length; leaf++) {
        leaves[place] = leaf;
        if ((!chosen || *chosen == dimension->coarse[leaf]) &&
            !add_cells(slice, clique, leaves, left & ~dimension_bit(bit)))
            return false;
    }
    return true;
}

/* Removes the cells that are in a set that nobody is in. */
static void
take_empty(Clique *clique, const SliceSet *empty)
{
    guint width = dimensions_count(clique->dimensions), kept = 0;
    g_autofree guint8 *says = set_says_of_cells(empty, clique, 0);
    guint *cells = (guint *)(gpointer)clique->cells->data;
    for (guint cell = 0; cell < clique->length; cell++)
        if (says[cell] == SAYS_OUT)
            memmove(cells + (gsize)kept++ * width, cells + (gsize)cell * width, width * sizeof *cells);
    clique->length = kept;
}

static void
place_set(gpointer key G_GNUC_UNUSED, gpointer value, gpointer in)
{
    SliceSet *set = value;
    while (set->counted & ~clique_at(in, set->clique)->dimensions)
        set->clique++;
}

void
cliques_make(Slice *slice)
{
    Dimensions joined[BITS] = {0};
    guint leaves[BITS];
    find_crossings(slice, joined);
    find_cliques(slice, joined);
    make_tree(slice);
    g_hash_table_foreach(slice->sets, place_set, slice);
    for (guint i = 0; i < slice->cliques->len && !slice->too_wide; i++) {
        Clique *clique = clique_at(slice, i);
        if (!add_cells(slice, clique, leaves, clique->dimensions))
            slice->too_wide = clique->dimensions;
        for (guint k = 0; k < slice->empty->len && !slice->too_wide; k++)
            if (clique_tells(clique, slice->empty->pdata[k]))
                take_empty(clique, slice->empty->pdata[k]);
    }
    slice->found = clique_new(dimension_bit(slice->dimensions->len) - 1);
}

guint
slice_cliques(const Slice *slice)
{
    return slice->cliques->len;
}

int
slice_parent(const Slice *slice, guint clique)
{
    return clique_at(slice, clique)->parent;
}

guint
slice_cells(const Slice *slice, guint clique)
{
    return clique_at(slice, clique)->length;
}

/* The number of a cell, from its leaves of some dimensions. */
static guint
number_shared(const Slice *slice, const Clique *clique, guint cell, Dimensions shared)
{
    guint number = 0, length, width = dimensions_count(clique->dimensions);
    const guint *leaf = &g_array_index(clique->cells, guint, (gsize)cell * width);
    for (guint bit = 0; bit < BITS; bit++)
        if (has(clique->dimensions, bit)) {
            dimension_at(slice, bit, &length);
            number = has(shared, bit) ? number * length + *leaf : number;
            leaf++;
        }
    return number;
}

guint
slice_shared(const Slice *slice, guint clique, guint cell)
{
    return number_shared(slice, clique_at(slice, clique), cell, clique_at(slice, clique)->shared);
}

guint
slice_shared_in_parent(const Slice *slice, guint clique, guint cell)
{
    const Clique *child = clique_at(slice, clique);
    return number_shared(slice, clique_at(slice, (guint)child->parent), cell, child->shared);
}

guint
slice_clique_of(const SliceSet *set)
{
    return set->clique;
}
