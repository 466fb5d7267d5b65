#include "render/pdf/flow.h"
#include <math.h>
#include <string.h>

static const double body_size = 10.5, small_size = 8.5;

double
layout_height(PangoLayout *layout)
{
    int height;
    pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

PangoLayout *
flow_layout(Flow *flow, const char *text, PangoAttrList *attributes, double size, bool bold, double width)
{
    PangoLayout *layout = pango_layout_new(flow->context);
    PangoFontDescription *font = pango_font_description_from_string("Liberation Sans");
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    if (bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout, 1.3f);
    pango_layout_set_text(layout, text, -1);
    if (attributes)
        pango_layout_set_attributes(layout, attributes);
    return layout;
}

Box *
flow_add(Flow *flow, BoxKind kind)
{
    Box *box = g_new0(Box, 1);
    box->kind = kind;
    box->starts = box->ends = true;
    g_ptr_array_add(flow->boxes, box);
    return box;
}

static void
box_free(gpointer pointer)
{
    Box *box = pointer;
    g_clear_object(&box->layout);
    for (guint i = 0; box->cells && i < box->cells->len; i++)
        g_clear_object(&g_array_index(box->cells, RowCell, i).layout);
    if (box->cells)
        g_array_unref(box->cells);
    g_free(box->anchor);
    g_free(box->text);
    g_free(box);
}

void
flow_add_lines(Flow *flow, PangoLayout *layout, double x, double before, const char *tag, bool keep)
{
    int count = pango_layout_get_line_count(layout);
    for (int i = 0; i < count; i++) {
        Box *box = flow_add(flow, BOX_LINE);
        PangoRectangle extent;
        pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, i), NULL, &extent);
        box->layout = g_object_ref(layout);
        box->line = i;
        box->x = x;
        box->height = (double)extent.height / PANGO_SCALE * (extent.height > 0 ? 1 : 0);
        box->before = i == 0 ? before : 0;
        box->tag = tag;
        box->starts = i == 0;
        box->ends = i == count - 1;
        /* Two lines at least on either side of a page break. */
        box->keep = keep || (count > 1 && (i == 0 || i == count - 2));
    }
    g_object_unref(layout);
}

static void
add_words(Flow *flow, const char *text, double size, bool bold, double before, const char *tag, bool keep)
{
    flow_add_lines(flow, flow_layout(flow, text, NULL, size, bold, TEXT_WIDTH), 0, before, tag, keep);
}

static void
add_attribute(PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
    attribute->start_index = start;
    attribute->end_index = end;
    pango_attr_list_insert(list, attribute);
}

/* The words of a paragraph or heading with their emphasis. */
static PangoLayout *
inline_layout(Flow *flow, cmark_node *parent, double size, bool bold, double width)
{
    g_autoptr(GString) text = g_string_new(NULL);
    PangoAttrList *list = pango_attr_list_new();
    guint starts[3] = {0};
    cmark_iter *iterator = cmark_iter_new(parent);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        cmark_node_type type = cmark_node_get_type(node);
        bool enter = event == CMARK_EVENT_ENTER;
        guint before = (guint)text->len;
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE)
            g_string_append(text, cmark_node_get_literal(node));
        else if (type == CMARK_NODE_SOFTBREAK)
            g_string_append_c(text, ' ');
        else if (type == CMARK_NODE_LINEBREAK)
            g_string_append(text, "\u2028");
        if (type == CMARK_NODE_CODE)
            add_attribute(list, pango_attr_family_new("Liberation Mono"), before, (guint)text->len);
        int kind = type == CMARK_NODE_STRONG ? 0
                   : type == CMARK_NODE_EMPH ? 1
                   : type == CMARK_NODE_LINK ? 2
                                             : -1;
        if (kind >= 0 && enter)
            starts[kind] = before;
        if (kind == 0 && !enter)
            add_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), starts[0], before);
        if (kind == 1 && !enter)
            add_attribute(list, pango_attr_style_new(PANGO_STYLE_ITALIC), starts[1], before);
        if (kind == 2 && !enter)
            add_attribute(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), starts[2], before);
    }
    cmark_iter_free(iterator);
    PangoLayout *layout = flow_layout(flow, text->str, list, size, bold, width);
    pango_attr_list_unref(list);
    return layout;
}

static void
add_heading(Flow *flow, cmark_node *node)
{
    static const double sizes[] = {28, 18, 13, 11}, befores[] = {0, 26, 20, 16};
    static const char *const tags[] = {"H1", "H2", "H3", "H4"};
    int level = MIN(cmark_node_get_heading_level(node), 4) - 1;
    guint first = flow->boxes->len;
    flow_add_lines(flow, inline_layout(flow, node, sizes[level], true, TEXT_WIDTH), 0, befores[level],
                   tags[level], true);
    Box *box = flow->boxes->pdata[first];
    box->anchor = document_heading_anchor(flow->document, node);
    box->text = document_heading_text(node);
    box->outline = level + 1;
    for (guint i = first; i < flow->boxes->len; i++)
        ((Box *)flow->boxes->pdata[i])->is_heading = level == 1;
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->height += 4;
}

static void
add_contents(Flow *flow)
{
    for (cmark_node *node = cmark_node_first_child(flow->document->root); node;
         node = cmark_node_next(node)) {
        if (!document_in_contents(node))
            continue;
        int level = cmark_node_get_heading_level(node);
        g_autofree char *text = document_heading_text(node);
        Box *box = flow_add(flow, BOX_ENTRY);
        box->x = level == 3 ? 14 : 0;
        box->layout = flow_layout(flow, text, NULL, body_size, level == 2, TEXT_WIDTH - box->x - 40);
        box->height = layout_height(box->layout);
        box->before = level == 2 ? 6 : 2;
        box->anchor = document_heading_anchor(flow->document, node);
        box->tag = "P";
    }
}

static void
add_chart(Flow *flow, const Block *block)
{
    const Chart *chart = block->chart;
    double width, height;
    g_autofree char *title = g_strdup_printf("Figure %u: %s", block->number, chart->title);
    add_words(flow, title, 10.5, true, 14, "Caption", true);
    add_words(flow, chart->subtitle, small_size + 0.5, false, 1, "P", true);
    chart_size(chart, (ChartOptions){0}, &width, &height);
    Box *box = flow_add(flow, BOX_CHART);
    box->chart = chart;
    box->scale = MIN(TEXT_WIDTH / width, (PAGE_BOTTOM - PAGE_TOP - 90) / height);
    box->height = height * box->scale;
    box->before = 8;
    box->keep = true;
    box->tag = "Figure";
    add_words(flow, chart->alt, small_size, false, 4, "P", true);
    add_words(flow, chart->source, small_size, false, 2, "P", false);
    ((Box *)flow->boxes->pdata[flow->boxes->len - 1])->height += 8;
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
    case BLOCK_CONTENTS:
        add_contents(flow);
        break;
    case BLOCK_PAGE_BREAK:
        flow_add(flow, BOX_BREAK);
        break;
    case BLOCK_KEY_FIGURES: {
        Box *box = flow_add(flow, BOX_TILES);
        box->block = block;
        box->height = 84.0 * ((block->key_figures->len + 3) / 4);
        box->before = 12;
        box->tag = "P";
        break;
    }
    }
}

static void add_node(Flow *flow, cmark_node *node, double indent, const char *marker);

static void
add_list(Flow *flow, cmark_node *list, double indent)
{
    int number = cmark_node_get_list_start(list);
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        g_autofree char *marker = cmark_node_get_list_type(list) == CMARK_BULLET_LIST
                                      ? g_strdup("\u2022")
                                      : g_strdup_printf("%d.", number++);
        for (cmark_node *child = cmark_node_first_child(item); child; child = cmark_node_next(child))
            add_node(flow, child, indent + 16, child == cmark_node_first_child(item) ? marker : NULL);
    }
}

static void
add_paragraph(Flow *flow, cmark_node *node, double indent, const char *marker)
{
    double before = marker ? 3 : 7;
    if (marker) {
        /* The marker stands on the first line, to its left. */
        Box *box = flow_add(flow, BOX_LINE);
        box->layout = flow_layout(flow, marker, NULL, body_size, false, 16);
        box->x = indent - 12;
        box->before = before;
        box->keep = true;
        box->tag = "Lbl";
        before = 0;
    }
    flow_add_lines(flow, inline_layout(flow, node, body_size, false, TEXT_WIDTH - indent), indent, before,
                   marker ? "LBody" : "P", document_leads(node));
}

static void
add_node(Flow *flow, cmark_node *node, double indent, const char *marker)
{
    const Block *block;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        add_heading(flow, node);
        break;
    case CMARK_NODE_PARAGRAPH:
        add_paragraph(flow, node, indent, marker);
        break;
    case CMARK_NODE_LIST:
        add_list(flow, node, indent);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        for (cmark_node *child = cmark_node_first_child(node); child; child = cmark_node_next(child))
            add_node(flow, child, indent + 16, NULL);
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

/* The cover stands on a page of its own: title, place and year, author, date, and the rule of disclosure. */
static void
add_cover(Flow *flow)
{
    const Document *document = flow->document;
    Box *rule = flow_add(flow, BOX_RULE);
    rule->height = 150;
    rule->total = true;
    guint first = flow->boxes->len;
    add_words(flow, document->title, 28, true, 0, "H1", true);
    Box *title = flow->boxes->pdata[first];
    title->anchor = g_strdup("cover");
    title->text = g_strdup(document->title);
    title->outline = 1;
    add_words(flow, document->subtitle, 16, false, 14, "P", false);
    for (guint i = 0; i < document->cover->len; i++)
        add_words(flow, document->cover->pdata[i], body_size, false, i ? 3 : 26, "P", false);
    add_words(flow, document->disclosure, 9, false, 26, "P", false);
    flow_add(flow, BOX_BREAK);
}

Flow *
flow_new(const Document *document)
{
    Flow *flow = g_new0(Flow, 1);
    flow->document = document;
    flow->context = pango_font_map_create_context(pango_cairo_font_map_get_default());
    pango_cairo_context_set_resolution(flow->context, 72);
    /* Widths as the font has them: hinted ones leave gaps between letters on paper. */
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(flow->context, options);
    cairo_font_options_destroy(options);
    flow->boxes = g_ptr_array_new_with_free_func(box_free);
    flow->row_sets = g_ptr_array_new();
    add_cover(flow);
    for (cmark_node *node = cmark_node_first_child(document->root); node; node = cmark_node_next(node))
        add_node(flow, node, 0, NULL);
    return flow;
}

void
flow_free(Flow *flow)
{
    for (guint i = 0; i < flow->row_sets->len; i++) {
        RowSet *set = flow->row_sets->pdata[i];
        g_ptr_array_unref(set->heading);
        g_free(set);
    }
    g_ptr_array_unref(flow->row_sets);
    g_ptr_array_unref(flow->boxes);
    g_object_unref(flow->context);
    g_free(flow);
}

/* The height of a box and of what must stay with it. */
static double
group_height(const Flow *flow, guint from)
{
    double height = 0;
    for (guint i = from; i < flow->boxes->len; i++) {
        const Box *box = flow->boxes->pdata[i];
        height += box->height + (i > from ? box->before : 0);
        if (!box->keep || box->kind == BOX_BREAK)
            break;
    }
    return height;
}

void
flow_paginate(Flow *flow)
{
    guint page = 1;
    double y = PAGE_TOP;
    bool fresh = true, kept = false;
    for (guint i = 0; i < flow->boxes->len; i++) {
        Box *box = flow->boxes->pdata[i];
        if (box->kind == BOX_BREAK) {
            box->page = page;
            if (!fresh)
                page++;
            y = PAGE_TOP;
            fresh = true;
            kept = false;
            continue;
        }
        double before = fresh ? 0 : box->before, room = PAGE_BOTTOM - y - before;
        double needed = kept ? box->height : group_height(flow, i);
        /* A group longer than a page is broken where it has to be. */
        if (!fresh && (needed > room && (needed <= PAGE_BOTTOM - PAGE_TOP || box->height > room))) {
            page++;
            y = PAGE_TOP;
            before = 0;
            if (box->rows && !box->is_heading)
                y += box->rows->height;
        }
        box->page = page;
        box->y = y + before;
        y = box->y + box->height;
        fresh = false;
        kept = box->keep;
    }
    flow->pages = page;
}
