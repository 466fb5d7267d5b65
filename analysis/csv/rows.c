#include "analysis/csv/rows.h"
#include "analysis/csv/scan.h"
#include "analysis/failure/failure.h"
#include <csv.h>
#include <string.h>

static const gsize longest_cell = 1024 * 1024;
static const gsize longest_row = 4 * 1024 * 1024;
static const gsize longest_piece = 64 * 1024; /* fed at once, so that a cell over the limit is soon noticed */
enum { MOST_CELLS = 4096 };
static char blank_cell[] = "", filled_cell[] = "?"; /* stand for cells that are not kept */

struct CsvReader {
    struct csv_parser parser;
    const char *path;
    char delimiter;
    bool kept[MOST_CELLS]; /* columns whose cells are kept */
    char *text;            /* the row's cells, each NUL-ended */
    gsize text_length, text_room;
    gsize row_bytes;   /* the length if all were kept */
    guint length;      /* cells of the row so far */
    bool has_filled;   /* one of them is not blank */
    bool has_too_many; /* it has more cells than that */
    char *cells[MOST_CELLS];
    ScannedCell scanned[MOST_CELLS];
    guint line, row;    /* the line being fed; the last Excel row that has begun */
    guint row_line;     /* where the row being read begins */
    gsize line_letters; /* bytes of this line already fed */
    gsize cell_bytes;   /* fed since the last cell ended */
    bool in_row;        /* a row has begun and not ended */
    bool after_return;  /* the last byte was a CR, whose LF would belong to the same line */
    bool stopped;
    CsvRowFunction on_row;
    void *user;
    GError *error;
};

CsvReader *
csv_reader_new(const char *path, char delimiter, CsvRowFunction on_row, void *user)
{
    CsvReader *reader = g_new0(CsvReader, 1);
    csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&reader->parser, (unsigned char)delimiter);
    csv_set_blk_size(&reader->parser, 4096);
    memset(reader->kept, true, sizeof reader->kept);
    reader->path = path;
    reader->delimiter = delimiter;
    reader->on_row = on_row;
    reader->user = user;
    reader->line = reader->row_line = 1;
    reader->text_room = 4096;
    reader->text = g_malloc(reader->text_room);
    return reader;
}

void
csv_reader_keep(CsvReader *reader, const bool *columns, guint length)
{
    for (guint i = 0; i < MOST_CELLS; i++)
        reader->kept[i] = i < length && columns[i];
}

void
csv_reader_free(CsvReader *reader)
{
    csv_free(&reader->parser);
    g_free(reader->text);
    g_clear_error(&reader->error);
    g_free(reader);
}

/* The characters in a piece of UTF-8 that may be cut anywhere. */
static gsize
characters_in(const char *text, gsize length)
{
    gsize count = 0;
    for (gsize i = 0; i < length; i++)
        count += (text[i] & 0xC0) != 0x80;
    return count;
}

/* Columns are characters from 1; 0 for a fault in the whole row. */
static void
reader_fail(CsvReader *reader, guint line, gsize column, const char *message)
{
    g_autofree char *place =
        column ? g_strdup_printf("%u:%" G_GSIZE_FORMAT, line, column) : g_strdup_printf("%u", line);
    if (!reader->error)
        g_set_error(&reader->error, FAILURE, FAILURE_INPUT, "%s:%s: %s", reader->path, place, message);
    reader->stopped = true;
}

/* The cells kept so far move with it. */
static void
make_room_for_cell(CsvReader *reader, gsize length)
{
    char *text = g_malloc(reader->text_room = 2 * (reader->text_length + length));
    memcpy(text, reader->text, reader->text_length);
    for (guint i = 0; i < reader->length; i++)
        if (reader->cells[i] != blank_cell && reader->cells[i] != filled_cell)
            reader->cells[i] = text + (reader->cells[i] - reader->text);
    g_free(reader->text);
    reader->text = text;
}

static char *
keep_cell(CsvReader *reader, const void *text, size_t length)
{
    if (reader->text_length + length + 1 > reader->text_room)
        make_room_for_cell(reader, length + 1);
    char *cell = reader->text + reader->text_length;
    memcpy(cell, text, length);
    cell[length] = '\0';
    reader->text_length += length + 1;
    return cell;
}

/* Called for every cell of a file: whatever can wait until the row ends is not checked here. */
static void
on_cell(void *text, size_t length, void *user)
{
    CsvReader *reader = user;
    guint column = reader->length;
    reader->cell_bytes = 0;
    if (reader->stopped || column == MOST_CELLS) {
        reader->has_too_many = !reader->stopped;
        return;
    }
    reader->row_bytes += length + 1;
    if (length && (reader->kept[column] || !reader->has_filled))
        reader->cells[column] = keep_cell(reader, text, length);
    else
        reader->cells[column] = length ? filled_cell : blank_cell;
    reader->length++; /* only now, because making room moves all cells counted so far */
    reader->has_filled |= length > 0;
}

/* Before the row ends, and now and then while it goes on. */
static void
check_row(CsvReader *reader)
{
    if (reader->stopped)
        return;
    if (reader->has_too_many)
        reader_fail(reader, reader->row_line, 0, "a row of more than 4,096 cells");
    else if (reader->row_bytes > longest_row)
        reader_fail(reader, reader->row_line, 0, "a row of more than 4 MiB; is a quote missing in it?");
}

static void
on_row_end(int terminator, void *user)
{
    (void)terminator;
    CsvReader *reader = user;
    check_row(reader);
    reader->in_row = false;
    if (!reader->stopped && reader->length) {
        CsvRow row = {reader->cells, reader->length, reader->row_line, reader->row, false};
        reader->stopped = !reader->on_row(&row, reader->user);
    }
    reader->text_length = reader->row_bytes = 0;
    reader->length = 0;
    reader->has_filled = reader->has_too_many = false;
}

/* libcsv silently skips blank lines, and white space at the beginning of a line that is not a delimiter. */
static bool
is_blank(const CsvReader *reader, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if ((text[i] != ' ' && text[i] != '\t' && text[i] != '\r' && text[i] != '\n') ||
            text[i] == reader->delimiter)
            return false;
    return true;
}

static void
fail_quote(CsvReader *reader, gsize column)
{
    g_autofree char *begun =
        reader->row_line == reader->line
            ? g_strdup("")
            : g_strdup_printf("; the row begins in line %u: is a quote missing there?", reader->row_line);
    g_autofree char *message =
        g_strdup_printf("a quote in the wrong place; inside a quoted cell, write a quote twice%s", begun);
    reader_fail(reader, reader->line, column, message);
}

/* Strict, with one exception: a quote inside a cell that does not begin with one is text (5" pipe), because
 * it can swallow nothing. After the end of a quoted cell it is still an error. Returns the number of bytes
 * taken. */
static gsize
parse_piece(CsvReader *reader, const char *text, gsize length)
{
    struct csv_parser *parser = &reader->parser;
    gsize taken = csv_parse(parser, text, length, on_cell, on_row_end, reader);
    while (taken < length && csv_error(parser) == CSV_EPARSE && !parser->quoted) {
        csv_set_opts(parser, CSV_STRICT_FINI);
        csv_parse(parser, text + taken, 1, on_cell, on_row_end, reader);
        csv_set_opts(parser, CSV_STRICT | CSV_STRICT_FINI);
        taken++;
        taken += csv_parse(parser, text + taken, length - taken, on_cell, on_row_end, reader);
    }
    return taken;
}

/* A piece of one line, up to and including its end. */
static void
feed_piece(CsvReader *reader, const char *text, gsize length)
{
    if (!reader->in_row && !is_blank(reader, text, length)) {
        reader->in_row = true;
        reader->row_line = reader->line;
        reader->row++;
    }
    reader->cell_bytes += length;
    gsize taken = parse_piece(reader, text, length);
    if (taken != length && !reader->stopped) {
        if (csv_error(&reader->parser) == CSV_EPARSE)
            fail_quote(reader, reader->line_letters + characters_in(text, taken));
        else
            reader_fail(reader, reader->line, 0, csv_strerror(csv_error(&reader->parser)));
    }
    check_row(reader);
    if (reader->cell_bytes > longest_cell && !reader->stopped)
        reader_fail(reader, reader->row_line, 0,
                    "a cell of more than 1 MiB begins in this row; is a quote missing in it?");
}

static void
end_line(CsvReader *reader, bool blank)
{
    reader->line++;
    reader->line_letters = 0;
    if (blank)
        reader->row++;
}

/* The length of the piece of a line at `text`: up to its LF, its CR or the end; `*ends` says whether the line
 * ends. */
static gsize
piece_length(const char *text, gsize length, bool *ends)
{
    length = MIN(length, longest_piece);
    const char *newline = memchr(text, '\n', length);
    gsize size = newline ? (gsize)(newline - text) : length;
    const char *back = memchr(text, '\r', size);
    if (back)
        size = (gsize)(back - text);
    *ends = back || newline;
    return *ends ? size + 1 : size;
}

static void
undouble_quotes(char *cell)
{
    char *to = cell;
    for (const char *from = cell; *from; from += *from == '"' ? 2 : 1)
        *to++ = *from;
    *to = '\0';
}

/* Makes one copy of a plain row, and ends each cell where it ends. */
static void
take_plain_row(CsvReader *reader, const char *text, gsize size, const ScannedRow *scanned)
{
    bool has_filled = false;
    if (size > reader->text_room)
        make_room_for_cell(reader, size);
    memcpy(reader->text, text, size);
    for (guint i = 0; i < scanned->cells; i++) {
        const ScannedCell *cell = &reader->scanned[i];
        bool is_filled = cell->end > cell->begin, is_kept = reader->kept[i] || !has_filled;
        reader->cells[i] = !is_filled ? blank_cell : is_kept ? reader->text + cell->begin : filled_cell;
        reader->text[cell->end] = '\0';
        if (cell->doubles && is_kept)
            undouble_quotes(reader->cells[i]);
        has_filled |= is_filled;
    }
    CsvRow row = {reader->cells, scanned->cells, reader->line, ++reader->row, false};
    reader->line += scanned->lines;
    reader->line_letters = 0; /* white space before the row that was already fed */
    reader->stopped = !reader->on_row(&row, reader->user);
}

/* Returns the number of bytes of plain rows taken. */
static gsize
feed_plain_rows(CsvReader *reader, const char *text, gsize length)
{
    gsize at = 0;
    while (at < length && !reader->in_row && !reader->after_return && !reader->stopped) {
        ScannedRow row;
        gsize size = scan_row(text + at, length - at, reader->delimiter, reader->scanned, MOST_CELLS, &row);
        if (!size)
            break;
        take_plain_row(reader, text + at, size, &row);
        at += size;
    }
    return at;
}

static void
feed_text(CsvReader *reader, const char *text, gsize length)
{
    for (gsize at = 0; at < length && !reader->stopped;) {
        at += feed_plain_rows(reader, text + at, length - at);
        if (at == length || reader->stopped)
            break;
        if (reader->after_return) {
            reader->after_return = false;
            if (text[at] == '\n') {
                csv_parse(&reader->parser, text + at++, 1, on_cell, on_row_end, reader);
                continue;
            }
        }
        bool ends;
        gsize size = piece_length(text + at, length - at, &ends);
        bool row_was_open = reader->in_row;
        feed_piece(reader, text + at, size);
        if (ends) {
            bool blank = !row_was_open && !reader->in_row && is_blank(reader, text + at, size);
            end_line(reader, blank);
            reader->after_return = text[at + size - 1] == '\r';
        } else {
            reader->line_letters += characters_in(text + at, size);
        }
        at += size;
    }
}

static bool
reader_goes_on(CsvReader *reader, GError **error)
{
    if (reader->error)
        g_propagate_error(error, g_steal_pointer(&reader->error));
    return !reader->stopped;
}

bool
csv_reader_feed(CsvReader *reader, const char *text, gsize length, GError **error)
{
    const char *nul = memchr(text, '\0', length);
    feed_text(reader, text, nul ? (gsize)(nul - text) : length);
    if (nul && !reader->stopped)
        reader_fail(reader, reader->line, reader->line_letters + 1, "a NUL byte; this is not a text file");
    return reader_goes_on(reader, error);
}

bool
csv_reader_finish(CsvReader *reader, GError **error)
{
    if (!reader->stopped && csv_fini(&reader->parser, on_cell, on_row_end, reader) != 0)
        reader_fail(reader, reader->row_line, 0, "a quoted cell begins in this row and is never closed");
    bool failed = reader->error;
    reader_goes_on(reader, error);
    return !failed;
}

bool
csv_rows_read(const char *path, const char *text, gsize length, char delimiter, gsize step,
              CsvRowFunction on_row, void *user, GError **error)
{
    g_autoptr(CsvReader) reader = csv_reader_new(path, delimiter, on_row, user);
    for (gsize at = 0; at < length;) {
        gsize size = step ? MIN(step, length - at) : length;
        g_autoptr(GError) fault = NULL;
        if (!csv_reader_feed(reader, text + at, size, &fault)) {
            bool stopped = !fault;
            if (fault)
                g_propagate_error(error, g_steal_pointer(&fault));
            return stopped;
        }
        at += size;
    }
    return csv_reader_finish(reader, error);
}
