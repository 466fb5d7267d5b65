/* ODS parts: those of an OpenDocument spreadsheet. Private to the room. */
#pragma once
#include "render/package/package.h"
#include "render/spreadsheet/look.h"

#define ODS_VERSION "1.3"

/* Begins a part with its root element and every namespace that the parts use; ods_finish ends it. */
xmlTextWriterPtr ods_begin(xmlBufferPtr buffer, const char *root);
void ods_finish(xmlTextWriterPtr xml);
/* styles.xml: the look of each role, the language, the page. */
xmlBufferPtr ods_styles_part(void);
/* Writes the other styles that sheets need: heights of rows, widths of columns, formats of numbers. The
 * functions below give their names, which callers free. */
void ods_write_automatic_styles(xmlTextWriterPtr xml, const Spreadsheet *spreadsheet);
char *ods_look_style(CellRole role); /* "Heading_20_1" */
char *ods_column_style(double width);
char *ods_number_style(const SheetCell *cell);
