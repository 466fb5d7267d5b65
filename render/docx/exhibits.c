/* Captions, tables, charts and key figures. */
#include "render/docx/docx_parts.h"
#include <string.h>

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

/* How a table is set: widths in twentieths of a point of the row headings, of numbers and of words, smaller
 * type and a page on its side where its words would not fit otherwise. */
typedef struct {
    int first, other, words;
    bool dense, landscape;
} TableSetting;

/* What the longest word of the columns needs, in ems of Arial bold. */
static double
longest_word(const Table *table)
{
    double longest = 0;
    for (guint i = 0; i < table->columns->len; i++) {
        double width = 0;
        for (const char *at = ((const TableColumn *)table->columns->pdata[i])->heading; *at;
             at = g_utf8_next_char(at)) {
            width = *at == ' ' ? 0 : width + (g_ascii_isdigit(*at) ? 0.556 : *at == '-' ? 0.333 : 0.57);
            longest = MAX(longest, width);
        }
    }
    return longest;
}

static bool
is_of_words(const Table *table, guint column)
{
    return ((const TableColumn *)table->columns->pdata[column])->quantity == TABLE_TEXT;
}

/* Columns of words take what row headings can spare, up to twice what numbers have. */
static void
widen_words(TableSetting *setting, const Table *table)
{
    static const int least_first = 2800;
    int columns = 0;
    for (guint i = 0; i < table->columns->len; i++)
        columns += is_of_words(table, i);
    int each = columns ? CLAMP((setting->first - least_first) / columns, 0, setting->other) : 0;
    setting->words = setting->other + each;
    setting->first -= each * columns;
}

static TableSetting
table_setting(const Table *table)
{
    /* Points: type, padding on both sides of a cell, and what row headings need at least. */
    static const double sizes[] = {9.5, 8}, least_first[] = {96, 84}, padding = 4, widest = 76;
    double count = MAX(table->columns->len, 1), longest = longest_word(table);
    TableSetting setting = {0};
    for (int i = 0; i < 4; i++) {
        setting.landscape = i >= 2;
        setting.dense = i % 2;
        double across = (setting.landscape ? DOCX_LANDSCAPE_WIDTH : DOCX_PORTRAIT_WIDTH) / 20.0;
        double needed = MAX(longest * sizes[i % 2] + padding, 24);
        bool fits = count * needed + least_first[i % 2] <= across;
        if (!fits && i < 3)
            continue;
        double other = MIN(widest, MAX(fits ? needed : 0, (across - least_first[i % 2]) * 0.72 / count));
        setting.other = (int)(other * 20);
        setting.first = (int)(across * 20) - setting.other * (int)count;
        break;
    }
    widen_words(&setting, table);
    return setting;
}

static void
cell(DocxWriter *writer, int width, const char *style, const char *text)
{
    g_autofree char *digits = g_strdup_printf("%d", width);
    xml_open(writer->xml, "w:tc", NULL);
    xml_open(writer->xml, "w:tcPr", NULL);
    xml_leaf(writer->xml, "w:tcW", "w:w", digits, "w:type", "dxa", NULL);
    xml_close(writer->xml);
    docx_paragraph(writer, style, text);
    xml_close(writer->xml);
}

static void
open_row(DocxWriter *writer, bool heading)
{
    xml_open(writer->xml, "w:tr", NULL);
    xml_open(writer->xml, "w:trPr", NULL);
    xml_leaf(writer->xml, "w:cantSplit", NULL);
    if (heading)
        xml_leaf(writer->xml, "w:tblHeader", NULL);
    xml_close(writer->xml);
}

/* Opens a table of as many columns as there are widths (ended by 0). */
static void
open_table(DocxWriter *writer, const char *style, const int *widths, bool last_row, const char *title,
           const char *description)
{
    int sum = 0;
    for (const int *width = widths; *width; width++)
        sum += *width;
    g_autofree char *total = g_strdup_printf("%d", sum);
    xml_open(writer->xml, "w:tbl", NULL);
    xml_open(writer->xml, "w:tblPr", NULL);
    xml_leaf(writer->xml, "w:tblStyle", "w:val", docx_look_id(writer->look, style), NULL);
    xml_leaf(writer->xml, "w:tblW", "w:w", total, "w:type", "dxa", NULL);
    xml_leaf(writer->xml, "w:tblLayout", "w:type", "fixed", NULL);
    xml_leaf(writer->xml, "w:tblLook", "w:val", last_row ? "06E0" : "06A0", "w:firstRow", "1", "w:lastRow",
             last_row ? "1" : "0", "w:firstColumn", "1", "w:lastColumn", "0", "w:noHBand", "1", "w:noVBand",
             "1", NULL);
    xml_leaf(writer->xml, "w:tblCaption", "w:val", title, NULL);
    xml_leaf(writer->xml, "w:tblDescription", "w:val", description, NULL);
    xml_close(writer->xml);
    xml_open(writer->xml, "w:tblGrid", NULL);
    for (const int *width = widths; *width; width++) {
        g_autofree char *digits = g_strdup_printf("%d", *width);
        xml_leaf(writer->xml, "w:gridCol", "w:w", digits, NULL);
    }
    xml_close(writer->xml);
}

static const char *
set_in(const TableSetting *setting, const char *style, const char *dense)
{
    return setting->dense ? dense : style;
}

/* One heading row, each heading whole by itself: Word reads out no heading that spans columns. */
static void
heading_row(DocxWriter *writer, const Table *table, const TableSetting *setting)
{
    open_row(writer, true);
    cell(writer, setting->first, set_in(setting, "TableHeading", "TableHeadingDense"), table->row_heading);
    for (guint i = 0; i < table->columns->len; i++)
        cell(writer, is_of_words(table, i) ? setting->words : setting->other,
             is_of_words(table, i) ? set_in(setting, "TableHeading", "TableHeadingDense")
                                   : set_in(setting, "TableHeadingNumber", "TableHeadingNumberDense"),
             ((const TableColumn *)table->columns->pdata[i])->heading);
    xml_close(writer->xml);
}

static const char *
words_style(const TableRow *row, const TableSetting *setting)
{
    return row->total ? set_in(setting, "TableTotal", "TableTotalDense")
                      : set_in(setting, "TableText", "TableTextDense");
}

static const char *
number_style(const TableRow *row, const TableSetting *setting)
{
    return row->total ? set_in(setting, "TableTotalNumber", "TableTotalNumberDense")
                      : set_in(setting, "TableNumber", "TableNumberDense");
}

static void
table_row(DocxWriter *writer, const Table *table, const TableRow *row, const TableSetting *setting)
{
    open_row(writer, false);
    cell(writer, setting->first,
         row->level && !row->total ? set_in(setting, "TablePart", "TablePartDense")
                                   : words_style(row, setting),
         row->heading);
    for (guint c = 0; c < row->cells->len; c++)
        cell(writer, is_of_words(table, c) ? setting->words : setting->other,
             is_of_words(table, c) ? words_style(row, setting) : number_style(row, setting),
             g_array_index(row->cells, TableCell, c).text);
    xml_close(writer->xml);
}

static void
grid(DocxWriter *writer, const Table *table, const TableSetting *setting)
{
    g_autofree int *widths = g_new0(int, table->columns->len + 2);
    for (guint i = 0; i <= table->columns->len; i++)
        widths[i] = !i ? setting->first : is_of_words(table, i - 1) ? setting->words : setting->other;
    guint rows = table->rows->len;
    bool total = rows && ((const TableRow *)table->rows->pdata[rows - 1])->total;
    open_table(writer, "FiguresTable", widths, total, table->title, table->summary);
    heading_row(writer, table, setting);
    for (guint r = 0; r < rows; r++)
        table_row(writer, table, table->rows->pdata[r], setting);
    xml_close(writer->xml);
}

void
docx_write_table(DocxWriter *writer, const Block *block)
{
    const Table *table = block->table;
    TableSetting setting = table_setting(table);
    if (setting.landscape)
        docx_section_end(writer, "Spacer", "", false, true);
    caption(writer, block);
    docx_paragraph(writer, "ExhibitSubtitle", table->subtitle);
    grid(writer, table, &setting);
    for (guint i = 0; i < table->notes->len; i++)
        docx_paragraph(writer, "ExhibitNote", table->notes->pdata[i]);
    if (setting.landscape)
        docx_section_end(writer, "ExhibitSource", table->source, true, true);
    else
        docx_paragraph(writer, "ExhibitSource", table->source);
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

static void
picture(DocxWriter *writer, const Chart *chart)
{
    DocxPicture drawn = {chart, DOCX_PORTRAIT_WIDTH / 20.0};
    g_array_append_val(writer->pictures, drawn);
    guint number = writer->pictures->len;
    double width, height;
    chart_size(chart, (ChartOptions){.width = drawn.width}, &width, &height);
    /* English Metric Units: 12,700 a point. */
    g_autofree char *cx = g_strdup_printf("%.0f", width * 12700),
                    *cy = g_strdup_printf("%.0f", height * 12700);
    g_autofree char *id = g_strdup_printf("%u", number);
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
    picture_fill(xml, number);
    picture_shape(xml, cx, cy);
    for (int i = 0; i < 6; i++)
        xml_close(xml); /* pic, graphicData, graphic, inline, drawing, r */
}

void
docx_write_chart(DocxWriter *writer, const Block *block)
{
    g_autofree char *subtitle = block_subtitle(block);
    caption(writer, block);
    docx_paragraph(writer, "ExhibitSubtitle", subtitle);
    docx_open_paragraph(writer, "Picture");
    picture(writer, block->chart);
    xml_close(writer->xml);
    docx_paragraph(writer, "ExhibitNote", block->chart->alt);
    docx_paragraph(writer, "ExhibitSource", block->chart->source);
}

void
docx_write_key_figures(DocxWriter *writer, const Block *block)
{
    bool compared = false;
    for (guint i = 0; i < block->key_figures->len; i++)
        compared |= *g_array_index(block->key_figures, KeyFigure, i).comparison != '\0';
    if (!block->key_figures->len)
        return;
    const int widths[] = {compared ? 4200 : DOCX_PORTRAIT_WIDTH - 1300, 1300,
                          compared ? DOCX_PORTRAIT_WIDTH - 4200 - 1300 : 0, 0};
    open_table(writer, "KeyFiguresTable", widths, false, "Key figures",
               "One key figure a row, with its change on the year before where there is one.");
    open_row(writer, true);
    cell(writer, widths[0], "TableHeading", "Key figure");
    cell(writer, widths[1], "TableHeadingNumber", "This year");
    if (compared)
        cell(writer, widths[2], "TableHeading", "Change on the year before");
    xml_close(writer->xml);
    for (guint i = 0; i < block->key_figures->len; i++) {
        const KeyFigure *key = &g_array_index(block->key_figures, KeyFigure, i);
        open_row(writer, false);
        cell(writer, widths[0], "KeyFigureLabel", key->label);
        cell(writer, widths[1], "KeyFigure", key->figure);
        if (compared)
            cell(writer, widths[2], "KeyFigureLabel", key->comparison);
        xml_close(writer->xml);
    }
    xml_close(writer->xml);
    /* Word makes one of two tables with nothing between them. */
    docx_paragraph(writer, "Spacer", "");
}
