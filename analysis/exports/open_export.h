/* What is behind an Export: a text or a workbook. Private to the room. */
#pragma once
#include "analysis/csv/rows.h"
#include "analysis/exports/exports.h"
#include "analysis/exports/text.h"
#include "analysis/exports/workbook.h"

typedef struct {
    Export export; /* first, so that the one is the other */
    TextFile *text;
    Archive *archive;
    const WorkbookFormat *format;
    void *workbook;
    bool *columns; /* most_columns of them: which were asked for by their headings; NULL: all */
} OpenExport;

/* Reads the rows of a text as far as their columns were asked for. */
CsvReader *open_export_rows(const OpenExport *open, char delimiter, CsvRowFunction on_row, void *user);

/* Takes the marks off cells that keep a text from being a number to Excel. */
void export_row_plain(const ExportRow *row);

/* Whether no cell of the row holds more than white space. */
bool export_row_is_blank(const ExportRow *row);
