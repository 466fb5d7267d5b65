/* What can be done only when all of a document is there. */
#include <string.h>
#include "analysis/profile/kinds.h"
#include "render/document/building.h"
#include "render/document/showing.h"

static int
level_of(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_HEADING ? cmark_node_get_heading_level(node) : 0;
}

/* What is for the page alone fills no section. */
static bool
is_page_break(cmark_node *node)
{
    const Block *block = document_block(node);
    return block && block->kind == BLOCK_PAGE_BREAK;
}

/* What an author is told beside a heading that goes stands beside the one that comes after it. */
static void
hand_on_guidance(Document *document, cmark_node *from, cmark_node *to)
{
    const char *words = document_guidance(document, from),
               *there = to ? document_guidance(document, to) : NULL;
    if (words && to)
        g_hash_table_insert(document->guidance, to,
                            there ? g_strjoin("\n", words, there, NULL) : g_strdup(words));
    g_hash_table_remove(document->guidance, from);
}

void
document_drop_empty_sections(Document *document)
{
    /* From the last on, so that a heading over empty ones is empty in its turn. */
    for (cmark_node *node = cmark_node_last_child(document->root), *before; node; node = before) {
        before = cmark_node_previous(node);
        cmark_node *next = cmark_node_next(node);
        while (next && is_page_break(next))
            next = cmark_node_next(next);
        if (level_of(node) && (!next || (level_of(next) && level_of(next) <= level_of(node)))) {
            hand_on_guidance(document, node, next ? next : before);
            cmark_node_free(node);
        }
    }
}

static const Block *
table_block(const Document *document, const Table *table, const char *label)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        if (block->kind == BLOCK_TABLE && block->label &&
            (block->table == table || g_strcmp0(block->label, label) == 0))
            return block;
    }
    return NULL;
}

static void
number_chart(const Document *document, Block *block, guint *charts, bool numbered)
{
    block->number = numbered ? ++*charts : 0;
    const Block *table = table_block(document, block->table, NULL);
    /* The first table of an appendix has all counts and shares. */
    const ProfileMeasure *measure = block->table->measure;
    if (!table && measure && measure->per == PER_YEAR &&
        (kind_of(measure)->sizes_population || kind_of(measure)->is_share))
        table = table_block(document, NULL, "A1");
    block->see = table ? g_strdup_printf("Table %s", table->label) : NULL;
}

void
document_number(Document *document)
{
    bool numbered = false;
    guint tables = 0, charts = 0;
    for (guint i = 0; i < document->blocks->len; i++)
        numbered |= ((const Block *)document->blocks->pdata[i])->kind == BLOCK_CONTENTS;
    for (guint i = 0; i < document->blocks->len; i++) {
        Block *block = document->blocks->pdata[i];
        if (block->kind == BLOCK_TABLE)
            block->number = numbered && !block->label ? ++tables : 0;
        if (block->kind == BLOCK_CHART)
            number_chart(document, block, &charts, numbered);
        for (guint k = 0; block->kind == BLOCK_STRIP && k < block->charts->len; k++)
            number_chart(document, block->charts->pdata[k], &charts, numbered);
    }
}
