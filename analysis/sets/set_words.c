#include "analysis/sets/sets.h"
#include <string.h>

static char *
codes_words(const RecordSet *set)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < set->codes->len; i++) {
        const SetCodes *codes = &g_array_index(set->codes, SetCodes, i);
        g_ptr_array_add(names, codes->part && *codes->part
                                   ? g_strdup_printf("%s, %s", codes->category, codes->part)
                                   : g_strdup(codes->category));
    }
    g_ptr_array_add(names, NULL);
    g_autofree char *all = g_strjoinv(" or ", (char **)names->pdata);
    return g_strdup_printf("%s is %s", set->field, all);
}

static char *
days_words(const RecordSet *set)
{
    g_autofree char *first = set->first == DAY_NONE ? NULL : calendar_long(set->first),
                    *last = set->last == G_MAXUINT32 ? NULL : calendar_long(set->last);
    return first && last ? g_strdup_printf("%s from %s to %s", set->field, first, last)
           : first       ? g_strdup_printf("%s on %s or later", set->field, first)
           : last        ? g_strdup_printf("%s by %s", set->field, last)
                         : g_strdup_printf("%s known", set->field);
}

static char *
joined_words(const RecordSet *set, const char *between)
{
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < set->parts->len; i++) {
        const RecordSet *part = set->parts->pdata[i];
        g_autofree char *one = set_words(part);
        bool brackets = part->kind == SET_OR && part->parts->len > 1;
        g_string_append_printf(words, "%s%s%s%s", words->len ? between : "", brackets ? "(" : "", one,
                               brackets ? ")" : "");
    }
    return g_string_free(words, FALSE);
}

static char *
not_words(const RecordSet *set)
{
    const RecordSet *inner = set->parts->pdata[0];
    g_autofree char *words = set_words(inner);
    bool brackets = inner->kind == SET_AND || inner->kind == SET_OR;
    return inner->kind == SET_CODES
               ? g_strdup_printf("%s is not%s", inner->field, words + strlen(inner->field) + strlen(" is"))
               : g_strdup_printf("not %s%s%s", brackets ? "(" : "", words, brackets ? ")" : "");
}

char *
set_words(const RecordSet *set)
{
    switch (set->kind) {
    case SET_AND:
        return joined_words(set, "; ");
    case SET_OR:
        return set->parts->len ? joined_words(set, " or ") : g_strdup("no record");
    case SET_NOT:
        return not_words(set);
    case SET_CODES:
        return codes_words(set);
    case SET_DAYS:
        return days_words(set);
    case SET_WITHIN: {
        g_autofree char *limit = limit_within(set->limit);
        return g_strdup_printf("%s %s of %s", set->to, limit, set->field);
    }
    case SET_REPEATS:
        return g_strdup_printf("with the %s of an earlier record", set->field);
    case SET_KNOWN:
        return g_strdup_printf("%s known", set->field);
    case SET_FIRST:
        return g_strdup_printf("each %s once", set->field);
    }
    return g_strdup("");
}
