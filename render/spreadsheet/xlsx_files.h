/* XLSX files: what libxlsxwriter writes a workbook to, in memory. Private to the room. */
#pragma once
#include <glib.h>
#include <xlsxwriter.h>

typedef struct XlsxFile XlsxFile;

/* Begins a workbook in memory; NULL if none can be made. Freed by xlsx_file_free. */
XlsxFile *xlsx_file_new(lxw_workbook **workbook);
/* Its bytes, once the workbook is closed; NULL if it cannot be read or is empty. */
GBytes *xlsx_file_read(XlsxFile *file);
void xlsx_file_free(XlsxFile *file);
