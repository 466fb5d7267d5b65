/* The workbook as ODS: its styles, then what it holds. */
#include "render/package/package.h"
#include "render/spreadsheet/look.h"

#define ODS_VERSION "1.3"
#define ODS_TYPE "application/vnd.oasis.opendocument.spreadsheet"

/* Begins a part with its root element and every namespace that the parts use; end_part ends it. */
static xmlTextWriterPtr
begin_part(xmlBufferPtr buffer, const char *root)
{
    xmlTextWriterPtr xml = xmlNewTextWriterMemory(buffer, 0);
    xmlTextWriterStartDocument(xml, NULL, "UTF-8", NULL);
    xml_open(xml, root, "xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "xmlns:style",
             "urn:oasis:names:tc:opendocument:xmlns:style:1.0", "xmlns:text",
             "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "xmlns:table",
             "urn:oasis:names:tc:opendocument:xmlns:table:1.0", "xmlns:fo",
             "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "xmlns:number",
             "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", "xmlns:meta",
             "urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "xmlns:dc", "http://purl.org/dc/elements/1.1/",
             "xmlns:xlink", "http://www.w3.org/1999/xlink", "office:version", ODS_VERSION, NULL);
    return xml;
}

static void
end_part(xmlTextWriterPtr xml)
{
    xmlTextWriterEndDocument(xml);
    xmlFreeTextWriter(xml);
}

static char *
column_style(double width)
{
    return g_strdup_printf("width-%d", (int)width);
}

static char *
number_style(const SheetCell *cell)
{
    return g_strdup_printf("%s-%d", cell->change ? "change" : "number", cell->decimals);
}

static void
write_text_properties(xmlTextWriterPtr xml, const CellLook *look)
{
    g_autofree char *size = g_strdup_printf("%dpt", (int)look->size);
    xml_open(xml, "style:text-properties", "fo:font-size", size, NULL);
    if (look->bold)
        xmlTextWriterWriteAttribute(xml, BAD_CAST "fo:font-weight", BAD_CAST "bold");
    if (look->link) {
        g_autofree char *colour = g_strdup_printf("#%06x", LOOK_LINK_COLOUR);
        xmlTextWriterWriteAttribute(xml, BAD_CAST "fo:color", BAD_CAST colour);
        xmlTextWriterWriteAttribute(xml, BAD_CAST "style:text-underline-style", BAD_CAST "solid");
    }
    xml_close(xml);
}

static char *
look_style(CellRole role)
{
    g_auto(GStrv) words = g_strsplit(cell_looks[role].name, " ", -1);
    return g_strjoinv("_20_", words);
}

static void
write_cell_look(xmlTextWriterPtr xml, CellRole role)
{
    const CellLook *look = &cell_looks[role];
    g_autofree char *name = look_style(role);
    xml_open(xml, "style:style", "style:name", name, "style:display-name", look->name, "style:family",
             "table-cell", "style:parent-style-name", "Default", NULL);
    xml_open(xml, "style:table-cell-properties", "style:vertical-align", look->bottom ? "bottom" : "top",
             "fo:wrap-option", look->wrap ? "wrap" : "no-wrap", NULL);
    if (look->rule)
        xmlTextWriterWriteAttribute(xml, BAD_CAST "fo:border-bottom", BAD_CAST "0.5pt solid #000000");
    xml_close(xml);
    xml_leaf(xml, "style:paragraph-properties", "fo:text-align", look->right ? "end" : "start",
             "fo:margin-left", look->indent ? "0.35cm" : "0cm", NULL);
    write_text_properties(xml, look);
    xml_close(xml);
}

/* Font, size and language of every cell. */
static void
write_defaults(xmlTextWriterPtr xml)
{
    xml_open(xml, "style:default-style", "style:family", "table-cell", NULL);
    xml_leaf(xml, "style:text-properties", "fo:font-family", LOOK_FONT, "fo:font-size", "11pt", "fo:language",
             "en", "fo:country", "GB", NULL);
    xml_close(xml);
    xml_leaf(xml, "style:style", "style:name", "Default", "style:family", "table-cell", NULL);
}

/* On paper: A4 landscape, one page wide, without header and footer. */
static void
write_page(xmlTextWriterPtr xml)
{
    xml_open(xml, "office:automatic-styles", NULL);
    xml_open(xml, "style:page-layout", "style:name", "page", NULL);
    xml_leaf(xml, "style:page-layout-properties", "fo:page-width", "29.7cm", "fo:page-height", "21cm",
             "style:print-orientation", "landscape", "fo:margin", "1.5cm", "style:scale-to-X", "1",
             "style:writing-mode", "lr-tb", NULL);
    xml_close(xml);
    xml_close(xml);
    xml_open(xml, "office:master-styles", NULL);
    xml_open(xml, "style:master-page", "style:name", "Default", "style:page-layout-name", "page", NULL);
    xml_leaf(xml, "style:header", "style:display", "false", NULL);
    xml_leaf(xml, "style:footer", "style:display", "false", NULL);
    end_part(xml);
}

/* The look of each role, the language, the page. */
static xmlBufferPtr
styles_part(void)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlTextWriterPtr xml = begin_part(buffer, "office:document-styles");
    xml_open(xml, "office:styles", NULL);
    write_defaults(xml);
    for (gsize i = 0; i < G_N_ELEMENTS(cell_looks); i++)
        write_cell_look(xml, (CellRole)i);
    xml_close(xml);
    write_page(xml);
    return buffer;
}

static void
write_digits(xmlTextWriterPtr xml, int decimals)
{
    g_autofree char *places = g_strdup_printf("%d", decimals);
    xml_leaf(xml, "number:number", "number:decimal-places", places, "number:min-decimal-places", places,
             "number:min-integer-digits", "1", "number:grouping", "true", NULL);
}

/* The format of numbers like this cell's, and the cell style with that format. */
static void
write_number_style(xmlTextWriterPtr xml, const SheetCell *cell)
{
    g_autofree char *name = number_style(cell), *format = g_strconcat("format-", name, NULL),
                    *rising = g_strconcat(format, "-rising", NULL);
    if (cell->change) {
        xml_open(xml, "number:number-style", "style:name", rising, "style:volatile", "true", NULL);
        xml_open(xml, "number:text", NULL);
        xml_text(xml, "+");
        xml_close(xml);
        write_digits(xml, cell->decimals);
        xml_close(xml);
    }
    xml_open(xml, "number:number-style", "style:name", format, NULL);
    write_digits(xml, cell->decimals);
    if (cell->change)
        xml_leaf(xml, "style:map", "style:condition", "value()>0", "style:apply-style-name", rising, NULL);
    xml_close(xml);
    xml_leaf(xml, "style:style", "style:name", name, "style:family", "table-cell", "style:parent-style-name",
             cell_looks[CELL_NUMBER].name, "style:data-style-name", format, NULL);
}

static void
write_number_styles(xmlTextWriterPtr xml, const Sheet *sheet, GHashTable *written)
{
    for (guint r = 0; r < sheet->rows->len; r++)
        for (guint c = 0; c < ((GArray *)sheet->rows->pdata[r])->len; c++) {
            const SheetCell *cell = sheet_cell(sheet, r, c);
            if (cell->role == CELL_NUMBER && g_hash_table_add(written, number_style(cell)))
                write_number_style(xml, cell);
        }
}

static void
write_column_styles(xmlTextWriterPtr xml, const Sheet *sheet, GHashTable *written)
{
    for (guint i = 0; i < sheet->widths->len; i++) {
        double width = g_array_index(sheet->widths, double, i);
        char *name = column_style(width);
        if (!g_hash_table_add(written, name))
            continue;
        /* About the width that spreadsheet programs give to so many characters of Arial 11. */
        g_autofree char *size = g_strdup_printf("%.2fcm", width * 0.2 + 0.1);
        xml_open(xml, "style:style", "style:name", name, "style:family", "table-column", NULL);
        xml_leaf(xml, "style:table-column-properties", "style:column-width", size, NULL);
        xml_close(xml);
    }
}

static void
write_row_styles(xmlTextWriterPtr xml)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cell_looks); i++) {
        const CellLook *look = &cell_looks[i];
        g_autofree char *style = look_style((CellRole)i), *name = g_strconcat("row-", style, NULL),
                        *height = g_strdup_printf("%dpt", (int)look->height);
        xml_open(xml, "style:style", "style:name", name, "style:family", "table-row", NULL);
        if (look->height > 0)
            xml_leaf(xml, "style:table-row-properties", "style:row-height", height,
                     "style:use-optimal-row-height", "false", NULL);
        else
            xml_leaf(xml, "style:table-row-properties", "style:use-optimal-row-height", "true", NULL);
        xml_close(xml);
    }
}

/* The other styles that sheets need: heights of rows, widths of columns, formats of numbers. */
static void
write_automatic_styles(xmlTextWriterPtr xml, const Spreadsheet *spreadsheet)
{
    g_autoptr(GHashTable) written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    xml_open(xml, "office:automatic-styles", NULL);
    xml_open(xml, "style:style", "style:name", "sheet", "style:family", "table", "style:master-page-name",
             "Default", NULL);
    xml_leaf(xml, "style:table-properties", "table:display", "true", "style:writing-mode", "lr-tb", NULL);
    xml_close(xml);
    write_row_styles(xml);
    for (guint i = 0; i < spreadsheet->sheets->len; i++)
        write_column_styles(xml, spreadsheet->sheets->pdata[i], written);
    for (guint i = 0; i < spreadsheet->sheets->len; i++)
        write_number_styles(xml, spreadsheet->sheets->pdata[i], written);
    xml_close(xml);
}

static void
write_text_cell(xmlTextWriterPtr xml, const SheetCell *cell)
{
    g_autofree char *style = look_style(cell->role);
    xml_open(xml, "table:table-cell", "table:style-name", style, "office:value-type", "string", NULL);
    xml_open(xml, "text:p", NULL);
    if (cell->role == CELL_LINK) {
        g_autofree char *target = g_strdup_printf("#%s.A1", cell->text);
        xml_open(xml, "text:a", "xlink:type", "simple", "xlink:href", target, NULL);
    }
    xml_text(xml, cell->text);
    if (cell->role == CELL_LINK)
        xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

static void
write_table_cell(xmlTextWriterPtr xml, const SheetCell *cell)
{
    if (cell->role != CELL_NUMBER) {
        write_text_cell(xml, cell);
        return;
    }
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    figure_digits(cell->number, number);
    g_autofree char *style = number_style(cell), *shown = figure_number_text(cell->number, cell->decimals);
    xml_open(xml, "table:table-cell", "table:style-name", style, "office:value-type", "float", "office:value",
             number, NULL);
    xml_open(xml, "text:p", NULL);
    xml_text(xml, cell->change && cell->number > 0 ? "+" : "");
    xml_text(xml, shown);
    xml_close(xml);
    xml_close(xml);
}

static void
write_table_row(xmlTextWriterPtr xml, const GArray *row)
{
    g_autofree char *look = look_style(g_array_index(row, SheetCell, 0).role),
                    *style = g_strconcat("row-", look, NULL);
    xml_open(xml, "table:table-row", "table:style-name", style, NULL);
    for (guint c = 0; c < row->len; c++)
        write_table_cell(xml, &g_array_index(row, SheetCell, c));
    xml_close(xml);
}

static void
write_table(xmlTextWriterPtr xml, const Sheet *sheet)
{
    xml_open(xml, "table:table", "table:name", sheet->name, "table:style-name", "sheet", NULL);
    for (guint i = 0; i < sheet->widths->len; i++) {
        g_autofree char *style = column_style(g_array_index(sheet->widths, double, i));
        xml_leaf(xml, "table:table-column", "table:style-name", style, "table:default-cell-style-name",
                 "Default", NULL);
    }
    for (guint r = 0; r < sheet->rows->len; r++) {
        bool headings = sheet->table && r == sheet->table;
        if (headings)
            xml_open(xml, "table:table-header-rows", NULL);
        write_table_row(xml, sheet->rows->pdata[r]);
        if (headings)
            xml_close(xml);
    }
    xml_close(xml);
}

/* Where each table is, by name. */
static void
write_table_ranges(xmlTextWriterPtr xml, const Spreadsheet *spreadsheet)
{
    xml_open(xml, "table:database-ranges", NULL);
    for (guint i = 0; i < spreadsheet->sheets->len; i++) {
        const Sheet *sheet = spreadsheet->sheets->pdata[i];
        if (!sheet->table)
            continue;
        g_autofree char *name = sheet_table_name(sheet), *first = cell_name(sheet->table, 0),
                        *last = cell_name(sheet->rows->len - 1, sheet_table_columns(sheet) - 1),
                        *range = g_strdup_printf("%s.%s:%s.%s", sheet->name, first, sheet->name, last);
        xml_leaf(xml, "table:database-range", "table:name", name, "table:target-range-address", range,
                 "table:display-filter-buttons", "false", NULL);
    }
    xml_close(xml);
}

static xmlBufferPtr
content_part(const Spreadsheet *spreadsheet)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlTextWriterPtr xml = begin_part(buffer, "office:document-content");
    write_automatic_styles(xml, spreadsheet);
    xml_open(xml, "office:body", NULL);
    xml_open(xml, "office:spreadsheet", NULL);
    for (guint i = 0; i < spreadsheet->sheets->len; i++)
        write_table(xml, spreadsheet->sheets->pdata[i]);
    write_table_ranges(xml, spreadsheet);
    end_part(xml);
    return buffer;
}

static xmlBufferPtr
meta_part(const Spreadsheet *spreadsheet)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlTextWriterPtr xml = begin_part(buffer, "office:document-meta");
    g_autofree char *day = calendar_iso(spreadsheet->date), *date = g_strdup_printf("%sT00:00:00", day);
    const char *members[][2] = {{"meta:generator", "ladostat/" LADOSTAT_VERSION},
                                {"dc:title", spreadsheet->title},
                                {"dc:subject", spreadsheet->subject},
                                {"meta:initial-creator", spreadsheet->author},
                                {"dc:creator", spreadsheet->author},
                                {"meta:creation-date", date},
                                {"dc:date", date},
                                {"dc:language", "en-GB"}};
    xml_open(xml, "office:meta", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        xml_open(xml, members[i][0], NULL);
        xml_text(xml, members[i][1]);
        xml_close(xml);
    }
    end_part(xml);
    return buffer;
}

static const char manifest_part[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
    "manifest:version=\"" ODS_VERSION "\">"
    "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"" ODS_VERSION "\" "
    "manifest:media-type=\"" ODS_TYPE "\"/>"
    "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>"
    "</manifest:manifest>\n";

GBytes *
spreadsheet_to_ods(const Spreadsheet *spreadsheet, GError **error)
{
    Package *package = package_new();
    package_put_stored(package, "mimetype", ODS_TYPE);
    package_put_xml(package, "content.xml", content_part(spreadsheet));
    package_put_xml(package, "styles.xml", styles_part());
    package_put_xml(package, "meta.xml", meta_part(spreadsheet));
    package_put_text(package, "META-INF/manifest.xml", manifest_part);
    return package_close(package, "tables.ods", error);
}
