/* Bars: one a category across, those of several series grouped; the value stands at each bar's end. */
#include <math.h>
#include "render/chart/plot.h"

static const double gap = 8, share_of_names = 0.42;

static double
row_height(const Plot *plot, const GPtrArray *lines, double bar)
{
    return MAX(lines->len * LINE_HEIGHT, plot->chart->series->len * bar) + gap;
}

static void
lay_row(Plot *plot, guint index, double middle, double bar)
{
    double top = middle - plot->chart->series->len * bar / 2;
    for (guint s = 0; s < plot->chart->series->len; s++, top += bar) {
        const ChartPoint *point = chart_point(plot->chart, s, index);
        double end = isnan(point->value) ? plot->left : plot_across(plot, point->value);
        if (end > plot->left)
            scene_rectangle(plot->scene, plot->left, top, end - plot->left, bar - 1, plot_colour(plot, s));
        scene_text(plot->scene, end + 5, top + bar / 2 + 4, point->label, ANCHOR_START, plot_ink, false);
    }
}

void
bars_lay(Plot *plot)
{
    double bar = plot->chart->series->len > 1 ? 14 : 17;
    plot_choose_axis(plot);
    plot_axis_title(plot);
    if (plot->chart->series->len > 1)
        plot_legend(plot, "From top to bottom:");
    g_autoptr(GPtrArray) names = plot_names(plot, plot->scene->width * share_of_names);
    plot->left = plot_widest_name(names) + 10;
    plot->right = plot->scene->width - plot_widest_label(plot) - 10;
    plot->top = plot->bottom = plot->y;
    for (guint i = 0; i < names->len; i++)
        plot->bottom += row_height(plot, names->pdata[i], bar);
    plot_vertical_grid(plot);
    double y = plot->top;
    for (guint i = 0; i < names->len; i++) {
        double height = row_height(plot, names->pdata[i], bar);
        scene_lines(plot->scene, plot->left - 8, y + height / 2, names->pdata[i], ANCHOR_END, plot_ink);
        lay_row(plot, i, y + height / 2, bar);
        y += height;
    }
}
