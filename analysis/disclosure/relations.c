/* The sums that tie the counts of a release together. */
#include "analysis/disclosure/release.h"
#include <string.h>

/* Counts that differ in one dimension only: a breakdown and its total, parts and their category, months and
 * their year, a population and what it holds, bands of time. */
typedef struct {
    guint dimension;
    GArray *members; /* of guint: unknowns */
} Family;

static void
family_free(gpointer pointer)
{
    Family *family = pointer;
    g_array_unref(family->members);
    g_free(family);
}

static char *
family_key(const Counted *counted, guint dimension)
{
    g_autoptr(Counted) rest = counted_copy(counted);
    if (counted_set(rest, dimension))
        counted_lift(rest, dimension);
    g_autofree char *key = counted_key(rest);
    return g_strdup_printf("%u/%s", dimension, key);
}

static void
join_families(Release *release, GHashTable *by_key, GPtrArray *families, bool of_the_limited)
{
    guint length = release->counted->len;
    for (guint i = 0; i < length; i++) {
        const Counted *counted = release->counted->pdata[i];
        for (guint d = 0; counted && d < release->dimensions->dimensions->len; d++) {
            if ((counted_set(counted, d) != NULL) != of_the_limited)
                continue;
            g_autofree char *key = family_key(counted, d);
            Family *family = g_hash_table_lookup(by_key, key);
            if (!family && !of_the_limited)
                continue;
            if (!family) {
                family = g_new0(Family, 1);
                family->dimension = d;
                family->members = g_array_new(FALSE, FALSE, sizeof(guint));
                g_ptr_array_add(families, family);
                g_hash_table_insert(by_key, g_steal_pointer(&key), family);
            }
            g_array_append_val(family->members, i);
        }
    }
}

static bool
holds(const Release *release, guint unknown, guint dimension, guint leaf)
{
    const char *set = counted_set(release->counted->pdata[unknown], dimension);
    return !set || set[leaf] == '1';
}

/* The leaves of a family in groups that no member tells apart: for each leaf the number of its group, -1 for
 * a leaf in no member. Returns how many groups there are. */
static guint
divide(const Release *release, const Family *family, int *groups, guint width)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint leaf = 0; leaf < width; leaf++) {
        char *pattern = g_strnfill(family->members->len, '0');
        for (guint m = 0; m < family->members->len; m++)
            if (holds(release, g_array_index(family->members, guint, m), family->dimension, leaf))
                pattern[m] = '1';
        gpointer group = g_hash_table_lookup(known, pattern);
        if (!strchr(pattern, '1')) {
            groups[leaf] = -1;
            g_free(pattern);
        } else if (group) {
            groups[leaf] = GPOINTER_TO_INT(group) - 1;
            g_free(pattern);
        } else {
            groups[leaf] = (int)g_hash_table_size(known);
            g_hash_table_insert(known, pattern, GINT_TO_POINTER(groups[leaf] + 1));
        }
    }
    return g_hash_table_size(known);
}

/* The count of one group of leaves: a figure's, or one that only follows from the figures. */
static guint
group_unknown(Release *release, const Family *family, const int *groups, guint width, int group)
{
    guint first = g_array_index(family->members, guint, 0);
    Counted *counted = counted_copy(release->counted->pdata[first]);
    if (counted_set(counted, family->dimension))
        counted_lift(counted, family->dimension);
    char *set = g_strnfill(width, '0');
    for (guint leaf = 0; leaf < width; leaf++)
        if (groups[leaf] == group)
            set[leaf] = '1';
    counted_limit(counted, family->dimension, set);
    const Dimension *dimension = release->dimensions->dimensions->pdata[family->dimension];
    g_autofree char *name = g_strdup_printf("the rest of %s, by %s",
                                            system_unknown(release->system, first)->name, dimension->name);
    guint index = release_unknown(release, counted, name);
    /* Where no table lists all there are, nobody has been told that the rest is nought. */
    bool listed = false;
    for (guint m = 0; m < family->members->len; m++)
        listed |= release_lists(release, g_array_index(family->members, guint, m), family->dimension);
    if (!listed && !system_unknown(release->system, index)->stated)
        system_unknown(release->system, index)->free_at_zero = true;
    return index;
}

static void
relate_family(Release *release, const Family *family)
{
    guint width = dimension_width(release->dimensions, family->dimension);
    g_autofree int *groups = g_new0(int, width + 1);
    guint count = divide(release, family, groups, width);
    g_autofree guint *unknowns = g_new0(guint, count + 1);
    for (guint g = 0; g < count; g++)
        unknowns[g] = group_unknown(release, family, groups, width, (int)g);
    for (guint m = 0; m < family->members->len; m++) {
        guint member = g_array_index(family->members, guint, m);
        g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(Term));
        g_autofree guint8 *used = g_malloc0(count + 1);
        for (guint leaf = 0; leaf < width; leaf++) {
            if (groups[leaf] < 0 || used[groups[leaf]] || !holds(release, member, family->dimension, leaf))
                continue;
            used[groups[leaf]] = 1;
            Term term = {unknowns[groups[leaf]], 1};
            g_array_append_val(terms, term);
        }
        Term whole = {member, -1};
        if (terms->len == 1 && g_array_index(terms, Term, 0).unknown == member)
            continue;
        g_array_append_val(terms, whole);
        system_relate(release->system, (const Term *)(gpointer)terms->data, terms->len);
    }
}

void
relations_find(Release *release)
{
    g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) families = g_ptr_array_new_with_free_func(family_free);
    join_families(release, by_key, families, true);
    join_families(release, by_key, families, false);
    for (guint i = 0; i < families->len; i++)
        if (((const Family *)families->pdata[i])->members->len > 1)
            relate_family(release, families->pdata[i]);
}
