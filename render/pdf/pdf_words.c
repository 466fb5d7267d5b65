/* Words: text as Pango lays it out, with its emphasis and its links. */
#include "render/pdf/flow.h"
#include "render/font/font.h"

/* Lines of words stand this far apart, in sizes of their type: body 11 on 15; what is larger stands closer.
 */
static const double leading = LEADING / SIZE_BODY, leading_large = 1.22;
/* What the family itself asks for. */
static const double own_leading = 1.149;

double
layout_height(PangoLayout *layout)
{
    double size = (double)pango_font_description_get_size(pango_layout_get_font_description(layout));
    return pango_layout_get_line_count(layout) * (double)pango_layout_get_line_spacing(layout) * own_leading *
           size / PANGO_SCALE;
}

double
flow_width(Flow *flow, const char *text, double size, bool bold)
{
    PangoLayout *layout = flow_layout(flow, text, NULL, size, bold, 10000);
    int width;
    pango_layout_get_size(layout, &width, NULL);
    g_object_unref(layout);
    return (double)width / PANGO_SCALE;
}

static void
prepare_fonts(Flow *flow, PangoAttrList *attributes, double size, bool bold)
{
    PangoAttrIterator *ranges = pango_attr_list_get_iterator(attributes);
    do {
        g_autoptr(PangoFontDescription) font = font_description(size, bold);
        pango_attr_iterator_get_font(ranges, font, NULL, NULL);
        font_prepare(flow->context, font);
    } while (pango_attr_iterator_next(ranges));
    pango_attr_iterator_destroy(ranges);
}

PangoLayout *
flow_layout(Flow *flow, const char *text, PangoAttrList *attributes, double size, bool bold, double width)
{
    PangoLayout *layout = pango_layout_new(flow->context);
    font_set(layout, size, bold);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout,
                                  (float)((size > SIZE_BODY ? leading_large : leading) / own_leading));
    pango_layout_set_text(layout, text, -1);
    if (attributes) {
        prepare_fonts(flow, attributes, size, bold);
        pango_layout_set_attributes(layout, attributes);
    }
    return layout;
}

static void
add_attribute(PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
    attribute->start_index = start;
    attribute->end_index = end;
    pango_attr_list_insert(list, attribute);
}

static void
clear_link(gpointer link)
{
    g_free(((FlowLink *)link)->url);
}

static void
unref_links(gpointer links)
{
    g_array_unref(links);
}

PangoLayout *
flow_words(Flow *flow, cmark_node *parent, double size, bool bold, double width)
{
    g_autoptr(GString) text = g_string_new(NULL);
    PangoAttrList *list = pango_attr_list_new();
    GArray *links = g_array_new(FALSE, FALSE, sizeof(FlowLink));
    g_array_set_clear_func(links, clear_link);
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
        if (kind == 2 && !enter && document_link_is_safe(cmark_node_get_url(node))) {
            /* The attribute parts the words of the link from what is around them. */
            add_attribute(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), starts[2], before);
            FlowLink link = {starts[2], before, g_strdup(cmark_node_get_url(node)), NULL};
            g_array_append_val(links, link);
        }
    }
    cmark_iter_free(iterator);
    PangoLayout *layout = flow_layout(flow, text->str, list, size, bold, width);
    pango_attr_list_unref(list);
    g_object_set_data_full(G_OBJECT(layout), "links", links, unref_links);
    return layout;
}
