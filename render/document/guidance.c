/* Guidance to authors: HTML comments of a template or of a text that it takes in leave the tree, and are kept
 * beside the heading or paragraph that they follow or stand in. */
#include "render/document/building.h"
#include <string.h>

/* The words of a node that is nothing but comments, each paragraph on a line; NULL where it is something
 * else. Caller frees. */
static char *
words_of_comment(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type != CMARK_NODE_HTML_BLOCK && type != CMARK_NODE_HTML_INLINE)
        return NULL;
    g_autofree char *text = g_strstrip(g_strdup(cmark_node_get_literal(node)));
    if (!g_str_has_prefix(text, "<!--") || !g_str_has_suffix(text, "-->") || strlen(text) < 7)
        return NULL;
    text[strlen(text) - 3] = '\0';
    g_autoptr(GRegex) paragraph = g_regex_new("\\s*\\n\\s*\\n\\s*", 0, 0, NULL),
                      space = g_regex_new("[ \\t\\r]*\\n[ \\t]*", 0, 0, NULL);
    g_auto(GStrv) paragraphs = g_regex_split(paragraph, g_strstrip(text + 4), 0);
    for (char **words = paragraphs; *words; words++) {
        char *line = g_regex_replace_literal(space, *words, -1, 0, " ", 0, NULL);
        g_free(*words);
        *words = line;
    }
    return g_strjoinv("\n", paragraphs);
}

static void
keep(Document *document, cmark_node *place, GString *words)
{
    const char *before = g_hash_table_lookup(document->guidance, place);
    if (words->len)
        g_hash_table_insert(document->guidance, place,
                            before ? g_strjoin("\n", before, words->str, NULL) : g_strdup(words->str));
    g_string_truncate(words, 0);
}

void
document_take_guidance(Document *document)
{
    g_autoptr(GPtrArray) comments = g_ptr_array_new();
    g_autoptr(GString) words = g_string_new(NULL);
    cmark_node *place = NULL; /* what comes first stands beside the first that there is */
    document->guidance = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    cmark_iter *iterator = cmark_iter_new(document->root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        cmark_node_type type = cmark_node_get_type(node);
        g_autofree char *comment = event == CMARK_EVENT_ENTER ? words_of_comment(node) : NULL;
        if (comment) {
            g_string_append_printf(words, "%s%s", words->len ? "\n" : "", comment);
            g_ptr_array_add(comments, node);
        } else if (event == CMARK_EVENT_ENTER &&
                   (type == CMARK_NODE_HEADING || type == CMARK_NODE_PARAGRAPH)) {
            place = node;
        }
        if (place)
            keep(document, place, words);
    }
    cmark_iter_free(iterator);
    g_ptr_array_foreach(comments, (GFunc)(void (*)(void))cmark_node_free, NULL);
}

const char *
document_guidance(const Document *document, cmark_node *node)
{
    return g_hash_table_lookup(document->guidance, node);
}
