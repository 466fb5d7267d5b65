#include "render/proof/words.h"
#include "render/wording/english.h"
#include <gio/gio.h>
#include <string.h>

/* Of words.txt: GString* by name. */
static GHashTable *
read_words(void)
{
    GHashTable *words = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GBytes) bytes =
        g_resources_lookup_data("/ladostat/proof/words.txt", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_auto(GStrv) lines = g_strsplit(g_bytes_get_data(bytes, NULL), "\n", -1);
    GString *pattern = NULL;
    for (char **line = lines; *line; line++)
        if (**line == ' ')
            g_string_append(pattern, g_strchug(*line));
        else if (**line && **line != '#')
            g_hash_table_insert(words, g_strdup(*line), pattern = g_string_new(NULL));
    return words;
}

/* With the patterns that it names in place of their names; caller frees. */
static char *
written_out(const char *pattern)
{
    static GHashTable *words;
    if (!words)
        words = read_words();
    GString *text = g_string_new(pattern);
    for (const char *at = text->str; (at = strchr(at, '{')); at++) {
        gsize place = (gsize)(at - text->str), length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz-");
        if (!length || at[1 + length] != '}')
            continue;
        g_autofree char *name = g_strndup(at + 1, length);
        const GString *word = g_hash_table_lookup(words, name);
        if (!word)
            g_error("words.txt has no \"%s\"", name);
        g_string_erase(text, (gssize)place, (gssize)length + 2);
        g_string_insert(text, (gssize)place, word->str);
        at = text->str + place - 1;
    }
    return g_string_free(text, FALSE);
}

static GRegex *
compiled_pattern(const char *pattern)
{
    static GHashTable *all;
    if (!all)
        all = g_hash_table_new(g_str_hash, g_str_equal);
    GRegex *regex = g_hash_table_lookup(all, pattern);
    if (!regex) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = written_out(pattern);
        regex = g_regex_new(text, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &error);
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
    bool found = g_regex_match_full(compiled_pattern(pattern), text, -1, (int)from, 0, &match, NULL);
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
    return g_regex_match(compiled_pattern(pattern), text, 0, NULL);
}

bool
pattern_between(const char *pattern, const char *text, gsize from, gsize to)
{
    return g_regex_match_full(compiled_pattern(pattern), text + from, (gssize)(MAX(from, to) - from), 0, 0,
                              NULL, NULL);
}

int
number_of_word(const char *word)
{
    for (guint i = 1; i <= 12; i++) {
        g_autofree char *name = english_number(i);
        if (g_ascii_strcasecmp(word, name) == 0)
            return (int)i;
    }
    return 0;
}

/* Endings are taken off so that forms of a word meet; that unlike words meet as well does little harm. Takes
 * the word over. */
static char *
stem(char *low)
{
    static const char *const endings[] = {"ings", "ing", "ures", "ure", "ies", "ied",
                                          "ed",   "es",  "s",    "e",   "y"};
    gsize length = strlen(low);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (length >= strlen(endings[i]) + 3 && g_str_has_suffix(low, endings[i])) {
            low[length - strlen(endings[i])] = '\0';
            break;
        }
    if (g_utf8_strlen(low, -1) > 7)
        *g_utf8_offset_to_pointer(low, 7) = '\0';
    return low;
}

/* NULL: it carries no meaning. Kept for good. */
static const char *
meaningful_stem(const char *word)
{
    int number = number_of_word(word);
    g_autofree char *low = number ? g_strdup_printf("%d", number) : stem(g_strdup(word));
    if (!number && pattern_in("^(?:{empty-words})$", word))
        return NULL;
    return g_intern_string(pattern_in("^(?:{closing})$", low) ? "clos" : low);
}

GHashTable *
stems_of(const char *text)
{
    GHashTable *stems = g_hash_table_new(NULL, NULL);
    stems_add(stems, text);
    return stems;
}

void
stems_add(GHashTable *stems, const char *text)
{
    static GHashTable *known; /* meanings by word */
    g_auto(GStrv) words = g_str_tokenize_and_fold(text, "en", NULL);
    known = known ? known : g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (char **word = words; *word; word++) {
        gpointer stem;
        if (!g_hash_table_lookup_extended(known, *word, NULL, &stem))
            g_hash_table_insert(known, g_strdup(*word), stem = (gpointer)meaningful_stem(*word));
        if (stem)
            g_hash_table_add(stems, stem);
    }
}

GHashTable *
stems_in(const char *text, Span span)
{
    g_autofree char *words = span_words(text, span);
    return stems_of(words);
}

bool
stems_any(GHashTable *stems, GHashTable *among, GHashTable *known, GHashTable *also)
{
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, stems);
    while (g_hash_table_iter_next(&iter, &stem, NULL))
        if ((!among || g_hash_table_contains(among, stem)) &&
            !(known && g_hash_table_contains(known, stem)) && !(also && g_hash_table_contains(also, stem)))
            return true;
    return false;
}

bool
stems_hold(GHashTable *stems, GHashTable *wanted)
{
    return !stems_any(wanted, NULL, stems, NULL);
}
