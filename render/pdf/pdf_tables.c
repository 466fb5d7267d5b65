/* Tables as rows of boxes; heading rows come again on every page. */
#include "render/pdf/flow.h"
#include <string.h>

/* The layout of a cell's words. Most stand in many cells, so each is laid out once. */
static PangoLayout *
cell_layout(Flow *flow, const char *text, double size, bool bold, bool right, double width)
{
    g_autofree char *key = g_strdup_printf("%.1f %d %d %.2f %s", size, bold, right, width, text);
    PangoLayout *layout = g_hash_table_lookup(flow->cell_layouts, key);
    if (!layout) {
        layout = flow_layout(flow, text, NULL, size, bold, width);
        pango_layout_set_line_spacing(layout, 1.05f);
        if (right)
            pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
        g_hash_table_insert(flow->cell_layouts, g_steal_pointer(&key), layout);
    }
    return g_object_ref(layout);
}

/* A cell over `columns` columns from `column`, 0 being the headings of the rows. */
static void
add_cell(Flow *flow, Box *row, Element *element, const char *text, guint column, guint columns, bool right,
         double indent)
{
    const double *edges = row->rows->edges;
    double x = edges[column] + indent + (column ? row->rows->pad : 0);
    double width = edges[column + columns] - x - (column + columns < row->rows->columns ? row->rows->pad : 0);
    bool bold = row->total || row->is_heading;
    int decimals;
    bool percent;
    const char *tail = right && !row->is_heading ? table_number_tail(text, &decimals, &percent) : NULL;
    /* Numbers stand with their whole parts above one another. */
    if (tail)
        width -= row->rows->tails[column] - flow_width(flow, tail, row->rows->size, bold);
    PangoLayout *layout = cell_layout(flow, text, row->rows->size, bold, right, width);
    double height = flow_put(row, layout, x, 0, text_colour, element);
    row->height = MAX(row->height, height + 2 * row->rows->pad_y);
}

/* Whether a column stands on the right: figures do, with their headings, and words do not. */
static bool
is_right(const Table *table, guint column)
{
    return column > 0 && ((const TableColumn *)table->columns->pdata[column - 1])->quantity != TABLE_TEXT;
}

/* Words stand at the foot of their row, where numbers are looked for; in a table without numbers, at its
 * head. */
static void
settle_cells(Box *row, const Table *table)
{
    bool foot = row->is_heading;
    for (guint c = 1; c <= table->columns->len; c++)
        foot |= is_right(table, c);
    for (guint i = 0; i < row->cells->len; i++) {
        Cell *cell = &g_array_index(row->cells, Cell, i);
        cell->y = foot ? row->height - row->rows->pad_y - layout_height(cell->layout) : row->rows->pad_y;
    }
}

static Box *
add_row(Flow *flow, RowSet *set, bool heading)
{
    Box *row = flow_add_cells(flow, BOX_ROW);
    row->rows = set;
    row->is_heading = heading;
    row->keep = heading;
    if (heading)
        g_ptr_array_add(set->heading, row);
    return row;
}

static void
add_headings(Flow *flow, RowSet *set, const Table *table)
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
            /* What reaches down over both rows stands at their foot. */
            Box *foot = set->heading->pdata[r + MAX(heading->rows, 1) - 1];
            add_cell(flow, foot, element, heading->text, heading->column, MAX(heading->columns, 1),
                     is_right(table, heading->column), 0);
        }
    }
    for (guint r = 0; r < set->heading->len; r++) {
        settle_cells(set->heading->pdata[r], table);
        set->height += ((const Box *)set->heading->pdata[r])->height;
    }
}

static void
add_line(Flow *flow, const RowSet *set, const char *text, double size, bool bold, double before,
         Element *parent)
{
    flow_add_lines(flow, flow_layout(flow, text, NULL, size, bold, set->room), set->left, before,
                   structure_add(parent, "P"), true);
}

static RowSet *
add_row_set(Flow *flow, const Table *table, double left, double room)
{
    RowSet *set = g_new0(RowSet, 1);
    set->heading = g_ptr_array_new();
    set->element = structure_add(flow->parent, "Table");
    set->element->words = g_strdup(table->summary);
    set->left = left;
    set->room = room;
    g_ptr_array_add(flow->row_sets, set);
    return set;
}

static void
add_body_row(Flow *flow, RowSet *set, const Table *table, guint index, Element *element)
{
    const TableRow *row = table->rows->pdata[index];
    Box *box = add_row(flow, set, false);
    box->total = row->total;
    Element *header = structure_add(element, "TH");
    header->scope = "Row";
    add_cell(flow, box, header, row->heading, 0, 1, false, row->level ? 10 : 0);
    for (guint c = 0; c < row->cells->len; c++)
        add_cell(flow, box, structure_add(element, "TD"), g_array_index(row->cells, TableCell, c).text, c + 1,
                 1, is_right(table, c + 1), 0);
    settle_cells(box, table);
    /* A table that is no longer stays whole; of a long one the first rows stay with the headings, and the
     * last together with the notes. */
    static const guint most_rows_together = 24;
    box->keep = table->rows->len <= most_rows_together || index <= 3 || index + 4 >= table->rows->len;
}

/* All boxes from `first` on go on a page on its side, with what must stay with them. */
static void
lay_on_side(Flow *flow, guint first)
{
    while (first > 0 && ((const Box *)flow->boxes->pdata[first - 1])->keep)
        first--;
    for (guint i = first; i < flow->boxes->len; i++)
        ((Box *)flow->boxes->pdata[i])->wide = true;
}

static void
add_grid(Flow *flow, RowSet *set, const Table *table)
{
    add_headings(flow, set, table);
    Element *body = structure_add(set->element, "TBody");
    for (guint r = 0; r < table->rows->len; r++)
        add_body_row(flow, set, table, r, structure_add(body, "TR"));
}

/* As many columns as a page on its side holds, and the rest in further tables beneath. */
static void
add_parts(Flow *flow, RowSet *set, const Table *table)
{
    static const double between = 10;
    for (guint from = 0, to; from < table->columns->len; from = to) {
        guint first = flow->boxes->len;
        if (from) {
            ((Box *)flow->boxes->pdata[first - 1])->keep = false;
            set = add_row_set(flow, table, set->left, set->room);
        }
        to = flow_set_part(flow, set, table, from);
        Table *part = table_part(table, from, to);
        add_grid(flow, set, part);
        table_part_free(part);
        if (from)
            ((Box *)flow->boxes->pdata[first])->before = between;
    }
}

/* The boxes of a table; all but the last stay with the next, or with the next of their rows. */
static RowSet *
add_table(Flow *flow, const Block *block, double left, double room)
{
    const Table *table = block->table;
    g_autofree char *title = block_caption(block);
    RowSet *set = add_row_set(flow, table, left, room);
    bool whole = flow_set_columns(flow, set, table);
    Element *caption = structure_add(set->element, "Caption");
    add_line(flow, set, title, SIZE_BODY, true, 14, caption);
    add_line(flow, set, table->subtitle, SIZE_SUBTITLE, false, 0, caption);
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->height += 3;
    if (whole)
        add_grid(flow, set, table);
    else
        add_parts(flow, set, table);
    const GPtrArray *notes = block_notes(block);
    for (guint i = 0; i < notes->len; i++)
        add_line(flow, set, notes->pdata[i], SIZE_NOTE, false, i ? 1 : 5, flow->parent);
    if (*block_source(block))
        add_line(flow, set, block_source(block), SIZE_NOTE, false, notes->len ? 1 : 5, flow->parent);
    return set;
}

void
flow_add_tables(Flow *flow, const Block *block, const Block *beside)
{
    guint first = flow->boxes->len, second;
    bool wide = add_table(flow, block, 0, beside ? half_width : FULL_WIDTH)->wide;
    second = flow->boxes->len;
    if (beside) {
        add_table(flow, beside, FULL_WIDTH - half_width, half_width);
        ((Box *)flow->boxes->pdata[second])->beside = true;
    }
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->keep = false;
    ((Box *)flow->boxes->pdata[first])->exhibit = flow->boxes->len - first;
    if (wide)
        lay_on_side(flow, first);
}
