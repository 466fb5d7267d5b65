/* Doughnut: at most three parts of a whole, each named beside its slice. */
#include <math.h>
#include <string.h>
#include "render/chart/plot.h"

static const double outer = 75, inner = 42, gap = 8;

typedef struct {
    double x, y; /* where its line leaves the ring */
    GPtrArray *lines;
    bool right;
    double middle;
} Slice;

/* Labels of one side are pushed apart, from the top. */
static void
push_apart(Slice *slices, guint count)
{
    for (guint i = 0; i < count; i++)
        for (guint k = 0; k < i; k++) {
            double need = (slices[i].lines->len + slices[k].lines->len) * LINE_HEIGHT / 2;
            if (slices[i].right == slices[k].right && fabs(slices[i].middle - slices[k].middle) < need)
                slices[i].middle = slices[k].middle + (slices[i].middle >= slices[k].middle ? need : -need);
        }
}

void
doughnut_lay(Plot *plot)
{
    plot_axis_title(plot);
    const guint count = plot_categories(plot);
    double x = plot->scene->width / 2, y = plot->y + outer + 2 * LINE_HEIGHT, sum = 0, at = 0;
    double room = x - outer - 28, lowest = y + outer;
    Slice slices[3] = {0};
    for (guint i = 0; i < count; i++)
        sum += plot_point(plot, 0, i)->value;
    for (guint i = 0; i < count; i++) {
        const ChartPoint *point = plot_point(plot, 0, i);
        double part = sum > 0 ? point->value / sum : 0, turn = (at + part / 2) * 2 * G_PI;
        guint32 colour = plot_colour_of(plot, i, count);
        if (part > 0)
            scene_sector(plot->scene, x, y, outer, inner, at, at + part, colour);
        g_autofree char *words = g_strdup_printf("%s %s", point->label, plot_category(plot, i)->name);
        slices[i] =
            (Slice){x + outer * sin(turn), y - outer * cos(turn), text_wrap(words, TEXT_SIZE, false, room),
                    sin(turn) >= 0, y - (outer + 8) * cos(turn)};
        at += part;
    }
    push_apart(slices, count);
    for (guint i = 0; i < count; i++) {
        const Slice *slice = &slices[i];
        double text = x + (slice->right ? 1 : -1) * (outer + 22);
        scene_line(plot->scene, slice->x, slice->y, text - (slice->right ? 4 : -4), slice->middle, plot_axis,
                   1, false);
        scene_lines(plot->scene, text, slice->middle, slice->lines, slice->right ? ANCHOR_START : ANCHOR_END,
                    plot_ink);
        lowest = MAX(lowest, slice->middle + slice->lines->len * LINE_HEIGHT / 2);
        g_ptr_array_unref(slice->lines);
    }
    plot->y = lowest + gap;
}
