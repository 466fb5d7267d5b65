/* Small CSV files with one row for each authority, whose columns are found by heading. */
#include "analysis/benchmark/authority_rows.h"
#include "analysis/exports/lists.h"

static const InputKind list_of_authorities = {
    .noun = "list of authorities", .most = 16 * 1024 * 1024, .failure = FAILURE_INPUT};

/* Whatever it is. */
static const char *const first_row[] = {NULL};

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
    bool read = list_read(sheet->path, &list_of_authorities, first_row, on_row, sheet, error);
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
