/* Tables as rows of boxes; heading rows come again on every page. */
#include "render/pdf/flow.h"
#include <math.h>
#include <string.h>

static const double pad_x = 2.2, pad_y = 3.2;

static const TableColumn *
column_at(const Table *table, guint index)
{
    return table->columns->pdata[index];
}

static void
add_cell(Flow *flow, Box *row, const char *text, double x, double width, bool right, bool bold)
{
    RowCell cell = {flow_layout(flow, text, NULL, row->rows->size, bold, width - 2 * pad_x), x, width, right,
                    row->is_heading};
    pango_layout_set_line_spacing(cell.layout, 1.15f);
    if (right)
        pango_layout_set_alignment(cell.layout, PANGO_ALIGN_RIGHT);
    row->height = MAX(row->height, layout_height(cell.layout) + 2 * pad_y);
    g_array_append_val(row->cells, cell);
}

static Box *
add_row(Flow *flow, RowSet *set, bool heading)
{
    Box *row = flow_add(flow, BOX_ROW);
    row->cells = g_array_new(FALSE, FALSE, sizeof(RowCell));
    row->rows = set;
    row->is_heading = heading;
    row->keep = heading;
    row->tag = "TR";
    if (heading)
        g_ptr_array_add(set->heading, row);
    return row;
}

static void
add_headings(Flow *flow, RowSet *set, const Table *table, double first, double other)
{
    if (table_heading_rows(table) > 1) {
        g_autoptr(GArray) headings = table_headings(table, 0);
        Box *row = add_row(flow, set, true);
        for (guint i = 0; i < headings->len; i++) {
            const TableHeading *heading = &g_array_index(headings, TableHeading, i);
            if (heading->column)
                add_cell(flow, row, heading->group ? heading->text : "",
                         first + other * (heading->column - 1), other * heading->columns, true, true);
        }
    }
    Box *row = add_row(flow, set, true);
    add_cell(flow, row, table->row_heading, 0, first, false, true);
    for (guint i = 0; i < table->columns->len; i++) {
        const TableColumn *column = column_at(table, i);
        add_cell(flow, row, column->subheading ? column->subheading : column->heading, first + other * i,
                 other, true, true);
    }
    for (guint i = 0; i < set->heading->len; i++)
        set->height += ((const Box *)set->heading->pdata[i])->height;
}

static void
add_line(Flow *flow, const char *text, double size, bool bold, double before, const char *tag, bool keep)
{
    flow_add_lines(flow, flow_layout(flow, text, NULL, size, bold, TEXT_WIDTH), 0, before, tag, keep);
}

/* The width that the longest word of the columns' headings needs. */
static double
widest_word(Flow *flow, const Table *table, double size)
{
    double widest = 0;
    for (guint i = 0; i < table->columns->len; i++) {
        const TableColumn *column = column_at(table, i);
        g_auto(GStrv) words = g_strsplit(column->subheading ? column->subheading : column->heading, " ", -1);
        for (char **word = words; *word; word++) {
            PangoLayout *layout = flow_layout(flow, *word, NULL, size, true, TEXT_WIDTH);
            int width;
            pango_layout_get_size(layout, &width, NULL);
            widest = MAX(widest, (double)width / PANGO_SCALE);
            g_object_unref(layout);
        }
    }
    return widest + 2 * pad_x + 1;
}

/* The width of a column of figures, and the size of the type: smaller where the words of many columns would
 * not fit. */
static double
column_width(Flow *flow, const Table *table, double *size)
{
    double most = TEXT_WIDTH * (table->columns->len > 8 ? 0.8 : 0.64) / table->columns->len;
    for (*size = 8.2; *size > 6 && widest_word(flow, table, *size) > most;)
        *size -= 0.2;
    return MIN(76, most);
}

void
flow_add_table(Flow *flow, const Block *block)
{
    const Table *table = block->table;
    double size, other = column_width(flow, table, &size), first = TEXT_WIDTH - other * table->columns->len;
    g_autofree char *title = g_strdup_printf("Table %u: %s", block->number, table->title);
    add_line(flow, title, 10.5, true, 16, "Caption", true);
    add_line(flow, table->subtitle, 9, false, 1, "P", true);
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->height += 5;
    RowSet *set = g_new0(RowSet, 1);
    set->heading = g_ptr_array_new();
    set->size = size;
    g_ptr_array_add(flow->row_sets, set);
    add_headings(flow, set, table, first, other);
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        Box *box = add_row(flow, set, false);
        box->total = row->total;
        double indent = row->level ? 10 : 0;
        add_cell(flow, box, row->heading, indent, first - indent, false, row->total);
        for (guint c = 0; c < row->cells->len; c++)
            add_cell(flow, box, g_array_index(row->cells, TableCell, c).text, first + other * c, other, true,
                     row->total);
        /* The first rows stay with the headings, and the last two together with the notes. */
        box->keep = r == 0 || r + 2 >= table->rows->len;
    }
    for (guint i = 0; i < table->notes->len; i++)
        add_line(flow, table->notes->pdata[i], 8.5, false, i ? 1 : 5, "P", true);
    add_line(flow, table->source, 8.5, false, table->notes->len ? 1 : 5, "P", false);
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->height += 8;
}
