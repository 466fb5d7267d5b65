/* Kind: what a file is, by its first bytes and not by its name. Private to the room. */
#pragma once
#include "analysis/exports/workbook.h"

typedef enum { EXPORT_NEITHER, EXPORT_TEXT, EXPORT_WORKBOOK, EXPORT_PAGE } ExportKind;

/* EXPORT_NEITHER comes with FAILURE_INPUT: not a file, a folder, an old or encrypted workbook, a PDF; and
 * what to save it as. */
ExportKind export_kind(const char *path, GError **error);
/* The format of a package, NULL with FAILURE_INPUT if it is not a known one. */
const WorkbookFormat *workbook_format(Archive *archive, const char *path, GError **error);
