/* The attack: what a reader who knows every shown figure, every relation and the rule can work out. */
#include "analysis/disclosure/programme.h"
#include "analysis/disclosure/system.h"
#include <math.h>

typedef struct {
    System *system;
    const GArray *component;
    Programme *programme;
    GPtrArray
        *possible; /* for each of the component: bytes, 1 for from + i where it is sensitive; else NULL */
} Attack;

static Unknown *
member(const Attack *attack, guint column)
{
    return system_unknown(attack->system, g_array_index(attack->component, guint, column));
}

static double
least_of(const Attack *attack, const Unknown *unknown)
{
    return unknown->hidden ? attack->system->least_hidden : 0;
}

/* The relations of the component, with all that is known on the right side. */
static Programme *
programme_of(System *system, const GArray *component)
{
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(ProgrammeTerm));
    g_autoptr(GArray) right_sides = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GHashTable) columns = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < component->len; i++)
        g_hash_table_insert(columns, GUINT_TO_POINTER(g_array_index(component, guint, i)),
                            GUINT_TO_POINTER(i + 1));
    g_autoptr(GPtrArray) relations = system_relations_of(system, component);
    for (guint i = 0; i < relations->len; i++) {
        const GArray *relation = relations->pdata[i];
        double known = 0;
        for (guint k = 0; k < relation->len; k++) {
            const Term *term = &g_array_index(relation, Term, k);
            guint column = GPOINTER_TO_UINT(g_hash_table_lookup(columns, GUINT_TO_POINTER(term->unknown)));
            if (column) {
                ProgrammeTerm entry = {right_sides->len, column - 1, term->coefficient};
                g_array_append_val(terms, entry);
            } else {
                known -= term->coefficient * system_unknown(system, term->unknown)->truth;
            }
        }
        g_array_append_val(right_sides, known);
    }
    return programme_new(component->len, terms, right_sides);
}

/* A solution in whole numbers shows every value it holds to be possible. */
static void
note_solution(Attack *attack)
{
    if (!programme_is_whole(attack->programme))
        return;
    for (guint i = 0; i < attack->component->len; i++) {
        const Unknown *unknown = member(attack, i);
        double value = programme_value(attack->programme, i);
        guint8 *possible = attack->possible->pdata[i];
        if (possible && value >= unknown->from && value <= unknown->to)
            possible[(int)(value - unknown->from)] = 1;
    }
}

/* The truth is possible, where it is known of the whole component. */
static void
note_truth(Attack *attack)
{
    for (guint i = 0; i < attack->component->len; i++)
        if (isnan(member(attack, i)->truth))
            return;
    for (guint i = 0; i < attack->component->len; i++) {
        const Unknown *unknown = member(attack, i);
        if (unknown->sensitive && unknown->truth >= unknown->from && unknown->truth <= unknown->to)
            ((guint8 *)attack->possible->pdata[i])[(int)(unknown->truth - unknown->from)] = 1;
    }
}

static bool
can_be(Attack *attack, guint column, double value)
{
    const Unknown *unknown = member(attack, column);
    if (value < least_of(attack, unknown))
        return false;
    programme_bound(attack->programme, column, value, value);
    bool found = programme_solve_whole(attack->programme, programme_search_most);
    if (found)
        note_solution(attack);
    programme_bound(attack->programme, column, least_of(attack, unknown), INFINITY);
    return found;
}

static bool
attack_sensitive(Attack *attack, guint column, bool first_only, GArray *exposures)
{
    Unknown *unknown = member(attack, column);
    unknown->exposed = false;
    /* From the ends, which are the likeliest to be impossible. */
    int values = (int)(unknown->to - unknown->from) + 1;
    for (int i = 0; i < values; i++) {
        int step = i % 2 ? i / 2 : values - 1 - i / 2;
        if (((const guint8 *)attack->possible->pdata[column])[step] ||
            can_be(attack, column, unknown->from + step))
            continue;
        unknown->exposed = true;
        Exposure exposure = {g_array_index(attack->component, guint, column), unknown->from + step};
        g_array_append_val(exposures, exposure);
        if (first_only)
            return false;
    }
    return true;
}

/* The end that a sum has no bound at is infinite. */
static double
furthest(Attack *attack, guint column, double direction)
{
    programme_cost(attack->programme, column, -direction);
    ProgrammeEnd end = programme_solve(attack->programme);
    double value = end == PROGRAMME_SOLVED ? programme_value(attack->programme, column) : INFINITY;
    if (end == PROGRAMME_SOLVED)
        note_solution(attack);
    programme_cost(attack->programme, column, 0);
    return direction < 0 ? ceil(value - 1e-6) : floor(value + 1e-6);
}

/* What nobody told us, and does not follow from one relation alone, may still be pinned by several. */
static void
attack_unsettled(Attack *attack, guint column, GArray *exposures)
{
    Unknown *unknown = member(attack, column);
    double smallest = furthest(attack, column, -1);
    if (smallest < 1 || smallest >= attack->system->suppress_below || furthest(attack, column, 1) > smallest)
        return;
    unknown->sensitive = unknown->exposed = true;
    unknown->truth = smallest;
    unknown->from = 1;
    unknown->to = attack->system->suppress_below - 1;
    for (double value = unknown->from; value <= unknown->to; value++)
        if (value != smallest) {
            Exposure exposure = {g_array_index(attack->component, guint, column), value};
            g_array_append_val(exposures, exposure);
        }
}

GArray *
system_attack_component(System *system, const GArray *component, bool first_only, bool limits)
{
    g_autoptr(Programme) programme = programme_of(system, component);
    g_autoptr(GPtrArray) possible = g_ptr_array_new_with_free_func(g_free);
    Attack attack = {system, component, programme, possible};
    GArray *exposures = g_array_new(FALSE, FALSE, sizeof(Exposure));
    for (guint i = 0; i < component->len; i++) {
        const Unknown *unknown = member(&attack, i);
        programme_bound(programme, i, least_of(&attack, unknown), INFINITY);
        g_ptr_array_add(possible,
                        unknown->sensitive ? g_malloc0((gsize)(unknown->to - unknown->from) + 1) : NULL);
    }
    note_truth(&attack);
    for (guint i = 0; i < component->len && limits; i++) {
        member(&attack, i)->smallest = furthest(&attack, i, -1);
        member(&attack, i)->largest = furthest(&attack, i, 1);
    }
    for (guint i = 0; i < component->len; i++) {
        Unknown *unknown = member(&attack, i);
        if (unknown->sensitive) {
            if (!attack_sensitive(&attack, i, first_only, exposures))
                break;
        } else if (isnan(unknown->truth) && !unknown->slack) {
            attack_unsettled(&attack, i, exposures);
        }
    }
    return exposures;
}

guint
system_attack(System *system, bool limits)
{
    g_autofree guint8 *reached = g_new0(guint8, system->unknowns->len + 1);
    guint exposed = 0;
    for (guint i = 0; i < system->unknowns->len; i++) {
        if (reached[i] || !unknown_is_open(system_unknown(system, i)))
            continue;
        g_autoptr(GArray) component = system_component(system, i, unknown_is_open, reached);
        g_autoptr(GArray) exposures = system_attack_component(system, component, false, limits);
        for (guint k = 0; k < component->len; k++)
            exposed += system_unknown(system, g_array_index(component, guint, k))->exposed;
    }
    return exposed;
}
