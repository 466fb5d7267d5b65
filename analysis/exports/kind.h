/* Kind: what a file is, by its first bytes and not by its name. Private to the room. */
#pragma once
#include <glib.h>

typedef enum { EXPORT_NEITHER, EXPORT_TEXT, EXPORT_WORKBOOK, EXPORT_PAGE } ExportKind;

/* EXPORT_NEITHER comes with FAILURE_INPUT: not a file, a folder, an old or encrypted workbook, a PDF; and
 * what to save it as. */
ExportKind export_kind(const char *path, GError **error);
