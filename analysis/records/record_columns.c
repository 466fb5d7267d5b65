#include "analysis/records/record_columns.h"
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

/* "Date#2" taken apart: "Date", and 2; 0 if there is no number. Caller frees. */
static char *
without_number(const char *heading, guint *number)
{
    const char *mark = strrchr(heading, '#');
    bool numbered = mark && mark > heading && mark[1] && strspn(mark + 1, "0123456789") == strlen(mark + 1);
    *number = numbered ? (guint)g_ascii_strtoull(mark + 1, NULL, 10) : 0;
    return numbered ? g_strndup(heading, (gsize)(mark - heading)) : g_strdup(heading);
}

GPtrArray *
columns_headings(const ProfileRecords *entry)
{
    GPtrArray *headings = g_ptr_array_new_with_free_func(g_free);
    guint number;
    for (guint i = 0; i < entry->columns->len; i++) {
        const char *heading = g_array_index(entry->columns, ProfileColumn, i).heading;
        g_ptr_array_add(headings, g_strdup(heading));
        g_ptr_array_add(headings, without_number(heading, &number));
    }
    for (guint i = 0; i < entry->skip->len; i++)
        g_ptr_array_add(headings, g_strdup(g_array_index(entry->skip, ProfileSkip, i).column.heading));
    return headings;
}

/* The `number`-th column, from 1, under a heading; G_MAXUINT if there is none. */
static guint
nth_place(const Export *export, const char *wanted, guint number)
{
    for (guint i = 0; i < export->headings->len; i++)
        if (profile_same_name(export->headings->pdata[i], wanted) && !--number)
            return i;
    return G_MAXUINT;
}

/* `*twice`: another column of the same heading, where none of them is said to be meant; else G_MAXUINT. */
static guint
column_place(const Export *export, const ProfileColumn *column, guint *twice)
{
    guint number, place = nth_place(export, column->heading, 1);
    *twice = place == G_MAXUINT ? G_MAXUINT : nth_place(export, column->heading, 2);
    g_autofree char *heading = without_number(column->heading, &number);
    return place == G_MAXUINT && number ? nth_place(export, heading, number) : place;
}

bool
columns_any(const ProfileRecords *entry, const Export *export)
{
    guint twice;
    for (guint i = 0; i < entry->columns->len; i++)
        if (column_place(export, &g_array_index(entry->columns, ProfileColumn, i), &twice) != G_MAXUINT)
            return true;
    return false;
}

/* If no heading is found, the first line may be a record, and is not quoted. */
static void
fail_missing_heading(const ProfileRecords *entry, const Export *export, const ProfileColumn *column,
                     GError **error)
{
    if (!columns_any(entry, export)) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s:%u:%u: %s has no column \"%s\", nor any other column that the profile names; is its "
                    "heading line missing?",
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
    guint twice;
    MappedColumn mapped = {column, column_place(export, column, &twice)};
    if (twice != G_MAXUINT) {
        g_autofree char *first = export_column_letters(mapped.place), *second = export_column_letters(twice);
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s:%u: the heading \"%s\" appears twice, in columns %s and %s; write \"%s#1\" or "
                    "\"%s#2\" for the one you mean",
                    export->name, export->heading_line, column->heading, first, second, column->heading,
                    column->heading);
        return false;
    }
    if (mapped.place == G_MAXUINT) {
        fail_missing_heading(entry, export, column, error);
        return false;
    }
    g_array_append_val(columns, mapped);
    return true;
}

bool
columns_map(const ProfileRecords *entry, const Export *export, GArray *mapped, GArray *skipped,
            GError **error)
{
    for (guint i = 0; i < entry->columns->len; i++)
        if (!map_column(entry, &g_array_index(entry->columns, ProfileColumn, i), export, mapped, error))
            return false;
    for (guint i = 0; i < entry->skip->len; i++)
        if (!map_column(entry, &g_array_index(entry->skip, ProfileSkip, i).column, export, skipped, error))
            return false;
    return true;
}
