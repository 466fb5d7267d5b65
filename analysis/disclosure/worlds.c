#include "analysis/disclosure/worlds_parts.h"
#include <math.h>
#include <string.h>

static void
model_free(gpointer pointer)
{
    Model *model = pointer;
    if (!model)
        return;
    programme_free(model->attack);
    programme_free(model->choice);
    g_array_unref(model->quantities);
    g_array_unref(model->bounds);
    g_ptr_array_unref(model->columns);
    g_free(model);
}

/* The years whose first or last days any set refers to; false if none does. */
static bool
years_of(const RecordSet *set, ReportingYear start, int *first, int *last)
{
    bool found = false;
    for (guint i = 0; set->parts && i < set->parts->len; i++)
        found |= years_of(set->parts->pdata[i], start, first, last);
    if (set->kind != SET_DAYS || strcmp(set->field, "received") != 0)
        return found;
    for (guint i = 0; i < 2; i++) {
        Day day = i ? set->last : set->first;
        if (day == DAY_NONE || day == G_MAXUINT32)
            continue;
        *first = MIN(*first, calendar_year_of(day, start));
        *last = MAX(*last, calendar_year_of(day, start));
        found = true;
    }
    return found;
}

static void
make_slices(Worlds *worlds)
{
    const Release *release = worlds->release;
    /* Whole years: a quarter is a condition on days in its year. */
    ReportingYear start = calendar_whole(release->profile->year_start);
    int first = G_MAXINT, last = G_MININT;
    bool any = false;
    for (guint i = 0; i < release->quantities->len; i++)
        if (release_quantity(release, i)->set)
            any |= years_of(release_quantity(release, i)->set, start, &first, &last);
    if (!any) {
        g_ptr_array_add(worlds->slices, slice_new(&worlds->belief, DAY_NONE, G_MAXUINT32));
        return;
    }
    g_ptr_array_add(worlds->slices,
                    slice_new(&worlds->belief, DAY_NONE, calendar_year_first(first, start) - 1));
    for (int year = first; year <= last; year++)
        g_ptr_array_add(worlds->slices, slice_new(&worlds->belief, calendar_year_first(year, start),
                                                  calendar_year_last(year, start)));
    g_ptr_array_add(worlds->slices,
                    slice_new(&worlds->belief, calendar_year_last(last, start) + 1, G_MAXUINT32));
}

/* Leaves out the years in which nobody can be in the set: a case that has been open for up to five days
 * came in the last one. Otherwise the set would tie all years together, and be within no count of the
 * last. */
static void
leave_untouched(Worlds *worlds, GArray *touched)
{
    for (guint k = touched->len; touched->len > 1 && k-- > 0;) {
        const Touched *here = &g_array_index(touched, Touched, k);
        if (slice_is_nobody(worlds->slices->pdata[here->slice], here->set))
            g_array_remove_index(touched, k);
    }
}

Worlds *
worlds_new(const Release *release, bool usual)
{
    Worlds *worlds = g_new0(Worlds, 1);
    worlds->release = release;
    worlds->belief = (Belief){release->profile, release->dataset, release->as_at, usual};
    worlds->slices = g_ptr_array_new_with_free_func((GDestroyNotify)slice_free);
    worlds->touched = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    worlds->part = g_array_new(FALSE, FALSE, sizeof(int));
    worlds->models = g_ptr_array_new_with_free_func(model_free);
    worlds->apart = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    make_slices(worlds);
    for (guint i = 0; i < release->quantities->len; i++) {
        const RecordSet *set = release_quantity(release, i)->set;
        GArray *touched = g_array_new(FALSE, FALSE, sizeof(Touched));
        bool told = set && !release_quantity(release, i)->left_out;
        for (guint k = 0; told && k < worlds->slices->len; k++) {
            Touched here = {k, slice_tell(worlds->slices->pdata[k], set)};
            if (here.set)
                g_array_append_val(touched, here);
        }
        g_ptr_array_add(worlds->touched, touched);
    }
    for (guint s = 0; s < worlds->slices->len; s++)
        slice_divide(worlds->slices->pdata[s]);
    for (guint i = 0; i < worlds->touched->len; i++) {
        const GArray *touched = worlds->touched->pdata[i];
        for (guint k = 0; quantity_is_nought(release_quantity(release, i)) && k < touched->len; k++) {
            const Touched *here = &g_array_index(touched, Touched, k);
            slice_empty(worlds->slices->pdata[here->slice], here->set);
        }
    }
    for (guint i = 0; i < worlds->touched->len; i++)
        if (!quantity_is_nought(release_quantity(release, i)))
            leave_untouched(worlds, worlds->touched->pdata[i]);
    return worlds;
}

void
worlds_free(Worlds *worlds)
{
    if (!worlds)
        return;
    g_ptr_array_unref(worlds->slices);
    g_ptr_array_unref(worlds->touched);
    g_array_unref(worlds->part);
    g_ptr_array_unref(worlds->models);
    g_ptr_array_unref(worlds->apart);
    g_free(worlds);
}

GArray *
worlds_too_wide(const Worlds *worlds)
{
    GArray *wide = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < worlds->touched->len; i++) {
        const GArray *touched = worlds->touched->pdata[i];
        bool is_wide = false;
        for (guint k = 0; k < touched->len && !is_wide; k++) {
            const Touched *here = &g_array_index(touched, Touched, k);
            is_wide = slice_is_too_wide(worlds->slices->pdata[here->slice], here->set);
        }
        if (is_wide)
            g_array_append_val(wide, i);
    }
    return wide;
}

/* Sums of other quantities touch none themselves. */
static const GArray *
touched_by(const Worlds *worlds, guint quantity)
{
    static const GArray none = {NULL, 0};
    return quantity < worlds->touched->len ? worlds->touched->pdata[quantity] : &none;
}

SliceSet *
worlds_set_in_slice(const Worlds *worlds, guint quantity, guint slice)
{
    const GArray *touched = touched_by(worlds, quantity);
    for (guint k = 0; k < touched->len; k++)
        if (g_array_index(touched, Touched, k).slice == slice)
            return g_array_index(touched, Touched, k).set;
    return NULL;
}

/* Whether all records of one quantity are in the other, in every slice. */
static bool
is_within(const Worlds *worlds, guint inner, guint outer)
{
    const GArray *in = worlds->touched->pdata[inner];
    for (guint k = 0; k < in->len; k++) {
        const Touched *here = &g_array_index(in, Touched, k);
        SliceSet *out = worlds_set_in_slice(worlds, outer, here->slice);
        if (!out || !slice_is_within(worlds->slices->pdata[here->slice], here->set, out))
            return false;
    }
    return in->len > 0;
}

/* Guards a sum of quantities, the first of which is the whole that contains the others. */
static void
guard_sum(Release *release, GArray *terms, double truth, double least)
{
    const char *names[3] = {"", "", ""};
    for (guint i = 0; i < MIN(terms->len, G_N_ELEMENTS(names)); i++)
        names[i] = release_quantity(release, g_array_index(terms, Term, i).quantity)->name;
    g_autofree char *name =
        terms->len == 2 ? g_strdup_printf("what is left of %s without %s", names[0], names[1])
                        : g_strdup_printf("what of %s is in neither %s nor %s", names[0], names[1], names[2]);
    int most = release->suppress_below - 1, index = release_sum(release, terms, name);
    if (index >= 0)
        release_guard(release, (guint)index, least, least > 0 ? most : truth + most);
}

static GArray *
terms_of(const guint *quantities, const double *coefficients, guint length)
{
    GArray *terms = g_array_new(FALSE, FALSE, sizeof(Term));
    for (guint i = 0; i < length; i++) {
        Term term = {quantities[i], coefficients[i]};
        g_array_append_val(terms, term);
    }
    return terms;
}

static bool
is_known(const Quantity *quantity)
{
    return (quantity->stated || quantity->fixed || quantity->stays_hidden || quantity->was_base) &&
           quantity->set && !isnan(quantity->truth) && !quantity->contradicted &&
           !quantity_is_nought(quantity);
}

/* Whether a set depends only on when records were received. */
static bool
is_of_all(const RecordSet *set)
{
    for (guint i = 0; set->parts && i < set->parts->len; i++)
        if (!is_of_all(set->parts->pdata[i]))
            return false;
    return set->parts || (set->kind == SET_DAYS && strcmp(set->field, "received") == 0);
}

/* What was published earlier about all that were received shows, beside what is shown now, only that
 * records came late. */
static bool
tells_of_late_records(const Quantity *one, const Quantity *other)
{
    return one->stated != other->stated && is_of_all(one->set) && is_of_all(other->set);
}

static bool
is_small(const Release *release, double count)
{
    return count > 0 && count < release->suppress_below;
}

/* The condition of a count of different ones; NULL for any other set. */
static const RecordSet *
first_in(const RecordSet *set)
{
    const RecordSet *found = set->kind == SET_FIRST ? set : NULL;
    for (guint i = 0; set->kind == SET_AND && i < set->parts->len && !found; i++)
        found = first_in(set->parts->pdata[i]);
    return found;
}

/* Whether one counts the different ones among fewer records than the other: the rest are those with no
 * record among the fewer. */
static bool
is_of_fewer(const Quantity *inner, const Quantity *outer)
{
    const RecordSet *few = first_in(inner->set), *many = first_in(outer->set);
    return few && many && few != many && strcmp(few->field, many->field) == 0 &&
           set_is_narrower(few->among, many->among);
}

/* What is left of a whole without a part. */
static void
guard_rests(const Worlds *worlds, Release *release, guint quantities)
{
    static const double signs[] = {1, -1};
    bool everyone = release->profile->disclosure.zeros_hidden;
    for (guint whole = 0; whole < quantities; whole++)
        for (guint part = 0; part < quantities; part++) {
            const Quantity *outer = release_quantity(release, whole),
                           *inner = release_quantity(release, part);
            double rest = outer->truth - inner->truth;
            bool told =
                is_small(release, rest) || (everyone && rest == 0 && outer->truth > 0 && whole != part);
            if (!told || !is_known(outer) || !is_known(inner) || tells_of_late_records(outer, inner) ||
                !(is_within(worlds, part, whole) || is_of_fewer(inner, outer)))
                continue;
            bool equal = rest == 0 && (is_within(worlds, whole, part) || is_of_fewer(inner, outer));
            if (!equal)
                guard_sum(release, terms_of((const guint[]){whole, part}, signs, 2), rest, rest > 0 ? 1 : 0);
        }
}

static double
truth_of(const Release *release, guint quantity)
{
    return release_quantity(release, quantity)->truth;
}

static void
guard_corner(const Worlds *worlds, Release *release, guint whole, guint one, guint other, guint both)
{
    static const double signs[] = {1, -1, -1, 1};
    const guint of[] = {whole, one, other, both};
    double corner = truth_of(release, whole) - truth_of(release, one) - truth_of(release, other) +
                    truth_of(release, both);
    guint slice = g_array_index((const GArray *)worlds->touched->pdata[both], Touched, 0).slice;
    if (whole != one && whole != other && is_small(release, corner) && is_within(worlds, one, whole) &&
        is_within(worlds, other, whole) && !is_within(worlds, one, other) && !is_within(worlds, other, one) &&
        slice_is_overlap(worlds->slices->pdata[slice], worlds_set_in_slice(worlds, both, slice),
                         worlds_set_in_slice(worlds, one, slice), worlds_set_in_slice(worlds, other, slice)))
        guard_sum(release, terms_of(of, signs, G_N_ELEMENTS(of)), corner, 1);
}

/* What is left of a whole in neither of two overlapping parts: 100 less 60 less 58 and 20 are 2. */
static void
guard_corners(const Worlds *worlds, Release *release, guint quantities)
{
    for (guint both = 0; both < quantities; both++) {
        g_autoptr(GArray) outer = g_array_new(FALSE, FALSE, sizeof(guint));
        if (!is_known(release_quantity(release, both)) || ((GArray *)worlds->touched->pdata[both])->len != 1)
            continue;
        for (guint i = 0; i < quantities; i++)
            if (i != both && is_known(release_quantity(release, i)) &&
                truth_of(release, i) >= truth_of(release, both) &&
                ((GArray *)worlds->touched->pdata[i])->len == 1 && is_within(worlds, both, i) &&
                !is_within(worlds, i, both))
                g_array_append_val(outer, i);
        for (guint i = 0; i < outer->len; i++)
            for (guint k = 0; k < i; k++)
                for (guint w = 0; w < outer->len; w++)
                    guard_corner(worlds, release, g_array_index(outer, guint, w),
                                 g_array_index(outer, guint, i), g_array_index(outer, guint, k), both);
    }
}

void
worlds_guard_leftovers(const Worlds *worlds, Release *release)
{
    guint quantities = worlds->touched->len;
    guard_rests(worlds, release, quantities);
    guard_corners(worlds, release, quantities);
}

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
unite_terms(GArray *part, guint8 *in_sums, const GArray *terms)
{
    for (guint i = 0; i < terms->len; i++) {
        unite(part, g_array_index(terms, Term, 0).quantity, g_array_index(terms, Term, i).quantity);
        in_sums[g_array_index(terms, Term, i).quantity] = 1;
    }
}

static bool
is_shown(const Quantity *quantity)
{
    return is_known(quantity) && !quantity->hidden && !quantity->left_out;
}

/* The shown quantity of this slice alone that has the same records there; -1 if there is none. */
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

/* A quantity of several slices, followed by what is shown of each; NULL if it is not such a sum. */
static GArray *
shares_of(const Worlds *worlds, guint index)
{
    const Quantity *quantity = release_quantity(worlds->release, index);
    const GArray *touched = touched_by(worlds, index);
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(shares, index);
    bool all = touched->len > 1 && is_shown(quantity) && !quantity->kept && !quantity->fixed;
    for (guint k = 0; all && k < touched->len; k++) {
        int share = same_here(worlds, &g_array_index(touched, Touched, k));
        all = share >= 0;
        g_array_append_val(shares, share);
    }
    return all ? shares : (g_array_unref(shares), NULL);
}

static void
unite_slices(Worlds *worlds, guint index, bool in_sums)
{
    const GArray *touched = touched_by(worlds, index);
    GArray *shares = in_sums ? NULL : shares_of(worlds, index);
    if (shares)
        g_ptr_array_add(worlds->apart, shares);
    for (guint k = 0; !shares && k < touched->len; k++)
        unite(worlds->part, index,
              worlds->release->quantities->len + g_array_index(touched, Touched, k).slice);
}

static void
find_parts(Worlds *worlds)
{
    const Release *release = worlds->release;
    guint quantities = release->quantities->len;
    if (worlds->part->len)
        return;
    for (guint i = 0; i < quantities + worlds->slices->len; i++) {
        int node = (int)i;
        g_array_append_val(worlds->part, node);
        g_ptr_array_add(worlds->models, NULL);
    }
    g_autofree guint8 *in_sums = g_malloc0(quantities + 1);
    for (guint i = 0; i < quantities; i++) {
        const GArray *sum = release_quantity(release, i)->sum;
        if (!sum)
            continue;
        unite_terms(worlds->part, in_sums, sum);
        unite(worlds->part, i, g_array_index(sum, Term, 0).quantity);
    }
    for (guint i = 0; i < release->relations->len; i++)
        unite_terms(worlds->part, in_sums, release->relations->pdata[i]);
    for (guint i = 0; i < release->bounds->len; i++)
        unite_terms(worlds->part, in_sums, g_array_index(release->bounds, Bound, i).terms);
    for (guint i = 0; i < quantities; i++)
        unite_slices(worlds, i, in_sums[i]);
    for (guint i = 0; i < worlds->part->len; i++)
        g_array_index(worlds->part, int, i) = root_of(worlds->part, (int)i);
}

int
worlds_part_of(const Worlds *worlds, guint node)
{
    find_parts((Worlds *)worlds);
    return g_array_index(worlds->part, int, node);
}

guint
worlds_parts(const Worlds *worlds)
{
    find_parts((Worlds *)worlds);
    return worlds->part->len;
}

void
worlds_hide_broken_sums(const Worlds *worlds, Release *release)
{
    for (guint i = 0; i < worlds->apart->len; i++) {
        const GArray *shares = worlds->apart->pdata[i];
        for (guint k = 1; k < shares->len; k++)
            if (!is_shown(release_quantity(release, g_array_index(shares, guint, k))))
                release_hide(release, g_array_index(shares, guint, 0));
    }
}
