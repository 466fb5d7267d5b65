/* The choice: what else to hide, so that what is sensitive is safe.
 *
 * For a sensitive unknown that cannot take a value it should be able to take, a linear programme looks for
 * the cheapest way in which the other counts would have to differ from the truth to let it: each shown count
 * costs what hiding it loses for every one it moves, a hidden one almost nothing, and a nought cannot move
 * (so that none is taken for protection), nor can what is shown move to nought. What moves is hidden. That is
 * the usual heuristic for the cell suppression problem (Kelly, Golden and Assad 1992; Fischetti and Salazar
 * 2000). Afterwards each count that was hidden for others' sake is shown again, dearest first, where the
 * attack finds all to be safe without it. */
#include "analysis/disclosure/programme.h"
#include "analysis/disclosure/system.h"
#include <math.h>

static const double hidden_cost = 1e-3; /* moving many hidden counts is no better than moving few */

typedef struct {
    System *system;
    GPtrArray *programmes; /* Programme* of each group of unknowns that hang together */
    GArray *group;         /* of int: the group of each unknown; -1: not yet asked for */
    GArray *column;        /* of guint: where it is in its group's programme */
} Choice;

/* A stated unknown has two columns, how far it goes up and how far down; another has one, its value. */
static bool
can_vary(const Unknown *unknown)
{
    return !unknown->fixed;
}

static void
price(Choice *choice, guint index)
{
    const Unknown *unknown = system_unknown(choice->system, index);
    Programme *programme = choice->programmes->pdata[g_array_index(choice->group, int, index)];
    guint column = g_array_index(choice->column, guint, index);
    bool moves = unknown->hidden || !unknown->kept;
    double cost = unknown->hidden ? hidden_cost : fmax(unknown->cost, hidden_cost);
    programme_bound(programme, column, 0, moves ? INFINITY : 0);
    programme_bound(programme, column + 1, 0,
                    moves ? fmax(unknown->truth - choice->system->least_hidden, 0) : 0);
    programme_cost(programme, column, cost);
    programme_cost(programme, column + 1, cost);
}

static void
add_relation(const Choice *choice, const GArray *relation, guint row, GArray *terms, double *right_side)
{
    for (guint k = 0; k < relation->len; k++) {
        const Term *term = &g_array_index(relation, Term, k);
        const Unknown *unknown = system_unknown(choice->system, term->unknown);
        if (unknown->fixed || unknown->stated)
            *right_side -= term->coefficient * unknown->truth;
        if (unknown->fixed)
            continue;
        guint column = g_array_index(choice->column, guint, term->unknown);
        ProgrammeTerm up = {row, column, term->coefficient};
        g_array_append_val(terms, up);
        if (unknown->stated) {
            ProgrammeTerm down = {row, column + 1, -term->coefficient};
            g_array_append_val(terms, down);
        }
    }
}

static void
build_group(Choice *choice, guint start)
{
    System *system = choice->system;
    g_autofree guint8 *reached = g_new0(guint8, system->unknowns->len);
    g_autoptr(GArray) component = system_component(system, start, can_vary, reached);
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(ProgrammeTerm));
    g_autoptr(GArray) right_sides = g_array_new(FALSE, FALSE, sizeof(double));
    guint columns = 0;
    for (guint i = 0; i < component->len; i++) {
        guint index = g_array_index(component, guint, i);
        g_array_index(choice->group, int, index) = (int)choice->programmes->len;
        g_array_index(choice->column, guint, index) = columns;
        columns += system_unknown(system, index)->stated ? 2 : 1;
    }
    g_autoptr(GPtrArray) relations = system_relations_of(system, component);
    for (guint i = 0; i < relations->len; i++) {
        double right_side = 0;
        add_relation(choice, relations->pdata[i], right_sides->len, terms, &right_side);
        g_array_append_val(right_sides, right_side);
    }
    g_ptr_array_add(choice->programmes, programme_new(columns, terms, right_sides));
    for (guint i = 0; i < component->len; i++)
        if (system_unknown(system, g_array_index(component, guint, i))->stated)
            price(choice, g_array_index(component, guint, i));
}

static Programme *
programme_for(Choice *choice, guint index)
{
    if (g_array_index(choice->group, int, index) < 0)
        build_group(choice, index);
    return choice->programmes->pdata[g_array_index(choice->group, int, index)];
}

static void
hold(Choice *choice, Programme *programme, guint index, double value)
{
    const Unknown *unknown = system_unknown(choice->system, index);
    guint column = g_array_index(choice->column, guint, index);
    if (!unknown->stated) {
        programme_bound(programme, column, value, value);
        return;
    }
    double up = fmax(value - unknown->truth, 0), down = fmax(unknown->truth - value, 0);
    programme_bound(programme, column, up, up);
    programme_bound(programme, column + 1, down, down);
}

static void
let_go(Choice *choice, Programme *programme, guint index)
{
    if (system_unknown(choice->system, index)->stated)
        price(choice, index);
    else
        programme_bound(programme, g_array_index(choice->column, guint, index), 0, INFINITY);
}

static void
hide(Choice *choice, guint index)
{
    const Unknown *unknown = system_unknown(choice->system, index);
    system_hide(choice->system, index);
    price(choice, index);
    if (unknown->tie >= 0 && g_array_index(choice->group, int, unknown->tie) >= 0)
        price(choice, (guint)unknown->tie);
}

static void
price_kept(Choice *choice, int group, bool kept)
{
    for (guint i = 0; i < choice->system->unknowns->len; i++) {
        Unknown *unknown = system_unknown(choice->system, i);
        if (g_array_index(choice->group, int, i) != group || !unknown->kept)
            continue;
        unknown->kept = false;
        if (unknown->stated)
            price(choice, i);
        unknown->kept = true;
        if (kept && unknown->stated)
            price(choice, i);
    }
}

/* A value that is impossible even where everything but the noughts is hidden is nothing that hiding could
 * help: two hidden counts are two at least together, whatever their sum is. Returns whether it is. */
static bool
accept_the_impossible(Choice *choice, guint index, double value)
{
    Programme *programme = programme_for(choice, index);
    int group = g_array_index(choice->group, int, index);
    price_kept(choice, group, false);
    hold(choice, programme, index, value);
    bool impossible = !programme_solve_whole(programme, programme_search_most);
    price_kept(choice, group, true);
    let_go(choice, programme, index);
    Unknown *unknown = system_unknown(choice->system, index);
    if (impossible && value < unknown->truth)
        unknown->from = fmax(unknown->from, value + 1);
    else if (impossible)
        unknown->to = fmin(unknown->to, value - 1);
    return impossible;
}

/* Hides what must move for the unknown to take the value. Returns whether anything was hidden. */
static bool
make_room(Choice *choice, guint index, double value)
{
    System *system = choice->system;
    Programme *programme = programme_for(choice, index);
    int group = g_array_index(choice->group, int, index);
    hold(choice, programme, index, value);
    bool solved = programme_solve(programme) == PROGRAMME_SOLVED;
    g_autoptr(GArray) movers = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < system->unknowns->len && solved; i++) {
        const Unknown *unknown = system_unknown(system, i);
        guint column = g_array_index(choice->column, guint, i);
        if (g_array_index(choice->group, int, i) == group && unknown->stated && !unknown->hidden &&
            programme_value(programme, column) != programme_value(programme, column + 1))
            g_array_append_val(movers, i);
    }
    let_go(choice, programme, index);
    if (!solved)
        accept_the_impossible(choice, index, value);
    for (guint i = 0; i < movers->len; i++)
        hide(choice, g_array_index(movers, guint, i));
    return movers->len > 0;
}

/* Where a value is possible in fractions only, one more neighbour of what is hidden is: the cheapest. */
static bool
widen(Choice *choice, guint index)
{
    System *system = choice->system;
    g_autofree guint8 *reached = g_new0(guint8, system->unknowns->len);
    g_autoptr(GArray) component = system_component(system, index, unknown_is_open, reached);
    g_autoptr(GPtrArray) relations = system_relations_of(system, component);
    int cheapest = -1;
    for (guint i = 0; i < relations->len; i++) {
        const GArray *relation = relations->pdata[i];
        for (guint k = 0; k < relation->len; k++) {
            guint other = g_array_index(relation, Term, k).unknown;
            const Unknown *unknown = system_unknown(system, other);
            if (unknown->stated && !unknown->hidden && !unknown->fixed && !unknown->kept &&
                (cheapest < 0 || unknown->cost < system_unknown(system, (guint)cheapest)->cost))
                cheapest = (int)other;
        }
    }
    if (cheapest >= 0) {
        programme_for(choice, (guint)cheapest);
        hide(choice, (guint)cheapest);
    }
    return cheapest >= 0;
}

/* Attacks every component that is not known to be safe, and makes room where it is needed. Returns whether
 * it changed anything. */
static bool
protect_once(Choice *choice)
{
    System *system = choice->system;
    g_autofree guint8 *reached = g_new0(guint8, system->unknowns->len + 1);
    g_autoptr(GArray) exposures = g_array_new(FALSE, FALSE, sizeof(Exposure));
    for (guint i = 0; i < system->unknowns->len; i++) {
        if (reached[i] || !unknown_is_open(system_unknown(system, i)))
            continue;
        g_autoptr(GArray) component = system_component(system, i, unknown_is_open, reached);
        g_autoptr(GArray) found = system_attack_component(system, component, false, false);
        g_array_append_vals(exposures, found->data, found->len);
    }
    bool changed = false;
    for (guint i = 0; i < exposures->len; i++) {
        const Exposure *exposure = &g_array_index(exposures, Exposure, i);
        changed |= make_room(choice, exposure->unknown, exposure->value);
    }
    for (guint i = 0; i < exposures->len && !changed; i++) {
        const Exposure *exposure = &g_array_index(exposures, Exposure, i);
        const Unknown *unknown = system_unknown(system, exposure->unknown);
        if (exposure->value >= unknown->from && exposure->value <= unknown->to)
            changed = widen(choice, exposure->unknown) ||
                      accept_the_impossible(choice, exposure->unknown, exposure->value);
    }
    return changed;
}

static int
compare_cost(gconstpointer a, gconstpointer b, gpointer user)
{
    const System *system = user;
    guint one = *(const guint *)a, other = *(const guint *)b;
    double difference = system_unknown(system, other)->cost - system_unknown(system, one)->cost;
    return difference > 0 ? 1 : difference < 0 ? -1 : one < other ? -1 : one > other;
}

static void
show(System *system, guint index, bool shown)
{
    int tie = system_unknown(system, index)->tie;
    system_unknown(system, index)->hidden = !shown;
    if (tie >= 0)
        system_unknown(system, (guint)tie)->hidden = !shown;
}

/* Whether everything in the component stays safe when one of it is shown. */
static bool
can_be_shown(System *system, guint index)
{
    g_autofree guint8 *before = g_new0(guint8, system->unknowns->len);
    g_autofree guint8 *reached = g_new0(guint8, system->unknowns->len);
    g_autoptr(GArray) component = system_component(system, index, unknown_is_open, before);
    int tie = system_unknown(system, index)->tie;
    if (tie >= 0 && !before[tie]) {
        g_autoptr(GArray) other = system_component(system, (guint)tie, unknown_is_open, before);
        g_array_append_vals(component, other->data, other->len);
    }
    show(system, index, true);
    for (guint i = 0; i < component->len; i++) {
        guint here = g_array_index(component, guint, i);
        if (reached[here] || !unknown_is_open(system_unknown(system, here)))
            continue;
        g_autoptr(GArray) part = system_component(system, here, unknown_is_open, reached);
        g_autoptr(GArray) exposures = system_attack_component(system, part, true, false);
        if (exposures->len) {
            show(system, index, false);
            return false;
        }
    }
    return true;
}

static void
show_the_needless(System *system)
{
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < system->unknowns->len; i++) {
        const Unknown *unknown = system_unknown(system, i);
        const Unknown *tie = unknown->tie < 0 ? NULL : system_unknown(system, (guint)unknown->tie);
        bool tied = tie && (tie->sensitive || tie->stays_hidden || unknown->tie < (int)i);
        if (unknown->hidden && !unknown->sensitive && !unknown->stays_hidden && !tied)
            g_array_append_val(candidates, i);
    }
    g_array_sort_with_data(candidates, compare_cost, system);
    for (guint i = 0; i < candidates->len; i++)
        can_be_shown(system, g_array_index(candidates, guint, i));
}

void
system_protect(System *system)
{
    Choice choice = {system, g_ptr_array_new_with_free_func((GDestroyNotify)programme_free),
                     g_array_new(FALSE, FALSE, sizeof(int)), g_array_new(FALSE, TRUE, sizeof(guint))};
    g_array_set_size(choice.group, system->unknowns->len);
    g_array_set_size(choice.column, system->unknowns->len);
    for (guint i = 0; i < system->unknowns->len; i++)
        g_array_index(choice.group, int, i) = -1;
    bool any = false;
    while (protect_once(&choice))
        any = true;
    if (any)
        show_the_needless(system);
    g_ptr_array_unref(choice.programmes);
    g_array_unref(choice.group);
    g_array_unref(choice.column);
}
