/* The workbook as XLSX, written by libxlsxwriter. What it holds is decided elsewhere. */
#include "analysis/failure/failure.h"
#include "render/package/package.h"
#include "render/spreadsheet/look.h"
#include "render/spreadsheet/spreadsheet_parts.h"
#include "render/spreadsheet/xlsx_files.h"
#include <libxml/tree.h>
#include <string.h>
#include <xlsxwriter.h>

#define STYLES_PART "xl/styles.xml"

static xmlNodePtr
child_named(xmlNodePtr parent, const char *name)
{
    xmlNodePtr node = parent ? xmlFirstElementChild(parent) : NULL;
    while (node && strcmp((const char *)node->name, name) != 0)
        node = xmlNextElementSibling(node);
    return node;
}

static double
attribute_number(xmlNodePtr node, const char *attribute)
{
    xmlChar *text = node ? xmlGetProp(node, BAD_CAST attribute) : NULL;
    double number = text ? g_ascii_strtod((const char *)text, NULL) : 0;
    xmlFree(text);
    return number;
}

static void
set_attribute_number(xmlNodePtr node, const char *attribute, gulong number)
{
    g_autofree char *text = g_strdup_printf("%lu", number);
    xmlSetProp(node, BAD_CAST attribute, BAD_CAST text);
}

/* Finds a look by its font: those with a style of their own differ from all others in it. */
static bool
has_font_of(xmlNodePtr format, xmlNodePtr fonts, const CellLook *look)
{
    xmlNodePtr font = xmlFirstElementChild(fonts);
    for (double i = attribute_number(format, "fontId"); font && i > 0; i--)
        font = xmlNextElementSibling(font);
    return font && attribute_number(child_named(font, "sz"), "val") == look->size &&
           (child_named(font, "u") != NULL) == look->link;
}

static void
name_style(xmlNodePtr root, const CellLook *look)
{
    xmlNodePtr styles = child_named(root, "cellStyles"), bases = child_named(root, "cellStyleXfs"),
               format = xmlFirstElementChild(child_named(root, "cellXfs"));
    while (format && !has_font_of(format, child_named(root, "fonts"), look))
        format = xmlNextElementSibling(format);
    if (!format)
        return;
    gulong place = xmlChildElementCount(bases);
    xmlNodePtr base = xmlAddChild(bases, xmlCopyNode(format, 1));
    xmlUnsetProp(base, BAD_CAST "xfId");
    set_attribute_number(format, "xfId", place);
    set_attribute_number(bases, "count", place + 1);
    xmlNodePtr style = xmlNewChild(styles, NULL, BAD_CAST "cellStyle", NULL);
    xmlSetProp(style, BAD_CAST "name", BAD_CAST look->name);
    set_attribute_number(style, "xfId", place);
    set_attribute_number(style, "builtinId", (gulong)look->builtin);
    set_attribute_number(styles, "count", xmlChildElementCount(styles));
}

/* Gives cells whose look is one of Excel's own styles ("Heading 1") that style, by which people and screen
 * readers find them. libxlsxwriter, which wrote the package, has only one style for all. */
static void
name_styles(Package *package)
{
    g_autoptr(GBytes) part = package_part(package, STYLES_PART);
    gsize length = 0;
    const char *text = part ? g_bytes_get_data(part, &length) : NULL;
    xmlDocPtr tree = text ? xmlReadMemory(text, (int)length, STYLES_PART, NULL, XML_PARSE_NONET) : NULL;
    if (!tree)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(cell_looks); i++)
        if (cell_looks[i].builtin)
            name_style(xmlDocGetRootElement(tree), &cell_looks[i]);
    package_put(package, STYLES_PART, xml_tree_bytes(tree));
    xmlFreeDoc(tree);
}

typedef struct {
    const Spreadsheet *spreadsheet;
    lxw_workbook *file;
    lxw_format *formats[CELL_SYMBOL + 1];
    GHashTable *numbers; /* a number format ("#,##0.0") -> lxw_format* */
} Xlsx;

static lxw_format *
format_of_role(Xlsx *xlsx, CellRole role)
{
    const CellLook *look = &cell_looks[role];
    lxw_format *format = workbook_add_format(xlsx->file);
    format_set_font_name(format, LOOK_FONT);
    format_set_font_size(format, look->size);
    format_set_align(format, look->bottom ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP);
    if (look->bold)
        format_set_bold(format);
    if (look->wrap)
        format_set_text_wrap(format);
    if (look->right)
        format_set_align(format, LXW_ALIGN_RIGHT);
    if (look->indent)
        format_set_indent(format, 1);
    if (look->rule)
        format_set_bottom(format, LXW_BORDER_THIN);
    if (look->link) {
        format_set_font_color(format, LOOK_LINK_COLOUR);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
    return format;
}

static lxw_format *
number_format(Xlsx *xlsx, const SheetCell *cell)
{
    g_autofree char *code = look_number_format(cell);
    lxw_format *format = g_hash_table_lookup(xlsx->numbers, code);
    if (format)
        return format;
    format = format_of_role(xlsx, CELL_NUMBER);
    format_set_num_format(format, code);
    g_hash_table_insert(xlsx->numbers, g_steal_pointer(&code), format);
    return format;
}

static void
write_sheet_cell(Xlsx *xlsx, lxw_worksheet *sheet, guint row, guint column, const SheetCell *cell)
{
    lxw_col_t at = (lxw_col_t)column;
    if (cell->role == CELL_NUMBER) {
        char digits[G_ASCII_DTOSTR_BUF_SIZE];
        double number = g_ascii_strtod(figure_digits(cell->number, digits), NULL);
        worksheet_write_number(sheet, row, at, number, number_format(xlsx, cell));
        return;
    }
    lxw_format *format = xlsx->formats[cell->role];
    if (cell->role == CELL_LINK) {
        g_autofree char *target = g_strdup_printf("internal:'%s'!A1", cell->text);
        worksheet_write_url(sheet, row, at, target, format);
    }
    worksheet_write_string(sheet, row, at, cell->text, format);
}

/* Marks the table up, without style, banding or filter. Its headings are overwritten later, so that each has
 * its own look. */
static void
mark_table(const Sheet *from, lxw_worksheet *sheet)
{
    guint count = sheet_table_columns(from);
    g_autofree char *name = sheet_table_name(from);
    g_autofree lxw_table_column *columns = g_new0(lxw_table_column, count);
    g_autofree lxw_table_column **pointers = g_new0(lxw_table_column *, count + 1);
    for (guint i = 0; i < count; i++) {
        columns[i].header = sheet_cell(from, from->table, i)->text;
        pointers[i] = &columns[i];
    }
    lxw_table_options options = {.name = name,
                                 .columns = pointers,
                                 .no_autofilter = LXW_TRUE,
                                 .no_banded_rows = LXW_TRUE,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 0};
    worksheet_add_table(sheet, from->table, 0, from->rows->len - 1, (lxw_col_t)(count - 1), &options);
    worksheet_repeat_rows(sheet, from->table, from->table);
}

/* "='Harm'!$B$7:$B$12", or "=('Harm'!$B$7:$B$9,'Harm'!$B$12)": the cells of a row or a column at some places
 * along it. Neighbours are one range, because Excel limits the length. */
static char *
range_formula(const Sheet *sheet, guint line, bool row, const GArray *along)
{
    GString *all = g_string_new(NULL);
    const guint *place = (const guint *)(const void *)along->data;
    bool several = false;
    for (guint i = 0, end; i < along->len; i = end) {
        for (end = i + 1; end < along->len && place[end] == place[i] + end - i;)
            end++;
        char range[LXW_MAX_CELL_RANGE_LENGTH];
        guint last = place[end - 1];
        lxw_rowcol_to_range_abs(range, row ? line : place[i], (lxw_col_t)(row ? place[i] : line),
                                row ? line : last, (lxw_col_t)(row ? last : line));
        g_string_append_printf(all, "%s'%s'!%s", i ? "," : "", sheet->name, range);
        several |= i > 0;
    }
    g_string_prepend(all, several ? "=(" : "=");
    if (several)
        g_string_append_c(all, ')');
    return g_string_free(all, FALSE);
}

/* The latest year has the report's colour and the year before is grey; several rows each have a colour. */
static guint32
series_colour(const SheetChart *chart, guint index)
{
    /* In the Analysis Function's order. */
    static const guint32 palette[] = {0x12436D, 0x28A197, 0x801650, 0xF46A25}, grey = 0x8C8C8C;
    return !index ? chart->accent : !chart->of_rows ? grey : palette[index % G_N_ELEMENTS(palette)];
}

static void
add_chart_series(lxw_chart *chart, const Sheet *sheet, guint index)
{
    const SheetChart *source = sheet->chart;
    const GArray *lines = source->of_rows ? source->rows : source->columns,
                 *along = source->of_rows ? source->columns : source->rows;
    guint line = g_array_index(lines, guint, source->of_rows ? index : lines->len - 1 - index),
          headings = source->of_rows ? sheet->table : 0;
    g_autofree char *categories = range_formula(sheet, headings, source->of_rows, along),
                    *values = range_formula(sheet, line, source->of_rows, along);
    lxw_chart_series *series = chart_add_series(chart, categories, values);
    guint32 colour = series_colour(source, index);
    if (source->kind == SHEET_LINES) {
        chart_series_set_line(series, &(lxw_chart_line){.color = colour, .width = 2.25});
    } else {
        chart_series_set_fill(series, &(lxw_chart_fill){.color = colour});
        chart_series_set_labels(series);
        chart_series_set_labels_num_format(series, source->number);
        chart_series_set_labels_font(series, &(lxw_chart_font){.name = (char *)LOOK_FONT, .size = 11});
    }
    chart_series_set_name_range(series, sheet->name, source->of_rows ? line : sheet->table,
                                (lxw_col_t)(source->of_rows ? 0 : line));
}

/* Bars and columns have numbers on them and need no axis of values; lines have one, from nought, with a pale
 * grid. In a bar chart the library calls the values' axis x. */
static void
set_axes(lxw_chart *chart, const SheetChart *source)
{
    bool bars = source->kind == SHEET_BARS;
    lxw_chart_axis *values = bars ? chart->x_axis : chart->y_axis,
                   *categories = bars ? chart->y_axis : chart->x_axis;
    lxw_chart_font words = {.name = (char *)LOOK_FONT, .size = 11};
    chart_axis_set_num_font(values, &words);
    chart_axis_set_num_font(categories, &words);
    chart_axis_set_num_format(values, source->number);
    chart_axis_set_min(values, 0);
    if (source->most > 0)
        chart_axis_set_max(values, source->most);
    chart_axis_major_gridlines_set_visible(values, source->kind == SHEET_LINES);
    chart_axis_major_gridlines_set_visible(categories, LXW_FALSE);
    if (source->kind == SHEET_LINES)
        chart_axis_major_gridlines_set_line(values, &(lxw_chart_line){.color = 0xD9D9D9});
    else
        chart_axis_off(values);
    if (bars)
        chart_axis_set_reverse(categories);
    guint series = source->of_rows ? source->rows->len : source->columns->len;
    chart_legend_set_position(chart, series == 1 ? LXW_CHART_LEGEND_NONE : LXW_CHART_LEGEND_TOP);
    chart_legend_set_font(chart, &words);
}

/* Adds the chart under the table, as high as its categories need. */
static void
xlsx_add_chart(Xlsx *xlsx, const Sheet *from, lxw_worksheet *sheet)
{
    static const uint8_t kinds[] = {
        [SHEET_COLUMNS] = LXW_CHART_COLUMN, [SHEET_BARS] = LXW_CHART_BAR, [SHEET_LINES] = LXW_CHART_LINE};
    const SheetChart *source = from->chart;
    lxw_chart *chart = workbook_add_chart(xlsx->file, kinds[source->kind]);
    for (guint i = 0; i < (source->of_rows ? source->rows : source->columns)->len; i++)
        add_chart_series(chart, from, i);
    lxw_chart_font title = {.name = (char *)LOOK_FONT, .size = 12, .bold = LXW_TRUE};
    chart_title_set_name(chart, source->title);
    chart_title_set_name_font(chart, &title);
    set_axes(chart, source);
    chart_set_series_gap(chart, 40);
    chart_chartarea_set_line(chart, &(lxw_chart_line){.none = LXW_TRUE});
    guint bars = source->rows->len * source->columns->len;
    double height = source->kind == SHEET_BARS ? 80 + 24.0 * bars : 300;
    lxw_chart_options options = {
        .description = source->alt, .x_scale = 840 / 480.0, .y_scale = height / 288, .y_offset = 10};
    worksheet_insert_chart_opt(sheet, from->rows->len + 1, 0, chart, &options);
}

/* On paper: A4 landscape, one page wide, a chart on the page of its table, without header and footer. */
static void
set_up_page(const Sheet *from, lxw_worksheet *sheet)
{
    worksheet_set_paper(sheet, 9);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, from->chart && from->rows->len < 50);
}

static void
write_worksheet(Xlsx *xlsx, const Sheet *from)
{
    lxw_worksheet *sheet = workbook_add_worksheet(xlsx->file, from->name);
    for (guint i = 0; i < from->widths->len; i++)
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, g_array_index(from->widths, double, i), NULL);
    if (from->table)
        mark_table(from, sheet);
    for (guint r = 0; r < from->rows->len; r++) {
        const GArray *row = from->rows->pdata[r];
        double height = look_row_height(from, r);
        if (height > 0)
            worksheet_set_row(sheet, r, height, NULL);
        for (guint c = 0; c < row->len; c++)
            write_sheet_cell(xlsx, sheet, r, c, &g_array_index(row, SheetCell, c));
    }
    if (from->chart)
        xlsx_add_chart(xlsx, from, sheet);
    set_up_page(from, sheet);
}

/* The library cannot set the language, and has no named styles, so we write these parts. */
static GBytes *
with_language_and_styles(const Spreadsheet *spreadsheet, GBytes *bytes, GError **error)
{
    PackageProperties properties = {spreadsheet->title, spreadsheet->subject, spreadsheet->author,
                                    spreadsheet->date};
    Package *package = package_open(bytes);
    package_put_xml(package, "docProps/core.xml", package_core_properties(&properties));
    name_styles(package);
    return package_close(package, "tables.xlsx", error);
}

static GBytes *
write_workbook(const Spreadsheet *spreadsheet, lxw_workbook *workbook, XlsxFile *file, const char **reason)
{
    Xlsx xlsx = {.spreadsheet = spreadsheet, .file = workbook};
    xlsx.numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(xlsx.formats); i++)
        xlsx.formats[i] = format_of_role(&xlsx, i);
    /* The other properties are in the part that is written anew. */
    workbook_set_properties(xlsx.file, &(lxw_doc_properties){.company = (char *)spreadsheet->author});
    for (guint i = 0; i < spreadsheet->sheets->len; i++)
        write_worksheet(&xlsx, spreadsheet->sheets->pdata[i]);
    g_hash_table_unref(xlsx.numbers);
    lxw_error failed = workbook_close(xlsx.file);
    *reason = lxw_strerror(failed);
    return failed == LXW_NO_ERROR ? xlsx_file_read(file) : NULL;
}

GBytes *
spreadsheet_to_xlsx(const Spreadsheet *spreadsheet, GError **error)
{
    const char *reason = "a file in memory cannot be created";
    lxw_workbook *workbook;
    XlsxFile *file = xlsx_file_new(&workbook);
    g_autoptr(GBytes) bytes = file ? write_workbook(spreadsheet, workbook, file, &reason) : NULL;
    if (file)
        xlsx_file_free(file);
    if (bytes)
        return with_language_and_styles(spreadsheet, bytes, error);
    g_set_error(error, FAILURE, FAILURE_OUTPUT, "tables.xlsx: the workbook cannot be made: %s", reason);
    return NULL;
}
