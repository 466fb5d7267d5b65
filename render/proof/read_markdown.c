/* Markdown by cmark; tables of lines between pipes, which it does not know, are read as tables. */
#include "render/proof/gathering.h"
#include <cmark.h>
#include <string.h>

static char *
words_of(cmark_node *block)
{
    GString *text = g_string_new(NULL);
    cmark_iter *iter = cmark_iter_new(block);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            g_string_append(text, cmark_node_get_literal(node));
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            g_string_append_c(text, '\n');
    }
    cmark_iter_free(iter);
    return g_string_free(text, FALSE);
}

static bool
is_rule(const char *line)
{
    return strspn(line, "|-: ") == strlen(line);
}

static void
read_pipes(Gathering *gathering, const char *text, guint line)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gather_table(gathering);
    for (guint i = 0; lines[i]; i++) {
        g_autofree char *inner = g_strstrip(g_strdup(lines[i]));
        if (is_rule(inner))
            continue;
        gsize length = strlen(inner);
        if (length > 1 && inner[length - 1] == '|')
            inner[length - 1] = '\0';
        g_auto(GStrv) cells = g_strsplit(inner[0] == '|' ? inner + 1 : inner, "|", -1);
        gather_row(gathering, i == 0);
        for (guint j = 0; cells[j]; j++)
            gather_cell(gathering, g_strstrip(cells[j]), line + i, 1, 1);
    }
    gather_table_end(gathering);
}

static bool
is_table(const char *text)
{
    const char *second = strchr(text, '\n');
    if (!second || !strchr(text, '|'))
        return false;
    g_autofree char *line = g_strndup(second + 1, strcspn(second + 1, "\n"));
    return strchr(line, '-') && is_rule(line);
}

static void
read_comment(const char *html, bool *off)
{
    const char *start = strstr(html, "<!--"), *end = start ? strstr(start, "-->") : NULL;
    g_autofree char *comment = end ? g_strndup(start + 4, (gsize)(end - start) - 4) : NULL;
    if (comment)
        proof_comment(comment, off);
}

static void
read_block(Gathering *gathering, cmark_node *block, bool *off)
{
    cmark_node_type type = cmark_node_get_type(block);
    guint line = (guint)cmark_node_get_start_line(block);
    if (type == CMARK_NODE_HTML_BLOCK)
        read_comment(cmark_node_get_literal(block), off);
    if (type != CMARK_NODE_HEADING && type != CMARK_NODE_PARAGRAPH)
        return;
    g_autofree char *text = words_of(block);
    if (type == CMARK_NODE_HEADING)
        gather_heading(gathering, cmark_node_get_heading_level(block), text, line);
    else if (!*off && is_table(text))
        read_pipes(gathering, text, line);
    else if (!*off)
        gather_paragraph(gathering, text, line);
}

bool
read_markdown(Gathering *gathering, const char *text, gsize length)
{
    cmark_node *document = cmark_parse_document(text, length, CMARK_OPT_DEFAULT);
    cmark_iter *iter = cmark_iter_new(document);
    bool off = false;
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_ENTER)
            read_block(gathering, cmark_iter_get_node(iter), &off);
    cmark_iter_free(iter);
    cmark_node_free(document);
    return true;
}
