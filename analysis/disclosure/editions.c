/* Editions: what an earlier release showed is known to every reader. */
#include "analysis/disclosure/release.h"
#include <math.h>

static void
say_changed(const Release *release, const char *name, Findings *findings)
{
    if (findings)
        findings_add(
            findings, "figure-changed", FINDING_WARNING, release->profile->disclosure.previous_release, 0, 0,
            "", "%s: the previous release shows another count; what has changed is told by the two together",
            name);
}

/* A change by a small count tells about the few records that made it: the new count must be able to be any
 * other small step away. Of a total it tells only that records came late. */
static void
guard_change(Release *release, guint index, double before, bool is_total)
{
    const Unknown *unknown = system_unknown(release->system, index);
    double most = release->profile->suppress_below - 1, step = unknown->truth - before;
    if (is_total || fabs(step) > most)
        return;
    double from = step > 0 ? before + 1 : fmax(before - most, release->system->least_hidden);
    double to = step > 0 ? before + most : before - 1;
    system_guard(release->system, index, from, to);
}

/* Joins one unknown of the earlier edition. Gives its index in the new release. */
static guint
join(Release *release, const Release *earlier, const char *key, guint index, bool is_total,
     Findings *findings)
{
    const Unknown *then = system_unknown(earlier->system, index);
    gpointer known = g_hash_table_lookup(release->by_key, key);
    guint here = known ? GPOINTER_TO_UINT(known) - 1 : 0;
    Unknown *now = known ? system_unknown(release->system, here) : NULL;
    if (now && now->stated && then->stated && now->truth == then->truth) {
        now->fixed = true;
        return here;
    }
    if (now && !then->stated)
        return here;
    if (now && now->stated) {
        say_changed(release, now->name, findings);
        guard_change(release, here, then->truth, is_total);
        known = NULL;
    }
    g_autofree char *name = g_strconcat(then->name, ", as shown before", NULL);
    g_autofree char *new_key = now ? g_strconcat("before: ", key, NULL) : g_strdup(key);
    if (!known)
        here = release_unknown_named(release, new_key, name);
    now = system_unknown(release->system, here);
    now->slack = then->slack;
    now->free_at_zero = then->free_at_zero;
    if (then->stated) {
        now->truth = then->truth;
        now->fixed = true;
    }
    return here;
}

/* What was hidden then protects counts of that release, of which this one need not know anything: a table of
 * two fields is of one year only. A nought is shown: it was none then. */
static void
hide_again(Release *release, const Release *earlier)
{
    for (guint i = 0; i < figures_length(earlier->figures); i++) {
        const Figure *then = figures_at(earlier->figures, i);
        if (then->status != FIGURE_SUPPRESSED)
            continue;
        int here = release_count_of(release, then->measure, then->period, then->category, then->part);
        if (here < 0 || system_unknown(release->system, (guint)here)->truth == 0)
            continue;
        system_hide(release->system, (guint)here);
        system_unknown(release->system, (guint)here)->stays_hidden = true;
    }
}

void
editions_join(Release *release, const Release *earlier, Findings *findings)
{
    guint length = earlier->system->unknowns->len;
    g_autofree guint *here = g_new0(guint, length + 1);
    g_autofree const char **keys = g_new0(const char *, length + 1);
    g_autofree bool *is_total = g_new0(bool, length + 1);
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, earlier->by_key);
    while (g_hash_table_iter_next(&iter, &key, &value))
        keys[GPOINTER_TO_UINT(value) - 1] = key;
    for (guint i = 0; i < earlier->links->len; i++) {
        const FigureLink *link = release_link(earlier, i);
        const Figure *figure = figures_at(earlier->figures, i);
        const ProfileMeasure *measure = profile_measure(release->profile, figure->measure);
        if (link->count >= 0)
            is_total[link->count] |=
                !*figure->category && !*figure->part && measure && measure->kind != MEASURE_SHARE;
        if (link->base >= 0)
            is_total[link->base] = true;
    }
    for (guint i = 0; i < length; i++)
        here[i] = join(release, earlier, keys[i], i, is_total[i], findings);
    hide_again(release, earlier);
    for (guint r = 0; r < earlier->system->relations->len; r++) {
        const GArray *relation = earlier->system->relations->pdata[r];
        g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(Term));
        for (guint k = 0; k < relation->len; k++) {
            Term term = g_array_index(relation, Term, k);
            term.unknown = here[term.unknown];
            g_array_append_val(terms, term);
        }
        system_relate(release->system, (const Term *)(gpointer)terms->data, terms->len);
    }
}
