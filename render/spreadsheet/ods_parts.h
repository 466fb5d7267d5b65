/* The parts of an OpenDocument spreadsheet. Private to the room. */
#pragma once
#include "render/package/package.h"
#include "render/spreadsheet/look.h"

#define ODS_VERSION "1.3"

/* A part's root element with every namespace the parts use; closed by xml_finish. */
xmlTextWriterPtr ods_begin(xmlBufferPtr buffer, const char *root);
void ods_finish(xmlTextWriterPtr xml);
/* styles.xml: how cells of each role look, the language, the page. */
xmlBufferPtr ods_styles_part(void);
/* The styles that sheets need beyond those: widths of columns, formats of numbers. Names are given by the two
 * functions below; callers free. */
void ods_write_automatic_styles(xmlTextWriterPtr xml, const Spreadsheet *spreadsheet);
char *ods_look_style(CellRole role); /* "Heading_20_1" */
char *ods_column_style(double width);
char *ods_number_style(const SheetCell *cell);
