/* What stands before the tables: cover, contents, notes, data quality. */
#include "render/spreadsheet/spreadsheet_parts.h"
#include "render/table/quality.h"

static void
set_widths(Sheet *sheet, guint count, const double *widths)
{
    g_array_append_vals(sheet->widths, widths, count);
}

void
spreadsheet_add_cover(Spreadsheet *spreadsheet, const Document *document, const Exhibits *exhibits)
{
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Cover", spreadsheet->title);
    set_widths(sheet, 1, (const double[]){72});
    g_autofree char *date = calendar_long(document->date);
    const char *const lines[][2] = {
        {"About these tables", document->subtitle},
        {"Date", date},
        {"Source", exhibits->profile->authority_name},
        {"Confidentiality", document->disclosure},
        {"Numbers",
         "Percentages are numbers from 0 to 100. Numbers are shown rounded and held in full, as in "
         "figures.csv."}};
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        sheet_add_line(sheet, CELL_SECTION, lines[i][0]);
        sheet_add_line(sheet, CELL_TEXT, lines[i][1]);
    }
    sheet_add_line(sheet, CELL_SECTION, "Symbols");
    for (const char *const *meaning = table_symbols; *meaning; meaning++)
        sheet_add_line(sheet, CELL_TEXT, *meaning);
    sheet_add_line(sheet, CELL_SECTION, "Use");
    sheet_add_line(sheet, CELL_TEXT, document->internal ? SPREADSHEET_INTERNAL : "For publication");
}

static void
begin_table(Sheet *sheet, const char *first, const char *second)
{
    sheet_begin_table(sheet);
    GArray *row = sheet_add_row(sheet);
    row_add_text(row, CELL_HEADING, first);
    row_add_text(row, CELL_HEADING, second);
}

static void
add_content(Sheet *sheet, const char *name, const char *title)
{
    GArray *row = sheet_add_row(sheet);
    row_add_text(row, CELL_LINK, name);
    row_add_text(row, CELL_TEXT, title);
}

void
spreadsheet_add_contents(Spreadsheet *spreadsheet, const Exhibits *exhibits, const GPtrArray *names)
{
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Contents", "Table of contents");
    set_widths(sheet, 2, (const double[]){32, 72});
    sheet_add_line(sheet, CELL_LINE, SPREADSHEET_ONE_TABLE);
    begin_table(sheet, "Sheet name", "Sheet title");
    add_content(sheet, "Notes", "Notes");
    add_content(sheet, "Data_quality", exhibits->quality ? exhibits->quality->title : "Data quality");
    for (guint i = 0; i < names->len; i++)
        add_content(sheet, names->pdata[i], ((const Table *)exhibits->tables->pdata[i])->title);
}

void
spreadsheet_add_notes(Spreadsheet *spreadsheet, GPtrArray *notes)
{
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Notes", "Notes");
    set_widths(sheet, notes->len ? 2 : 1, (const double[]){16, 90});
    if (!notes->len) {
        sheet_add_line(sheet, CELL_LINE, "The tables have no notes.");
        return;
    }
    sheet_add_line(sheet, CELL_LINE, SPREADSHEET_ONE_TABLE);
    begin_table(sheet, "Note number", "Note text");
    for (guint i = 0; i < notes->len; i++) {
        g_autofree char *number = g_strdup_printf("[note %u]", i + 1);
        GArray *row = sheet_add_row(sheet);
        row_add_text(row, CELL_TEXT, number);
        row_add_text(row, CELL_TEXT, notes->pdata[i]);
    }
}

void
spreadsheet_add_data_quality(Spreadsheet *spreadsheet, const Exhibits *exhibits, GPtrArray *notes)
{
    const char *withheld = quality_withheld(exhibits->profile);
    if (exhibits->quality) {
        spreadsheet_add_table(spreadsheet, "Data_quality", exhibits->quality,
                              "The findings one by one, with file and line, are in data-quality.csv.", NULL,
                              notes);
        return;
    }
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Data_quality", "Data quality");
    set_widths(sheet, 1, (const double[]){72});
    sheet_add_line(sheet, CELL_LINE, withheld ? withheld : "Checks of the records found no problem.");
}
