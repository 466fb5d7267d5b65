/* Funnel: numbers by the size of what they are of, between limits that narrow as it grows. */
#include <math.h>
#include "render/chart/labels.h"
#include "render/chart/plot.h"

static const double height = 200, thin = 1, radius = 3.4;
/* If there are more dots, only those that stand out are named, and at most so many. */
enum { MOST_NAMED = 15 };

static void
lay_line(Plot *plot, guint index)
{
    const ChartSeries *series = chart_series(plot->chart, index);
    for (guint i = 1; i < series->points->len; i++) {
        const ChartPoint *one = chart_point(plot->chart, index, i - 1),
                         *other = chart_point(plot->chart, index, i);
        if (one->value > plot->most || other->value > plot->most ||
            MIN(one->value, other->value) < plot->least)
            continue;
        scene_line(plot->scene, plot_at(plot, one, i - 1), plot_up(plot, one->value), plot_at(plot, other, i),
                   plot_up(plot, other->value), plot_axis, thin, false);
    }
}

static void
lay_dots(Plot *plot, guint index)
{
    const ChartSeries *series = chart_series(plot->chart, index);
    for (guint i = 0; i < series->points->len; i++) {
        const ChartPoint *point = chart_point(plot->chart, index, i);
        scene_shape(plot->scene, point->shape, plot_at(plot, point, i), plot_up(plot, point->value),
                    point->stands_out ? radius * 1.25 : radius, chart_colour(plot->chart, index, i));
    }
}

/* How far a dot is from the average for its size: chance moves large ones less. */
static double
standing(const Plot *plot, const ChartPoint *point)
{
    double average = plot->chart->limit.value;
    return fabs(point->value - average) * sqrt(point->at);
}

/* This authority comes first, then those outside the limits, then the others; within each, the furthest out
 * first. */
static int
compare_standing(const void *a, const void *b, void *user)
{
    const ChartPoint *one = *(ChartPoint *const *)a, *other = *(ChartPoint *const *)b;
    bool one_own = one->tone == TONE_LATEST, other_own = other->tone == TONE_LATEST;
    if (one_own != other_own)
        return one_own ? -1 : 1;
    if (one->stands_out != other->stands_out)
        return one->stands_out ? -1 : 1;
    double difference = standing(user, one) - standing(user, other);
    return difference > 0 ? -1 : difference < 0;
}

static void
lay_names(Plot *plot, guint index)
{
    const ChartSeries *series = chart_series(plot->chart, index);
    Box ground = {plot->left + 2, plot->top - 4, plot->right, plot->bottom - 2};
    g_autoptr(GPtrArray) points = g_ptr_array_new();
    for (guint i = 0; i < series->points->len; i++) {
        const ChartPoint *point = chart_point(plot->chart, index, i);
        if (point->stands_out || series->points->len <= MOST_NAMED)
            g_ptr_array_add(points, (gpointer)point);
    }
    g_ptr_array_sort_with_data(points, compare_standing, plot);
    for (guint i = 0; i < points->len && i < MOST_NAMED; i++) {
        const ChartPoint *point = points->pdata[i];
        double size = point->stands_out ? radius * 1.25 : radius;
        Labelled dot = {plot_at(plot, point, 0), plot_up(plot, point->value), size, point->label};
        labels_put(plot->scene, &dot, &ground, plot_grid);
    }
}

/* Names a line at its right end, if there is room beside the names so far. */
static void
lay_end(Plot *plot, double value, const char *name)
{
    double x = plot->right + 6, y = plot_up(plot, value) + BASELINE;
    if (value >= plot->least && value <= plot->most && scene_has_room(plot->scene, x, y, name, ANCHOR_START))
        scene_text(plot->scene, x, y, name, ANCHOR_START, plot_ink, false);
}

/* The axis covers the dots, from a step beneath the lowest; limits for the smallest bases may leave the
 * picture. */
static void
choose_axis(Plot *plot, guint dots)
{
    double most = 0, least = INFINITY;
    for (guint i = 0; i < chart_series(plot->chart, dots)->points->len; i++) {
        most = MAX(most, chart_point(plot->chart, dots, i)->value);
        least = MIN(least, chart_point(plot->chart, dots, i)->value);
    }
    plot_choose_axis(plot);
    while (plot->most > 1.5 * most && plot->most > 4 * plot->step)
        plot->most *= 0.8;
    while ((plot->most - least) / plot->step < 3)
        plot->step /= 2;
    plot->least = MAX(0, floor(least / plot->step - 0.5) * plot->step);
}

void
funnel_lay(Plot *plot)
{
    guint last = plot->chart->series->len - 1;
    double widest = 0;
    choose_axis(plot, last);
    for (guint s = 0; s < last; s++)
        widest = MAX(widest, font_width(chart_series(plot->chart, s)->name, SIZE_LABEL, false));
    widest = MAX(widest, font_width(plot->chart->limit.label, SIZE_LABEL, false));
    plot_place(plot, widest + 10, height);
    plot_frame(plot);
    for (guint s = 0; s < last; s++)
        lay_line(plot, s);
    double y = plot_up(plot, plot->chart->limit.value);
    scene_line(plot->scene, plot->left, y, plot->right, y, plot_axis, thin, false);
    lay_end(plot, plot->chart->limit.value, plot->chart->limit.label);
    for (guint s = 0; s < last; s++) {
        const ChartSeries *series = chart_series(plot->chart, s);
        if (series->points->len)
            lay_end(plot, chart_point(plot->chart, s, series->points->len - 1)->value, series->name);
    }
    lay_dots(plot, last);
    lay_names(plot, last);
}
