#include "analysis/csv/rows.h"
#include "analysis/failure/failure.h"
#include <string.h>

static bool
collect(const CsvRow *row, void *user)
{
    GString *out = user;
    g_string_append_printf(out, "%u", row->line);
    if (row->row != row->line)
        g_string_append_printf(out, "(%u)", row->row);
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
    {"\r\n \t \r\na\r\n\r\n1", "3[a]\n5[1]\n"},
    {"\"a\nb\",c\n1,2\n", "1[a\nb][c]\n3(2)[1][2]\n"},
    {"a,b\n1,\"x\r\ny\"\r\n3,4\n", "1[a][b]\n2[1][x\r\ny]\n4(3)[3][4]\n"},
    {"\"a\r\r\nb\"\r\n\n1\n", "1[a\r\r\nb]\n5(3)[1]\n"},
    {"a,\"b \"\"c\"\"\"\n", "1[a][b \"c\"]\n"},
    {"a,,\n", "1[a][][]\n"},
    {",,\n\"\",\n", "1[][][]\n2[][]\n"},
    {" a , b\n\" a \",\"b\" \n", "1[a][b]\n2[ a ][b]\n"},
    {"5\" pipe,37'8\"N\n1,\"2\"\n", "1[5\" pipe][37'8\"N]\n2[1][2]\n"},
    {"caf\xC3\xA9,\xE2\x80\x9Cq\xE2\x80\x9D\n1\n", "1[caf\xC3\xA9][\xE2\x80\x9Cq\xE2\x80\x9D]\n2[1]\n"},
    {"=1+1,-x\n", "1[=1+1][-x]\n"},
    {"", ""},
    {"\n\n", ""},
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

static const char *const faults[][2] = {
    {"a,b\n1,\"x\"y\n2,3\n", "export.csv:2:5: "},
    {"a,b\ncaf\xC3\xA9,\"x\" y\n", "export.csv:2:9: "},
    {"    1\n2,\"x\"y\n", "export.csv:2:5: "},
    {"a\n\"1\n2\n3\n", "export.csv:2: "},
    {"a\n1\n\n\"2", "export.csv:4: "},
    {"a,b\n\"1,2\n3,\"4\"\n",
     "export.csv:3:3: a quote in the wrong place; inside a quoted cell, write a quote "
     "twice; the row begins in line 2"},
};

static void
every_fault_has_the_same_place_at_every_chunk_size(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++)
        for (gsize step = 0; step <= strlen(faults[i][0]); step++) {
            g_autoptr(GError) error = NULL;
            g_autofree char *rows = read_rows(faults[i][0], step, &error);
            g_assert_error(error, FAILURE, FAILURE_INPUT);
            if (!g_str_has_prefix(error->message, faults[i][1]))
                g_error("\"%s\" does not begin with \"%s\"", error->message, faults[i][1]);
        }
}

static bool
stop_at_once(const CsvRow *row, void *user)
{
    (void)row;
    (*(guint *)user)++;
    return false;
}

static void
a_callback_that_has_enough_is_not_called_again(void)
{
    static const char text[] = "a\nb\nc\n";
    for (gsize step = 0; step <= strlen(text); step++) {
        guint calls = 0;
        g_autoptr(GError) error = NULL;
        g_assert_true(
            csv_rows_read("export.csv", text, strlen(text), ',', step, stop_at_once, &calls, &error));
        g_assert_no_error(error);
        g_assert_cmpuint(calls, ==, 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/every_input_reads_the_same_at_every_chunk_size",
                    every_input_reads_the_same_at_every_chunk_size);
    g_test_add_func("/csv/every_fault_has_the_same_place_at_every_chunk_size",
                    every_fault_has_the_same_place_at_every_chunk_size);
    g_test_add_func("/csv/a_callback_that_has_enough_is_not_called_again",
                    a_callback_that_has_enough_is_not_called_again);
    return g_test_run();
}
