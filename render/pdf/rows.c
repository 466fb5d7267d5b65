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
add_cell(Flow *flow, Box *row, Element *element, const char *text, double x, double width, bool right,
         bool bold)
{
    PangoLayout *layout = flow_layout(flow, text, NULL, row->rows->size, bold, width - 2 * pad_x);
    pango_layout_set_line_spacing(layout, 1.15f);
    if (right)
        pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
    Cell cell = {layout, x + (x > 0 ? pad_x : 0), 0, 0x0b0c0c, element};
    row->height = MAX(row->height, layout_height(layout) + 2 * pad_y);
    g_array_append_val(row->cells, cell);
}

/* Words stand at the foot of their row. */
static void
settle_cells(Box *row)
{
    for (guint i = 0; i < row->cells->len; i++) {
        Cell *cell = &g_array_index(row->cells, Cell, i);
        cell->y = row->height - pad_y - layout_height(cell->layout);
    }
}

static Box *
add_row(Flow *flow, RowSet *set, bool heading)
{
    Box *row = flow_add(flow, BOX_ROW);
    row->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    row->rows = set;
    row->is_heading = heading;
    row->keep = heading;
    if (heading)
        g_ptr_array_add(set->heading, row);
    return row;
}

static void
add_headings(Flow *flow, RowSet *set, const Table *table, double first, double other)
{
    Element *head = structure_add(set->element, "THead");
    for (guint r = 0; r < table_heading_rows(table); r++)
        add_row(flow, set, true);
    for (guint r = 0; r < set->heading->len; r++) {
        Element *row = structure_add(head, "TR");
        g_autoptr(GArray) headings = table_headings(table, r);
        for (guint i = 0; i < headings->len; i++) {
            const TableHeading *heading = &g_array_index(headings, TableHeading, i);
            Element *element = structure_add(row, "TH");
            element->scope = "Column";
            element->columns = heading->columns;
            element->rows = heading->rows;
            guint column = heading->column;
            /* What reaches down over both rows stands at their foot. */
            add_cell(flow, set->heading->pdata[r + MAX(heading->rows, 1) - 1], element, heading->text,
                     column ? first + other * (column - 1) : 0, column ? other * heading->columns : first,
                     column > 0, true);
        }
    }
    for (guint r = 0; r < set->heading->len; r++) {
        settle_cells(set->heading->pdata[r]);
        set->height += ((const Box *)set->heading->pdata[r])->height;
    }
}

static void
add_line(Flow *flow, const char *text, double size, bool bold, double before, Element *parent, bool keep)
{
    flow_add_lines(flow, flow_layout(flow, text, NULL, size, bold, TEXT_WIDTH), 0, before,
                   structure_add(parent, "P"), keep);
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

static RowSet *
add_row_set(Flow *flow, const Table *table, double size)
{
    RowSet *set = g_new0(RowSet, 1);
    set->heading = g_ptr_array_new();
    set->size = size;
    set->element = structure_add(flow->parent, "Table");
    set->element->words = g_strdup(table->summary);
    g_ptr_array_add(flow->row_sets, set);
    return set;
}

static void
add_body_row(Flow *flow, RowSet *set, const Table *table, guint index, Element *element, double first,
             double other)
{
    const TableRow *row = table->rows->pdata[index];
    Box *box = add_row(flow, set, false);
    box->total = row->total;
    double indent = row->level ? 10 : 0;
    Element *header = structure_add(element, "TH");
    header->scope = "Row";
    add_cell(flow, box, header, row->heading, indent, first - indent, false, row->total);
    for (guint c = 0; c < row->cells->len; c++)
        add_cell(flow, box, structure_add(element, "TD"), g_array_index(row->cells, TableCell, c).text,
                 first + other * c, other, true, row->total);
    settle_cells(box);
    /* The first rows stay with the headings, and the last two together with the notes. */
    box->keep = index == 0 || index + 2 >= table->rows->len;
}

void
flow_add_table(Flow *flow, const Block *block)
{
    const Table *table = block->table;
    double size, other = column_width(flow, table, &size), first = TEXT_WIDTH - other * table->columns->len;
    g_autofree char *title = g_strdup_printf("Table %u: %s", block->number, table->title);
    RowSet *set = add_row_set(flow, table, size);
    Element *caption = structure_add(set->element, "Caption");
    add_line(flow, title, 10.5, true, 16, caption, true);
    add_line(flow, table->subtitle, 9, false, 1, caption, true);
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->height += 5;
    add_headings(flow, set, table, first, other);
    Element *body = structure_add(set->element, "TBody");
    for (guint r = 0; r < table->rows->len; r++)
        add_body_row(flow, set, table, r, structure_add(body, "TR"), first, other);
    for (guint i = 0; i < table->notes->len; i++)
        add_line(flow, table->notes->pdata[i], 8.5, false, i ? 1 : 5, flow->parent, true);
    add_line(flow, table->source, 8.5, false, table->notes->len ? 1 : 5, flow->parent, false);
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->height += 8;
}
