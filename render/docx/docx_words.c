/* Paragraphs, runs, fields and tables: what all parts are written with. */
#include "render/docx/docx_parts.h"
#include <string.h>

void
docx_open_properties(DocxWriter *writer, const char *style, const char *keep)
{
    xml_open(writer->xml, "w:p", NULL);
    xml_open(writer->xml, "w:pPr", NULL);
    xml_leaf(writer->xml, "w:pStyle", "w:val", docx_look_id(writer->look, style), NULL);
    if (keep)
        xml_leaf(writer->xml, "w:keepNext", "w:val", keep, NULL);
    if (writer->turns)
        xml_leaf(writer->xml, "w:pageBreakBefore", NULL);
    writer->turns = false;
}

void
docx_open_paragraph(DocxWriter *writer, const char *style)
{
    docx_open_properties(writer, style, NULL);
    xml_close(writer->xml);
}

void
docx_open_kept(DocxWriter *writer, const char *style, bool keep)
{
    docx_open_properties(writer, style, keep ? "1" : "0");
    xml_close(writer->xml);
}

static void
write_text(DocxWriter *writer, const char *text, gsize length)
{
    g_autofree char *part = g_strndup(text, length);
    xml_open(writer->xml, "w:t", "xml:space", "preserve", NULL);
    xml_text(writer->xml, part);
    xml_close(writer->xml);
}

static void
open_run(DocxWriter *writer, const char *style)
{
    xml_open(writer->xml, "w:r", NULL);
    if (!style)
        return;
    xml_open(writer->xml, "w:rPr", NULL);
    xml_leaf(writer->xml, "w:rStyle", "w:val", docx_look_id(writer->look, style), NULL);
    xml_close(writer->xml);
}

void
docx_run(DocxWriter *writer, const char *text, const char *style)
{
    open_run(writer, style);
    write_text(writer, text, strlen(text));
    xml_close(writer->xml);
}

void
docx_words(DocxWriter *writer, const char *text, const char *style)
{
    const char *from = text;
    open_run(writer, style);
    for (const char *at = text; *at; at++) {
        if (*at != '-' || at == text || !g_ascii_isdigit(at[-1]) || !g_ascii_isdigit(at[1]))
            continue;
        write_text(writer, from, (gsize)(at - from));
        xml_leaf(writer->xml, "w:noBreakHyphen", NULL);
        from = at + 1;
    }
    write_text(writer, from, strlen(from));
    xml_close(writer->xml);
}

void
docx_paragraph(DocxWriter *writer, const char *style, const char *text)
{
    docx_open_paragraph(writer, style);
    docx_words(writer, text, NULL);
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

static void
width(DocxWriter *writer, const char *element, int twentieths)
{
    g_autofree char *digits = g_strdup_printf("%d", twentieths);
    xml_leaf(writer->xml, element, "w:w", digits, "w:type", "dxa", NULL);
}

void
docx_open_table(DocxWriter *writer, const char *style, const int *widths, DocxTable kind, const char *title,
                const char *description)
{
    static const char *const looks[] = {"06A0", "06E0", "0600"};
    int sum = 0;
    for (const int *each = widths; *each; each++)
        sum += *each;
    const char *headings = kind == DOCX_LAYOUT ? "0" : "1";
    xml_open(writer->xml, "w:tbl", NULL);
    xml_open(writer->xml, "w:tblPr", NULL);
    xml_leaf(writer->xml, "w:tblStyle", "w:val", docx_look_id(writer->look, style), NULL);
    width(writer, "w:tblW", sum);
    xml_leaf(writer->xml, "w:tblLayout", "w:type", "fixed", NULL);
    xml_leaf(writer->xml, "w:tblLook", "w:val", looks[kind], "w:firstRow", headings, "w:lastRow",
             kind == DOCX_LAST_ROW ? "1" : "0", "w:firstColumn", headings, "w:lastColumn", "0", "w:noHBand",
             "1", "w:noVBand", "1", NULL);
    xml_leaf(writer->xml, "w:tblCaption", "w:val", title, NULL);
    xml_leaf(writer->xml, "w:tblDescription", "w:val", description, NULL);
    xml_close(writer->xml);
    xml_open(writer->xml, "w:tblGrid", NULL);
    for (const int *each = widths; *each; each++) {
        g_autofree char *digits = g_strdup_printf("%d", *each);
        xml_leaf(writer->xml, "w:gridCol", "w:w", digits, NULL);
    }
    xml_close(writer->xml);
}

void
docx_open_row(DocxWriter *writer, bool heading)
{
    xml_open(writer->xml, "w:tr", NULL);
    xml_open(writer->xml, "w:trPr", NULL);
    xml_leaf(writer->xml, "w:cantSplit", NULL);
    if (heading)
        xml_leaf(writer->xml, "w:tblHeader", NULL);
    xml_close(writer->xml);
}

void
docx_open_cell(DocxWriter *writer, int twentieths, int left, int right, bool top)
{
    xml_open(writer->xml, "w:tc", NULL);
    xml_open(writer->xml, "w:tcPr", NULL);
    width(writer, "w:tcW", twentieths);
    if (left || right) {
        xml_open(writer->xml, "w:tcMar", NULL);
        width(writer, left ? "w:left" : "w:right", left + right);
        xml_close(writer->xml);
    }
    if (top)
        xml_leaf(writer->xml, "w:vAlign", "w:val", "top", NULL);
    xml_close(writer->xml);
}
