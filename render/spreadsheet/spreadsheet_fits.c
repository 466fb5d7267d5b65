/* What a council's own words can make of a workbook: more than it holds, or a mark of a note that is not
 * there. The guidance's other rules are for the tests (tests/render/sheet_audit.c). */
#include "render/spreadsheet/spreadsheet_parts.h"
#include "analysis/failure/failure.h"
#include <string.h>

enum { MOST_ROWS = 1048576, MOST_COLUMNS = 16384, MOST_CHARACTERS = 32767, MOST_HEADING = 255 };

/* Why a cell of a text cannot be written; NULL if it can. Caller frees. */
static char *
why_not(const Sheet *sheet, guint row, guint column, GHashTable *headings)
{
    const char *text = sheet_cell(sheet, row, column)->text;
    bool heading = sheet->table && row == sheet->table;
    glong length = text ? g_utf8_strlen(text, -1) : 0, most = heading ? MOST_HEADING : MOST_CHARACTERS;
    if (length > most)
        return g_strdup_printf("the text has %ld characters, and a cell like this holds %ld; give it a "
                               "shorter name in the profile or in the code list",
                               length, most);
    if (text && column && !heading && strstr(text, "[note "))
        return g_strdup("a note is marked in a cell of the table's body");
    return heading && text && !g_hash_table_add(headings, g_utf8_casefold(text, -1))
               ? g_strdup_printf("two columns are headed \"%s\"", text)
               : NULL;
}

static bool
sheet_fits(const Sheet *sheet, GError **error)
{
    g_autoptr(GHashTable) headings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint columns = sheet_table_columns(sheet);
    for (guint r = 0; r < sheet->rows->len && sheet->rows->len <= MOST_ROWS && columns <= MOST_COLUMNS; r++)
        for (guint c = 0; c < ((GArray *)sheet->rows->pdata[r])->len; c++) {
            g_autofree char *why = why_not(sheet, r, c, headings), *name = cell_name(r, c);
            if (!why)
                continue;
            g_set_error(error, FAILURE, FAILURE_OUTPUT,
                        "the workbook of tables was not written: sheet %s, cell %s: %s", sheet->name, name,
                        why);
            return false;
        }
    if (sheet->rows->len <= MOST_ROWS && columns <= MOST_COLUMNS)
        return true;
    g_set_error(error, FAILURE, FAILURE_OUTPUT,
                "the workbook of tables was not written: sheet %s: %u rows of %u columns do not fit a sheet",
                sheet->name, sheet->rows->len, columns);
    return false;
}

bool
spreadsheet_fits(const Spreadsheet *spreadsheet, GError **error)
{
    for (guint i = 0; i < spreadsheet->sheets->len; i++)
        if (!sheet_fits(spreadsheet->sheets->pdata[i], error))
            return false;
    return true;
}
