#include "tests/analysis/plain_records.h"
#include <string.h>

static Day
day_of(const PlainRecord *record, const char *field)
{
    static const char *const names[] = {"received", "closed", "aware"};
    for (guint i = 0; i < PLAIN_DAYS; i++)
        if (strcmp(names[i], field) == 0)
            return record->days[i];
    g_error("no day %s", field);
}

static bool
is_meant(const SetCodes *meant, const PlainCode *code)
{
    bool category = g_ascii_strcasecmp(meant->category, code->category) == 0;
    if (meant->kind == CODES_CATEGORY)
        return category;
    if (meant->kind == CODES_PART)
        return category && g_ascii_strcasecmp(meant->part, code->part) == 0;
    return category || (*code->part && g_ascii_strcasecmp(meant->category, code->part) == 0);
}

static bool
holds_code(const PlainLists *lists, const PlainRecord *record, const RecordSet *set)
{
    guint field = strcmp(set->field, "harm") == 0 ? PLAIN_HARM : PLAIN_OTHER;
    for (guint i = 0; i < lists->length[field]; i++)
        for (guint k = 0; k < set->codes->len && record->codes[field] >> i & 1; k++)
            if (is_meant(&g_array_index(set->codes, SetCodes, k), &lists->codes[field][i]))
                return true;
    return false;
}

bool
plain_holds(const PlainLists *lists, const PlainRecord *record, const RecordSet *set)
{
    Day from, to;
    guint met = 0;
    for (guint i = 0; set->parts && i < set->parts->len; i++)
        met += plain_holds(lists, record, set->parts->pdata[i]);
    switch (set->kind) {
    case SET_AND:
        return met == set->parts->len;
    case SET_OR:
        return met > 0;
    case SET_NOT:
        return !met;
    case SET_CODES:
        return holds_code(lists, record, set);
    case SET_REPEATS:
        return record->repeats;
    case SET_KNOWN:
        return record->known;
    case SET_FIRST:
        return record->known && record->first;
    case SET_DAYS:
        from = day_of(record, set->field);
        return from != DAY_NONE && set->first <= from && from <= set->last;
    case SET_WITHIN:
        from = day_of(record, set->field);
        to = day_of(record, set->to);
        return from != DAY_NONE && to != DAY_NONE && to <= limit_last_day(set->limit, from);
    }
    return false;
}

void
plain_days_of(const RecordSet *set, GPtrArray *conditions)
{
    for (guint i = 0; set->parts && i < set->parts->len; i++)
        plain_days_of(set->parts->pdata[i], conditions);
    if (set->kind != SET_DAYS && set->kind != SET_WITHIN)
        return;
    for (guint i = 0; i < conditions->len; i++)
        if (strcmp(((const RecordSet *)conditions->pdata[i])->key, set->key) == 0)
            return;
    g_ptr_array_add(conditions, (gpointer)set);
}
