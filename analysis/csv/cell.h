/* Cell: how a CSV is written, everywhere. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Appends the text as a cell, in quotes where it needs them; no delimiter behind it. */
void csv_append_cell(GString *out, const char *text);
/* The same of words that somebody typed: what begins like a formula would be one when a spreadsheet opens the
 * file, and an apostrophe before it keeps it text. csv_words takes it off again when the cell is read. */
void csv_append_words(GString *out, const char *text);
const char *csv_words(const char *cell);
/* Whether a spreadsheet would take the text for a formula when it opens the file. Dashes alone are none. */
bool csv_is_formula(const char *text);
/* The text with a byte order mark where it has more than ASCII: without one Excel takes it for Windows-1252.
 * For files made to be worked on there. Takes the text over; caller frees. */
char *csv_for_excel(char *text);
