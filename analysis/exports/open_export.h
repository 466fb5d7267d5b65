/* What is behind an Export: a text or a workbook. Private to the room. */
#pragma once
#include "analysis/exports/exports.h"
#include "analysis/exports/text.h"
#include "analysis/exports/workbook.h"

typedef struct {
    Export export; /* first, so that the one is the other */
    TextFile *text;
    Archive *archive;
    const WorkbookFormat *format;
    void *workbook;
    bool *columns; /* of a workbook: which were asked for by their headings; NULL: all */
} OpenExport;

/* Whether no cell of the row holds more than white space. */
bool export_row_is_blank(const ExportRow *row);
