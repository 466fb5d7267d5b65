#include "analysis/csv/scan.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = 64 };
static const gsize longest_plain =
    64 * 1024; /* bytes of a row; the parser checks the limits of longer ones */

/* A text and, for the current block, the bytes at which something may end or be wrong, a bit each; bits that
 * were passed are 0. */
typedef struct {
    const char *text;
    gsize length, block;
    guint64 marks;
    char delimiter;
} Scan;

static guint64
marks_of(const char *text, gsize length, char delimiter)
{
    guint64 marks = 0;
    gsize at = 0;
#ifdef __SSE2__
    const __m128i ends = _mm_set1_epi8(delimiter), quote = _mm_set1_epi8('"'), newline = _mm_set1_epi8('\n'),
                  back = _mm_set1_epi8('\r');
    for (; length >= BLOCK && at < BLOCK; at += sizeof ends) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(text + at)),
                found =
                    _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, ends), _mm_cmpeq_epi8(bytes, quote)),
                                 _mm_or_si128(_mm_cmpeq_epi8(bytes, newline), _mm_cmpeq_epi8(bytes, back)));
        marks |= (guint64)_mm_movemask_epi8(found) << at;
    }
#endif
    for (; at < MIN(length, BLOCK); at++)
        marks |= (guint64)(text[at] == delimiter || text[at] == '"' || text[at] == '\n' || text[at] == '\r')
                 << at;
    return marks;
}

/* The next mark; the length if there is none. */
static gsize
next_mark(Scan *scan)
{
    while (!scan->marks) {
        scan->block += BLOCK;
        if (scan->block >= scan->length)
            return scan->length;
        scan->marks = marks_of(scan->text + scan->block, scan->length - scan->block, scan->delimiter);
    }
    gsize found = scan->block + (gsize)__builtin_ctzll(scan->marks);
    scan->marks &= scan->marks - 1;
    return found;
}

static bool
is_space_at(const Scan *scan, gsize at)
{
    return (scan->text[at] == ' ' || scan->text[at] == '\t') && scan->text[at] != scan->delimiter;
}

static ScannedCell
trimmed_cell(const Scan *scan, gsize begin, gsize end)
{
    while (begin < end && is_space_at(scan, begin))
        begin++;
    while (begin < end && is_space_at(scan, end - 1))
        end--;
    return (ScannedCell){(guint32)begin, (guint32)end, false};
}

/* The quoted cell whose first quote was just passed at `begin`. Returns the mark after it, or the length if
 * it is not plain or contains a CR. */
static gsize
scan_quoted(Scan *scan, gsize begin, ScannedCell *cell, guint *lines)
{
    *cell = (ScannedCell){(guint32)begin + 1, 0, false};
    for (gsize at; (at = next_mark(scan)) < scan->length && scan->text[at] != '\r';) {
        *lines += scan->text[at] == '\n';
        if (scan->text[at] != '"')
            continue;
        gsize next = next_mark(scan);
        if (next != at + 1 || next == scan->length)
            break;
        if (scan->text[next] != '"') {
            cell->end = (guint32)at;
            return next;
        }
        cell->doubles = true;
    }
    return scan->length;
}

/* The cell that begins at `begin`. Returns the mark after it, or the length if it is not plain. */
static gsize
scan_cell(Scan *scan, gsize begin, ScannedCell *cell, guint *lines)
{
    gsize end = next_mark(scan);
    if (end == scan->length || scan->text[end] != '"') {
        *cell = trimmed_cell(scan, begin, end);
        return end;
    }
    return end == begin ? scan_quoted(scan, begin, cell, lines) : scan->length;
}

gsize
scan_row(const char *text, gsize length, char delimiter, ScannedCell *cells, guint most, ScannedRow *row)
{
    *row = (ScannedRow){0, 1};
    Scan scan = {text, MIN(length, longest_plain), 0, 0, delimiter};
    scan.marks = marks_of(text, scan.length, delimiter);
    for (gsize begin = 0; row->cells < most;) {
        gsize end = scan_cell(&scan, begin, &cells[row->cells++], &row->lines);
        if (end < scan.length && text[end] == '\r') {
            gsize next = next_mark(&scan);
            end = next == end + 1 && next < scan.length && text[next] == '\n' ? next : scan.length;
        }
        if (end == scan.length)
            return 0;
        begin = end + 1;
        if (text[end] == '\n')
            return row->cells == 1 && cells->begin == cells->end ? 0 : begin;
    }
    return 0;
}
