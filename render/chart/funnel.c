/* Funnel: numbers by the size of what they are of, between limits that narrow as it grows. */
#include <math.h>
#include <string.h>
#include "render/chart/plot.h"

static const double height = 230, thin = 1.25, radius = 3.8;
static const guint32 outstanding = 0x490092;
/* With more dots than these only those that stand out are named. */
enum { MOST_NAMED = 15 };

static void
lay_line(Plot *plot, guint index)
{
    const ChartSeries *series = plot->chart->series->pdata[index];
    for (guint i = 1; i < series->points->len; i++) {
        const ChartPoint *one = plot_point(plot, index, i - 1), *other = plot_point(plot, index, i);
        if (one->value > plot->most || other->value > plot->most)
            continue;
        scene_line(plot->scene, plot_at(plot, one, i - 1), plot_up(plot, one->value), plot_at(plot, other, i),
                   plot_up(plot, other->value), plot_axis, thin, false);
    }
}

static void
lay_dots(Plot *plot, guint index)
{
    const ChartSeries *series = plot->chart->series->pdata[index];
    for (guint i = 0; i < series->points->len; i++) {
        const ChartPoint *point = plot_point(plot, index, i);
        scene_shape(plot->scene, point->shape, plot_at(plot, point, i), plot_up(plot, point->value),
                    point->stands_out ? radius * 1.25 : radius,
                    point->stands_out ? outstanding : plot_colour(plot, 0));
    }
}

/* A name stands over or under its dot, else beside it, or not at all where there is no room: the table has
 * it. */
static void
lay_name(Plot *plot, const ChartPoint *point, double x, double y, double average)
{
    /* Away from the limits, which lie about the average. */
    bool over = y < average;
    const struct {
        double x, y;
        Anchor anchor;
    } places[] = {{x, over ? y - 9 : y + 17, ANCHOR_MIDDLE},
                  {x + 8, y + 4, ANCHOR_START},
                  {x - 8, y + 4, ANCHOR_END},
                  {x, over ? y + 17 : y - 9, ANCHOR_MIDDLE}};
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
        if (places[i].y < plot->bottom - 3 &&
            scene_has_room(plot->scene, places[i].x, places[i].y, point->label, places[i].anchor)) {
            scene_text(plot->scene, places[i].x, places[i].y, point->label, places[i].anchor, plot_ink,
                       false);
            return;
        }
}

static void
lay_names(Plot *plot, guint index)
{
    const ChartSeries *series = plot->chart->series->pdata[index];
    double average = plot_up(plot, g_array_index(plot->chart->limits, ChartLimit, 0).value);
    for (int turn = 0; turn < 2; turn++)
        for (guint i = 0; i < series->points->len; i++) {
            const ChartPoint *point = plot_point(plot, index, i);
            if (point->stands_out == (turn == 0) && (turn == 0 || series->points->len <= MOST_NAMED))
                lay_name(plot, point, plot_at(plot, point, i), plot_up(plot, point->value), average);
        }
}

/* The name of a line at its right end, where it has room beside those before. */
static void
lay_end(Plot *plot, double value, const char *name)
{
    double x = plot->right + 6, y = plot_up(plot, value) + 4;
    if (value <= plot->most && scene_has_room(plot->scene, x, y, name, ANCHOR_START))
        scene_text(plot->scene, x, y, name, ANCHOR_START, plot_ink, false);
}

/* The axis ends a step above the dots: limits of the smallest bases may run out of the picture. */
static void
choose_axis(Plot *plot, guint dots)
{
    double most = 0;
    for (guint i = 0; i < ((const ChartSeries *)plot->chart->series->pdata[dots])->points->len; i++)
        most = MAX(most, plot_point(plot, dots, i)->value);
    plot_choose_axis(plot);
    while (plot->most > 2 * most && plot->most > 4 * plot->step)
        plot->most /= 2;
    while (plot->most / plot->step < 4)
        plot->step /= 2;
}

void
funnel_lay(Plot *plot)
{
    guint last = plot_series(plot) - 1;
    double widest = 0;
    choose_axis(plot, last);
    plot_axis_title(plot);
    for (guint s = 0; s < last; s++)
        widest = MAX(
            widest, font_width(((const ChartSeries *)plot->chart->series->pdata[s])->name, TEXT_SIZE, false));
    for (guint i = 0; i < plot->chart->limits->len; i++)
        widest = MAX(widest,
                     font_width(g_array_index(plot->chart->limits, ChartLimit, i).label, TEXT_SIZE, false));
    plot_place(plot, widest + 10, height);
    plot_frame(plot);
    for (guint s = 0; s < last; s++)
        lay_line(plot, s);
    for (guint i = 0; i < plot->chart->limits->len; i++) {
        const ChartLimit *limit = &g_array_index(plot->chart->limits, ChartLimit, i);
        double y = plot_up(plot, limit->value);
        scene_line(plot->scene, plot->left, y, plot->right, y, plot_axis, thin, limit->dashed);
        lay_end(plot, limit->value, limit->label);
    }
    for (guint s = 0; s < last; s++) {
        const ChartSeries *series = plot->chart->series->pdata[s];
        if (series->points->len)
            lay_end(plot, plot_point(plot, s, series->points->len - 1)->value, series->name);
    }
    lay_dots(plot, last);
    lay_names(plot, last);
}
