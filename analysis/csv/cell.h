/* Cell: how CSV is written, everywhere, and numbers in it read.
 *
 *     g_autoptr(GString) line = g_string_new(NULL);
 *     csv_append_words(line, "=1+1");
 *     g_assert_cmpstr(line->str, ==, "'=1+1");
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Appends the text as a cell, in quotes if it needs them, without a delimiter after it. */
void csv_append_cell(GString *out, const char *text);
/* The same for words that somebody typed: text that begins like a formula would become one when a spreadsheet
 * opens the file, and an apostrophe before it keeps it text. csv_words removes the apostrophe when the cell
 * is read. */
void csv_append_words(GString *out, const char *text);
const char *csv_words(const char *cell);
/* "7", "7.0", "50,000", "50 000", "-3". False for anything else: units, exponents, two points. */
bool csv_number(const char *cell, double *number);
/* Whether a spreadsheet would take the text for a formula when it opens the file. Dashes alone are not one.
 */
bool csv_is_formula(const char *text);
/* The text with a byte order mark if it contains more than ASCII: without one, Excel takes it for
 * Windows-1252. For files that people will work on there. Takes ownership of the text; caller frees. */
char *csv_for_excel(char *text);
