/* A document is judged passage by passage. */
#include "render/proof/judge.h"
#include <string.h>

/* A phrase to be passed over is made blank, so that places stay. */
static void
pass_over(Passage *passage, const GPtrArray *phrases)
{
    for (guint i = 0; phrases && i < phrases->len; i++) {
        const char *phrase = phrases->pdata[i];
        for (char *found = passage->text; *phrase && (found = strstr(found, phrase)); found += strlen(phrase))
            memset(found, ' ', strlen(phrase));
    }
}

/* The labels of the rows of the table that begins at an index; caller unrefs. */
static GPtrArray *
labels_from(const GPtrArray *passages, guint index)
{
    GPtrArray *labels = g_ptr_array_new();
    const Passage *cell = passages->pdata[index];
    guint table = cell->table, row = G_MAXUINT;
    for (; index < passages->len && (cell = passages->pdata[index])->table == table; index++) {
        if (cell->kind != PASSAGE_CELL)
            continue;
        if (cell->table_row != row && *cell->row)
            g_ptr_array_add(labels, (gpointer)cell->row);
        row = cell->table_row;
    }
    return labels;
}

/* Headings without the last of them; "" where there is none. Kept for good. */
static const char *
heading_above(const char *heading)
{
    const char *last = g_strrstr(heading, BETWEEN_HEADINGS);
    g_autofree char *above = g_strndup(heading, last ? (gsize)(last - heading) : 0);
    return g_intern_string(above);
}

/* A heading is of the first table below it, or of that which it names. With several tables below it is of
 * none, unless it names one. */
static void
note_heading_table(const Facts *facts, GHashTable *places, const char *heading, const SeriesTable *table)
{
    const SeriesTable *named = tie_heading(facts, last_heading(heading));
    gpointer known;
    bool other = g_hash_table_lookup_extended(places, heading, NULL, &known) && known != table;
    g_hash_table_insert(places, (gpointer)heading, (gpointer)(named || other ? named : table));
}

/* Which Table of the figures the document's tables are, by their number, and the headings, by their words
 * (all of them interned). What stands below a part of a section is of the section, and not of the whole
 * report's. */
static GHashTable *
find_tables(const Facts *facts, const GPtrArray *passages)
{
    GHashTable *places = g_hash_table_new(NULL, NULL);
    guint number = 0;
    for (guint i = 0; i < passages->len; i++) {
        const Passage *passage = passages->pdata[i];
        const char *above = heading_above(passage->heading);
        const SeriesTable *table = NULL;
        if (passage->kind == PASSAGE_HEADING) {
            table = tie_heading(facts, last_heading(passage->heading));
        } else if (passage->table > number) {
            g_autoptr(GPtrArray) labels = labels_from(passages, i);
            g_autofree char *words = g_strjoin(" ", passage->caption, last_heading(passage->heading), NULL);
            table = tie_labels(facts, labels, words);
            number = passage->table;
            g_hash_table_insert(places, GUINT_TO_POINTER(number), (gpointer)table);
        }
        if (table)
            note_heading_table(facts, places, passage->heading, table);
        if (table && *heading_above(above))
            note_heading_table(facts, places, above, table);
    }
    return places;
}

/* That of a cell's table, or of the nearest heading above that has one. */
static const SeriesTable *
table_above(GHashTable *places, const Passage *passage)
{
    if (passage->kind == PASSAGE_CELL)
        return g_hash_table_lookup(places, GUINT_TO_POINTER(passage->table));
    const SeriesTable *table = g_hash_table_lookup(places, passage->heading);
    const char *above = heading_above(passage->heading);
    return table || !*heading_above(above) ? table : g_hash_table_lookup(places, above);
}

static void
judge_passage(Judge *judge, const Passage *passage, const SeriesTable *table, GPtrArray *cells)
{
    GPtrArray *statements = statements_of(passage, judge->facts->profile);
    for (guint i = 0; i < statements->len; i++) {
        Statement *statement = statements->pdata[i];
        statement->table = table;
        judge_numbers(judge, statement);
        judge_arithmetic(judge, statement);
        judge_claims(judge, statement);
    }
    if (passage->kind == PASSAGE_CELL)
        g_ptr_array_extend_and_steal(cells, statements);
    else
        g_ptr_array_unref(statements);
}

static int
by_order(gconstpointer one, gconstpointer other)
{
    const ProofFinding *a = *(ProofFinding *const *)one, *b = *(ProofFinding *const *)other;
    return (a->order > b->order) - (a->order < b->order);
}

/* A table that is whole is judged once more as one. */
static void
judge_passages(Judge *judge, const GPtrArray *passages, const GPtrArray *phrases)
{
    for (guint i = 0; i < passages->len; i++)
        pass_over(passages->pdata[i], phrases);
    g_autoptr(GHashTable) places = find_tables(judge->facts, passages);
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(statement_free);
    for (guint i = 0; i < passages->len; i++) {
        const Passage *passage = passages->pdata[i], *next = passages->pdata[MIN(i + 1, passages->len - 1)];
        judge->passage = i;
        if (passage->kind == PASSAGE_PROSE || passage->kind == PASSAGE_CELL)
            judge_passage(judge, passage, table_above(places, passage), cells);
        if (next == passage || next->table != passage->table) {
            judge_table(judge, cells);
            g_ptr_array_set_size(cells, 0);
        }
    }
}

GPtrArray *
proof_document(const Exhibits *exhibits, const char *path, const GPtrArray *phrases, GError **error)
{
    g_autoptr(GPtrArray) passages = passages_read(path, error);
    if (!passages)
        return NULL;
    Facts *facts = facts_new(exhibits);
    Judge judge = {facts, g_ptr_array_new_with_free_func(proof_finding_free), 0};
    judge_passages(&judge, passages, phrases);
    facts_free(facts);
    g_ptr_array_sort(judge.findings, by_order);
    return judge.findings;
}
