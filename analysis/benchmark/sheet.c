/* Small CSV files of one row an authority, their columns found by heading. */
#include "analysis/benchmark/sheet.h"
#include "analysis/failure/failure.h"

const char *const authority_headings[] = {"authority", "la_name", "name", NULL};

static bool
on_row(CsvRow *row, void *user)
{
    Sheet *sheet = user;
    if (*row->cells[0] == '#') /* where it comes from */
        return true;
    if (!sheet->headings) {
        sheet->headings = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < row->length; i++)
            g_ptr_array_add(sheet->headings, g_ascii_strdown(g_strstrip(row->cells[i]), -1));
        return true;
    }
    return sheet->take(row, sheet->headings, sheet->user, &sheet->error);
}

bool
sheet_read(Sheet *sheet, GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(sheet->path, &text, &length, NULL) || !g_utf8_validate_len(text, length, NULL)) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: there is no such CSV file in UTF-8", sheet->path);
        return false;
    }
    gsize bom = g_str_has_prefix(text, "\xEF\xBB\xBF") ? 3 : 0;
    bool read = csv_rows_read(sheet->path, text + bom, length - bom, ',', 0, on_row, sheet, error);
    if (sheet->headings)
        g_ptr_array_unref(sheet->headings);
    if (sheet->error) {
        g_propagate_error(error, sheet->error);
        return false;
    }
    return read;
}

const char *
cell_under(const CsvRow *row, const GPtrArray *headings, const char *const *names)
{
    for (guint i = 0; i < headings->len && i < row->length; i++)
        if (g_strv_contains(names, headings->pdata[i]))
            return g_strstrip(row->cells[i]);
    return NULL;
}
