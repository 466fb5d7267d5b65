/* Charts that Word draws itself, and whose cells can be edited in it: bars, columns and lines of which every
 * point is shown as a number and has no mark of its own. Their cells are those that the table prints. */
#include <math.h>
#include <string.h>
#include "analysis/figures/figures.h"
#include "render/docx/docx_parts.h"

#define CHART_NAMESPACE "http://schemas.openxmlformats.org/drawingml/2006/chart"
#define DRAWING_NAMESPACE "http://schemas.openxmlformats.org/drawingml/2006/main"
#define SHEET_NAMESPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE_NAMESPACE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const ChartPoint *
point_of(const Chart *chart, guint series, guint index)
{
    return &g_array_index(((const ChartSeries *)chart->series->pdata[series])->points, ChartPoint, index);
}

static const char *
category(const Chart *chart, guint index)
{
    return g_array_index(chart->categories, ChartCategory, index).name;
}

/* How many decimals a label has; -1 where it is not what this number looks like. */
static int
decimals_of(const Chart *chart, const ChartPoint *point)
{
    const char *dot = point->label ? strchr(point->label, '.') : NULL;
    int decimals = 0;
    while (dot && g_ascii_isdigit(dot[decimals + 1]))
        decimals++;
    g_autofree char *number = isnan(point->value) ? NULL : figure_number_text(point->value, decimals);
    g_autofree char *text = number ? g_strconcat(number, chart->percent ? "%" : "", NULL) : NULL;
    return text && g_strcmp0(text, point->label) == 0 ? decimals : -1;
}

static bool
is_of_lines(const Chart *chart)
{
    return strcmp(chart_kind_name(chart->kind), "lines") == 0;
}

static bool
is_plain(const Chart *chart, const ChartPoint *point)
{
    /* On lines not every point has its number: the table does. */
    bool printed = decimals_of(chart, point) >= 0 || (is_of_lines(chart) && !point->label);
    return printed && isnan(point->target) && isnan(point->lower) && !point->hollow && !point->stands_out &&
           point->value >= 0;
}

/* What part of the chart's width the names at the ends of its lines have. */
static double
share_of_names(const Chart *chart)
{
    static const double of_letter = 0.0115, of_number = 0.08;
    double longest = 0;
    for (guint s = 0; s < chart->series->len; s++) {
        const ChartSeries *series = chart->series->pdata[s];
        longest = MAX(longest, (double)g_utf8_strlen(series->name, -1));
    }
    return longest * of_letter + of_number;
}

/* Lines over years, across the page, whose names have room at their ends and do not meet there. */
static bool
are_lines_apart(const Chart *chart)
{
    enum { FEWEST = 3, MOST = 12, MOST_LINES = 3 };
    static const double least_apart = 0.12, most_of_width = 0.35;
    guint count = chart->categories->len;
    bool apart = chart->form == CHART_FULL && !chart->ticks->len && count >= FEWEST && count <= MOST &&
                 chart->series->len <= MOST_LINES && share_of_names(chart) <= most_of_width;
    double most = 0;
    for (guint s = 0; s < chart->series->len && apart; s++) {
        const ChartSeries *series = chart->series->pdata[s];
        apart = !series->thin && series->points->len == count;
        for (guint i = 0; i < count && apart; i++)
            most = MAX(most, point_of(chart, s, i)->value);
    }
    for (guint s = 1; s < chart->series->len && apart; s++)
        for (guint other = 0; other < s && apart; other++)
            apart = fabs(point_of(chart, s, count - 1)->value - point_of(chart, other, count - 1)->value) >
                    least_apart * most;
    return apart;
}

bool
docx_chart_is_native(const Chart *chart)
{
    /* Of more that stand side by side Word lets the numbers run into one another, or turns the names. */
    enum { MOST_SIDE_BY_SIDE = 6 };
    static const char *const kinds[] = {"bars", "columns", "clustered", NULL};
    bool lying = strcmp(chart_kind_name(chart->kind), "bars") == 0;
    bool lines = is_of_lines(chart) && are_lines_apart(chart);
    bool native = (lines || g_strv_contains(kinds, chart_kind_name(chart->kind))) && !chart->across &&
                  !chart->limit.label && !chart->notes->len && chart->categories->len &&
                  (lines || lying || chart->categories->len <= MOST_SIDE_BY_SIDE);
    for (guint i = 0; i < chart->categories->len; i++) {
        const ChartCategory *each = &g_array_index(chart->categories, ChartCategory, i);
        native &= !each->provisional && !each->after_break;
    }
    for (guint s = 0; s < chart->series->len && native; s++) {
        const ChartSeries *series = chart->series->pdata[s];
        native = series->points->len == chart->categories->len;
        for (guint i = 0; i < series->points->len && native; i++)
            native = is_plain(chart, point_of(chart, s, i));
    }
    return native;
}

/* Adds markup, with what its %s stand for escaped. */
static void G_GNUC_PRINTF(2, 3) add(GString *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *markup = g_markup_vprintf_escaped(format, arguments);
    va_end(arguments);
    g_string_append(out, markup);
}

/* As the labels of a series print a number. */
static char *
format_of(const Chart *chart, guint series)
{
    guint last = chart->categories->len - 1;
    int decimals = decimals_of(chart, point_of(chart, series, last));
    g_autofree char *zeros = g_strnfill((gsize)MAX(decimals, 0), '0');
    return g_strconcat("#,##0", decimals > 0 ? "." : "", zeros, chart->percent ? "\"%\"" : "", NULL);
}

static void
add_colours(GString *out, const Chart *chart, guint series)
{
    static const char shape[] = "<c:spPr><a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill></c:spPr>";
    guint count = chart->categories->len;
    guint32 last = chart_colour(chart, series, count - 1);
    g_string_append_printf(out, shape, last);
    g_string_append(out, "<c:invertIfNegative val=\"0\"/>");
    for (guint i = 0; i < count; i++) {
        guint32 colour = chart_colour(chart, series, i);
        if (colour == last)
            continue;
        add(out, "<c:dPt><c:idx val=\"%u\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/>", i);
        g_string_append_printf(out, shape, colour);
        g_string_append(out, "</c:dPt>");
    }
}

static char *
plain_number(const ChartPoint *point)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(figure_digits(point->value, digits));
}

/* The cells of a column from the second row on, by their place in the workbook and as they are there.
 * `series` -1: the categories. */
static void
add_cells(GString *out, const Chart *chart, int series)
{
    guint count = chart->categories->len;
    const char *kind = series < 0 ? "str" : "num";
    g_autofree char *format = series < 0 ? NULL : format_of(chart, (guint)series);
    add(out, "<c:%sRef><c:f>Sheet1!$%c$2:$%c$%u</c:f><c:%sCache>", kind, 'B' + series, 'B' + series,
        count + 1, kind);
    if (format)
        add(out, "<c:formatCode>%s</c:formatCode>", format);
    add(out, "<c:ptCount val=\"%u\"/>", count);
    for (guint i = 0; i < count; i++) {
        g_autofree char *number = series < 0 ? NULL : plain_number(point_of(chart, (guint)series, i));
        add(out, "<c:pt idx=\"%u\"><c:v>%s</c:v></c:pt>", i, number ? number : category(chart, i));
    }
    add(out, "</c:%sCache></c:%sRef>", kind, kind);
}

/* What a label says; `name` with the series before the number. */
static void
add_label(GString *out, bool number, bool name)
{
    add(out,
        "<c:showLegendKey val=\"0\"/><c:showVal val=\"%d\"/><c:showCatName val=\"0\"/><c:showSerName "
        "val=\"%d\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>",
        number, name);
}

static void
add_bar_labels(GString *out, const Chart *chart, guint index)
{
    g_autofree char *format = format_of(chart, index);
    add_colours(out, chart, index);
    add(out, "<c:dLbls><c:numFmt formatCode=\"%s\" sourceLinked=\"0\"/><c:dLblPos val=\"outEnd\"/>", format);
    add_label(out, true, false);
    g_string_append(out, "</c:dLbls>");
}

/* A line has its name and number at its end, and the numbers of those points that have a label. */
static void
add_line_labels(GString *out, const Chart *chart, guint index)
{
    static const char *const shapes[] = {"circle", "square", "triangle"};
    g_autofree char *format = format_of(chart, index);
    guint last = chart->categories->len - 1;
    guint32 colour = chart_colour(chart, index, last);
    g_string_append_printf(
        out,
        "<c:spPr><a:ln w=\"25400\"><a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill>"
        "</a:ln></c:spPr><c:marker><c:symbol val=\"%s\"/><c:size val=\"6\"/><c:spPr>"
        "<a:solidFill><a:srgbClr val=\"%06X\"/></a:solidFill></c:spPr></c:marker><c:dLbls>",
        colour, shapes[index % G_N_ELEMENTS(shapes)], colour);
    for (guint i = 0; i <= last; i++) {
        if (i < last && !point_of(chart, index, i)->label)
            continue;
        add(out,
            "<c:dLbl><c:idx val=\"%u\"/><c:numFmt formatCode=\"%s\" sourceLinked=\"0\"/><c:spPr><a:noFill/>"
            "</c:spPr><c:txPr><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p><a:pPr><a:defRPr "
            "sz=\"950\"/></a:pPr>"
            "<a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr><c:dLblPos val=\"%s\"/>",
            i, format, i == last ? "r" : "t");
        add_label(out, true, i == last);
        g_string_append(out, i == last ? "<c:separator>: </c:separator></c:dLbl>" : "</c:dLbl>");
    }
    add_label(out, false, false);
    g_string_append(out, "</c:dLbls>");
}

static void
add_series(GString *out, const Chart *chart, guint index)
{
    const ChartSeries *series = chart->series->pdata[index];
    add(out,
        "<c:ser><c:idx val=\"%u\"/><c:order "
        "val=\"%u\"/><c:tx><c:strRef><c:f>Sheet1!$%c$1</c:f><c:strCache><c:ptCount "
        "val=\"1\"/><c:pt idx=\"0\"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx>",
        index, index, (int)('B' + index), series->name);
    (is_of_lines(chart) ? add_line_labels : add_bar_labels)(out, chart, index);
    g_string_append(out, "<c:cat>");
    add_cells(out, chart, -1);
    g_string_append(out, "</c:cat><c:val>");
    add_cells(out, chart, (int)index);
    g_string_append(out, is_of_lines(chart) ? "</c:val><c:smooth val=\"0\"/></c:ser>" : "</c:val></c:ser>");
}

/* Lines leave room on their right for their names. */
static void
add_lines(GString *out, const Chart *chart)
{
    char width[G_ASCII_DTOSTR_BUF_SIZE];
    add(out,
        "<c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/><c:yMode "
        "val=\"edge\"/><c:x val=\"0\"/><c:y val=\"0.1\"/><c:w val=\"%s\"/><c:h val=\"0.74\"/>"
        "</c:manualLayout></c:layout><c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>",
        g_ascii_formatd(width, sizeof width, "%.3f", 1 - share_of_names(chart)));
    for (guint i = 0; i < chart->series->len; i++)
        add_series(out, chart, i);
    g_string_append(out, "<c:marker val=\"1\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:lineChart>");
}

static void
add_bars(GString *out, const Chart *chart, bool lying)
{
    add(out,
        "<c:layout/><c:barChart><c:barDir val=\"%s\"/><c:grouping val=\"clustered\"/><c:varyColors "
        "val=\"0\"/>",
        lying ? "bar" : "col");
    for (guint i = 0; i < chart->series->len; i++)
        add_series(out, chart, i);
    g_string_append(out, "<c:gapWidth val=\"45\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>");
}

/* Values begin at 0; they stand at their bars or points, so their axis is not drawn. */
static void
add_plot(GString *out, const Chart *chart)
{
    bool lying = strcmp(chart_kind_name(chart->kind), "bars") == 0;
    if (is_of_lines(chart))
        add_lines(out, chart);
    else
        add_bars(out, chart, lying);
    add(out,
        "<c:catAx><c:axId "
        "val=\"1\"/><c:scaling><c:orientation "
        "val=\"%s\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"%s\"/><c:numFmt formatCode=\"General\" "
        "sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos "
        "val=\"low\"/>"
        "<c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr "
        "val=\"595959\"/></a:solidFill></a:ln></c:spPr><c:crossAx "
        "val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset "
        "val=\"100\"/>"
        "<c:noMultiLvlLbl val=\"1\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation "
        "val=\"minMax\"/>"
        "<c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/><c:axPos val=\"%s\"/><c:numFmt "
        "formatCode=\"General\" "
        "sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos "
        "val=\"nextTo\"/><c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/></c:valAx>",
        lying ? "maxMin" : "minMax", lying ? "l" : "b", lying ? "b" : "l");
}

GBytes *
docx_chart_part(const Chart *chart, const char *family)
{
    GString *out =
        g_string_new(DECLARATION "<c:chartSpace xmlns:c=\"" CHART_NAMESPACE "\" xmlns:a=\"" DRAWING_NAMESPACE
                                 "\" xmlns:r=\"" OFFICE_NAMESPACE "\"><c:roundedCorners val=\"0\"/><c:chart>"
                                 "<c:autoTitleDeleted val=\"1\"/><c:plotArea>");
    add_plot(out, chart);
    add(out,
        "</c:plotArea><c:plotVisOnly val=\"1\"/><c:dispBlanksAs "
        "val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/>"
        "</a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"950\" "
        "b=\"0\"><a:solidFill><a:srgbClr "
        "val=\"0B0C0C\"/></a:solidFill><a:latin typeface=\"%s\"/></a:defRPr></a:pPr><a:endParaRPr "
        "lang=\"en-GB\"/></a:p>"
        "</c:txPr><c:externalData r:id=\"cells\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        family);
    return g_string_free_to_bytes(out);
}

static void
add_words(GString *out, guint column, guint row, const char *words)
{
    add(out, "<c r=\"%c%u\" t=\"inlineStr\"><is><t>%s</t></is></c>", (int)('A' + column), row, words);
}

static char *
sheet(const Chart *chart)
{
    GString *out =
        g_string_new(DECLARATION "<worksheet xmlns=\"" SHEET_NAMESPACE "\"><sheetData><row r=\"1\">");
    for (guint s = 0; s < chart->series->len; s++)
        add_words(out, s + 1, 1, ((const ChartSeries *)chart->series->pdata[s])->name);
    for (guint i = 0; i < chart->categories->len; i++) {
        add(out, "</row><row r=\"%u\">", i + 2);
        add_words(out, 0, i + 2, category(chart, i));
        for (guint s = 0; s < chart->series->len; s++) {
            g_autofree char *number = plain_number(point_of(chart, s, i));
            add(out, "<c r=\"%c%u\"><v>%s</v></c>", (int)('B' + s), i + 2, number);
        }
    }
    g_string_append(out, "</row></sheetData></worksheet>");
    return g_string_free(out, FALSE);
}

GBytes *
docx_chart_cells(const Chart *chart, GError **error)
{
#define RELATIONS                                                                                            \
    DECLARATION "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define SHEET_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."
    static const char *const fixed[][2] = {
        {"[Content_Types].xml", DECLARATION
         "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
         "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
         "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" SHEET_TYPE "sheet.main+xml\"/>"
         "<Override PartName=\"/xl/sheet1.xml\" ContentType=\"" SHEET_TYPE "worksheet+xml\"/></Types>"},
        {"_rels/.rels", RELATIONS "<Relationship Id=\"book\" Type=\"" OFFICE_NAMESPACE
                                  "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
        {"xl/workbook.xml",
         DECLARATION "<workbook xmlns=\"" SHEET_NAMESPACE "\" xmlns:r=\"" OFFICE_NAMESPACE
                     "\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"sheet\"/></sheets>"
                     "</workbook>"},
        {"xl/_rels/workbook.xml.rels", RELATIONS "<Relationship Id=\"sheet\" Type=\"" OFFICE_NAMESPACE
                                                 "/worksheet\" Target=\"sheet1.xml\"/></Relationships>"}};
    Package *package = package_new();
    for (gsize i = 0; i < G_N_ELEMENTS(fixed); i++)
        package_put_text(package, fixed[i][0], fixed[i][1]);
    g_autofree char *cells = sheet(chart);
    package_put_text(package, "xl/sheet1.xml", cells);
    return package_close(package, "the cells of a chart", error);
}
