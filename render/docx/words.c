/* Paragraphs, runs and fields: what all parts are written with. */
#include "render/docx/docx_parts.h"

void
docx_open_paragraph(DocxWriter *writer, const char *style)
{
    xml_open(writer->xml, "w:p", NULL);
    if (!style)
        return;
    xml_open(writer->xml, "w:pPr", NULL);
    xml_leaf(writer->xml, "w:pStyle", "w:val", docx_look_id(writer->look, style), NULL);
    xml_close(writer->xml);
}

void
docx_run(DocxWriter *writer, const char *text, const char *style)
{
    xml_open(writer->xml, "w:r", NULL);
    if (style) {
        xml_open(writer->xml, "w:rPr", NULL);
        xml_leaf(writer->xml, "w:rStyle", "w:val", docx_look_id(writer->look, style), NULL);
        xml_close(writer->xml);
    }
    xml_open(writer->xml, "w:t", "xml:space", "preserve", NULL);
    xml_text(writer->xml, text);
    xml_close(writer->xml);
    xml_close(writer->xml);
}

void
docx_paragraph(DocxWriter *writer, const char *style, const char *text)
{
    docx_open_paragraph(writer, style);
    docx_run(writer, text, NULL);
    xml_close(writer->xml);
}

static void
field_mark(DocxWriter *writer, const char *type)
{
    xml_open(writer->xml, "w:r", NULL);
    xml_leaf(writer->xml, "w:fldChar", "w:fldCharType", type, NULL);
    xml_close(writer->xml);
}

void
docx_field_start(DocxWriter *writer, const char *instruction)
{
    field_mark(writer, "begin");
    xml_open(writer->xml, "w:r", NULL);
    xml_open(writer->xml, "w:instrText", "xml:space", "preserve", NULL);
    xml_text(writer->xml, instruction);
    xml_close(writer->xml);
    xml_close(writer->xml);
    field_mark(writer, "separate");
}

void
docx_field_end(DocxWriter *writer)
{
    field_mark(writer, "end");
}

void
docx_section(DocxWriter *writer, bool landscape, bool footer)
{
    xml_open(writer->xml, "w:sectPr", NULL);
    if (writer->document->internal)
        xml_leaf(writer->xml, "w:headerReference", "w:type", "default", "r:id", "header", NULL);
    if (footer)
        xml_leaf(writer->xml, "w:footerReference", "w:type", "default", "r:id", "footer", NULL);
    xml_leaf(writer->xml, "w:type", "w:val", "nextPage", NULL);
    if (landscape)
        xml_leaf(writer->xml, "w:pgSz", "w:w", "16838", "w:h", "11906", "w:orient", "landscape", NULL);
    else
        xml_leaf(writer->xml, "w:pgSz", "w:w", "11906", "w:h", "16838", NULL);
    xml_leaf(writer->xml, "w:pgMar", "w:top", "1304", "w:right", "1304", "w:bottom", "1304", "w:left", "1304",
             "w:header", "624", "w:footer", "624", "w:gutter", "0", NULL);
    xml_close(writer->xml);
}

void
docx_section_end(DocxWriter *writer, const char *style, const char *text, bool landscape, bool footer)
{
    xml_open(writer->xml, "w:p", NULL);
    xml_open(writer->xml, "w:pPr", NULL);
    xml_leaf(writer->xml, "w:pStyle", "w:val", docx_look_id(writer->look, style), NULL);
    docx_section(writer, landscape, footer);
    xml_close(writer->xml);
    if (*text)
        docx_run(writer, text, NULL);
    xml_close(writer->xml);
}
