/* The file that libxlsxwriter writes a workbook to. Private to the room. */
#pragma once
#include <glib.h>
#include <xlsxwriter.h>

typedef struct XlsxFile XlsxFile;

/* A new workbook that is written to memory; NULL where none can be made. Freed by xlsx_file_free. */
XlsxFile *xlsx_file_new(lxw_workbook **workbook);
/* All that stands in it once the workbook is closed; NULL where it cannot be read, or is empty. */
GBytes *xlsx_file_read(XlsxFile *file);
void xlsx_file_free(XlsxFile *file);
