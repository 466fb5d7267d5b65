#include "render/pdf/flow.h"
#include <string.h>
#include "render/font/font.h"

Box *
flow_add(Flow *flow, BoxKind kind)
{
    Box *box = g_new0(Box, 1);
    box->kind = kind;
    g_ptr_array_add(flow->boxes, box);
    return box;
}

static void
box_free(gpointer pointer)
{
    Box *box = pointer;
    g_clear_object(&box->layout);
    for (guint i = 0; box->cells && i < box->cells->len; i++)
        g_clear_object(&g_array_index(box->cells, Cell, i).layout);
    if (box->cells)
        g_array_unref(box->cells);
    g_free(box->anchor);
    g_free(box->text);
    g_free(box);
}

void
flow_add_lines(Flow *flow, PangoLayout *layout, double x, double before, Element *element, bool keep)
{
    static const double leading = 1.13; /* times the height that the font asks for */
    enum { MOST_KEPT = 6 };             /* a longer paragraph may be broken though its end is kept */
    int count = pango_layout_get_line_count(layout);
    for (int i = 0; i < count; i++) {
        Box *box = flow_add(flow, BOX_LINE);
        PangoRectangle extent;
        pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, i), NULL, &extent);
        box->layout = g_object_ref(layout);
        box->line = i;
        box->colour = text_colour;
        box->x = x;
        box->height = leading * extent.height / PANGO_SCALE;
        box->before = i == 0 ? before : 0;
        box->element = element;
        /* Two lines at least on either side of a page break. */
        box->keep =
            (keep && (count <= MOST_KEPT || i == count - 1)) || (count > 1 && (i == 0 || i == count - 2));
    }
    g_object_unref(layout);
}

static void
add_words(Flow *flow, const char *text, double size, bool bold, double before, const char *type, bool keep)
{
    flow_add_lines(flow, flow_layout(flow, text, NULL, size, bold, TEXT_WIDTH), 0, before,
                   structure_add(flow->parent, type), keep);
}

/* Takes over the name of a heading; of two alike the first is found. */
static void
set_anchor(Flow *flow, Box *box, char *anchor)
{
    box->anchor = anchor;
    if (!g_hash_table_contains(flow->anchors, anchor))
        g_hash_table_insert(flow->anchors, anchor, box);
}

static void
add_heading(Flow *flow, cmark_node *node)
{
    static const double sizes[] = {28, 20, 14, 11.5, 11, 11}, befores[] = {28, 28, 24, 16, 14, 14};
    static const char *const types[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    int level = cmark_node_get_heading_level(node) - 1;
    guint first = flow->boxes->len;
    flow_add_lines(flow, flow_words(flow, node, sizes[level], true, TEXT_WIDTH), 0, befores[level],
                   structure_add(flow->parent, types[level]), true);
    if (flow->boxes->len == first)
        return;
    Box *box = flow->boxes->pdata[first];
    set_anchor(flow, box, document_heading_anchor(flow->document, node));
    box->text = document_heading_text(node);
    box->outline = level + 1;
    for (guint i = first; i < flow->boxes->len; i++)
        ((Box *)flow->boxes->pdata[i])->colour = level == 1 ? flow->document->accent : text_colour;
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->height += 4;
}

/* The headings in a list, each entry a link; on one page, if they fit on one. */
static void
add_contents(Flow *flow)
{
    Element *list = structure_add(flow->parent, "TOC");
    Box *box = NULL;
    for (cmark_node *node = cmark_node_first_child(flow->document->root); node;
         node = cmark_node_next(node)) {
        if (!document_in_contents(node))
            continue;
        g_autofree char *text = document_heading_text(node);
        box = flow_add(flow, BOX_ENTRY);
        box->element = structure_add(structure_add(structure_add(list, "TOCI"), "Reference"), "Link");
        box->element->words = g_strdup(text);
        box->layout = flow_layout(flow, text, NULL, body_size, false, TEXT_WIDTH - 40);
        box->height = layout_height(box->layout);
        box->before = 2;
        box->anchor = document_heading_anchor(flow->document, node);
        box->keep = true;
    }
    if (box)
        box->keep = false;
}

static void
add_chart(Flow *flow, const Block *block)
{
    const Chart *chart = block->chart;
    double width, height;
    g_autofree char *title = block_caption(block), *subtitle = block_subtitle(block);
    Element *parent = flow->parent, *whole = structure_add(parent, "Div");
    flow->parent = structure_add(whole, "Caption");
    add_words(flow, title, caption_size, true, 16, "P", true);
    add_words(flow, subtitle, small_size, false, 1, "P", true);
    flow->parent = whole;
    chart_size(chart, (ChartOptions){.width = TEXT_WIDTH}, &width, &height);
    Box *box = flow_add(flow, BOX_CHART);
    box->chart = chart;
    box->scale = MIN(TEXT_WIDTH / width, (PAGE_BOTTOM - PAGE_TOP - 90) / height);
    box->height = box->natural = height * box->scale;
    box->before = 8;
    box->keep = true;
    box->element = structure_add(whole, "Figure");
    box->element->words = g_strdup(chart->alt);
    add_words(flow, chart->source, small_size, false, 4, "P", false);
    flow->parent = parent;
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->height += 8;
}

/* Up to four tiles side by side: a large figure, what it is, what it was. */
static void
add_tiles(Flow *flow, const GArray *keys, guint from, Element *list)
{
    static const double sizes[] = {22, 9.5, 9};
    const guint32 colours[] = {flow->document->accent, text_colour, soft_colour};
    double width = (TEXT_WIDTH + tile_gap) / MIN(keys->len, 4);
    Box *box = flow_add(flow, BOX_TILES);
    box->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    box->before = 12;
    box->across = width;
    for (guint i = from; i < MIN(keys->len, from + 4); i++) {
        const KeyFigure *key = &g_array_index(keys, KeyFigure, i);
        const char *words[] = {key->figure, key->label, key->comparison};
        Element *body = structure_add(structure_add(list, "LI"), "LBody");
        double y = 9;
        for (int k = 0; k < 3; k++) {
            if (!*words[k])
                continue;
            PangoLayout *layout = flow_layout(flow, words[k], NULL, sizes[k], k == 0, width - tile_gap);
            pango_layout_set_line_spacing(layout, 1.1f);
            Cell cell = {layout, width * (i - from), y, colours[k], structure_add(body, "P")};
            g_array_append_val(box->cells, cell);
            y += layout_height(layout) + 2;
        }
        box->height = MAX(box->height, y + 4);
    }
}

static void
add_block(Flow *flow, const Block *block)
{
    switch (block->kind) {
    case BLOCK_TABLE:
        flow_add_table(flow, block);
        break;
    case BLOCK_CHART:
        add_chart(flow, block);
        break;
    case BLOCK_STRIP:
        for (guint i = 0; i < block->charts->len; i++)
            add_chart(flow, block->charts->pdata[i]);
        break;
    case BLOCK_CONTENTS:
        add_contents(flow);
        break;
    case BLOCK_PAGE_BREAK:
        flow_add(flow, BOX_BREAK);
        break;
    case BLOCK_KEY_FIGURES: {
        Element *list = block->key_figures->len ? structure_add(flow->parent, "L") : NULL;
        for (guint from = 0; from < block->key_figures->len; from += 4)
            add_tiles(flow, block->key_figures, from, list);
        break;
    }
    }
}

static void add_node(Flow *flow, cmark_node *node, double indent);

/* The marker stands on the first line of its item, to its left. */
static void
add_marker(Flow *flow, Element *item, const char *marker, double x)
{
    Box *box = flow_add(flow, BOX_LINE);
    box->layout = flow_layout(flow, marker, NULL, body_size, false, 16);
    box->x = x;
    box->before = 3;
    box->keep = true;
    box->element = structure_add(item, "Lbl");
}

/* Boxes from `first` to the last stay on one page, where they take up little of one. */
static void
keep_together(Flow *flow, guint first)
{
    static const double little = 220;
    double height = 0;
    for (guint i = first; i < flow->boxes->len; i++)
        height += ((const Box *)flow->boxes->pdata[i])->height + ((const Box *)flow->boxes->pdata[i])->before;
    for (guint i = first; height < little && i + 1 < flow->boxes->len; i++)
        ((Box *)flow->boxes->pdata[i])->keep = true;
}

static void
add_list(Flow *flow, cmark_node *list, double indent)
{
    Element *parent = flow->parent, *element = structure_add(parent, "L");
    int number = cmark_node_get_list_start(list);
    guint first = flow->boxes->len;
    for (cmark_node *node = cmark_node_first_child(list); node; node = cmark_node_next(node)) {
        g_autofree char *marker = cmark_node_get_list_type(list) == CMARK_BULLET_LIST
                                      ? g_strdup("\u2022")
                                      : g_strdup_printf("%d.", number++);
        Element *item = structure_add(element, "LI");
        add_marker(flow, item, marker, indent + 4);
        flow->parent = structure_add(item, "LBody");
        for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
            add_node(flow, child, indent + 16);
    }
    flow->parent = parent;
    keep_together(flow, first);
}

static bool
begins_item(cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);
    return parent && cmark_node_get_type(parent) == CMARK_NODE_ITEM && cmark_node_first_child(parent) == node;
}

static void
add_quote(Flow *flow, cmark_node *quote, double indent)
{
    Element *parent = flow->parent;
    flow->parent = structure_add(parent, "BlockQuote");
    for (cmark_node *child = cmark_node_first_child(quote); child; child = cmark_node_next(child))
        add_node(flow, child, indent + 16);
    flow->parent = parent;
}

static void
add_node(Flow *flow, cmark_node *node, double indent)
{
    const Block *block;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        add_heading(flow, node);
        break;
    case CMARK_NODE_PARAGRAPH:
        flow_add_lines(flow, flow_words(flow, node, body_size, false, TEXT_WIDTH - indent), indent,
                       begins_item(node) ? 0 : 7, structure_add(flow->parent, "P"), document_leads(node));
        break;
    case CMARK_NODE_LIST:
        add_list(flow, node, indent);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        add_quote(flow, node, indent);
        break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
        add_words(flow, cmark_node_get_literal(node), 9.5, false, 7, "P", false);
        break;
    case CMARK_NODE_THEMATIC_BREAK: {
        Box *box = flow_add(flow, BOX_RULE);
        box->height = 9;
        box->before = 9;
        break;
    }
    case CMARK_NODE_CUSTOM_BLOCK:
        block = document_block(node);
        if (block)
            add_block(flow, block);
        break;
    default:
        break;
    }
}

/* Title, authority and dates on the accent colour, which is dark enough for white words. */
static void
add_band(Flow *flow)
{
    const Document *document = flow->document;
    flow_add(flow, BOX_COVER);
    guint first = flow->boxes->len;
    add_words(flow, document->title, 26, true, 0, "H1", true);
    Box *title = flow->boxes->pdata[first];
    set_anchor(flow, title, g_strdup("cover"));
    title->text = g_strdup(document->title);
    title->outline = 1;
    add_words(flow, document->subtitle, 13, false, 4, "P", true);
    for (guint i = 0; i < document->cover->len; i++)
        add_words(flow, document->cover->pdata[i], body_size, false, 4, "P", true);
    flow->cover_height = PAGE_TOP + 20;
    for (guint i = first; i < flow->boxes->len; i++) {
        Box *line = flow->boxes->pdata[i];
        line->colour = 0xffffff;
        flow->cover_height += line->before + line->height;
    }
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->height += 20;
}

Flow *
flow_new(const Document *document)
{
    Flow *flow = g_new0(Flow, 1);
    flow->document = document;
    flow->context = font_context();
    flow->boxes = g_ptr_array_new_with_free_func(box_free);
    flow->row_sets = g_ptr_array_new();
    flow->widths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    flow->cell_layouts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_object_unref);
    flow->anchors = g_hash_table_new(g_str_hash, g_str_equal);
    flow->structure = structure_new();
    flow->parent = flow->structure->document;
    add_band(flow);
    for (cmark_node *node = cmark_node_first_child(document->root); node; node = cmark_node_next(node))
        add_node(flow, node, 0);
    return flow;
}

void
flow_free(Flow *flow)
{
    for (guint i = 0; i < flow->row_sets->len; i++) {
        RowSet *set = flow->row_sets->pdata[i];
        g_ptr_array_unref(set->heading);
        g_free(set->edges);
        g_free(set);
    }
    g_ptr_array_unref(flow->row_sets);
    g_hash_table_unref(flow->cell_layouts);
    g_hash_table_unref(flow->widths);
    g_hash_table_unref(flow->anchors);
    structure_free(flow->structure);
    g_ptr_array_unref(flow->boxes);
    g_object_unref(flow->context);
    g_free(flow);
}
