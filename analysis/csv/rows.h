/* Rows: a CSV text as rows that know their place.
 *
 * libcsv does the parsing, strictly (a stray quote would else swallow the rest of a file); this room adds
 * what it leaves out: line numbers of the file as an editor shows it, the rows that Excel counts, bounds, and
 * the place of a fault. A text may come whole (csv_rows_read) or piece by piece (CsvReader): memory is then
 * that of one row. No memory is taken for a single cell. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    char **cells; /* NUL-ended, white space around unquoted ones taken off; good until the callback returns */
    guint length;
    guint line; /* where the row begins in an editor, from 1 */
    guint row;  /* in Excel, from 1: a blank line is a row, a cell of several lines is in one row */
} CsvRow;

typedef bool (*CsvRowFunction)(CsvRow *row, void *user); /* false stops the reading */

/* Calls `on_row` for each row that is not blank. False with FAILURE_INPUT and FILE:LINE:COLUMN or FILE:LINE
 * when the text is no CSV: a quote where none may stand, an unclosed quote, a NUL byte, a cell over 1 MiB, a
 * row of over 4,096 cells. `step` is how many bytes are fed at a time: 0 for all; tests feed all sizes. */
bool csv_rows_read(const char *path, const char *text, gsize length, char delimiter, gsize step,
                   CsvRowFunction on_row, void *user, GError **error);

/* The same, fed by whoever has the text. */
typedef struct CsvReader CsvReader;
CsvReader *csv_reader_new(const char *path, char delimiter, CsvRowFunction on_row, void *user);
void csv_reader_free(CsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CsvReader, csv_reader_free)
/* Only these columns' cells are wanted, which need not be copied all then: of the others those behind a row's
 * first cell that is not blank are "?" where they are not blank. */
void csv_reader_keep(CsvReader *reader, const bool *columns, guint length);
/* Feeds the next piece, cut anywhere. False when the reading is over: with an error, or because `on_row` said
 * so (then without). */
bool csv_reader_feed(CsvReader *reader, const char *text, gsize length, GError **error);
/* The text has ended. False only with an error. */
bool csv_reader_finish(CsvReader *reader, GError **error);
