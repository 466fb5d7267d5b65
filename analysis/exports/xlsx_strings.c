/* The shared strings of an XLSX workbook. Only those of the wanted columns are kept, so that neither memory
 * nor what lies in it grows with columns that nobody asked for. */
#include "analysis/exports/xlsx.h"

static const guint most_strings = 1u << 26;

void
shared_strings_clear(SharedStrings *strings)
{
    g_clear_pointer(&strings->wanted, g_byte_array_unref);
    g_clear_pointer(&strings->kept, g_hash_table_unref);
    strings->count = 0;
}

void
shared_strings_want(SharedStrings *strings, guint index)
{
    if (index >= most_strings)
        return;
    guint before = strings->wanted->len;
    if (before <= index / 8) {
        g_byte_array_set_size(strings->wanted, MAX(index / 8 + 1, before * 2));
        for (guint i = before; i < strings->wanted->len; i++)
            strings->wanted->data[i] = 0;
    }
    strings->wanted->data[index / 8] |= (guint8)(1u << index % 8);
}

static bool
is_wanted(const SharedStrings *strings, guint index)
{
    return index / 8 < strings->wanted->len && strings->wanted->data[index / 8] & (1u << index % 8);
}

/* Total words are kept from anywhere: they tell a total row, which often has them in a column of its own. */
static void
keep(SharedStrings *strings, const char *text)
{
    char *cells[] = {(char *)text};
    ExportRow row = {cells, 1, 0, 0};
    if (is_wanted(strings, strings->count) || export_row_is_total(&row))
        g_hash_table_insert(strings->kept, GUINT_TO_POINTER(strings->count), g_strdup(text));
}

bool
shared_strings_read(SharedStrings *strings, Xlsx *xlsx, GError **error)
{
    strings->kept = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    if (!xlsx->strings_part)
        return true;
    g_autoptr(MemberReader) reader = member_open(xlsx->archive, xlsx->strings_part, error);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) fault = NULL;
    guint phonetic = 0;
    bool in_text = false;
    while (reader && member_next(reader, &fault)) {
        const char *piece = in_text && !phonetic ? member_text(reader) : NULL;
        if (piece && text->len <= longest_text)
            g_string_append(text, piece);
        else if (member_at_start(reader, "t"))
            in_text = !member_is_empty(reader);
        else if (member_at_end(reader, "t"))
            in_text = false;
        else if (member_at_start(reader, "rPh"))
            phonetic += !member_is_empty(reader);
        else if (member_at_end(reader, "rPh"))
            phonetic--;
        else if (member_at_end(reader, "si") || (member_at_start(reader, "si") && member_is_empty(reader))) {
            keep(strings, text->str);
            strings->count++;
            g_string_truncate(text, 0);
        }
    }
    return reader && member_settle(&fault, error);
}

const char *
shared_strings_get(const SharedStrings *strings, guint index)
{
    const char *text = g_hash_table_lookup(strings->kept, GUINT_TO_POINTER(index));
    return text ? text : index < strings->count ? "?" : NULL;
}
