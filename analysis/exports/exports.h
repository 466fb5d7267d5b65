/* Exports: a file that a council hands over, as rows of cells, whatever it was saved as.
 *
 * Opening a file finds out what it is (a text of some encoding and delimiter, or a workbook), which sheet is
 * meant and which line holds the headings; reading it calls back once a row below them. Whoever reads records
 * or looks at an unknown export uses this header alone and never learns how the file was saved. Cells are
 * UTF-8 text: a date of a workbook is written as 2023-04-01 (with T10:30:00 if it has a time), a number as
 * short as it reads back, a truth as TRUE or FALSE. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Zero is the default of each. */
typedef struct {
    const char *sheet;         /* a sheet or a table of a workbook by its name; NULL: the first that is not
                                  hidden, or the one of them that has most of the headings below */
    const char *encoding;      /* of a text, as iconv names it; NULL: found out */
    const GPtrArray *headings; /* char*: some that the heading line must have, which tells it from titles
                                  above it; NULL: it is found by its shape */
} ExportOptions;

/* What was found out, to be reported; all of it belongs to the export. */
typedef struct {
    char *path;
    char *name; /* what messages and findings call it: the path, and the sheet where one was asked for */
    const char *encoding; /* of a text: "UTF-8", "UTF-16LE", "Windows-1252" ..., sure when all is read; NULL
                             for a workbook */
    bool encoding_found;  /* it was found out, not said, and is not UTF-8: worth a word to the user */
    char delimiter;       /* of a text; 0 for a workbook */
    bool from_1904;       /* numbers that are days count from 1904 */
    GPtrArray *sheets;    /* char*: the names of a workbook's sheets, then of its tables; empty for a text */
    GPtrArray *shown;     /* char*, of `sheets`: those that are sheets and not hidden */
    GPtrArray *headings;  /* char*: as written, white space around them taken off */
    guint heading_line, heading_row;
    guint title_rows; /* rows above the headings that are not blank */
    guint blank_rows; /* rows below them with nothing in any cell, not called back; known after the reading */
    guint hidden_rows; /* of those called back: hidden in the workbook, or left out by a filter */
} Export;

typedef struct {
    char **cells; /* NUL-ended, never NULL; good until the callback returns. Of columns that were not among
                     the headings asked for, texts may be "?" */
    guint length; /* in a workbook never less than the headings */
    guint line;   /* where it begins in an editor, from 1; in a workbook the row of the sheet */
    guint
        row; /* the row that Excel shows it in, from 1; differs from the line below a cell of several lines */
    bool hidden; /* in a workbook: by hand or by a filter */
} ExportRow;

/* The text of a formula whose value the file does not hold, as of a workbook that no program has calculated.
 */
#define EXPORT_NOT_CALCULATED "#NOT CALCULATED"
/* Whether the text stands for no value but says why a spreadsheet has none: "#N/A", "#REF!", "Err:502", or
 * the one above. */
bool export_cell_is_error(const char *text);

typedef bool (*ExportRowFunction)(const ExportRow *row, void *user); /* false stops the reading */

/* Fails with FAILURE_INPUT and FILE:LINE where there is a place: the file is not there, is no text and no
 * workbook, has no such sheet, is encrypted, is empty. */
Export *export_open(const char *path, ExportOptions options, GError **error);
/* The sheets and tables of a workbook that the patterns mean, in its order: names, names with * and ?, or
 * "all" for every sheet that is not hidden; NULL: those as well, and of a text none. Fails with
 * FAILURE_INPUT, or FAILURE_USAGE where a pattern means none or the file is a text. Caller owns the names. */
GPtrArray *export_sheets(const char *path, const GPtrArray *patterns, GError **error);
/* Calls `on_row` for every row of a sheet or table, blank ones too, wherever its headings are. */
bool export_sheet_rows(const char *path, const char *sheet, ExportRowFunction on_row, void *user,
                       GError **error);
void export_free(Export *export);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Export, export_free)

/* Calls `on_row` for each row below the headings that is not blank. Fails with FAILURE_INPUT and FILE:LINE:
 * an unclosed or misplaced quote, a NUL byte, a cell or a row too long, a damaged workbook. Memory stays
 * bounded by a row, whatever the file's size. */
bool export_read(Export *export, ExportRowFunction on_row, void *user, GError **error);

/* The same in parts, each whatever the caller makes of some rows that follow one another: a thread of its own
 * fills them, in the order of the file, while the caller's takes those that are full. With one thread the
 * caller's does both, with the same outcome. */
typedef struct {
    gpointer (*make)(void *user); /* an empty part; there are a few, used again and again */
    void (*add)(gpointer part, const ExportRow *row); /* on the thread that reads */
    /* Takes what is in the part and clears it; so much of the file, 0 to 1, has been read. */
    void (*take)(gpointer part, double progress, void *user);
    void (*free)(gpointer part);
} ExportParts;
bool export_read_parts(Export *export, const ExportParts *parts, guint threads, void *user, GError **error);

/* How much of the file the reading has passed, 0 to 1. */
double export_progress(const Export *export);

/* The row begins with a word for a total: "Total", "Grand total", "Subtotal: 45". */
bool export_row_is_total(const ExportRow *row);
/* The row repeats the headings, as where one export was pasted below another. */
bool export_row_is_heading(const Export *export, const ExportRow *row);
/* What a spreadsheet calls the column of this index, from 0: "A" ... "Z", "AA" ... Caller frees. */
char *export_column_letters(guint index);
