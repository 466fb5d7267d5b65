/* Spreadsheet: every table as an accessible workbook: Cover, Contents, Notes, Data quality, then one table a
 * sheet, as the Analysis Function's guidance lays them out (README.md here).
 *
 * A workbook is first described without regard to a file format: sheets of rows of cells, each a text or a
 * number with a style by its role; then it is written, as XLSX or as ODS, by writers that decide nothing of
 * their own. The tests hold the description against the rules of the guidance. */
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
    CELL_WORDS,         /* of a column of words beside numbers, set off from them */
    CELL_HEADING_WORDS, /* and its heading */
    CELL_SYMBOL,        /* stands where a number would: "[c]" */
} CellRole;

typedef struct {
    CellRole role;
    char *text;    /* NULL in a number */
    double number; /* of a number: as it is in figures.csv, a percent 0 to 100 */
    int decimals;  /* of a number: how many are shown */
    bool change;   /* of a number: shown with its sign */
} SheetCell;

/* Cells of one row (or of one column) of a table: their place on the sheet, from 0. */
typedef struct {
    guint row, column;
} CellPlace;

typedef struct {
    CellPlace name;
    GArray *values; /* of CellPlace */
} SheetSeries;

typedef enum { SHEET_COLUMNS, SHEET_BARS, SHEET_LINES } SheetChartKind;

/* A chart that the spreadsheet program draws from the sheet's own cells, of which each holds a number. */
typedef struct {
    SheetChartKind kind;
    char *title, *alt;  /* alt: what a screen reader says of it */
    char *number;       /* the format of its values: "0%" with the percent sign as text */
    double most;        /* where the axis of values ends; 0: as the program likes */
    guint32 accent;     /* of the latest year, 0xRRGGBB */
    GArray *categories; /* of CellPlace */
    GPtrArray *series;  /* SheetSeries* */
} SheetChart;

typedef struct {
    char *name;      /* of the tab */
    GPtrArray *rows; /* GArray* of SheetCell */
    GArray *widths;  /* of double: characters, one a column */
    guint table;     /* the row of the table's headings, from 0; the table ends with the sheet. 0: no table */
    SheetChart *chart; /* NULL: none */
} Sheet;

typedef struct {
    char *title, *subject, *author, *language; /* of the file's properties */
    Day date;
    const char *mark;  /* that stands under the title of every sheet, as in a document; NULL: none */
    GPtrArray *sheets; /* Sheet* */
} Spreadsheet;

/* The workbook of a report. Fails with FAILURE_OUTPUT and the place where a text or a table is more than a
 * workbook holds. Caller owns it. */
Spreadsheet *spreadsheet_of_report(const Document *document, const Exhibits *exhibits, GError **error);
void spreadsheet_free(Spreadsheet *spreadsheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Spreadsheet, spreadsheet_free)

/* The workbook as a file. Fails with FAILURE_OUTPUT. Caller owns it. */
GBytes *spreadsheet_to_xlsx(const Spreadsheet *spreadsheet, GError **error);
GBytes *spreadsheet_to_ods(const Spreadsheet *spreadsheet, GError **error);
