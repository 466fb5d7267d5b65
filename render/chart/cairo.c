/* Draws a scene with cairo, on a PDF page or into pixels. */
#include "render/chart/scene.h"
#include <pango/pangocairo.h>
#include "render/font/font.h"

static void
draw_text(cairo_t *cr, PangoLayout *layout, const Mark *mark)
{
    font_set(layout, mark->size, mark->bold);
    pango_layout_set_text(layout, mark->text, -1);
    int width;
    pango_layout_get_size(layout, &width, NULL);
    double shift =
        mark->anchor == ANCHOR_START ? 0 : (double)width / PANGO_SCALE / (mark->anchor == ANCHOR_END ? 1 : 2);
    cairo_move_to(cr, mark->x - shift, mark->y - (double)pango_layout_get_baseline(layout) / PANGO_SCALE);
    pango_cairo_show_layout(cr, layout);
}

static void
draw_shape(cairo_t *cr, const Mark *mark)
{
    double corners[4][2], r = mark->x2;
    guint count = shape_corners(mark->shape, mark->x, mark->y, r, corners);
    cairo_new_path(cr); /* otherwise a line would run here from the last text */
    if (mark->shape == SHAPE_CROSS) {
        cairo_set_line_width(cr, 2.5);
        cairo_set_dash(cr, NULL, 0, 0);
        cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
        cairo_move_to(cr, mark->x - r, mark->y - r);
        cairo_line_to(cr, mark->x + r, mark->y + r);
        cairo_move_to(cr, mark->x - r, mark->y + r);
        cairo_line_to(cr, mark->x + r, mark->y - r);
        cairo_stroke(cr);
        return;
    }
    if (mark->shape == SHAPE_CIRCLE)
        cairo_arc(cr, mark->x, mark->y, r, 0, 2 * G_PI);
    for (guint i = 0; i < count; i++)
        cairo_line_to(cr, corners[i][0], corners[i][1]);
    cairo_fill(cr);
}

static void
draw_mark(cairo_t *cr, PangoLayout *layout, const Mark *mark)
{
    static const double dashes[] = {4, 3};
    guint32 colour = mark->colour;
    cairo_set_source_rgb(cr, (colour >> 16) / 255.0, (colour >> 8 & 255) / 255.0, (colour & 255) / 255.0);
    switch (mark->kind) {
    case MARK_RECTANGLE:
        cairo_rectangle(cr, mark->x, mark->y, mark->x2, mark->y2);
        cairo_fill(cr);
        break;
    case MARK_LINE:
        cairo_set_line_width(cr, mark->size);
        cairo_set_dash(cr, dashes, mark->dashed ? 2 : 0, 0);
        cairo_set_line_cap(cr, mark->size >= 2 && !mark->dashed ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
        cairo_move_to(cr, mark->x, mark->y);
        cairo_line_to(cr, mark->x2, mark->y2);
        cairo_stroke(cr);
        break;
    case MARK_SHAPE:
        draw_shape(cr, mark);
        break;
    case MARK_TEXT:
        draw_text(cr, layout, mark);
        break;
    }
}

void
chart_size(const Chart *chart, ChartOptions options, double *width, double *height)
{
    const Scene *scene = chart_scene(chart, options);
    *width = scene->width;
    *height = scene->height;
}

/* Words keep their place about the middle of what they name. */
static Mark
lowered_mark(Mark mark, double lower)
{
    double middle = mark.kind == MARK_TEXT ? BASELINE : 0;
    mark.y = (mark.y - middle) * lower + middle;
    mark.y2 *= lower;
    return mark;
}

void
chart_draw(const Chart *chart, ChartOptions options, double lower, cairo_t *cr)
{
    const Scene *scene = chart_scene(chart, options);
    cairo_save(cr);
    PangoContext *context = font_context();
    pango_cairo_update_context(cr, context);
    g_autoptr(PangoLayout) layout = pango_layout_new(context);
    g_object_unref(context);
    for (guint i = 0; i < scene->marks->len; i++) {
        Mark mark = lowered_mark(g_array_index(scene->marks, Mark, i), lower);
        draw_mark(cr, layout, &mark);
    }
    cairo_restore(cr);
}
