#include "render/proof/statement.h"
#include <string.h>

bool
mentions_have(const GArray *mentions, const char *period)
{
    for (guint i = 0; i < mentions->len; i++)
        if (strcmp(g_array_index(mentions, Mention, i).period, period) == 0)
            return true;
    return false;
}

void
statement_free(gpointer pointer)
{
    Statement *statement = pointer;
    g_free(statement->text);
    g_hash_table_unref(statement->stems);
    g_hash_table_unref(statement->around);
    g_array_unref(statement->quantities);
    g_array_unref(statement->spelt);
    g_array_unref(statement->mentions);
    g_array_unref(statement->mentions_near);
    g_free(statement);
}

/* What words a table's cell or a paragraph stands among: the same for all its statements, which share it. */
static void
look_around(Statement *around, const Passage *passage, const Profile *profile)
{
    around->around = stems_of("");
    around->mentions_near = g_array_new(FALSE, FALSE, sizeof(Mention));
    const char *const wide[] = {passage->text, passage->row, passage->column, passage->caption,
                                passage->heading};
    for (gsize i = 0; i < G_N_ELEMENTS(wide); i++)
        stems_add(around->around, wide[i]);
    if (passage->kind == PASSAGE_CELL)
        periods_of_cell(around->mentions_near, passage, profile);
    else
        periods_find(around->mentions_near, passage->text, profile, NULL);
    if (!around->mentions_near->len)
        periods_find(around->mentions_near, passage->caption, profile, NULL);
}

static void
add(GPtrArray *statements, const Statement *around, const Passage *passage, const Profile *profile,
    gsize from, gsize to)
{
    const Statement *last = statements->len ? statements->pdata[statements->len - 1] : NULL;
    Statement *statement = g_new0(Statement, 1);
    g_ptr_array_add(statements, statement);
    statement->passage = passage;
    statement->offset = from;
    statement->previous = last ? last->text : NULL;
    statement->text = g_strdelimit(g_strndup(passage->text + from, to - from), "\n", ' ');
    statement->stems = stems_of(statement->text);
    stems_add(statement->stems, passage->row);
    stems_add(statement->stems, passage->column);
    statement->around = g_hash_table_ref(around->around);
    statement->mentions_near = g_array_ref(around->mentions_near);
    statement->mentions = g_array_new(FALSE, FALSE, sizeof(Mention));
    g_autofree char *taken = g_malloc0(strlen(statement->text) + 1);
    periods_find(statement->mentions, statement->text, profile, taken);
    passed_over_find(statement->text, taken);
    quantities_find(statement, profile, taken);
}

GPtrArray *
statements_of(const Passage *passage, const Profile *profile)
{
    GPtrArray *statements = g_ptr_array_new_with_free_func(statement_free);
    Statement around = {0};
    look_around(&around, passage, profile);
    gsize from = 0;
    Span span;
    while (passage->kind != PASSAGE_CELL && pattern_find("{end-of-sentence}", passage->text, from, &span) &&
           span.end > from) {
        add(statements, &around, passage, profile, from, span.start);
        from = span.end;
    }
    add(statements, &around, passage, profile, from, strlen(passage->text));
    g_hash_table_unref(around.around);
    g_array_unref(around.mentions_near);
    return statements;
}
