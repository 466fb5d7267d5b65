/* Workbook: the rows of a sheet or a table, from XLSX or ODS alike. Private to the room. */
#pragma once
#include "analysis/exports/archive.h"
#include "analysis/exports/exports.h"

/* Where in a sheet the rows are: everywhere, or a table's place. From 1; the ends are included. */
typedef struct {
    guint first_row, last_row, first_column, last_column;
} Range;

static const guint most_columns = 4096;
static const gsize longest_text = 1024 * 1024;
static const guint most_sheets = 4096; /* and tables */

/* The row of a sheet being put together; private to the readers of the two formats. */
typedef struct {
    const Export *export; /* its name is for messages; a row has a cell for each of its headings */
    Range range;          /* anything outside is ignored */
    GString *text;        /* the cells, each NUL-ended */
    GArray *places;       /* of gsize, by column: 1 + where its text begins; 0: blank */
    GPtrArray *cells;
    guint64 put, bytes; /* cells and their text, in the whole sheet so far */
    guint strays;       /* cells past the last column that a row may have */
    ExportRowFunction on_row;
    void *user;
    bool hidden; /* set by the reader */
    bool stopped;
} SheetRow;

SheetRow *sheet_row_new(const Export *export, Range range, ExportRowFunction on_row, void *user);
void sheet_row_free(SheetRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SheetRow, sheet_row_free)
/* Puts a text that is not empty into a column (from 1). A few stray cells far from the table are ignored.
 * Fails if a text, a row or the whole sheet is over its limit. */
bool sheet_row_put(SheetRow *row, guint number, guint column, const char *text, gsize length, GError **error);
/* Counts contents of a sheet that are written once and repeated: this many cells, this many bytes of text.
 * Fails if that is more than a sheet may hold. */
bool sheet_row_count(SheetRow *row, guint number, guint64 cells, guint64 bytes, GError **error);
/* Passes the row on, blank or not; it can be passed on again until it is emptied. */
void sheet_row_hand_on(SheetRow *row, guint number);
void sheet_row_clear(SheetRow *row);
/* FAILURE_INPUT: more sheets and tables than `most_sheets`. */
bool workbook_check_sheets(const Export *export, guint sheets, GError **error);

/* What the room needs from a workbook. `columns` has a flag for each column whose texts are wanted, NULL:
 * all; for the others it gives only words for totals, and whether a cell is blank. `most_rows` ends reading
 * early, 0: never. */
typedef struct {
    void *(*open)(Archive *archive, Export *export, const char *sheet, GError **error);
    bool (*read)(void *workbook, const bool *columns, guint most_rows, ExportRowFunction on_row, void *user,
                 GError **error);
    void (*free)(void *workbook);
} WorkbookFormat;

extern const WorkbookFormat xlsx_format, ods_format, html_format; /* the last one has no archive */

/* Notes a sheet or table, whose name then belongs to the export. */
void workbook_add_sheet(Export *export, char *name, bool shown);
/* "\"Cover\", \"Cases\"": the first of export->sheets. Caller frees. */
char *workbook_sheet_names(const Export *export);
/* FAILURE_USAGE: what was asked for is not in export->sheets; FAILURE_INPUT if nothing was (NULL). */
void workbook_fail_no_sheet(const Export *export, const char *sheet, GError **error);
/* An Excel serial number, in either date system, as 2023-04-01 or 2023-04-01T10:30:00; false if it is not
 * one. */
bool workbook_date(double serial, bool from_1904, char date[32]);
/* A number in the shortest form that reads back the same, without an exponent if it is whole. */
void workbook_number(double number, char text[G_ASCII_DTOSTR_BUF_SIZE]);
