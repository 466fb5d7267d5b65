/* Every rule of the guidance for a workbook that a program can check. */
#pragma once
#include "render/spreadsheet/spreadsheet_parts.h"

/* Every rule that is broken, as sentences that begin with the place ("sheet Harm, cell B7: ..."); empty where
 * there is none. Caller owns it and its strings. */
GPtrArray *spreadsheet_defects(const Spreadsheet *spreadsheet);
Sheet *spreadsheet_sheet(const Spreadsheet *spreadsheet, const char *name); /* NULL: none */
