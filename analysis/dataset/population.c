#include "analysis/dataset/dataset.h"
#include <string.h>

static bool
name_matches(const GPtrArray *folded_names, const char *name)
{
    g_autofree char *folded = profile_fold(name);
    for (guint i = 0; i < folded_names->len; i++)
        if (strcmp(folded_names->pdata[i], folded) == 0)
            return true;
    return false;
}

static GPtrArray *
fold_all(const GPtrArray *names)
{
    GPtrArray *folded = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(folded, profile_fold(names->pdata[i]));
    return folded;
}

/* Which of a field's codes a list of names means: a table indexed by category, then part + 1. A name of a
 * category means all its parts. */
static GPtrArray *
codes_named(const DatasetField *field, const GPtrArray *names)
{
    g_autoptr(GPtrArray) folded = fold_all(names);
    GPtrArray *named = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < field->categories->len; i++) {
        const DatasetCategory *category = &g_array_index(field->categories, DatasetCategory, i);
        guint parts = category->parts ? category->parts->len : 0;
        guint8 *row = g_new0(guint8, parts + 1);
        bool whole = name_matches(folded, category->name);
        row[0] = whole;
        for (guint p = 0; p < parts; p++)
            row[p + 1] = whole || name_matches(folded, category->parts->pdata[p]);
        g_ptr_array_add(named, row);
    }
    return named;
}

static bool
record_has(const DatasetField *field, guint record, const GPtrArray *named)
{
    guint length;
    const DatasetCode *codes = dataset_codes(field, record, &length);
    for (guint i = 0; i < length; i++)
        if (((const guint8 *)named->pdata[codes[i].category])[codes[i].part + 1])
            return true;
    return false;
}

static bool
record_answers(const DatasetField *field, guint record)
{
    if (field->days)
        return g_array_index(field->days, Day, record) != DAY_NONE;
    guint length;
    const DatasetCode *codes = dataset_codes(field, record, &length);
    return length > 0 && codes[0].category != field->not_recorded;
}

static bool
day_is_between(const ProfileCondition *condition, Day day)
{
    return day != DAY_NONE && day >= condition->from &&
           (condition->until == DAY_NONE || day <= condition->until);
}

static void
apply_condition(const Dataset *dataset, const ProfileCondition *condition, guint8 *members)
{
    const DatasetField *field = dataset_field(dataset, condition->field);
    g_autoptr(GPtrArray) is = NULL, is_not = NULL;
    if (condition->is->len && !field->days)
        is = codes_named(field, condition->is);
    if (condition->is_not->len && !field->days)
        is_not = codes_named(field, condition->is_not);
    bool bounded = condition->from != DAY_NONE || condition->until != DAY_NONE;
    for (guint record = 0; record < dataset->length; record++)
        if (members[record])
            members[record] =
                (!is || record_has(field, record, is)) && (!is_not || !record_has(field, record, is_not)) &&
                (!condition->answered || record_answers(field, record)) &&
                (!bounded || day_is_between(condition, g_array_index(field->days, Day, record)));
}

guint8 *
dataset_members(const Dataset *dataset, const ProfilePopulation *population)
{
    guint8 *members = g_malloc(dataset->length + 1);
    memset(members, 1, dataset->length);
    for (guint i = 0; i < population->where->len; i++)
        apply_condition(dataset, &g_array_index(population->where, ProfileCondition, i), members);
    return members;
}
