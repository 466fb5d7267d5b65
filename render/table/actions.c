#include "render/table/table.h"
#include "analysis/csv/rows.h"
#include "analysis/inputs/inputs.h"
#include "render/table/table_build.h"

static const InputKind list_of_actions = {
    .noun = "list of actions", .most = 1 * 1024 * 1024, .failure = FAILURE_INPUT};
static const char *const headings[] = {"action", "owner", "due", "status"};

typedef struct {
    Table *table;
    const char *path;
    bool begun;
    GError *error;
} Reading;

static bool
add_action(CsvRow *row, void *user)
{
    Reading *reading = user;
    bool whole = row->length == G_N_ELEMENTS(headings);
    for (gsize i = 0; i < G_N_ELEMENTS(headings) && whole && !reading->begun; i++)
        whole = g_ascii_strcasecmp(row->cells[i], headings[i]) == 0;
    if (!whole) {
        g_set_error(
            &reading->error, FAILURE, FAILURE_USAGE,
            "%s:%u: a list of actions must have the columns action, owner, due and status, and no others",
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

Table *
table_of_actions(const Profile *profile, const char *path, const char *title, GError **error)
{
    gsize length = 0;
    g_autofree char *text = input_read_text(path, &list_of_actions, &length, error);
    if (!text)
        return NULL;
    g_autoptr(Table) table = table_titled("actions", title);
    table->row_heading = table_sentence_case(headings[0]);
    for (gsize i = 1; i < G_N_ELEMENTS(headings); i++) {
        g_autofree char *heading = table_sentence_case(headings[i]);
        table_add_column(table, heading, NULL, NULL, TABLE_TEXT);
    }
    Reading reading = {.table = table, .path = path};
    if (!csv_rows_read(path, text, length, ',', 0, add_action, &reading, error))
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
