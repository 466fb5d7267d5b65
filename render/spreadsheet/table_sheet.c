/* The sheet of one measure: title, what readers must know first, the table. */
#include "render/spreadsheet/spreadsheet_parts.h"
#include <math.h>
#include <string.h>

/* "Contacts by category of harm [note 1][note 3]". */
static char *
marked_title(const Table *table, GPtrArray *notes)
{
    GString *title = g_string_new(table->title);
    bool first = true;
    for (guint i = 0; i < notes->len; i++)
        if (g_ptr_array_find_with_equal_func(table->notes, notes->pdata[i], g_str_equal, NULL)) {
            g_string_append_printf(title, "%s[note %u]", first ? " " : "", i + 1);
            first = false;
        }
    return g_string_free(title, FALSE);
}

/* The heading says the unit, and no two headings are alike, whatever the categories are called. */
static char *
unique_heading(const GArray *row, const TableColumn *column)
{
    bool bare = column->quantity == TABLE_PERCENT && !strstr(column->heading, "percent");
    g_autofree char *stem = g_strconcat(column->heading, bare ? " percent" : "", NULL);
    char *heading = g_strdup(stem);
    for (guint k = 2, i = 0; i < row->len; i++) {
        g_autofree char *here = g_utf8_casefold(heading, -1),
                        *there = g_utf8_casefold(g_array_index(row, SheetCell, i).text, -1);
        if (strcmp(here, there) != 0)
            continue;
        g_free(heading);
        heading = g_strdup_printf("%s (%u)", stem, k++);
        i = (guint)-1;
    }
    return heading;
}

static void
add_headings(Sheet *sheet, const Table *table)
{
    sheet_begin_table(sheet);
    GArray *row = sheet_add_row(sheet);
    row_add_text(row, CELL_HEADING, table->row_heading);
    for (guint i = 0; i < table->columns->len; i++) {
        const TableColumn *column = table->columns->pdata[i];
        g_autofree char *heading = unique_heading(row, column);
        row_add_text(row, column->quantity == TABLE_TEXT ? CELL_HEADING_WORDS : CELL_HEADING_NUMBER, heading);
    }
}

static void
add_cell(GArray *row, const TableCell *cell, TableQuantity quantity)
{
    if (!isnan(cell->number))
        row_add_number(row, cell->exact, cell->decimals, quantity == TABLE_CHANGE);
    else
        row_add_text(row, quantity == TABLE_TEXT ? CELL_WORDS : CELL_SYMBOL,
                     *cell->text && strcmp(cell->text, "–") != 0 ? cell->text : "[z]");
}

/* A row must be clear on its own: a part names its category, unless its heading does ("Within 1 month,
 * estimated" under "Within 1 month (target 80%)"). */
static char *
row_label(const TableRow *row, const char *category)
{
    gsize name = strcspn(category, "(");
    while (name && category[name - 1] == ' ')
        name--;
    bool named = name && strncmp(row->heading, category, name) == 0 && row->heading[name] == ',';
    return row->level && !named ? g_strdup_printf("%s: %s", category, row->heading) : g_strdup(row->heading);
}

static void
add_rows(Sheet *sheet, const Table *table)
{
    const char *category = "";
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *line = table->rows->pdata[r];
        g_autofree char *heading = row_label(line, category);
        if (!line->level)
            category = line->heading;
        GArray *row = sheet_add_row(sheet);
        row_add_text(row, CELL_TEXT, heading);
        for (guint c = 0; c < line->cells->len; c++)
            add_cell(row, &g_array_index(line->cells, TableCell, c),
                     ((const TableColumn *)table->columns->pdata[c])->quantity);
    }
}

/* Characters of the longest line (`whole`) or of the longest word. */
static glong
longest(const char *text, bool whole)
{
    glong most = 0;
    g_auto(GStrv) words = g_strsplit(text, whole ? "\n" : " ", -1);
    for (char **word = words; *word; word++)
        most = MAX(most, g_utf8_strlen(*word, -1));
    return most;
}

/* As wide as the longest number, the longest word of the heading, and the longest text, up to a limit at
 * which it wraps. */
static void
set_widths(Sheet *sheet)
{
    for (guint c = 0; c < sheet_table_columns(sheet); c++) {
        glong needed = longest(sheet_cell(sheet, sheet->table, c)->text, false), most = c ? 32 : 50;
        for (guint r = sheet->table + 1; r < sheet->rows->len; r++) {
            const SheetCell *cell = sheet_cell(sheet, r, c);
            g_autofree char *number =
                cell->role == CELL_NUMBER ? figure_number_text(cell->number, cell->decimals) : NULL;
            needed = MAX(needed, MIN(longest(number ? number : cell->text, true), most));
        }
        double width = (double)MAX(needed + 3, c ? 11 : 20);
        g_array_append_val(sheet->widths, width);
    }
}

Sheet *
spreadsheet_add_table(Spreadsheet *spreadsheet, const char *name, const Table *table, const char *remark,
                      GPtrArray *notes)
{
    g_autofree char *title = marked_title(table, notes);
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, name, title);
    sheet_add_line(sheet, CELL_LINE, SPREADSHEET_ONE_TABLE);
    if (table->notes->len)
        sheet_add_line(sheet, CELL_LINE, SPREADSHEET_HAS_NOTES);
    sheet_add_line(sheet, CELL_LINE, table->subtitle);
    if (remark)
        sheet_add_line(sheet, CELL_LINE, remark);
    sheet_add_line(sheet, CELL_LINE, table->source);
    add_headings(sheet, table);
    add_rows(sheet, table);
    set_widths(sheet);
    return sheet;
}
