/* Named cell styles of the XLSX. Private to the room. */
#pragma once
#include "render/package/package.h"

/* Gives the looks that have a name among Excel's own ("Heading 1") that style, by which readers and screen
 * readers find them: libxlsxwriter, whose styles part is in the package, has one style for all. */
void xlsx_name_styles(Package *package);
