#include "analysis/records/columns.h"
#include "analysis/failure/failure.h"
#include <string.h>

static char *
heading_list(const GPtrArray *headings)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < headings->len && i < 12; i++)
        g_string_append_printf(list, "%s%s", i ? ", " : "", (const char *)headings->pdata[i]);
    if (headings->len > 12)
        g_string_append(list, " ...");
    return g_string_free(list, FALSE);
}

static void
fail_missing_heading(const Export *export, const ProfileColumn *column, GError **error)
{
    const char *near = failure_nearest(column->heading, export->headings);
    g_autofree char *list =
        near ? g_strdup_printf("did you mean \"%s\"?", near) : heading_list(export->headings);
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u:%u: %s has no column \"%s\"%s%s", column->place.file,
                column->place.line, column->place.column, export->name, column->heading,
                near ? "; " : "; it has: ", list);
}

static bool
map_column(const ProfileColumn *column, const Export *export, GArray *columns, GError **error)
{
    g_autofree char *wanted = profile_fold(column->heading);
    guint found = G_MAXUINT;
    for (guint i = 0; i < export->headings->len; i++) {
        g_autofree char *heading = profile_fold(export->headings->pdata[i]);
        if (strcmp(heading, wanted) != 0)
            continue;
        if (found != G_MAXUINT) {
            g_autofree char *first = export_column_letters(found), *second = export_column_letters(i);
            g_set_error(error, FAILURE, FAILURE_INPUT,
                        "%s:%u: the heading \"%s\" stands twice, in columns %s and %s; rename one of them in "
                        "the export",
                        export->name, export->heading_line, column->heading, first, second);
            return false;
        }
        found = i;
    }
    if (found == G_MAXUINT) {
        fail_missing_heading(export, column, error);
        return false;
    }
    MappedColumn mapped = {column, found};
    g_array_append_val(columns, mapped);
    return true;
}

bool
columns_map(const ProfileRecords *entry, const Export *export, GArray *mapped, GError **error)
{
    g_array_set_size(mapped, 0);
    for (guint i = 0; i < entry->columns->len; i++)
        if (!map_column(&g_array_index(entry->columns, ProfileColumn, i), export, mapped, error))
            return false;
    return true;
}
