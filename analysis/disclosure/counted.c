#include "analysis/disclosure/counted.h"
#include <string.h>

static void
dimension_free(gpointer pointer)
{
    Dimension *dimension = pointer;
    g_free(dimension->name);
    g_ptr_array_unref(dimension->leaves);
    g_hash_table_unref(dimension->places);
    g_array_unref(dimension->cuts);
    g_free(dimension);
}

Dimensions *
dimensions_new(void)
{
    Dimensions *dimensions = g_new0(Dimensions, 1);
    dimensions->dimensions = g_ptr_array_new_with_free_func(dimension_free);
    dimensions->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    dimensions->learning = true;
    return dimensions;
}

void
dimensions_free(Dimensions *dimensions)
{
    g_hash_table_unref(dimensions->by_name);
    g_ptr_array_unref(dimensions->dimensions);
    g_free(dimensions);
}

static Dimension *
at(const Dimensions *dimensions, guint dimension)
{
    return dimensions->dimensions->pdata[dimension];
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
    Day one = *(const Day *)a, other = *(const Day *)b;
    return one < other ? -1 : one > other;
}

void
dimensions_learnt(Dimensions *dimensions)
{
    dimensions->learning = false;
    for (guint i = 0; i < dimensions->dimensions->len; i++) {
        GArray *cuts = at(dimensions, i)->cuts;
        g_array_sort(cuts, compare_days);
        for (guint k = cuts->len; k > 1; k--)
            if (g_array_index(cuts, Day, k - 1) == g_array_index(cuts, Day, k - 2))
                g_array_remove_index(cuts, k - 1);
    }
}

guint
dimension_named(Dimensions *dimensions, const char *name)
{
    gpointer known = g_hash_table_lookup(dimensions->by_name, name);
    if (known)
        return GPOINTER_TO_UINT(known) - 1;
    Dimension *dimension = g_new0(Dimension, 1);
    dimension->name = g_strdup(name);
    dimension->leaves = g_ptr_array_new_with_free_func(g_free);
    dimension->places = g_hash_table_new(g_str_hash, g_str_equal);
    dimension->cuts = g_array_new(FALSE, FALSE, sizeof(Day));
    g_ptr_array_add(dimensions->dimensions, dimension);
    g_hash_table_insert(dimensions->by_name, dimension->name, GUINT_TO_POINTER(dimensions->dimensions->len));
    return dimensions->dimensions->len - 1;
}

int
dimension_leaf(Dimensions *dimensions, guint dimension, const char *leaf)
{
    Dimension *here = at(dimensions, dimension);
    gpointer known = g_hash_table_lookup(here->places, leaf);
    if (known)
        return GPOINTER_TO_INT(known) - 1;
    if (!dimensions->learning)
        return -1;
    char *copy = g_strdup(leaf);
    g_ptr_array_add(here->leaves, copy);
    g_hash_table_insert(here->places, copy, GINT_TO_POINTER(here->leaves->len));
    return (int)here->leaves->len - 1;
}

guint
dimension_width(const Dimensions *dimensions, guint dimension)
{
    const Dimension *here = at(dimensions, dimension);
    return here->cuts->len ? here->cuts->len + 2 : here->leaves->len;
}

Counted *
counted_new(void)
{
    Counted *counted = g_new0(Counted, 1);
    counted->sets = g_ptr_array_new_with_free_func(g_free);
    return counted;
}

Counted *
counted_copy(const Counted *counted)
{
    Counted *copy = counted_new();
    for (guint i = 0; i < counted->sets->len; i++)
        g_ptr_array_add(copy->sets, g_strdup(counted->sets->pdata[i]));
    return copy;
}

void
counted_free(Counted *counted)
{
    g_ptr_array_unref(counted->sets);
    g_free(counted);
}

const char *
counted_set(const Counted *counted, guint dimension)
{
    return dimension < counted->sets->len ? counted->sets->pdata[dimension] : NULL;
}

void
counted_limit(Counted *counted, guint dimension, char *set)
{
    while (counted->sets->len <= dimension)
        g_ptr_array_add(counted->sets, NULL);
    const char *before = counted->sets->pdata[dimension];
    for (gsize i = 0; before && set[i]; i++)
        set[i] = set[i] == '1' && before[i] == '1' ? '1' : '0';
    g_free(counted->sets->pdata[dimension]);
    counted->sets->pdata[dimension] = strchr(set, '0') ? set : NULL;
    if (!counted->sets->pdata[dimension])
        g_free(set);
}

void
counted_lift(Counted *counted, guint dimension)
{
    g_clear_pointer(&counted->sets->pdata[dimension], g_free);
}

static char *
filled(const Dimensions *dimensions, guint dimension, char with)
{
    guint width = dimension_width(dimensions, dimension);
    char *set = g_malloc(width + 1);
    memset(set, with, width);
    set[width] = '\0';
    return set;
}

void
counted_limit_to(Dimensions *dimensions, Counted *counted, const char *name, const char *const *leaves,
                 bool all_but)
{
    guint dimension = dimension_named(dimensions, name);
    if (dimensions->learning) {
        for (; *leaves; leaves++)
            dimension_leaf(dimensions, dimension, *leaves);
        return;
    }
    char *set = filled(dimensions, dimension, all_but ? '1' : '0');
    for (; *leaves; leaves++) {
        int leaf = dimension_leaf(dimensions, dimension, *leaves);
        if (leaf >= 0)
            set[leaf] = all_but ? '0' : '1';
    }
    counted_limit(counted, dimension, set);
}

void
counted_limit_days(Dimensions *dimensions, Counted *counted, const char *name, Day first, Day last)
{
    guint dimension = dimension_named(dimensions, name);
    GArray *cuts = at(dimensions, dimension)->cuts;
    Day end = last == DAY_NONE ? DAY_NONE : last + 1;
    if (dimensions->learning) {
        if (first != DAY_NONE)
            g_array_append_val(cuts, first);
        if (end != DAY_NONE)
            g_array_append_val(cuts, end);
        return;
    }
    char *set = filled(dimensions, dimension, '0');
    for (guint leaf = 1; leaf <= cuts->len + 1; leaf++) {
        bool late_enough = first == DAY_NONE || (leaf > 1 && g_array_index(cuts, Day, leaf - 2) >= first);
        bool early_enough =
            end == DAY_NONE || (leaf <= cuts->len && g_array_index(cuts, Day, leaf - 1) <= end);
        if (late_enough && early_enough)
            set[leaf] = '1';
    }
    counted_limit(counted, dimension, set);
}

char *
counted_key(const Counted *counted)
{
    GString *key = g_string_new("");
    for (guint i = 0; i < counted->sets->len; i++)
        if (counted->sets->pdata[i])
            g_string_append_printf(key, "%u:%s;", i, (const char *)counted->sets->pdata[i]);
    return g_string_free(key, FALSE);
}
