/* Headings: their words, their anchors, and which of them stand in the contents. */
#include "render/document/building.h"

char *
document_heading_text(cmark_node *heading)
{
    GString *text = g_string_new(NULL);
    cmark_iter *iterator = cmark_iter_new(heading);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        cmark_node_type type = cmark_node_get_type(node);
        if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
            g_string_append(text, cmark_node_get_literal(node));
        else if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK))
            g_string_append_c(text, ' ');
    }
    cmark_iter_free(iterator);
    return g_string_free(text, FALSE);
}

char *
document_heading_anchor(const Document *document, cmark_node *heading)
{
    return g_strdup(g_hash_table_lookup(document->anchors, heading));
}

guint
document_heading_number(const Document *document, const char *anchor)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(document->numbers, anchor));
}

bool
document_in_contents(cmark_node *node)
{
    int level = cmark_node_get_type(node) == CMARK_NODE_HEADING ? cmark_node_get_heading_level(node) : 0;
    cmark_node *next = cmark_node_next(node);
    const Block *block = next ? document_block(next) : NULL;
    return level == 2 && !(block && block->kind == BLOCK_CONTENTS);
}

/* The slug of a heading's words, with -2, -3 ... where a heading before has it. `same`: how many have a slug.
 */
static char *
anchor_of(const Document *document, cmark_node *heading, GHashTable *same)
{
    g_autofree char *text = document_heading_text(heading), *slug = profile_slug(text);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(same, slug));
    char *anchor = NULL;
    do {
        g_free(anchor);
        anchor = ++count == 1 ? g_strdup(slug) : g_strdup_printf("%s-%u", slug, count);
    } while (g_hash_table_contains(document->numbers, anchor));
    g_hash_table_insert(same, g_steal_pointer(&slug), GUINT_TO_POINTER(count));
    return anchor;
}

void
document_set_anchors(Document *document)
{
    g_autoptr(GHashTable) same = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    document->anchors = g_hash_table_new(NULL, NULL);
    document->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    cmark_iter *iterator = cmark_iter_new(document->root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_HEADING)
            continue;
        char *anchor = anchor_of(document, node, same);
        guint number = g_hash_table_size(document->numbers) + 1;
        g_hash_table_insert(document->anchors, node, anchor);
        g_hash_table_insert(document->numbers, anchor, GUINT_TO_POINTER(number));
    }
    cmark_iter_free(iterator);
}
