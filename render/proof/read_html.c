/* HTML as libxml2 mends it: headings, blocks and tables, without what is not text to read. */
#include "analysis/failure/failure.h"
#include "render/proof/gathering.h"
#include <libxml/HTMLparser.h>
#include <string.h>

typedef struct {
    Gathering *gathering;
    GString *text;
    guint line; /* of the text's beginning */
    bool off;
} Reading;

static bool
among(const char *const *names, const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && g_strv_contains(names, (const char *)node->name);
}

static const char *const passed_over[] = {"script", "style", "svg", "head", "nav", "template", NULL};
static const char *const inlines[] = {"a",      "abbr", "b",   "bdi",  "cite", "code", "dfn",   "em",
                                      "font",   "i",    "ins", "mark", "q",    "s",    "small", "span",
                                      "strong", "sub",  "sup", "time", "u",    NULL};
static const char *const cells[] = {"td", "th", NULL};
static const char *const captions[] = {"caption", "figcaption", NULL};

static void read_node(Reading *reading, const xmlNode *node);

static void
read_children(Reading *reading, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        read_node(reading, child);
}

static void
end_paragraph(Reading *reading)
{
    if (!reading->off)
        gather_paragraph(reading->gathering, reading->text->str, reading->line);
    g_string_truncate(reading->text, 0);
}

static guint
span_of(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    guint span = value ? (guint)g_ascii_strtoull((const char *)value, NULL, 10) : 1;
    xmlFree(value);
    return span;
}

/* The text of a cell or heading, its blocks apart. */
static char *
text_of(const xmlNode *node)
{
    GString *text = g_string_new(NULL);
    for (const xmlNode *child = node->children; child; child = child->next) {
        g_autofree char *inner = child->type == XML_TEXT_NODE ? g_strdup((const char *)child->content)
                                 : child->type == XML_ELEMENT_NODE && !among(passed_over, child)
                                     ? text_of(child)
                                     : g_strdup("");
        g_string_append_printf(
            text, "%s%s", text->len && child->type == XML_ELEMENT_NODE && !among(inlines, child) ? " " : "",
            inner);
    }
    return g_string_free(text, FALSE);
}

static bool
is_heading_row(const xmlNode *row)
{
    for (const xmlNode *cell = row->children; cell; cell = cell->next)
        if (cell->type == XML_ELEMENT_NODE && strcmp((const char *)cell->name, "th") != 0)
            return false;
    return true;
}

static void
read_row(Reading *reading, const xmlNode *row)
{
    gather_row(reading->gathering, is_heading_row(row));
    for (const xmlNode *cell = row->children; cell; cell = cell->next) {
        if (!among(cells, cell))
            continue;
        g_autofree char *text = reading->off ? g_strdup("") : text_of(cell);
        gather_cell(reading->gathering, text, (guint)xmlGetLineNo(cell), span_of(cell, "colspan"),
                    span_of(cell, "rowspan"));
    }
}

static void
read_element(Reading *reading, const xmlNode *node)
{
    const char *name = (const char *)node->name;
    if (among(passed_over, node))
        return;
    if (among(inlines, node)) {
        read_children(reading, node);
        return;
    }
    end_paragraph(reading);
    g_autofree char *text = NULL;
    if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2]) {
        text = text_of(node);
        gather_heading(reading->gathering, name[1] - '0', text, (guint)xmlGetLineNo(node));
    } else if (strcmp(name, "table") == 0) {
        gather_table(reading->gathering);
        read_children(reading, node);
        gather_table_end(reading->gathering);
    } else if (strcmp(name, "tr") == 0) {
        read_row(reading, node);
    } else if (among(captions, node)) {
        text = text_of(node);
        gather_caption(reading->gathering, text);
    } else {
        read_children(reading, node);
        end_paragraph(reading);
    }
}

static void
read_node(Reading *reading, const xmlNode *node)
{
    if (node->type == XML_COMMENT_NODE)
        proof_comment((const char *)node->content, &reading->off);
    else if (node->type == XML_ELEMENT_NODE)
        read_element(reading, node);
    else if (node->type == XML_TEXT_NODE) {
        if (!reading->text->len)
            reading->line = (guint)xmlGetLineNo(node);
        g_string_append(reading->text, (const char *)node->content);
    }
}

bool
read_html(Gathering *gathering, const char *path, const char *text, gsize length, GError **error)
{
    htmlDocPtr document =
        htmlReadMemory(text, (int)length, NULL, "UTF-8",
                       HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER);
    const xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    if (!root) {
        xmlFreeDoc(document);
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: nothing in it reads as HTML", path);
        return false;
    }
    Reading reading = {.gathering = gathering, .text = g_string_new(NULL)};
    read_node(&reading, root);
    end_paragraph(&reading);
    g_string_free(reading.text, TRUE);
    xmlFreeDoc(document);
    return true;
}
