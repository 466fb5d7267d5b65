/* Lists: small tables that people keep by hand, in a CSV or on a sheet of a workbook: code lists, figures
 * files. */
#pragma once
#include "analysis/csv/rows.h"
#include "analysis/inputs/inputs.h"

/* Calls `on_row` for each row that is not blank, without empty cells at its end. In a workbook, these are the
 * rows of the first sheet that has a row with all the headings (NULL-ended), starting from that row. Fails
 * with `kind.failure`, with FAILURE_INPUT and FILE:LINE if there is a place, or with FAILURE_USAGE if no
 * sheet has them. */
bool list_read(const char *path, const InputKind *kind, const char *const *headings, CsvRowFunction on_row,
               void *user, GError **error);
/* Whether the file is a workbook. */
bool list_is_workbook(const char *path);
/* What separates the cells of a list's text, by its heading line: a comma, a semicolon or a tab. */
char list_delimiter(const char *text);
