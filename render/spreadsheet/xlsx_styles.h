/* XLSX styles: named styles of cells. Private to the room. */
#pragma once
#include "render/package/package.h"

/* Gives cells whose look is one of Excel's own styles ("Heading 1") that style, by which people and screen
 * readers find them. libxlsxwriter, which wrote the package, has only one style for all. */
void xlsx_name_styles(Package *package);
