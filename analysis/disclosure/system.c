#include "analysis/disclosure/system.h"
#include <math.h>

System *
system_new(int suppress_below, double least_hidden)
{
    System *system = g_new0(System, 1);
    system->unknowns = g_array_new(FALSE, TRUE, sizeof(Unknown));
    system->relations = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    system->occurrences = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    system->suppress_below = suppress_below;
    system->least_hidden = least_hidden;
    return system;
}

void
system_free(System *system)
{
    if (!system)
        return;
    g_array_unref(system->unknowns);
    g_ptr_array_unref(system->relations);
    g_ptr_array_unref(system->occurrences);
    g_free(system);
}

Unknown *
system_unknown(const System *system, guint index)
{
    return &g_array_index(system->unknowns, Unknown, index);
}

guint
system_add(System *system, const char *name)
{
    Unknown unknown = {.name = name, .truth = NAN, .tie = -1, .smallest = NAN, .largest = NAN};
    g_array_append_val(system->unknowns, unknown);
    return system->unknowns->len - 1;
}

void
system_relate(System *system, const Term *terms, guint length)
{
    GArray *relation = g_array_sized_new(FALSE, FALSE, sizeof(Term), length);
    g_array_append_vals(relation, terms, length);
    g_ptr_array_add(system->relations, relation);
}

void
system_hide(System *system, guint index)
{
    Unknown *unknown = system_unknown(system, index);
    if (unknown->hidden || !unknown->stated || unknown->fixed)
        return;
    unknown->hidden = true;
    if (unknown->tie >= 0)
        system_hide(system, (guint)unknown->tie);
}

void
system_guard(System *system, guint index, double from, double to)
{
    Unknown *unknown = system_unknown(system, index);
    if (unknown->fixed)
        return;
    unknown->sensitive = true;
    unknown->from = from;
    unknown->to = to;
    system_hide(system, index);
}

bool
unknown_is_open(const Unknown *unknown)
{
    return !unknown->fixed && (unknown->hidden || !unknown->stated);
}

/* Works out what follows from a relation with one value missing. A relation that does not hold for the true
 * values (given figures may contradict one another) tells a reader nothing true and is dropped. */
static bool
settle_relation(System *system, GArray *relation)
{
    double sum = 0, coefficient = 0;
    int missing = -1;
    for (guint i = 0; i < relation->len; i++) {
        const Term *term = &g_array_index(relation, Term, i);
        double truth = system_unknown(system, term->unknown)->truth;
        if (!isnan(truth)) {
            sum += term->coefficient * truth;
        } else if (missing >= 0) {
            return false;
        } else {
            missing = (int)term->unknown;
            coefficient = term->coefficient;
        }
    }
    double value = missing >= 0 ? round(-sum / coefficient) : 0;
    if (fabs(sum + coefficient * value) > 1e-6 || value < 0) {
        system->dropped++;
        g_array_set_size(relation, 0);
        return false;
    }
    if (missing >= 0)
        system_unknown(system, (guint)missing)->truth = value;
    return missing >= 0;
}

static void
settle_values(System *system)
{
    bool more = true;
    while (more) {
        more = false;
        for (guint i = 0; i < system->relations->len; i++) {
            GArray *relation = system->relations->pdata[i];
            more |= relation->len > 0 && settle_relation(system, relation);
        }
    }
}

void
system_settle(System *system)
{
    settle_values(system);
    for (guint i = 0; i < system->unknowns->len; i++) {
        Unknown *unknown = system_unknown(system, i);
        g_ptr_array_add(system->occurrences, g_array_new(FALSE, FALSE, sizeof(guint)));
        if (unknown->truth == 0 && !unknown->free_at_zero && !unknown->hidden)
            unknown->fixed = true;
        if (unknown->truth > 0 && unknown->truth < system->suppress_below && !unknown->slack &&
            !unknown->sensitive)
            system_guard(system, i, 1, system->suppress_below - 1);
    }
    for (guint i = 0; i < system->relations->len; i++) {
        const GArray *relation = system->relations->pdata[i];
        for (guint k = 0; k < relation->len; k++)
            g_array_append_val((GArray *)system->occurrences->pdata[g_array_index(relation, Term, k).unknown],
                               i);
    }
}

GArray *
system_component(const System *system, guint start, bool (*passes)(const Unknown *), guint8 *reached)
{
    GArray *component = g_array_new(FALSE, FALSE, sizeof(guint));
    reached[start] = 1;
    g_array_append_val(component, start);
    for (guint next = 0; next < component->len; next++) {
        const GArray *occurrences = system->occurrences->pdata[g_array_index(component, guint, next)];
        for (guint i = 0; i < occurrences->len; i++) {
            const GArray *relation = system->relations->pdata[g_array_index(occurrences, guint, i)];
            for (guint k = 0; k < relation->len; k++) {
                guint index = g_array_index(relation, Term, k).unknown;
                if (reached[index] || !passes(system_unknown(system, index)))
                    continue;
                reached[index] = 1;
                g_array_append_val(component, index);
            }
        }
    }
    return component;
}

GPtrArray *
system_relations_of(const System *system, const GArray *component)
{
    GPtrArray *relations = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < component->len; i++) {
        const GArray *occurrences = system->occurrences->pdata[g_array_index(component, guint, i)];
        for (guint o = 0; o < occurrences->len; o++) {
            gpointer relation = system->relations->pdata[g_array_index(occurrences, guint, o)];
            if (g_hash_table_add(seen, relation))
                g_ptr_array_add(relations, relation);
        }
    }
    return relations;
}
