#include "render/table/actions.h"
#include "analysis/csv/rows.h"
#include "analysis/failure/failure.h"
#include "render/table/table_build.h"
#include <string.h>

static const char *const headings[] = {"action", "owner", "due", "status"};

typedef struct {
    Table *table;
    const char *path;
    bool begun;
    GError *error;
} Reading;

static bool
on_row(CsvRow *row, void *user)
{
    Reading *reading = user;
    bool whole = row->length == G_N_ELEMENTS(headings);
    for (gsize i = 0; i < G_N_ELEMENTS(headings) && whole && !reading->begun; i++)
        whole = g_ascii_strcasecmp(row->cells[i], headings[i]) == 0;
    if (!whole) {
        g_set_error(&reading->error, FAILURE, FAILURE_USAGE,
                    "%s:%u: a list of actions has the columns action, owner, due, status and nothing else",
                    reading->path, row->line);
        return false;
    }
    if (reading->begun) {
        TableRow *made = table_add_row(reading->table, row->cells[0], 0, false);
        for (gsize i = 1; i < G_N_ELEMENTS(headings); i++)
            table_add_text(made, row->cells[i]);
    }
    reading->begun = true;
    return true;
}

/* The list as UTF-8 text without its byte order mark; NULL with an error. */
static char *
read_text(const char *path, GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &text, &length, NULL) || !g_utf8_validate_len(text, length, NULL)) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: there is no such CSV file in UTF-8", path);
        return NULL;
    }
    return g_strdup(g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text);
}

Table *
table_of_actions(const Profile *profile, const char *path, const char *title, GError **error)
{
    g_autofree char *text = read_text(path, error);
    if (!text)
        return NULL;
    g_autoptr(Table) table = table_titled("actions", title);
    table->row_heading = table_sentence_case(headings[0]);
    for (gsize i = 1; i < G_N_ELEMENTS(headings); i++) {
        g_autofree char *heading = table_sentence_case(headings[i]);
        table_add_column(table, heading, NULL, NULL, TABLE_TEXT);
    }
    Reading reading = {.table = table, .path = path};
    if (!csv_rows_read(path, text, strlen(text), ',', 0, on_row, &reading, error))
        return NULL;
    if (reading.error) {
        g_propagate_error(error, reading.error);
        return NULL;
    }
    table->subtitle =
        g_strdup_printf("Actions with owner, date due and status, %s", profile->authority_short_name);
    table->source = g_strdup_printf("Source: %s", profile->authority_name);
    table->summary = g_strdup_printf(
        "%s: %u actions, each with its owner, when it is due and where it stands.", title, table->rows->len);
    return g_steal_pointer(&table);
}
