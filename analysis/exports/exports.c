#include "analysis/exports/exports.h"
#include "analysis/csv/rows.h"
#include "analysis/exports/text.h"
#include "analysis/failure/failure.h"
#include "analysis/profile/profile.h"
#include <string.h>

/* What is behind an Export. */
typedef struct {
    Export export; /* first, so that the one is the other */
    ExportText text;
} OpenExport;

typedef struct {
    OpenExport *open;
    bool below; /* the headings have been passed */
    ExportRowFunction on_row;
    void *user;
} Reading;

static bool
on_csv_row(CsvRow *cells, void *user)
{
    Reading *reading = user;
    Export *export = &reading->open->export;
    if (!reading->below && cells->line < export->heading_line)
        return true;
    reading->below = true;
    if (cells->line == export->heading_line)
        return true;
    ExportRow row = {cells->cells, cells->length, cells->line, cells->line};
    return reading->on_row(&row, reading->user);
}

bool
export_read(Export *export, ExportRowFunction on_row, void *user, GError **error)
{
    OpenExport *open = (OpenExport *)export;
    Reading reading = {.open = open, .on_row = on_row, .user = user};
    return csv_rows_read(export->name, open->text.text, open->text.length, export->delimiter, 0, on_csv_row,
                         &reading, error);
}

static bool
on_first_row(CsvRow *row, void *user)
{
    Export *export = user;
    export->heading_line = export->heading_row = row->line;
    for (guint i = 0; i < row->length; i++)
        g_ptr_array_add(export->headings, g_strstrip(g_strdup(row->cells[i])));
    return false;
}

static bool
find_headings(OpenExport *open, GError **error)
{
    Export *export = &open->export;
    if (!csv_rows_read(export->name, open->text.text, open->text.length, export->delimiter, 0, on_first_row,
                       export, error))
        return false;
    if (export->headings->len)
        return true;
    g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the export is empty; its first line must be the headings",
                export->name);
    return false;
}

Export *
export_open(const char *path, ExportOptions options, GError **error)
{
    OpenExport *open = g_new0(OpenExport, 1);
    Export *export = &open->export;
    export->path = g_strdup(path);
    export->name = g_strdup(path);
    export->sheets = g_ptr_array_new_with_free_func(g_free);
    export->headings = g_ptr_array_new_with_free_func(g_free);
    if (export_text_open(export, &open->text, options.encoding, error) && find_headings(open, error))
        return export;
    export_free(export);
    return NULL;
}

void
export_free(Export *export)
{
    OpenExport *open = (OpenExport *)export;
    g_free(open->text.text);
    g_free(export->path);
    g_free(export->name);
    g_ptr_array_unref(export->sheets);
    g_ptr_array_unref(export->headings);
    g_free(open);
}

bool
export_row_is_total(const ExportRow *row)
{
    static const char *const words[] = {"total", "totals", "subtotal", "subtotals", "grand", NULL};
    guint i = 0;
    while (i < row->length && !*row->cells[i])
        i++;
    if (i == row->length)
        return false;
    g_autofree char *folded = profile_fold(row->cells[i]);
    g_autofree char *word = g_strndup(folded, strcspn(folded, " :=-"));
    return g_strv_contains(words, word) || g_str_has_prefix(folded, "sub-total") ||
           g_str_has_prefix(folded, "sub total");
}

bool
export_row_is_heading(const Export *export, const ExportRow *row)
{
    for (guint i = 0; i < export->headings->len; i++) {
        g_autofree char *cell = g_strstrip(g_strdup(i < row->length ? row->cells[i] : ""));
        if (strcmp(cell, export->headings->pdata[i]) != 0)
            return false;
    }
    return true;
}

char *
export_column_letters(guint index)
{
    GString *letters = g_string_new(NULL);
    for (guint rest = index + 1; rest; rest = (rest - 1) / 26)
        g_string_prepend_c(letters, (char)('A' + (rest - 1) % 26));
    return g_string_free(letters, FALSE);
}
