/* Leaves of the values of a field. */
#include "analysis/slices/slices_parts.h"
#include <string.h>

bool
leaf_meets(const guint64 *leaves, guint leaf)
{
    return leaves[leaf / 64] >> leaf % 64 & 1;
}

/* Whether a pattern has a number; if not, it gets the one given. */
static bool
is_known(Dimension *dimension, const guint8 *pattern, guint length, guint *number)
{
    GBytes *key = g_bytes_new(pattern, length);
    gpointer known;
    bool is_there = g_hash_table_lookup_extended(dimension->patterns, key, NULL, &known);
    if (is_there)
        *number = GPOINTER_TO_UINT(known);
    g_hash_table_insert(dimension->patterns, key, GUINT_TO_POINTER(*number));
    return is_there;
}

void
dimension_add_leaf(Dimension *dimension, const guint8 *pattern)
{
    guint atoms = dimension->atoms->len, leaf = dimension->length, coarse = dimension->coarse_length;
    if (leaf > SLICE_MOST_LEAVES || is_known(dimension, pattern, atoms, &leaf))
        return;
    g_autofree guint8 *crossing = g_malloc0(atoms + 1);
    guint64 bit = (guint64)1 << leaf % 64;
    for (guint a = 0; a < atoms; a++) {
        Atom *atom = dimension->atoms->pdata[a];
        crossing[a] = pattern[a] && atom->crosses;
        atom->leaves[leaf / 64] |= pattern[a] ? bit : 0;
    }
    if (!is_known(dimension, crossing, atoms + 1, &coarse))
        dimension->firsts[dimension->coarse_length++] = leaf;
    dimension->coarse[leaf] = coarse;
    dimension->leaves[leaf / 64] |= bit;
    dimension->length++;
}

/* The possible codes, each once: char*, folded, category and part in turn. */
static void
add_code(GPtrArray *codes, const char *category, const char *part)
{
    g_ptr_array_add(codes, profile_fold(category));
    g_ptr_array_add(codes, profile_fold(part));
}

/* Whether any code so far is meant; or a category is meant on its own that is present only as parts: then
 * its parts are all of it. */
static bool
is_covered(const GPtrArray *codes, const SetCodes *meant)
{
    bool alone = meant->kind == CODES_PART && !*meant->folded_part;
    for (guint i = 0; i < codes->len; i += 2)
        if (set_codes_hold(meant, codes->pdata[i], codes->pdata[i + 1]) ||
            (alone && strcmp(meant->folded_category, codes->pdata[i]) == 0))
            return true;
    return false;
}

/* The values in the records, where there is no list. Returns whether these are all. */
static bool
add_seen(GPtrArray *codes, const Belief *belief, const ProfileField *field)
{
    const DatasetField *seen =
        field && !field->codes->len && belief->dataset ? dataset_field(belief->dataset, field->name) : NULL;
    for (guint c = 0; seen && c < seen->categories->len; c++)
        if ((int)c != seen->not_recorded && (int)c != seen->unrecognised)
            add_code(codes, g_array_index(seen->categories, DatasetCategory, c).name, "");
    return seen != NULL;
}

/* Not recorded; the codes of the list and one in no list, or the values where there is no list; and any
 * others that sets name, as figures in files do. */
static GPtrArray *
codes_of(const Dimension *dimension, const Belief *belief, const ProfileField *field)
{
    GPtrArray *codes = g_ptr_array_new_with_free_func(g_free);
    add_code(codes, NOT_RECORDED, "");
    for (guint i = 0; field && i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        if (!profile_same_name(code->category, NOT_RECORDED))
            add_code(codes, code->category, code->part);
    }
    if (!add_seen(codes, belief, field))
        add_code(codes, UNRECOGNISED, "");
    if (field && field->ongoing_category)
        add_code(codes, field->ongoing_category, "");
    for (guint a = 0; a < dimension->atoms->len; a++) {
        const GArray *all = ((const Atom *)dimension->atoms->pdata[a])->set->codes;
        for (guint i = 0; i < all->len; i++) {
            const SetCodes *meant = &g_array_index(all, SetCodes, i);
            if (!is_covered(codes, meant))
                add_code(codes, meant->category, meant->part ? meant->part : "");
        }
    }
    return codes;
}

static void
add_leaf(Dimension *dimension, const GPtrArray *codes, guint code)
{
    g_autofree guint8 *pattern = g_malloc0(dimension->atoms->len);
    for (guint a = 0; a < dimension->atoms->len; a++) {
        const GArray *all = ((const Atom *)dimension->atoms->pdata[a])->set->codes;
        for (guint i = 0; i < all->len; i++)
            pattern[a] |=
                set_codes_hold(&g_array_index(all, SetCodes, i), codes->pdata[code], codes->pdata[code + 1]);
    }
    dimension_add_leaf(dimension, pattern);
}

/* Several codes at once, besides those so far: every combination with at most this many more. A single
 * code is the leaf that it is on its own. */
static void
combine(Dimension *dimension, const guint8 *so_far, guint from, guint codes, guint most)
{
    for (guint i = from; most && i < codes; i++) {
        g_autofree guint8 *joined = g_memdup2(so_far, dimension->atoms->len);
        for (guint a = 0; a < dimension->atoms->len; a++)
            joined[a] |= leaf_meets(((const Atom *)dimension->atoms->pdata[a])->leaves, i);
        dimension_add_leaf(dimension, joined);
        combine(dimension, joined, i + 1, codes, most - 1);
    }
}

/* The most codes that a cell is assumed to hold: two, or more if there are not too many combinations. A
 * reader may assume that; assuming more only protects more. */
static guint
most_at_once(guint codes)
{
    static const double enough = 2500;
    double of_size = 1, all = 1;
    guint most = 0;
    while (most < codes) {
        of_size = of_size * (codes - most) / (most + 1);
        all += of_size;
        if (most >= 2 && all > enough)
            break;
        most++;
    }
    return most;
}

void
leaves_of_codes(const Slice *slice, Dimension *dimension)
{
    if (dimension->kind != SET_CODES) {
        dimension_add_leaf(dimension, (const guint8[]){0});
        dimension_add_leaf(dimension, (const guint8[]){1});
        return;
    }
    const ProfileField *field = profile_field(slice->belief.profile, dimension->field);
    g_autoptr(GPtrArray) codes = codes_of(dimension, &slice->belief, field);
    g_autofree guint8 *nothing = g_malloc0(dimension->atoms->len);
    for (guint code = 2; code < codes->len; code += 2)
        add_leaf(dimension, codes, code);
    if (field && field->separator)
        combine(dimension, nothing, 0, dimension->length, most_at_once(dimension->length));
    add_leaf(dimension, codes, 0);
}
