/* Scan: the rows that need no parser. A row is plain where each cell is without a quote, or in quotes from
 * its first byte to its last with those within it doubled, and the row ends in LF or CRLF; in most exports
 * all are. What is not plain, and all that is wrong, is for libcsv to read. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    guint32 begin, end; /* of the text; white space around a cell without quotes is left out */
    bool doubles;       /* quotes stand twice in it */
} ScannedCell;

/* What was found of a row: its cells, and the line ends in the text of it. */
typedef struct {
    guint cells, lines;
} ScannedRow;

/* The bytes of the plain row that the text begins with, its line end among them; 0 where there is none, where
 * it is blank, or where it has more cells than `most`. The text has no NUL. */
gsize scan_row(const char *text, gsize length, char delimiter, ScannedCell *cells, guint most,
               ScannedRow *row);
