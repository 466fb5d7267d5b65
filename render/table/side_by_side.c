/* Two tables side by side: one table with the columns of both. */
#include "render/table/table_build.h"
#include <string.h>

static int
row_of(const Table *table, const TableRow *wanted)
{
    for (guint i = 0; i < table->rows->len; i++) {
        const TableRow *row = table->rows->pdata[i];
        if (strcmp(row->heading, wanted->heading) == 0 && row->level == wanted->level)
            return (int)i;
    }
    return -1;
}

/* The last period of a table. Only that is taken: two tables of several years would not fit a page. */
static const char *
last_period(const Table *table)
{
    const char *last = NULL;
    for (guint i = 0; i < table->columns->len; i++) {
        const TableColumn *column = table->columns->pdata[i];
        if (column->period)
            last = column->period;
    }
    return last;
}

static bool
is_taken(const Table *from, guint index)
{
    const TableColumn *column = from->columns->pdata[index];
    return g_strcmp0(column->period, last_period(from)) == 0;
}

/* Adds the columns of a table, under words that distinguish them from the other's. */
static void
add_columns(Table *joined, const Table *from, const char *about)
{
    for (guint i = 0; i < from->columns->len; i++) {
        const TableColumn *column = from->columns->pdata[i];
        if (!is_taken(from, i))
            continue;
        g_autofree char *group =
            g_strdup_printf("%s, %s", about, column->group ? column->group : column->heading);
        table_add_column(joined, group, column->subheading, column->period, column->quantity);
    }
}

static void
add_cells(TableRow *row, const Table *from, int index)
{
    for (guint i = 0; i < from->columns->len; i++) {
        if (!is_taken(from, i))
            continue;
        if (index < 0) {
            table_add_blank(row);
            continue;
        }
        const TableRow *there = from->rows->pdata[index];
        TableCell cell = g_array_index(there->cells, TableCell, i);
        cell.text = g_strdup(cell.text);
        g_array_append_val(row->cells, cell);
    }
}

static void
add_rows(Table *joined, const Table *one, const Table *other, bool totals)
{
    for (guint i = 0; i < one->rows->len; i++) {
        const TableRow *row = one->rows->pdata[i];
        if (row->total != totals)
            continue;
        TableRow *made = table_add_row(joined, row->heading, row->level, row->total);
        add_cells(made, one, (int)i);
        add_cells(made, other, row_of(other, row));
    }
    for (guint i = 0; i < other->rows->len; i++) {
        const TableRow *row = other->rows->pdata[i];
        if (row->total != totals || row_of(one, row) >= 0)
            continue;
        TableRow *made = table_add_row(joined, row->heading, row->level, row->total);
        add_cells(made, one, -1);
        add_cells(made, other, (int)i);
    }
}

Table *
table_beside(const Table *one, const Table *other)
{
    g_autofree char *id = g_strdup_printf("%s-beside-%s", one->id, other->id);
    g_autofree char *title = g_strdup_printf("%s, beside %s", one->title, other->title);
    Table *joined = table_titled(id, title);
    joined->measure = one->measure;
    const char *about = one->measure->of->words, *other_about = other->measure->of->words;
    bool same = strcmp(about, other_about) == 0;
    g_autofree char *first = same ? g_strdup(one->title) : table_sentence_case(about);
    g_autofree char *second = same ? g_strdup(other->title) : table_sentence_case(other_about);
    add_columns(joined, one, first);
    add_columns(joined, other, second);
    add_rows(joined, one, other, false);
    add_rows(joined, one, other, true);
    table_take_notes(joined, one->notes);
    table_take_notes(joined, other->notes);
    joined->row_heading = g_strdup(one->row_heading);
    joined->source = g_strdup(one->source);
    joined->subtitle =
        g_strdup_printf("%s, %s, beside %s, %s", first, last_period(one), second, last_period(other));
    table_note(joined, "A cell is empty where its row is in the other table alone.");
    table_summarise(joined);
    return joined;
}
