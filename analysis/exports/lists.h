/* Lists: small tables that people keep by hand, in a CSV or on a sheet of a workbook: code lists, figures
 * files. */
#pragma once
#include "analysis/csv/rows.h"
#include "analysis/inputs/inputs.h"

/* Calls `on_row` for each row that is not blank, without the empty cells behind its last; of a workbook those
 * from the first that has all the headings (NULL-ended) on, of the first sheet that has such a row. Fails
 * with `kind.failure`, FAILURE_INPUT and FILE:LINE where there is a place, or FAILURE_USAGE where no sheet
 * has them. */
bool list_read(const char *path, const InputKind *kind, const char *const *headings, CsvRowFunction on_row,
               void *user, GError **error);
/* Whether the file is a workbook. */
bool list_is_workbook(const char *path);
/* What parts the cells of a list's text, by its line of headings: a comma, a semicolon, or a tab. */
char list_delimiter(const char *text);
