/* Cliques of dimensions, their tree, and their cells. */
#include "analysis/disclosure/slice_parts.h"
#include <string.h>

/* Which dimensions some set crosses, a byte a pair. */
typedef struct {
    guint length;
    guint8 *joined;
} Crossings;

static bool
joined(const Crossings *crossings, guint one, guint other)
{
    return crossings->joined[one * crossings->length + other];
}

static void
join(Crossings *crossings, guint one, guint other)
{
    crossings->joined[one * crossings->length + other] = crossings->joined[other * crossings->length + one] =
        1;
}

static void
join_all(Crossings *crossings, const GArray *dimensions)
{
    for (guint i = 0; i < dimensions->len; i++)
        for (guint k = 0; k < i; k++)
            join(crossings, g_array_index(dimensions, guint, i), g_array_index(dimensions, guint, k));
}

/* A coarse dimension follows from its fine one. */
static void
find_crossings(const Slice *slice, Crossings *crossings)
{
    GHashTableIter iter;
    gpointer formula;
    g_hash_table_iter_init(&iter, slice->sets);
    while (g_hash_table_iter_next(&iter, NULL, &formula))
        join_all(crossings, ((const SliceSet *)formula)->dimensions);
    for (guint i = 0; i < slice->dimensions->len; i++)
        if (slice_dimension_at(slice, i)->fine >= 0 && !slice_dimension_at(slice, i)->is_gone)
            join(crossings, i, (guint)slice_dimension_at(slice, i)->fine);
}

/* The neighbours of a dimension that are still there, with itself. */
static GArray *
around(const Crossings *crossings, const guint8 *gone, guint dimension)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < crossings->length; i++)
        if (i == dimension || (!gone[i] && joined(crossings, dimension, i)))
            g_array_append_val(all, i);
    return all;
}

static guint
missing_in(const Crossings *crossings, const GArray *all)
{
    guint missing = 0;
    for (guint i = 0; i < all->len; i++)
        for (guint k = 0; k < i; k++)
            missing += !joined(crossings, g_array_index(all, guint, i), g_array_index(all, guint, k));
    return missing;
}

bool
dimensions_hold(const GArray *outer, const GArray *inner)
{
    guint found = 0;
    for (guint i = 0; i < inner->len; i++)
        for (guint k = 0; k < outer->len; k++)
            found += g_array_index(inner, guint, i) == g_array_index(outer, guint, k);
    return found == inner->len;
}

static Clique *
clique_new(GArray *dimensions)
{
    Clique *clique = g_new0(Clique, 1);
    clique->dimensions = dimensions;
    clique->parent = -1;
    clique->cells = g_array_new(FALSE, FALSE, sizeof(guint));
    clique->shared = g_array_new(FALSE, FALSE, sizeof(guint));
    clique->in_parent = g_array_new(FALSE, FALSE, sizeof(guint));
    return clique;
}

static void
add_clique(Slice *slice, GArray *dimensions)
{
    for (guint i = 0; i < slice->cliques->len; i++)
        if (dimensions_hold(((const Clique *)slice->cliques->pdata[i])->dimensions, dimensions)) {
            g_array_unref(dimensions);
            return;
        }
    g_ptr_array_add(slice->cliques, clique_new(dimensions));
}

/* Takes one dimension after another away, joining its neighbours: that with the fewest missing pairs among
 * them first. What it stood with is a clique. */
static void
find_cliques(Slice *slice, Crossings *crossings)
{
    g_autofree guint8 *gone = g_malloc0(crossings->length + 1);
    guint left = crossings->length;
    for (guint i = 0; i < crossings->length; i++)
        if (slice_dimension_at(slice, i)->is_gone) {
            gone[i] = 1;
            left--;
        }
    for (; left > 0; left--) {
        g_autoptr(GArray) best = NULL;
        guint next = 0, fewest = G_MAXUINT;
        for (guint i = 0; i < crossings->length; i++) {
            g_autoptr(GArray) all = gone[i] ? NULL : around(crossings, gone, i);
            guint missing = all ? missing_in(crossings, all) : G_MAXUINT;
            if (missing < fewest) {
                fewest = missing;
                next = i;
                g_clear_pointer(&best, g_array_unref);
                best = g_steal_pointer(&all);
            }
        }
        join_all(crossings, best);
        gone[next] = 1;
        add_clique(slice, g_steal_pointer(&best));
    }
    if (!slice->cliques->len)
        g_ptr_array_add(slice->cliques, clique_new(g_array_new(FALSE, FALSE, sizeof(guint))));
}

static GArray *
shared_dimensions(const Clique *one, const Clique *other)
{
    GArray *shared = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < one->dimensions->len; i++)
        for (guint k = 0; k < other->dimensions->len; k++)
            if (g_array_index(one->dimensions, guint, i) == g_array_index(other->dimensions, guint, k))
                g_array_append_val(shared, g_array_index(one->dimensions, guint, i));
    return shared;
}

static guint
shared_count(const Clique *one, const Clique *other)
{
    g_autoptr(GArray) shared = shared_dimensions(one, other);
    return shared->len;
}

/* Prim's tree by how many dimensions neighbours share. */
static void
make_tree(Slice *slice)
{
    guint length = slice->cliques->len;
    g_autofree guint8 *there = g_malloc0(length + 1);
    g_autoptr(GPtrArray) order = g_ptr_array_new();
    g_autofree int *parents = g_new0(int, length + 1);
    there[0] = 1;
    g_ptr_array_add(order, slice->cliques->pdata[0]);
    parents[0] = -1;
    while (order->len < length) {
        guint best = 0, parent = 0;
        int most = -1;
        for (guint i = 0; i < length; i++)
            for (guint k = 0; !there[i] && k < order->len; k++) {
                int shared = (int)shared_count(slice->cliques->pdata[i], order->pdata[k]);
                if (shared > most) {
                    most = shared;
                    best = i;
                    parent = k;
                }
            }
        there[best] = 1;
        parents[order->len] = (int)parent;
        g_ptr_array_add(order, slice->cliques->pdata[best]);
    }
    for (guint i = 0; i < length; i++) {
        slice->cliques->pdata[i] = order->pdata[i];
        ((Clique *)order->pdata[i])->parent = parents[i];
    }
}

static int
place_in(const Clique *clique, guint dimension)
{
    for (guint i = 0; i < clique->dimensions->len; i++)
        if (g_array_index(clique->dimensions, guint, i) == dimension)
            return (int)i;
    return -1;
}

/* What a cell's leaf says of an atom: 1, 0, or -1 where the cell has no such dimension. */
static int
cell_says(const Slice *slice, const Clique *clique, const guint *leaves, int index)
{
    const Atom *atom = index < 0 ? NULL : slice_atom(slice, (guint)index);
    for (guint i = 0; atom && i < clique->dimensions->len; i++) {
        guint here = g_array_index(clique->dimensions, guint, i);
        const Dimension *dimension = slice_dimension_at(slice, here);
        if (here == atom->dimension || (dimension->fine == (int)atom->dimension && atom->crosses))
            return ((const guint8 *)dimension->leaves->pdata[leaves[i]])[atom->place];
    }
    return -1;
}

/* Whether there can be such records: an outcome says whether a case is open. */
static bool
can_be(const Slice *slice, const Clique *clique, const guint *leaves)
{
    if (!slice->belief.usual)
        return true;
    int closed = cell_says(slice, clique, leaves, slice->closed_known);
    return !(closed == 1 && cell_says(slice, clique, leaves, slice->ongoing) == 1) &&
           !(closed == 0 && cell_says(slice, clique, leaves, slice->not_recorded) == 1);
}

/* Where the fine dimension of a coarse one is in the clique, so that its leaf follows; -1: it is not. */
static int
fine_place(const Slice *slice, const Clique *clique, guint place)
{
    int fine = slice_dimension_at(slice, g_array_index(clique->dimensions, guint, place))->fine;
    return fine < 0 ? -1 : place_in(clique, (guint)fine);
}

static void
follow(const Slice *slice, const Clique *clique, guint *leaves)
{
    for (guint i = 0; i < clique->dimensions->len; i++) {
        int fine = fine_place(slice, clique, i);
        const Dimension *coarse = slice_dimension_at(slice, g_array_index(clique->dimensions, guint, i));
        if (fine >= 0)
            leaves[i] = g_array_index(coarse->of_fine, guint, leaves[fine]);
    }
}

/* The next combination of leaves; false after the last. */
static bool
next_cell(const Slice *slice, const Clique *clique, guint *leaves)
{
    for (guint i = 0; i < clique->dimensions->len; i++) {
        guint length = slice_dimension_at(slice, g_array_index(clique->dimensions, guint, i))->leaves->len;
        if (fine_place(slice, clique, i) >= 0)
            continue;
        if (++leaves[i] < length)
            return true;
        leaves[i] = 0;
    }
    return false;
}

static bool
make_cells(const Slice *slice, Clique *clique)
{
    guint width = clique->dimensions->len;
    g_autofree guint *leaves = g_new0(guint, width + 1);
    double all = 1;
    for (guint i = 0; i < width; i++)
        all *= fine_place(slice, clique, i) >= 0
                   ? 1
                   : slice_dimension_at(slice, g_array_index(clique->dimensions, guint, i))->leaves->len;
    if (all > SLICE_MOST_CELLS)
        return false;
    do {
        follow(slice, clique, leaves);
        if (all > 0 && can_be(slice, clique, leaves)) {
            g_array_append_vals(clique->cells, leaves, width);
            clique->length++;
        }
    } while (all > 0 && next_cell(slice, clique, leaves));
    return true;
}

static guint
number_of(const Slice *slice, const Clique *clique, const guint *leaves, const GArray *dimensions)
{
    guint number = 0;
    for (guint i = 0; i < dimensions->len; i++) {
        guint dimension = g_array_index(dimensions, guint, i);
        number = number * (slice_dimension_at(slice, dimension)->leaves->len + 1) +
                 leaves[place_in(clique, dimension)];
    }
    return number;
}

static void
number_shared(Slice *slice, Clique *clique)
{
    const Clique *parent = clique->parent < 0 ? NULL : slice->cliques->pdata[clique->parent];
    g_autoptr(GArray) shared = parent ? shared_dimensions(clique, parent) : NULL;
    for (guint i = 0; parent && i < clique->length; i++) {
        guint number = number_of(
            slice, clique, &g_array_index(clique->cells, guint, (gsize)i * clique->dimensions->len), shared);
        g_array_append_val(clique->shared, number);
    }
    for (guint i = 0; parent && i < parent->length; i++) {
        guint number = number_of(
            slice, parent, &g_array_index(parent->cells, guint, (gsize)i * parent->dimensions->len), shared);
        g_array_append_val(clique->in_parent, number);
    }
}

static void
place_formulas(Slice *slice)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, slice->sets);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        SliceSet *formula = value;
        for (guint i = 0; i < slice->cliques->len && formula->clique < 0; i++)
            if (dimensions_hold(((const Clique *)slice->cliques->pdata[i])->dimensions, formula->dimensions))
                formula->clique = (int)i;
    }
}

bool
cliques_make(Slice *slice)
{
    guint length = slice->dimensions->len;
    g_autofree guint8 *pairs = g_malloc0((gsize)length * length + 1);
    Crossings crossings = {length, pairs};
    find_crossings(slice, &crossings);
    find_cliques(slice, &crossings);
    make_tree(slice);
    for (guint i = 0; i < slice->cliques->len; i++)
        if (!make_cells(slice, slice->cliques->pdata[i])) {
            slice->too_wide = g_array_ref(((const Clique *)slice->cliques->pdata[i])->dimensions);
            return false;
        }
    for (guint i = 0; i < slice->cliques->len; i++) {
        Clique *clique = slice->cliques->pdata[i];
        clique->empty = slice_bytes(clique->length);
        number_shared(slice, clique);
    }
    place_formulas(slice);
    return true;
}
