#include "analysis/records/dictionary.h"
#define XXH_INLINE_ALL
#include <string.h>
#include <xxhash.h>

typedef struct {
    guint32 hash, length;
    gsize offset; /* into the texts */
} Entry;

struct Dictionary {
    GArray *entries; /* of Entry */
    GString *texts;  /* each NUL-ended */
    guint32 *slots;  /* a number + 1, or 0; at most three in four are taken */
    guint32 mask;    /* how many slots there are, less one */
};

enum { FIRST_SLOTS = 64 };

Dictionary *
dictionary_new(void)
{
    Dictionary *dictionary = g_new(Dictionary, 1);
    dictionary->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    dictionary->texts = g_string_new(NULL);
    dictionary->slots = g_new0(guint32, FIRST_SLOTS);
    dictionary->mask = FIRST_SLOTS - 1;
    return dictionary;
}

void
dictionary_free(Dictionary *dictionary)
{
    g_array_unref(dictionary->entries);
    g_string_free(dictionary->texts, TRUE);
    g_free(dictionary->slots);
    g_free(dictionary);
}

void
dictionary_clear(Dictionary *dictionary)
{
    g_array_set_size(dictionary->entries, 0);
    g_string_truncate(dictionary->texts, 0);
    memset(dictionary->slots, 0, sizeof(guint32) * (dictionary->mask + 1));
}

guint
dictionary_length(const Dictionary *dictionary)
{
    return dictionary->entries->len;
}

const char *
dictionary_text(const Dictionary *dictionary, guint number)
{
    return dictionary->texts->str + g_array_index(dictionary->entries, Entry, number).offset;
}

static void
grow(Dictionary *dictionary)
{
    dictionary->mask = 2 * dictionary->mask + 1;
    g_free(dictionary->slots);
    dictionary->slots = g_new0(guint32, dictionary->mask + 1);
    for (guint i = 0; i < dictionary->entries->len; i++) {
        guint32 at = g_array_index(dictionary->entries, Entry, i).hash & dictionary->mask;
        while (dictionary->slots[at])
            at = (at + 1) & dictionary->mask;
        dictionary->slots[at] = i + 1;
    }
}

static guint
add(Dictionary *dictionary, const char *text, Entry entry)
{
    entry.offset = dictionary->texts->len;
    g_string_append_len(dictionary->texts, text, entry.length + 1);
    g_array_append_val(dictionary->entries, entry);
    return dictionary->entries->len - 1;
}

guint
dictionary_number(Dictionary *dictionary, const char *text)
{
    Entry entry = {.length = (guint32)strlen(text)};
    entry.hash = (guint32)XXH3_64bits(text, entry.length);
    guint32 at = entry.hash & dictionary->mask;
    for (; dictionary->slots[at]; at = (at + 1) & dictionary->mask) {
        const Entry *known = &g_array_index(dictionary->entries, Entry, dictionary->slots[at] - 1);
        if (known->hash == entry.hash && known->length == entry.length &&
            memcmp(dictionary->texts->str + known->offset, text, entry.length) == 0)
            return dictionary->slots[at] - 1;
    }
    guint number = add(dictionary, text, entry);
    dictionary->slots[at] = number + 1;
    if (dictionary->entries->len * 4 > dictionary->mask * 3)
        grow(dictionary);
    return number;
}
