/* Exports: a file that a council hands over, as rows of cells, however it was saved.
 *
 * Opening a file finds out what it is (a text in some encoding with some delimiter, or a workbook), which
 * sheet is meant and which row has the headings; reading it calls back once for each row below them. Code
 * that reads records or looks at an unknown export uses only this header, and never learns how the file was
 * saved. Cells are UTF-8 text: a date in a workbook is written as 2023-04-01 (with T10:30:00 if it has a
 * time), a number in the shortest form that reads back the same, a truth value as TRUE or FALSE.
 *
 *     static bool
 *     print_first_cell(const ExportRow *row, void *user)
 *     {
 *         g_print("%u: %s\n", row->line, row->cells[0]);
 *         return true;
 *     }
 *
 *     static bool
 *     print_export(const char *path, GError **error)
 *     {
 *         g_autoptr(Export) export = export_open(path, (ExportOptions){0}, error);
 *         return export && export_read(export, print_first_cell, NULL, error);
 *     }
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/csv/rows.h"

/* Zero is the default for each. */
typedef struct {
    const char *sheet; /* a sheet or table of a workbook, by name; NULL: the first that is not hidden, or the
                          one that has most of the headings below */
    const char *encoding;      /* of a text, as iconv names it; NULL: detected */
    const GPtrArray *headings; /* char*: some that the heading row must have, which tells it from titles above
                                  it; NULL: it is found by its shape */
} ExportOptions;

/* What was found out, for reporting; all of it belongs to the export. */
typedef struct {
    char *path;
    char *name; /* its name in messages and findings: the path, and the sheet if one was asked for */
    const char *encoding; /* of a text: "UTF-8", "UTF-16LE", "Windows-1252" ..., certain once all is read;
                             NULL for a workbook */
    bool encoding_found;  /* it was detected, not given, and is not UTF-8: the user should be told */
    char delimiter;       /* of a text; 0 for a workbook */
    bool from_1904;       /* numbers that are days count from 1904 */
    GPtrArray *sheets;    /* char*: the names of a workbook's sheets, then of its tables; empty for a text */
    GPtrArray *shown;     /* char*, of `sheets`: the sheets that are not hidden */
    GPtrArray *headings;  /* char*: as written, without white space around them */
    guint heading_line, heading_row;
    guint title_rows;  /* rows above the headings that are not blank */
    guint blank_rows;  /* rows below them with nothing in any cell, which are not passed on; known after
                          reading */
    guint hidden_rows; /* of the rows passed on: hidden in the workbook, by hand or by a filter */
    double progress;   /* how much of the file has been read, from 0 to 1 */
} Export;

/* A row of a text or a sheet. In columns not among the headings asked for, texts may be "?". A row of a
 * workbook has at least as many cells as there are headings, and its line is the row of the sheet. */
typedef CsvRow ExportRow;
typedef CsvRowFunction ExportRowFunction;

/* The text of a formula with no stored value, as in a workbook that no program has calculated. */
#define EXPORT_NOT_CALCULATED "#NOT CALCULATED"
/* Whether the text is not a value but says why a spreadsheet has none: "#N/A", "#REF!", "Err:502", or the one
 * above. */
bool export_cell_is_error(const char *text);

/* Fails with FAILURE_INPUT, and FILE:LINE if there is a place: the file does not exist, is neither a text nor
 * a workbook, has no such sheet, is encrypted, or is empty. */
Export *export_open(const char *path, ExportOptions options, GError **error);
/* The sheets and tables of a workbook that match the patterns, in its order: names, names with * and ?, or
 * "all" for every sheet that is not hidden, as does NULL. A text has none. Fails with FAILURE_INPUT, or with
 * FAILURE_USAGE if a pattern matches none or the file is a text. Caller owns the names. */
GPtrArray *export_sheets(const char *path, const GPtrArray *patterns, GError **error);
/* Calls `on_row` for every row of a sheet or table, including blank ones, wherever its headings are. */
bool export_sheet_rows(const char *path, const char *sheet, ExportRowFunction on_row, void *user,
                       GError **error);
void export_free(Export *export);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Export, export_free)

/* Calls `on_row` for each row below the headings that is not blank. Fails with FAILURE_INPUT and FILE:LINE:
 * an unclosed or misplaced quote, a NUL byte, a cell or row that is too long, a damaged workbook. Takes the
 * memory of one row, whatever the file's size. */
bool export_read(Export *export, ExportRowFunction on_row, void *user, GError **error);

/* The row begins with a word for a total: "Total", "Grand total", "Subtotal: 45". */
bool export_row_is_total(const ExportRow *row);
/* The row repeats the headings, as when one export was pasted below another. */
bool export_row_is_heading(const Export *export, const ExportRow *row);
/* A spreadsheet's name for the column with this index, from 0: "A" ... "Z", "AA" ... Caller frees. */
char *export_column_letters(guint index);
