#include "render/pdf/flow.h"
#include <string.h>
#include "render/font/font.h"

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
    static const double sizes[] = {SIZE_TITLE, SIZE_HEADING, SIZE_PART_HEADING,
                                   SIZE_BODY,  SIZE_BODY,    SIZE_BODY},
                        befores[] = {26, HEADING_SPACE, PART_HEADING_SPACE, 10, 10, 10};
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
}

/* The headings of sections in two columns, each entry a link. */
static void
add_contents(Flow *flow)
{
    Element *list = structure_add(flow->parent, "TOC");
    g_autoptr(GPtrArray) headings = g_ptr_array_new();
    for (cmark_node *node = cmark_node_first_child(flow->document->root); node; node = cmark_node_next(node))
        if (document_in_contents(node))
            g_ptr_array_add(headings, node);
    enum { MOST = 40 }; /* so many have room on a page, though each needs two lines */
    Box *box = NULL;
    double y = 0;
    for (guint i = 0; i < headings->len; i++) {
        guint at = i % MOST, half = (MIN(MOST, headings->len - (i - at)) + 1) / 2;
        if (at == 0) {
            box = flow_add_cells(flow, BOX_ENTRIES);
            box->before = 14;
        }
        y = at == 0 || at == half ? 0 : y;
        Element *element = structure_add(structure_add(structure_add(list, "TOCI"), "Reference"), "Link");
        element->words = document_heading_text(headings->pdata[i]);
        PangoLayout *layout =
            flow_layout(flow, element->words, NULL, contents_size, false, entry_width - entry_number);
        y += 3 + flow_put(box, layout, at < half ? 0 : FULL_WIDTH - entry_width, y, text_colour, element);
        box->height = MAX(box->height, y);
        g_array_index(box->cells, Cell, box->cells->len - 1).anchor =
            document_heading_anchor(flow->document, headings->pdata[i]);
    }
}

/* The caption of a chart from a place on. Returns where it ends. */
static double
put_caption(Flow *flow, Box *box, const Block *block, Element *whole, double x, double y, double width)
{
    if (block->bare)
        return y;
    g_autofree char *title = block_caption(block), *subtitle = block_subtitle(block);
    Element *caption = structure_add(whole, "Caption");
    y += flow_put(box, flow_layout(flow, title, NULL, SIZE_BODY, true, width), x, y, text_colour,
                  structure_add(caption, "P"));
    return y + flow_put(box, flow_layout(flow, subtitle, NULL, SIZE_SUBTITLE, false, width), x, y,
                        soft_colour, structure_add(caption, "P"));
}

/* Paragraphs to the left of a chart. Returns where they end. */
static double
put_paragraphs(Flow *flow, Box *box, cmark_node *first, double width)
{
    double y = 0;
    for (cmark_node *node = first; cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH;
         node = cmark_node_next(node))
        y += (y > 0 ? PARAGRAPH_SPACE : 0) + flow_put(box, flow_words(flow, node, SIZE_BODY, false, width), 0,
                                                      y + (y > 0 ? PARAGRAPH_SPACE : 0), text_colour,
                                                      structure_add(flow->parent, "P"));
    return y;
}

/* One chart with its caption above it, or beside it where it is narrow; or two or three side by side; or,
 * with the first of the paragraphs that stand there, one to the right of words. */
static void
add_charts(Flow *flow, const Block *const *blocks, guint count, cmark_node *words)
{
    static const double beside = EXHIBIT_GAP * MM, above = 5;
    double gap = count == 3 ? 5 * MM : EXHIBIT_GAP * MM, width = (FULL_WIDTH - gap * (count - 1)) / count,
           top = 0, end = 0;
    bool narrow = count == 1 && blocks[0]->width > 0 && !words;
    Box *box = flow_add_cells(flow, BOX_CHARTS);
    box->pictures = g_array_new(FALSE, FALSE, sizeof(Picture));
    box->before = 14;
    /* No other paragraph may come before its words. */
    box->exhibit = !words;
    if (words) {
        width = blocks[0]->width * MM;
        end = put_paragraphs(flow, box, words, FULL_WIDTH - width - beside);
    }
    for (guint i = 0; i < count; i++) {
        Picture picture = {blocks[i]->chart, words ? FULL_WIDTH - width : i * (width + gap),
                           narrow ? blocks[0]->width * MM : width, NULL};
        Element *whole = structure_add(flow->parent, "Div");
        double x = narrow ? picture.width + beside : picture.x;
        double caption =
            put_caption(flow, box, blocks[i], whole, x, 0, narrow ? FULL_WIDTH - x : width) + above;
        if (narrow)
            end = caption;
        else
            top = MAX(top, caption);
        picture.element = structure_add(whole, "Figure");
        picture.element->words = g_strdup(picture.chart->alt);
        g_array_append_val(box->pictures, picture);
        double drawn, height;
        chart_size(picture.chart, (ChartOptions){.width = picture.width}, &drawn, &height);
        box->natural = MAX(box->natural, height);
    }
    box->scale = MIN(1, (PAGE_BOTTOM - MARGIN - top) / box->natural);
    box->top = top;
    box->height = MAX(end, top + box->scale * box->natural);
    box->least = end;
}

/* Where the figures of the chart above are from, as part of the exhibit. */
static void
add_source(Flow *flow, const char *source)
{
    Box *chart = flow->boxes->pdata[flow->boxes->len - 1];
    if (!*source)
        return;
    flow_add_lines(flow, flow_layout(flow, source, NULL, SIZE_NOTE, false, FULL_WIDTH), 0, 3,
                   structure_add(flow->parent, "P"), false);
    chart->keep = true;
    chart->exhibit = 0;
    for (guint i = flow->boxes->len; flow->boxes->pdata[--i] != chart; chart->exhibit++) {
        Box *line = flow->boxes->pdata[i];
        line->keep = i + 1 < flow->boxes->len;
        line->colour = soft_colour;
    }
    chart->exhibit++;
}

/* Up to four tiles side by side: a large figure, what it is, what it was. */
static void
add_tiles(Flow *flow, const GArray *keys, guint from, Element *list)
{
    static const double sizes[] = {SIZE_KEY_FIGURE, SIZE_LABEL, SIZE_NOTE};
    const guint32 colours[] = {flow->document->accent, text_colour, soft_colour};
    double width = (FULL_WIDTH + tile_gap) / MIN(keys->len, 4);
    Box *box = flow_add_cells(flow, BOX_TILES);
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
            y += flow_put(box, flow_layout(flow, words[k], NULL, sizes[k], k == 0, width - tile_gap),
                          width * (i - from), y, colours[k], structure_add(body, "P"));
        }
        box->height = MAX(box->height, y + 4);
    }
}

/* A table, with the next one beside it where both are narrow. */
static void
add_tables(Flow *flow, cmark_node *node, const Block *block)
{
    cmark_node *next = cmark_node_next(node);
    const Block *other = next ? document_block(next) : NULL;
    if (!other || other->kind != BLOCK_TABLE || !flow_is_narrow(flow, block) || !flow_is_narrow(flow, other))
        other = NULL;
    flow_add_tables(flow, block, other);
    flow->added = other ? next : NULL;
}

static void
add_block(Flow *flow, cmark_node *node, const Block *block)
{
    switch (block->kind) {
    case BLOCK_TABLE:
        add_tables(flow, node, block);
        break;
    case BLOCK_CHART:
        add_charts(flow, &block, 1, NULL);
        add_source(flow, block_source(block));
        break;
    case BLOCK_STRIP:
        add_charts(flow, (const Block *const *)block->charts->pdata, block->charts->len, NULL);
        break;
    case BLOCK_BESIDE:
        block = document_block(cmark_node_last_child(node));
        add_charts(flow, &block, 1, cmark_node_first_child(node));
        break;
    case BLOCK_CONTENTS:
        add_contents(flow);
        break;
    case BLOCK_PAGE_BREAK:
        flow_add_box(flow, BOX_BREAK);
        flow->dense = true;
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
    Box *box = flow_add_box(flow, BOX_LINE);
    box->layout = flow_layout(flow, marker, NULL, SIZE_BODY, false, 16);
    box->x = x;
    box->before = 3;
    box->keep = true;
    box->element = structure_add(item, "Lbl");
}

/* Boxes from `first` to the last stay on one page, where they take up little of one. */
static void
keep_together(Flow *flow, guint first)
{
    static const double little = 110;
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
        flow_add_lines(flow, flow_words(flow, node, SIZE_BODY, false, TEXT_WIDTH - indent), indent,
                       begins_item(node)       ? 0
                       : flow->boxes->len == 1 ? 16
                                               : PARAGRAPH_SPACE,
                       /* 1: beneath the band */ structure_add(flow->parent, "P"), document_stays(node));
        break;
    case CMARK_NODE_LIST:
        add_list(flow, node, indent);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        add_quote(flow, node, indent);
        break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
        add_words(flow, cmark_node_get_literal(node), SIZE_LABEL, false, PARAGRAPH_SPACE, "P", false);
        break;
    case CMARK_NODE_THEMATIC_BREAK: {
        Box *box = flow_add_box(flow, BOX_RULE);
        box->height = 9;
        box->before = 9;
        break;
    }
    case CMARK_NODE_CUSTOM_BLOCK:
        block = document_block(node);
        if (block && node != flow->added)
            add_block(flow, node, block);
        break;
    default:
        break;
    }
}

/* Title and council, and at its foot dates and status, on the accent colour, which is dark enough for white
 * words. */
static void
add_band(Flow *flow)
{
    const Document *document = flow->document;
    double pad = document_has_contents(document) ? 20 : 12, width = FULL_WIDTH - 2 * pad, y = pad - 4;
    Box *box = flow_add_cells(flow, BOX_BAND);
    y += flow_put(box, flow_layout(flow, document->title, NULL, SIZE_TITLE, true, width), pad, y, 0xffffff,
                  structure_add(flow->parent, "H1"));
    y += flow_put(box, flow_layout(flow, document->subtitle, NULL, 14, false, width), pad, y, 0xffffff,
                  structure_add(flow->parent, "P"));
    y += 4;
    for (guint i = 0; i < document->cover->len; i++)
        y += flow_put(box, flow_layout(flow, document->cover->pdata[i], NULL, SIZE_SUBTITLE, false, width),
                      pad, y, 0xffffff, structure_add(flow->parent, "P"));
    box->height = MAX(y + pad - 4, (document_has_contents(document) ? 45 : 30) * MM);
    for (guint i = 2; i < box->cells->len; i++)
        g_array_index(box->cells, Cell, i).y += box->height - (y + pad - 4);
    set_anchor(flow, box, g_strdup("cover"));
    box->text = g_strdup(document->title);
    box->outline = 1;
}

Flow *
flow_new(const Document *document)
{
    Flow *flow = g_new0(Flow, 1);
    flow->document = document;
    flow->context = font_context();
    flow->boxes = g_ptr_array_new_with_free_func(flow_box_free);
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
        g_free(set->tails);
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
