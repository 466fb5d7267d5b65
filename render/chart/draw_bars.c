/* Charts with one category beneath the other: bars, and dots with intervals. Each value stands at the end of
 * its mark, so there is no axis and no grid. */
#include <math.h>
#include "analysis/figures/figures.h"
#include "render/chart/plot.h"

static const double share_of_names = 0.4, after = 5;
/* The height of a bar of the year reported, of the thin bar of the earlier year beneath it; a dot's
 * radius. */
static const double bar = 13, thin = 5, radius = 3.8;

static char *
target_words(const ChartPoint *point)
{
    g_autofree char *number =
        figure_number_text(point->target, point->target == floor(point->target) ? 0 : 1);
    return g_strdup_printf("target %s%%", number);
}

/* Puts a bar's value beyond its end, and the target's words beyond its mark; both together if there is no
 * room between. */
static void
lay_value(Plot *plot, const ChartPoint *point, double end, double middle)
{
    double x = end + after, y = middle + BASELINE;
    if (isnan(point->target)) {
        scene_text(plot->scene, x, y, point->label, ANCHOR_START, plot_ink, false);
        return;
    }
    double mark = plot_across(plot, point->target), width = font_width(point->label, SIZE_LABEL, false);
    g_autofree char *target = target_words(point), *both = g_strdup_printf("%s, %s", point->label, target);
    bool apart = mark - 3 > x + width;
    /* The mark does not reach into the row of the earlier year. */
    bool pair = plot->chart->series->len > 1;
    scene_rectangle(plot->scene, mark - 1.25, middle - bar / 2 - 3, 2.5, bar + (pair ? 0 : 6), plot_target);
    if (apart)
        scene_text(plot->scene, x, y, point->label, ANCHOR_START, plot_ink, false);
    scene_text(plot->scene, MAX(mark + 1, apart ? 0 : end) + after, y, apart ? target : both, ANCHOR_START,
               plot_ink, false);
}

/* A figure from print, which was not tested, is a ring at the end of a line. The label stands beyond the bar
 * above as well. */
static void
lay_earlier(Plot *plot, guint index, double beyond, double middle)
{
    const ChartPoint *point = chart_point(plot->chart, 1, index);
    double end = isnan(point->value) ? plot->left : plot_across(plot, point->value);
    guint32 colour = chart_colour(plot->chart, 1, index);
    if (point->hollow && end > plot->left) {
        scene_line(plot->scene, plot->left, middle, end - 3.2, middle, colour, 1, false);
        scene_shape(plot->scene, SHAPE_CIRCLE, end, middle, 3.2, colour);
        scene_shape(plot->scene, SHAPE_CIRCLE, end, middle, 1.8, 0xffffff);
        end += 3;
    } else if (end > plot->left) {
        scene_rectangle(plot->scene, plot->left, middle - thin / 2, end - plot->left, thin, colour);
    }
    if (point->label)
        scene_text(plot->scene, MAX(end, beyond) + after, middle + BASELINE, point->label, ANCHOR_START,
                   plot_axis, false);
}

static void
lay_bar_row(Plot *plot, guint index, double middle)
{
    const ChartPoint *point = chart_point(plot->chart, 0, index);
    bool pair = plot->chart->series->len > 1;
    double at = pair ? middle - (thin + 1) / 2 : middle,
           end = isnan(point->value) ? plot->left : plot_across(plot, point->value);
    if (end > plot->left)
        scene_rectangle(plot->scene, plot->left, at - bar / 2, end - plot->left, bar,
                        chart_colour(plot->chart, 0, index));
    lay_value(plot, point, end, at);
    if (pair)
        lay_earlier(plot, index, end, at + bar / 2 + 1 + thin / 2);
}

/* Room on the right for the values, and for the words beyond a target's mark. */
static double
room_for_values(const Plot *plot)
{
    double room = plot_widest_label(plot) + after;
    for (guint i = 0; i < plot->chart->categories->len; i++) {
        const ChartPoint *point = chart_point(plot->chart, 0, i);
        g_autofree char *target = isnan(point->target) ? NULL : target_words(point);
        if (target)
            room = MAX(room, font_width(target, SIZE_LABEL, false) + plot_widest_label(plot) + 3 * after);
    }
    return room + 2;
}

static void
lay_rows(Plot *plot, double height, double room, void (*row)(Plot *plot, guint index, double middle))
{
    g_autoptr(GPtrArray) names = plot_names(plot, share_of_names);
    plot_choose_axis(plot);
    plot->left = plot_widest_name(names) + 8;
    plot->right = plot->scene->width - room;
    /* Together they are at most 120 mm high. */
    plot_rows(plot, names, MIN(height, 120.0 / names->len) * MM, row);
}

void
bars_lay(Plot *plot)
{
    lay_rows(plot, plot->chart->series->len > 1 ? 10 : 7.5, room_for_values(plot), lay_bar_row);
}

static void
lay_dot_row(Plot *plot, guint index, double middle)
{
    static const double row = 13;
    guint count = plot->chart->series->len;
    for (guint s = 0; s < count; s++) {
        const ChartPoint *point = chart_point(plot->chart, s, index);
        guint32 colour = chart_colour(plot->chart, s, index);
        double y = middle + (s - (count - 1) / 2.0) * row, end = plot->left;
        /* The eye is led from the name. */
        if (!isnan(point->value))
            scene_line(plot->scene, plot->left, y,
                       plot_across(plot, isnan(point->lower) ? point->value : point->lower), y, plot_grid,
                       0.5, false);
        if (!isnan(point->value) && !isnan(point->lower) && !isnan(point->upper)) {
            end = plot_across(plot, point->upper);
            scene_line(plot->scene, plot_across(plot, point->lower), y, end, y, colour, 2, false);
        }
        if (!isnan(point->value)) {
            double x = plot_across(plot, point->value);
            scene_shape(plot->scene, point->shape ? point->shape : SHAPE_CIRCLE, x, y, radius, colour);
            end = MAX(end, x + radius);
        }
        scene_text(plot->scene, end + after, y + BASELINE, point->label, ANCHOR_START, plot_ink, false);
    }
}

/* The line across the plot lies behind the dots and is named beneath them. */
void
dots_lay(Plot *plot)
{
    guint first = plot->scene->marks->len;
    const ChartLimit *limit = &plot->chart->limit;
    lay_rows(plot, MAX(7, 5 * plot->chart->series->len), plot_widest_label(plot) + after + radius + 1,
             lay_dot_row);
    if (!limit->label)
        return;
    double x = plot_across(plot, limit->value), half = font_width(limit->label, SIZE_LABEL, false) / 2;
    scene_line(plot->scene, x, plot->top, x, plot->bottom, plot_axis, 1, true);
    Mark line = g_array_index(plot->scene->marks, Mark, plot->scene->marks->len - 1);
    g_array_remove_index(plot->scene->marks, plot->scene->marks->len - 1);
    g_array_insert_val(plot->scene->marks, first, line);
    plot->y += LINE_HEIGHT;
    scene_text(plot->scene, CLAMP(x, half, plot->scene->width - half), plot->y, limit->label, ANCHOR_MIDDLE,
               plot_quiet, false);
    plot->y += 3;
}
