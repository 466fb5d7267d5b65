#include "render/html/html.h"
#include <gio/gio.h>
#include <math.h>
#include <string.h>

typedef struct {
    const Document *document;
    GString *out;
} Writer;

static void
text(Writer *writer, const char *words)
{
    g_autofree char *escaped = g_markup_escape_text(words, -1);
    g_string_append(writer->out, escaped);
}

static void
element(Writer *writer, const char *open, const char *words, const char *close)
{
    g_string_append(writer->out, open);
    text(writer, words);
    g_string_append(writer->out, close);
}

static void
write_headings(Writer *writer, const Table *table)
{
    g_string_append(writer->out, "<thead>\n");
    for (guint row = 0; row < table_heading_rows(table); row++) {
        g_autoptr(GArray) headings = table_headings(table, row);
        g_string_append(writer->out, "<tr>");
        for (guint i = 0; i < headings->len; i++) {
            const TableHeading *heading = &g_array_index(headings, TableHeading, i);
            g_string_append_printf(writer->out, "<th scope=\"%s\"",
                                   heading->group ? "colgroup\" class=\"group" : "col");
            if (heading->columns > 1)
                g_string_append_printf(writer->out, " colspan=\"%u\"", heading->columns);
            if (heading->rows > 1)
                g_string_append_printf(writer->out, " rowspan=\"%u\"", heading->rows);
            element(writer, ">", heading->text, "</th>");
        }
        g_string_append(writer->out, "</tr>\n");
    }
    g_string_append(writer->out, "</thead>\n");
}

static void
write_table(Writer *writer, const Block *block)
{
    const Table *table = block->table;
    g_string_append_printf(writer->out,
                           "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table "
                           "%u\">\n<table>\n<caption>Table %u: ",
                           block->number, block->number);
    text(writer, table->title);
    element(writer, "<span class=\"subtitle\">", table->subtitle, "</span></caption>\n");
    write_headings(writer, table);
    g_string_append(writer->out, "<tbody>\n");
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        g_string_append_printf(writer->out, "<tr%s>",
                               row->total   ? " class=\"total\""
                               : row->level ? " class=\"part\""
                                            : "");
        element(writer, "<th scope=\"row\">", row->heading, "</th>");
        for (guint c = 0; c < row->cells->len; c++)
            element(writer, "<td>", g_array_index(row->cells, TableCell, c).text, "</td>");
        g_string_append(writer->out, "</tr>\n");
    }
    g_string_append(writer->out, "</tbody>\n</table>\n</div>\n");
    for (guint i = 0; i < table->notes->len; i++)
        element(writer, "<p class=\"note\">", table->notes->pdata[i], "</p>\n");
    element(writer, "<p class=\"source\">", table->source, "</p>\n");
}

static void
write_chart(Writer *writer, const Block *block)
{
    const Chart *chart = block->chart;
    g_string_append_printf(writer->out, "<figure>\n<figcaption>Figure %u: ", block->number);
    text(writer, chart->title);
    element(writer, "<span class=\"subtitle\">", chart->subtitle, "</span></figcaption>\n");
    GBytes *svg = chart_to_svg(chart, (ChartOptions){0});
    g_string_append_len(writer->out, g_bytes_get_data(svg, NULL), (gssize)g_bytes_get_size(svg));
    g_bytes_unref(svg);
    element(writer, "<p class=\"note\">", chart->alt, "</p>\n");
    element(writer, "<p class=\"source\">", chart->source, "</p>\n</figure>\n");
}

static void
write_contents(Writer *writer)
{
    g_string_append(writer->out, "<nav aria-label=\"Contents\">\n<ul>\n");
    bool inner = false, any = false;
    for (cmark_node *node = cmark_node_first_child(writer->document->root); node;
         node = cmark_node_next(node)) {
        if (!document_in_contents(node))
            continue;
        int level = cmark_node_get_heading_level(node);
        g_autofree char *words = document_heading_text(node),
                        *anchor = document_heading_anchor(writer->document, node);
        if (level == 2 && inner)
            g_string_append(writer->out, "</ul>\n");
        if (level == 2 && any)
            g_string_append(writer->out, "</li>\n");
        if (level == 3 && !inner)
            g_string_append(writer->out, any ? "<ul>\n" : "<li><ul>\n");
        inner = level == 3;
        any = true;
        g_string_append_printf(writer->out, "<li><a href=\"#%s\">", anchor);
        element(writer, "", words, inner ? "</a></li>\n" : "</a>");
    }
    g_string_append(writer->out, inner ? "</ul></li>\n" : any ? "</li>\n" : "");
    g_string_append(writer->out, "</ul>\n</nav>\n");
}

static void
write_key_figures(Writer *writer, const Block *block)
{
    g_string_append(writer->out, "<ul class=\"tiles\">\n");
    for (guint i = 0; i < block->key_figures->len; i++) {
        const KeyFigure *key = &g_array_index(block->key_figures, KeyFigure, i);
        element(writer, "<li><strong>", key->figure, "</strong>");
        element(writer, "<span>", key->label, "</span>");
        if (*key->comparison)
            element(writer, "<span class=\"comparison\">", key->comparison, "</span>");
        g_string_append(writer->out, "</li>\n");
    }
    g_string_append(writer->out, "</ul>\n");
}

static void
write_block(Writer *writer, const Block *block)
{
    switch (block->kind) {
    case BLOCK_TABLE:
        write_table(writer, block);
        break;
    case BLOCK_CHART:
        write_chart(writer, block);
        break;
    case BLOCK_CONTENTS:
        write_contents(writer);
        break;
    case BLOCK_KEY_FIGURES:
        write_key_figures(writer, block);
        break;
    case BLOCK_PAGE_BREAK:
        break;
    }
}

static bool
is_safe_link(const char *url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "#"};
    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_str_has_prefix(url, schemes[i]))
            return true;
    return false;
}

static bool
in_tight_list(cmark_node *paragraph)
{
    cmark_node *item = cmark_node_parent(paragraph), *list = item ? cmark_node_parent(item) : NULL;
    return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

static void
write_heading(Writer *writer, cmark_node *node, bool enter)
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
write_node(Writer *writer, cmark_node *node, bool enter)
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
    case CMARK_NODE_LIST: {
        bool bullets = cmark_node_get_list_type(node) == CMARK_BULLET_LIST;
        g_string_append(out, enter ? (bullets ? "<ul>\n" : "<ol>\n") : (bullets ? "</ul>\n" : "</ol>\n"));
        break;
    }
    case CMARK_NODE_ITEM:
        g_string_append(out, enter ? "<li>" : "</li>\n");
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        g_string_append(out, enter ? "<blockquote>\n" : "</blockquote>\n");
        break;
    case CMARK_NODE_CODE_BLOCK:
        element(writer, "<pre><code>", cmark_node_get_literal(node), "</code></pre>\n");
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        g_string_append(out, "<hr>\n");
        break;
    case CMARK_NODE_HTML_BLOCK:
        element(writer, "<p>", cmark_node_get_literal(node), "</p>\n");
        break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
        text(writer, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_CODE:
        element(writer, "<code>", cmark_node_get_literal(node), "</code>");
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
        if (is_safe_link(cmark_node_get_url(node))) {
            if (enter)
                element(writer, "<a href=\"", cmark_node_get_url(node), "\">");
            else
                g_string_append(out, "</a>");
        }
        break;
    case CMARK_NODE_CUSTOM_BLOCK:
        block = document_block(node);
        if (enter && block)
            write_block(writer, block);
        break;
    default:
        break;
    }
}

static void
write_head(Writer *writer)
{
    g_autoptr(GBytes) style = g_resources_lookup_data("/ladostat/templates/house-style.css", 0, NULL);
    g_string_append(writer->out,
                    "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    element(writer, "<title>", writer->document->title, " - ");
    element(writer, "", writer->document->subtitle, "</title>\n");
    element(writer, "<meta name=\"author\" content=\"", writer->document->author, "\">\n<style>\n");
    g_string_append_len(writer->out, g_bytes_get_data(style, NULL), (gssize)g_bytes_get_size(style));
    g_string_append_printf(writer->out, ":root { --accent: #%06x; }\n", writer->document->accent);
    g_string_append(writer->out,
                    "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#report\">Skip to the report</a>\n");
}

static void
write_cover(Writer *writer)
{
    const Document *document = writer->document;
    g_string_append(writer->out, "<header>\n");
    if (document->internal)
        g_string_append(writer->out, "<p class=\"internal\">Internal: not for publication</p>\n");
    element(writer, "<h1>", document->title, "</h1>\n");
    element(writer, "<p class=\"subtitle\">", document->subtitle, "</p>\n");
    for (guint i = 0; i < document->cover->len; i++)
        element(writer, "<p>", document->cover->pdata[i], "</p>\n");
    g_string_append(writer->out, "</header>\n");
}

GBytes *
html_write(const Document *document, GError **error)
{
    (void)error; /* text in memory cannot fail to be written */
    Writer writer = {document, g_string_new(NULL)};
    write_head(&writer);
    write_cover(&writer);
    g_string_append(writer.out, "<main id=\"report\">\n");
    cmark_iter *iterator = cmark_iter_new(document->root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;)
        write_node(&writer, cmark_iter_get_node(iterator), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iterator);
    element(&writer, "</main>\n<footer>\n<p>", document->disclosure, "</p>\n</footer>\n</body>\n</html>\n");
    return g_string_free_to_bytes(writer.out);
}
