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

static guint
place_of(const Export *export, const ProfileColumn *column)
{
    g_autofree char *wanted = profile_fold(column->heading);
    for (guint i = 0; i < export->headings->len; i++) {
        g_autofree char *heading = profile_fold(export->headings->pdata[i]);
        if (strcmp(heading, wanted) == 0)
            return i;
    }
    return G_MAXUINT;
}

bool
columns_any(const ProfileRecords *entry, const Export *export)
{
    for (guint i = 0; i < entry->columns->len; i++)
        if (place_of(export, &g_array_index(entry->columns, ProfileColumn, i)) != G_MAXUINT)
            return true;
    return false;
}

/* Where not one heading is there, the first line may be a record, whose words are nobody's business. */
static void
fail_missing_heading(const ProfileRecords *entry, const Export *export, const ProfileColumn *column,
                     GError **error)
{
    if (!columns_any(entry, export)) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s:%u:%u: %s has no column \"%s\", nor any other that the profile names; has it lost "
                    "its line of headings?",
                    column->place.file, column->place.line, column->place.column, export->name,
                    column->heading);
        return;
    }
    const char *near = failure_nearest(column->heading, export->headings);
    g_autofree char *list =
        near ? g_strdup_printf("did you mean \"%s\"?", near) : heading_list(export->headings);
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u:%u: %s has no column \"%s\"%s%s", column->place.file,
                column->place.line, column->place.column, export->name, column->heading,
                near ? "; " : "; it has: ", list);
}

static bool
map_column(const ProfileRecords *entry, const ProfileColumn *column, const Export *export, GArray *columns,
           GError **error)
{
    g_autofree char *wanted = profile_fold(column->heading);
    guint found = place_of(export, column);
    for (guint i = found; i < export->headings->len; i++) {
        g_autofree char *heading = profile_fold(export->headings->pdata[i]);
        if (i != found && strcmp(heading, wanted) == 0) {
            g_autofree char *first = export_column_letters(found), *second = export_column_letters(i);
            g_set_error(error, FAILURE, FAILURE_INPUT,
                        "%s:%u: the heading \"%s\" stands twice, in columns %s and %s; rename one of them in "
                        "the export",
                        export->name, export->heading_line, column->heading, first, second);
            return false;
        }
    }
    if (found == G_MAXUINT) {
        fail_missing_heading(entry, export, column, error);
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
        if (!map_column(entry, &g_array_index(entry->columns, ProfileColumn, i), export, mapped, error))
            return false;
    return true;
}
