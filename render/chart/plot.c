/* What kinds of charts share, whichever way they stand: the axis of values, names, legend; and the grid of
 * those that lie. */
#include "render/chart/plot.h"
#include <math.h>
#include <string.h>
#include "analysis/figures/figures.h"
#include "render/chart/parts.h"

static const double gap = 8;

/* NAN is no more than anything. */
static double
larger(double most, double value)
{
    return value > most ? value : most;
}

static double
largest_value(const Plot *plot)
{
    double most = 0;
    for (guint s = 0; s < plot->chart->series->len; s++) {
        const GArray *points = ((const ChartSeries *)plot->chart->series->pdata[s])->points;
        for (guint i = 0; i < points->len; i++) {
            const ChartPoint *point = &g_array_index(points, ChartPoint, i);
            most = larger(most, point->value);
            if (plot->chart->kind->intervals)
                most = larger(most, point->upper);
        }
    }
    for (guint i = 0; i < plot->chart->limits->len; i++)
        most = larger(most, g_array_index(plot->chart->limits, ChartLimit, i).value);
    return most;
}

void
plot_choose_axis(Plot *plot)
{
    static const double steps[] = {1, 2, 2.5, 5, 10};
    double most = largest_value(plot);
    if (most <= 0)
        most = plot->chart->percent ? 100 : 1;
    double rough = most / 5, power = pow(10, floor(log10(rough)));
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        plot->step = steps[i] * power;
        /* 0, 2.5, 5 would need a decimal where 0, 250, 500 does not. */
        if (plot->step >= rough - 1e-9 && (steps[i] != 2.5 || power >= 10))
            break;
    }
    /* What is counted has no fractions; a rate may be less than one. */
    if (most > 2 && plot->step < 1)
        plot->step = 1;
    plot->most = ceil(most / plot->step - 1e-9) * plot->step;
}

char *
plot_axis_label(const Plot *plot, double value)
{
    int decimals = plot->step >= 1 ? 0 : plot->step >= 0.1 - 1e-9 ? 1 : 2;
    g_autofree char *digits = figure_number_text(value, decimals);
    return g_strconcat(digits, plot->chart->percent || plot->chart->kind->whole ? "%" : "", NULL);
}

double
plot_across(const Plot *plot, double value)
{
    return plot->left + (plot->right - plot->left) * value / plot->most;
}

double
plot_up(const Plot *plot, double value)
{
    return plot->bottom - (plot->bottom - plot->top) * value / plot->most;
}

void
plot_axis_title(Plot *plot)
{
    g_autofree char *first = g_utf8_substring(plot->chart->axis, 0, *plot->chart->axis ? 1 : 0);
    g_autofree char *upper = g_utf8_strup(first, -1);
    g_autofree char *words = g_strconcat(upper, plot->chart->axis + strlen(first), NULL);
    plot->y = gap + scene_paragraph(plot->scene, 0, plot->y, plot->scene->width, words, plot_quiet, false,
                                    TEXT_SIZE);
}

void
plot_legend(Plot *plot, const char *order)
{
    double x = font_width(order, TEXT_SIZE, false) + 12, y = plot->y + LINE_HEIGHT - gap, whole = x;
    scene_text(plot->scene, 0, y, order, ANCHOR_START, plot_quiet, false);
    for (guint s = 0; s < plot->chart->series->len; s++)
        whole +=
            34 + font_width(((const ChartSeries *)plot->chart->series->pdata[s])->name, TEXT_SIZE, false);
    if (whole - 16 > plot->scene->width) {
        x = 0;
        y += LINE_HEIGHT + 2;
    }
    for (guint s = 0; s < plot->chart->series->len; s++) {
        const ChartSeries *series = plot->chart->series->pdata[s];
        g_autoptr(GPtrArray) lines = text_wrap(series->name, TEXT_SIZE, false, plot->scene->width - 18);
        double width = 18 + text_widest(lines, TEXT_SIZE, false);
        if (x > 0 && x + width > plot->scene->width) {
            x = 0;
            y += LINE_HEIGHT + 2;
        }
        scene_rectangle(plot->scene, x, y - 10, 12, 12, plot_colour(plot, s));
        for (guint k = 0; k < lines->len; k++, y += k < lines->len ? LINE_HEIGHT : 0)
            scene_text(plot->scene, x + 18, y, lines->pdata[k], ANCHOR_START, plot_ink, false);
        x += width + 16;
    }
    plot->y = y + gap + 4;
}

GPtrArray *
plot_names(const Plot *plot, double width)
{
    GPtrArray *names = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < plot->chart->categories->len; i++) {
        const ChartCategory *category = chart_category(plot->chart, i);
        GPtrArray *lines = text_wrap(category->name, TEXT_SIZE, false, width);
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
        widest = MAX(widest, text_widest(names->pdata[i], TEXT_SIZE, false));
    return widest;
}

double
plot_widest_label(const Plot *plot)
{
    double widest = 0;
    for (guint s = 0; s < plot->chart->series->len; s++)
        for (guint i = 0; i < plot->chart->categories->len; i++)
            widest = MAX(widest, font_width(chart_point(plot->chart, s, i)->label, TEXT_SIZE, false));
    return widest;
}

void
plot_vertical_grid(Plot *plot)
{
    /* In a narrow plot every second number stands. */
    g_autofree char *longest = plot_axis_label(plot, plot->most);
    double widest = font_width(longest, TEXT_SIZE, false);
    bool sparse = widest + 4 > (plot->right - plot->left) * plot->step / plot->most;
    for (guint i = 0; i * plot->step <= plot->most + 1e-9; i++) {
        double x = plot_across(plot, i * plot->step);
        scene_line(plot->scene, x, plot->top, x, plot->bottom, i == 0 ? plot_axis : plot_grid, 1, false);
        g_autofree char *label = plot_axis_label(plot, i * plot->step);
        if (!sparse || i % 2 == 0)
            scene_text(plot->scene, x, plot->bottom + LINE_HEIGHT, label, ANCHOR_MIDDLE, plot_quiet, false);
    }
    plot->y = plot->bottom + LINE_HEIGHT + gap;
}
