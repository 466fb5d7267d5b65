#include "analysis/slices/slices_parts.h"
#include <string.h>

static void
dimension_free(gpointer pointer)
{
    Dimension *dimension = pointer;
    g_free(dimension->field);
    g_ptr_array_unref(dimension->atoms);
    g_hash_table_unref(dimension->patterns);
    g_free(dimension);
}

static void
atom_free(gpointer pointer)
{
    Atom *atom = pointer;
    record_set_unref(atom->set);
    g_clear_pointer(&atom->limit, limit_days_free);
    g_free(atom);
}

static void
set_free(gpointer pointer)
{
    SliceSet *set = pointer;
    g_array_unref(set->steps);
    g_ptr_array_unref(set->members);
    g_free(set);
}

Slice *
slice_new(const Belief *belief, Day first, Day last)
{
    Slice *slice = g_new0(Slice, 1);
    slice->belief = *belief;
    slice->first = first;
    slice->last = last;
    slice->atoms = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, atom_free);
    slice->dimensions = g_ptr_array_new_with_free_func(dimension_free);
    slice->sets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, set_free);
    slice->empty = g_ptr_array_new();
    slice->cliques = g_ptr_array_new_with_free_func(clique_free);
    return slice;
}

void
slice_free(Slice *slice)
{
    g_hash_table_unref(slice->atoms);
    g_ptr_array_unref(slice->dimensions);
    g_hash_table_unref(slice->sets);
    g_ptr_array_unref(slice->empty);
    g_ptr_array_unref(slice->cliques);
    g_clear_pointer(&slice->found, clique_free);
    g_free(slice);
}

/* The last one that there is room for stands for all further ones: anything about them is too wide. */
static Dimension *
dimension_of(Slice *slice, const RecordSet *set)
{
    SetKind kind = set->kind == SET_WITHIN ? SET_DAYS : set->kind;
    const char *name = kind == SET_CODES ? set->field : set->key;
    for (guint i = 0; i < slice->dimensions->len; i++) {
        Dimension *known = slice->dimensions->pdata[i];
        if (i + 1 == SLICE_MOST_DIMENSIONS ||
            (known->kind == kind && (kind == SET_DAYS || strcmp(known->field, name) == 0)))
            return known;
    }
    Dimension *dimension = g_new0(Dimension, 1);
    dimension->kind = kind;
    dimension->field = g_strdup(name);
    dimension->index = slice->dimensions->len;
    dimension->atoms = g_ptr_array_new();
    dimension->patterns =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    if (kind == SET_DAYS)
        slice->days = dimension_bit(dimension->index);
    g_ptr_array_add(slice->dimensions, dimension);
    return dimension;
}

static Atom *
atom_of(Slice *slice, const RecordSet *set)
{
    Atom *atom = g_hash_table_lookup(slice->atoms, set->key);
    if (atom)
        return atom;
    atom = g_new0(Atom, 1);
    atom->set = record_set_ref(set);
    atom->in = dimension_of(slice, set);
    g_ptr_array_add(atom->in->atoms, atom);
    g_hash_table_insert(slice->atoms, atom->set->key, atom);
    return atom;
}

/* A slice knows when its records were received, as far as its bounds go. */
static guint8
slice_says(const Slice *slice, const RecordSet *set)
{
    if (set->kind != SET_DAYS || strcmp(set->field, "received") != 0)
        return SAYS_EITHER;
    if (set->first > slice->last || set->last < slice->first)
        return SAYS_OUT;
    return set->first <= slice->first && set->last >= slice->last ? SAYS_IN : SAYS_EITHER;
}

/* Returns what is known about all records of the slice; what is the same for all is one step. */
static guint8
write_steps(const Slice *slice, const RecordSet *set, GArray *steps)
{
    Step step = {set->kind, set->parts ? set->parts->len : 0, set, NULL};
    guint start = steps->len;
    guint8 says = set->kind == SET_AND ? SAYS_IN : set->kind == SET_OR ? SAYS_OUT : slice_says(slice, set);
    for (guint i = 0; i < step.parts; i++) {
        guint8 part = write_steps(slice, set->parts->pdata[i], steps);
        says = set->kind == SET_NOT ? says_turned(part) : says_joined(set->kind, says, part);
    }
    if (says != SAYS_EITHER) {
        g_array_set_size(steps, start);
        step = (Step){says == SAYS_IN ? SET_AND : SET_OR, 0, NULL, NULL};
    }
    g_array_append_val(steps, step);
    return says;
}

SliceSet *
slice_tell(Slice *slice, const RecordSet *set)
{
    SliceSet *told = g_hash_table_lookup(slice->sets, set->key);
    if (told)
        return told;
    told = g_new0(SliceSet, 1);
    told->steps = g_array_new(FALSE, FALSE, sizeof(Step));
    told->members = g_ptr_array_new_with_free_func(g_free);
    if (write_steps(slice, set, told->steps) == SAYS_OUT) {
        set_free(told);
        return NULL;
    }
    g_hash_table_insert(slice->sets, g_strdup(set->key), told);
    for (guint i = 0; i < told->steps->len; i++) {
        Step *step = &g_array_index(told->steps, Step, i);
        if (!step->set || step->set->parts)
            continue;
        step->atom = atom_of(slice, step->set);
        told->about |= dimension_bit(step->atom->in->index);
    }
    bool crosses = told->about & slice->days && told->about & ~slice->days;
    for (guint i = 0; i < told->steps->len && crosses; i++)
        if (step_at(told, i)->atom)
            step_at(told, i)->atom->crosses = true;
    return told;
}

void
slice_empty(Slice *slice, SliceSet *set)
{
    g_ptr_array_add(slice->empty, set);
}

/* An ongoing case is not closed, and one whose outcome is not recorded is closed: otherwise it would be
 * ongoing. Told if some set is about days and some about outcomes. */
static void
tell_usual(Slice *slice)
{
    const ProfileField *outcome = profile_field(slice->belief.profile, "outcome");
    bool told = false;
    for (guint i = 0; i < slice->dimensions->len && slice->days; i++) {
        const Dimension *dimension = slice->dimensions->pdata[i];
        told |= dimension->kind == SET_CODES && strcmp(dimension->field, "outcome") == 0;
    }
    if (!told || !slice->belief.usual || !outcome || !outcome->ongoing_category || outcome->separator ||
        !profile_field(slice->belief.profile, "closed"))
        return;
    g_autoptr(RecordSet) closed = set_days("closed", DAY_NONE, DAY_NONE);
    g_autoptr(RecordSet) ongoing =
        set_and(record_set_ref(closed), set_category("outcome", outcome->ongoing_category));
    g_autoptr(RecordSet) not_recorded =
        set_without(set_category("outcome", NOT_RECORDED), record_set_ref(closed));
    slice_empty(slice, slice_tell(slice, ongoing));
    slice_empty(slice, slice_tell(slice, not_recorded));
}

/* Takes the set. */
static void
tell_nobody(Slice *slice, RecordSet *set)
{
    SliceSet *empty = slice_tell(slice, set);
    if (empty)
        slice_empty(slice, empty);
    record_set_unref(set);
}

/* The first record among some is also first among any fewer that it belongs to, and has an identifier; a
 * record that is not a repeat is first among any. */
static void
tell_first(Slice *slice, const RecordSet *first, const RecordSet *other)
{
    RecordSet *not_first = set_not(record_set_ref(first));
    if (strcmp(first->field, other->field) != 0)
        record_set_unref(not_first);
    else if (other->kind == SET_FIRST && first != other && set_is_narrower(first->among, other->among))
        tell_nobody(slice, set_and(set_and(record_set_ref(other), record_set_ref(first->among)), not_first));
    else if (other->kind == SET_REPEATS)
        tell_nobody(slice, set_and(set_and(set_not(record_set_ref(other)), set_known(first->field)),
                                   set_and(record_set_ref(first->among), not_first)));
    else
        record_set_unref(not_first);
}

static void
tell_firsts(Slice *slice)
{
    g_autoptr(GPtrArray) told = g_ptr_array_new(); /* const RecordSet*: about identifiers */
    for (guint i = 0; i < slice->dimensions->len; i++) {
        const Dimension *dimension = slice->dimensions->pdata[i];
        if (dimension->kind == SET_FIRST || dimension->kind == SET_REPEATS)
            g_ptr_array_add(told, ((const Atom *)dimension->atoms->pdata[0])->set);
    }
    for (guint i = 0; i < told->len; i++) {
        const RecordSet *set = told->pdata[i];
        if (set->kind != SET_FIRST)
            continue;
        tell_nobody(slice, set_without(record_set_ref(set), set_known(set->field)));
        for (guint k = 0; k < told->len; k++)
            tell_first(slice, set, told->pdata[k]);
    }
}

bool
slice_divide(Slice *slice)
{
    tell_usual(slice);
    tell_firsts(slice);
    for (guint i = 0; i < slice->dimensions->len && !slice->too_wide; i++) {
        Dimension *dimension = slice->dimensions->pdata[i];
        if (dimension->kind == SET_DAYS)
            leaves_of_days(slice, dimension);
        else
            leaves_of_codes(slice, dimension);
        if (i + 1 == SLICE_MOST_DIMENSIONS || dimension->length > SLICE_MOST_LEAVES)
            slice->too_wide = dimension_bit(i);
        /* A copy is useful if something crosses, and if it has considerably fewer leaves. */
        if (dimension->coarse_length > 1 && 4 * dimension->length > 5 * dimension->coarse_length)
            slice->split |= dimension_bit(i);
    }
    if (!slice->too_wide)
        cliques_make(slice);
    return !slice->too_wide;
}

const guint8 *
slice_members(const Slice *slice, SliceSet *set, guint index)
{
    const Clique *clique = slice->cliques->pdata[index];
    if (!set->members->len)
        g_ptr_array_set_size(set->members, (int)slice->cliques->len);
    if (!set->members->pdata[index] && clique_tells(clique, set)) {
        guint8 *says = set_says_of_cells(set, clique, 0);
        for (guint i = 0; i < clique->length; i++)
            says[i] &= SAYS_IN;
        set->members->pdata[index] = g_realloc(says, clique->length + 1);
    }
    return set->members->pdata[index];
}

bool
slice_is_too_wide(const Slice *slice, const SliceSet *set)
{
    return dimensions_count(slice->too_wide) == 1
               ? set->about & slice->too_wide
               : dimensions_count(set->counted) > 1 && !(set->counted & ~slice->too_wide);
}
