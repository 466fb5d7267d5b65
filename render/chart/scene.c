/* The marks of a scene, and the scene of a chart from its title to its source. */
#include "render/chart/scene.h"
#include <math.h>
#include "render/chart/plot.h"

static const double gap = 7;
/* In millimetres. */
static const double widths[] = {
    [CHART_FULL] = EXHIBIT_ACROSS, [CHART_PANEL] = HALF_ACROSS, [CHART_BESIDE] = 110};

static double
to_half_point(double value)
{
    return round(value * 2) / 2;
}

void
scene_rectangle(Scene *scene, double x, double y, double width, double height, guint32 colour)
{
    Mark mark = {MARK_RECTANGLE,
                 .x = to_half_point(x),
                 .y = to_half_point(y),
                 .x2 = to_half_point(width),
                 .y2 = to_half_point(height),
                 .colour = colour};
    g_array_append_val(scene->marks, mark);
}

void
scene_line(Scene *scene, double x, double y, double x2, double y2, guint32 colour, double width, bool dashed)
{
    if (x == x2)
        x = x2 = to_half_point(x);
    if (y == y2)
        y = y2 = to_half_point(y);
    Mark mark = {MARK_LINE, .x = x,           .y = y,        .x2 = x2,
                 .y2 = y2,  .colour = colour, .size = width, .dashed = dashed};
    g_array_append_val(scene->marks, mark);
}

void
scene_shape(Scene *scene, ChartShape shape, double x, double y, double radius, guint32 colour)
{
    Mark mark = {MARK_SHAPE, .x = x, .y = y, .x2 = radius, .colour = colour, .shape = shape};
    g_array_append_val(scene->marks, mark);
}

static Mark
text_mark(double x, double y, const char *text, Anchor anchor, guint32 colour, bool bold, double size)
{
    return (Mark){MARK_TEXT,        .x = x,           .y = y,
                  .colour = colour, .size = size,     .width = font_width(text, size, bold),
                  .bold = bold,     .anchor = anchor, .text = (char *)text};
}

static void
add_text(Scene *scene, double x, double y, const char *text, Anchor anchor, guint32 colour, bool bold,
         double size)
{
    Mark mark = text_mark(x, y, text, anchor, colour, bold, size);
    mark.text = g_strdup(text);
    g_array_append_val(scene->marks, mark);
}

void
scene_text(Scene *scene, double x, double y, const char *text, Anchor anchor, guint32 colour, bool bold)
{
    add_text(scene, x, y, text, anchor, colour, bold, SIZE_LABEL);
}

double
scene_paragraph(Scene *scene, double x, double y, double width, const char *text, guint32 colour, bool bold,
                double size)
{
    g_autoptr(GPtrArray) lines = text_wrap(text, size, bold, width);
    for (guint i = 0; i < lines->len; i++) {
        y += size * 1.25;
        add_text(scene, x, y, lines->pdata[i], ANCHOR_START, colour, bold, size);
    }
    return y;
}

void
scene_lines(Scene *scene, double x, double middle, const GPtrArray *lines, Anchor anchor, guint32 colour)
{
    for (guint i = 0; i < lines->len; i++)
        scene_text(scene, x, middle + (i - (lines->len - 1) / 2.0) * LINE_HEIGHT + BASELINE, lines->pdata[i],
                   anchor, colour, false);
}

Box
scene_text_box(const Mark *text)
{
    double left = text->x - text->width * (text->anchor == ANCHOR_START ? 0
                                           : text->anchor == ANCHOR_END ? 1
                                                                        : 0.5);
    return (Box){left, text->y - 0.75 * text->size, left + text->width, text->y + 0.22 * text->size};
}

bool
scene_has_room(const Scene *scene, double x, double y, const char *text, Anchor anchor)
{
    Mark wanted = text_mark(x, y, text, anchor, 0, false, SIZE_LABEL);
    Box box = scene_text_box(&wanted);
    if (box.left < 0 || box.right > scene->width)
        return false;
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind != MARK_TEXT)
            continue;
        Box other = scene_text_box(mark);
        if (box.left < other.right + 2 && other.left < box.right + 2 && box.top < other.bottom &&
            other.top < box.bottom)
            return false;
    }
    return true;
}

guint
shape_corners(ChartShape shape, double x, double y, double radius, double corners[4][2])
{
    static const struct {
        ChartShape shape;
        guint count;
        double corners[4][2]; /* in radii; areas are about equal */
    } shapes[] = {
        {SHAPE_SQUARE, 4, {{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}}},
        {SHAPE_TRIANGLE, 3, {{0, -1.25}, {1.15, 0.85}, {-1.15, 0.85}}},
        {SHAPE_DIAMOND, 4, {{0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}}},
        {SHAPE_TRIANGLE_DOWN, 3, {{0, 1.25}, {1.15, -0.85}, {-1.15, -0.85}}},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++)
        if (shapes[i].shape == shape) {
            for (guint k = 0; k < shapes[i].count; k++) {
                corners[k][0] = x + radius * shapes[i].corners[k][0];
                corners[k][1] = y + radius * shapes[i].corners[k][1];
            }
            return shapes[i].count;
        }
    return 0;
}

static void
mark_clear(gpointer mark)
{
    g_free(((Mark *)mark)->text);
}

Scene *
scene_new(const Chart *chart, ChartOptions options)
{
    Scene *scene = g_new0(Scene, 1);
    scene->options = options;
    scene->width = options.width > 0 ? options.width : widths[chart->form] * MM;
    scene->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    g_array_set_clear_func(scene->marks, mark_clear);
    Plot plot = {.scene = scene, .chart = chart};
    if (options.standalone) {
        if (options.mark)
            plot.y = scene_paragraph(scene, 0, 0, scene->width, options.mark, plot_ink, true, SIZE_NOTE);
        plot.y = scene_paragraph(scene, 0, plot.y, scene->width, chart->title, plot_ink, true, SIZE_CAPTION);
        plot.y = gap + scene_paragraph(scene, 0, plot.y + 1, scene->width, chart->subtitle, plot_quiet, false,
                                       SIZE_LABEL);
    }
    chart->kind->lay(&plot);
    for (guint i = 0; i < chart->notes->len; i++)
        plot.y = scene_paragraph(scene, 0, plot.y, scene->width, chart->notes->pdata[i], plot_quiet, false,
                                 SIZE_NOTE);
    if (options.standalone)
        plot.y = scene_paragraph(scene, 0, plot.y, scene->width, chart->source, plot_quiet, false, SIZE_NOTE);
    scene->height = ceil(plot.y + 3);
    return scene;
}

void
scene_free(Scene *scene)
{
    g_array_unref(scene->marks);
    g_free(scene);
}

static const Scene *
find_scene(const Chart *chart, ChartOptions wanted)
{
    for (guint i = 0; i < chart->scenes->len; i++) {
        const Scene *scene = chart->scenes->pdata[i];
        if (scene->options.standalone == wanted.standalone && scene->options.mark == wanted.mark &&
            scene->options.width == wanted.width)
            return scene;
    }
    return NULL;
}

const Scene *
chart_scene(const Chart *chart, ChartOptions options)
{
    GMutex *lock = (GMutex *)&chart->lock; /* only this and `scenes` change once a chart is made */
    g_mutex_lock(lock);
    const Scene *scene = find_scene(chart, options);
    if (!scene) {
        scene = scene_new(chart, options);
        g_ptr_array_add(chart->scenes, (gpointer)scene);
    }
    g_mutex_unlock(lock);
    return scene;
}
