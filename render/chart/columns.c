/* Columns: one a category upright, those of several series grouped; the value stands on each. */
#include <math.h>
#include "render/chart/plot.h"

/* Two or three columns need no more room than a table of them. */
static double
height_of(const Plot *plot)
{
    return plot->chart->categories->len <= 3 ? 110 : 160;
}

/* Columns whose names or values would touch are better lying down. */
static bool
has_room(const Plot *plot, double column)
{
    return plot_names_fit(plot, plot_band(plot)) && column >= plot_widest_label(plot) + 1;
}

static void
lay_column(Plot *plot, guint series, guint index, double x, double width)
{
    const ChartPoint *point = chart_point(plot->chart, series, index);
    double y = isnan(point->value) ? plot->bottom : plot_up(plot, point->value);
    if (y < plot->bottom)
        scene_rectangle(plot->scene, x + 0.5, y, width - 1, plot->bottom - y, plot_colour(plot, series));
    scene_text(plot->scene, x + width / 2, y - 5, point->label, ANCHOR_MIDDLE, plot_ink, false);
}

void
columns_lay(Plot *plot)
{
    const guint series = plot->chart->series->len;
    plot_choose_axis(plot);
    Plot before = *plot;
    plot_place(plot, 4, height_of(plot));
    double group = MIN(plot_band(plot) * 0.8, 90.0 * series), width = group / series;
    bool room = has_room(plot, width);
    *plot = before;
    if (!room) {
        bars_lay(plot);
        return;
    }
    plot_axis_title(plot);
    if (series > 1)
        plot_legend(plot, "From left to right:");
    plot_place(plot, 4, height_of(plot));
    plot_frame(plot);
    for (guint i = 0; i < plot->chart->categories->len; i++)
        for (guint s = 0; s < series; s++)
            lay_column(plot, s, i, plot_middle(plot, i) - group / 2 + width * s, width);
}
