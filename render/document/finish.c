/* What can be done only when all of a document is there. */
#include <math.h>
#include <string.h>
#include "analysis/profile/kinds.h"
#include "render/document/building.h"
#include "render/document/showing.h"
#include "render/font/font.h"
#include "render/font/sizes.h"

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
    /* In a short paper the bar in parts belongs to its sentence. */
    block->bare = !numbered && strcmp(chart_kind_name(block->chart->kind), "strip") == 0;
    const Block *table = table_block(document, block->table, NULL);
    /* The first table of an appendix has all counts and shares. */
    const ProfileMeasure *measure = block->table->measure;
    if (!table && measure && measure->per == PER_YEAR &&
        (kind_of(measure)->sizes_population || kind_of(measure)->is_share))
        table = table_block(document, NULL, "A1");
    block->see = table ? g_strdup_printf("Table\u00a0%s", table->label) : NULL;
}

void
document_number(Document *document)
{
    bool numbered = document_has_contents(document);
    guint tables = 0, charts = 0;
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

/* The notes that are not among others; of char* that the others' owner keeps. Caller unrefs. */
static GPtrArray *
notes_without(const GPtrArray *notes, const GPtrArray *others)
{
    GPtrArray *left = g_ptr_array_new();
    for (guint n = 0; n < notes->len; n++)
        if (!g_ptr_array_find_with_equal_func((GPtrArray *)others, notes->pdata[n], g_str_equal, NULL))
            g_ptr_array_add(left, notes->pdata[n]);
    return left;
}

/* Puts a reference in place of the notes that a table shares with the one before it. That
 * one may have one note besides, in whose place this one has its own: what a rate counts. */
static void
refer_to_notes(Block *block, const Block *before, const GPtrArray *notes_before, const GPtrArray *notes)
{
    enum { WORTH_A_REFERENCE = 3 };
    g_autoptr(GPtrArray) left = notes_without(notes, notes_before),
                         besides = notes_without(notes_before, notes);
    if (notes->len - left->len < WORTH_A_REFERENCE || besides->len > MIN(left->len, 1) ||
        !(before->label || before->number))
        return;
    g_autofree char *caption = block_caption(before),
                    *reference =
                        g_strdup_printf("The %snotes of %.*s hold here too.", besides->len ? "other " : "",
                                        (int)strcspn(caption, ":"), caption);
    g_ptr_array_add(left, (gpointer)g_intern_string(reference));
    g_ptr_array_unref(block->notes);
    block->notes = g_steal_pointer(&left);
}

void
document_drop_said_notes(Document *document)
{
    const Block *before = NULL;
    g_autoptr(GPtrArray) notes_before = g_ptr_array_new();
    for (guint i = 0; i < document->blocks->len; i++) {
        Block *block = document->blocks->pdata[i];
        if (block->kind != BLOCK_TABLE)
            continue;
        GPtrArray *notes = notes_without(block->table->notes, document->said);
        block->notes = g_ptr_array_ref(notes);
        if (before)
            refer_to_notes(block, before, notes_before, notes);
        g_ptr_array_unref(notes_before);
        notes_before = notes;
        before = block;
    }
}

/* The height of words set in a width, in points. */
static double
height_of_words(const char *words, double type, bool bold, double width)
{
    static const double ragged = 0.92; /* what stays free at the ends of lines */
    return ceil(font_width(words, type, bold) / (ragged * width)) * type * LEADING / SIZE_BODY;
}

static double
height_of_chart(const Block *block, double width)
{
    g_autofree char *title = block_caption(block), *subtitle = block_subtitle(block);
    double drawn, height;
    chart_size(block->chart, (ChartOptions){.width = width}, &drawn, &height);
    return height_of_words(title, SIZE_CAPTION, true, width) +
           height_of_words(subtitle, SIZE_SUBTITLE, false, width) + height;
}

/* A paragraph without links, which a chart may stand beside. */
static bool
is_of_plain_words(cmark_node *node)
{
    bool plain = node && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH;
    for (cmark_node *child = plain ? cmark_node_first_child(node) : NULL; child;
         child = cmark_node_next(child))
        plain &= cmark_node_get_type(child) == CMARK_NODE_TEXT ||
                 cmark_node_get_type(child) == CMARK_NODE_SOFTBREAK;
    return plain;
}

/* The last one or two paragraphs before a chart go to its left, if they are about as tall as it. */
static void
set_beside(Document *document, cmark_node *node, Block *chart)
{
    static const double least = 0.55, most = 1.2;
    double width =
               chart->width > 0 ? chart->width : showing_width_beside(chart->chart, chart->table->measure),
           height = width > 0 ? height_of_chart(chart, width * MM) : 0, words = 0;
    cmark_node *first = NULL, *before = cmark_node_previous(node);
    for (int i = 0; i < 2 && width > 0 && is_of_plain_words(before);
         i++, before = cmark_node_previous(before)) {
        g_autofree char *text = document_heading_text(before);
        words += height_of_words(text, SIZE_BODY, false, (EXHIBIT_ACROSS - EXHIBIT_GAP - width) * MM) +
                 PARAGRAPH_SPACE;
        if (words > most * height)
            break;
        first = words >= least * height ? before : first;
    }
    if (!first)
        return;
    Block *block = g_new0(Block, 1);
    block->kind = BLOCK_BESIDE;
    block->width = chart->width = width;
    g_ptr_array_add(document->blocks, block);
    cmark_node *both = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_user_data(both, block);
    cmark_node_insert_before(first, both);
    for (cmark_node *next = first; next != node; next = first) {
        first = cmark_node_next(next);
        cmark_node_append_child(both, next);
    }
    cmark_node_append_child(both, node);
}

void
document_set_beside(Document *document)
{
    for (cmark_node *node = cmark_node_first_child(document->root), *next; node; node = next) {
        next = cmark_node_next(node);
        Block *block = (Block *)document_block(node);
        if (block && block->kind == BLOCK_CHART)
            set_beside(document, node, block);
    }
}
