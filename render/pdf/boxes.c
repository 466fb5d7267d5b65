/* The boxes of a flow: lines of text, and cells beside one another. */
#include "render/pdf/flow.h"

Box *
flow_add_box(Flow *flow, BoxKind kind)
{
    Box *box = g_new0(Box, 1);
    box->kind = kind;
    g_ptr_array_add(flow->boxes, box);
    return box;
}

static void
clear_cell(gpointer cell)
{
    g_clear_object(&((Cell *)cell)->layout);
    g_free(((Cell *)cell)->anchor);
}

void
flow_box_free(gpointer pointer)
{
    Box *box = pointer;
    g_clear_object(&box->layout);
    g_clear_pointer(&box->cells, g_array_unref);
    g_clear_pointer(&box->pictures, g_array_unref);
    g_free(box->anchor);
    g_free(box->text);
    g_free(box);
}

Box *
flow_add_cells(Flow *flow, BoxKind kind)
{
    Box *box = flow_add_box(flow, kind);
    box->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    g_array_set_clear_func(box->cells, clear_cell);
    return box;
}

double
flow_put(Box *box, PangoLayout *layout, double x, double y, guint32 colour, Element *element)
{
    Cell cell = {layout, x, y, colour, element, NULL};
    g_array_append_val(box->cells, cell);
    return layout_height(layout);
}

void
flow_add_lines(Flow *flow, PangoLayout *layout, double x, double before, Element *element, bool keep)
{
    enum { MOST_KEPT = 6 }; /* a longer paragraph may be broken though its end is kept */
    int count = pango_layout_get_line_count(layout);
    for (int i = 0; i < count; i++) {
        Box *box = flow_add_box(flow, BOX_LINE);
        box->layout = g_object_ref(layout);
        box->line = i;
        box->colour = text_colour;
        box->x = x;
        box->height = layout_height(layout) / count;
        box->before = i == 0 ? before : 0;
        box->element = element;
        /* Two lines at least on either side of a page break. */
        box->keep =
            (keep && (count <= MOST_KEPT || i == count - 1)) || (count > 1 && (i == 0 || i == count - 2));
    }
    g_object_unref(layout);
}
