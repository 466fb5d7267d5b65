/* Look: how cells of each role look, in XLSX and ODS alike. Private to the room.
 *
 * Both writers take every size, weight and rule from cell_looks, by the cell's role; a look that is changed
 * there changes in both. */
#pragma once
#include "render/spreadsheet/spreadsheet_parts.h"

#define LOOK_FONT "Arial"
#define LOOK_LINK_COLOUR 0x12436D

typedef struct {
    const char *name; /* of the style; headings and links have the names that spreadsheet programs know */
    int builtin;      /* its number among Excel's own styles; 0: not one of them */
    double size;      /* points */
    bool bold, wrap, right, bottom, rule, link, indent;
    double height; /* of its row, in points; 0: as high as its text */
} CellLook;

extern const CellLook cell_looks[CELL_SYMBOL + 1];

/* An estimate in points of the height that a row's wrapped text needs, because not every library and program
 * fits rows to their text; 0 if one line will do. */
double look_row_height(const Sheet *sheet, guint row);
char *look_number_format(const SheetCell *cell); /* "#,##0.0"; caller frees */
