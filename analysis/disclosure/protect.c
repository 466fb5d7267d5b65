/* The choice of what else to hide, so that everything sensitive is safe, and the attack that judges it.
 *
 * If a sensitive quantity cannot take a value that should be possible, a linear programme finds the
 * cheapest way to change other counts from the truth so that it can: each shown count costs as much as
 * hiding it would lose for every one that it moves, a hidden count almost nothing, and a zero cannot move.
 * What moves is hidden. This is the usual heuristic for cell suppression (Kelly, Golden and Assad 1992;
 * Fischetti and Salazar 2000). Afterwards each count hidden to protect others is shown again, dearest
 * first, if the attack finds that everything is safe without it.
 *
 * The attack looks for a world in whole numbers for every value of every sensitive quantity. A world that
 * it finds is a witness for the values that all other quantities have in it, so a few programmes answer
 * for many values. */
#include <math.h>
#include <string.h>
#include "analysis/disclosure/protect.h"

static const double hidden_cost = 1e-3; /* moving many hidden counts is no better than moving few */

/* One part of the release, being worked on. */
typedef struct {
    Release *release;
    Model *model;
    GArray *sensitive;    /* of guint: places in the model */
    double *first;        /* the first world found; NULL: none */
    GPtrArray *witnesses; /* double*: the others, as programme_world gives them */
    bool all_may_move;    /* nothing in it is kept, or already public except as zero */
    guint most_steps;     /* of the solver, while finding out what must be hidden */
    bool tells_beside;    /* what is hidden, or zero, reveals too much beside what other packs show */
    bool is_undecided;    /* some search ended without showing whether a value is possible */
} Part;

typedef struct {
    guint place;
    double value;
} Exposure;

/* A quantity's place in the model is its row in both programmes. */
static Quantity *
quantity_at(const Part *part, guint place)
{
    return release_quantity(part->release, g_array_index(part->model->quantities, guint, place));
}

static guint
quantities(const Part *part)
{
    return part->model->quantities->len;
}

/* Medians and busiest months are known while they are shown; giving one up has a price, too. */
static void
tell_bounds(const Part *part)
{
    static const double price_of_one = 2;
    for (guint i = 0; i < part->model->bounds->len; i++) {
        const Bound *bound =
            &g_array_index(part->release->bounds, Bound, g_array_index(part->model->bounds, guint, i));
        bool off = release_bound_is_off(part->release, bound), stays = bound->figure == BOUND_STAYS;
        guint row = quantities(part) + i;
        programme_bound(part->model->attack, row, off ? -INFINITY : bound->least, INFINITY);
        programme_bound(part->model->choice, row, bound->least, INFINITY);
        programme_price(part->model->choice, row, 0, stays ? 0 : INFINITY, off ? hidden_cost : price_of_one);
    }
}

/* Gives up the bounds that the current world does not meet. Returns whether there were any. */
static bool
let_bounds_go(const Part *part)
{
    static const double little = 1e-6;
    bool any = false;
    for (guint i = 0; i < part->model->bounds->len; i++) {
        const Bound *bound =
            &g_array_index(part->release->bounds, Bound, g_array_index(part->model->bounds, guint, i));
        double sum = programme_value(part->model->choice, quantities(part) + i);
        if (bound->figure == BOUND_STAYS || release_bound_is_off(part->release, bound) ||
            sum >= bound->least - little)
            continue;
        part->release->bound_is_off[bound->figure] = any = true;
    }
    return any;
}

/* What an attacker knows of a quantity: if it is hidden, that it is not zero; if it is shown, everything.
 * Worlds in which the counts hidden first are close to their true values are looked for first. */
static void
know(const Part *part, guint place)
{
    const Quantity *quantity = quantity_at(part, place);
    Programme *attack = part->model->attack;
    bool told = quantity_is_told(quantity) && !quantity->contradicted,
         open = !told || quantity_is_open(quantity);
    double least = told ? part->release->least_hidden : quantity->contradicted ? 0 : quantity->least;
    if (quantity_is_nought(quantity) || (told && (!open || programme_is_elastic(attack, place)))) {
        programme_bound(attack, place, quantity->truth, quantity->truth);
        programme_price(attack, place, open ? INFINITY : 0, open ? fmax(quantity->truth - least, 0) : 0, 1);
    } else {
        programme_bound(attack, place, least, INFINITY);
        programme_price(attack, place, 0, 0, 1);
    }
}

/* Which quantities may move away from the truth, and how far, when room is looked for. */
typedef enum {
    BY_THE_RULE,  /* what may be hidden */
    ALL_MAY,      /* also what is kept, and what is public */
    WITHOUT_THIS, /* as if this release did not exist: everything except what is public, and down to zero */
} Leeway;

/* The price of moving a quantity away from the truth. */
static void
price(const Part *part, guint place, Leeway leeway)
{
    const Quantity *quantity = quantity_at(part, place);
    Programme *choice = part->model->choice;
    if (!quantity_is_told(quantity) && !quantity_is_nought(quantity)) {
        programme_bound(choice, place, quantity->contradicted ? 0 : quantity->least, INFINITY);
        programme_price(choice, place, 0, 0, 0);
        return;
    }
    bool moves = !quantity_is_nought(quantity) &&
                 (leeway == ALL_MAY || quantity->contradicted ||
                  (!quantity->fixed && (leeway == WITHOUT_THIS || quantity->hidden || !quantity->kept)));
    double cost = quantity->hidden ? hidden_cost : fmax(quantity->cost, hidden_cost);
    double least = leeway == WITHOUT_THIS ? 0 : part->release->least_hidden;
    programme_bound(choice, place, quantity->truth, quantity->truth);
    programme_price(choice, place, moves ? INFINITY : 0, moves ? fmax(quantity->truth - least, 0) : 0, cost);
}

static void
price_all(const Part *part, Leeway leeway)
{
    for (guint i = 0; i < quantities(part); i++)
        price(part, i, leeway);
}

/* In the choice, the value that the quantity must take; price() releases it again. */
static void
hold(const Part *part, guint place, double value)
{
    programme_bound(part->model->choice, place, value, value);
    programme_price(part->model->choice, place, 0, 0,
                    quantity_is_told(quantity_at(part, place)) ? hidden_cost : 0);
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

/* A world that known ones lead to: the difference between one of them and the first, a number of times, is
 * added to another. */
static bool
is_led_to(Part *part, guint place, double value)
{
    enum { most_bases = 40, most_times = 3 };
    guint length = part->witnesses->len;
    for (guint i = 0; i < length && part->first; i++) {
        const double *to = part->witnesses->pdata[i];
        double step = to[place] - part->first[place];
        for (guint k = 0; step != 0 && k <= MIN(length, most_bases); k++) {
            const double *base = k ? part->witnesses->pdata[length - k] : part->first;
            double times = (value - base[place]) / step;
            double *world = fabs(times) <= most_times
                                ? programme_combine(part->model->attack, base, to, part->first, times)
                                : NULL;
            if (!world)
                continue;
            g_ptr_array_add(part->witnesses, world);
            return true;
        }
    }
    return false;
}

static bool
can_be(Part *part, guint place, double value)
{
    if (has_witness(part, place, value))
        return true;
    const Quantity *quantity = quantity_at(part, place);
    Programme *attack = part->model->attack;
    if (quantity->stated && value < part->release->least_hidden)
        return false;
    if (is_led_to(part, place, value))
        return true;
    programme_bound(attack, place, value, value);
    programme_price(attack, place, 0, 0, 1);
    bool found = programme_solve_whole(attack);
    know(part, place);
    if (found)
        g_ptr_array_add(part->witnesses, programme_world(attack));
    return found;
}

/* Every sensitive value that is impossible, or only the first. Starts from the ends, which are the
 * likeliest. */
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

typedef enum { POSSIBLE, IMPOSSIBLE, UNDECIDED } Answer;

/* The result of the last search for whole numbers. */
static Answer
answer(const Programme *programme, bool found)
{
    return found ? POSSIBLE : programme_was_through(programme) ? IMPOSSIBLE : UNDECIDED;
}

static Answer
ask(const Part *part, guint place, double value, Leeway leeway)
{
    price_all(part, leeway);
    hold(part, place, value);
    bool found = programme_solve_whole(part->model->choice);
    price_all(part, BY_THE_RULE);
    return answer(part->model->choice, found);
}

/* Whether other packs of the same records are responsible for its safety. */
static bool
is_of_others(const Release *release, const Quantity *quantity)
{
    bool all = quantity->sum || quantity->of_others;
    for (guint i = 0; quantity->sum && i < quantity->sum->len; i++)
        all &= release_quantity(release, g_array_index(quantity->sum, Term, i).quantity)->of_others;
    return all;
}

/* If a value is impossible even with everything except zeros hidden, hiding cannot help: two hidden counts
 * are at least two together, whatever their sum is. The same goes for a value that is impossible because
 * of what is public without this release. `found`: what is known about it with everything hidden that may
 * be. */
static bool
accept_the_impossible(Part *part, guint place, double value, Answer found)
{
    Quantity *quantity = quantity_at(part, place);
    Answer at_all = found == IMPOSSIBLE && part->all_may_move ? IMPOSSIBLE : ask(part, place, value, ALL_MAY);
    if (at_all != IMPOSSIBLE) {
        Answer without = ask(part, place, value, WITHOUT_THIS);
        bool is_theirs = without == IMPOSSIBLE && is_of_others(part->release, quantity);
        part->tells_beside |= is_theirs || (part->release->is_beside_others && without == POSSIBLE);
        part->is_undecided |=
            without == UNDECIDED || (without == POSSIBLE && (found == UNDECIDED || at_all == UNDECIDED));
        if (is_theirs || without != IMPOSSIBLE)
            return false;
    }
    if (isnan(quantity->truth) ? value == quantity->from : value < quantity->truth)
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
           programme_value(part->model->choice, place) != quantity->truth;
}

typedef enum { NO_ROOM, NOTHING_MOVES, ROOM_MADE } Room;

/* Hides what must move for the quantity to take the value. The world in which it does is a witness for the
 * values of all others. */
static Room
make_room(Part *part, guint place, double value, bool whole)
{
    Programme *choice = part->model->choice;
    programme_centre_as(choice, part->model->attack);
    hold(part, place, value);
    bool solved = whole ? programme_solve_whole(choice) : programme_solve(choice) == PROGRAMME_SOLVED,
         any = false;
    for (guint i = 0; i < quantities(part) && solved; i++)
        if (moves(part, i)) {
            quantity_at(part, i)->hidden = any = true;
            know(part, i);
            price(part, i, BY_THE_RULE);
        }
    if (solved && programme_is_whole(choice))
        g_ptr_array_add(part->witnesses, programme_world(choice));
    bool let_go = solved && let_bounds_go(part);
    if (let_go)
        tell_bounds(part);
    price(part, place, BY_THE_RULE);
    return any || let_go ? ROOM_MADE : solved ? NOTHING_MOVES : NO_ROOM;
}

static guint
steps_of(const Part *part)
{
    return programme_steps(part->model->attack) + programme_steps(part->model->choice);
}

/* Whether showing all of it takes too long, or reveals too much. */
static bool
is_too_much(const Part *part)
{
    bool is_last = part->most_steps == PROTECT_LAST_STEPS;
    return steps_of(part) > part->most_steps || (!is_last && (part->tells_beside || part->is_undecided));
}

/* Makes it possible for a sensitive quantity to take a value. Returns whether that changed anything. */
static bool
make_possible(Part *part, guint place, double value)
{
    if (is_too_much(part) || can_be(part, place, value))
        return false;
    Room room = make_room(part, place, value, false);
    Answer found = IMPOSSIBLE;
    if (room == NOTHING_MOVES) {
        room = make_room(part, place, value, true);
        found = answer(part->model->choice, room != NO_ROOM);
    }
    return room == ROOM_MADE || accept_the_impossible(part, place, value, found);
}

/* One round over everything sensitive, starting from the ends, which are the likeliest to be impossible.
 * Returns whether it changed anything. */
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

static void
show(const Part *part, guint place, bool shown)
{
    quantity_at(part, place)->hidden = !shown;
    know(part, place);
}

/* Removes the witnesses in which a quantity differs from what it is shown to be, and returns them. */
static GPtrArray *
dismiss(Part *part, guint place)
{
    GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
    for (guint i = part->witnesses->len; i-- > 0;)
        if (((const double *)part->witnesses->pdata[i])[place] != quantity_at(part, place)->truth)
            g_ptr_array_add(out, g_ptr_array_steal_index_fast(part->witnesses, i));
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

/* Takes no longer than finding out what must be hidden did, or a second: whatever is left stays hidden. */
static void
show_the_needless(Part *part)
{
    enum { a_second = 20000 };
    guint most = steps_of(part) + MAX(steps_of(part), a_second);
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < quantities(part); i++) {
        const Quantity *quantity = quantity_at(part, i);
        if (quantity->hidden && !quantity->sensitive && !quantity->stays_hidden)
            g_array_append_val(candidates, i);
    }
    g_array_sort_with_data(candidates, compare_cost, part);
    for (guint i = 0; i < candidates->len && steps_of(part) < most; i++)
        show_if_needless(part, g_array_index(candidates, guint, i));
}

/* The quantities of a part by their number of columns, fewest first. */
static gint
compare_widths(gconstpointer one, gconstpointer other, gpointer user)
{
    const Model *model = user;
    guint first = *(const guint *)one, second = *(const guint *)other;
    guint width = ((const GArray *)model->columns->pdata[first])->len,
          other_width = ((const GArray *)model->columns->pdata[second])->len;
    return width != other_width ? (width < other_width ? -1 : 1) : first < second ? -1 : first > second;
}

static GArray *
told_counts(const Part *part)
{
    GArray *told = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < quantities(part); i++) {
        const Quantity *quantity = quantity_at(part, i);
        if (quantity->stated && quantity->truth >= 1 && !quantity->contradicted &&
            ((const GArray *)part->model->columns->pdata[i])->len)
            g_array_append_val(told, i);
    }
    g_array_sort_with_data(told, compare_widths, part->model);
    return told;
}

/* Whether all columns of a quantity are open; closes them. */
static bool
fits(const Model *model, guint place, guint8 *open)
{
    const GArray *columns = model->columns->pdata[place];
    for (guint i = 0; i < columns->len; i++)
        if (!open[g_array_index(columns, guint, i)])
            return false;
    for (guint i = 0; i < columns->len; i++)
        open[g_array_index(columns, guint, i)] = 0;
    return true;
}

/* A reader knows that every count except the zeros is at least one: so a quantity is at least the number
 * of counts within it that have no record in common. Smaller values need not stay possible. */
static void
raise_least(const Part *part)
{
    g_autoptr(GArray) told = told_counts(part);
    g_autofree guint8 *open = g_malloc0(part->model->length + 1);
    for (guint i = 0; i < part->sensitive->len; i++) {
        guint place = g_array_index(part->sensitive, guint, i);
        Quantity *quantity = quantity_at(part, place);
        const GArray *columns = part->model->columns->pdata[place];
        double least = 0;
        memset(open, 0, part->model->length);
        for (guint k = 0; k < columns->len; k++)
            open[g_array_index(columns, guint, k)] = 1;
        for (guint k = 0; k < told->len; k++)
            least += fits(part->model, g_array_index(told, guint, k), open);
        quantity->from = fmax(quantity->from, fmin(least, quantity->truth));
    }
}

static Part
part_begin(Release *release, Worlds *worlds, guint number)
{
    Part part = {.release = release,
                 .model = worlds_model(worlds, number),
                 .sensitive = g_array_new(FALSE, FALSE, sizeof(guint)),
                 .witnesses = g_ptr_array_new_with_free_func(g_free),
                 .all_may_move = true};
    for (guint i = 0; i < quantities(&part); i++) {
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

static void
part_end(Part *part)
{
    g_array_unref(part->sensitive);
    g_free(part->first);
    g_ptr_array_unref(part->witnesses);
}

bool
protect_part(Release *release, Worlds *worlds, guint number, guint most)
{
    Part part = part_begin(release, worlds, number);
    part.most_steps = most;
    bool any = false;
    if (release->least_hidden > 0)
        raise_least(&part);
    if (programme_solve_whole(part.model->attack))
        part.first = programme_world(part.model->attack);
    while (protect_once(&part))
        any = true;
    if (is_too_much(&part)) {
        part_end(&part);
        return false;
    }
    if (any)
        show_the_needless(&part);
    for (guint i = 0; i < quantities(&part); i++)
        quantity_at(&part, i)->exposed = false;
    g_autoptr(GArray) exposures = attack(&part, false);
    for (guint i = 0; i < exposures->len; i++)
        quantity_at(&part, g_array_index(exposures, Exposure, i).place)->exposed = true;
    part_end(&part);
    return true;
}

bool
protect_is_consistent(Release *release, Worlds *worlds, guint number, bool mark)
{
    /* What was published about other records, or earlier, is given up before what is counted now. */
    static const double little = 1e-3, of_ours = 1e5, of_others = 1e4;
    Part part = part_begin(release, worlds, number);
    Programme *programme = part.model->choice;
    for (guint i = 0; i < quantities(&part); i++)
        programme_price(programme, i, INFINITY, INFINITY,
                        quantity_at(&part, i)->stated ? of_ours : of_others);
    bool solved = programme_solve(programme) == PROGRAMME_SOLVED, consistent = solved;
    for (guint i = 0; i < quantities(&part); i++) {
        Quantity *quantity = quantity_at(&part, i);
        double value = programme_value(programme, i);
        bool told = quantity_is_told(quantity),
             off = told ? fabs(value - quantity->truth) > little : value < quantity->least - little;
        off = solved ? off : quantity->fixed;
        consistent &= !off;
        quantity->contradicted |= off && mark;
    }
    part_end(&part);
    return consistent;
}

static int
place_of(const Part *part, guint index)
{
    for (guint i = 0; i < quantities(part); i++)
        if (g_array_index(part->model->quantities, guint, i) == index)
            return (int)i;
    return -1;
}

GArray *
protect_partners(Release *release, Worlds *worlds, guint index)
{
    GArray *partners = g_array_new(FALSE, FALSE, sizeof(guint));
    Part part = part_begin(release, worlds, (guint)worlds_part_of(worlds, index));
    Programme *attack = part.model->attack;
    guint place = (guint)place_of(&part, index);
    double least = programme_furthest(attack, place, -1), most = programme_furthest(attack, place, 1);
    for (guint i = 0; i < quantities(&part); i++) {
        const Quantity *quantity = quantity_at(&part, i);
        if (i == place || !quantity->stated || !quantity_is_open(quantity))
            continue;
        /* Only what a reader knows: the least and the most that it can be. */
        bool nearer = false;
        for (int end = -1; end <= 1 && !nearer; end += 2) {
            double value = programme_furthest(attack, i, end);
            if (isinf(value))
                continue;
            programme_bound(attack, i, value, value);
            nearer =
                programme_furthest(attack, place, -1) > least || programme_furthest(attack, place, 1) < most;
            know(&part, i);
        }
        if (nearer)
            g_array_append_vals(partners, &g_array_index(part.model->quantities, guint, i), 1);
    }
    part_end(&part);
    return partners;
}

void
protect_limits(Release *release, Worlds *worlds, guint index)
{
    Part part = part_begin(release, worlds, (guint)worlds_part_of(worlds, index));
    guint place = (guint)place_of(&part, index);
    Quantity *quantity = release_quantity(release, index);
    quantity->smallest = programme_furthest(part.model->attack, place, -1);
    quantity->largest = programme_furthest(part.model->attack, place, 1);
    part_end(&part);
}
