/* Rows: a CSV text as rows that know their place.
 *
 * libcsv does the parsing, strictly (otherwise a stray quote would swallow the rest of a file). This room
 * adds what it leaves out: line numbers of the file as an editor shows them, the rows that Excel counts,
 * limits, and the place of a fault. A text may come whole (csv_rows_read) or piece by piece (CsvReader),
 * which needs only the memory of one row. Nothing is allocated for a single cell. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* A row of a text; exports.h has those of a sheet, too. */
typedef struct {
    char **cells; /* NUL-ended, without white space around unquoted ones; valid until the callback returns */
    guint length;
    guint line;  /* where the row begins in an editor, from 1 */
    guint row;   /* in Excel, from 1: a blank line is a row, a cell of several lines is in one row */
    bool hidden; /* of a sheet: by hand or by a filter */
} CsvRow;

typedef bool (*CsvRowFunction)(const CsvRow *row, void *user); /* false stops the reading */

/* Calls `on_row` for each row that is not blank. False with FAILURE_INPUT and FILE:LINE:COLUMN or FILE:LINE
 * if the text is not CSV: a quote where none is allowed, an unclosed quote, a NUL byte, a cell over 1 MiB, a
 * row of over 4,096 cells. `step` is the number of bytes fed at a time: 0 for all; tests feed all sizes. */
bool csv_rows_read(const char *path, const char *text, gsize length, char delimiter, gsize step,
                   CsvRowFunction on_row, void *user, GError **error);

/* The same, fed by whoever has the text. */
typedef struct CsvReader CsvReader;
CsvReader *csv_reader_new(const char *path, char delimiter, CsvRowFunction on_row, void *user);
void csv_reader_free(CsvReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CsvReader, csv_reader_free)
/* Only these columns' cells are needed, so that others need not be copied: in those, a cell that is not
 * blank, after the row's first such cell, is "?". */
void csv_reader_keep(CsvReader *reader, const bool *columns, guint length);
/* Feeds the next piece, cut anywhere. False when reading is over: with an error, or without one if `on_row`
 * ended it. */
bool csv_reader_feed(CsvReader *reader, const char *text, gsize length, GError **error);
/* Says that the text has ended. False only with an error. */
bool csv_reader_finish(CsvReader *reader, GError **error);
