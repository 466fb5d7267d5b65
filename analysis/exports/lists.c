#include "analysis/exports/lists.h"
#include "analysis/exports/exports.h"
#include "analysis/exports/kind.h"
#include "analysis/failure/failure.h"
#include "analysis/profile/fold/fold.h"
#include <string.h>

enum { MOST_COLUMNS = 16 }; /* of any kind of list */

typedef struct {
    const char *path;
    const ListKind *kind;
    ListRowFunction on_row;
    void *user;
    GArray *columns;     /* NULL until the headings have been read */
    GPtrArray *headings; /* the same */
    guint rows;
    GError *error;
} List;

bool
list_is_workbook(const char *path)
{
    return export_kind(path, NULL) == EXPORT_WORKBOOK;
}

char
list_delimiter(const char *text)
{
    static const char delimiters[] = ",;\t";
    guint most = 0;
    char best = *delimiters;
    text += g_str_has_prefix(text, "\xEF\xBB\xBF") ? 3 : 0;
    while (*text == '#' || *text == '\r' || *text == '\n' ||
           strncmp(text, "\"#", 2) == 0) { /* what the file says about itself */
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    gsize length = strcspn(text, "\r\n");
    for (const char *delimiter = delimiters; *delimiter; delimiter++) {
        guint count = 0;
        for (gsize i = 0; i < length; i++)
            count += text[i] == *delimiter;
        if (count > most) {
            most = count;
            best = *delimiter;
        }
    }
    return best;
}

/* "la_name|name" has either name. */
static bool
is_one_of(const char *names, const char *heading)
{
    g_auto(GStrv) all = g_strsplit(names, "|", -1);
    return g_strv_contains((const char *const *)all, heading);
}

static int
column_of_heading(const ListKind *kind, const char *heading)
{
    int column = 0;
    while (kind->columns[column] && !is_one_of(kind->columns[column], heading))
        column++;
    return kind->columns[column] ? column : -1;
}

static GPtrArray *
folded_cells(const CsvRow *row)
{
    GPtrArray *folded = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < row->length; i++)
        g_ptr_array_add(folded, profile_fold(row->cells[i]));
    return folded;
}

static bool
has_needed(const ListKind *kind, const GPtrArray *headings)
{
    for (const char *const *names = kind->needed; *names; names++) {
        bool found = false;
        for (guint i = 0; i < headings->len && !found; i++)
            found = is_one_of(*names, headings->pdata[i]);
        if (!found)
            return false;
    }
    return true;
}

static void
fail_unknown_column(List *list, const CsvRow *row, const char *heading)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const char *const *column = list->kind->columns; *column; column++)
        g_ptr_array_add(known, (gpointer)*column);
    const char *near = failure_nearest(heading, known);
    failure_at(&list->error, list->path, row->line, "column \"%s\" is not a column of a %s%s%s%s", heading,
               list->kind->file.noun, near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
}

static void
list_take_headings(List *list, const CsvRow *row)
{
    const ListKind *kind = list->kind;
    list->columns = g_array_new(FALSE, FALSE, sizeof(int));
    list->headings = folded_cells(row);
    for (guint i = 0; i < row->length; i++) {
        int column = column_of_heading(kind, list->headings->pdata[i]);
        if (kind->strict && column < 0)
            fail_unknown_column(list, row, list->headings->pdata[i]);
        else if (kind->strict && list_has_column(list->columns, column))
            failure_at(&list->error, list->path, row->line, "column \"%s\" appears twice; remove one",
                       kind->columns[column]);
        g_array_append_val(list->columns, column);
    }
    if (!has_needed(kind, list->headings))
        failure_at(&list->error, list->path, row->line, "%s", kind->must);
}

static void
list_take_row(List *list, const CsvRow *row, ListRowFunction take)
{
    const char *cells[MOST_COLUMNS];
    guint named = list->columns ? list->columns->len : 0;
    for (gsize i = 0; i < MOST_COLUMNS; i++)
        cells[i] = "";
    for (guint i = 0; i < MIN(row->length, named); i++) {
        int column = g_array_index(list->columns, int, i);
        if (column >= 0)
            cells[column] = profile_one_line(row->cells[i]);
    }
    ListRow made = {list->path, row->line, cells, list->columns, list->headings, row};
    take(&made, list->user, &list->error);
}

static bool
on_list_row_of_text(const CsvRow *whole, void *user)
{
    List *list = user;
    const ListKind *kind = list->kind;
    CsvRow row = *whole;
    while (row.length > 1 && !*row.cells[row.length - 1])
        row.length--;
    if (row.length == 1 && !*row.cells[0])
        return true;
    if (*row.cells[0] == '#' && !kind->say)
        return true;
    if (*row.cells[0] == '#' && !list->columns)
        list_take_row(list, &row, kind->say);
    else if (!list->columns)
        list_take_headings(list, &row);
    else if (kind->strict && row.length > list->columns->len)
        failure_at(&list->error, list->path, row.line,
                   "%u cells, but the heading line has %u; put quotes round a cell that contains a comma",
                   row.length, list->columns->len);
    else if (++list->rows > kind->most_rows && kind->most_rows)
        failure_at(&list->error, list->path, row.line, "more than %u rows, the limit for a %s",
                   kind->most_rows, kind->file.noun);
    else
        list_take_row(list, &row, list->on_row);
    return !list->error;
}

static bool
on_sheet_row(const CsvRow *row, void *user)
{
    List *list = user;
    g_autoptr(GPtrArray) headings = list->columns ? NULL : folded_cells(row);
    return (headings && !has_needed(list->kind, headings)) || on_list_row_of_text(row, list);
}

static bool
list_read_workbook(const char *path, List *list, GError **error)
{
    g_autoptr(GPtrArray) sheets = export_sheets(path, NULL, error);
    for (guint i = 0; sheets && i < sheets->len && !list->columns; i++)
        if (!export_sheet_rows(path, sheets->pdata[i], on_sheet_row, list, error))
            return false;
    if (sheets && !list->columns)
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: no sheet has the headings of a %s: %s", path,
                    list->kind->file.noun, list->kind->must);
    return list->columns;
}

static bool
list_read_text(const char *path, List *list, GError **error)
{
    gsize length = 0;
    g_autofree char *text = input_read_text(path, &list->kind->file, &length, error);
    if (!text ||
        !csv_rows_read(path, text, length, list_delimiter(text), 0, on_list_row_of_text, list, error))
        return false;
    if (!list->columns && !list->error)
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: the %s is empty: %s", path, list->kind->file.noun,
                    list->kind->must);
    return list->columns;
}

GArray *
list_read(const char *path, const ListKind *kind, ListRowFunction on_list_row, void *user, GError **error)
{
    List list = {.path = path, .kind = kind, .on_row = on_list_row, .user = user};
    bool read = (list_is_workbook(path) ? list_read_workbook : list_read_text)(path, &list, error);
    g_clear_pointer(&list.headings, g_ptr_array_unref);
    if (list.error)
        g_propagate_error(error, list.error);
    if (list.error || !read)
        g_clear_pointer(&list.columns, g_array_unref);
    return list.columns;
}

bool
list_has_column(const GArray *columns, int column)
{
    for (guint i = 0; i < columns->len; i++)
        if (g_array_index(columns, int, i) == column)
            return true;
    return false;
}
