#include "render/proof/pattern.h"

static GRegex *
compiled(const char *pattern)
{
    static GHashTable *all;
    if (!all)
        all = g_hash_table_new(g_str_hash, g_str_equal);
    GRegex *regex = g_hash_table_lookup(all, pattern);
    if (!regex) {
        g_autoptr(GError) error = NULL;
        regex = g_regex_new(pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &error);
        if (!regex)
            g_error("%s: %s", pattern, error->message);
        g_hash_table_insert(all, (gpointer)pattern, regex);
    }
    return regex;
}

bool
pattern_find_group(const char *pattern, const char *text, gsize from, Span *span, Span *group)
{
    GMatchInfo *match = NULL;
    int start = 0, end = 0;
    bool found = g_regex_match_full(compiled(pattern), text, -1, (int)from, 0, &match, NULL);
    if (found) {
        g_match_info_fetch_pos(match, 0, &start, &end);
        *span = (Span){(gsize)start, (gsize)end};
        if (!g_match_info_fetch_pos(match, 1, &start, &end) || start < 0)
            start = end = (int)span->end;
        *group = (Span){(gsize)start, (gsize)end};
    }
    g_match_info_free(match);
    return found;
}

bool
pattern_find(const char *pattern, const char *text, gsize from, Span *span)
{
    Span group;
    return pattern_find_group(pattern, text, from, span, &group);
}

char *
span_words(const char *text, Span span)
{
    return g_strndup(text + span.start, span.end - span.start);
}

bool
pattern_in(const char *pattern, const char *text)
{
    return g_regex_match(compiled(pattern), text, 0, NULL);
}

bool
pattern_between(const char *pattern, const char *text, gsize from, gsize to)
{
    return g_regex_match_full(compiled(pattern), text + from, (gssize)(MAX(from, to) - from), 0, 0, NULL,
                              NULL);
}
