#include "analysis/disclosure/release.h"
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "analysis/sets/members.h"

Quantity *
release_quantity(const Release *release, guint index)
{
    return release->quantities->pdata[index];
}

FigureLink *
release_link(const Release *release, guint figure)
{
    return &g_array_index(release->links, FigureLink, figure);
}

bool
release_concerns(const Profile *profile, const Figure *figure)
{
    return strcmp(figure->authority, profile->authority_name) == 0 &&
           !g_ptr_array_find_with_equal_func(profile->disclosure.not_about_cases, figure->measure,
                                             g_str_equal, NULL);
}

bool
quantity_is_open(const Quantity *quantity)
{
    return !quantity->fixed && (quantity->hidden || !quantity->stated);
}

bool
quantity_is_nought(const Quantity *quantity)
{
    return quantity->fixed && quantity->truth == 0;
}

bool
quantity_is_told(const Quantity *quantity)
{
    return (quantity->stated || quantity->fixed) && !quantity_is_nought(quantity);
}

void
release_hide(Release *release, guint index)
{
    Quantity *quantity = release_quantity(release, index);
    if (quantity->hidden || !quantity->stated || quantity->fixed)
        return;
    quantity->hidden = true;
}

void
release_leave_out(Release *release, guint index)
{
    Quantity *quantity = release_quantity(release, index);
    quantity->fixed &= quantity->truth != 0;
    quantity->hidden |= !quantity->fixed;
    quantity->stays_hidden = quantity->left_out = true;
}

void
release_guard(Release *release, guint index, double from, double to)
{
    Quantity *quantity = release_quantity(release, index);
    if (quantity->fixed)
        return;
    quantity->sensitive = true;
    quantity->from = from;
    quantity->to = to;
    release_hide(release, index);
}

static guint
add_quantity(Release *release, const char *key, const char *name)
{
    Quantity *quantity = g_new0(Quantity, 1);
    quantity->name = g_strdup(name);
    quantity->truth = quantity->smallest = quantity->largest = NAN;
    g_ptr_array_add(release->quantities, quantity);
    if (key)
        g_hash_table_insert(release->by_key, g_strdup(key), GUINT_TO_POINTER(release->quantities->len));
    return release->quantities->len - 1;
}

int
release_known(const Release *release, const char *key)
{
    return (int)GPOINTER_TO_UINT(g_hash_table_lookup(release->by_key, key)) - 1;
}

guint
release_quantity_of(Release *release, const RecordSet *set, const char *name)
{
    int index = release_known(release, set->key);
    if (index >= 0)
        return (guint)index;
    guint added = add_quantity(release, set->key, name);
    release_quantity(release, added)->set = record_set_ref(set);
    return added;
}

guint
release_quantity_named(Release *release, const char *key, const char *name)
{
    int index = release_known(release, key);
    return index >= 0 ? (guint)index : add_quantity(release, key, name);
}

int
release_sum(Release *release, GArray *terms, const char *name)
{
    double truth = 0;
    for (guint i = 0; i < terms->len; i++) {
        const Term *term = &g_array_index(terms, Term, i);
        truth += term->coefficient * release_quantity(release, term->quantity)->truth;
    }
    if (isnan(truth)) {
        g_array_unref(terms);
        return -1;
    }
    guint index = add_quantity(release, NULL, name);
    release_quantity(release, index)->sum = terms;
    release_quantity(release, index)->truth = truth;
    return (int)index;
}

static double
worth_of(const ProfileMeasure *measure, const Figure *figure)
{
    static const double of_total = 8, of_share = 4, of_part = 0.7, of_cell = 0.3, of_slot = 0.2,
                        of_estimate = 0.1;
    bool total = !*figure->category && !*figure->part;
    if (figure_is_estimate(figure))
        return of_estimate;
    if (measure && measure->per != PER_YEAR)
        return figure->role == ROLE_ALL_SLOTS ? of_total : of_slot;
    if (measure && measure->by->len == 2 && !total)
        return *figure->category && *figure->part ? of_cell : WORTH_OF_A_ROW;
    if (total)
        return measure && figure->of && figure->counts != figure->of ? of_share : of_total;
    return *figure->part ? of_part : WORTH_OF_A_ROW;
}

static void
state(Release *release, guint index, double truth, double worth, double cost)
{
    Quantity *quantity = release_quantity(release, index);
    quantity->stated = true;
    if (isnan(quantity->truth))
        quantity->truth = truth;
    quantity->worth = fmax(quantity->worth, worth);
    quantity->cost += cost;
}

static double
bits(double count)
{
    return log2(2 + fmax(count, 0));
}

void
release_tell(Release *release, const Figure *figure, guint index, double number, double times)
{
    double worth = worth_of(profile_measure(release->profile, figure->measure), figure);
    state(release, index, number, worth, times * worth * bits(number));
}

/* What is in a total but in no row of its measure is zero: in its count or, if each row has a base of its
 * own, in its base. */
static void
complete(Release *release, const Figures *figures, const Figure *total, bool of_parts, bool of_bases)
{
    RecordSet *rest = record_set_ref(of_bases ? total->of : total->counts);
    guint rows = 0;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *row = figures_at(figures, i);
        const RecordSet *holds = of_bases ? row->of : row->counts;
        bool is_row = of_parts ? !*row->category && *row->part : *row->category && !*row->part;
        if (!is_row || !holds || figure_is_estimate(row) || row->role != ROLE_COUNT ||
            !figure_is_in(row, total->measure, total->period) ||
            (of_bases && strcmp(holds->key, total->of->key) == 0))
            continue;
        rest = set_without(rest, record_set_ref(holds));
        rows++;
    }
    if (rows) {
        guint none = release_quantity_of(release, rest, "what is in no row");
        Quantity *quantity = release_quantity(release, none);
        if (isnan(quantity->truth))
            quantity->truth = 0;
        quantity->fixed |= quantity->truth == 0;
    }
    record_set_unref(rest);
}

/* A table by a field has a row for every category there is. */
void
release_complete(Release *release, const Figures *figures, guint index)
{
    const Figure *total = figures_at(figures, index);
    const ProfileMeasure *measure = profile_measure(release->profile, total->measure);
    if (!measure || !measure->by->len || *total->category || *total->part || !total->counts ||
        figure_is_estimate(total) || !release_concerns(release->profile, total))
        return;
    for (guint axis = 0; axis < measure->by->len; axis++)
        complete(release, figures, total, axis > 0, false);
    if (total->of)
        complete(release, figures, total, false, true);
}

bool
release_rests_on_few(const Release *release, const Figure *figure)
{
    int least = release->suppress_below;
    switch (figure->role) {
    case ROLE_MEDIAN:
    case ROLE_ESTIMATED_MEDIAN:
        return figure->base > 0 && figure->base < least * 2;
    case ROLE_SUM:
    case ROLE_AVERAGE: {
        double sum = figure->role == ROLE_SUM ? figure->value : figure->value * figure->base;
        return (figure->base > 0 && figure->base < least) || (sum > 0 && figure_round(sum, 9) < least);
    }
    case ROLE_LOWER_QUARTILE:
    case ROLE_UPPER_QUARTILE:
    case ROLE_LONGEST:
        return figure->base > 0 && figure->base < least * 4;
    default:
        return isnan(figure->count) && !isnan(figure->value) && figure->base > 0 && figure->base < least;
    }
}

bool
release_bound_is_off(const Release *release, const Bound *bound)
{
    return bound->figure != BOUND_STAYS && release->bound_is_off[bound->figure];
}

double
release_count(const Release *release, const RecordSet *set)
{
    return release->dataset ? (double)set_count(set, release->dataset) : (double)NAN;
}

RecordSet *
release_set_then(const Profile *profile, const RecordSet *set)
{
    const ProfileField *outcome = profile_field(profile, "outcome");
    bool is_tied = outcome && !outcome->separator && profile_field(profile, "closed");
    Day day = profile->disclosure.previous_as_at;
    return day == DAY_NONE ? record_set_ref(set)
                           : set_known_by(set, day, is_tied ? outcome->ongoing_category : NULL);
}

static void
add_bound(Release *release, const CountBound *told, guint figure, bool earlier)
{
    const RecordSet *const sets[] = {told->set, told->other};
    const double times[] = {told->times, -told->less};
    Bound bound = {g_array_new(FALSE, FALSE, sizeof(Term)), told->least, figure};
    double truth = 0;
    for (guint i = 0; i < 2 && sets[i]; i++) {
        g_autoptr(RecordSet) set =
            earlier ? release_set_then(release->profile, sets[i]) : record_set_ref(sets[i]);
        Term term = {release_quantity_of(release, set, "what an estimate reveals"), times[i]};
        g_array_append_val(bound.terms, term);
        truth += earlier ? times[i] * release_count(release, set) : 0;
    }
    if (!earlier || truth >= told->least)
        g_array_append_val(release->bounds, bound);
    else
        g_array_unref(bound.terms);
}

void
release_bound(Release *release, const Figures *figures, guint index, bool earlier)
{
    const Figure *figure = figures_at(figures, index);
    bool is_own = figures == release->figures;
    if (!release_concerns(release->profile, figure) || (is_own && release_rests_on_few(release, figure)))
        return;
    Day as_at = earlier ? release->profile->disclosure.previous_as_at : release->as_at;
    g_autoptr(GArray) told = measures_bounds(release->profile, figures, figure, as_at);
    for (guint i = 0; i < told->len; i++)
        add_bound(release, &g_array_index(told, CountBound, i), is_own ? index : BOUND_STAYS, earlier);
}

static void
quantity_free(gpointer pointer)
{
    Quantity *quantity = pointer;
    record_set_unref((RecordSet *)quantity->set);
    g_clear_pointer(&quantity->sum, g_array_unref);
    g_free(quantity->name);
    g_free(quantity);
}

struct ReleaseState {
    GArray *quantities; /* of Quantity; what they own belongs to the release */
    guint8 *bound_is_off;
};

ReleaseState *
release_state(const Release *release)
{
    ReleaseState *state = g_new(ReleaseState, 1);
    state->quantities = g_array_new(FALSE, FALSE, sizeof(Quantity));
    for (guint i = 0; i < release->quantities->len; i++)
        g_array_append_val(state->quantities, *release_quantity(release, i));
    state->bound_is_off = g_memdup2(release->bound_is_off, release->links->len);
    return state;
}

void
release_state_free(ReleaseState *state)
{
    g_array_unref(state->quantities);
    g_free(state->bound_is_off);
    g_free(state);
}

void
release_put_back(Release *release, const ReleaseState *state)
{
    g_ptr_array_set_size(release->quantities, (int)state->quantities->len);
    for (guint i = 0; i < state->quantities->len; i++)
        *release_quantity(release, i) = g_array_index(state->quantities, Quantity, i);
    memcpy(release->bound_is_off, state->bound_is_off, release->links->len);
}

Release *
release_new(const Profile *profile, int below, const Figures *figures, const Dataset *dataset)
{
    Release *release = g_new0(Release, 1);
    guint length = figures_length(figures);
    release->profile = profile;
    release->figures = figures;
    release->dataset = dataset;
    release->as_at = profile->as_at != DAY_NONE || !dataset ? profile->as_at : dataset_last_day(dataset);
    release->least_hidden = profile->disclosure.zeros_hidden ? 0 : 1;
    release->suppress_below = below;
    release->quantities = g_ptr_array_new_with_free_func(quantity_free);
    release->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    release->relations = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    release->bounds = g_array_new(FALSE, FALSE, sizeof(Bound));
    release->links = g_array_new(FALSE, TRUE, sizeof(FigureLink));
    release->bound_is_off = g_malloc0(length + 1);
    g_array_set_size(release->links, length);
    return release;
}

void
release_free(Release *release)
{
    if (!release)
        return;
    for (guint i = 0; i < release->links->len; i++)
        g_clear_pointer(&release_link(release, i)->tells, g_array_unref);
    for (guint i = 0; i < release->bounds->len; i++)
        g_array_unref(g_array_index(release->bounds, Bound, i).terms);
    g_ptr_array_unref(release->quantities);
    g_hash_table_unref(release->by_key);
    g_ptr_array_unref(release->relations);
    g_array_unref(release->bounds);
    g_array_unref(release->links);
    g_free(release->bound_is_off);
    g_free(release);
}
