#include "render/proof/stems.h"
#include <string.h>

int
number_of_word(const char *word)
{
    static const char *const words[] = {"one",   "two",   "three", "four", "five",   "six",
                                        "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(word, words[i]) == 0)
            return (int)i + 1;
    return 0;
}

static const char *const empty_words[] = {
    "a",    "about", "all",   "an",    "and",  "are",  "as",    "at",    "be",     "been",    "but",
    "by",   "did",   "do",    "eg",    "for",  "from", "had",   "has",   "have",   "in",      "into",
    "is",   "it",    "its",   "of",    "on",   "or",   "our",   "per",   "so",     "than",    "that",
    "the",  "their", "them",  "these", "they", "this", "those", "to",    "was",    "we",      "were",
    "what", "where", "which", "who",   "whom", "with", "year",  "years", "number", "numbers", NULL};

/* Endings are taken off so that forms of a word meet; that unlike words meet as well does little harm. */
static char *
stem(const char *word)
{
    static const char *const endings[] = {"ings", "ing", "ures", "ure", "ies", "ied",
                                          "ed",   "es",  "s",    "e",   "y"};
    g_autofree char *low = g_utf8_casefold(word, -1);
    gsize length = strlen(low);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (length >= strlen(endings[i]) + 3 && g_str_has_suffix(low, endings[i])) {
            low[length - strlen(endings[i])] = '\0';
            break;
        }
    static const char *const ends[] = {"conclud", "conclus", "resolv", "resolut", "complet", "closur", NULL};
    g_autofree char *head = g_strndup(low, 7);
    if (g_strv_contains(ends, head) || g_strv_contains(ends, low))
        return g_strdup("clos"); /* whichever word a council has for it */
    return g_utf8_strlen(low, -1) > 7 ? g_utf8_substring(low, 0, 7) : g_strdup(low);
}

static void
add_word(GHashTable *stems, const char *word)
{
    g_autofree char *low = g_utf8_casefold(word, -1);
    int number = number_of_word(low);
    if (number)
        g_hash_table_add(stems, g_strdup_printf("%d", number));
    else if (*low && !g_strv_contains(empty_words, low))
        g_hash_table_add(stems, stem(low));
}

GHashTable *
stems_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
stems_add(GHashTable *stems, const char *text)
{
    GString *word = g_string_new(NULL);
    for (const char *at = text;; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (letter && g_unichar_isalnum(letter)) {
            g_string_append_unichar(word, letter);
        } else {
            add_word(stems, word->str);
            g_string_truncate(word, 0);
        }
        if (!letter)
            break;
    }
    g_string_free(word, TRUE);
}

bool
stems_hold(GHashTable *stems, GHashTable *wanted)
{
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &stem, NULL))
        if (!g_hash_table_contains(stems, stem))
            return false;
    return true;
}
