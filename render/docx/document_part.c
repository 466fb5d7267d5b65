#include "render/docx/docx_parts.h"
#include <math.h>
#include <string.h>

/* Twentieths of a point across the text: A4 less two margins of 2.3 cm. */
enum { TEXT_WIDTH = 9298 };

typedef struct {
    const Document *document;
    DocxRelations *relations;
    xmlTextWriterPtr xml;
    guint bookmarks;
    GArray *list_ids; /* of guint: numbering of the lists around this place */
    guint bold, italic, link;
} Writer;

static void
open_paragraph(Writer *writer, const char *style)
{
    xml_open(writer->xml, "w:p", NULL);
    if (!style)
        return;
    xml_open(writer->xml, "w:pPr", NULL);
    xml_leaf(writer->xml, "w:pStyle", "w:val", style, NULL);
    xml_close(writer->xml);
}

static void
run_styled(Writer *writer, const char *text, const char *style)
{
    xml_open(writer->xml, "w:r", NULL);
    if (style) {
        xml_open(writer->xml, "w:rPr", NULL);
        xml_leaf(writer->xml, "w:rStyle", "w:val", style, NULL);
        xml_close(writer->xml);
    }
    xml_open(writer->xml, "w:t", "xml:space", "preserve", NULL);
    xml_text(writer->xml, text);
    xml_close(writer->xml);
    xml_close(writer->xml);
}

static void
run(Writer *writer, const char *text)
{
    const char *style = writer->link                     ? "Hyperlink"
                        : writer->bold && writer->italic ? "StrongEmphasis"
                        : writer->bold                   ? "Strong"
                        : writer->italic                 ? "Emphasis"
                                                         : NULL;
    run_styled(writer, text, style);
}

static void
paragraph(Writer *writer, const char *style, const char *text)
{
    open_paragraph(writer, style);
    run_styled(writer, text, NULL);
    xml_close(writer->xml);
}

static void
field_mark(Writer *writer, const char *type)
{
    xml_open(writer->xml, "w:r", NULL);
    xml_leaf(writer->xml, "w:fldChar", "w:fldCharType", type, NULL);
    xml_close(writer->xml);
}

static void
field_start(Writer *writer, const char *instruction)
{
    field_mark(writer, "begin");
    xml_open(writer->xml, "w:r", NULL);
    xml_open(writer->xml, "w:instrText", "xml:space", "preserve", NULL);
    xml_text(writer->xml, instruction);
    xml_close(writer->xml);
    xml_close(writer->xml);
    field_mark(writer, "separate");
}

/* "Table 3: Contacts by category of harm", the number a field that Word counts. */
static void
caption(Writer *writer, const char *word, guint number, const char *title)
{
    g_autofree char *lead = g_strdup_printf("%s ", word),
                    *instruction = g_strdup_printf(" SEQ %s \\* ARABIC ", word);
    g_autofree char *digits = g_strdup_printf("%u", number), *rest = g_strdup_printf(": %s", title);
    open_paragraph(writer, "Caption");
    run_styled(writer, lead, NULL);
    field_start(writer, instruction);
    run_styled(writer, digits, NULL);
    field_mark(writer, "end");
    run_styled(writer, rest, NULL);
    xml_close(writer->xml);
}

static void
cell(Writer *writer, int width, guint span, const char *merge, const char *style, const char *text)
{
    g_autofree char *digits = g_strdup_printf("%d", width), *spans = g_strdup_printf("%u", span);
    xml_open(writer->xml, "w:tc", NULL);
    xml_open(writer->xml, "w:tcPr", NULL);
    xml_leaf(writer->xml, "w:tcW", "w:w", digits, "w:type", "dxa", NULL);
    if (span > 1)
        xml_leaf(writer->xml, "w:gridSpan", "w:val", spans, NULL);
    if (merge)
        xml_leaf(writer->xml, "w:vMerge", "w:val", merge, NULL);
    xml_close(writer->xml);
    paragraph(writer, style, text);
    xml_close(writer->xml);
}

static void
open_row(Writer *writer, bool heading)
{
    xml_open(writer->xml, "w:tr", NULL);
    xml_open(writer->xml, "w:trPr", NULL);
    xml_leaf(writer->xml, "w:cantSplit", NULL);
    if (heading)
        xml_leaf(writer->xml, "w:tblHeader", NULL);
    xml_close(writer->xml);
}

/* The first column takes what the figures leave; they need at least a centimetre each. */
static void
column_widths(const Table *table, int *first, int *other)
{
    int count = (int)table->columns->len;
    *other = MIN(1500, TEXT_WIDTH * 66 / 100 / MAX(count, 1));
    if (*other < 560)
        *other = 560;
    *first = TEXT_WIDTH - *other * count;
}

static void
heading_rows(Writer *writer, const Table *table, int first, int other)
{
    guint rows = table_heading_rows(table);
    for (guint row = 0; row < rows; row++) {
        g_autoptr(GArray) headings = table_headings(table, row);
        open_row(writer, true);
        for (guint column = 0, next = 0; column <= table->columns->len;) {
            const TableHeading *heading =
                next < headings->len ? &g_array_index(headings, TableHeading, next) : NULL;
            int width = column ? other : first;
            const char *style = column ? "TableHeadingNumber" : "TableHeading";
            if (!heading || heading->column != column) {
                cell(writer, width, 1, "continue", style, ""); /* below one that reaches down */
                column++;
                continue;
            }
            cell(writer, width * (int)heading->columns, heading->columns,
                 heading->rows > 1 ? "restart" : NULL, style, heading->text);
            column += heading->columns;
            next++;
        }
        xml_close(writer->xml);
    }
}

static void
table_properties(Writer *writer, const Table *table, int first, int other)
{
    g_autofree char *width = g_strdup_printf("%d", first + other * (int)table->columns->len);
    xml_open(writer->xml, "w:tblPr", NULL);
    xml_leaf(writer->xml, "w:tblStyle", "w:val", "FiguresTable", NULL);
    xml_leaf(writer->xml, "w:tblW", "w:w", width, "w:type", "dxa", NULL);
    xml_leaf(writer->xml, "w:tblLayout", "w:type", "fixed", NULL);
    xml_leaf(writer->xml, "w:tblLook", "w:val", "00A0", "w:firstRow", "1", "w:lastRow", "0", "w:firstColumn",
             "1", "w:lastColumn", "0", "w:noHBand", "1", "w:noVBand", "1", NULL);
    xml_leaf(writer->xml, "w:tblCaption", "w:val", table->title, NULL);
    xml_leaf(writer->xml, "w:tblDescription", "w:val", table->summary, NULL);
    xml_close(writer->xml);
    xml_open(writer->xml, "w:tblGrid", NULL);
    for (guint i = 0; i <= table->columns->len; i++) {
        g_autofree char *column = g_strdup_printf("%d", i ? other : first);
        xml_leaf(writer->xml, "w:gridCol", "w:w", column, NULL);
    }
    xml_close(writer->xml);
}

static void
write_table(Writer *writer, const Block *block)
{
    const Table *table = block->table;
    int first, other;
    column_widths(table, &first, &other);
    caption(writer, "Table", block->number, table->title);
    paragraph(writer, "Subtitleline", table->subtitle);
    xml_open(writer->xml, "w:tbl", NULL);
    table_properties(writer, table, first, other);
    heading_rows(writer, table, first, other);
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        open_row(writer, false);
        cell(writer, first, 1, NULL,
             row->total   ? "TableTotal"
             : row->level ? "TablePart"
                          : "TableText",
             row->heading);
        for (guint c = 0; c < row->cells->len; c++)
            cell(writer, other, 1, NULL, row->total ? "TableTotalNumber" : "TableNumber",
                 g_array_index(row->cells, TableCell, c).text);
        xml_close(writer->xml);
    }
    xml_close(writer->xml);
    for (guint i = 0; i < table->notes->len; i++)
        paragraph(writer, "TableNote", table->notes->pdata[i]);
    paragraph(writer, "TableSource", table->source);
}

static void
write_picture(Writer *writer, const Chart *chart)
{
    double width, height;
    chart_size(chart, (ChartOptions){0}, &width, &height);
    guint number = writer->relations->charts->len + 1;
    g_ptr_array_add(writer->relations->charts, (gpointer)chart);
    /* English Metric Units: 12,700 a point; the picture is as wide as the text at most. */
    double scale = MIN(1, TEXT_WIDTH / 20.0 / width);
    g_autofree char *cx = g_strdup_printf("%.0f", width * scale * 12700),
                    *cy = g_strdup_printf("%.0f", height * scale * 12700);
    g_autofree char *id = g_strdup_printf("%u", number), *png = g_strdup_printf("png%u", number),
                    *svg = g_strdup_printf("svg%u", number);
    xmlTextWriterPtr xml = writer->xml;
    xml_open(xml, "w:r", NULL);
    xml_open(xml, "w:drawing", NULL);
    xml_open(xml, "wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0", NULL);
    xml_leaf(xml, "wp:extent", "cx", cx, "cy", cy, NULL);
    xml_leaf(xml, "wp:docPr", "id", id, "name", chart->id, "descr", chart->alt, NULL);
    xml_open(xml, "a:graphic", NULL);
    xml_open(xml, "a:graphicData", "uri", "http://schemas.openxmlformats.org/drawingml/2006/picture", NULL);
    xml_open(xml, "pic:pic", NULL);
    xml_open(xml, "pic:nvPicPr", NULL);
    xml_leaf(xml, "pic:cNvPr", "id", id, "name", chart->id, "descr", chart->alt, NULL);
    xml_leaf(xml, "pic:cNvPicPr", NULL);
    xml_close(xml);
    xml_open(xml, "pic:blipFill", NULL);
    xml_open(xml, "a:blip", "r:embed", png, NULL);
    xml_open(xml, "a:extLst", NULL);
    xml_open(xml, "a:ext", "uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}", NULL);
    xml_leaf(xml, "asvg:svgBlip", "r:embed", svg, NULL);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
    xml_open(xml, "a:stretch", NULL);
    xml_leaf(xml, "a:fillRect", NULL);
    xml_close(xml);
    xml_close(xml);
    xml_open(xml, "pic:spPr", NULL);
    xml_open(xml, "a:xfrm", NULL);
    xml_leaf(xml, "a:off", "x", "0", "y", "0", NULL);
    xml_leaf(xml, "a:ext", "cx", cx, "cy", cy, NULL);
    xml_close(xml);
    xml_open(xml, "a:prstGeom", "prst", "rect", NULL);
    xml_leaf(xml, "a:avLst", NULL);
    for (int i = 0; i < 8; i++)
        xml_close(xml); /* prstGeom, spPr, pic, graphicData, graphic, inline, drawing, r */
}

static void
write_chart(Writer *writer, const Block *block)
{
    caption(writer, "Figure", block->number, block->chart->title);
    paragraph(writer, "Subtitleline", block->chart->subtitle);
    open_paragraph(writer, "Picture");
    write_picture(writer, block->chart);
    xml_close(writer->xml);
    paragraph(writer, "TableNote", block->chart->alt);
    paragraph(writer, "TableSource", block->chart->source);
}

/* The contents as Word would fill them in; the page numbers are fields that it brings up to date. */
static void
write_contents(Writer *writer)
{
    bool first = true;
    cmark_node *last = NULL, *node;
    for (node = cmark_node_first_child(writer->document->root); node; node = cmark_node_next(node))
        if (document_in_contents(node))
            last = node;
    for (node = cmark_node_first_child(writer->document->root); node && last; node = cmark_node_next(node)) {
        if (!document_in_contents(node))
            continue;
        int level = cmark_node_get_heading_level(node);
        g_autofree char *text = document_heading_text(node),
                        *anchor = document_heading_anchor(writer->document, node);
        open_paragraph(writer, level == 2 ? "TOC1" : "TOC2");
        if (first)
            field_start(writer, " TOC \\o \"2-3\" \\h \\z \\u ");
        first = false;
        xml_open(writer->xml, "w:hyperlink", "w:anchor", anchor, "w:history", "1", NULL);
        run_styled(writer, text, NULL);
        xml_close(writer->xml);
        if (node == last)
            field_mark(writer, "end");
        xml_close(writer->xml);
    }
}

static void
write_key_figures(Writer *writer, const Block *block)
{
    for (guint i = 0; i < block->key_figures->len; i++) {
        const KeyFigure *key = &g_array_index(block->key_figures, KeyFigure, i);
        g_autofree char *label =
            *key->comparison ? g_strdup_printf("%s (%s)", key->label, key->comparison) : g_strdup(key->label);
        paragraph(writer, "KeyFigure", key->figure);
        paragraph(writer, "KeyFigureLabel", label);
    }
}

static void
page_break(Writer *writer)
{
    xml_open(writer->xml, "w:p", NULL);
    xml_open(writer->xml, "w:r", NULL);
    xml_leaf(writer->xml, "w:br", "w:type", "page", NULL);
    xml_close(writer->xml);
    xml_close(writer->xml);
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
        page_break(writer);
        break;
    }
}

static void
write_heading(Writer *writer, cmark_node *node, bool enter)
{
    g_autofree char *number = g_strdup_printf("%u", writer->bookmarks + 1);
    if (!enter) {
        xml_leaf(writer->xml, "w:bookmarkEnd", "w:id", number, NULL);
        xml_close(writer->xml);
        writer->bookmarks++;
        return;
    }
    int level = cmark_node_get_heading_level(node);
    g_autofree char *style = g_strdup_printf("Heading%d", CLAMP(level - 1, 1, 4));
    g_autofree char *anchor = document_heading_anchor(writer->document, node);
    open_paragraph(writer, style);
    xml_leaf(writer->xml, "w:bookmarkStart", "w:id", number, "w:name", anchor, NULL);
}

static void
open_body_paragraph(Writer *writer, cmark_node *node)
{
    cmark_node *parent = cmark_node_parent(node);
    bool quote = parent && cmark_node_get_type(parent) == CMARK_NODE_BLOCK_QUOTE;
    if (!writer->list_ids->len) {
        open_paragraph(writer, quote ? "Quote" : document_leads(node) ? "LeadText" : "BodyText");
        return;
    }
    bool first = cmark_node_previous(node) == NULL;
    g_autofree char *id =
        g_strdup_printf("%u", g_array_index(writer->list_ids, guint, writer->list_ids->len - 1));
    g_autofree char *depth = g_strdup_printf("%u", MIN(writer->list_ids->len - 1, 8));
    xml_open(writer->xml, "w:p", NULL);
    xml_open(writer->xml, "w:pPr", NULL);
    xml_leaf(writer->xml, "w:pStyle", "w:val", "ListParagraph", NULL);
    if (first) {
        xml_open(writer->xml, "w:numPr", NULL);
        xml_leaf(writer->xml, "w:ilvl", "w:val", depth, NULL);
        xml_leaf(writer->xml, "w:numId", "w:val", id, NULL);
        xml_close(writer->xml);
    }
    xml_close(writer->xml);
}

static void
write_link(Writer *writer, cmark_node *node, bool enter)
{
    const char *url = cmark_node_get_url(node);
    if (!g_str_has_prefix(url, "http://") && !g_str_has_prefix(url, "https://") &&
        !g_str_has_prefix(url, "mailto:"))
        return;
    if (!enter) {
        writer->link--;
        xml_close(writer->xml);
        return;
    }
    g_ptr_array_add(writer->relations->links, g_strdup(url));
    g_autofree char *id = g_strdup_printf("link%u", writer->relations->links->len);
    xml_open(writer->xml, "w:hyperlink", "r:id", id, NULL);
    writer->link++;
}

static void
write_node(Writer *writer, cmark_node *node, bool enter)
{
    const Block *block;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        write_heading(writer, node, enter);
        break;
    case CMARK_NODE_PARAGRAPH:
        if (enter)
            open_body_paragraph(writer, node);
        else
            xml_close(writer->xml);
        break;
    case CMARK_NODE_LIST:
        if (enter) {
            guint id = cmark_node_get_list_type(node) == CMARK_BULLET_LIST ? 1 : 2;
            g_array_append_val(writer->list_ids, id);
        } else {
            g_array_set_size(writer->list_ids, writer->list_ids->len - 1);
        }
        break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
        paragraph(writer, "Code", cmark_node_get_literal(node));
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        paragraph(writer, "Rule", "");
        break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
        run(writer, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_CODE:
        run_styled(writer, cmark_node_get_literal(node), "CodeText");
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
            write_block(writer, block);
        break;
    default:
        break;
    }
}

static void
section(Writer *writer)
{
    xml_open(writer->xml, "w:sectPr", NULL);
    if (writer->document->internal)
        xml_leaf(writer->xml, "w:headerReference", "w:type", "default", "r:id", "header", NULL);
    xml_leaf(writer->xml, "w:footerReference", "w:type", "default", "r:id", "footer", NULL);
    xml_leaf(writer->xml, "w:pgSz", "w:w", "11906", "w:h", "16838", NULL);
    xml_leaf(writer->xml, "w:pgMar", "w:top", "1304", "w:right", "1304", "w:bottom", "1304", "w:left", "1304",
             "w:header", "624", "w:footer", "624", "w:gutter", "0", NULL);
    xml_close(writer->xml);
}

static void
write_cover(Writer *writer)
{
    const Document *document = writer->document;
    paragraph(writer, "Title", document->title);
    paragraph(writer, "Subtitle", document->subtitle);
    for (guint i = 0; i < document->cover->len; i++)
        paragraph(writer, "CoverLine", document->cover->pdata[i]);
    paragraph(writer, "CoverNote", document->disclosure);
}

xmlBufferPtr
docx_document_part(const Document *document, DocxRelations *relations)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    Writer writer = {.document = document, .relations = relations, .xml = xmlNewTextWriterMemory(buffer, 0)};
    writer.list_ids = g_array_new(FALSE, FALSE, sizeof(guint));
    xmlTextWriterStartDocument(writer.xml, NULL, "UTF-8", "yes");
    xml_open(writer.xml, "w:document", "xmlns:w",
             "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "xmlns:r",
             "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "xmlns:wp",
             "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "xmlns:a",
             "http://schemas.openxmlformats.org/drawingml/2006/main", "xmlns:pic",
             "http://schemas.openxmlformats.org/drawingml/2006/picture", "xmlns:asvg",
             "http://schemas.microsoft.com/office/drawing/2016/SVG/main", NULL);
    xml_open(writer.xml, "w:body", NULL);
    write_cover(&writer);
    cmark_iter *iterator = cmark_iter_new(document->root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;)
        write_node(&writer, cmark_iter_get_node(iterator), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iterator);
    section(&writer);
    xmlTextWriterEndDocument(writer.xml);
    xmlFreeTextWriter(writer.xml);
    g_array_unref(writer.list_ids);
    return buffer;
}

static xmlTextWriterPtr
margin_part(xmlBufferPtr buffer, const char *name, const char *style)
{
    xmlTextWriterPtr xml = xmlNewTextWriterMemory(buffer, 0);
    xmlTextWriterStartDocument(xml, NULL, "UTF-8", "yes");
    xml_open(xml, name, "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main", NULL);
    Writer writer = {.xml = xml};
    open_paragraph(&writer, style);
    return xml;
}

xmlBufferPtr
docx_footer_part(const Document *document)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    Writer writer = {.xml = margin_part(buffer, "w:ftr", "Footer")};
    g_autofree char *left = g_strdup_printf("%s, %s", document->title, document->author);
    run_styled(&writer, left, NULL);
    xml_open(writer.xml, "w:r", NULL);
    xml_leaf(writer.xml, "w:tab", NULL);
    xml_close(writer.xml);
    run_styled(&writer, "Page ", NULL);
    field_start(&writer, " PAGE ");
    run_styled(&writer, "1", NULL);
    field_mark(&writer, "end");
    xmlTextWriterEndDocument(writer.xml);
    xmlFreeTextWriter(writer.xml);
    return buffer;
}

xmlBufferPtr
docx_header_part(const Document *document)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    Writer writer = {.xml = margin_part(buffer, "w:hdr", "Header")};
    run_styled(&writer, document->internal ? "Internal: not for publication" : "", NULL);
    xmlTextWriterEndDocument(writer.xml);
    xmlFreeTextWriter(writer.xml);
    return buffer;
}
