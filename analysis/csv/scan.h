/* Scan: the rows that need no parser. A row is plain if each cell either has no quote, or is in quotes from
 * its first byte to its last with those inside doubled, and the row ends in LF or CRLF; in most exports all
 * rows are. Any other row, and every fault, is left to libcsv. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    guint32 begin, end; /* in the text; without the white space around a cell that has no quotes */
    bool doubles;       /* it contains doubled quotes */
} ScannedCell;

/* What was found in a row: its cells, and the line ends in its text. */
typedef struct {
    guint cells, lines;
} ScannedRow;

/* The bytes of the plain row that the text begins with, including its line end; 0 if there is none, if it is
 * blank, or if it has more cells than `most`. The text has no NUL. */
gsize scan_row(const char *text, gsize length, char delimiter, ScannedCell *cells, guint most,
               ScannedRow *row);
