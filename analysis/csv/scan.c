#include "analysis/csv/scan.h"
#include <stdbool.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static const gsize longest_plain = 64 * 1024; /* of a row: what is longer goes through the parser's bounds */

static bool
is_mark(char byte, char delimiter)
{
    return byte == delimiter || byte == '"' || byte == '\n' || byte == '\r';
}

/* The first byte from `at` on at which something may end or be wrong; `length` where there is none. */
static gsize
next_mark(const char *text, gsize at, gsize length, char delimiter)
{
#ifdef __SSE2__
    for (const __m128i ends = _mm_set1_epi8(delimiter), quote = _mm_set1_epi8('"'),
                       newline = _mm_set1_epi8('\n'), back = _mm_set1_epi8('\r');
         at + sizeof ends <= length; at += sizeof ends) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(text + at)),
                marks =
                    _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, ends), _mm_cmpeq_epi8(bytes, quote)),
                                 _mm_or_si128(_mm_cmpeq_epi8(bytes, newline), _mm_cmpeq_epi8(bytes, back)));
        int found = _mm_movemask_epi8(marks);
        if (found)
            return at + (gsize)__builtin_ctz((unsigned)found);
    }
#endif
    while (at < length && !is_mark(text[at], delimiter))
        at++;
    return at;
}

static bool
is_space(char byte, char delimiter)
{
    return (byte == ' ' || byte == '\t') && byte != delimiter;
}

static ScannedCell
trimmed(const char *text, gsize begin, gsize end, char delimiter)
{
    while (begin < end && is_space(text[begin], delimiter))
        begin++;
    while (begin < end && is_space(text[end - 1], delimiter))
        end--;
    return (ScannedCell){(guint32)begin, (guint32)end, false};
}

/* The quoted cell whose first quote is at `at`; false where it does not end, or has a CR in it. */
static bool
scan_quoted(const char *text, gsize at, gsize length, ScannedCell *cell, guint *lines)
{
    const char *from = text + at + 1, *end = text + length, *closing;
    for (const char *next = from;; next = closing + 2) {
        closing = next < end ? memchr(next, '"', (gsize)(end - next)) : NULL;
        if (!closing)
            return false;
        if (closing + 1 == end || closing[1] != '"')
            break;
    }
    gsize size = (gsize)(closing - from);
    if (memchr(from, '\r', size))
        return false;
    *cell = (ScannedCell){(guint32)(from - text), (guint32)(closing - text), memchr(from, '"', size)};
    for (const char *line = from; (line = memchr(line, '\n', (gsize)(closing - line))); line++)
        ++*lines;
    return true;
}

/* The cell that begins at `begin`; gives where it ends, `length` where it is not plain. */
static gsize
scan_cell(const char *text, gsize begin, gsize length, char delimiter, ScannedCell *cell, guint *lines)
{
    gsize end = next_mark(text, begin, length, delimiter);
    if (end == length || text[end] != '"') {
        *cell = trimmed(text, begin, end, delimiter);
        return end;
    }
    if (end != begin || !scan_quoted(text, begin, length, cell, lines))
        return length;
    end = cell->end + 1;
    return end < length && is_mark(text[end], delimiter) ? end : length;
}

gsize
scan_row(const char *text, gsize length, char delimiter, ScannedCell *cells, guint most, ScannedRow *row)
{
    *row = (ScannedRow){0, 1};
    length = MIN(length, longest_plain);
    for (gsize begin = 0; row->cells < most;) {
        gsize end = scan_cell(text, begin, length, delimiter, &cells[row->cells++], &row->lines);
        bool returns = end + 1 < length && text[end] == '\r' && text[end + 1] == '\n';
        if (end == length || (text[end] == '\r' && !returns))
            return 0;
        begin = end + 1 + returns;
        if (text[begin - 1] == '\n')
            return row->cells == 1 && cells->begin == cells->end ? 0 : begin;
    }
    return 0;
}
