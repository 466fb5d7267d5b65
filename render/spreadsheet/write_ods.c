/* The workbook as ODS: all parts but the styles. */
#include "render/spreadsheet/ods_parts.h"

#define ODS_TYPE "application/vnd.oasis.opendocument.spreadsheet"

static void
write_text_cell(xmlTextWriterPtr xml, const SheetCell *cell)
{
    g_autofree char *style = ods_look_style(cell->role);
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
write_cell(xmlTextWriterPtr xml, const SheetCell *cell)
{
    if (cell->role != CELL_NUMBER) {
        write_text_cell(xml, cell);
        return;
    }
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    figure_digits(cell->number, number);
    g_autofree char *style = ods_number_style(cell),
                    *shown = figure_number_text(cell->number, cell->decimals);
    xml_open(xml, "table:table-cell", "table:style-name", style, "office:value-type", "float", "office:value",
             number, NULL);
    xml_open(xml, "text:p", NULL);
    xml_text(xml, cell->change && cell->number > 0 ? "+" : "");
    xml_text(xml, shown);
    xml_close(xml);
    xml_close(xml);
}

static void
write_row(xmlTextWriterPtr xml, const GArray *row)
{
    g_autofree char *look = ods_look_style(g_array_index(row, SheetCell, 0).role),
                    *style = g_strconcat("row-", look, NULL);
    xml_open(xml, "table:table-row", "table:style-name", style, NULL);
    for (guint c = 0; c < row->len; c++)
        write_cell(xml, &g_array_index(row, SheetCell, c));
    xml_close(xml);
}

static void
write_sheet(xmlTextWriterPtr xml, const Sheet *sheet)
{
    xml_open(xml, "table:table", "table:name", sheet->name, "table:style-name", "sheet", NULL);
    for (guint i = 0; i < sheet->widths->len; i++) {
        g_autofree char *style = ods_column_style(g_array_index(sheet->widths, double, i));
        xml_leaf(xml, "table:table-column", "table:style-name", style, "table:default-cell-style-name",
                 "Default", NULL);
    }
    for (guint r = 0; r < sheet->rows->len; r++) {
        bool headings = sheet->table && r == sheet->table;
        if (headings)
            xml_open(xml, "table:table-header-rows", NULL);
        write_row(xml, sheet->rows->pdata[r]);
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
    xmlTextWriterPtr xml = ods_begin(buffer, "office:document-content");
    ods_write_automatic_styles(xml, spreadsheet);
    xml_open(xml, "office:body", NULL);
    xml_open(xml, "office:spreadsheet", NULL);
    for (guint i = 0; i < spreadsheet->sheets->len; i++)
        write_sheet(xml, spreadsheet->sheets->pdata[i]);
    write_table_ranges(xml, spreadsheet);
    ods_finish(xml);
    return buffer;
}

static xmlBufferPtr
meta_part(const Spreadsheet *spreadsheet)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlTextWriterPtr xml = ods_begin(buffer, "office:document-meta");
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
    ods_finish(xml);
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
    package_put_xml(package, "styles.xml", ods_styles_part());
    package_put_xml(package, "meta.xml", meta_part(spreadsheet));
    package_put_text(package, "META-INF/manifest.xml", manifest_part);
    return package_close(package, "tables.ods", error);
}
