/* What is left of a whole: 38 of 40 said yes, two did not. Where the two differ in one dimension only,
 * relations.c has divided the whole already; here are the others: those of a population that is defined by
 * two fields, and what is supplied. */
#include "analysis/disclosure/release.h"

/* Whether the first is of the second's records by what defines it, in more than one dimension and in the same
 * time. */
static bool
is_within_apart(const Release *release, guint part, guint whole, guint received)
{
    const Counted *one = release->counted->pdata[part], *other = release->counted->pdata[whole];
    guint differing = 0;
    for (guint d = 0; one && other && d < release->dimensions->dimensions->len; d++) {
        const char *inner = counted_set(one, d), *outer = counted_set(other, d);
        if (g_strcmp0(inner, outer) == 0)
            continue;
        if (d == received || !inner)
            return false;
        for (guint leaf = 0; outer && inner[leaf]; leaf++)
            if (inner[leaf] == '1' && outer[leaf] != '1')
                return false;
        differing++;
    }
    return differing > 1;
}

/* Nobody has been told that the rest is nought, unless both are shown. */
static void
relate_rest(Release *release, guint part, guint whole)
{
    g_autofree char *key = g_strdup_printf("rest %u of %u", part, whole);
    g_autofree char *name = g_strdup_printf("%s, without %s", system_unknown(release->system, whole)->name,
                                            system_unknown(release->system, part)->name);
    guint known = release->counted->len, rest = release_unknown_named(release, key, name);
    if (rest < known)
        return;
    system_unknown(release->system, rest)->free_at_zero = true;
    Term terms[] = {{part, 1}, {rest, 1}, {whole, -1}};
    system_relate(release->system, terms, G_N_ELEMENTS(terms));
}

static void
add_whole(GArray *wholes, GHashTable *seen, int unknown)
{
    guint index = (guint)unknown;
    if (unknown >= 0 && g_hash_table_add(seen, GUINT_TO_POINTER(index + 1)))
        g_array_append_val(wholes, index);
}

void
relations_of_rests(Release *release)
{
    guint received = dimension_named(release->dimensions, "received");
    g_autoptr(GArray) wholes = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < figures_length(release->figures); i++) {
        const Figure *figure = figures_at(release->figures, i);
        const FigureLink *link = release_link(release, i);
        const ProfileMeasure *measure = profile_measure(release->profile, figure->measure);
        if (!measure || !release_concerns(release->profile, figure))
            continue;
        bool total = !*figure->category && !*figure->part;
        add_whole(wholes, seen, total ? link->count : -1);
        add_whole(wholes, seen, *figure->part ? -1 : link->base);
        if (link->count < 0 || link->base < 0 || link->count == link->base || figure->count > figure->base)
            continue;
        if (measure->kind == MEASURE_SUPPLIED ||
            is_within_apart(release, (guint)link->count, (guint)link->base, received))
            relate_rest(release, (guint)link->count, (guint)link->base);
    }
    for (guint i = 0; i < wholes->len; i++)
        for (guint k = 0; k < wholes->len; k++) {
            guint part = g_array_index(wholes, guint, i), whole = g_array_index(wholes, guint, k);
            if (part != whole && is_within_apart(release, part, whole, received))
                relate_rest(release, part, whole);
        }
}
