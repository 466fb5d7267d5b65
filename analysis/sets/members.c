#include "analysis/sets/members.h"
#include <math.h>
#include <string.h>

static bool
has_codes(const RecordSet *set, const DatasetField *field, guint record)
{
    guint length;
    const DatasetCode *codes = dataset_codes(field, record, &length);
    for (guint i = 0; i < length; i++) {
        const DatasetCategory *category =
            &g_array_index(field->categories, DatasetCategory, codes[i].category);
        g_autofree char *name = profile_fold(category->name),
                        *part = codes[i].part < 0 ? g_strdup("")
                                                  : profile_fold(category->parts->pdata[codes[i].part]);
        for (guint k = 0; k < set->codes->len; k++)
            if (set_codes_hold(&g_array_index(set->codes, SetCodes, k), name, part))
                return true;
    }
    return false;
}

static Day
day_of(const Dataset *dataset, const char *field, guint record)
{
    const DatasetField *days = dataset_field(dataset, field);
    return days && days->days ? g_array_index(days->days, Day, record) : DAY_NONE;
}

static bool is_member(const RecordSet *set, const Dataset *dataset, guint record);

/* Whether an earlier record among some (NULL: any) has the same identifier. Of two records of one day, the
 * one that comes first in the export is the earlier. */
static bool
repeats(const Dataset *dataset, const DatasetField *identifiers, const RecordSet *among, guint record)
{
    guint32 number = g_array_index(identifiers->numbers, guint32, record);
    Day received = day_of(dataset, "received", record);
    for (guint i = 0; number && i < dataset->length; i++) {
        Day other = day_of(dataset, "received", i);
        if (g_array_index(identifiers->numbers, guint32, i) == number &&
            (other < received || (other == received && i < record)) &&
            (!among || is_member(among, dataset, i)))
            return true;
    }
    return false;
}

static bool
is_known(const DatasetField *field, guint record)
{
    return field->values ? !isnan(g_array_index(field->values, double, record))
                         : g_array_index(field->numbers, guint32, record) != 0;
}

static bool
is_member(const RecordSet *set, const Dataset *dataset, guint record)
{
    Day from, to;
    switch (set->kind) {
    case SET_AND:
        for (guint i = 0; i < set->parts->len; i++)
            if (!is_member(set->parts->pdata[i], dataset, record))
                return false;
        return true;
    case SET_OR:
        for (guint i = 0; i < set->parts->len; i++)
            if (is_member(set->parts->pdata[i], dataset, record))
                return true;
        return false;
    case SET_NOT:
        return !is_member(set->parts->pdata[0], dataset, record);
    case SET_CODES:
        return has_codes(set, dataset_field(dataset, set->field), record);
    case SET_DAYS:
        from = day_of(dataset, set->field, record);
        return from != DAY_NONE && from >= set->first && from <= set->last;
    case SET_WITHIN:
        from = day_of(dataset, set->field, record);
        to = day_of(dataset, set->to, record);
        return from != DAY_NONE && to != DAY_NONE && to <= limit_last_day(set->limit, from);
    case SET_REPEATS:
        return repeats(dataset, dataset_field(dataset, set->field), NULL, record);
    case SET_KNOWN:
        return is_known(dataset_field(dataset, set->field), record);
    case SET_FIRST:
        return is_known(dataset_field(dataset, set->field), record) &&
               !repeats(dataset, dataset_field(dataset, set->field), set->among, record);
    }
    return false;
}

guint8 *
set_members(const RecordSet *set, const Dataset *dataset)
{
    guint8 *members = g_malloc(dataset->length + 1);
    for (guint i = 0; i < dataset->length; i++)
        members[i] = is_member(set, dataset, i);
    return members;
}

guint
set_count(const RecordSet *set, const Dataset *dataset)
{
    g_autofree guint8 *members = set_members(set, dataset);
    guint count = 0;
    for (guint i = 0; i < dataset->length; i++)
        count += members[i];
    return count;
}
