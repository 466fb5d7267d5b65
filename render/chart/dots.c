/* Dots: a value as a point and its interval as a line through it, one row a category. */
#include <math.h>
#include "render/chart/plot.h"

static const guint32 outstanding = 0x490092;
static const double gap = 8, share_of_names = 0.36, row = 20, radius = 4.2;

static bool
has_interval(const ChartPoint *point)
{
    return !isnan(point->value) && !isnan(point->lower) && !isnan(point->upper);
}

static void
lay_dot(Plot *plot, guint series, guint index, double y)
{
    const ChartPoint *point = chart_point(plot->chart, series, index);
    guint32 colour = point->stands_out ? outstanding : plot_colour(plot, series);
    double end = plot->left;
    if (has_interval(point)) {
        double from = plot_across(plot, point->lower), to = plot_across(plot, point->upper);
        scene_line(plot->scene, from, y, to, y, colour, 2, false);
        scene_line(plot->scene, from, y - 4, from, y + 4, colour, 2, false);
        scene_line(plot->scene, to, y - 4, to, y + 4, colour, 2, false);
        end = to;
    }
    if (!isnan(point->value)) {
        double x = plot_across(plot, point->value);
        scene_shape(plot->scene, point->shape ? point->shape : plot_shape(series), x, y, radius, colour);
        end = MAX(end, x + radius);
    }
    scene_text(plot->scene, end + 6, y + 4, point->label, ANCHOR_START, plot_ink, false);
}

static void
lay_key(Plot *plot)
{
    double x = 0, y = plot->y + LINE_HEIGHT - gap;
    for (guint s = 0; s < plot->chart->series->len; s++) {
        const ChartSeries *series = plot->chart->series->pdata[s];
        double width = 16 + font_width(series->name, TEXT_SIZE, false);
        if (x > 0 && x + width > plot->scene->width) {
            x = 0;
            y += LINE_HEIGHT + 2;
        }
        scene_shape(plot->scene, plot_shape(s), x + 5, y - 4, radius, plot_colour(plot, s));
        scene_text(plot->scene, x + 16, y, series->name, ANCHOR_START, plot_ink, false);
        x += width + 20;
    }
    plot->y = y + gap;
}

void
dots_lay(Plot *plot)
{
    plot_choose_axis(plot);
    plot_axis_title(plot);
    if (plot->chart->series->len > 1)
        lay_key(plot);
    g_autoptr(GPtrArray) names = plot_names(plot, plot->scene->width * share_of_names);
    plot->left = plot_widest_name(names) + 12;
    plot->right = plot->scene->width - plot_widest_label(plot) - 12;
    plot->top = plot->bottom = plot->y;
    for (guint i = 0; i < names->len; i++)
        plot->bottom +=
            MAX(((GPtrArray *)names->pdata[i])->len * LINE_HEIGHT, plot->chart->series->len * row) + gap;
    plot_vertical_grid(plot);
    for (guint i = 0; i < plot->chart->limits->len; i++) {
        double x = plot_across(plot, g_array_index(plot->chart->limits, ChartLimit, i).value);
        scene_line(plot->scene, x, plot->top, x, plot->bottom, plot_axis, 1.25, true);
    }
    double y = plot->top;
    for (guint i = 0; i < names->len; i++) {
        const GPtrArray *lines = names->pdata[i];
        double height = MAX(lines->len * LINE_HEIGHT, plot->chart->series->len * row) + gap;
        scene_lines(plot->scene, plot->left - 10, y + height / 2, lines, ANCHOR_END, plot_ink);
        for (guint s = 0; s < plot->chart->series->len; s++)
            lay_dot(plot, s, i, y + height / 2 + (s - (plot->chart->series->len - 1) / 2.0) * row);
        y += height;
    }
}
