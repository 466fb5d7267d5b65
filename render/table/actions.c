#include "render/table/table.h"
#include "analysis/exports/lists.h"
#include "render/table/table_build.h"

static const char *const headings[] = {"action", "owner", "due", "status", NULL};
static const ListKind list_of_actions = {
    .file = {.noun = "list of actions", .most = 1 * 1024 * 1024, .failure = FAILURE_INPUT},
    .columns = headings,
    .needed = headings,
    .must = "a list of actions must have the columns action, owner, due and status, and no others",
    .strict = true};

static void
add_action(const ListRow *row, void *user, GError **error)
{
    (void)error;
    TableRow *made = table_add_row(user, row->cells[0], 0, false);
    for (gsize i = 1; headings[i]; i++)
        table_add_text(made, row->cells[i]);
}

Table *
table_of_actions(const Profile *profile, const char *path, const char *title, GError **error)
{
    g_autoptr(Table) table = table_titled("actions", title);
    table->row_heading = table_sentence_case(headings[0]);
    for (gsize i = 1; headings[i]; i++) {
        g_autofree char *heading = table_sentence_case(headings[i]);
        table_add_column(table, heading, NULL, NULL, TABLE_TEXT);
    }
    g_autoptr(GArray) columns = list_read(path, &list_of_actions, add_action, table, error);
    if (!columns)
        return NULL;
    table->subtitle =
        g_strdup_printf("Actions with owner, date due and status, %s", profile->authority_short_name);
    table->source = g_strdup_printf("Source: %s", profile->authority_name);
    table->summary = g_strdup_printf(
        "%s: %u actions, each with its owner, when it is due and where it stands.", title, table->rows->len);
    return g_steal_pointer(&table);
}
