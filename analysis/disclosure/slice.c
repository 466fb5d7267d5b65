#include "analysis/disclosure/slice_parts.h"
#include <string.h>

static void
dimension_free(gpointer pointer)
{
    Dimension *dimension = pointer;
    g_free(dimension->name);
    g_array_unref(dimension->atoms);
    g_ptr_array_unref(dimension->leaves);
    g_clear_pointer(&dimension->of_fine, g_array_unref);
    g_free(dimension);
}

static void
formula_free(gpointer pointer)
{
    SliceSet *formula = pointer;
    g_array_unref(formula->steps);
    g_array_unref(formula->dimensions);
    g_clear_pointer(&formula->members, g_ptr_array_unref);
    g_free(formula->told);
    g_clear_pointer(&formula->wider, g_ptr_array_unref);
    g_clear_pointer(&formula->either, g_ptr_array_unref);
    g_free(formula);
}

static void
clique_free(gpointer pointer)
{
    Clique *clique = pointer;
    g_array_unref(clique->dimensions);
    g_array_unref(clique->cells);
    g_free(clique->empty);
    g_array_unref(clique->shared);
    g_array_unref(clique->in_parent);
    g_free(clique);
}

Slice *
slice_new(const Belief *belief, Day first, Day last)
{
    Slice *slice = g_new0(Slice, 1);
    slice->belief = *belief;
    slice->first = first;
    slice->last = last;
    slice->atoms = g_array_new(FALSE, FALSE, sizeof(Atom));
    slice->atom_places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    slice->dimensions = g_ptr_array_new_with_free_func(dimension_free);
    slice->sets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, formula_free);
    slice->cliques = g_ptr_array_new_with_free_func(clique_free);
    slice->closed_known = slice->ongoing = slice->not_recorded = -1;
    return slice;
}

void
slice_free(Slice *slice)
{
    for (guint i = 0; i < slice->atoms->len; i++)
        record_set_unref((RecordSet *)slice_atom(slice, i)->set);
    g_array_unref(slice->atoms);
    g_hash_table_unref(slice->atom_places);
    g_ptr_array_unref(slice->dimensions);
    g_hash_table_unref(slice->sets);
    g_ptr_array_unref(slice->cliques);
    g_clear_pointer(&slice->too_wide, g_array_unref);
    g_free(slice);
}

Atom *
slice_atom(const Slice *slice, guint index)
{
    return &g_array_index(slice->atoms, Atom, index);
}

const Dimension *
slice_dimension_at(const Slice *slice, guint index)
{
    return slice->dimensions->pdata[index];
}

static guint
dimension_named(Slice *slice, DimensionKind kind, const char *name)
{
    for (guint i = 0; i < slice->dimensions->len; i++) {
        const Dimension *known = slice->dimensions->pdata[i];
        if (known->kind == kind && strcmp(known->name, name) == 0)
            return i;
    }
    Dimension *dimension = g_new0(Dimension, 1);
    dimension->name = g_strdup(name);
    dimension->kind = kind;
    dimension->atoms = g_array_new(FALSE, FALSE, sizeof(guint));
    dimension->leaves = g_ptr_array_new_with_free_func(g_free);
    dimension->fine = -1;
    g_ptr_array_add(slice->dimensions, dimension);
    return slice->dimensions->len - 1;
}

/* All days are one dimension: when things happened to a record hangs together. */
static guint
dimension_of(Slice *slice, const RecordSet *set)
{
    switch (set->kind) {
    case SET_CODES:
        return dimension_named(slice, DIMENSION_CODES, set->field);
    case SET_REPEATS:
        return dimension_named(slice, DIMENSION_REPEATS, set->field);
    default:
        return dimension_named(slice, DIMENSION_DAYS, "");
    }
}

static guint
atom_of(Slice *slice, const RecordSet *set)
{
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(slice->atom_places, set->key));
    if (known)
        return known - 1;
    guint index = slice->atoms->len, in = dimension_of(slice, set);
    Dimension *dimension = slice->dimensions->pdata[in];
    Atom atom = {record_set_ref(set), in, dimension->atoms->len, false};
    g_array_append_val(slice->atoms, atom);
    g_array_append_val(dimension->atoms, index);
    g_hash_table_insert(slice->atom_places, g_strdup(set->key), GUINT_TO_POINTER(index + 1));
    return index;
}

typedef enum { SOME, ALL, NONE } Extent;

static void
step(SliceSet *formula, int what)
{
    g_array_append_val(formula->steps, what);
}

static Extent write_formula(Slice *slice, const RecordSet *set, SliceSet *formula);

/* Writes and (or), leaving out what all (none) of the slice meets. */
static Extent
write_joined(Slice *slice, const RecordSet *set, SliceSet *formula)
{
    bool is_and = set->kind == SET_AND;
    guint start = formula->steps->len, written = 0;
    for (guint i = 0; i < set->parts->len; i++) {
        guint before = formula->steps->len;
        Extent extent = write_formula(slice, set->parts->pdata[i], formula);
        if (extent == (is_and ? NONE : ALL)) {
            g_array_set_size(formula->steps, start);
            return extent;
        }
        if (extent != SOME) {
            g_array_set_size(formula->steps, before);
            continue;
        }
        if (written++)
            step(formula, is_and ? FORMULA_AND : FORMULA_OR);
    }
    return written ? SOME : is_and ? ALL : NONE;
}

/* When records were received is known of a slice, as far as it goes. */
static Extent
extent_of_days(const Slice *slice, const RecordSet *set)
{
    if (strcmp(set->field, "received") != 0)
        return SOME;
    if (set->first > slice->last || set->last < slice->first)
        return NONE;
    return set->first <= slice->first && set->last >= slice->last ? ALL : SOME;
}

static Extent
write_formula(Slice *slice, const RecordSet *set, SliceSet *formula)
{
    Extent extent = SOME;
    switch (set->kind) {
    case SET_AND:
    case SET_OR:
        return write_joined(slice, set, formula);
    case SET_NOT:
        extent = write_formula(slice, set->parts->pdata[0], formula);
        if (extent == SOME)
            step(formula, FORMULA_NOT);
        return extent == SOME ? SOME : extent == ALL ? NONE : ALL;
    case SET_DAYS:
        extent = extent_of_days(slice, set);
        break;
    default:
        break;
    }
    if (extent == SOME)
        step(formula, (int)atom_of(slice, set));
    return extent;
}

static gint
compare_numbers(gconstpointer one, gconstpointer other)
{
    return (int)*(const guint *)one - (int)*(const guint *)other;
}

static void
note_dimension(GArray *dimensions, guint dimension)
{
    for (guint i = 0; i < dimensions->len; i++)
        if (g_array_index(dimensions, guint, i) == dimension)
            return;
    g_array_append_val(dimensions, dimension);
    g_array_sort(dimensions, compare_numbers);
}

static guint
coarse_of(Slice *slice, guint fine)
{
    for (guint i = 0; i < slice->dimensions->len; i++)
        if (slice_dimension_at(slice, i)->fine == (int)fine)
            return i;
    g_autofree char *name = g_strconcat(slice_dimension_at(slice, fine)->name, " beside days", NULL);
    guint index = dimension_named(slice, DIMENSION_COARSE, *name == ' ' ? "days beside others" : name);
    ((Dimension *)slice->dimensions->pdata[index])->fine = (int)fine;
    return index;
}

/* What a formula says of days beside other things is said of coarser dimensions, which have few leaves: those
 * that such formulas tell apart. Returns whether it is about both. */
static bool
note_dimensions(Slice *slice, SliceSet *formula)
{
    bool days = false, others = false;
    for (guint i = 0; i < formula->steps->len; i++) {
        int what = g_array_index(formula->steps, int, i);
        if (what < 0)
            continue;
        bool is_days =
            slice_dimension_at(slice, slice_atom(slice, (guint)what)->dimension)->kind == DIMENSION_DAYS;
        days |= is_days;
        others |= !is_days;
    }
    for (guint i = 0; i < formula->steps->len; i++) {
        int what = g_array_index(formula->steps, int, i);
        if (what < 0)
            continue;
        Atom *atom = slice_atom(slice, (guint)what);
        atom->crosses |= days && others;
        note_dimension(formula->dimensions,
                       days && others ? coarse_of(slice, atom->dimension) : atom->dimension);
    }
    return days && others;
}

/* Whether a condition is about days (1), about other things (2), or both (3). */
static guint
about(const RecordSet *set)
{
    guint all = set->parts ? 0 : set->kind == SET_DAYS || set->kind == SET_WITHIN ? 1 : 2;
    for (guint i = 0; set->parts && i < set->parts->len; i++)
        all |= about(set->parts->pdata[i]);
    return all;
}

/* All conditions of a set that are about one of them alone. */
static RecordSet *
widened(const RecordSet *set, guint what)
{
    RecordSet *wider = set_everyone();
    for (guint i = 0; i < set->parts->len; i++)
        if (about(set->parts->pdata[i]) == what)
            wider = set_and(wider, record_set_ref(set->parts->pdata[i]));
    return wider;
}

/* Makes the parts of a set known by themselves. */
static GPtrArray *
tell_parts(Slice *slice, const RecordSet *set)
{
    GPtrArray *told = g_ptr_array_new();
    for (guint i = 0; i < set->parts->len; i++) {
        SliceSet *part = slice_tell(slice, set->parts->pdata[i]);
        if (part)
            g_ptr_array_add(told, part);
    }
    return told;
}

static void
tell_around(Slice *slice, const RecordSet *set, SliceSet *told, bool mixed)
{
    if (set->kind == SET_OR)
        told->either = tell_parts(slice, set);
    if (set->kind != SET_AND)
        return;
    told->wider = tell_parts(slice, set);
    for (guint what = 1; what <= 2 && mixed; what++) {
        g_autoptr(RecordSet) set_about = widened(set, what);
        g_ptr_array_add(told->wider, slice_tell(slice, set_about));
    }
}

SliceSet *
slice_tell(Slice *slice, const RecordSet *set)
{
    SliceSet *formula = g_hash_table_lookup(slice->sets, set->key);
    if (formula)
        return formula->nobody ? NULL : formula;
    formula = g_new0(SliceSet, 1);
    formula->steps = g_array_new(FALSE, FALSE, sizeof(int));
    formula->dimensions = g_array_new(FALSE, FALSE, sizeof(guint));
    formula->clique = -1;
    Extent extent = write_formula(slice, set, formula);
    formula->nobody = extent == NONE;
    if (extent == ALL)
        step(formula, FORMULA_TRUE);
    bool mixed = note_dimensions(slice, formula);
    g_hash_table_insert(slice->sets, g_strdup(set->key), formula);
    if (!formula->nobody && formula->dimensions->len > 1)
        tell_around(slice, set, formula, mixed);
    return formula->nobody ? NULL : formula;
}

static int
known_atom(const Slice *slice, RecordSet *set)
{
    int index = (int)GPOINTER_TO_UINT(g_hash_table_lookup(slice->atom_places, set->key)) - 1;
    record_set_unref(set);
    return index;
}

/* A case that is ongoing is not closed, and one without an outcome is: it would be ongoing else. */
static void
tie_outcome_to_closing(Slice *slice)
{
    const ProfileField *outcome = profile_field(slice->belief.profile, "outcome");
    if (!outcome || !outcome->ongoing_category || outcome->separator ||
        !profile_field(slice->belief.profile, "closed"))
        return;
    bool days = false, outcomes = false;
    for (guint i = 0; i < slice->dimensions->len; i++) {
        const Dimension *dimension = slice->dimensions->pdata[i];
        days |= dimension->kind == DIMENSION_DAYS;
        outcomes |= dimension->kind == DIMENSION_CODES && strcmp(dimension->name, "outcome") == 0;
    }
    if (!days || !outcomes)
        return;
    RecordSet *both = set_and(
        set_days("closed", DAY_NONE, DAY_NONE),
        set_or(set_category("outcome", outcome->ongoing_category), set_category("outcome", NOT_RECORDED)));
    slice_tell(slice, both);
    record_set_unref(both);
    g_autoptr(RecordSet) closed = set_days("closed", DAY_NONE, DAY_NONE);
    g_autoptr(RecordSet) open = set_not(record_set_ref(closed));
    slice->between[0] = slice_tell(slice, closed);
    slice->between[1] = slice_tell(slice, open);
    slice->closed_known = known_atom(slice, set_days("closed", DAY_NONE, DAY_NONE));
    slice->ongoing = known_atom(slice, set_category("outcome", outcome->ongoing_category));
    slice->not_recorded = known_atom(slice, set_category("outcome", NOT_RECORDED));
}

/* A coarse dimension tells apart what conditions that stand beside others do. */
static void
make_coarse(Slice *slice, Dimension *coarse)
{
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    const Dimension *fine = slice_dimension_at(slice, (guint)coarse->fine);
    guint length = fine->atoms->len;
    coarse->of_fine = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < fine->leaves->len; i++) {
        g_autofree guint8 *crossed = g_memdup2(fine->leaves->pdata[i], length + 1);
        for (guint a = 0; a < length; a++)
            crossed[a] &= slice_atom(slice, g_array_index(fine->atoms, guint, a))->crosses;
        GBytes *key = g_bytes_new(crossed, length + 1);
        guint leaf = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
        if (leaf) {
            g_bytes_unref(key);
        } else {
            g_ptr_array_add(coarse->leaves, g_memdup2(crossed, length + 1));
            leaf = coarse->leaves->len;
            g_hash_table_insert(known, key, GUINT_TO_POINTER(leaf));
        }
        leaf--;
        g_array_append_val(coarse->of_fine, leaf);
    }
}

/* A coarse dimension that has hardly fewer leaves than the fine one makes way for it. */
static void
give_way(Slice *slice, guint index)
{
    const Dimension *coarse = slice_dimension_at(slice, index);
    guint fine = (guint)coarse->fine;
    if (4 * slice_dimension_at(slice, fine)->leaves->len > 5 * coarse->leaves->len)
        return;
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, slice->sets);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        g_autoptr(GArray) before = ((SliceSet *)value)->dimensions;
        GArray *after = ((SliceSet *)value)->dimensions = g_array_new(FALSE, FALSE, sizeof(guint));
        for (guint i = 0; i < before->len; i++) {
            guint here = g_array_index(before, guint, i);
            note_dimension(after, here == index ? fine : here);
        }
    }
    ((Dimension *)slice->dimensions->pdata[index])->is_gone = true;
}

static bool
make_leaves(Slice *slice)
{
    bool fits = true;
    for (guint i = 0; i < slice->dimensions->len && fits; i++) {
        Dimension *dimension = slice->dimensions->pdata[i];
        if (dimension->kind == DIMENSION_DAYS)
            fits = leaves_of_days(slice, dimension);
        else if (dimension->kind != DIMENSION_COARSE)
            fits = leaves_of_codes(slice, dimension);
        if (!fits) {
            slice->too_wide = g_array_new(FALSE, FALSE, sizeof(guint));
            g_array_append_val(slice->too_wide, i);
        }
    }
    for (guint i = 0; i < slice->dimensions->len && fits; i++) {
        Dimension *dimension = slice->dimensions->pdata[i];
        if (dimension->kind == DIMENSION_COARSE) {
            make_coarse(slice, dimension);
            give_way(slice, i);
        }
    }
    return fits;
}

bool
slice_divide(Slice *slice)
{
    tie_outcome_to_closing(slice);
    return make_leaves(slice) && cliques_make(slice);
}

guint
slice_cliques(const Slice *slice)
{
    return slice->cliques->len;
}

static const Clique *
clique_at(const Slice *slice, guint index)
{
    return slice->cliques->pdata[index];
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

guint
slice_shared(const Slice *slice, guint clique, guint cell)
{
    return g_array_index(clique_at(slice, clique)->shared, guint, cell);
}

guint
slice_shared_in_parent(const Slice *slice, guint clique, guint cell)
{
    return g_array_index(clique_at(slice, clique)->in_parent, guint, cell);
}

guint
slice_clique_of(const SliceSet *set)
{
    return (guint)set->clique;
}

/* The cells of a clique that meet an atom, a byte a cell. */
static void
cells_meeting(const Slice *slice, const Clique *clique, const Atom *atom, guint8 *met)
{
    guint width = clique->dimensions->len, place = 0;
    for (guint i = 0; i < width; i++) {
        guint here = g_array_index(clique->dimensions, guint, i);
        if (here == atom->dimension ||
            (slice_dimension_at(slice, here)->fine == (int)atom->dimension && atom->crosses))
            place = i;
    }
    const GPtrArray *leaves =
        slice_dimension_at(slice, g_array_index(clique->dimensions, guint, place))->leaves;
    for (guint cell = 0; cell < clique->length; cell++) {
        guint leaf = g_array_index(clique->cells, guint, (gsize)cell * width + place);
        met[cell] = ((const guint8 *)leaves->pdata[leaf])[atom->place];
    }
}

guint8 *
slice_bytes(guint length)
{
    return g_malloc0(((gsize)length / 8 + 1) * 8);
}

/* Each step for all cells at once. */
static guint8 *
evaluate(const Slice *slice, const SliceSet *formula, const Clique *clique)
{
    guint8 *stack[64];
    guint depth = 0;
    for (guint i = 0; i < formula->steps->len; i++) {
        int what = g_array_index(formula->steps, int, i);
        if (what >= 0 || what == FORMULA_TRUE) {
            g_return_val_if_fail(depth < G_N_ELEMENTS(stack), NULL);
            stack[depth] = slice_bytes(clique->length);
            if (what >= 0)
                cells_meeting(slice, clique, slice_atom(slice, (guint)what), stack[depth]);
            else
                memset(stack[depth], 1, clique->length);
            depth++;
        } else if (what == FORMULA_NOT) {
            for (guint cell = 0; cell < clique->length; cell++)
                stack[depth - 1][cell] ^= 1;
        } else {
            depth--;
            for (guint cell = 0; cell < clique->length; cell++)
                stack[depth - 1][cell] = what == FORMULA_AND ? stack[depth - 1][cell] & stack[depth][cell]
                                                             : stack[depth - 1][cell] | stack[depth][cell];
            g_free(stack[depth]);
        }
    }
    return stack[0];
}

/* Whether a clique has every dimension that a formula is about, or a coarser one that tells as much. */
static bool
tells(const Slice *slice, const Clique *clique, const SliceSet *formula)
{
    for (guint i = 0; i < formula->steps->len; i++) {
        int what = g_array_index(formula->steps, int, i);
        bool told = what < 0;
        for (guint k = 0; k < clique->dimensions->len && !told; k++) {
            const Atom *atom = slice_atom(slice, (guint)what);
            guint here = g_array_index(clique->dimensions, guint, k);
            told = here == atom->dimension ||
                   (slice_dimension_at(slice, here)->fine == (int)atom->dimension && atom->crosses);
        }
        if (!told)
            return false;
    }
    return true;
}

const guint8 *
slice_members(const Slice *slice, SliceSet *set, guint index)
{
    const Clique *clique = clique_at(slice, index);
    if (!set->members) {
        set->members = g_ptr_array_new_with_free_func(g_free);
        set->told = g_malloc0(slice->cliques->len + 1);
        g_ptr_array_set_size(set->members, (int)slice->cliques->len);
        for (guint i = 0; i < slice->cliques->len; i++)
            set->told[i] = tells(slice, clique_at(slice, i), set);
    }
    if (set->told[index] && !set->members->pdata[index])
        set->members->pdata[index] = evaluate(slice, set, clique);
    return set->members->pdata[index];
}

void
slice_empty(Slice *slice, SliceSet *set)
{
    for (guint i = 0; i < slice->cliques->len && !slice->too_wide; i++) {
        const guint8 *members = slice_members(slice, set, i);
        for (guint cell = 0; members && cell < clique_at(slice, i)->length; cell++)
            clique_at(slice, i)->empty[cell] |= members[cell];
    }
}

/* Whether any cell is in the one, not in the other, and not empty; eight at once. */
static bool
any_outside(const guint8 *in, const guint8 *out, const guint8 *empty, guint length)
{
    guint64 outside = 0;
    for (guint cell = 0; cell < length && !outside; cell += 8) {
        guint64 inner, outer, nobody;
        memcpy(&inner, in + cell, sizeof inner);
        memcpy(&outer, out + cell, sizeof outer);
        memcpy(&nobody, empty + cell, sizeof nobody);
        outside = inner & ~outer & ~nobody;
    }
    return outside;
}

typedef enum { WITHIN, NOT_WITHIN, NOT_TOLD } Told;

/* Whether the one is in the other by a clique that tells of both. */
static Told
told_within(const Slice *slice, SliceSet *inner, SliceSet *outer)
{
    for (guint i = 0; i < slice->cliques->len && !slice->too_wide; i++) {
        const guint8 *in = slice_members(slice, inner, i), *out = in ? slice_members(slice, outer, i) : NULL;
        const Clique *clique = clique_at(slice, i);
        bool outside = out && any_outside(in, out, clique->empty, clique->length);
        if (out)
            return outside ? NOT_WITHIN : WITHIN;
    }
    return NOT_TOLD;
}

/* Whether one, or all, of several sets hold the inner one. */
static bool
any_holds(const Slice *slice, SliceSet *inner, const GPtrArray *outers)
{
    for (guint i = 0; outers && i < outers->len; i++)
        if (slice_is_within(slice, inner, outers->pdata[i]))
            return true;
    return false;
}

static bool
all_hold(const Slice *slice, SliceSet *inner, const GPtrArray *outers)
{
    for (guint i = 0; outers && i < outers->len; i++)
        if (!slice_is_within(slice, inner, outers->pdata[i]))
            return false;
    return outers != NULL;
}

static bool
outer_holds(const Slice *slice, SliceSet *outer, const GPtrArray *inners, bool all)
{
    for (guint i = 0; inners && i < inners->len; i++)
        if (slice_is_within(slice, inners->pdata[i], outer) != all)
            return !all;
    return all && inners;
}

bool
slice_is_within(const Slice *slice, SliceSet *inner, SliceSet *outer)
{
    Told told = told_within(slice, inner, outer);
    for (guint i = 0; i < G_N_ELEMENTS(slice->between) && told == NOT_TOLD; i++)
        if (slice->between[i] && told_within(slice, inner, slice->between[i]) == WITHIN &&
            told_within(slice, slice->between[i], outer) == WITHIN)
            told = WITHIN;
    return told == NOT_TOLD
               ? outer_holds(slice, outer, inner->wider, false) ||
                     outer_holds(slice, outer, inner->either, true) || all_hold(slice, inner, outer->wider) ||
                     any_holds(slice, inner, outer->either)
               : told == WITHIN;
}

bool
slice_is_overlap(const Slice *slice, SliceSet *set, SliceSet *one, SliceSet *other)
{
    for (guint i = 0; i < slice->cliques->len && !slice->too_wide; i++) {
        const guint8 *here = slice_members(slice, set, i), *first = slice_members(slice, one, i),
                     *second = slice_members(slice, other, i);
        guint8 differs = 0;
        if (!here || !first || !second)
            continue;
        for (guint cell = 0; cell < clique_at(slice, i)->length; cell++)
            differs |= (here[cell] ^ (first[cell] & second[cell])) & (clique_at(slice, i)->empty[cell] ^ 1);
        return !differs;
    }
    return false;
}

bool
slice_is_too_wide(const Slice *slice, const SliceSet *set)
{
    if (!slice->too_wide)
        return false;
    if (slice->too_wide->len == 1)
        return dimensions_hold(set->dimensions, slice->too_wide);
    return set->dimensions->len > 1 && dimensions_hold(slice->too_wide, set->dimensions);
}
