/* What stands at the foot and at the head of every page. */
#include "render/docx/docx_parts.h"

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

static void
end(DocxWriter *writer)
{
    xmlTextWriterEndDocument(writer->xml);
    xmlFreeTextWriter(writer->xml);
    writer->xml = NULL;
}

xmlBufferPtr
docx_footer_part(DocxWriter *writer)
{
    xmlBufferPtr buffer = start(writer, "w:ftr", "Footer");
    g_autofree char *left = g_strdup_printf("%s, %s", writer->document->title, writer->document->author);
    docx_run(writer, left, NULL);
    xml_open(writer->xml, "w:r", NULL);
    xml_leaf(writer->xml, "w:tab", NULL);
    xml_close(writer->xml);
    docx_run(writer, "Page ", NULL);
    docx_field_start(writer, " PAGE ");
    docx_run(writer, "1", NULL);
    docx_field_end(writer);
    end(writer);
    return buffer;
}

xmlBufferPtr
docx_header_part(DocxWriter *writer)
{
    xmlBufferPtr buffer = start(writer, "w:hdr", "Header");
    if (writer->document->internal)
        docx_run(writer, "Internal: not for publication", NULL);
    end(writer);
    return buffer;
}
