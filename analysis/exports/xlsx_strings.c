/* The shared strings of an XLSX workbook. Only those in the wanted columns are kept, so that columns nobody
 * asked for neither take memory nor leave anything in it. */
#include "analysis/exports/xlsx.h"
#include "analysis/failure/failure.h"
#include <string.h>

static const guint most_strings = 1u << 26;
static const guint64 most_kept = 256 * 1024 * 1024; /* bytes of memory */
static const gsize each_kept = 64;                  /* roughly what one takes besides its text */

void
shared_strings_clear(SharedStrings *strings)
{
    g_clear_pointer(&strings->wanted, g_byte_array_unref);
    g_clear_pointer(&strings->kept, g_hash_table_unref);
    strings->count = 0;
    strings->bytes = 0;
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

/* Words for totals are kept from every column: they mark a total row, which often has them in a column of its
 * own. */
static bool
keep_string(SharedStrings *strings, const Xlsx *xlsx, const char *text, GError **error)
{
    char *cells[] = {(char *)text};
    ExportRow row = {cells, 1, 0, 0, false};
    if (is_wanted(strings, strings->count) || export_row_is_total(&row)) {
        g_hash_table_insert(strings->kept, GUINT_TO_POINTER(strings->count), g_strdup(text));
        strings->bytes += strlen(text) + each_kept;
    }
    if (strings->bytes <= most_kept && ++strings->count < most_strings)
        return true;
    g_set_error(error, FAILURE, FAILURE_INPUT,
                "%s: the texts of the workbook take more than 256 MiB; save the sheet as .csv",
                xlsx->export->path);
    return false;
}

bool
shared_strings_read(SharedStrings *strings, Xlsx *xlsx, GError **error)
{
    strings->kept = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    if (!xlsx->strings_part)
        return true;
    g_autoptr(MemberReader) reader = xlsx_open_part(xlsx, xlsx->strings_part, error);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) fault = NULL;
    guint phonetic = 0;
    bool in_text = false;
    while (reader && !fault && member_next(reader, &fault)) {
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
            xlsx_unescape(text);
            keep_string(strings, xlsx, text->str, &fault);
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

/* "_x000D_": the code of a character, -1 for anything else. */
static int
escaped_character(const char *text)
{
    int code = 0;
    if (text[0] != '_' || text[1] != 'x')
        return -1;
    for (int i = 2; i < 6; i++) {
        if (!g_ascii_isxdigit(text[i]))
            return -1;
        code = code * 16 + g_ascii_xdigit_value(text[i]);
    }
    return text[6] == '_' ? code : -1;
}

void
xlsx_unescape(GString *text)
{
    enum { LENGTH = sizeof "_x000D_" - 1 };
    if (!strstr(text->str, "_x"))
        return;
    g_autoptr(GString) out = g_string_sized_new(text->len);
    for (const char *at = text->str; *at;) {
        int code = escaped_character(at);
        if (code < 0) {
            g_string_append_c(out, *at++);
            continue;
        }
        at += LENGTH;
        int low = code >= 0xD800 && code < 0xDC00 ? escaped_character(at) : -1; /* of a UTF-16 pair */
        if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            at += LENGTH;
        }
        if (code == '\r') /* a line ends once, whichever of its two characters are there */
            g_string_append(out, *at == '\n' || escaped_character(at) == '\n' ? "" : "\n");
        else if (code == '\t' || code == '\n' ||
                 (g_unichar_validate((gunichar)code) && !g_unichar_iscntrl((gunichar)code)))
            g_string_append_unichar(out, (gunichar)code);
    }
    g_string_assign(text, out->str);
}
