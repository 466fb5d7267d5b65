#include "analysis/records/dictionary.h"
#define XXH_INLINE_ALL
#include <string.h>
#include <xxhash.h>

/* The first and last eight bytes of a text; for up to sixteen bytes they overlap and are all of it. */
typedef struct {
    guint64 first, last;
} Ends;

typedef struct {
    Ends ends;
    guint32 hash, length;
    gsize offset; /* into the texts */
} Entry;

struct Dictionary {
    GArray *entries; /* of Entry */
    GString *texts;  /* each NUL-ended */
    guint32 *slots;  /* a number + 1, or 0; at most three in four are taken */
    guint32 mask;    /* the number of slots, minus one */
};

enum { FIRST_SLOTS = 64, LENGTH_OF_ENDS = 16 };

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
dictionary_grow(Dictionary *dictionary)
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
dictionary_add_entry(Dictionary *dictionary, const char *text, Entry entry)
{
    entry.offset = dictionary->texts->len;
    g_string_append_len(dictionary->texts, text, entry.length + 1);
    g_array_append_val(dictionary->entries, entry);
    return dictionary->entries->len - 1;
}

static guint64
eight_bytes(const char *text)
{
    guint64 bytes;
    memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

static guint32
four_bytes(const char *text)
{
    guint32 bytes;
    memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

static Ends
ends_of(const char *text, guint32 length)
{
    if (length >= 8)
        return (Ends){eight_bytes(text), eight_bytes(text + length - 8)};
    if (length >= 4)
        return (Ends){four_bytes(text), four_bytes(text + length - 4)};
    if (length)
        return (Ends){(guchar)text[0], (guint64)(guchar)text[length / 2] << 8 | (guchar)text[length - 1]};
    return (Ends){0, 0};
}

/* Columns are full of short texts: hashes their ends, by multiplication with odd constants. */
static guint32
hash_of(const char *text, guint32 length, Ends ends)
{
    static const guint64 odd = G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    if (length > LENGTH_OF_ENDS)
        return (guint32)XXH3_64bits(text, length);
    guint64 mixed = (ends.first + length) * odd ^ ends.last * G_GUINT64_CONSTANT(0xC2B2AE3D27D4EB4F);
    return (guint32)((mixed ^ mixed >> 32) * odd >> 32);
}

static bool
is_entry(const Dictionary *dictionary, const Entry *known, const Entry *entry, const char *text)
{
    return known->ends.first == entry->ends.first && known->ends.last == entry->ends.last &&
           known->length == entry->length &&
           (entry->length <= LENGTH_OF_ENDS ||
            memcmp(dictionary->texts->str + known->offset, text, entry->length) == 0);
}

guint
dictionary_number(Dictionary *dictionary, const char *text)
{
    Entry entry = {.length = (guint32)strlen(text)};
    entry.ends = ends_of(text, entry.length);
    entry.hash = hash_of(text, entry.length, entry.ends);
    guint32 at = entry.hash & dictionary->mask;
    for (; dictionary->slots[at]; at = (at + 1) & dictionary->mask) {
        guint number = dictionary->slots[at] - 1;
        if (is_entry(dictionary, &g_array_index(dictionary->entries, Entry, number), &entry, text))
            return number;
    }
    guint number = dictionary_add_entry(dictionary, text, entry);
    dictionary->slots[at] = number + 1;
    if (dictionary->entries->len * 4 > dictionary->mask * 3)
        dictionary_grow(dictionary);
    return number;
}
