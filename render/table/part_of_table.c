/* Part of a table: some of its columns, where a page is too narrow for all. */
#include "render/table/table.h"

guint
table_part_end(const Table *table, guint from, guint to)
{
    for (guint end = to; end < table->columns->len && end > from; end--) {
        const TableColumn *last = table->columns->pdata[end - 1], *next = table->columns->pdata[end];
        if (!last->group || g_strcmp0(last->group, next->group) != 0)
            return end;
    }
    return to;
}

static void
row_free(gpointer pointer)
{
    g_array_unref(((TableRow *)pointer)->cells);
    g_free(pointer);
}

Table *
table_part(const Table *table, guint from, guint to)
{
    Table *part = g_memdup2(table, sizeof *table);
    part->columns = g_ptr_array_new();
    part->rows = g_ptr_array_new_with_free_func(row_free);
    for (guint c = from; c < to; c++)
        g_ptr_array_add(part->columns, table->columns->pdata[c]);
    for (guint r = 0; r < table->rows->len; r++) {
        TableRow *row = g_memdup2(table->rows->pdata[r], sizeof *row);
        GArray *cells = g_array_new(FALSE, FALSE, sizeof(TableCell));
        g_array_append_vals(cells, &g_array_index(row->cells, TableCell, from), to - from);
        row->cells = cells;
        g_ptr_array_add(part->rows, row);
    }
    return part;
}

void
table_part_free(Table *part)
{
    g_ptr_array_unref(part->columns);
    g_ptr_array_unref(part->rows);
    g_free(part);
}
