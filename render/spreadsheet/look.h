/* How the cells of a workbook look, in every format alike. Private to the room. */
#pragma once
#include "render/spreadsheet/spreadsheet_parts.h"

#define LOOK_FONT "Arial"
#define LOOK_LINK_COLOUR 0x12436D

typedef struct {
    const char *name; /* of the style; those of headings are what spreadsheet programs call them */
    int builtin;      /* its number among Excel's own styles; 0: none of them */
    double size;      /* points */
    bool bold, wrap, right, bottom, rule, link, indent;
    double height; /* of its row, points; 0: as high as its text */
} CellLook;

extern const CellLook cell_looks[CELL_SYMBOL + 1];

/* Points, as an estimate of what the wrapped text of a row needs, because libraries and programs differ in
 * whether they fit rows to it; 0 where one line will do. */
double look_row_height(const Sheet *sheet, guint row);
char *look_number_format(const SheetCell *cell); /* "#,##0.0"; caller frees */
