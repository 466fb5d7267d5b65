#include "render/spreadsheet/spreadsheet_parts.h"
#include <math.h>
#include <string.h>
#include "analysis/failure/failure.h"

static void
sheet_cell_clear(gpointer cell)
{
    g_free(((SheetCell *)cell)->text);
}

static void
sheet_chart_free(SheetChart *chart)
{
    if (!chart)
        return;
    g_free(chart->title);
    g_free(chart->alt);
    g_free(chart->number);
    g_array_unref(chart->rows);
    g_array_unref(chart->columns);
    g_free(chart);
}

static void
sheet_free(gpointer pointer)
{
    Sheet *sheet = pointer;
    g_free(sheet->name);
    g_ptr_array_unref(sheet->rows);
    g_array_unref(sheet->widths);
    sheet_chart_free(sheet->chart);
    g_free(sheet);
}

Spreadsheet *
spreadsheet_new(const Document *document, const char *year)
{
    Spreadsheet *spreadsheet = g_new0(Spreadsheet, 1);
    /* The workbook belongs to the whole pack, so it does not have the title of one document. */
    spreadsheet->title = g_strdup_printf("LADO service tables %s: %s", year, document->subtitle);
    spreadsheet->subject = document->subtitle;
    spreadsheet->author = document->author;
    spreadsheet->date = document->date;
    spreadsheet->mark = document->mark;
    spreadsheet->sheets = g_ptr_array_new_with_free_func(sheet_free);
    return spreadsheet;
}

void
spreadsheet_free(Spreadsheet *spreadsheet)
{
    if (!spreadsheet)
        return;
    g_free(spreadsheet->title);
    g_ptr_array_unref(spreadsheet->sheets);
    g_free(spreadsheet);
}

Sheet *
spreadsheet_add_sheet(Spreadsheet *spreadsheet, const char *name, const char *title)
{
    Sheet *sheet = g_new0(Sheet, 1);
    sheet->name = g_strdup(name);
    sheet->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    sheet->widths = g_array_new(FALSE, FALSE, sizeof(double));
    g_ptr_array_add(spreadsheet->sheets, sheet);
    sheet_add_line(sheet, CELL_TITLE, title);
    if (spreadsheet->mark)
        sheet_add_line(sheet, CELL_LINE, spreadsheet->mark);
    return sheet;
}

char *
sheet_table_name(const Sheet *sheet)
{
    return g_ascii_strdown(sheet->name, -1);
}

guint
sheet_table_columns(const Sheet *sheet)
{
    return sheet->table && sheet->table < sheet->rows->len ? ((GArray *)sheet->rows->pdata[sheet->table])->len
                                                           : 0;
}

GArray *
sheet_add_row(Sheet *sheet)
{
    GArray *row = g_array_new(FALSE, TRUE, sizeof(SheetCell));
    g_array_set_clear_func(row, sheet_cell_clear);
    g_ptr_array_add(sheet->rows, row);
    return row;
}

void
sheet_add_line(Sheet *sheet, CellRole role, const char *text)
{
    row_add_text(sheet_add_row(sheet), role, text);
}

void
sheet_begin_table(Sheet *sheet)
{
    sheet->table = sheet->rows->len;
}

/* Control characters, which no format can hold, become spaces. */
static char *
without_controls(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (char *at = valid; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            *at = ' ';
    return g_strdup(g_strstrip(valid));
}

void
row_add_text(GArray *row, CellRole role, const char *text)
{
    SheetCell cell = {.role = role, .text = without_controls(text), .number = NAN};
    g_array_append_val(row, cell);
}

void
row_add_number(GArray *row, double number, int decimals, bool change)
{
    SheetCell cell = {.role = CELL_NUMBER, .number = number, .decimals = decimals, .change = change};
    g_array_append_val(row, cell);
}

const SheetCell *
sheet_cell(const Sheet *sheet, guint row, guint column)
{
    if (row >= sheet->rows->len || column >= ((GArray *)sheet->rows->pdata[row])->len)
        return NULL;
    return &g_array_index((GArray *)sheet->rows->pdata[row], SheetCell, column);
}

bool
sheet_name_reads_as_cell(const char *name)
{
    return g_regex_match_simple("^([a-z]{1,3}[0-9]+|[rc]|r[0-9]*c[0-9]*)$", name, G_REGEX_CASELESS, 0);
}
