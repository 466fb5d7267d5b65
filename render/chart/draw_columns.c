/* Columns: one upright for each category, grouped if there are several series, each under its value. In a
 * strip they are small, and only the first and last year are named. */
#include <math.h>
#include "render/chart/plot.h"

static const double widest = 44;

/* A strip is 50 mm high with a title of two or three lines, or 44 mm if three charts share it. */
static double
columns_height(const Plot *plot)
{
    if (plot->chart->form == CHART_FULL)
        return 30 * MM;
    return (plot->scene->width > 60 * MM ? 20 : 16) * MM;
}

static void
lay_column(Plot *plot, guint series, guint index, double x, double width)
{
    const ChartPoint *point = chart_point(plot->chart, series, index);
    double y = isnan(point->value) ? plot->bottom : plot_up(plot, point->value);
    double drawn = MIN(width - 1, widest);
    if (y < plot->bottom)
        scene_rectangle(plot->scene, x + width / 2 - drawn / 2, y, drawn, plot->bottom - y,
                        chart_colour(plot->chart, series, index));
    scene_text(plot->scene, x + width / 2, y - 4, point->label, ANCHOR_MIDDLE, plot_ink, false);
}

void
columns_lay(Plot *plot)
{
    const guint series = plot->chart->series->len;
    Plot before = *plot;
    plot_choose_axis(plot);
    plot->step = 0;
    plot_place(plot, 0, columns_height(plot));
    double band = plot_band(plot), group = MIN(band * 0.84, (widest + 6) * series), width = group / series;
    bool named = plot->chart->form == CHART_PANEL || plot_names_fit(plot, band);
    /* If names or values touch, bars are better. */
    if (!named || MAX(width, series == 1 ? band - 2 : 0) < plot_widest_label(plot) + 1) {
        *plot = before;
        bars_lay(plot);
        return;
    }
    plot_frame(plot);
    for (guint i = 0; i < plot->chart->categories->len; i++)
        for (guint s = 0; s < series; s++)
            lay_column(plot, s, i, plot_middle(plot, i) - group / 2 + width * s, width);
}
