#include "render/table/table.h"
#include <string.h>

guint
table_heading_rows(const Table *table)
{
    for (guint i = 0; i < table->columns->len; i++)
        if (((const TableColumn *)table->columns->pdata[i])->group)
            return 2;
    return 1;
}

/* The index after the last column in the group of the column at `first`. */
static guint
group_end(const Table *table, guint first)
{
    const char *group = ((const TableColumn *)table->columns->pdata[first])->group;
    guint end = first + 1;
    while (group && end < table->columns->len &&
           g_strcmp0(((const TableColumn *)table->columns->pdata[end])->group, group) == 0)
        end++;
    return end;
}

guint
table_group_column(const Table *table, guint column)
{
    guint first = 0, at = column - 1;
    while (first < at && group_end(table, first) <= at)
        first = group_end(table, first);
    return ((const TableColumn *)table->columns->pdata[at])->group ? first + 1 : 0;
}

const char *
table_number_tail(const char *text, int *decimals, bool *percent)
{
    const char *minus = "\u2212",
               *at = g_str_has_prefix(text, minus) ? text + strlen(minus) : text + strspn(text, "+-");
    gsize digits = strspn(at, "0123456789,");
    const char *tail = digits ? at + digits : NULL;
    if (tail) {
        *decimals = *tail == '.' ? (int)strspn(tail + 1, "0123456789") : 0;
        *percent = g_str_has_suffix(tail, "%");
    }
    return tail;
}

GArray *
table_headings(const Table *table, guint row)
{
    GArray *headings = g_array_new(FALSE, FALSE, sizeof(TableHeading));
    guint rows = table_heading_rows(table);
    TableHeading corner = {table->row_heading, 0, 1, rows, false};
    if (row == 0)
        g_array_append_val(headings, corner);
    for (guint i = 0; i < table->columns->len;) {
        const TableColumn *column = table->columns->pdata[i];
        guint end = row == 0 ? group_end(table, i) : i + 1;
        TableHeading heading = {column->heading, i + 1, end - i, rows, false};
        if (row == 0 && column->group)
            heading = (TableHeading){column->group, i + 1, end - i, 1, true};
        else if (row == 1)
            heading = (TableHeading){column->subheading, i + 1, 1, 1, false};
        if (row == 0 || column->group)
            g_array_append_val(headings, heading);
        i = end;
    }
    return headings;
}
