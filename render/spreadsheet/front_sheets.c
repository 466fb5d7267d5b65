/* The sheets before the tables: cover, contents, notes, data quality. */
#include "render/spreadsheet/spreadsheet_parts.h"
#include "render/table/quality.h"

static void
set_widths(Sheet *sheet, guint count, const double *widths)
{
    g_array_append_vals(sheet->widths, widths, count);
}

static void
add_section(Sheet *sheet, const char *heading, const char *text)
{
    if (!text)
        return;
    sheet_add_line(sheet, CELL_SECTION, heading);
    sheet_add_line(sheet, CELL_TEXT, text);
}

void
spreadsheet_add_cover(Spreadsheet *spreadsheet, const Document *document, const Exhibits *exhibits)
{
    const Profile *profile = exhibits->profile;
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Cover", spreadsheet->title);
    set_widths(sheet, 1, (const double[]){72});
    g_autofree char *about = g_strdup_printf("Figures of the Local Authority Designated Officer (LADO) for "
                                             "%s: one table a sheet, and a chart of its "
                                             "cells where the report has one.",
                                             profile->authority_name);
    add_section(sheet, "About these tables", about);
    for (guint i = 0; document->cover && i < document->cover->len; i++)
        sheet_add_line(sheet, CELL_TEXT, document->cover->pdata[i]);
    g_autofree char *published = profile->published != DAY_NONE ? calendar_long(profile->published) : NULL;
    add_section(sheet, "Published", published);
    add_section(sheet, "Next release", profile->next_release);
    add_section(sheet, "Contact", profile->contact);
    add_section(sheet, "Small counts", document->disclosure);
    add_section(sheet, "Numbers",
                "Percentages are numbers from 0 to 100. Numbers are shown rounded and held in full, as in "
                "figures.csv.");
    add_section(sheet, "Symbols", table_symbols[0]);
    for (const char *const *meaning = table_symbols + 1; *meaning; meaning++)
        sheet_add_line(sheet, CELL_TEXT, *meaning);
}

static void
add_pair(Sheet *sheet, CellRole role, const char *first, CellRole second_role, const char *second)
{
    GArray *row = sheet_add_row(sheet);
    row_add_text(row, role, first);
    row_add_text(row, second_role, second);
}

static void
begin_table(Sheet *sheet, const char *first, const char *second)
{
    sheet_add_line(sheet, CELL_LINE, SPREADSHEET_ONE_TABLE);
    sheet_begin_table(sheet);
    add_pair(sheet, CELL_HEADING, first, CELL_HEADING, second);
}

void
spreadsheet_add_contents(Spreadsheet *spreadsheet, const Exhibits *exhibits, const GPtrArray *names)
{
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Contents", "Table of contents");
    set_widths(sheet, 2, (const double[]){32, 72});
    begin_table(sheet, "Sheet name", "Sheet title");
    add_pair(sheet, CELL_LINK, "Notes", CELL_TEXT, "Notes");
    add_pair(sheet, CELL_LINK, "Data_quality", CELL_TEXT,
             exhibits->quality ? exhibits->quality->title : "Data quality");
    for (guint i = 0; i < names->len; i++)
        add_pair(sheet, CELL_LINK, names->pdata[i], CELL_TEXT,
                 ((const Table *)exhibits->tables->pdata[i])->title);
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
    begin_table(sheet, "Note number", "Note text");
    for (guint i = 0; i < notes->len; i++) {
        g_autofree char *number = g_strdup_printf("[note %u]", i + 1);
        add_pair(sheet, CELL_TEXT, number, CELL_TEXT, notes->pdata[i]);
    }
}

void
spreadsheet_add_data_quality(Spreadsheet *spreadsheet, const Exhibits *exhibits, GPtrArray *notes)
{
    const char *withheld = quality_withheld(exhibits->profile);
    if (exhibits->quality) {
        spreadsheet_add_table(spreadsheet, "Data_quality", exhibits->quality,
                              "The findings one by one, with file and line, are in data-quality.csv.", notes);
        return;
    }
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Data_quality", "Data quality");
    set_widths(sheet, 1, (const double[]){72});
    sheet_add_line(sheet, CELL_LINE, withheld ? withheld : "Checks of the records found no problem.");
}
