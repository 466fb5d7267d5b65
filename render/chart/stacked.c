/* Stacked bars: the series of a category end to end, as they are or as shares of their sum.
 *
 * What is not shown must not be measurable: a bar of shares with one part missing would show its size as a
 * gap, so such a bar is not drawn; one of plain numbers ends with the parts that are known. */
#include <math.h>
#include <string.h>
#include "render/chart/plot.h"

static const double gap = 8, bar = 24, share_of_names = 0.35;

static bool
is_shares(const Plot *plot)
{
    return plot->chart->kind->whole;
}

static double
sum_of(const Plot *plot, guint index, bool *complete)
{
    double sum = 0;
    *complete = true;
    for (guint s = 0; s < plot->chart->series->len; s++) {
        double value = chart_point(plot->chart, s, index)->value;
        if (isnan(value))
            *complete = false;
        else
            sum += value;
    }
    return sum;
}

static void
choose_axis(Plot *plot)
{
    /* The axis must hold the longest bar; the sums are what it measures. */
    g_autoptr(Chart) sums = chart_new(plot->chart->kind, "", "");
    ChartSeries *series = chart_put_series(sums, "");
    for (guint i = 0; i < plot->chart->categories->len; i++) {
        bool complete;
        chart_put_point(series, is_shares(plot) ? 100 : sum_of(plot, i, &complete), "");
    }
    Plot measured = {.chart = sums};
    plot_choose_axis(&measured);
    plot->most = measured.most;
    plot->step = is_shares(plot) ? 25 : measured.step;
}

/* The symbols of what is not shown stand after the bar, or where a bar of shares would begin. */
static void
lay_bar(Plot *plot, guint index, double top)
{
    bool complete;
    double sum = sum_of(plot, index, &complete), at = 0;
    g_autoptr(GString) beside = g_string_new(NULL);
    for (guint s = 0; s < plot->chart->series->len; s++) {
        const ChartPoint *point = chart_point(plot->chart, s, index);
        double value = is_shares(plot) && sum > 0 ? 100 * point->value / sum : point->value;
        if (isnan(value) || (is_shares(plot) && (!complete || sum <= 0))) {
            if (isnan(point->value) && !strstr(beside->str, point->label))
                g_string_append_printf(beside, "%s%s", beside->len ? " " : "", point->label);
            continue;
        }
        double left = plot_across(plot, at), right = plot_across(plot, at + value);
        at += value;
        guint32 colour = plot_colour(plot, s);
        if (right - left > 0.5)
            scene_rectangle(plot->scene, left, top, right - left - (right - left > 2 ? 1 : 0), bar, colour);
        if (right - left - 6 >= font_width(point->label, TEXT_SIZE, false))
            scene_text(plot->scene, (left + right) / 2, top + bar / 2 + 4, point->label, ANCHOR_MIDDLE,
                       plot_ink_on(colour), false);
    }
    if (beside->len)
        scene_text(plot->scene, plot_across(plot, at) + 5, top + bar / 2 + 4, beside->str, ANCHOR_START,
                   plot_ink, false);
}

/* A bar of shares that is not drawn has its whole width for its labels; beyond other bars they need room. */
static double
room_beside(const Plot *plot)
{
    double widest = 0;
    for (guint i = 0; i < plot->chart->categories->len && !is_shares(plot); i++)
        for (guint s = 0; s < plot->chart->series->len; s++)
            if (isnan(chart_point(plot->chart, s, i)->value))
                widest = font_width("[c] [x] [z]", TEXT_SIZE, false) + 8;
    return widest;
}

void
stacked_lay(Plot *plot)
{
    choose_axis(plot);
    plot_axis_title(plot);
    plot_legend(plot, "From left to right:");
    g_autoptr(GPtrArray) names = plot_names(plot, plot->scene->width * share_of_names);
    plot->left = plot_widest_name(names) + 10;
    plot->right = plot->scene->width - MAX(20, room_beside(plot));
    plot->top = plot->bottom = plot->y;
    for (guint i = 0; i < names->len; i++)
        plot->bottom += MAX(((GPtrArray *)names->pdata[i])->len * LINE_HEIGHT, bar) + gap;
    plot_vertical_grid(plot);
    double y = plot->top;
    for (guint i = 0; i < names->len; i++) {
        const GPtrArray *lines = names->pdata[i];
        double height = MAX(lines->len * LINE_HEIGHT, bar) + gap;
        scene_lines(plot->scene, plot->left - 8, y + height / 2, lines, ANCHOR_END, plot_ink);
        lay_bar(plot, i, y + (height - bar) / 2);
        y += height;
    }
}
