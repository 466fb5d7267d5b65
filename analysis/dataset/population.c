#include "analysis/dataset/dataset.h"
#include <string.h>

/* Which of a field's codes a list of names selects: a table indexed by category, then part + 1. The name
 * of a category selects all its parts. */
static GPtrArray *
codes_named(const DatasetField *field, const GPtrArray *names)
{
    GPtrArray *named = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < field->categories->len; i++) {
        const DatasetCategory *category = &g_array_index(field->categories, DatasetCategory, i);
        guint parts = category->parts ? category->parts->len : 0;
        guint8 *row = g_new0(guint8, parts + 1);
        bool whole = profile_has_name(names, category->name);
        row[0] = whole;
        for (guint p = 0; p < parts; p++)
            row[p + 1] = whole || profile_has_name(names, category->parts->pdata[p]);
        g_ptr_array_add(named, row);
    }
    return named;
}

static bool
run_has(const DatasetField *field, guint run, const GPtrArray *named)
{
    guint length;
    const DatasetCode *codes = dataset_run_codes(field, run, &length);
    for (guint i = 0; i < length; i++)
        if (((const guint8 *)named->pdata[codes[i].category])[codes[i].part + 1])
            return true;
    return false;
}

static bool
run_answers(const DatasetField *field, guint run)
{
    guint length;
    const DatasetCode *codes = dataset_run_codes(field, run, &length);
    return length > 0 && codes[0].category != field->not_recorded;
}

/* The records that meet it, one byte a record; each run of codes is decided once. */
static void
apply_to_codes(const DatasetField *field, const ProfileCondition *condition, guint8 *met)
{
    g_autoptr(GPtrArray) is = condition->is->len ? codes_named(field, condition->is) : NULL;
    g_autoptr(GPtrArray) is_not = condition->is_not->len ? codes_named(field, condition->is_not) : NULL;
    guint runs = dataset_runs(field);
    g_autofree guint8 *by_run = g_malloc(runs + 1);
    for (guint run = 0; run < runs; run++)
        by_run[run] = (!is || run_has(field, run, is)) && (!is_not || !run_has(field, run, is_not)) &&
                      (!condition->answered || run_answers(field, run));
    dataset_column_look_up(&field->runs, by_run, met);
}

/* For a date these are the only conditions: whether it is present, and within which days. */
static void
apply_to_days(const DatasetField *field, const ProfileCondition *condition, guint8 *met)
{
    Day until = condition->until == DAY_NONE ? G_MAXUINT32 : condition->until;
    for (guint i = 0; i < field->days->len; i++) {
        Day day = g_array_index(field->days, Day, i);
        met[i] = day != DAY_NONE && day >= condition->from && day <= until;
    }
}

guint8 *
dataset_members(const Dataset *dataset, const ProfilePopulation *population)
{
    guint8 *members = g_malloc(dataset->length + 1);
    memset(members, 1, dataset->length);
    if (!population->where->len)
        return members;
    g_autofree guint8 *met = g_malloc0(dataset->length + 1);
    for (guint i = 0; i < population->where->len; i++) {
        const ProfileCondition *condition = &g_array_index(population->where, ProfileCondition, i);
        const DatasetField *field = dataset_field(dataset, condition->field);
        (field->days ? apply_to_days : apply_to_codes)(field, condition, met);
        for (guint record = 0; record < dataset->length; record++)
            members[record] &= met[record];
    }
    return members;
}
