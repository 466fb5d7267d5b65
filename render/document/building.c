/* The tree while it is filled in: places in the template, acronyms, blocks. */
#include "render/document/building.h"
#include <string.h>

ProfilePlace
building_place(const Building *building, cmark_node *node)
{
    int line = cmark_node_get_start_line(node);
    while (line < 1 && (node = cmark_node_parent(node)))
        line = cmark_node_get_start_line(node);
    const GArray *places = building->expansion->places;
    guint index = MIN((guint)MAX(line, 1) - 1, places->len - 1);
    return g_array_index(places, ProfilePlace, index);
}

char *
building_write_out(Building *building, char *text)
{
    const GPtrArray *glossary = building->exhibits->profile->glossary;
    for (guint i = 0; text && i < glossary->len; i++) {
        const ProfileAcronym *entry = glossary->pdata[i];
        if (g_ptr_array_find(building->written_out, entry, NULL))
            continue;
        g_autofree char *escaped = g_regex_escape_string(entry->acronym, -1),
                        *pattern = g_strdup_printf("\\b%s\\b", escaped);
        g_autoptr(GRegex) word = g_regex_new(pattern, 0, 0, NULL);
        g_autoptr(GMatchInfo) found = NULL;
        int start, end;
        if (!word || !g_regex_match(word, text, 0, &found) || !g_match_info_fetch_pos(found, 0, &start, &end))
            continue;
        char *longer =
            g_strdup_printf("%.*s%s (%s)%s", start, text, entry->words, entry->acronym, text + end);
        g_free(text);
        text = longer;
        g_ptr_array_add(building->written_out, (gpointer)entry);
    }
    return text;
}

const Block *
document_block(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_CUSTOM_BLOCK ? cmark_node_get_user_data(node) : NULL;
}

bool
document_leads(cmark_node *paragraph)
{
    cmark_node *next = cmark_node_next(paragraph);
    const Block *block = next ? document_block(next) : NULL;
    if (next && cmark_node_get_type(next) == CMARK_NODE_LIST)
        return true;
    return block && (block->kind == BLOCK_TABLE || block->kind == BLOCK_CHART || block->kind == BLOCK_STRIP);
}

bool
document_stays(cmark_node *paragraph)
{
    cmark_node *next = cmark_node_next(paragraph);
    const Block *block = next ? document_block(next) : NULL;
    return next && (cmark_node_get_type(next) == CMARK_NODE_LIST || (block && block->bare));
}

bool
document_has_contents(const Document *document)
{
    bool has = false;
    for (guint i = 0; i < document->blocks->len; i++)
        has |= ((const Block *)document->blocks->pdata[i])->kind == BLOCK_CONTENTS;
    return has;
}
