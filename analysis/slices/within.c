/* Whether every record of one set is in another: searches for one that is not. A record that is found is
 * kept, because it shows the same for many other pairs. */
#include "analysis/slices/slices_parts.h"
#include <string.h>

enum { MOST_TRIED = 20000 };
enum { OUT, IN };

typedef struct {
    SliceSet *set;
    bool in;
} Wanted;

/* A record in the making: for each dimension, the leaves that are still possible. */
typedef struct {
    const Slice *slice;
    const Wanted *wanted;
    guint length, tried;
    Dimensions about;
    const guint64 *left[SLICE_MOST_DIMENSIONS];
} Search;

static void
left_say(gconstpointer places, const Atom *atom, guint8 *says)
{
    const guint64 *left = ((const Search *)places)->left[atom->in->index];
    guint64 in = 0, out = 0;
    for (guint i = 0; i * 64 < atom->in->length && !(in && out); i++) {
        in |= left[i] & atom->leaves[i];
        out |= left[i] & ~atom->leaves[i];
    }
    *says = (guint8)((in ? SAYS_IN : 0) | (out ? SAYS_OUT : 0));
}

static guint8
says_of_left(const Search *search, const SliceSet *set)
{
    guint8 *says = g_newa(guint8, set->steps->len);
    set_says(set, 1, left_say, search, says);
    return *says;
}

/* Keeps the first record that is left, unless it is in a set known to be empty: in dimensions that were
 * not looked at, it may be any leaf. */
static void
keep(const Search *search)
{
    const Slice *slice = search->slice;
    Clique *found = slice->found;
    if (found->length == SLICE_MOST_FOUND)
        return;
    g_array_set_size(found->cells, found->length * slice->dimensions->len);
    for (guint i = 0; i < slice->dimensions->len; i++) {
        guint leaf = 0;
        while (leaf < SLICE_MOST_LEAVES && !leaf_meets(search->left[i], leaf))
            leaf++;
        g_array_append_val(found->cells, leaf);
    }
    found->length++;
    for (guint i = 0; i < slice->empty->len; i++) {
        g_autofree guint8 *says = set_says_of_cells(slice->empty->pdata[i], found, found->length - 1);
        if (*says == SAYS_IN) {
            found->length--;
            return;
        }
    }
}

/* Asks about the records found since the last time. */
static void
ask_found(const Clique *found, SliceSet *set)
{
    g_autofree guint8 *says = set_says_of_cells(set, found, set->asked);
    for (guint i = set->asked; i < found->length; i++) {
        guint8 here = says[i - set->asked];
        set->found[OUT][i / 64] |= (guint64)(here >> 1) << i % 64;
        set->found[IN][i / 64] |= (guint64)(here & SAYS_IN) << i % 64;
    }
    set->asked = found->length;
}

/* Whether everything wanted was found in one record before. */
static bool
was_found(const Clique *found, const Wanted *wanted, guint length)
{
    for (guint i = 0; i < length; i++)
        if (wanted[i].set->asked < found->length)
            ask_found(found, wanted[i].set);
    for (guint k = 0; k * 64 < found->length; k++) {
        guint64 all = G_MAXUINT64;
        for (guint i = 0; i < length; i++)
            all &= wanted[i].set->found[wanted[i].in ? IN : OUT][k];
        if (all)
            return true;
    }
    return false;
}

static bool any_left(Search *search, guint at);

/* Whether a record is left that meets an undecided condition, or that does not. */
static bool
any_either_way(Search *search, guint at, const Atom *open, bool met_first)
{
    guint64 left[SLICE_LEAF_WORDS] = {0};
    const guint64 *before = search->left[open->in->index];
    search->left[open->in->index] = left;
    bool found = false;
    for (guint way = 0; way < 2 && !found; way++) {
        for (guint i = 0; i * 64 < open->in->length; i++)
            left[i] = before[i] & ((way == 0) == met_first ? open->leaves[i] : ~open->leaves[i]);
        found = any_left(search, at);
    }
    search->left[open->in->index] = before;
    return found;
}

/* Whether a record is left that is everything wanted from there on, and in no set known to be empty that
 * is about the same dimensions. If that would take too long to find out, one is assumed to be left. */
static bool
any_left(Search *search, guint at)
{
    const GPtrArray *empty = search->slice->empty;
    for (; at < search->length + empty->len; at++) {
        Wanted wanted =
            at < search->length ? search->wanted[at] : (Wanted){empty->pdata[at - search->length], false};
        if (wanted.set->about & ~search->about)
            continue;
        guint8 says = says_of_left(search, wanted.set), right = wanted.in ? SAYS_IN : SAYS_OUT;
        if (!(says & right))
            return false;
        for (guint i = 0; i < wanted.set->steps->len && says != right; i++) {
            const Atom *atom = step_at(wanted.set, i)->atom;
            guint8 met = 0;
            if (atom)
                left_say(search, atom, &met);
            if (met == SAYS_EITHER)
                return ++search->tried > MOST_TRIED || any_either_way(search, at, atom, wanted.in);
        }
    }
    keep(search);
    return true;
}

static bool
is_any(const Slice *slice, const Wanted *wanted, guint length)
{
    if (was_found(slice->found, wanted, length))
        return true;
    Search search = {.slice = slice, .wanted = wanted, .length = length};
    for (guint i = 0; i < length; i++)
        search.about |= wanted[i].set->about;
    for (guint i = 0; i < slice->dimensions->len; i++)
        search.left[i] = ((const Dimension *)slice->dimensions->pdata[i])->leaves;
    return any_left(&search, 0);
}

bool
slice_is_within(const Slice *slice, SliceSet *inner, SliceSet *outer)
{
    return !slice->too_wide && !is_any(slice, (const Wanted[]){{inner, true}, {outer, false}}, 2);
}

bool
slice_is_nobody(const Slice *slice, SliceSet *set)
{
    return !slice->too_wide && !is_any(slice, (const Wanted[]){{set, true}}, 1);
}

bool
slice_is_overlap(const Slice *slice, SliceSet *set, SliceSet *one, SliceSet *other)
{
    return slice_is_within(slice, set, one) && slice_is_within(slice, set, other) &&
           !is_any(slice, (const Wanted[]){{one, true}, {other, true}, {set, false}}, 3);
}
