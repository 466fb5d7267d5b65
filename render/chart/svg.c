/* SVG written from the scene: real text, title and description, the same bytes in any order of charts. */
#include "render/chart/scene.h"
#include "render/font/font.h"

static void
append_value(GString *out, double value)
{
    char digits[32];
    g_string_append(out, g_ascii_formatd(digits, sizeof digits, "%.2f", value));
}

static void
append_number(GString *out, const char *name, double value)
{
    g_string_append_c(out, ' ');
    g_string_append(out, name);
    g_string_append(out, "=\"");
    append_value(out, value);
    g_string_append_c(out, '"');
}

static void
append_escaped(GString *out, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
}

static void
append_pair(GString *out, const char *before, double x, double y)
{
    g_string_append(out, before);
    append_value(out, x);
    g_string_append_c(out, ' ');
    append_value(out, y);
}

static void
append_shape(GString *out, const Mark *mark)
{
    double corners[4][2], r = mark->x2;
    guint count = shape_corners(mark->shape, mark->x, mark->y, r, corners);
    if (mark->shape == SHAPE_CIRCLE) {
        g_string_append(out, "<circle");
        append_number(out, "cx", mark->x);
        append_number(out, "cy", mark->y);
        append_number(out, "r", r);
        g_string_append_printf(out, " fill=\"#%06x\"/>\n", mark->colour);
    } else if (mark->shape == SHAPE_CROSS) {
        append_pair(out, "<path d=\"M", mark->x - r, mark->y - r);
        append_pair(out, "L", mark->x + r, mark->y + r);
        append_pair(out, "M", mark->x - r, mark->y + r);
        append_pair(out, "L", mark->x + r, mark->y - r);
        g_string_append_printf(out, "\" fill=\"none\" stroke-width=\"2.5\" stroke=\"#%06x\"/>\n",
                               mark->colour);
    } else if (count) {
        for (guint i = 0; i < count; i++)
            append_pair(out, i ? "L" : "<path d=\"M", corners[i][0], corners[i][1]);
        g_string_append_printf(out, "Z\" fill=\"#%06x\"/>\n", mark->colour);
    }
}

static void
append_mark(GString *out, const Mark *mark)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    switch (mark->kind) {
    case MARK_RECTANGLE:
        g_string_append(out, "<rect");
        append_number(out, "x", mark->x);
        append_number(out, "y", mark->y);
        append_number(out, "width", mark->x2);
        append_number(out, "height", mark->y2);
        g_string_append_printf(out, " fill=\"#%06x\"/>\n", mark->colour);
        break;
    case MARK_LINE:
        g_string_append(out, "<line");
        append_number(out, "x1", mark->x);
        append_number(out, "y1", mark->y);
        append_number(out, "x2", mark->x2);
        append_number(out, "y2", mark->y2);
        append_number(out, "stroke-width", mark->size);
        g_string_append_printf(out, " stroke=\"#%06x\"%s%s/>\n", mark->colour,
                               mark->dashed ? " stroke-dasharray=\"4 3\"" : "",
                               mark->size >= 2 && !mark->dashed ? " stroke-linecap=\"round\"" : "");
        break;
    case MARK_SHAPE:
        append_shape(out, mark);
        break;
    case MARK_TEXT:
        g_string_append(out, "<text");
        append_number(out, "x", mark->x);
        append_number(out, "y", mark->y);
        append_number(out, "font-size", mark->size);
        g_string_append_printf(out, " text-anchor=\"%s\" fill=\"#%06x\"%s>", anchors[mark->anchor],
                               mark->colour, mark->bold ? " font-weight=\"bold\"" : "");
        append_escaped(out, mark->text);
        g_string_append(out, "</text>\n");
        break;
    }
}

GBytes *
chart_to_svg(const Chart *chart, ChartOptions options)
{
    const Scene *scene = chart_scene(chart, options);
    /* Room around a picture that stands alone; within a document the page has its margins. */
    int margin = options.standalone ? 16 : 0;
    int width = (int)scene->width, height = (int)scene->height;
    GString *out = g_string_new(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" text-rendering=\"geometricPrecision\"");
    g_string_append_printf(out, " width=\"%dpt\" height=\"%dpt\" viewBox=\"%d %d %d %d\"", width + 2 * margin,
                           height + 2 * margin, -margin, -margin, width + 2 * margin, height + 2 * margin);
    g_string_append_printf(out, " font-family=\"'%s', Arial, Helvetica, sans-serif\"", FONT_FAMILY);
    g_string_append_printf(
        out, " aria-labelledby=\"chart-%s-title chart-%s-desc\">\n<title id=\"chart-%s-title\">", chart->id,
        chart->id, chart->id);
    append_escaped(out, chart->title);
    g_string_append_printf(out, "</title>\n<desc id=\"chart-%s-desc\">", chart->id);
    append_escaped(out, chart->alt);
    g_string_append(out, "</desc>\n");
    if (options.standalone)
        g_string_append_printf(
            out, "<rect x=\"%d\" y=\"%d\" width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n", -margin,
            -margin);
    for (guint i = 0; i < scene->marks->len; i++)
        append_mark(out, &g_array_index(scene->marks, Mark, i));
    g_string_append(out, "</svg>\n");
    return g_string_free_to_bytes(out);
}
