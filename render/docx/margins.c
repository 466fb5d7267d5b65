/* Pages, and what stands at their head and foot: the house's, or those of a council's own document. */
#include "render/docx/docx_parts.h"
#include <string.h>

const char *const docx_margin_names[DOCX_MARGINS] = {"header", "footer", "first-header", "first-footer",
                                                     "wide-footer"};

const char *
docx_media_type(const char *name)
{
    static const char *const types[][2] = {
        {".png", "image/png"},   {".jpg", "image/jpeg"},  {".jpeg", "image/jpeg"},   {".gif", "image/gif"},
        {".emf", "image/x-emf"}, {".wmf", "image/x-wmf"}, {".svg", "image/svg+xml"}, {".tiff", "image/tiff"},
        {".tif", "image/tiff"},  {".bmp", "image/bmp"}};
    g_autofree char *lower = g_ascii_strdown(name, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_str_has_suffix(lower, types[i][0]))
            return types[i][1];
    return NULL;
}

static xmlBufferPtr
start(DocxWriter *writer, const char *name, const char *style)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    writer->xml = xmlNewTextWriterMemory(buffer, 0);
    xmlTextWriterStartDocument(writer->xml, NULL, "UTF-8", "yes");
    xml_open(writer->xml, name, "xmlns:w", WORD_NAMESPACE, NULL);
    docx_open_paragraph(writer, style);
    return buffer;
}

static GBytes *
end(DocxWriter *writer, xmlBufferPtr buffer)
{
    xmlTextWriterEndDocument(writer->xml);
    xmlFreeTextWriter(writer->xml);
    writer->xml = NULL;
    GBytes *bytes = g_bytes_new(xmlBufferContent(buffer), (gsize)xmlBufferLength(buffer));
    xmlBufferFree(buffer);
    return bytes;
}

static GBytes *
house_footer(DocxWriter *writer, bool wide)
{
    xmlBufferPtr buffer = start(writer, "w:ftr", wide ? "WideFooter" : "Footer");
    g_autofree char *left = g_strdup_printf("%s, %s", writer->document->title, writer->document->author);
    docx_run(writer, left, NULL);
    xml_open(writer->xml, "w:r", NULL);
    xml_leaf(writer->xml, "w:tab", NULL);
    xml_close(writer->xml);
    docx_run(writer, "Page ", NULL);
    docx_field_start(writer, " PAGE ");
    docx_run(writer, "1", NULL);
    docx_field_end(writer);
    return end(writer, buffer);
}

static GBytes *
house_header(DocxWriter *writer)
{
    xmlBufferPtr buffer = start(writer, "w:hdr", "InternalMark");
    docx_run(writer, writer->document->mark, NULL);
    return end(writer, buffer);
}

/* The council's own; its headers begin with the mark, unless that is NULL. */
static GBytes *
own_margin(const DocxWriter *writer, const DocxMargin *own, const char *mark)
{
    xmlDocPtr tree = xmlCopyDoc(own->tree, 1);
    xmlNodePtr root = xmlDocGetRootElement(tree);
    if (mark) {
        xmlNodePtr paragraph = xmlNewDocNode(tree, root->ns, BAD_CAST "p", NULL);
        xmlNodePtr style = xmlNewChild(xmlNewChild(paragraph, root->ns, BAD_CAST "pPr", NULL), root->ns,
                                       BAD_CAST "pStyle", NULL);
        xmlNewNsProp(style, root->ns, BAD_CAST "val", BAD_CAST docx_look_id(writer->look, "InternalMark"));
        xmlNewChild(xmlNewChild(paragraph, root->ns, BAD_CAST "r", NULL), root->ns, BAD_CAST "t",
                    BAD_CAST mark);
        if (root->children)
            xmlAddPrevSibling(root->children, paragraph);
        else
            xmlAddChild(root, paragraph);
    }
    GBytes *bytes = xml_tree_bytes(tree);
    xmlFreeDoc(tree);
    return bytes;
}

const DocxMargin *
docx_margin_own(const DocxWriter *writer, int margin)
{
    const DocxStyle *style = writer->look->from;
    bool stands = style && margin < DOCX_WIDE_FOOTER && style->margins[margin].tree &&
                  (margin < DOCX_FIRST_HEADER || style->titled);
    return stands ? &style->margins[margin] : NULL;
}

GBytes *
docx_margin_part(DocxWriter *writer, int margin)
{
    const DocxStyle *style = writer->look->from;
    const DocxMargin *own = docx_margin_own(writer, margin);
    bool header = margin == DOCX_HEADER || margin == DOCX_FIRST_HEADER, wide = margin == DOCX_WIDE_FOOTER;
    if (margin >= DOCX_FIRST_HEADER && !wide && !(style && style->titled))
        return NULL;
    if (own)
        return own_margin(writer, own, header ? writer->document->mark : NULL);
    if (header)
        return writer->document->mark ? house_header(writer) : NULL;
    bool has_own = style && (style->margins[DOCX_FOOTER].tree || style->margins[DOCX_FIRST_FOOTER].tree);
    return has_own ? NULL : house_footer(writer, wide);
}

static void
number(DocxWriter *writer, const char *name, int value)
{
    g_autofree char *text = g_strdup_printf("%d", value);
    xmlTextWriterWriteAttribute(writer->xml, BAD_CAST name, BAD_CAST text);
}

static void
page(DocxWriter *writer, bool wide)
{
    const DocxPage *page = &writer->look->page;
    xml_open(writer->xml, "w:pgSz", NULL);
    number(writer, "w:w", wide ? page->height : page->width);
    number(writer, "w:h", wide ? page->width : page->height);
    if (wide)
        xmlTextWriterWriteAttribute(writer->xml, BAD_CAST "w:orient", BAD_CAST "landscape");
    xml_close(writer->xml);
    xml_open(writer->xml, "w:pgMar", NULL);
    const struct {
        const char *name;
        int value;
    } margins[] = {{"w:top", page->top},   {"w:right", page->right},   {"w:bottom", page->bottom},
                   {"w:left", page->left}, {"w:header", page->header}, {"w:footer", page->footer},
                   {"w:gutter", 0}};
    for (gsize i = 0; i < G_N_ELEMENTS(margins); i++)
        number(writer, margins[i].name, margins[i].value);
    xml_close(writer->xml);
}

static void
reference(DocxWriter *writer, const char *element, const char *pages, int margin)
{
    if (writer->margins[margin])
        xml_leaf(writer->xml, element, "w:type", pages, "r:id", docx_margin_names[margin], NULL);
}

void
docx_section(DocxWriter *writer)
{
    bool first = !writer->sections++;
    xml_open(writer->xml, "w:sectPr", NULL);
    reference(writer, "w:headerReference", "default", DOCX_HEADER);
    bool own_footer = writer->wide && writer->margins[DOCX_WIDE_FOOTER];
    reference(writer, "w:footerReference", "default", own_footer ? DOCX_WIDE_FOOTER : DOCX_FOOTER);
    if (first) {
        reference(writer, "w:headerReference", "first", DOCX_FIRST_HEADER);
        reference(writer, "w:footerReference", "first", DOCX_FIRST_FOOTER);
    }
    xml_leaf(writer->xml, "w:type", "w:val", writer->columns || writer->below ? "continuous" : "nextPage",
             NULL);
    page(writer, writer->wide);
    if (writer->columns)
        xml_leaf(writer->xml, "w:cols", "w:num", "2", "w:space", G_STRINGIFY(DOCX_COLUMN_GAP), NULL);
    writer->below = writer->columns;
    writer->columns = false;
    if (first && writer->look->from && writer->look->from->titled)
        xml_leaf(writer->xml, "w:titlePg", NULL);
    xml_close(writer->xml);
}

void
docx_end_section(DocxWriter *writer)
{
    docx_open_properties(writer, "Spacer", NULL);
    docx_section(writer);
    xml_close(writer->xml);
    xml_close(writer->xml);
}

void
docx_turn(DocxWriter *writer, bool wide)
{
    if (writer->wide == wide)
        return;
    writer->turns = false;
    docx_end_section(writer);
    writer->wide = wide;
}

void
docx_settle_sections(xmlDocPtr document)
{
    xmlNodePtr body = docx_child(xmlDocGetRootElement(document), "body");
    for (xmlNodePtr node = body->children, next; node; node = next) {
        next = node->next;
        xmlNodePtr section = docx_child(docx_child(node, "pPr"), "sectPr"),
                   before = section ? docx_child(node->prev, "pPr") : NULL;
        if (!before)
            continue;
        xmlUnlinkNode(section);
        xmlAddChild(before, section);
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
}
