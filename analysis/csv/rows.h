/* Rows: a CSV text as rows that know their line.
 *
 * libcsv does the parsing, strictly (a stray quote would else swallow the rest of a file); this room adds
 * what it leaves out: line numbers of the file as an editor shows it, bounds, and the place of a fault. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    char **cells; /* NUL-ended, white space around unquoted ones taken off; good until the callback returns */
    guint length;
    guint line; /* where the row begins, from 1 */
} CsvRow;

typedef bool (*CsvRowFunction)(CsvRow *row, void *user); /* false stops the reading */

/* Calls `on_row` for each row that is not blank. False with FAILURE_INPUT and FILE:LINE when the text is no
 * CSV: a quote where none may stand, an unclosed quote, a NUL byte, a field over 1 MiB, a row of over 10,000
 * cells. `step` is how many bytes are fed at a time: 0 for whole lines; tests feed all sizes. */
bool csv_rows_read(const char *path, const char *text, gsize length, char delimiter, gsize step,
                   CsvRowFunction on_row, void *user, GError **error);
