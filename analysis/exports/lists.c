#include "analysis/exports/lists.h"
#include "analysis/exports/exports.h"
#include "analysis/exports/kind.h"
#include "analysis/profile/fold/fold.h"
#include <string.h>

typedef struct {
    const char *const *headings;
    CsvRowFunction on_row;
    void *user;
    bool begun; /* the headings have been found */
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

/* Excel leaves empty cells at the end of rows if a table was once wider. */
static bool
on_row(CsvRow *row, void *user)
{
    const List *list = user;
    while (row->length > 1 && !*row->cells[row->length - 1])
        row->length--;
    return (row->length == 1 && !*row->cells[0]) || list->on_row(row, list->user);
}

static bool
has_headings(const ExportRow *row, const char *const *headings)
{
    for (; *headings; headings++) {
        bool found = false;
        for (guint i = 0; i < row->length && !found; i++)
            found = profile_same_name(row->cells[i], *headings);
        if (!found)
            return false;
    }
    return true;
}

static bool
on_sheet_row(const ExportRow *row, void *user)
{
    List *list = user;
    list->begun |= has_headings(row, list->headings);
    CsvRow same = {row->cells, row->length, row->line, row->row};
    return !list->begun || on_row(&same, list);
}

static bool
read_workbook(const char *path, List *list, GError **error)
{
    g_autoptr(GPtrArray) sheets = export_sheets(path, NULL, error);
    for (guint i = 0; sheets && i < sheets->len && !list->begun; i++)
        if (!export_sheet_rows(path, sheets->pdata[i], on_sheet_row, list, error))
            return false;
    if (sheets && !list->begun) {
        g_autofree char *wanted = g_strjoinv(" and ", (char **)list->headings);
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: no sheet has the headings %s", path, wanted);
    }
    return list->begun;
}

bool
list_read(const char *path, const InputKind *kind, const char *const *headings, CsvRowFunction on_list_row,
          void *user, GError **error)
{
    List list = {.headings = headings, .on_row = on_list_row, .user = user};
    if (list_is_workbook(path))
        return read_workbook(path, &list, error);
    gsize length = 0;
    g_autofree char *text = input_read_text(path, kind, &length, error);
    return text && csv_rows_read(path, text, length, list_delimiter(text), 0, on_row, &list, error);
}
