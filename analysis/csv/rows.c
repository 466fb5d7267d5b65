#include "analysis/csv/rows.h"
#include "analysis/failure/failure.h"
#include <csv.h>
#include <string.h>

static const gsize longest_field = 1024 * 1024;
static const guint most_cells = 10000;

typedef struct {
    const char *path;
    GString *text;   /* the cells of the row, each NUL-ended */
    GArray *offsets; /* of gsize, where each begins */
    GPtrArray *cells;
    guint line, row_line;
    bool in_row, stopped;
    CsvRowFunction on_row;
    void *user;
    GError *error;
} Reading;

static void
reading_fail(Reading *reading, guint line, const char *message)
{
    if (!reading->error)
        g_set_error(&reading->error, FAILURE, FAILURE_INPUT, "%s:%u: %s", reading->path, line, message);
    reading->stopped = true;
}

static void
on_cell(void *text, size_t length, void *user)
{
    Reading *reading = user;
    if (reading->stopped)
        return;
    if (length > longest_field)
        reading_fail(reading, reading->row_line,
                     "a cell of more than 1 MiB; is a quote missing before this line?");
    else if (reading->offsets->len >= most_cells)
        reading_fail(reading, reading->row_line, "a row of more than 10,000 cells");
    else {
        gsize offset = reading->text->len;
        g_array_append_val(reading->offsets, offset);
        g_string_append_len(reading->text, text ? text : "", (gssize)length);
        g_string_append_c(reading->text, '\0');
    }
}

static void
on_row_end(int terminator, void *user)
{
    (void)terminator;
    Reading *reading = user;
    reading->in_row = false;
    if (!reading->stopped && reading->offsets->len) {
        g_ptr_array_set_size(reading->cells, 0);
        for (guint i = 0; i < reading->offsets->len; i++)
            g_ptr_array_add(reading->cells, reading->text->str + g_array_index(reading->offsets, gsize, i));
        CsvRow row = {(char **)reading->cells->pdata, reading->cells->len, reading->row_line};
        reading->stopped = !reading->on_row(&row, reading->user);
    }
    g_string_truncate(reading->text, 0);
    g_array_set_size(reading->offsets, 0);
}

static bool
is_blank(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!strchr(" \t\r\n", text[i]))
            return false;
    return true;
}

/* The length of the line at `text` with its ending: LF, CRLF or a lone CR. */
static gsize
line_length(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '\n')
            return i + 1;
        if (text[i] == '\r')
            return i + 1 < length && text[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return length;
}

static void
feed_line(Reading *reading, struct csv_parser *parser, const char *text, gsize length, gsize step)
{
    reading->line++;
    /* libcsv skips blank lines in silence; a row begins with the first line that holds something. */
    if (!reading->in_row && !is_blank(text, length)) {
        reading->in_row = true;
        reading->row_line = reading->line;
    }
    for (gsize at = 0; at < length && !reading->stopped; at += step) {
        gsize size = MIN(step, length - at);
        if (csv_parse(parser, text + at, size, on_cell, on_row_end, reading) != size)
            reading_fail(reading, reading->line,
                         csv_error(parser) == CSV_EPARSE
                             ? "a quote stands where none may; a quote within a quoted cell is written twice"
                             : csv_strerror(csv_error(parser)));
    }
}

bool
csv_rows_read(const char *path, const char *text, gsize length, char delimiter, gsize step,
              CsvRowFunction on_row, void *user, GError **error)
{
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser, (unsigned char)delimiter);
    Reading reading = {.path = path, .on_row = on_row, .user = user, .row_line = 1};
    reading.text = g_string_new(NULL);
    reading.offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
    reading.cells = g_ptr_array_new();
    for (gsize at = 0; at < length && !reading.stopped;) {
        gsize size = line_length(text + at, length - at);
        if (memchr(text + at, '\0', size))
            reading_fail(&reading, reading.line + 1, "a NUL byte; this is no text file");
        else
            feed_line(&reading, &parser, text + at, size, step ? step : size);
        at += size;
    }
    if (!reading.stopped && csv_fini(&parser, on_cell, on_row_end, &reading) != 0)
        reading_fail(&reading, reading.row_line, "a quoted cell begins in this row and is never closed");
    csv_free(&parser);
    g_string_free(reading.text, TRUE);
    g_array_unref(reading.offsets);
    g_ptr_array_unref(reading.cells);
    if (!reading.error)
        return true;
    g_propagate_error(error, reading.error);
    return false;
}
