#include "tests/cmd/councils.h"
#include <string.h>
#include "analysis/csv/rows.h"

static bool
keep_row(const CsvRow *row, void *user)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < row->length; i++)
        g_ptr_array_add(cells, g_strdup(row->cells[i]));
    g_ptr_array_add(user, cells);
    return true;
}

GPtrArray *
rows_of(const char *path)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;
    GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_file_get_contents(path, &text, &length, &error);
    g_assert_no_error(error);
    csv_rows_read(path, text, length, ',', 0, keep_row, rows, &error);
    g_assert_no_error(error);
    g_ptr_array_remove_index(rows, 0);
    return rows;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
council_names(void)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) fixtures = g_dir_open("fixtures", 0, NULL);
    for (const char *name; (name = g_dir_read_name(fixtures));) {
        g_autofree char *profile = g_build_filename("fixtures", name, "profile.yaml", NULL);
        if (g_file_test(profile, G_FILE_TEST_EXISTS))
            g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, compare_names);
    g_assert_cmpuint(names->len, >, 0);
    return names;
}

GPtrArray *
council_rows(const char *council, const char *file)
{
    g_autofree char *path = g_build_filename("fixtures", council, file, NULL);
    return rows_of(path);
}

const char *
cell(const GPtrArray *row, guint column)
{
    return column < row->len ? row->pdata[column] : "";
}

char *
key_of(const GPtrArray *row, const char *printed)
{
    return g_strjoin(" | ", cell(row, TABLE), cell(row, MEASURE), cell(row, PERIOD), cell(row, CATEGORY),
                     cell(row, SUBCATEGORY), printed, NULL);
}

GHashTable *
council_mappings(GPtrArray *reconciliation)
{
    GHashTable *mappings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < reconciliation->len; i++)
        g_hash_table_insert(mappings,
                            key_of(reconciliation->pdata[i], cell(reconciliation->pdata[i], PRINTED)),
                            reconciliation->pdata[i]);
    return mappings;
}

bool
row_says_down(const GPtrArray *row)
{
    static const char *const down[] = {"drop", "lower", "decrease", NULL};
    return g_strv_contains(down, cell(row, SUBCATEGORY));
}

void
report_open_data(const char *profile, const char *out)
{
    const char *arguments[] = {g_getenv("LADOSTAT_PROGRAM"),
                               "report",
                               profile,
                               "--internal",
                               "--formats",
                               "csv",
                               "--out",
                               out,
                               NULL};
    g_autofree char *errors = NULL;
    g_autoptr(GError) error = NULL;
    int status = 0;
    g_assert_nonnull(arguments[0]);
    g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &errors, &status, &error);
    g_assert_no_error(error);
    if (!g_spawn_check_wait_status(status, NULL))
        g_error("ladostat report: %s", errors);
}
