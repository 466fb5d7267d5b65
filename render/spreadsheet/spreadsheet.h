/* Spreadsheet: every table as an accessible workbook: Cover, Contents, Notes, Data quality, then one table a
 * sheet, as the Analysis Function's guidance lays them out (README.md here).
 *
 * A workbook is first described without regard to a file format: sheets of rows of cells, each a text or a
 * number with a style by its role. Writers, which decide nothing themselves, make it an XLSX or an ODS.
 *
 *     GBytes *
 *     tables_of(const Document *document, const Exhibits *exhibits, GError **error)
 *     {
 *         g_autoptr(Spreadsheet) workbook = spreadsheet_of_report(document, exhibits, error);
 *         return workbook ? spreadsheet_to_xlsx(workbook, error) : NULL;
 *     }
 *
 * Once it is described a workbook does not change, so both writers may run at once. It borrows strings of the
 * document, and is freed before it. A cell that holds a number has no text; every other cell has one, and
 * none is blank. */
#pragma once
#include "render/document/document.h"

typedef enum {
    CELL_TITLE,          /* of the sheet, in A1 */
    CELL_SECTION,        /* a heading on the cover */
    CELL_LINE,           /* a line above a table, running on over the columns beside it */
    CELL_TEXT,           /* text that wraps: on the cover, and in a table's columns of words */
    CELL_LINK,           /* leads to the sheet that `text` names */
    CELL_HEADING,        /* of a table's column of words */
    CELL_HEADING_NUMBER, /* of a column of numbers */
    CELL_NUMBER,
    CELL_WORDS,         /* in a column of words beside numbers, set off from them */
    CELL_HEADING_WORDS, /* of such a column */
    CELL_SYMBOL,        /* in place of a number: "[c]" */
} CellRole;

typedef struct {
    CellRole role;
    char *text;    /* NULL in a number */
    double number; /* of a number: as it is in figures.csv, a percent 0 to 100 */
    int decimals;  /* of a number: how many are shown */
    bool change;   /* of a number: a change, shown with its sign */
} SheetCell;

typedef enum { SHEET_COLUMNS, SHEET_BARS, SHEET_LINES } SheetChartKind;

/* A chart that the spreadsheet program draws from the sheet's own table: from the cells where some rows meet
 * some columns, each of which holds a number. */
typedef struct {
    SheetChartKind kind;
    char *title, *alt;      /* alt: what a screen reader says */
    char *number;           /* the format of its values: "0%" with the percent sign as text */
    double most;            /* where the axis of values ends; 0: as the program likes */
    guint32 accent;         /* of the latest year, 0xRRGGBB */
    GArray *rows, *columns; /* of guint, from 0: places on the sheet */
    bool of_rows; /* each row is a series over the columns; otherwise each column is one over the rows, the
                     last first */
} SheetChart;

typedef struct {
    char *name;        /* of the tab */
    GPtrArray *rows;   /* GArray* of SheetCell */
    GArray *widths;    /* of double: characters, one a column */
    guint table;       /* the row of the table's headings, from 0; its last row is the sheet's. 0: no table */
    SheetChart *chart; /* NULL: none */
} Sheet;

typedef struct {
    char *title;
    const char *subject, *author; /* of the document that it accompanies, as the date and the mark are */
    Day date;
    const char *mark;  /* stands under the title of every sheet; NULL: none does */
    GPtrArray *sheets; /* Sheet* */
} Spreadsheet;

/* The workbook of a report. Fails with FAILURE_OUTPUT and the place if a name from the profile or a code list
 * is blank, marks a note, or is longer than a cell can hold. Caller owns it; the document must outlive it. */
Spreadsheet *spreadsheet_of_report(const Document *document, const Exhibits *exhibits, GError **error);
void spreadsheet_free(Spreadsheet *spreadsheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Spreadsheet, spreadsheet_free)

/* The workbook as a file. Fails with FAILURE_OUTPUT. Caller owns it. */
GBytes *spreadsheet_to_xlsx(const Spreadsheet *spreadsheet, GError **error);
GBytes *spreadsheet_to_ods(const Spreadsheet *spreadsheet, GError **error);
