#include "analysis/sets/sets.h"
#include <string.h>
#include "analysis/profile/profile.h"

RecordSet *
record_set_ref(const RecordSet *set)
{
    return g_atomic_rc_box_acquire((RecordSet *)set);
}

static void
codes_clear(gpointer pointer)
{
    SetCodes *codes = pointer;
    g_free(codes->category);
    g_free(codes->part);
    g_free(codes->folded_category);
    g_free(codes->folded_part);
}

static void
clear(gpointer pointer)
{
    RecordSet *set = pointer;
    g_clear_pointer(&set->parts, g_ptr_array_unref);
    g_clear_pointer(&set->codes, g_array_unref);
    record_set_unref(set->among);
    g_free(set->field);
    g_free(set->to);
    g_free(set->key);
}

void
record_set_unref(RecordSet *set)
{
    if (set)
        g_atomic_rc_box_release_full(set, clear);
}

static RecordSet *
begin(SetKind kind, const char *field)
{
    RecordSet *set = g_atomic_rc_box_new0(RecordSet);
    set->kind = kind;
    set->field = g_strdup(field);
    return set;
}

static RecordSet *
with_key(RecordSet *set, char *key)
{
    set->key = key;
    return set;
}

static int
compare_keys(gconstpointer one, gconstpointer other)
{
    return strcmp((*(RecordSet *const *)one)->key, (*(RecordSet *const *)other)->key);
}

/* And and or of a list. Nested parts of the same kind are merged and duplicates dropped, so that equal
 * conditions in a different order have one key. Takes the list's sets. */
static RecordSet *
join(SetKind kind, GPtrArray *sets)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func((GDestroyNotify)record_set_unref);
    for (guint i = 0; i < sets->len; i++) {
        const RecordSet *set = sets->pdata[i];
        for (guint k = 0; set->kind == kind && k < set->parts->len; k++)
            g_ptr_array_add(parts, record_set_ref(set->parts->pdata[k]));
        if (set->kind != kind)
            g_ptr_array_add(parts, record_set_ref(set));
    }
    g_ptr_array_unref(sets);
    g_ptr_array_sort(parts, compare_keys);
    RecordSet *joined = begin(kind, NULL);
    joined->parts = g_ptr_array_new_with_free_func((GDestroyNotify)record_set_unref);
    g_autoptr(GString) key = g_string_new(kind == SET_AND ? "(and" : "(or");
    for (guint i = 0; i < parts->len; i++) {
        RecordSet *part = parts->pdata[i];
        if (i && strcmp(part->key, ((RecordSet *)parts->pdata[i - 1])->key) == 0)
            continue;
        g_ptr_array_add(joined->parts, record_set_ref(part));
        g_string_append_printf(key, " %s", part->key);
    }
    if (joined->parts->len == 1) {
        RecordSet *only = record_set_ref(joined->parts->pdata[0]);
        record_set_unref(joined);
        return only;
    }
    g_string_append_c(key, ')');
    return with_key(joined, g_strdup(key->str));
}

static GPtrArray *
both(RecordSet *one, RecordSet *other)
{
    GPtrArray *sets = g_ptr_array_new_with_free_func((GDestroyNotify)record_set_unref);
    g_ptr_array_add(sets, one);
    g_ptr_array_add(sets, other);
    return sets;
}

RecordSet *
set_everyone(void)
{
    return join(SET_AND, g_ptr_array_new());
}

RecordSet *
set_nobody(void)
{
    return join(SET_OR, g_ptr_array_new());
}

RecordSet *
set_and(RecordSet *one, RecordSet *other)
{
    return join(SET_AND, both(one, other));
}

RecordSet *
set_or(RecordSet *one, RecordSet *other)
{
    return join(SET_OR, both(one, other));
}

RecordSet *
set_not(RecordSet *set)
{
    if (set->kind == SET_NOT) {
        RecordSet *inner = record_set_ref(set->parts->pdata[0]);
        record_set_unref(set);
        return inner;
    }
    RecordSet *without = begin(SET_NOT, NULL);
    without->parts = g_ptr_array_new_with_free_func((GDestroyNotify)record_set_unref);
    g_ptr_array_add(without->parts, set);
    return with_key(without, g_strdup_printf("(not %s)", set->key));
}

RecordSet *
set_without(RecordSet *one, RecordSet *other)
{
    return set_and(one, set_not(other));
}

static RecordSet *
of_codes(const char *field)
{
    RecordSet *set = begin(SET_CODES, field);
    set->codes = g_array_new(FALSE, TRUE, sizeof(SetCodes));
    g_array_set_clear_func(set->codes, codes_clear);
    return set;
}

static void
add_codes(RecordSet *set, CodesKind kind, const char *category, const char *part)
{
    SetCodes codes = {kind, g_strdup(category), g_strdup(part), profile_fold(category),
                      part ? profile_fold(part) : NULL};
    g_array_append_val(set->codes, codes);
}

static int
compare_codes(gconstpointer one, gconstpointer other)
{
    const SetCodes *first = one, *second = other;
    int order = strcmp(first->folded_category, second->folded_category);
    return order                         ? order
           : first->kind != second->kind ? (int)first->kind - (int)second->kind
                                         : g_strcmp0(first->folded_part, second->folded_part);
}

/* Names may contain any character; a length before each keeps keys distinct. */
static RecordSet *
codes_done(RecordSet *set)
{
    g_array_sort(set->codes, compare_codes);
    g_autoptr(GString) key = g_string_new(NULL);
    g_string_append_printf(key, "(has %s", set->field);
    for (guint i = 0; i < set->codes->len; i++) {
        const SetCodes *codes = &g_array_index(set->codes, SetCodes, i);
        g_string_append_printf(key, " %d:%zu:%s", codes->kind, strlen(codes->folded_category),
                               codes->folded_category);
        if (codes->folded_part)
            g_string_append_printf(key, "/%zu:%s", strlen(codes->folded_part), codes->folded_part);
    }
    g_string_append_c(key, ')');
    return with_key(set, g_strdup(key->str));
}

RecordSet *
set_category(const char *field, const char *category)
{
    RecordSet *set = of_codes(field);
    add_codes(set, CODES_CATEGORY, category, NULL);
    return codes_done(set);
}

RecordSet *
set_part(const char *field, const char *category, const char *part)
{
    RecordSet *set = of_codes(field);
    add_codes(set, CODES_PART, category, part);
    return codes_done(set);
}

RecordSet *
set_named(const char *field, const GPtrArray *names)
{
    RecordSet *set = of_codes(field);
    for (guint i = 0; i < names->len; i++)
        add_codes(set, CODES_NAMED, names->pdata[i], NULL);
    return codes_done(set);
}

RecordSet *
set_days(const char *field, Day first, Day last)
{
    RecordSet *set = begin(SET_DAYS, field);
    set->first = first;
    set->last = last == DAY_NONE ? G_MAXUINT32 : last;
    return with_key(set, g_strdup_printf("(days %s %u-%u)", field, set->first, set->last));
}

RecordSet *
set_within(const char *from, const char *to, Limit limit)
{
    RecordSet *set = begin(SET_WITHIN, from);
    set->to = g_strdup(to);
    set->limit = limit;
    /* A year is twelve months and a week seven days, whatever words are used. */
    bool years = limit.unit == LIMIT_YEARS, weeks = limit.unit == LIMIT_WEEKS;
    return with_key(set, g_strdup_printf("(within %s %s %d-%d)", from, to,
                                         limit.number * (years   ? 12
                                                         : weeks ? 7
                                                                 : 1),
                                         years   ? LIMIT_MONTHS
                                         : weeks ? LIMIT_DAYS
                                                 : limit.unit));
}

RecordSet *
set_past_limit(const char *from, Limit limit, Day as_at, bool or_on)
{
    /* A later start never has an earlier last day, so the first start that is not past the limit can be
     * found by halving. */
    Day least = 1, beyond = as_at + 1; /* the first day that is not past it is among these */
    while (least < beyond) {
        Day middle = least + (beyond - least) / 2, last = limit_last_day(limit, middle);
        if (or_on ? last <= as_at : last < as_at)
            least = middle + 1;
        else
            beyond = middle;
    }
    return least > 1 ? set_days(from, DAY_NONE, least - 1) : set_nobody();
}

RecordSet *
set_open_at(const char *from, const char *to, Day day)
{
    return set_without(set_days(from, DAY_NONE, day), set_days(to, DAY_NONE, day));
}

/* An outcome is known only once the record is closed; until then it was ongoing. */
static RecordSet *
outcome_known_by(const RecordSet *set, Day day, const char *ongoing)
{
    RecordSet *closed = set_days("closed", DAY_NONE, day);
    g_autofree char *folded = profile_fold(ongoing);
    bool holds = false;
    for (guint i = 0; i < set->codes->len; i++)
        holds |= set_codes_hold(&g_array_index(set->codes, SetCodes, i), folded, "");
    return holds ? set_or(record_set_ref(set), set_not(closed)) : set_and(record_set_ref(set), closed);
}

RecordSet *
set_known_by(const RecordSet *set, Day day, const char *ongoing)
{
    switch (set->kind) {
    case SET_AND:
    case SET_OR: {
        RecordSet *joined = set->kind == SET_AND ? set_everyone() : set_nobody();
        for (guint i = 0; i < set->parts->len; i++) {
            RecordSet *part = set_known_by(set->parts->pdata[i], day, ongoing);
            joined = set->kind == SET_AND ? set_and(joined, part) : set_or(joined, part);
        }
        return joined;
    }
    case SET_NOT:
        return set_not(set_known_by(set->parts->pdata[0], day, ongoing));
    case SET_DAYS:
        return set_days(set->field, set->first, MIN(set->last, day));
    case SET_WITHIN:
        return set_and(record_set_ref(set),
                       set_and(set_days(set->field, DAY_NONE, day), set_days(set->to, DAY_NONE, day)));
    case SET_CODES:
        return ongoing && strcmp(set->field, "outcome") == 0 ? outcome_known_by(set, day, ongoing)
                                                             : record_set_ref(set);
    case SET_FIRST:
        return set_first(set->field, set_known_by(set->among, day, ongoing));
    case SET_REPEATS:
    case SET_KNOWN:
        break;
    }
    return record_set_ref(set);
}

RecordSet *
set_repeats(const char *field)
{
    RecordSet *set = begin(SET_REPEATS, field);
    return with_key(set, g_strdup_printf("(repeats %s)", field));
}

RecordSet *
set_known(const char *field)
{
    RecordSet *set = begin(SET_KNOWN, field);
    return with_key(set, g_strdup_printf("(known %s)", field));
}

RecordSet *
set_first(const char *field, RecordSet *among)
{
    RecordSet *set = begin(SET_FIRST, field);
    set->among = among;
    return with_key(set, g_strdup_printf("(first %s %s)", field, among->key));
}

static bool
codes_are_among(const RecordSet *few, const RecordSet *many)
{
    for (guint i = 0; i < few->codes->len; i++) {
        bool found = false;
        for (guint k = 0; k < many->codes->len && !found; k++)
            found = compare_codes(&g_array_index(few->codes, SetCodes, i),
                                  &g_array_index(many->codes, SetCodes, k)) == 0;
        if (!found)
            return false;
    }
    return true;
}

static bool
condition_is_narrower(const RecordSet *inner, const RecordSet *outer)
{
    if (strcmp(inner->key, outer->key) == 0)
        return true;
    if (inner->kind == SET_NOT && outer->kind == SET_NOT)
        return condition_is_narrower(outer->parts->pdata[0], inner->parts->pdata[0]);
    if (inner->kind != outer->kind || g_strcmp0(inner->field, outer->field) != 0)
        return false;
    return inner->kind == SET_DAYS    ? inner->first >= outer->first && inner->last <= outer->last
           : inner->kind == SET_CODES ? codes_are_among(inner, outer)
                                      : false;
}

bool
set_is_narrower(const RecordSet *inner, const RecordSet *outer)
{
    if (outer->kind == SET_AND) {
        for (guint i = 0; i < outer->parts->len; i++)
            if (!set_is_narrower(inner, outer->parts->pdata[i]))
                return false;
        return true;
    }
    bool found = condition_is_narrower(inner, outer);
    for (guint i = 0; inner->kind == SET_AND && i < inner->parts->len && !found; i++)
        found = condition_is_narrower(inner->parts->pdata[i], outer);
    return found;
}

bool
set_codes_hold(const SetCodes *codes, const char *folded_category, const char *folded_part)
{
    bool category = strcmp(codes->folded_category, folded_category) == 0;
    switch (codes->kind) {
    case CODES_CATEGORY:
        return category;
    case CODES_PART:
        return category && strcmp(codes->folded_part, folded_part) == 0;
    case CODES_NAMED:
        return category || (*folded_part && strcmp(codes->folded_category, folded_part) == 0);
    }
    return false;
}
