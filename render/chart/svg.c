/* A scene as SVG: with real text, title and description; the same bytes in whatever order charts are
 * written. */
#include "render/chart/scene.h"
#include "render/font/font.h"

static void
append_escaped(GString *out, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
}

static void
append_shape(GString *out, const Mark *mark)
{
    double corners[4][2], x = mark->x, y = mark->y, r = mark->x2;
    guint count = shape_corners(mark->shape, x, y, r, corners);
    if (mark->shape == SHAPE_CIRCLE)
        g_string_append_printf(out, "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\" fill=\"#%06x\"/>\n", x, y, r,
                               mark->colour);
    else if (mark->shape == SHAPE_CROSS)
        g_string_append_printf(out,
                               "<path d=\"M%.2f %.2fL%.2f %.2fM%.2f %.2fL%.2f %.2f\" fill=\"none\" "
                               "stroke-width=\"2.5\" stroke=\"#%06x\"/>\n",
                               x - r, y - r, x + r, y + r, x - r, y + r, x + r, y - r, mark->colour);
    for (guint i = 0; i < count; i++)
        g_string_append_printf(out, "%s%.2f %.2f", i ? "L" : "<path d=\"M", corners[i][0], corners[i][1]);
    if (count)
        g_string_append_printf(out, "Z\" fill=\"#%06x\"/>\n", mark->colour);
}

/* Numbers have a decimal point, because main.c sets the locale. */
static void
append_mark(GString *out, const Mark *mark)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    switch (mark->kind) {
    case MARK_RECTANGLE:
        g_string_append_printf(
            out, "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"#%06x\"/>\n", mark->x,
            mark->y, mark->x2, mark->y2, mark->colour);
        break;
    case MARK_LINE:
        g_string_append_printf(out,
                               "<line x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\" stroke-width=\"%.2f\" "
                               "stroke=\"#%06x\"%s%s/>\n",
                               mark->x, mark->y, mark->x2, mark->y2, mark->size, mark->colour,
                               mark->dashed ? " stroke-dasharray=\"4 3\"" : "",
                               mark->size >= 2 && !mark->dashed ? " stroke-linecap=\"round\"" : "");
        break;
    case MARK_SHAPE:
        append_shape(out, mark);
        break;
    case MARK_TEXT:
        g_string_append_printf(
            out, "<text x=\"%.2f\" y=\"%.2f\" font-size=\"%.2f\" text-anchor=\"%s\" fill=\"#%06x\"%s>",
            mark->x, mark->y, mark->size, anchors[mark->anchor], mark->colour,
            mark->bold ? " font-weight=\"bold\"" : "");
        append_escaped(out, mark->text);
        g_string_append(out, "</text>\n");
        break;
    }
}

GBytes *
chart_to_svg(const Chart *chart, ChartOptions options)
{
    const Scene *scene = chart_scene(chart, options);
    /* Room around a picture that stands alone; in a document the page has margins. */
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
