#include "analysis/exports/text.h"
#include "analysis/failure/failure.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

enum { PIECE = 64 * 1024 };

/* How far the bytes of a file are UTF-8. */
typedef struct {
    guint64 characters; /* of more than one byte, and valid */
    guint64 faults;     /* bytes that belong to no character */
    guint first_line;   /* of the first fault */
    bool begins_right;  /* there is a valid character before the first fault */
    bool cut;           /* the only fault is a character cut by the end of the file */
} Utf8Check;

struct TextFile {
    char *path;
    FILE *file;
    const char *encoding; /* interned */
    bool sure;            /* it must be this one: the file's mark or the user says so */
    GIConv converter;     /* (GIConv)-1 for UTF-8, which is passed on unchanged */
    char bytes[PIECE];
    gsize carried;        /* bytes of the last piece still to be taken, at the front of `bytes` */
    char text[3 * PIECE]; /* of another encoding, the piece read last: at most three bytes of UTF-8 for one of
                             an old encoding or two of UTF-16 */
    gsize converted, passed_on; /* bytes of it */
    bool begun;
    int cause; /* errno of the first fault in reading, after which nothing is trusted */
    goffset size;
    guint line; /* of the first byte not yet passed on */
};

const char *
text_file_encoding(const TextFile *file)
{
    return file->encoding;
}

double
text_file_progress(const TextFile *file)
{
    return file->size ? MIN((double)ftello(file->file) / (double)file->size, 1) : 1;
}

void
text_file_rewind(TextFile *file)
{
    if (fseeko(file->file, 0, SEEK_SET) != 0 && !file->cause)
        file->cause = errno;
    file->carried = 0;
    file->converted = file->passed_on = 0;
    file->begun = false;
    file->line = 1;
    if (file->converter != (GIConv)-1)
        g_iconv(file->converter, NULL, NULL, NULL, NULL);
}

static guint
count_lines(const char *text, gsize length)
{
    guint count = 0;
    for (gsize at = 0; at < length;) {
        guint8 few = 0; /* a whole one: sixteen bytes are then compared at once */
        for (gsize end = MIN(length, at + G_MAXUINT8); at < end; at++)
            few = (guint8)(few + (text[at] == '\n'));
        count += few;
    }
    return count;
}

static gsize
read_into(TextFile *file, char *bytes, gsize most)
{
    gsize length = fread(bytes, 1, most, file->file);
    if (ferror(file->file) && !file->cause)
        file->cause = errno;
    return length;
}

/* Reads as much as there is room for, after what is carried over, which is never more than a piece. Returns
 * the number of bytes then there; `at_end` if no more will come. */
static gsize
read_piece(TextFile *file, bool *at_end)
{
    gsize room = sizeof file->bytes - file->carried;
    gsize length = read_into(file, file->bytes + file->carried, room);
    *at_end = length < room;
    return file->carried + length;
}

static void
carry_cut_character(TextFile *file, const char *from, gsize length)
{
    memmove(file->bytes, from, length);
    file->carried = length;
}

static bool
fail_at(TextFile *file, const char *message, GError **error)
{
    g_set_error(error, FAILURE, FAILURE_INPUT, "%s:%u: %s", file->path, file->line, message);
    return false;
}

static bool
was_read(const TextFile *file, GError **error)
{
    if (!file->cause)
        return true;
    g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the export cannot be read: %s", file->path,
                failure_of_reading(file->cause));
    return false;
}

/* Puts the next piece, in another encoding, into `text` of the file. */
static bool
convert_piece(TextFile *file, GError **error)
{
    bool at_end;
    gsize length = read_piece(file, &at_end);
    if (!was_read(file, error))
        return false;
    char *in = file->bytes, *out = file->text;
    gsize left = length, room = sizeof file->text;
    bool whole = g_iconv(file->converter, &in, &left, &out, &room) != (gsize)-1;
    int why = whole ? 0 : errno;
    file->passed_on = 0;
    file->converted = sizeof file->text - room;
    file->line += count_lines(file->text, file->converted);
    if (why == EILSEQ) {
        g_autofree char *message = g_strdup_printf("a byte that is not valid %s; give the encoding, with "
                                                   "encoding: in the profile's records or --encoding",
                                                   file->encoding);
        return fail_at(file, message, error);
    }
    if (why == EINVAL && (at_end || left == length))
        return fail_at(file, "the file ends in the middle of a character; is it cut short?", error);
    carry_cut_character(file, in, left);
    return true;
}

static bool
append_converted(TextFile *file, GString *text, gsize most, GError **error)
{
    if (file->passed_on == file->converted && !convert_piece(file, error))
        return false;
    gsize length = MIN(most, file->converted - file->passed_on);
    g_string_append_len(text, file->text + file->passed_on, (gssize)length);
    file->passed_on += length;
    return true;
}

/* How many bytes at the beginning are ASCII, checking many at a time. */
static gsize
ascii_length(const char *text, gsize length)
{
    enum { MANY = 64 };
    gsize at = 0;
    for (guchar bits = 0; at + MANY <= length; at += MANY) {
        for (gsize i = 0; i < MANY; i++)
            bits |= (guchar)text[at + i];
        if (bits >= 0x80)
            break;
    }
    while (at < length && (guchar)text[at] < 0x80)
        at++;
    return at;
}

/* Checks a piece; the bytes of a character cut by its end are left over, at most five. */
static gsize
text_check_piece(Utf8Check *check, const char *text, gsize length, bool at_end, guint line)
{
    const char *at = text, *end = text + length;
    while (at < end) {
        at += ascii_length(at, (gsize)(end - at));
        if (at == end)
            break;
        gunichar letter = g_utf8_get_char_validated(at, end - at);
        /* GLib also says -2 about a character that a NUL breaks off, however much comes after it. */
        bool cut = letter == (gunichar)-2 && !memchr(at, '\0', (gsize)(end - at));
        if (cut && !at_end)
            return (gsize)(end - at);
        if ((gint32)letter >= 0) {
            check->characters++;
            at = g_utf8_next_char(at);
            continue;
        }
        if (!check->faults++) {
            check->first_line = line + count_lines(text, (gsize)(at - text));
            check->begins_right = check->characters;
        }
        check->cut = cut && check->faults == 1;
        if (check->cut)
            break;
        at++;
    }
    return 0;
}

static Utf8Check
check_utf8(TextFile *file)
{
    Utf8Check check = {0};
    text_file_rewind(file);
    for (bool at_end = false; !at_end;) {
        gsize size = read_piece(file, &at_end);
        gsize left = text_check_piece(&check, file->bytes, size, at_end, file->line);
        file->line += count_lines(file->bytes, size - left);
        carry_cut_character(file, file->bytes + size - left, left);
    }
    return check;
}

static bool
open_converter(TextFile *file, GError **error)
{
    file->converter = g_iconv_open("UTF-8", file->encoding);
    if (file->converter == (GIConv)-1)
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: \"%s\" is not a supported encoding", file->path,
                    file->encoding);
    return file->converter != (GIConv)-1;
}

/* A text that was taken for UTF-8 turns out not to be in some place: what is it? */
static bool
settle_encoding(TextFile *file, GError **error)
{
    Utf8Check check = check_utf8(file);
    if (!was_read(file, error))
        return false;
    file->line = check.first_line;
    if (check.cut && (file->sure || check.characters))
        return fail_at(file, "the file ends in the middle of a character; is it cut short?", error);
    if (file->sure || check.begins_right || check.characters > check.faults)
        return fail_at(file,
                       "a byte that is not UTF-8, in a text that otherwise is; give the encoding, with "
                       "encoding: in the profile's records or --encoding",
                       error);
    file->encoding = "Windows-1252";
    text_file_rewind(file);
    return open_converter(file, error);
}

/* Everything passed on before the first byte that is not UTF-8 is ASCII, which is the same in any encoding.
 */
static bool
append_behind(TextFile *file, goffset passed_on, GString *text, gsize most, GError **error)
{
    gsize start = text->len;
    for (gsize passed = 1; passed_on && passed; passed_on -= (goffset)passed) {
        if (!append_converted(file, text, (gsize)MIN(passed_on, PIECE), error))
            return false;
        passed = text->len - start;
        g_string_truncate(text, start);
    }
    return append_converted(file, text, most, error);
}

/* UTF-8 is passed on at once, until a byte shows that it is not. */
static bool
append_bytes(TextFile *file, GString *text, gsize most, GError **error)
{
    gsize start = text->len, carried = file->carried;
    goffset passed_on = ftello(file->file) - (goffset)carried;
    g_string_append_len(text, file->bytes, (gssize)carried);
    g_string_set_size(text, start + carried + most);
    gsize got = read_into(file, text->str + start + carried, most), length = carried + got;
    Utf8Check check = {0};
    gsize left = text_check_piece(&check, text->str + start, length, got < most, 0);
    carry_cut_character(file, text->str + start + length - left, left);
    g_string_truncate(text, start + length - left);
    if (was_read(file, error) && !check.faults)
        return true;
    g_string_truncate(text, start);
    return !file->cause && settle_encoding(file, error) && append_behind(file, passed_on, text, most, error);
}

bool
text_file_read(TextFile *file, GString *text, gsize most, GError **error)
{
    static const char mark[] = "\xEF\xBB\xBF";
    gsize start = text->len;
    if (!file->begun)
        most = MAX(most, sizeof mark); /* the mark, and more than it */
    bool is_utf8 = file->converter == (GIConv)-1;
    if (!(is_utf8 ? append_bytes : append_converted)(file, text, most, error))
        return false;
    if (!file->begun && g_str_has_prefix(text->str + start, mark))
        g_string_erase(text, (gssize)start, (gssize)strlen(mark));
    file->begun = true;
    return true;
}

/* UTF-16 without a byte order mark: in Western text, most of every other byte are zero. */
static const char *
utf16_by_its_zeros(const char *bytes, gsize length)
{
    gsize zeros[2] = {0}, pairs = length / 2;
    for (gsize i = 0; i < pairs * 2; i++)
        zeros[i % 2] += !bytes[i];
    if (pairs < 2)
        return NULL;
    if (zeros[1] > pairs / 2 && zeros[0] < zeros[1] / 4)
        return "UTF-16LE";
    return zeros[0] > pairs / 2 && zeros[1] < zeros[0] / 4 ? "UTF-16BE" : NULL;
}

static const char *
encoding_by_its_mark(const char *bytes, gsize length)
{
    static const struct {
        const char *mark;
        gsize length;
        const char *encoding;
    } marks[] = {{"\xFF\xFE\0\0", 4, "UTF-32LE"},
                 {"\xFF\xFE", 2, "UTF-16LE"},
                 {"\xFE\xFF", 2, "UTF-16BE"},
                 {"\xEF\xBB\xBF", 3, "UTF-8"}};
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
        if (length >= marks[i].length && memcmp(bytes, marks[i].mark, marks[i].length) == 0)
            return marks[i].encoding;
    return NULL;
}

static bool
find_encoding(TextFile *file, const char *said, GError **error)
{
    bool at_end;
    gsize length = read_piece(file, &at_end);
    const char *marked = said ? said : encoding_by_its_mark(file->bytes, length),
               *found = marked ? marked : utf16_by_its_zeros(file->bytes, length);
    file->sure = marked;
    bool is_utf8 = !found || g_ascii_strcasecmp(found, "UTF-8") == 0;
    file->encoding = is_utf8 ? "UTF-8" : g_intern_string(found);
    return is_utf8 || open_converter(file, error);
}

TextFile *
text_file_open(const char *path, const char *encoding, GError **error)
{
    g_autoptr(TextFile) file = g_new0(TextFile, 1);
    file->path = g_strdup(path);
    file->line = 1;
    file->converter = (GIConv)-1;
    file->file = g_fopen(path, "rb");
    if (!file->file) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the export cannot be read: %s", path,
                    failure_of_reading(errno));
        return NULL;
    }
    setvbuf(file->file, NULL, _IONBF, 0);
    if (fseeko(file->file, 0, SEEK_END) != 0 || (file->size = ftello(file->file)) < 0)
        file->cause = errno;
    text_file_rewind(file);
    if (!was_read(file, error) || !find_encoding(file, encoding, error))
        return NULL;
    text_file_rewind(file);
    return was_read(file, error) ? g_steal_pointer(&file) : NULL;
}

void
text_file_free(TextFile *file)
{
    if (file->file)
        fclose(file->file);
    if (file->converter != (GIConv)-1)
        g_iconv_close(file->converter);
    g_free(file->path);
    g_free(file);
}
