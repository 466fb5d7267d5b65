/* Bars in parts: the series of a category end to end, as numbers or as shares of their sum, each part darker
 * than the last; and one such bar alone, with the names of its parts.
 *
 * What is not shown must not be measurable: in a bar of shares a missing part would leave a gap of its size,
 * so that bar is not drawn. A bar of numbers ends with the parts that are known. */
#include <math.h>
#include <string.h>
#include "render/chart/plot.h"

static const double bar = 20, row = 27, share_of_names = 0.35, lightest = 0.22;

static guint32
colour_of(const Plot *plot, guint series)
{
    guint last = plot->chart->series->len - 1;
    return plot_shade(plot, last ? lightest + (1 - lightest) * series / last : 1);
}

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

static double
longest_bar(const Plot *plot)
{
    double most = 0;
    bool complete;
    for (guint i = 0; i < plot->chart->categories->len; i++)
        most = MAX(most, is_shares(plot) ? 100 : sum_of(plot, i, &complete));
    return most > 0 ? most : 1;
}

/* Symbols for what is not shown stand after the bar, or where a bar of shares would begin. */
static void
lay_parts(Plot *plot, guint index, double middle)
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
        guint32 colour = colour_of(plot, s);
        if (right - left > 0.5)
            scene_rectangle(plot->scene, left, middle - bar / 2, right - left - (right - left > 2 ? 1 : 0),
                            bar, colour);
        if (right - left - 4 >= font_width(point->label, SIZE_LABEL, false))
            scene_text(plot->scene, (left + right) / 2, middle + BASELINE, point->label, ANCHOR_MIDDLE,
                       plot_ink_on(colour), false);
    }
    if (beside->len)
        scene_text(plot->scene, plot_across(plot, at) + 5, middle + BASELINE, beside->str, ANCHOR_START,
                   plot_ink, false);
}

/* The parts and their colours, in order, on one or more lines; `values`: with their numbers, if there is only
 * one bar. */
static void
lay_legend(Plot *plot, bool values)
{
    double x = 0, y = plot->y + LINE_HEIGHT;
    for (guint s = 0; s < plot->chart->series->len; s++) {
        g_autofree char *words =
            g_strdup_printf("%s%s%s", chart_series(plot->chart, s)->name, values ? " " : "",
                            values ? chart_point(plot->chart, s, 0)->label : "");
        g_autoptr(GPtrArray) lines = text_wrap(words, SIZE_LABEL, false, plot->scene->width - 14);
        double width = 14 + text_widest(lines, SIZE_LABEL, false);
        if (x > 0 && x + width > plot->scene->width) {
            x = 0;
            y += LINE_HEIGHT + 2;
        }
        scene_rectangle(plot->scene, x, y - 8, 9, 9, colour_of(plot, s));
        for (guint k = 0; k < lines->len; k++, y += k < lines->len ? LINE_HEIGHT : 0)
            scene_text(plot->scene, x + 14, y, lines->pdata[k], ANCHOR_START, plot_ink, false);
        x += width + 14;
    }
    plot->y = y + 7;
}

/* Room for symbols beyond a bar. A bar of shares that is not drawn leaves its whole width for them. */
static double
room_beside(const Plot *plot)
{
    double widest = 0;
    for (guint i = 0; i < plot->chart->categories->len && !is_shares(plot); i++)
        for (guint s = 0; s < plot->chart->series->len; s++)
            if (isnan(chart_point(plot->chart, s, i)->value))
                widest = font_width("[c] [x] [z]", SIZE_LABEL, false) + 8;
    return widest;
}

void
stacked_lay(Plot *plot)
{
    lay_legend(plot, false);
    g_autoptr(GPtrArray) names = plot_names(plot, share_of_names);
    plot->most = longest_bar(plot);
    plot->left = plot_widest_name(names) + 8;
    plot->right = plot->scene->width - room_beside(plot);
    plot_rows(plot, names, row, lay_parts);
}

/* Puts names beneath their parts, each pushed along by the one before. False if a name would stand beneath
 * another part, or a number does not fit its part; callers ask that first, with `draw` false. */
static bool
lay_names_beneath(Plot *plot, bool draw)
{
    static const double between = 12;
    double at = 0, end = -between;
    for (guint s = 0; s < plot->chart->series->len; s++) {
        const ChartPoint *point = chart_point(plot->chart, s, 0);
        const char *name = chart_series(plot->chart, s)->name;
        double left = plot_across(plot, at), right = plot_across(plot, at + point->value),
               width = font_width(name, SIZE_LABEL, false),
               x = MIN(MAX((left + right - width) / 2, end + between), plot->right - width);
        if (x < end + between || x + width / 2 < left || x + width / 2 > right ||
            right - left - 4 < font_width(point->label, SIZE_LABEL, false))
            return false;
        if (draw)
            scene_text(plot->scene, x, plot->y + LINE_HEIGHT, name, ANCHOR_START, plot_ink, false);
        end = x + width;
        at += point->value;
    }
    return true;
}

void
strip_lay(Plot *plot)
{
    plot->most = longest_bar(plot);
    plot->left = 0;
    plot->right = plot->scene->width;
    bool beneath = lay_names_beneath(plot, false);
    if (!beneath)
        lay_legend(plot, true);
    lay_parts(plot, 0, plot->y + bar / 2);
    plot->y += bar;
    if (beneath)
        lay_names_beneath(plot, true);
    plot->y += beneath ? LINE_HEIGHT + 6 : 4;
}
