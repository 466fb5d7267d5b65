/* Leaves of what a field holds. */
#include "analysis/disclosure/slice_parts.h"
#include <string.h>

/* Which atoms of the dimension a code meets, for each code that there may be; codes alike are one. */
typedef struct {
    const Slice *slice;
    const Dimension *dimension;
    GPtrArray *patterns; /* guint8*: of what is not blank */
    guint8 *blank;       /* of Not recorded */
    GHashTable *known;   /* pattern as bytes */
    GPtrArray *names;    /* char*: folded category and part of each code in turn */
} Codes;

static const SetCodes *
codes_of_atom(const Atom *atom, guint index)
{
    return index < atom->set->codes->len ? &g_array_index(atom->set->codes, SetCodes, index) : NULL;
}

static guint8 *
pattern_of(const Codes *codes, const char *category, const char *part)
{
    g_autofree char *folded_category = profile_fold(category), *folded_part = profile_fold(part);
    guint8 *pattern = g_malloc0(codes->dimension->atoms->len + 1);
    for (guint a = 0; a < codes->dimension->atoms->len; a++) {
        const Atom *atom = slice_atom(codes->slice, g_array_index(codes->dimension->atoms, guint, a));
        const SetCodes *meant;
        for (guint i = 0; (meant = codes_of_atom(atom, i)); i++)
            pattern[a] |= set_codes_hold(meant, folded_category, folded_part);
    }
    return pattern;
}

static void
add_code(Codes *codes, const char *category, const char *part)
{
    g_ptr_array_add(codes->names, profile_fold(category));
    g_ptr_array_add(codes->names, profile_fold(part));
    guint8 *pattern = pattern_of(codes, category, part);
    GBytes *key = g_bytes_new(pattern, codes->dimension->atoms->len + 1);
    if (g_hash_table_add(codes->known, key))
        g_ptr_array_add(codes->patterns, pattern);
    else
        g_free(pattern);
}

/* Whether any code so far is meant. */
static bool
is_covered(const Codes *codes, const SetCodes *meant)
{
    for (guint i = 0; i < codes->names->len; i += 2)
        if (set_codes_hold(meant, codes->names->pdata[i], codes->names->pdata[i + 1]))
            return true;
    return false;
}

/* Whether a category is meant by itself that stands in the code list with parts only. */
static bool
is_never_alone(const Codes *codes, const SetCodes *meant)
{
    if (meant->kind != CODES_PART || *meant->folded_part)
        return false;
    for (guint i = 0; i < codes->names->len; i += 2)
        if (strcmp(meant->folded_category, codes->names->pdata[i]) == 0)
            return true;
    return false;
}

/* The codes of the list; what sets name beyond it, as figures of files do; and what no list has. A category
 * by itself is a code only where the list says so: else its parts are all of it. */
static void
collect(Codes *codes, const ProfileField *field)
{
    codes->blank = pattern_of(codes, NOT_RECORDED, "");
    g_ptr_array_add(codes->names, profile_fold(NOT_RECORDED));
    g_ptr_array_add(codes->names, g_strdup(""));
    for (guint i = 0; field && i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        if (!profile_same_name(code->category, NOT_RECORDED))
            add_code(codes, code->category, code->part);
    }
    add_code(codes, UNRECOGNISED, "");
    if (field && field->ongoing_category)
        add_code(codes, field->ongoing_category, "");
    for (guint a = 0; a < codes->dimension->atoms->len; a++) {
        const Atom *atom = slice_atom(codes->slice, g_array_index(codes->dimension->atoms, guint, a));
        const SetCodes *meant;
        for (guint i = 0; (meant = codes_of_atom(atom, i)); i++)
            if (!is_covered(codes, meant) && !is_never_alone(codes, meant))
                add_code(codes, meant->category, meant->part ? meant->part : "");
    }
}

static void
add_leaf(Dimension *dimension, const guint8 *pattern)
{
    g_ptr_array_add(dimension->leaves, g_memdup2(pattern, dimension->atoms->len + 1));
}

static void
add_new_leaf(Dimension *dimension, GHashTable *made, const guint8 *pattern)
{
    if (g_hash_table_add(made, g_bytes_new(pattern, dimension->atoms->len + 1)))
        add_leaf(dimension, pattern);
}

/* Several codes at once, besides those so far: every combination of so many more at most. */
static void
combine(const Codes *codes, Dimension *dimension, GHashTable *made, const guint8 *so_far, guint from,
        guint most)
{
    for (guint i = from; most && i < codes->patterns->len; i++) {
        const guint8 *pattern = codes->patterns->pdata[i];
        g_autofree guint8 *joined = g_memdup2(so_far, dimension->atoms->len + 1);
        for (guint a = 0; a < dimension->atoms->len; a++)
            joined[a] |= pattern[a];
        add_new_leaf(dimension, made, joined);
        combine(codes, dimension, made, joined, i + 1, most - 1);
    }
}

/* How many combinations of up to `most` of so many there are. */
static double
combinations(guint codes, guint most)
{
    double all = 1, of_size = 1;
    for (guint size = 1; size <= most; size++) {
        of_size = of_size * (codes - size + 1) / size;
        all += of_size;
    }
    return all;
}

/* A reader may take it that a cell holds no more than a few codes: believing more only protects more. */
static bool
leaves_of_several(const Codes *codes, Dimension *dimension)
{
    static const double enough = 2500;
    guint most = codes->patterns->len;
    while (most > 2 && combinations(codes->patterns->len, most) > enough)
        most--;
    if (combinations(codes->patterns->len, most) > SLICE_MOST_LEAVES)
        return false;
    g_autoptr(GHashTable) made =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    g_autofree guint8 *nothing = g_malloc0(dimension->atoms->len + 1);
    combine(codes, dimension, made, nothing, 0, most);
    add_new_leaf(dimension, made, codes->blank);
    return true;
}

bool
leaves_of_codes(Slice *slice, Dimension *dimension)
{
    if (dimension->kind == DIMENSION_REPEATS) {
        add_leaf(dimension, (const guint8[]){0, 0});
        add_leaf(dimension, (const guint8[]){1, 0});
        return true;
    }
    const ProfileField *field = profile_field(slice->belief.profile, dimension->name);
    Codes codes = {slice,
                   dimension,
                   g_ptr_array_new_with_free_func(g_free),
                   NULL,
                   g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL),
                   g_ptr_array_new_with_free_func(g_free)};
    collect(&codes, field);
    bool fits = true;
    if (field && field->separator) {
        fits = leaves_of_several(&codes, dimension);
    } else {
        g_autofree guint8 *blank = codes.blank;
        add_code(&codes, NOT_RECORDED, "");
        for (guint i = 0; i < codes.patterns->len; i++)
            add_leaf(dimension, codes.patterns->pdata[i]);
        codes.blank = NULL;
    }
    g_free(codes.blank);
    g_ptr_array_unref(codes.patterns);
    g_ptr_array_unref(codes.names);
    g_hash_table_unref(codes.known);
    return fits;
}
