/* The least that a quantity can be for a reader who knows of all counts but the noughts only that they are
 * none: as many as there are counts within it that have no record in common. */
#include <math.h>
#include <string.h>
#include "analysis/disclosure/worlds_parts.h"

/* Sets of cells as bits. */
typedef struct {
    guint words;
    GArray *bits;  /* of guint64, `words` each: told counts, those of fewest cells first */
    GArray *order; /* of guint: which of them is next */
    GArray *sizes; /* of guint */
} Counts;

static guint64
bit_of(guint cell)
{
    return (guint64)1 << (cell % 64);
}

static const guint8 *
members_in(const Worlds *worlds, guint quantity, guint slice, guint clique)
{
    SliceSet *set = worlds_set_in_slice(worlds, quantity, slice);
    return set ? slice_members(worlds->slices->pdata[slice], set, clique) : NULL;
}

static gint
compare_sizes(gconstpointer one, gconstpointer other, gpointer user)
{
    const Counts *counts = user;
    guint first = *(const guint *)one, second = *(const guint *)other;
    guint size = g_array_index(counts->sizes, guint, first),
          other_size = g_array_index(counts->sizes, guint, second);
    return size != other_size ? (size < other_size ? -1 : 1) : first < second ? -1 : first > second;
}

static void
add_count(Counts *counts, const guint8 *members, guint cells)
{
    guint at = counts->bits->len, size = 0, index = counts->sizes->len;
    g_array_set_size(counts->bits, at + counts->words);
    for (guint cell = 0; cell < cells; cell++)
        if (members[cell]) {
            g_array_index(counts->bits, guint64, at + cell / 64) |= bit_of(cell);
            size++;
        }
    g_array_append_val(counts->sizes, size);
    if (size)
        g_array_append_val(counts->order, index);
}

/* All counts of one slice that a clique tells of. */
static Counts
counts_in(const Worlds *worlds, guint slice, guint clique)
{
    guint cells = slice_cells(worlds->slices->pdata[slice], clique);
    Counts counts = {cells / 64 + 1, g_array_new(FALSE, TRUE, sizeof(guint64)),
                     g_array_new(FALSE, FALSE, sizeof(guint)), g_array_new(FALSE, FALSE, sizeof(guint))};
    for (guint i = 0; i < worlds->touched->len; i++) {
        const Quantity *quantity = release_quantity(worlds->release, i);
        const GArray *touched = worlds->touched->pdata[i];
        bool counts_here = touched->len == 1 && g_array_index(touched, Touched, 0).slice == slice &&
                           quantity->stated && quantity->truth >= 1 && !quantity->contradicted;
        const guint8 *members = counts_here ? members_in(worlds, i, slice, clique) : NULL;
        if (members)
            add_count(&counts, members, cells);
    }
    g_array_sort_with_data(counts.order, compare_sizes, &counts);
    return counts;
}

static void
counts_end(Counts *counts)
{
    g_array_unref(counts->bits);
    g_array_unref(counts->order);
    g_array_unref(counts->sizes);
}

/* How many of the counts can be put beside one another within `open`, which is used up. */
static guint
pack(const Counts *counts, guint64 *open)
{
    guint packed = 0;
    for (guint i = 0; i < counts->order->len; i++) {
        const guint64 *bits = &g_array_index(counts->bits, guint64,
                                             (gsize)g_array_index(counts->order, guint, i) * counts->words);
        bool fits = true;
        for (guint w = 0; w < counts->words && fits; w++)
            fits = (bits[w] & ~open[w]) == 0;
        for (guint w = 0; w < counts->words && fits; w++)
            open[w] &= ~bits[w];
        packed += fits;
    }
    return packed;
}

/* The cells that a quantity is the number of records in: false where it is no such number here. */
static bool
cells_of(const Worlds *worlds, guint index, guint slice, guint clique, guint64 *open)
{
    const Term itself = {index, 1};
    const GArray *sum = release_quantity(worlds->release, index)->sum;
    guint terms = sum ? sum->len : 1, cells = slice_cells(worlds->slices->pdata[slice], clique);
    g_autofree int *times = g_new0(int, cells + 1);
    for (guint i = 0; i < terms; i++) {
        const Term *term = sum ? &g_array_index(sum, Term, i) : &itself;
        const guint8 *members = members_in(worlds, term->quantity, slice, clique);
        if (!members)
            return false;
        for (guint cell = 0; cell < cells; cell++)
            times[cell] += members[cell] * (int)term->coefficient;
    }
    for (guint cell = 0; cell < cells; cell++) {
        if (times[cell] != 0 && times[cell] != 1)
            return false;
        if (times[cell])
            open[cell / 64] |= bit_of(cell);
    }
    return true;
}

/* The slice that a quantity, and all that it is a sum of, has its records in; -1: not one alone. */
static int
only_slice(const Worlds *worlds, guint index)
{
    const GArray *sum = release_quantity(worlds->release, index)->sum;
    int slice = -1;
    for (guint i = 0; i < (sum ? sum->len : 1); i++) {
        guint term = sum ? g_array_index(sum, Term, i).quantity : index;
        const GArray *touched = term < worlds->touched->len ? worlds->touched->pdata[term] : NULL;
        if (!touched || touched->len != 1)
            return -1;
        int here = (int)g_array_index(touched, Touched, 0).slice;
        if (slice >= 0 && here != slice)
            return -1;
        slice = here;
    }
    return slice;
}

static void
raise_in(const Worlds *worlds, Release *release, guint slice, guint clique)
{
    Counts counts = counts_in(worlds, slice, clique);
    g_autofree guint64 *open = g_new(guint64, counts.words);
    for (guint i = 0; i < release->quantities->len; i++) {
        Quantity *quantity = release_quantity(release, i);
        if (!quantity->sensitive || quantity->fixed || only_slice(worlds, i) != (int)slice)
            continue;
        memset(open, 0, counts.words * sizeof(guint64));
        if (cells_of(worlds, i, slice, clique, open)) {
            double least = pack(&counts, open);
            quantity->from = fmax(quantity->from, fmin(least, quantity->truth));
        }
    }
    counts_end(&counts);
}

void
worlds_raise_least(const Worlds *worlds, Release *release)
{
    if (release->least_hidden < 1)
        return;
    for (guint slice = 0; slice < worlds->slices->len; slice++)
        for (guint clique = 0; clique < slice_cliques(worlds->slices->pdata[slice]); clique++)
            raise_in(worlds, release, slice, clique);
}
