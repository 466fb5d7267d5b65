/* CSV: a text reads the same whole and byte by byte, and what is written reads back as it was. */
#include "analysis/csv/cell.h"
#include "analysis/csv/rows.h"
#include "tests/fuzz/fuzz.h"
#include <string.h>

typedef struct {
    GString *rows, *places;
} Written;

static bool
write_row(const CsvRow *row, void *user)
{
    const Written *written = user;
    GString *out = written->rows;
    g_string_append_printf(written->places, "%u,%u ", row->line, row->row);
    g_assert_cmpuint(row->length, >, 0);
    g_assert_cmpuint(row->line, >=, row->row);
    for (guint i = 0; i < row->length; i++) {
        if (i)
            g_string_append_c(out, ',');
        csv_append_cell(out, row->cells[i]);
        if (row->length == 1 && !*row->cells[i])
            g_string_append(out, "\"\""); /* no blank line, because that is not a row */
    }
    g_string_append_c(out, '\n');
    return true;
}

/* The rows; `fault` is the place and what is wrong. */
static char *
rows_of(const char *text, gsize size, char delimiter, gsize step, char **fault)
{
    Written written = {g_string_new(NULL), g_string_new(NULL)};
    g_autoptr(GError) error = NULL;
    bool read = csv_rows_read("export.csv", text, size, delimiter, step, write_row, &written, &error);
    fuzz_check_failure(error, !read);
    *fault = g_strdup_printf("%s%s", written.places->str, error ? error->message : "");
    g_string_free(written.places, TRUE);
    return g_string_free(written.rows, FALSE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char delimiters[] = ",;\t|";
    if (!size)
        return 0;
    char delimiter = delimiters[bytes[0] % 4];
    const char *text = (const char *)bytes + 1;
    g_autofree char *fault = NULL, *other_fault = NULL, *again_fault = NULL;
    g_autofree char *rows = rows_of(text, --size, delimiter, 0, &fault);
    g_autofree char *other = rows_of(text, size, delimiter, 1 + bytes[0] / 64, &other_fault);
    g_assert_cmpstr(rows, ==, other);
    g_assert_cmpstr(fault, ==, other_fault);
    g_autofree char *again = rows_of(rows, strlen(rows), ',', 0, &again_fault);
    g_assert_cmpstr(rows, ==, again);
    g_assert_false(strstr(again_fault, "export.csv:"));
    return 0;
}
