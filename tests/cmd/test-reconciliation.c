/* Leicester's published report against the pack: every number the council printed is looked up in figures.csv
 * and must come out as printed, but for the rows of disagreements.csv, which must all disagree and be all
 * that do. */
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include "analysis/csv/rows.h"
#include "analysis/figures/figures.h"

#define COUNCIL "fixtures/leicester/"
/* Of a row: the place in the published report, then in ours. */
enum {
    TABLE,
    MEASURE,
    PERIOD,
    CATEGORY,
    SUBCATEGORY,
    PRINTED,
    OUR_MEASURE,
    OUR_PERIOD,
    OUR_CATEGORY,
    OUR_PART,
    OUR_FIELD
};
enum { PUBLISHED_COUNT = 5, PUBLISHED_PERCENT };
#define KEY_LENGTH 6
#define LEAST_NUMBERS 300 /* fewer would mean that a file was not read to its end */

static bool
keep_row(CsvRow *row, void *user)
{
    GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < row->length; i++)
        g_ptr_array_add(cells, g_strdup(row->cells[i]));
    g_ptr_array_add(user, cells);
    return true;
}

/* The rows of a file without its headings. */
static GPtrArray *
read_rows(const char *path)
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

static const char *
cell(const GPtrArray *row, guint column)
{
    return column < row->len ? row->pdata[column] : "";
}

static char *
key_of(const GPtrArray *row, const char *printed)
{
    return g_strjoin(" | ", cell(row, TABLE), cell(row, MEASURE), cell(row, PERIOD), cell(row, CATEGORY),
                     cell(row, SUBCATEGORY), printed, NULL);
}

/* The program writes the figures; they are read once for all tests. */
static Figures *
reported_figures(void)
{
    g_autofree char *folder = g_dir_make_tmp("reconciliation-XXXXXX", NULL);
    g_autofree char *out = g_build_filename(folder, "out", NULL);
    char *arguments[] = {(char *)g_getenv("LADOSTAT_PROGRAM"),
                         "report",
                         COUNCIL "profile.yaml",
                         "--formats",
                         "csv",
                         "--out",
                         out,
                         NULL};
    g_autofree char *errors = NULL;
    g_autoptr(GError) error = NULL;
    int status = 0;
    g_assert_nonnull(arguments[0]);
    g_spawn_sync(NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &errors, &status, &error);
    g_assert_no_error(error);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        g_error("ladostat report: %s", errors);
    g_autofree char *path = g_build_filename(out, "figures.csv", NULL);
    Figures *figures = figures_read(path, &error);
    g_assert_no_error(error);
    char *cleaning[] = {"rm", "-rf", folder, NULL};
    g_spawn_sync(NULL, cleaning, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
    return figures;
}

static double
percent_change(const Figures *figures, const GPtrArray *row)
{
    int year = atoi(cell(row, OUR_PERIOD)) - 1;
    g_autofree char *before_period = g_strdup_printf("%d-%02d", year, (year + 1) % 100);
    const Figure *now = figures_find(figures, cell(row, OUR_MEASURE), cell(row, OUR_PERIOD),
                                     cell(row, OUR_CATEGORY), cell(row, OUR_PART));
    const Figure *before = figures_find(figures, cell(row, OUR_MEASURE), before_period,
                                        cell(row, OUR_CATEGORY), cell(row, OUR_PART));
    return now && before ? now->percent - before->percent : NAN;
}

static double
computed_number(const Figures *figures, const GPtrArray *row)
{
    const char *field = cell(row, OUR_FIELD);
    if (strcmp(field, "percent-change") == 0)
        return percent_change(figures, row);
    const Figure *figure = figures_find(figures, cell(row, OUR_MEASURE), cell(row, OUR_PERIOD),
                                        cell(row, OUR_CATEGORY), cell(row, OUR_PART));
    if (!figure)
        g_error("figures.csv has no %s %s \"%s\" \"%s\"", cell(row, OUR_MEASURE), cell(row, OUR_PERIOD),
                cell(row, OUR_CATEGORY), cell(row, OUR_PART));
    return strcmp(field, "count") == 0 ? figure->count : figure->percent;
}

/* A printed number is whole, a half, or has one decimal; the computed one must round to it in that style. */
static bool
agrees(double computed, const char *printed)
{
    double number = g_ascii_strtod(printed, NULL);
    const char *point = strchr(printed, '.');
    if (isnan(computed))
        return false;
    if (!point)
        return figure_round(computed, 0) == number;
    if (strcmp(point, ".5") == 0)
        return figure_round(computed * 2, 0) / 2 == number;
    return fabs(figure_round(computed, (int)strlen(point) - 1) - number) < 1e-9;
}

/* Words of direction in the published row turn the sign. */
static bool
row_agrees(const Figures *figures, const GPtrArray *mapping, const char *printed)
{
    double computed = computed_number(figures, mapping);
    if (strcmp(cell(mapping, OUR_FIELD), "percent-change") == 0) {
        const char *direction = cell(mapping, SUBCATEGORY);
        if (strcmp(direction, "drop") == 0 || strcmp(direction, "lower") == 0)
            computed = -computed;
    }
    return agrees(computed, printed);
}

static GHashTable *
mappings_by_key(GPtrArray *rows)
{
    GHashTable *mappings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < rows->len; i++)
        g_hash_table_insert(mappings, key_of(rows->pdata[i], cell(rows->pdata[i], PRINTED)), rows->pdata[i]);
    return mappings;
}

/* The keys of the numbers that do not come out as printed, in the order of the report. */
static GPtrArray *
numbers_that_differ(const Figures *figures, GHashTable *mappings)
{
    static const char *const columns[] = {"count", "percent"};
    GPtrArray *differing = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) published = read_rows(COUNCIL "published.csv");
    guint compared = 0;
    for (guint i = 0; i < published->len; i++)
        for (guint k = 0; k < 2; k++) {
            const char *printed = cell(published->pdata[i], PUBLISHED_COUNT + k);
            if (!*printed)
                continue;
            g_autofree char *key = key_of(published->pdata[i], columns[k]);
            const GPtrArray *mapping = g_hash_table_lookup(mappings, key);
            if (!mapping)
                g_error("reconciliation.csv has no row for %s", key);
            compared++;
            if (row_agrees(figures, mapping, printed))
                continue;
            g_test_message("%s: printed %s, computed %.4f", key, printed, computed_number(figures, mapping));
            g_ptr_array_add(differing, g_steal_pointer(&key));
        }
    g_test_message("%u numbers compared, %u differ", compared, differing->len);
    g_assert_cmpuint(compared, >=, LEAST_NUMBERS);
    g_assert_cmpuint(compared, ==, g_hash_table_size(mappings));
    return differing;
}

static void
every_published_number_comes_out_but_those_listed(void)
{
    g_autoptr(Figures) figures = reported_figures();
    g_autoptr(GPtrArray) mapping_rows = read_rows(COUNCIL "reconciliation.csv");
    g_autoptr(GHashTable) mappings = mappings_by_key(mapping_rows);
    g_autoptr(GPtrArray) differing = numbers_that_differ(figures, mappings);
    g_autoptr(GPtrArray) listed = read_rows(COUNCIL "disagreements.csv");
    g_autoptr(GHashTable) unexplained = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < differing->len; i++)
        g_hash_table_add(unexplained, differing->pdata[i]);
    for (guint i = 0; i < listed->len; i++) {
        g_autofree char *key = key_of(listed->pdata[i], cell(listed->pdata[i], PRINTED));
        if (!g_hash_table_remove(unexplained, key))
            g_test_fail_printf("disagreements.csv lists what agrees: %s", key);
        if (!*cell(listed->pdata[i], KEY_LENGTH) || !*cell(listed->pdata[i], KEY_LENGTH + 1))
            g_test_fail_printf("disagreements.csv gives no reason: %s", key);
    }
    for (guint i = 0; i < differing->len; i++)
        if (g_hash_table_contains(unexplained, differing->pdata[i]))
            g_test_fail_printf("disagreements.csv does not list %s", (char *)differing->pdata[i]);
}

static void
a_percent_agrees_in_the_style_it_was_printed(void)
{
    g_assert_true(agrees(14.5, "15"));
    g_assert_false(agrees(15.5, "15"));
    g_assert_true(agrees(35.53, "35.5"));
    g_assert_false(agrees(25.24, "25.5"));
    g_assert_true(agrees(7.34, "7.3"));
    g_assert_false(agrees(7.36, "7.3"));
    g_assert_false(agrees(NAN, "0"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reconciliation/a_percent_agrees_in_the_style_it_was_printed",
                    a_percent_agrees_in_the_style_it_was_printed);
    g_test_add_func("/reconciliation/every_published_number_comes_out_but_those_listed",
                    every_published_number_comes_out_but_those_listed);
    return g_test_run();
}
