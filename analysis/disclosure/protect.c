/* The choice of what else to hide, so that what is sensitive is safe, and the attack that judges it.
 *
 * For a sensitive quantity that cannot take a value it should be able to take, a linear programme looks for
 * the cheapest way in which other counts would have to differ from the truth to let it: each shown count
 * costs what hiding it loses for every one it moves, a hidden one almost nothing, and a nought cannot move.
 * What moves is hidden. That is the usual heuristic for the cell suppression problem (Kelly, Golden and Assad
 * 1992; Fischetti and Salazar 2000). Afterwards each count that was hidden for others' sake is shown again,
 * dearest first, where the attack finds all to be safe without it.
 *
 * The attack looks for a world in whole numbers for every value of every sensitive quantity. A world that it
 * finds is a witness for the values that all others have in it, so few programmes answer for many values. */
#include <math.h>
#include <string.h>
#include "analysis/disclosure/protect.h"

static const double hidden_cost = 1e-3; /* moving many hidden counts is no better than moving few */

/* One part of the release at work. */
typedef struct {
    Release *release;
    Model *model;
    GArray *sensitive;    /* of guint: places in the model */
    GPtrArray *witnesses; /* double*: a value for each quantity of the model */
    bool all_may_move;    /* nothing in it is kept, or public already but for noughts */
} Part;

static guint
index_at(const Part *part, guint place)
{
    return g_array_index(part->model->quantities, guint, place);
}

static Quantity *
quantity_at(const Part *part, guint place)
{
    return release_quantity(part->release, index_at(part, place));
}

static guint
column_at(const Part *part, guint place)
{
    return g_array_index(part->model->columns, guint, place);
}

static double
room_below(const Part *part, const Quantity *quantity)
{
    return fmax(quantity->truth - part->release->least_hidden, 0);
}

static const Bound *
bound_at(const Part *part, guint which)
{
    return &g_array_index(part->release->bounds, Bound, g_array_index(part->model->bounds, guint, which));
}

/* Medians and busiest months are known as long as they are shown; to let one go has its price, too. */
static void
tell_bounds(const Part *part)
{
    static const double price_of_one = 2;
    for (guint i = 0; i < part->model->bounds->len; i++) {
        guint unmet = g_array_index(part->model->slacks, guint, i) + 1;
        bool off = part->release->bound_is_off[bound_at(part, i)->figure];
        programme_bound(part->model->attack, unmet, 0, off ? INFINITY : 0);
        programme_bound(part->model->choice, unmet, 0, INFINITY);
        programme_cost(part->model->choice, unmet, off ? hidden_cost : price_of_one);
    }
}

/* Lets those go that are not met in the world in hand. Returns whether any was. */
static bool
let_bounds_go(const Part *part)
{
    bool any = false;
    for (guint i = 0; i < part->model->bounds->len; i++) {
        guint unmet = g_array_index(part->model->slacks, guint, i) + 1;
        guint8 *off = &part->release->bound_is_off[bound_at(part, i)->figure];
        bool now = !*off && programme_value(part->model->choice, unmet) > 0;
        any |= now;
        *off |= now;
    }
    return any;
}

/* What an attacker knows of a quantity: of a hidden one that it is not nought, of a shown one all. */
static void
know(const Part *part, guint place)
{
    const Quantity *quantity = quantity_at(part, place);
    guint column = column_at(part, place);
    if (quantity_is_nought(quantity))
        return;
    if (!quantity_is_told(quantity)) {
        programme_bound(part->model->attack, column, 0, INFINITY);
        return;
    }
    bool open = quantity->contradicted || quantity_is_open(quantity);
    for (guint side = 0; side < 2; side++) {
        double most = !open ? 0 : side ? room_below(part, quantity) : INFINITY;
        programme_bound(part->model->attack, column + side, 0, most);
        programme_cost(part->model->attack, column + side, 1);
    }
}

/* Who may move away from the truth, and how far, when room is looked for. */
typedef enum {
    BY_THE_RULE,  /* what may be hidden */
    ALL_MAY,      /* also what is kept, and what is public */
    WITHOUT_THIS, /* as if this release were not: all but what is public, and to nought */
} Leeway;

/* What it costs to move a quantity away from the truth. */
static void
price(const Part *part, guint place, Leeway leeway)
{
    const Quantity *quantity = quantity_at(part, place);
    guint column = column_at(part, place);
    if (quantity_is_nought(quantity))
        return;
    if (!quantity_is_told(quantity)) {
        programme_bound(part->model->choice, column, 0, INFINITY);
        return;
    }
    bool moves = leeway == ALL_MAY || quantity->contradicted ||
                 (!quantity->fixed && (leeway == WITHOUT_THIS || quantity->hidden || !quantity->kept));
    double cost = quantity->hidden ? hidden_cost : fmax(quantity->cost, hidden_cost);
    double below = leeway == WITHOUT_THIS ? quantity->truth : room_below(part, quantity);
    for (guint side = 0; side < 2; side++) {
        programme_bound(part->model->choice, column + side, 0, !moves ? 0 : side ? below : INFINITY);
        programme_cost(part->model->choice, column + side, cost);
    }
}

static void
hold(const Part *part, Programme *programme, guint place, double value)
{
    const Quantity *quantity = quantity_at(part, place);
    guint column = column_at(part, place);
    if (!quantity_is_told(quantity)) {
        programme_bound(programme, column, value, value);
        return;
    }
    double up = fmax(value - quantity->truth, 0), down = fmax(quantity->truth - value, 0);
    programme_bound(programme, column, up, up);
    programme_bound(programme, column + 1, down, down);
}

static double
value_in(const Part *part, const Programme *programme, guint place)
{
    const Quantity *quantity = quantity_at(part, place);
    guint column = column_at(part, place);
    return quantity_is_nought(quantity) ? 0
           : quantity_is_told(quantity)
               ? quantity->truth + programme_value(programme, column) - programme_value(programme, column + 1)
               : programme_value(programme, column);
}

static void
note_witness(Part *part, const Programme *programme)
{
    double *values = g_new(double, part->model->quantities->len);
    for (guint i = 0; i < part->model->quantities->len; i++)
        values[i] = value_in(part, programme, i);
    g_ptr_array_add(part->witnesses, values);
}

/* All worlds on the way from the first that was found to this one, and beyond. */
static void
note_witnesses(Part *part)
{
    Programme *programme = part->model->attack;
    int back, on;
    programme_line(programme, &back, &on);
    for (int steps = -back; steps <= on; steps++) {
        double *values = g_new(double, part->model->quantities->len);
        for (guint i = 0; i < part->model->quantities->len; i++) {
            const Quantity *quantity = quantity_at(part, i);
            guint column = column_at(part, i);
            double value =
                quantity_is_nought(quantity) ? 0 : programme_value_on_line(programme, column, steps);
            values[i] = quantity_is_nought(quantity) || !quantity_is_told(quantity)
                            ? value
                            : quantity->truth + value - programme_value_on_line(programme, column + 1, steps);
        }
        g_ptr_array_add(part->witnesses, values);
    }
}

static bool
has_witness(const Part *part, guint place, double value)
{
    if (quantity_at(part, place)->truth == value)
        return true;
    for (guint i = 0; i < part->witnesses->len; i++)
        if (((const double *)part->witnesses->pdata[i])[place] == value)
            return true;
    return false;
}

static bool
can_be(Part *part, guint place, double value)
{
    if (has_witness(part, place, value))
        return true;
    const Quantity *quantity = quantity_at(part, place);
    if (quantity->stated && value < part->release->least_hidden)
        return false;
    hold(part, part->model->attack, place, value);
    bool found = programme_solve_whole(part->model->attack, programme_search_most);
    know(part, place);
    if (found)
        note_witnesses(part);
    return found;
}

typedef struct {
    guint place;
    double value;
} Exposure;

/* Every sensitive value that is impossible, or the first. From the ends, which are the likeliest. */
static GArray *
attack(Part *part, bool first_only)
{
    GArray *exposures = g_array_new(FALSE, FALSE, sizeof(Exposure));
    for (guint i = 0; i < part->sensitive->len; i++) {
        guint place = g_array_index(part->sensitive, guint, i);
        const Quantity *quantity = quantity_at(part, place);
        int values = (int)(quantity->to - quantity->from) + 1;
        for (int k = 0; k < values; k++) {
            int step = k % 2 ? k / 2 : values - 1 - k / 2;
            Exposure exposure = {place, quantity->from + step};
            if (can_be(part, place, exposure.value))
                continue;
            g_array_append_val(exposures, exposure);
            if (first_only)
                return exposures;
        }
    }
    return exposures;
}

static void
hide(Part *part, guint place)
{
    release_hide(part->release, index_at(part, place));
    int tie = quantity_at(part, place)->tie;
    for (guint i = 0; i < part->model->quantities->len; i++)
        if (i == place || (tie >= 0 && index_at(part, i) == (guint)tie)) {
            know(part, i);
            price(part, i, BY_THE_RULE);
        }
}

static void
price_all(const Part *part, Leeway leeway)
{
    for (guint i = 0; i < part->model->quantities->len; i++)
        price(part, i, leeway);
}

static bool
is_impossible(const Part *part, guint place, double value, Leeway leeway)
{
    price_all(part, leeway);
    hold(part, part->model->choice, place, value);
    bool impossible = !programme_solve_whole(part->model->choice, programme_search_most);
    price_all(part, BY_THE_RULE);
    return impossible;
}

/* A value that is impossible even where everything but the noughts is hidden is nothing that hiding could
 * help: two hidden counts are two at least together, whatever their sum is. Nor is one that is impossible by
 * what is public without this release. `by_the_rule`: it is known to be so where what may be hidden is. */
static bool
accept_the_impossible(Part *part, guint place, double value, bool by_the_rule)
{
    Quantity *quantity = quantity_at(part, place);
    if (!(by_the_rule && part->all_may_move) && !is_impossible(part, place, value, ALL_MAY) &&
        !is_impossible(part, place, value, WITHOUT_THIS))
        return false;
    if (value < quantity->truth)
        quantity->from = fmax(quantity->from, value + 1);
    else
        quantity->to = fmin(quantity->to, value - 1);
    return true;
}

static bool
moves(const Part *part, guint place)
{
    const Quantity *quantity = quantity_at(part, place);
    return quantity->stated && !quantity->hidden && !quantity->fixed && !quantity->contradicted &&
           value_in(part, part->model->choice, place) != quantity->truth;
}

typedef enum { NO_ROOM, NOTHING_MOVES, ROOM_MADE } Room;

/* Hides what must move for the quantity to take the value. The world in which it does is a witness for all
 * that others are in it. */
static Room
make_room(Part *part, guint place, double value, bool whole)
{
    Programme *choice = part->model->choice;
    programme_centre_as(choice, part->model->attack);
    hold(part, choice, place, value);
    bool solved = whole ? programme_solve_whole(choice, programme_search_most)
                        : programme_solve(choice) == PROGRAMME_SOLVED;
    g_autoptr(GArray) movers = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < part->model->quantities->len && solved; i++)
        if (moves(part, i))
            g_array_append_val(movers, i);
    if (solved && programme_is_whole(choice))
        note_witness(part, choice);
    bool let_go = solved && let_bounds_go(part);
    if (let_go)
        tell_bounds(part);
    price(part, place, BY_THE_RULE);
    for (guint i = 0; i < movers->len; i++)
        hide(part, g_array_index(movers, guint, i));
    return movers->len > 0 || let_go ? ROOM_MADE : solved ? NOTHING_MOVES : NO_ROOM;
}

/* Sees to it that a sensitive quantity can take a value. Returns whether that changed anything. */
static bool
make_possible(Part *part, guint place, double value)
{
    if (can_be(part, place, value))
        return false;
    Room room = make_room(part, place, value, false);
    bool none = room == NO_ROOM;
    if (room == NOTHING_MOVES)
        room = make_room(part, place, value, true);
    return room == ROOM_MADE || accept_the_impossible(part, place, value, none);
}

/* One round over all that is sensitive, from the ends, which are the likeliest to be impossible. Returns
 * whether it changed anything. */
static bool
protect_once(Part *part)
{
    bool changed = false;
    for (guint i = 0; i < part->sensitive->len; i++) {
        guint place = g_array_index(part->sensitive, guint, i);
        const Quantity *quantity = quantity_at(part, place);
        for (double step = 0; step <= floor((quantity->to - quantity->from) / 2); step++) {
            changed |= make_possible(part, place, quantity->to - step);
            if (quantity->from + step <= quantity->to)
                changed |= make_possible(part, place, quantity->from + step);
        }
    }
    return changed;
}

static int
compare_cost(gconstpointer one, gconstpointer other, gpointer user)
{
    const Part *part = user;
    guint first = *(const guint *)one, second = *(const guint *)other;
    double difference = quantity_at(part, second)->cost - quantity_at(part, first)->cost;
    return difference > 0 ? 1 : difference < 0 ? -1 : first < second ? -1 : first > second;
}

static int
tied_place(const Part *part, guint place)
{
    int tie = quantity_at(part, place)->tie;
    for (guint i = 0; tie >= 0 && i < part->model->quantities->len; i++)
        if (index_at(part, i) == (guint)tie)
            return (int)i;
    return -1;
}

static void
show(const Part *part, guint place, bool shown)
{
    int tie = tied_place(part, place);
    quantity_at(part, place)->hidden = !shown;
    know(part, place);
    if (tie >= 0) {
        quantity_at(part, (guint)tie)->hidden = !shown;
        know(part, (guint)tie);
    }
}

/* Takes out the witnesses to worlds in which a quantity is not what it is shown to be. Gives them. */
static GPtrArray *
dismiss(Part *part, guint place)
{
    int tie = tied_place(part, place);
    GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
    for (guint i = part->witnesses->len; i-- > 0;) {
        const double *values = part->witnesses->pdata[i];
        if (values[place] != quantity_at(part, place)->truth ||
            (tie >= 0 && values[tie] != quantity_at(part, (guint)tie)->truth))
            g_ptr_array_add(out, g_ptr_array_steal_index_fast(part->witnesses, i));
    }
    return out;
}

static void
take_back(Part *part, GPtrArray *dismissed)
{
    while (dismissed->len)
        g_ptr_array_add(part->witnesses, g_ptr_array_steal_index_fast(dismissed, 0));
}

/* Shows it if everything stays safe. */
static void
show_if_needless(Part *part, guint place)
{
    g_autoptr(GPtrArray) dismissed = dismiss(part, place);
    show(part, place, true);
    g_autoptr(GArray) exposures = attack(part, true);
    if (!exposures->len)
        return;
    show(part, place, false);
    take_back(part, dismissed);
}

static void
show_the_needless(Part *part)
{
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < part->model->quantities->len; i++) {
        const Quantity *quantity = quantity_at(part, i);
        int tied = tied_place(part, i);
        const Quantity *tie = tied < 0 ? NULL : quantity_at(part, (guint)tied);
        bool held = tie && (tie->sensitive || tie->stays_hidden || tied < (int)i);
        if (quantity->hidden && !quantity->sensitive && !quantity->stays_hidden && !held)
            g_array_append_val(candidates, i);
    }
    g_array_sort_with_data(candidates, compare_cost, part);
    for (guint i = 0; i < candidates->len; i++)
        show_if_needless(part, g_array_index(candidates, guint, i));
}

static Part
part_begin(Release *release, Worlds *worlds, guint number)
{
    Part part = {release, worlds_model(worlds, number), g_array_new(FALSE, FALSE, sizeof(guint)),
                 g_ptr_array_new_with_free_func(g_free), true};
    for (guint i = 0; i < part.model->quantities->len; i++) {
        const Quantity *quantity = quantity_at(&part, i);
        if (quantity_is_told(quantity) && (quantity->fixed || quantity->kept))
            part.all_may_move = false;
        if (quantity->sensitive && !quantity->fixed && !quantity->left_out && !quantity->contradicted)
            g_array_append_val(part.sensitive, i);
        know(&part, i);
        price(&part, i, BY_THE_RULE);
    }
    tell_bounds(&part);
    return part;
}

/* Some world to count from. */
static void
find_centre(const Part *part)
{
    programme_solve_whole(part->model->attack, programme_search_most);
    programme_centre_as(part->model->choice, part->model->attack);
}

static void
part_end(Part *part)
{
    g_array_unref(part->sensitive);
    g_ptr_array_unref(part->witnesses);
}

void
protect_part(Release *release, Worlds *worlds, guint number)
{
    Part part = part_begin(release, worlds, number);
    bool any = false;
    find_centre(&part);
    while (protect_once(&part))
        any = true;
    if (any)
        show_the_needless(&part);
    for (guint i = 0; i < part.model->quantities->len; i++)
        quantity_at(&part, i)->exposed = false;
    g_autoptr(GArray) exposures = attack(&part, false);
    for (guint i = 0; i < exposures->len; i++)
        quantity_at(&part, g_array_index(exposures, Exposure, i).place)->exposed = true;
    part_end(&part);
}

bool
protect_is_consistent(Release *release, Worlds *worlds, guint number, bool mark)
{
    /* What was published of other records, or earlier, is given up before what is counted now. */
    static const double little = 1e-6, of_ours = 1e5, of_others = 1e4;
    Part part = part_begin(release, worlds, number);
    Programme *programme = part.model->attack;
    bool consistent = true;
    for (guint i = 0; i < part.model->quantities->len; i++) {
        const Quantity *quantity = quantity_at(&part, i);
        for (guint side = 0; side < 2 && quantity_is_told(quantity); side++) {
            programme_bound(programme, column_at(&part, i) + side, 0, INFINITY);
            programme_cost(programme, column_at(&part, i) + side, quantity->stated ? of_ours : of_others);
        }
    }
    for (guint i = 0; i < part.model->bounds->len; i++)
        programme_bound(programme, g_array_index(part.model->slacks, guint, i) + 1, 0, INFINITY);
    ProgrammeEnd end = programme_solve(programme);
    for (guint i = 0; i < part.model->quantities->len; i++) {
        Quantity *quantity = quantity_at(&part, i);
        bool off = end == PROGRAMME_SOLVED ? fabs(value_in(&part, programme, i) - quantity->truth) > little &&
                                                 quantity_is_told(quantity)
                                           : quantity->fixed;
        consistent &= !off;
        if (off && mark)
            quantity->contradicted = true;
        for (guint side = 0; side < 2 && quantity_is_told(quantity); side++)
            programme_cost(programme, column_at(&part, i) + side, 0);
    }
    part_end(&part);
    return consistent && end == PROGRAMME_SOLVED;
}

/* The end that a sum has no bound at is infinite. */
static double
furthest(const Part *part, guint place, double direction)
{
    static const double above_all_moves = 1e5;
    const Quantity *quantity = quantity_at(part, place);
    Programme *programme = part->model->attack;
    guint column = column_at(part, place);
    programme_cost(programme, column, -direction * above_all_moves);
    if (quantity_is_told(quantity))
        programme_cost(programme, column + 1, direction * above_all_moves);
    ProgrammeEnd end = programme_solve(programme);
    double value = end == PROGRAMME_SOLVED ? value_in(part, programme, place) : INFINITY;
    know(part, place);
    if (!quantity_is_told(quantity))
        programme_cost(programme, column, 0);
    return direction < 0 ? ceil(value - 1e-6) : floor(value + 1e-6);
}

static int
place_of(const Part *part, guint index)
{
    for (guint i = 0; i < part->model->quantities->len; i++)
        if (index_at(part, i) == index)
            return (int)i;
    return -1;
}

GArray *
protect_partners(Release *release, Worlds *worlds, guint index)
{
    GArray *partners = g_array_new(FALSE, FALSE, sizeof(guint));
    Part part = part_begin(release, worlds, (guint)worlds_part_of(worlds, index));
    int place = place_of(&part, index);
    double least = furthest(&part, (guint)place, -1), most = furthest(&part, (guint)place, 1);
    for (guint i = 0; i < part.model->quantities->len; i++) {
        const Quantity *quantity = quantity_at(&part, i);
        if ((int)i == place || !quantity->stated || !quantity_is_open(quantity))
            continue;
        /* No more than a reader knows: the least and the most that it can be. */
        double ends[] = {furthest(&part, i, -1), furthest(&part, i, 1)};
        bool nearer = false;
        for (guint end = 0; end < G_N_ELEMENTS(ends) && !nearer; end++) {
            if (isinf(ends[end]))
                continue;
            hold(&part, part.model->attack, i, ends[end]);
            nearer = furthest(&part, (guint)place, -1) > least || furthest(&part, (guint)place, 1) < most;
        }
        if (nearer)
            g_array_append_vals(partners, &g_array_index(part.model->quantities, guint, i), 1);
        know(&part, i);
    }
    part_end(&part);
    return partners;
}

void
protect_limits(Release *release, Worlds *worlds, guint index)
{
    Part part = part_begin(release, worlds, (guint)worlds_part_of(worlds, index));
    int place = place_of(&part, index);
    release_quantity(release, index)->smallest = furthest(&part, (guint)place, -1);
    release_quantity(release, index)->largest = furthest(&part, (guint)place, 1);
    part_end(&part);
}
