/* Workbook: the rows of a sheet or a table, from XLSX or ODS alike. Private to the room. */
#pragma once
#include "analysis/exports/archive.h"
#include "analysis/exports/exports.h"

/* Where in a sheet the rows are: all of it, or a table's place. From 1, the ends within. */
typedef struct {
    guint first_row, last_row, first_column, last_column;
} Range;

static const guint most_columns = 4096;
static const gsize longest_text = 1024 * 1024;
static const guint most_sheets = 4096; /* and tables */

/* The row of a sheet being put together; private to the readers of the two formats. */
typedef struct {
    const Export *export; /* its name is for messages; a row has a cell for each of its headings */
    Range range;          /* what lies outside is passed over */
    GString *text;        /* the cells, each NUL-ended */
    GArray *places;       /* of gsize by column: 1 + where its text begins; 0: blank */
    GPtrArray *cells;
    guint64 put, bytes; /* cells and their text, of the whole sheet so far */
    guint strays;       /* cells past the last column that a row may have */
    ExportRowFunction on_row;
    void *user;
    bool hidden; /* set by the reader */
    bool stopped;
} SheetRow;

SheetRow *sheet_row_new(const Export *export, Range range, ExportRowFunction on_row, void *user);
void sheet_row_free(SheetRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SheetRow, sheet_row_free)
/* Puts a text that is not empty into a column (from 1). A few cells far from the table, which somebody left
 * there, are passed over. Fails where a text, a row or all that the sheet holds is more than may be. */
bool sheet_row_put(SheetRow *row, guint number, guint column, const char *text, gsize length, GError **error);
/* Counts what stands in a sheet though it is written once: so many cells, so many bytes of text. Fails where
 * that is more than a sheet may hold. */
bool sheet_row_count(SheetRow *row, guint number, guint64 cells, guint64 bytes, GError **error);
/* Hands the row on, blank or not; it can be handed on again until it is emptied. */
void sheet_row_hand_on(SheetRow *row, guint number);
void sheet_row_clear(SheetRow *row);
/* FAILURE_INPUT: more sheets and tables than `most_sheets`. */
bool workbook_check_sheets(const Export *export, guint sheets, GError **error);

/* What the room asks of a workbook. `columns` has a flag for each column whose texts are wanted, NULL: all;
 * of the others only total words and whether a cell is blank are told. `most_rows` ends the reading early, 0:
 * never.
 */
typedef struct {
    void *(*open)(Archive *archive, Export *export, const char *sheet, GError **error);
    bool (*read)(void *workbook, const bool *columns, guint most_rows, ExportRowFunction on_row, void *user,
                 GError **error);
    double (*progress)(const void *workbook); /* of the sheet being read, 0 to 1 */
    void (*free)(void *workbook);
} WorkbookFormat;

extern const WorkbookFormat xlsx_format, ods_format, html_format; /* the last has no archive */

/* Notes a sheet or table, whose name the export then owns. */
void workbook_add_sheet(Export *export, char *name, bool shown);
/* The format of a package, NULL with FAILURE_INPUT if it is none that is known. */
const WorkbookFormat *workbook_format(Archive *archive, const char *path, GError **error);
/* "\"Cover\", \"Cases\"": the first of export->sheets. Caller frees. */
char *workbook_sheet_names(const Export *export);
/* FAILURE_USAGE: what was asked for is none of export->sheets. */
void workbook_fail_no_sheet(const Export *export, const char *sheet, GError **error);
/* An Excel serial number, of either date system, as 2023-04-01 or 2023-04-01T10:30:00; false if it is none.
 */
bool workbook_date(double serial, bool from_1904, char date[32]);
/* A number as short as it reads back, without an exponent where it is whole. */
void workbook_number(double number, char text[G_ASCII_DTOSTR_BUF_SIZE]);
