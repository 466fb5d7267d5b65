/* Captions, charts, strips of charts, and key figures. */
#include "render/docx/docx_parts.h"
#include "render/font/sizes.h"
#include <string.h>

static const double tallest = 120 * MM, gap = EXHIBIT_GAP * MM;

/* "Table 3: Contacts by category of harm", the number a field that Word counts; a label stands as it is. */
static void
caption(DocxWriter *writer, const Block *block)
{
    const char *word = block->kind == BLOCK_TABLE ? "Table" : "Figure";
    g_autofree char *whole = block_caption(block), *lead = g_strdup_printf("%s ", word),
                    *instruction = g_strdup_printf(" SEQ %s \\* ARABIC ", word),
                    *digits = g_strdup_printf("%u", block->number);
    if (block->label || !block->number) {
        docx_paragraph(writer, "Caption", whole);
        return;
    }
    const char *rest = whole + strlen(lead) + strlen(digits);
    docx_open_paragraph(writer, "Caption");
    docx_run(writer, lead, NULL);
    docx_field_start(writer, instruction);
    docx_run(writer, digits, NULL);
    docx_field_end(writer);
    docx_run(writer, rest, NULL);
    xml_close(writer->xml);
}

void
docx_write_caption(DocxWriter *writer, const Block *block)
{
    g_autofree char *subtitle = block_subtitle(block);
    caption(writer, block);
    if (*subtitle)
        docx_paragraph(writer, "ExhibitSubtitle", subtitle);
}

void
docx_write_notes(DocxWriter *writer, const GPtrArray *notes, const char *source)
{
    guint count = notes ? notes->len : 0;
    for (guint i = 0; i < count; i++)
        docx_paragraph(writer, *source || i + 1 < count ? "ExhibitNote" : "ExhibitSource", notes->pdata[i]);
    if (*source)
        docx_paragraph(writer, "ExhibitSource", source);
    else if (!count)
        docx_paragraph(writer, "ExhibitEnd", "");
}

static void
picture_fill(xmlTextWriterPtr xml, guint number)
{
    g_autofree char *png = g_strdup_printf("png%u", number), *svg = g_strdup_printf("svg%u", number);
    xml_open(xml, "pic:blipFill", NULL);
    xml_open(xml, "a:blip", "r:embed", png, NULL);
    xml_open(xml, "a:extLst", NULL);
    xml_open(xml, "a:ext", "uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}", NULL);
    xml_leaf(xml, "asvg:svgBlip", "r:embed", svg, NULL);
    xml_close(xml); /* ext */
    xml_close(xml); /* extLst */
    xml_close(xml); /* blip */
    xml_open(xml, "a:stretch", NULL);
    xml_leaf(xml, "a:fillRect", NULL);
    xml_close(xml);
    xml_close(xml);
}

static void
picture_shape(xmlTextWriterPtr xml, const char *cx, const char *cy)
{
    xml_open(xml, "pic:spPr", NULL);
    xml_open(xml, "a:xfrm", NULL);
    xml_leaf(xml, "a:off", "x", "0", "y", "0", NULL);
    xml_leaf(xml, "a:ext", "cx", cx, "cy", cy, NULL);
    xml_close(xml);
    xml_open(xml, "a:prstGeom", "prst", "rect", NULL);
    xml_leaf(xml, "a:avLst", NULL);
    xml_close(xml);
    xml_close(xml);
}

/* What is drawn in the line: its size in English Metric Units, its words, and then what draws it. `id` is its
 * own in the whole file. */
static void
open_drawing(DocxWriter *writer, const Chart *chart, guint id, const char *cx, const char *cy,
             const char *uri)
{
    xmlTextWriterPtr xml = writer->xml;
    g_autofree char *digits = g_strdup_printf("%u", id);
    xml_open(xml, "w:drawing", NULL);
    xml_open(xml, "wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0", NULL);
    xml_leaf(xml, "wp:extent", "cx", cx, "cy", cy, NULL);
    xml_leaf(xml, "wp:docPr", "id", digits, "name", chart->id, "descr", chart->alt, NULL);
    xml_open(xml, "a:graphic", NULL);
    xml_open(xml, "a:graphicData", "uri", uri, NULL);
}

static void
close_drawing(DocxWriter *writer)
{
    for (int i = 0; i < 4; i++)
        xml_close(writer->xml); /* graphicData, graphic, inline, drawing */
}

static void
picture(DocxWriter *writer, const Chart *chart, guint number, const char *cx, const char *cy)
{
    xmlTextWriterPtr xml = writer->xml;
    g_autofree char *digits = g_strdup_printf("%u", 2 * number);
    open_drawing(writer, chart, 2 * number, cx, cy,
                 "http://schemas.openxmlformats.org/drawingml/2006/picture");
    xml_open(xml, "pic:pic", NULL);
    xml_open(xml, "pic:nvPicPr", NULL);
    xml_leaf(xml, "pic:cNvPr", "id", digits, "name", chart->id, "descr", chart->alt, NULL);
    xml_leaf(xml, "pic:cNvPicPr", NULL);
    xml_close(xml);
    picture_fill(xml, number);
    picture_shape(xml, cx, cy);
    xml_close(xml);
    close_drawing(writer);
}

/* A chart that Word draws and lets be edited, for those who know no more than pictures with the picture
 * beside it. That Word's markup of 2010 is asked for is how Word and LibreOffice know that the chart is for
 * them. */
static void
native(DocxWriter *writer, const Chart *chart, guint number, const char *cx, const char *cy)
{
    static const char namespace[] = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    xmlTextWriterPtr xml = writer->xml;
    g_autofree char *id = g_strdup_printf("chart%u", number);
    xml_open(xml, "mc:AlternateContent", NULL);
    xml_open(xml, "mc:Choice", "Requires", "w14", NULL);
    open_drawing(writer, chart, 2 * number - 1, cx, cy, namespace);
    xml_leaf(xml, "c:chart", "xmlns:c", namespace, "r:id", id, NULL);
    close_drawing(writer);
    xml_close(xml);
    xml_open(xml, "mc:Fallback", NULL);
    picture(writer, chart, number, cx, cy);
    xml_close(xml);
    xml_close(xml);
}

static void
draw(DocxWriter *writer, const Chart *chart, double across)
{
    DocxPicture drawn = {chart, across};
    g_array_append_val(writer->pictures, drawn);
    guint number = writer->pictures->len;
    double width, height;
    chart_size(chart, (ChartOptions){.width = across}, &width, &height);
    /* English Metric Units: 12,700 a point. */
    double scale = MIN(1, tallest / height) * 12700;
    g_autofree char *cx = g_strdup_printf("%.0f", width * scale),
                    *cy = g_strdup_printf("%.0f", height * scale);
    xml_open(writer->xml, "w:r", NULL);
    (docx_chart_is_native(chart) ? native : picture)(writer, chart, number, cx, cy);
    xml_close(writer->xml);
}

/* A chart with its caption, as wide as `across`, or as it says, or as its form. */
static void
write_chart(DocxWriter *writer, const Block *block, double across)
{
    bool sourced = *block_source(block) != '\0';
    if (!block->bare)
        docx_write_caption(writer, block);
    docx_open_kept(writer, "Picture", sourced);
    draw(writer, block->chart, block->width > 0 ? MIN(across, block->width * MM) : across);
    xml_close(writer->xml);
    if (sourced)
        docx_paragraph(writer, "ExhibitSource", block_source(block));
}

void
docx_write_chart(DocxWriter *writer, const Block *block)
{
    write_chart(writer, block, writer->look->across / 20.0);
}

void
docx_write_strip(DocxWriter *writer, const Block *block)
{
    int widths[4] = {0};
    guint count = MIN(block->charts->len, G_N_ELEMENTS(widths) - 1);
    double each = (writer->look->across / 20.0 - (count - 1) * gap) / count;
    for (guint i = 0; i < count; i++)
        widths[i] = (int)((each + (i + 1 < count ? gap : 0)) * 20);
    docx_open_table(writer, "StripTable", widths, DOCX_LAYOUT, "Charts side by side",
                    "Charts that belong together, from left to right, each with its own caption.");
    docx_open_row(writer, false);
    for (guint i = 0; i < count; i++) {
        docx_open_cell(writer, widths[i], 0, i + 1 < count ? (int)(gap * 20) : 0, false);
        write_chart(writer, block->charts->pdata[i], each);
        xml_close(writer->xml);
    }
    xml_close(writer->xml);
    xml_close(writer->xml);
    docx_paragraph(writer, "ExhibitEnd", "");
}

/* How wide the cells are of words and of the chart to their right. */
static void
widths_beside(const DocxWriter *writer, const Block *block, int widths[3])
{
    widths[1] = (int)(writer->look->across * block->width / EXHIBIT_ACROSS);
    widths[0] = writer->look->across - widths[1];
    widths[2] = 0;
}

void
docx_open_beside(DocxWriter *writer, const Block *block)
{
    int widths[3];
    widths_beside(writer, block, widths);
    docx_open_table(writer, "StripTable", widths, DOCX_LAYOUT, "Words beside a chart",
                    "On the left what the figures say, on the right the chart that shows them.");
    docx_open_row(writer, false);
    docx_open_cell(writer, widths[0], 0, (int)(gap * 20), true);
}

void
docx_close_beside(DocxWriter *writer, const Block *chart)
{
    int widths[3];
    widths_beside(writer, chart, widths);
    xml_close(writer->xml);
    docx_open_cell(writer, widths[1], 0, 0, true);
    write_chart(writer, chart, widths[1] / 20.0);
    for (int i = 0; i < 3; i++)
        xml_close(writer->xml); /* cell, row, table */
    docx_paragraph(writer, "ExhibitEnd", "");
}

void
docx_write_key_figures(DocxWriter *writer, const Block *block)
{
    guint count = block->key_figures->len;
    if (!count)
        return;
    g_autofree int *widths = g_new0(int, count + 1);
    for (guint i = 0; i < count; i++)
        widths[i] = writer->look->across / (int)count;
    docx_open_table(writer, "KeyFiguresTable", widths, DOCX_LAYOUT, "Key figures",
                    "One key figure a cell: its number, what it is, and what it was before.");
    docx_open_row(writer, false);
    for (guint i = 0; i < count; i++) {
        const KeyFigure *key = &g_array_index(block->key_figures, KeyFigure, i);
        docx_open_cell(writer, widths[i], 0, 0, false);
        docx_paragraph(writer, "KeyFigure", key->figure);
        docx_paragraph(writer, "KeyFigureLabel", key->label);
        if (*key->comparison)
            docx_paragraph(writer, "KeyFigureNote", key->comparison);
        xml_close(writer->xml);
    }
    xml_close(writer->xml);
    xml_close(writer->xml);
    /* Word makes one of two tables with nothing between them. */
    docx_paragraph(writer, "ExhibitEnd", "");
}
