/* Doughnut: at most three parts of a whole, each named beside its slice. */
#include <math.h>
#include "render/chart/plot.h"

static const double outer = 75, inner = 42, gap = 8;

enum { MOST_SLICES = 3 };

typedef struct {
    double from, to; /* in turns, clockwise from the top */
    double middle;   /* of its label, from the middle of the ring */
    GPtrArray *lines;
    bool right; /* its label stands on the right */
} Slice;

static double
turn_of(const Slice *slice)
{
    return (slice->from + slice->to) / 2 * 2 * G_PI;
}

static double
height_of(const Slice *slice)
{
    return slice->lines->len * LINE_HEIGHT;
}

static void
cut(const Plot *plot, Slice *slices, double room)
{
    double sum = 0, at = 0;
    for (guint i = 0; i < plot->chart->categories->len; i++)
        sum += chart_point(plot->chart, 0, i)->value;
    for (guint i = 0; i < plot->chart->categories->len; i++) {
        const ChartPoint *point = chart_point(plot->chart, 0, i);
        double part = sum > 0 ? point->value / sum : 0;
        g_autofree char *words = g_strdup_printf("%s %s", point->label, chart_category(plot->chart, i)->name);
        slices[i] = (Slice){.from = at, .to = at + part, .lines = text_wrap(words, TEXT_SIZE, false, room)};
        slices[i].right = sin(turn_of(&slices[i])) >= 0;
        slices[i].middle = -(outer + 8) * cos(turn_of(&slices[i]));
        at += part;
    }
}

/* Labels of one side are pushed down beneath those above them. Clockwise, the right side runs downwards and
 * the left side upwards. */
static void
push_apart(Slice *slices, guint count)
{
    double right = -INFINITY, left = -INFINITY;
    for (guint i = 0; i < count; i++)
        if (slices[i].right) {
            slices[i].middle = MAX(slices[i].middle, right + height_of(&slices[i]) / 2);
            right = slices[i].middle + height_of(&slices[i]) / 2;
        }
    for (guint i = count; i-- > 0;)
        if (!slices[i].right) {
            slices[i].middle = MAX(slices[i].middle, left + height_of(&slices[i]) / 2);
            left = slices[i].middle + height_of(&slices[i]) / 2;
        }
}

static void
lay_label(Plot *plot, const Slice *slice, double x, double y)
{
    double turn = turn_of(slice), side = slice->right ? 1 : -1, text = x + side * (outer + 22);
    scene_line(plot->scene, x + outer * sin(turn), y - outer * cos(turn), text - side * 4, y + slice->middle,
               plot_axis, 1, false);
    scene_lines(plot->scene, text, y + slice->middle, slice->lines, slice->right ? ANCHOR_START : ANCHOR_END,
                plot_ink);
}

void
doughnut_lay(Plot *plot)
{
    const guint count = plot->chart->categories->len;
    double x = plot->scene->width / 2, highest = -outer, lowest = outer;
    Slice slices[MOST_SLICES] = {0};
    plot_axis_title(plot);
    cut(plot, slices, x - outer - 22);
    push_apart(slices, count);
    for (guint i = 0; i < count; i++) {
        highest = MIN(highest, slices[i].middle - height_of(&slices[i]) / 2);
        lowest = MAX(lowest, slices[i].middle + height_of(&slices[i]) / 2);
    }
    double y = plot->y - highest;
    for (guint i = 0; i < count; i++) {
        if (slices[i].to > slices[i].from)
            scene_sector(plot->scene, x, y, outer, inner, slices[i].from, slices[i].to,
                         plot_colour_of(plot, i, count));
        lay_label(plot, &slices[i], x, y);
        g_ptr_array_unref(slices[i].lines);
    }
    plot->y = y + lowest + gap;
}
