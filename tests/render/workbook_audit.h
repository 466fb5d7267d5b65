/* Workbook audit: the rules for accessible workbooks that a program can check, held against the description
 * of one (render/spreadsheet/spreadsheet.h). */
#pragma once
#include "render/spreadsheet/spreadsheet_parts.h"

/* Every rule that is broken, as sentences that begin with the place ("sheet Harm, cell B7: ..."); empty if
 * none is. Caller owns it and its strings. */
GPtrArray *workbook_defects(const Spreadsheet *spreadsheet);
/* The sheet of this name; NULL if there is none. */
Sheet *workbook_sheet(const Spreadsheet *spreadsheet, const char *name);
