/* What stands before the tables: cover, contents, notes, data quality. */
#include "render/spreadsheet/spreadsheet_parts.h"
#include <string.h>

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
         "figures.csv."},
        {"Symbols", "[c] confidential: a small number, or one that would give a small number away"},
        {NULL, "[p] provisional: may still change"},
        {NULL, "[x] not available"},
        {NULL, "[z] not applicable"},
        {"Use", document->internal ? SPREADSHEET_INTERNAL : "For publication"}};
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        if (lines[i][0])
            sheet_add_line(sheet, CELL_SECTION, lines[i][0]);
        sheet_add_line(sheet, CELL_TEXT, lines[i][1]);
    }
}

static void
begin_table(Sheet *sheet, guint count, const char *const *headings, const CellRole *roles)
{
    sheet_begin_table(sheet);
    GArray *row = sheet_add_row(sheet);
    for (guint i = 0; i < count; i++)
        row_add_text(row, roles ? roles[i] : CELL_HEADING, headings[i]);
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
    begin_table(sheet, 2, (const char *const[]){"Sheet name", "Sheet title"}, NULL);
    add_content(sheet, "Notes", "Notes");
    add_content(sheet, "Data_quality", "Data quality");
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
    begin_table(sheet, 2, (const char *const[]){"Note number", "Note text"}, NULL);
    for (guint i = 0; i < notes->len; i++) {
        g_autofree char *number = g_strdup_printf("[note %u]", i + 1);
        GArray *row = sheet_add_row(sheet);
        row_add_text(row, CELL_TEXT, number);
        row_add_text(row, CELL_TEXT, notes->pdata[i]);
    }
}

/* A sheet is read by people: past some thousands of findings the list is in data-quality.csv. */
static const guint most_findings = 5000;

static void
add_finding(Sheet *sheet, const Finding *finding)
{
    GArray *row = sheet_add_row(sheet);
    row_add_text(row, CELL_TEXT, finding->rule);
    row_add_text(row, CELL_TEXT, finding_severity_words(finding->severity));
    row_add_text(row, CELL_TEXT, finding->file);
    if (finding->line)
        row_add_number(row, finding->line, 0, false);
    else
        row_add_text(row, CELL_SYMBOL, "[z]");
    row_add_text(row, CELL_TEXT, *finding->field ? finding->field : "[z]");
    row_add_text(row, CELL_TEXT, finding->message);
}

void
spreadsheet_add_data_quality(Spreadsheet *spreadsheet, const Findings *findings)
{
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Data_quality", "Data quality");
    guint count = MIN(findings_length(findings), most_findings);
    set_widths(sheet, count ? 6 : 1, (const double[]){26, 12, 26, 10, 16, 80});
    if (!count) {
        sheet_add_line(sheet, CELL_LINE, "Nothing was found wrong with the records.");
        return;
    }
    sheet_add_line(sheet, CELL_LINE, SPREADSHEET_ONE_TABLE);
    sheet_add_line(sheet, CELL_LINE,
                   "[z] means that a finding is about the whole file or row. The full list "
                   "is data-quality.csv.");
    begin_table(sheet, 6, (const char *const[]){"Rule", "Severity", "File", "Line", "Field", "Finding"},
                (const CellRole[]){CELL_HEADING, CELL_HEADING, CELL_HEADING, CELL_HEADING_NUMBER,
                                   CELL_HEADING, CELL_HEADING});
    for (guint i = 0; i < count; i++)
        add_finding(sheet, findings_at(findings, i));
}
