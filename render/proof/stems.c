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

/* Whichever word a council has for it. */
static bool
is_closing(const char *stem)
{
    static const char *const words[] = {"conclud", "conclus", "resolv", "resolut", "complet", "closur", NULL};
    return g_strv_contains(words, stem);
}

static void
add_word(GHashTable *stems, const char *word)
{
    char *low = g_utf8_casefold(word, -1);
    int number = number_of_word(low);
    if (number)
        g_free(low), low = g_strdup_printf("%d", number);
    else if (g_strv_contains(empty_words, low))
        *low = '\0';
    else
        low = stem(low);
    if (*low)
        g_hash_table_add(stems, (gpointer)g_intern_string(is_closing(low) ? "clos" : low));
    g_free(low);
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
    g_auto(GStrv) words = g_str_tokenize_and_fold(text, "en", NULL);
    for (char **word = words; *word; word++)
        add_word(stems, *word);
}

const char *
stems_first(GHashTable *stems)
{
    GHashTableIter iter;
    gpointer stem = NULL;
    g_hash_table_iter_init(&iter, stems);
    return g_hash_table_iter_next(&iter, &stem, NULL) ? stem : NULL;
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
