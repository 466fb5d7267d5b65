/* Describing a workbook: its sheets, rows and cells. Private to the room.
 *
 * A sheet is made from top to bottom: spreadsheet_add_sheet puts its title in A1; sheet_add_line each line
 * above the table; sheet_begin_table says that the next row has the headings, which are as many as the table
 * has columns; then each row is sheet_add_row and a cell for every column. Nothing may follow the table. Rows
 * and columns count from 0: cell_name(6, 1) is "B7".
 */
#pragma once
#include "render/spreadsheet/spreadsheet.h"

#define SPREADSHEET_ONE_TABLE "This worksheet contains one table."
#define SPREADSHEET_HAS_NOTES "This table contains notes, which can be found in the Notes worksheet."

/* Without sheets; `year` is that of its title. The document must outlive it. */
Spreadsheet *spreadsheet_new(const Document *document, const char *year);
/* Adds a sheet with its title in A1 and the workbook's mark, if it has one, in A2. The workbook owns it. */
Sheet *spreadsheet_add_sheet(Spreadsheet *spreadsheet, const char *name, const char *title);
/* The name of a sheet's table in formulas and ranges: "harm" on sheet Harm. Caller frees. */
char *sheet_table_name(const Sheet *sheet);
/* Whether a spreadsheet program would take a table's name for a cell ("q1"), a row or a column ("r"). */
bool sheet_name_reads_as_cell(const char *name);
guint sheet_table_columns(const Sheet *sheet); /* 0 if there is no table */
GArray *sheet_add_row(Sheet *sheet);
void sheet_add_line(Sheet *sheet, CellRole role, const char *text); /* a row of one cell */
/* The next row holds a table's headings. */
void sheet_begin_table(Sheet *sheet);
void row_add_text(GArray *row, CellRole role, const char *text);
void row_add_number(GArray *row, double number, int decimals, bool change);
const SheetCell *sheet_cell(const Sheet *sheet, guint row, guint column); /* NULL: none */
char *cell_name(guint row, guint column);                                 /* "B7"; caller frees */

/* The chart of a sheet's table, drawn from its cells like the report's `chart`; NULL if too few of them hold
 * numbers, and for a shaded table, a funnel or a curve, which Excel's charts cannot show. */
SheetChart *sheet_chart_new(const Profile *profile, const Sheet *sheet, const Table *table,
                            const Chart *chart);
