/* How the cells of a workbook look, in every format alike. Private to the room. */
#pragma once
#include "render/spreadsheet/spreadsheet_parts.h"

#define LOOK_FONT "Arial"
#define LOOK_LINK_COLOUR 0x12436D
#define LOOK_GRID_COLOUR 0xD9D9D9
#define LOOK_PALETTE_LENGTH 4

typedef struct {
    const char *name; /* of the style; those of headings are what spreadsheet programs call them */
    int builtin;      /* its number among Excel's own styles; 0: none of them */
    double size;      /* points */
    bool bold, wrap, right, bottom, rule, link, indent;
    double height; /* of its row, points; 0: as high as its text */
} CellLook;

extern const CellLook cell_looks[CELL_SYMBOL + 1];
extern const guint32 look_palette[LOOK_PALETTE_LENGTH]; /* of series, in the Analysis Function's order */
extern const guint32 look_earlier_colour;               /* of the year that the latest is held against */

/* Points, as an estimate of what the wrapped text of a row needs, because libraries and programs differ in
 * whether they fit rows to it; 0 where one line will do. */
double look_row_height(const Sheet *sheet, guint row);
char *look_number_format(const SheetCell *cell);   /* "#,##0.0"; caller frees */
char *look_absolute_cell(guint row, guint column); /* "$B$7"; caller frees */
