/* What all kinds of charts share: the scale of the values, and the names. */
#include "render/chart/plot.h"
#include <math.h>
#include <string.h>
#include "analysis/figures/figures.h"
#include "render/chart/chart_parts.h"

/* The largest value that is drawn (fmax ignores NAN); `whole`: whether all are whole numbers. */
static double
largest_value(const Plot *plot, bool *whole)
{
    double most = 0;
    *whole = true;
    for (guint s = 0; s < plot->chart->series->len; s++) {
        const ChartSeries *series = chart_series(plot->chart, s);
        for (guint i = 0; i < series->points->len; i++) {
            const ChartPoint *point = chart_point(plot->chart, s, i);
            most = fmax(fmax(most, point->value), point->target);
            if (plot->chart->kind->intervals)
                most = fmax(most, point->upper);
            *whole &= series->thin || isnan(point->value) || point->value == floor(point->value);
        }
    }
    return plot->chart->limit.label ? fmax(most, plot->chart->limit.value) : most;
}

/* A step is a fifth of the largest number, rounded up to the next of 1, 2, 2.5, 5 or 10 times a power of ten;
 * so there are at most five, and, as none of these is over two and a half times the one before, two. */
void
plot_choose_axis(Plot *plot)
{
    static const double steps[] = {1, 2, 2.5, 5, 10};
    bool whole;
    plot->most = largest_value(plot, &whole);
    if (plot->most <= 0)
        plot->most = plot->chart->percent ? 100 : 1;
    double rough = plot->most / 5, power = pow(10, floor(log10(rough)));
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        plot->step = steps[i] * power;
        /* 0, 2.5, 5 would need a decimal where 0, 250, 500 does not. */
        if (plot->step >= rough - 1e-9 && (steps[i] != 2.5 || power >= 10))
            break;
    }
    if (whole && plot->step < 1)
        plot->step = 1;
}

double
plot_across(const Plot *plot, double value)
{
    return plot->left + (plot->right - plot->left) * value / plot->most;
}

double
plot_up(const Plot *plot, double value)
{
    return plot->bottom - (plot->bottom - plot->top) * (value - plot->least) / (plot->most - plot->least);
}

GPtrArray *
plot_names(const Plot *plot, double share)
{
    static const guint most_lines = 2;
    double width = plot->scene->width * share;
    GPtrArray *names = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < plot->chart->categories->len; i++) {
        const ChartCategory *category = chart_category(plot->chart, i);
        GPtrArray *lines = text_wrap(category->name, SIZE_LABEL, false, width);
        text_cut(lines, most_lines, SIZE_LABEL, width);
        if (category->provisional)
            g_ptr_array_add(lines, g_strdup("provisional"));
        g_ptr_array_add(names, lines);
    }
    return names;
}

double
plot_widest_name(const GPtrArray *names)
{
    double widest = 0;
    for (guint i = 0; i < names->len; i++)
        widest = MAX(widest, text_widest(names->pdata[i], SIZE_LABEL, false));
    return widest;
}

double
plot_widest_label(const Plot *plot)
{
    double widest = 0;
    for (guint s = 0; s < plot->chart->series->len; s++)
        for (guint i = 0; i < plot->chart->categories->len; i++) {
            const char *label = chart_point(plot->chart, s, i)->label;
            widest = label ? MAX(widest, font_width(label, SIZE_LABEL, false)) : widest;
        }
    return widest;
}

void
plot_rows(Plot *plot, const GPtrArray *names, double height,
          void (*lay)(Plot *plot, guint index, double middle))
{
    plot->top = plot->y;
    for (guint i = 0; i < names->len; i++) {
        const GPtrArray *lines = names->pdata[i];
        double row = MAX(height, lines->len * LINE_HEIGHT + 3);
        scene_lines(plot->scene, plot->left - 7, plot->y + row / 2, lines, ANCHOR_END, plot_ink);
        lay(plot, i, plot->y + row / 2);
        plot->y += row;
    }
    plot->bottom = plot->y;
}
