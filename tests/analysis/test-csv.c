#include "analysis/csv/rows.h"
#include "analysis/failure/failure.h"
#include <string.h>

static bool
collect(CsvRow *row, void *user)
{
    GString *out = user;
    g_string_append_printf(out, "%u", row->line);
    for (guint i = 0; i < row->length; i++)
        g_string_append_printf(out, "[%s]", row->cells[i]);
    g_string_append_c(out, '\n');
    return true;
}

static char *
read_rows(const char *text, gsize step, GError **error)
{
    GString *out = g_string_new(NULL);
    csv_rows_read("export.csv", text, strlen(text), ',', step, collect, out, error);
    return g_string_free(out, FALSE);
}

static const struct {
    const char *text, *rows;
} inputs[] = {
    {"a,b\n1,2\n", "1[a][b]\n2[1][2]\n"},
    {"a,b\r\n1,2", "1[a][b]\n2[1][2]\n"},
    {"a,b\r1,2\r", "1[a][b]\n2[1][2]\n"},
    {"a\n\n\n1\n", "1[a]\n4[1]\n"},
    {"\"a\nb\",c\n1,2\n", "1[a\nb][c]\n3[1][2]\n"},
    {"a,b\n1,\"x\r\ny\"\r\n3,4\n", "1[a][b]\n2[1][x\r\ny]\n4[3][4]\n"},
    {"a,\"b \"\"c\"\"\"\n", "1[a][b \"c\"]\n"},
    {"a,,\n", "1[a][][]\n"},
};

static void
every_input_reads_the_same_at_every_chunk_size(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(inputs); i++)
        for (gsize step = 0; step <= strlen(inputs[i].text); step++) {
            g_autoptr(GError) error = NULL;
            g_autofree char *rows = read_rows(inputs[i].text, step, &error);
            g_assert_no_error(error);
            g_assert_cmpstr(rows, ==, inputs[i].rows);
        }
}

static void
a_fault_names_its_line(void)
{
    static const char *const faults[][2] = {{"a,b\n1,x\"y\"z\n2,3\n", "export.csv:2:"},
                                            {"a\n\"1\n2\n3\n", "export.csv:2:"}};
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *rows = read_rows(faults[i][0], 0, &error);
        g_assert_error(error, FAILURE, FAILURE_INPUT);
        if (!g_str_has_prefix(error->message, faults[i][1]))
            g_error("\"%s\" does not begin with %s", error->message, faults[i][1]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/every_input_reads_the_same_at_every_chunk_size",
                    every_input_reads_the_same_at_every_chunk_size);
    g_test_add_func("/csv/a_fault_names_its_line", a_fault_names_its_line);
    return g_test_run();
}
