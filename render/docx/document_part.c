#include "render/docx/docx_parts.h"

static void
run(DocxWriter *writer, const char *text)
{
    const char *style = writer->link                     ? "Hyperlink"
                        : writer->bold && writer->italic ? "StrongEmphasis"
                        : writer->bold                   ? "Strong"
                        : writer->italic                 ? "Emphasis"
                                                         : NULL;
    (writer->in_heading ? docx_run : docx_words)(writer, text, style);
}

/* The bookmark of a heading, by its place in the document: Word allows no hyphens and 40 letters. */
static char *
bookmark(guint number)
{
    return g_strdup_printf("_Toc%06u", number);
}

static guint
heading_number(const Document *document, cmark_node *heading)
{
    g_autofree char *anchor = document_heading_anchor(document, heading);
    return document_heading_number(document, anchor);
}

/* Where the field of the contents ends: for Word before the end of their section, which it would take away
 * when it fills them in anew; for LibreOffice, which has no columns around an index, beneath it. */
static void
end_contents(DocxWriter *writer, bool word)
{
    xml_open(writer->xml, "w:r", NULL);
    xml_open(writer->xml, "mc:AlternateContent", NULL);
    xml_open(writer->xml, "mc:Choice", "Requires", "w15", NULL);
    if (word)
        xml_leaf(writer->xml, "w:fldChar", "w:fldCharType", "end", NULL);
    xml_close(writer->xml);
    xml_open(writer->xml, "mc:Fallback", NULL);
    if (!word)
        xml_leaf(writer->xml, "w:fldChar", "w:fldCharType", "end", NULL);
    xml_close(writer->xml);
    xml_close(writer->xml);
    xml_close(writer->xml);
}

static void
contents_entry(DocxWriter *writer, cmark_node *heading, bool first, bool last)
{
    guint number = heading_number(writer->document, heading);
    g_autofree char *text = document_heading_text(heading), *name = bookmark(number);
    g_autofree char *page = g_strdup_printf(" PAGEREF %s \\h ", name),
                    *digits = number <= writer->pages->len && g_array_index(writer->pages, guint, number - 1)
                                  ? g_strdup_printf("%u", g_array_index(writer->pages, guint, number - 1))
                                  : g_strdup("");
    docx_open_properties(writer, "TOC1", NULL);
    if (last)
        docx_section(writer);
    xml_close(writer->xml);
    if (first)
        docx_field_start(writer, " TOC \\o \"1-1\" \\h \\z \\u ");
    xml_open(writer->xml, "w:hyperlink", "w:anchor", name, "w:history", "1", NULL);
    docx_run(writer, text, NULL);
    xml_open(writer->xml, "w:r", NULL);
    xml_leaf(writer->xml, "w:tab", NULL);
    xml_close(writer->xml);
    docx_field_start(writer, page);
    docx_run(writer, digits, NULL);
    docx_field_end(writer);
    xml_close(writer->xml);
    if (last)
        end_contents(writer, true);
    xml_close(writer->xml);
}

/* The contents as Word fills them in when it is asked to update the field, in a section of two columns. */
static void
write_contents(DocxWriter *writer)
{
    g_autoptr(GPtrArray) headings = g_ptr_array_new();
    for (cmark_node *node = cmark_node_first_child(writer->document->root); node;
         node = cmark_node_next(node))
        if (document_in_contents(node))
            g_ptr_array_add(headings, node);
    if (!headings->len)
        return;
    docx_end_section(writer);
    writer->columns = true;
    xml_open(writer->xml, "w:sdt", NULL);
    xml_open(writer->xml, "w:sdtPr", NULL);
    xml_open(writer->xml, "w:docPartObj", NULL);
    xml_leaf(writer->xml, "w:docPartGallery", "w:val", "Table of Contents", NULL);
    xml_leaf(writer->xml, "w:docPartUnique", NULL);
    xml_close(writer->xml);
    xml_close(writer->xml);
    xml_open(writer->xml, "w:sdtContent", NULL);
    for (guint i = 0; i < headings->len; i++)
        contents_entry(writer, headings->pdata[i], i == 0, i + 1 == headings->len);
    xml_close(writer->xml);
    xml_close(writer->xml);
    docx_open_paragraph(writer, "Spacer");
    end_contents(writer, false);
    xml_close(writer->xml);
}

/* Begins, or ends, the words beside which stands what guides their author. */
static void
mark_guidance(DocxWriter *writer, cmark_node *node, bool enter)
{
    const char *words = document_guidance(writer->document, node);
    if (!words)
        return;
    if (enter)
        g_ptr_array_add(writer->comments, g_strdup(words));
    g_autofree char *id = g_strdup_printf("%u", writer->comments->len - 1);
    xml_leaf(writer->xml, enter ? "w:commentRangeStart" : "w:commentRangeEnd", "w:id", id, NULL);
    if (enter)
        return;
    xml_open(writer->xml, "w:r", NULL);
    xml_leaf(writer->xml, "w:commentReference", "w:id", id, NULL);
    xml_close(writer->xml);
}

static void
write_block(DocxWriter *writer, const Block *block, bool beside)
{
    switch (block->kind) {
    case BLOCK_TABLE:
        docx_write_table(writer, block);
        break;
    case BLOCK_CHART:
        (beside ? docx_close_beside : docx_write_chart)(writer, block);
        break;
    case BLOCK_BESIDE:
        docx_open_beside(writer, block);
        break;
    case BLOCK_STRIP:
        docx_write_strip(writer, block);
        break;
    case BLOCK_CONTENTS:
        write_contents(writer);
        break;
    case BLOCK_KEY_FIGURES:
        docx_write_key_figures(writer, block);
        break;
    case BLOCK_PAGE_BREAK:
        writer->turns = true;
        break;
    }
}

static const char *
heading_style(cmark_node *node)
{
    static const char *const styles[] = {"Heading1", "Heading1", "Heading2",
                                         "Heading3", "Heading4", "Heading4"};
    int level = cmark_node_get_heading_level(node);
    return level == 2 && !document_in_contents(node) ? "TOCHeading" : styles[level - 1];
}

static void
write_heading(DocxWriter *writer, cmark_node *node, bool enter)
{
    writer->headings += enter;
    writer->in_heading = enter;
    g_autofree char *number = g_strdup_printf("%u", writer->headings);
    if (enter) {
        g_autofree char *name = bookmark(writer->headings);
        docx_open_paragraph(writer, heading_style(node));
        xml_leaf(writer->xml, "w:bookmarkStart", "w:id", number, "w:name", name, NULL);
        mark_guidance(writer, node, true);
    } else {
        mark_guidance(writer, node, false);
        xml_leaf(writer->xml, "w:bookmarkEnd", "w:id", number, NULL);
        xml_close(writer->xml);
    }
}

/* A paragraph of a list: the first of an item bears the marker. Numbered lists count each for itself. */
static void
open_list_paragraph(DocxWriter *writer, bool first)
{
    static const char *const styles[][3] = {{"ListBullet", "ListBullet2", "ListBullet3"},
                                            {"ListNumber", "ListNumber2", "ListNumber3"},
                                            {"ListContinue", "ListContinue2", "ListContinue3"}};
    guint depth = MIN(writer->lists->len, 3) - 1;
    int numbering = g_array_index(writer->lists, int, writer->lists->len - 1);
    const char *style = styles[!first ? 2 : numbering ? 1 : 0][depth];
    if (!first || !numbering) {
        docx_open_paragraph(writer, style);
        return;
    }
    g_autofree char *id = g_strdup_printf("%d", numbering), *level = g_strdup_printf("%u", depth);
    docx_open_properties(writer, style, NULL);
    xml_open(writer->xml, "w:numPr", NULL);
    xml_leaf(writer->xml, "w:ilvl", "w:val", level, NULL);
    xml_leaf(writer->xml, "w:numId", "w:val", id, NULL);
    xml_close(writer->xml);
    xml_close(writer->xml);
}

/* Whether it is one of the words and the chart to their right. */
static bool
is_beside(cmark_node *node)
{
    const Block *around = document_block(cmark_node_parent(node));
    return around && around->kind == BLOCK_BESIDE;
}

static void
open_body_paragraph(DocxWriter *writer, cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);
    if (writer->lists->len)
        open_list_paragraph(writer, cmark_node_previous(node) == NULL);
    else if (parent && cmark_node_get_type(parent) == CMARK_NODE_BLOCK_QUOTE)
        docx_open_paragraph(writer, "Quote");
    else
        docx_open_paragraph(writer, is_beside(node)        ? "BesideText"
                                    : document_stays(node) ? "LeadText"
                                                           : "BodyText");
}

static void
write_list(DocxWriter *writer, cmark_node *node, bool enter)
{
    if (!enter) {
        g_array_set_size(writer->lists, writer->lists->len - 1);
        return;
    }
    int numbering = cmark_node_get_list_type(node) == CMARK_BULLET_LIST
                        ? 0
                        : docx_look_add_list(writer->look, (int)MIN(writer->lists->len, 2),
                                             cmark_node_get_list_start(node));
    g_array_append_val(writer->lists, numbering);
}

static void
write_link(DocxWriter *writer, cmark_node *node, bool enter)
{
    const char *url = cmark_node_get_url(node);
    guint place = *url == '#' ? document_heading_number(writer->document, url + 1) : 0;
    if (!place && (*url == '#' || !document_link_is_safe(url)))
        return;
    if (!enter) {
        writer->link--;
        xml_close(writer->xml);
        return;
    }
    writer->link++;
    if (place) {
        g_autofree char *name = bookmark(place);
        xml_open(writer->xml, "w:hyperlink", "w:anchor", name, "w:history", "1", NULL);
        return;
    }
    g_ptr_array_add(writer->links, g_strdup(url));
    g_autofree char *id = g_strdup_printf("link%u", writer->links->len);
    xml_open(writer->xml, "w:hyperlink", "r:id", id, NULL);
}

static bool
is_wide_table(DocxWriter *writer, cmark_node *node)
{
    const Block *block = document_block(node);
    return block && block->kind == BLOCK_TABLE && docx_table_is_wide(writer, block);
}

/* Whether what stands at a node is on a page on its side: a wide table, what leads to it, and where the page
 * lies so already the tables up to the next one. */
static bool
lies_on_its_side(DocxWriter *writer, cmark_node *node)
{
    const Block *block;
    while (node && ((block = document_block(node))
                        ? block->kind == BLOCK_PAGE_BREAK
                        : cmark_node_get_type(node) == CMARK_NODE_HEADING || document_leads(node)))
        node = cmark_node_next(node);
    while (writer->wide && node && !is_wide_table(writer, node) && (block = document_block(node)) &&
           block->kind == BLOCK_TABLE)
        node = cmark_node_next(node);
    return node && is_wide_table(writer, node);
}

/* What stands at the top level turns the page where it lies otherwise. */
static void
turn_page(DocxWriter *writer, cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);
    if (parent && cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT)
        docx_turn(writer, lies_on_its_side(writer, node));
}

static void
write_node(DocxWriter *writer, cmark_node *node, bool enter)
{
    const Block *block;
    if (enter)
        turn_page(writer, node);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        write_heading(writer, node, enter);
        break;
    case CMARK_NODE_PARAGRAPH:
        if (enter)
            open_body_paragraph(writer, node);
        mark_guidance(writer, node, enter);
        if (!enter)
            xml_close(writer->xml);
        break;
    case CMARK_NODE_LIST:
        write_list(writer, node, enter);
        break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
        docx_paragraph(writer, "Code", cmark_node_get_literal(node));
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        docx_paragraph(writer, "Rule", "");
        break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
        run(writer, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_CODE:
        docx_run(writer, cmark_node_get_literal(node), "CodeText");
        break;
    case CMARK_NODE_SOFTBREAK:
        run(writer, " ");
        break;
    case CMARK_NODE_LINEBREAK:
        xml_open(writer->xml, "w:r", NULL);
        xml_leaf(writer->xml, "w:br", NULL);
        xml_close(writer->xml);
        break;
    case CMARK_NODE_EMPH:
        writer->italic += enter ? 1 : -1u;
        break;
    case CMARK_NODE_STRONG:
        writer->bold += enter ? 1 : -1u;
        break;
    case CMARK_NODE_LINK:
        write_link(writer, node, enter);
        break;
    case CMARK_NODE_CUSTOM_BLOCK:
        block = document_block(node);
        if (enter && block)
            write_block(writer, block, is_beside(node));
        break;
    default:
        break;
    }
}

static void
write_band(DocxWriter *writer)
{
    const Document *document = writer->document;
    docx_open_paragraph(writer, "Title");
    docx_words(writer, document->title, NULL);
    xml_close(writer->xml);
    docx_paragraph(writer, "Subtitle", document->subtitle);
    for (guint i = 0; i < document->cover->len; i++)
        docx_paragraph(writer, "CoverLine", document->cover->pdata[i]);
    docx_paragraph(writer, "ExhibitEnd", "");
}

xmlBufferPtr
docx_comments_part(DocxWriter *writer)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    writer->xml = xmlNewTextWriterMemory(buffer, 0);
    xmlTextWriterStartDocument(writer->xml, NULL, "UTF-8", "yes");
    xml_open(writer->xml, "w:comments", "xmlns:w", WORD_NAMESPACE, NULL);
    for (guint i = 0; i < writer->comments->len; i++) {
        g_autofree char *id = g_strdup_printf("%u", i);
        xml_open(writer->xml, "w:comment", "w:id", id, "w:author", "ladostat", "w:initials", "l", NULL);
        g_auto(GStrv) paragraphs = g_strsplit(writer->comments->pdata[i], "\n", -1);
        for (char **words = paragraphs; *words; words++)
            docx_paragraph(writer, "CommentText", *words);
        xml_close(writer->xml);
    }
    xmlTextWriterEndDocument(writer->xml);
    xmlFreeTextWriter(writer->xml);
    writer->xml = NULL;
    return buffer;
}

GBytes *
docx_document_part(DocxWriter *writer)
{
    xmlDocPtr tree = NULL;
    writer->xml = xmlNewTextWriterDoc(&tree, 0);
    writer->lists = g_array_new(FALSE, FALSE, sizeof(int));
    xmlTextWriterStartDocument(writer->xml, NULL, "UTF-8", "yes");
    xml_open(writer->xml, "w:document", "xmlns:w", WORD_NAMESPACE, "xmlns:r",
             "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "xmlns:wp",
             "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "xmlns:a",
             "http://schemas.openxmlformats.org/drawingml/2006/main", "xmlns:pic",
             "http://schemas.openxmlformats.org/drawingml/2006/picture", "xmlns:asvg",
             "http://schemas.microsoft.com/office/drawing/2016/SVG/main", "xmlns:mc",
             "http://schemas.openxmlformats.org/markup-compatibility/2006", "xmlns:w14",
             "http://schemas.microsoft.com/office/word/2010/wordml", "xmlns:w15",
             "http://schemas.microsoft.com/office/word/2012/wordml", NULL);
    xml_open(writer->xml, "w:body", NULL);
    write_band(writer);
    cmark_iter *iterator = cmark_iter_new(writer->document->root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;)
        write_node(writer, cmark_iter_get_node(iterator), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iterator);
    writer->turns = false;
    docx_section(writer);
    xmlTextWriterEndDocument(writer->xml);
    xmlFreeTextWriter(writer->xml);
    writer->xml = NULL;
    g_array_unref(writer->lists);
    docx_settle_sections(tree);
    GBytes *bytes = xml_tree_bytes(tree);
    xmlFreeDoc(tree);
    return bytes;
}
