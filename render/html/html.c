#include "render/html/html_parts.h"
#include <gio/gio.h>
#include <string.h>

static cmark_node *
contents_of(const Document *document)
{
    for (cmark_node *node = cmark_node_first_child(document->root); node; node = cmark_node_next(node)) {
        const Block *block = document_block(node);
        if (block && block->kind == BLOCK_CONTENTS)
            return node;
    }
    return NULL;
}

/* The heading that stands over the contents; NULL if none does. */
static cmark_node *
contents_heading(cmark_node *contents)
{
    cmark_node *before = contents ? cmark_node_previous(contents) : NULL;
    return before && cmark_node_get_type(before) == CMARK_NODE_HEADING ? before : NULL;
}

static void
write_entries(HtmlWriter *writer)
{
    g_string_append(writer->out, "<ul>\n");
    for (cmark_node *node = cmark_node_first_child(writer->document->root); node;
         node = cmark_node_next(node)) {
        if (!document_in_contents(node))
            continue;
        g_autofree char *words = document_heading_text(node),
                        *anchor = document_heading_anchor(writer->document, node);
        g_string_append_printf(writer->out, "<li><a href=\"#%s\">", anchor);
        html_element(writer, "", words, "</a></li>\n");
    }
    g_string_append(writer->out, "</ul>\n");
}

/* The contents stand before the report and not within it, so that they can keep beside it. */
static void
write_contents(HtmlWriter *writer, cmark_node *heading)
{
    g_autofree char *words = heading ? document_heading_text(heading) : g_strdup("Contents");
    g_string_append(writer->out, "<nav aria-labelledby=\"the_contents\">\n");
    html_element(writer, "<h2 id=\"the_contents\">", words, "</h2>\n");
    write_entries(writer);
    g_string_append(writer->out, "</nav>\n");
}

static void
write_block(HtmlWriter *writer, const Block *block, bool enter)
{
    if (!enter) {
        g_string_append(writer->out, block->kind == BLOCK_BESIDE ? "</div>\n" : "");
        return;
    }
    switch (block->kind) {
    case BLOCK_TABLE:
        html_write_table(writer, block);
        break;
    case BLOCK_CHART:
        html_write_charts(writer, &block, 1);
        break;
    case BLOCK_STRIP:
        html_write_charts(writer, (const Block *const *)block->charts->pdata, block->charts->len);
        break;
    case BLOCK_BESIDE:
        g_string_append_printf(writer->out, "<div class=\"beside mm%g\">\n", block->width);
        break;
    case BLOCK_KEY_FIGURES:
        html_write_key_figures(writer, block);
        break;
    case BLOCK_PAGE_BREAK:
        g_string_append(writer->out, "<div class=\"page-break\"></div>\n");
        break;
    case BLOCK_CONTENTS:
        break;
    }
}

static bool
in_tight_list(cmark_node *paragraph)
{
    cmark_node *item = cmark_node_parent(paragraph), *list = item ? cmark_node_parent(item) : NULL;
    return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

static void
write_heading(HtmlWriter *writer, cmark_node *node, bool enter)
{
    int level = cmark_node_get_heading_level(node);
    if (!enter) {
        g_string_append_printf(writer->out, "</h%d>\n", level);
        return;
    }
    g_autofree char *anchor = document_heading_anchor(writer->document, node);
    g_string_append_printf(writer->out, "<h%d id=\"%s\">", level, anchor);
}

static void
write_list(HtmlWriter *writer, cmark_node *node, bool enter)
{
    bool bullets = cmark_node_get_list_type(node) == CMARK_BULLET_LIST;
    int start = cmark_node_get_list_start(node);
    if (!enter)
        g_string_append(writer->out, bullets ? "</ul>\n" : "</ol>\n");
    else if (bullets || start == 1)
        g_string_append(writer->out, bullets ? "<ul>\n" : "<ol>\n");
    else
        g_string_append_printf(writer->out, "<ol start=\"%d\">\n", start);
}

static void
html_write_node(HtmlWriter *writer, cmark_node *node, bool enter)
{
    GString *out = writer->out;
    const Block *block;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        write_heading(writer, node, enter);
        break;
    case CMARK_NODE_PARAGRAPH:
        if (!in_tight_list(node))
            g_string_append(out, enter ? "<p>" : "</p>\n");
        break;
    case CMARK_NODE_LIST:
        write_list(writer, node, enter);
        break;
    case CMARK_NODE_ITEM:
        g_string_append(out, enter ? "<li>" : "</li>\n");
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        g_string_append(out, enter ? "<blockquote>\n" : "</blockquote>\n");
        break;
    case CMARK_NODE_CODE_BLOCK:
        html_element(writer, "<pre><code>", cmark_node_get_literal(node), "</code></pre>\n");
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        g_string_append(out, "<hr>\n");
        break;
    case CMARK_NODE_HTML_BLOCK:
        html_element(writer, "<p>", cmark_node_get_literal(node), "</p>\n");
        break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
        html_element(writer, "", cmark_node_get_literal(node), "");
        break;
    case CMARK_NODE_CODE:
        html_element(writer, "<code>", cmark_node_get_literal(node), "</code>");
        break;
    case CMARK_NODE_SOFTBREAK:
        g_string_append_c(out, '\n');
        break;
    case CMARK_NODE_LINEBREAK:
        g_string_append(out, "<br>\n");
        break;
    case CMARK_NODE_EMPH:
        g_string_append(out, enter ? "<em>" : "</em>");
        break;
    case CMARK_NODE_STRONG:
        g_string_append(out, enter ? "<strong>" : "</strong>");
        break;
    case CMARK_NODE_LINK:
        if (document_link_is_safe(cmark_node_get_url(node))) {
            if (enter)
                html_plain(writer, "<a href=\"", cmark_node_get_url(node), "\">");
            else
                g_string_append(out, "</a>");
        }
        break;
    case CMARK_NODE_CUSTOM_BLOCK:
        block = document_block(node);
        if (block)
            write_block(writer, block, enter);
        break;
    default:
        break;
    }
}

static void
write_head(HtmlWriter *writer)
{
    g_autoptr(GBytes) style = g_resources_lookup_data("/ladostat/templates/house-style.css", 0, NULL);
    g_string_append(writer->out,
                    "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html_plain(writer, "<title>", writer->document->title, " - ");
    html_plain(writer, "", writer->document->subtitle, "</title>\n");
    html_plain(writer, "<meta name=\"author\" content=\"", writer->document->author, "\">\n<style>\n");
    g_string_append_len(writer->out, g_bytes_get_data(style, NULL), (gssize)g_bytes_get_size(style));
    g_string_append_printf(writer->out, ":root { --accent: #%06x; }\n", writer->document->accent);
    g_string_append(
        writer->out,
        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#the_report\">Skip to the report</a>\n");
}

static void
write_band(HtmlWriter *writer)
{
    const Document *document = writer->document;
    g_string_append(writer->out, "<header>\n");
    if (document->mark)
        g_string_append_printf(writer->out, "<p class=\"internal\">%s</p>\n", document->mark);
    html_element(writer, "<h1>", document->title, "</h1>\n");
    html_element(writer, "<p class=\"subtitle\">", document->subtitle, "</p>\n");
    for (guint i = 0; i < document->cover->len; i++)
        html_element(writer, "<p>", document->cover->pdata[i], "</p>\n");
    g_string_append(writer->out, "</header>\n");
}

/* A way back up from the end of a long part, where the contents do not stay in view. */
static void
write_way_up(HtmlWriter *writer)
{
    g_string_append(writer->out, "<p class=\"up\"><a href=\"#the_contents\">Back to contents</a></p>\n");
}

static void
write_body(HtmlWriter *writer, cmark_node *contents, cmark_node *heading)
{
    bool parts = false;
    for (cmark_node *top = cmark_node_first_child(writer->document->root); top; top = cmark_node_next(top)) {
        if (top == contents || top == heading)
            continue;
        bool part = cmark_node_get_type(top) == CMARK_NODE_HEADING && cmark_node_get_heading_level(top) == 2;
        if (part && parts && contents)
            write_way_up(writer);
        parts |= part;
        cmark_iter *iterator = cmark_iter_new(top);
        for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;)
            html_write_node(writer, cmark_iter_get_node(iterator), event == CMARK_EVENT_ENTER);
        cmark_iter_free(iterator);
    }
    if (parts && contents)
        write_way_up(writer);
}

GBytes *
html_write(const Document *document, GError **error)
{
    (void)error; /* text in memory cannot fail to be written */
    HtmlWriter writer = {document, g_string_new(NULL)};
    cmark_node *contents = contents_of(document), *heading = contents_heading(contents);
    write_head(&writer);
    write_band(&writer);
    g_string_append(writer.out, "<div class=\"sheet\">\n");
    if (contents)
        write_contents(&writer, heading);
    g_string_append(writer.out, "<main id=\"the_report\" tabindex=\"-1\">\n");
    write_body(&writer, contents, heading);
    g_string_append(writer.out, "</main>\n</div>\n</body>\n</html>\n");
    return g_string_free_to_bytes(writer.out);
}
