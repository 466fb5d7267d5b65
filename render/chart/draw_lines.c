/* Lines: series over time or along an axis of numbers, each with its shape, and its name at its end. */
#include <math.h>
#include "render/chart/plot.h"

static const double share_of_ends = 0.3, line = 2, thin = 1, radius = 3;
/* With more series the points have no labels, and there is an axis instead. */
static const guint most_valued_series = 4;

/* The words at the end of a line. */
typedef struct {
    double place, middle; /* where the line ends; where the words stand, once pushed apart */
    GPtrArray *lines;
    guint series;
    bool shown;
} End;

static void
end_clear(gpointer end)
{
    g_ptr_array_unref(((End *)end)->lines);
}

static double
end_height(const End *end)
{
    return end->lines->len * LINE_HEIGHT;
}

/* The point at which a line is named: its last. If that has neither value nor symbol, the line ends before
 * the plot does, and it is the last one with either. */
static const ChartPoint *
named_point(const Plot *plot, guint series)
{
    guint length = ((const ChartSeries *)plot->chart->series->pdata[series])->points->len;
    const ChartPoint *last = chart_point(plot->chart, series, length - 1);
    for (guint i = length; i-- > 0 && isnan(last->value) && !last->label;)
        last = chart_point(plot->chart, series, i);
    return last;
}

static GArray *
ends_of_lines(const Plot *plot)
{
    GArray *ends = g_array_new(FALSE, FALSE, sizeof(End));
    g_array_set_clear_func(ends, end_clear);
    double width = plot->scene->width * share_of_ends;
    for (guint s = 0; s < plot->chart->series->len; s++) {
        const ChartSeries *series = chart_series(plot->chart, s);
        guint length = series->points->len;
        /* A limit that ends before the plot does is named where it applies. */
        if (!length || (series->thin && isnan(chart_point(plot->chart, s, length - 1)->value)))
            continue;
        const ChartPoint *last = named_point(plot, s);
        g_autofree char *words = g_strdup_printf(
            "%s%s%s", series->name, last->label && *series->name ? ": " : "", last->label ? last->label : "");
        if (!*words)
            continue;
        End end = {.series = s, .lines = text_wrap(words, SIZE_LABEL, false, width)};
        g_array_append_val(ends, end);
    }
    return ends;
}

static double
ends_width(const GArray *ends)
{
    double widest = 0;
    for (guint i = 0; i < ends->len; i++)
        widest = MAX(widest, text_widest(g_array_index(ends, End, i).lines, SIZE_LABEL, false));
    return widest;
}

static double
ends_height(const GArray *ends)
{
    double sum = 0;
    for (guint i = 0; i < ends->len; i++)
        sum += end_height(&g_array_index(ends, End, i));
    return sum;
}

static int
compare_ends(gconstpointer a, gconstpointer b)
{
    const End *one = a, *other = b;
    if (one->place != other->place)
        return one->place < other->place ? -1 : 1;
    return one->series < other->series ? -1 : one->series > other->series;
}

/* Pushes the ends apart: going down, each beneath the one above; then going up from the bottom of the plot,
 * each above the one below. The second pass moves an end up only as far as the one below it needs, so two
 * that the first pass set apart stay apart; and as the plot is at least as high as all ends together
 * (lines_lay), none leaves it at the top. They were sorted by place, so their order stays. */
static void
place_ends(const Plot *plot, GArray *ends)
{
    for (guint i = 0; i < ends->len; i++) {
        End *end = &g_array_index(ends, End, i);
        double value = named_point(plot, end->series)->value;
        end->shown = !isnan(value);
        /* A value that is not shown has its symbol on the axis. */
        end->place = end->shown ? plot_up(plot, value) : plot->bottom - 6;
    }
    g_array_sort(ends, compare_ends);
    double least = plot->top - 12;
    for (guint i = 0; i < ends->len; i++) {
        End *end = &g_array_index(ends, End, i);
        end->middle = MAX(end->place, least + end_height(end) / 2);
        least = end->middle + end_height(end) / 2;
    }
    double most = plot->bottom + 6;
    for (guint i = ends->len; i-- > 0;) {
        End *end = &g_array_index(ends, End, i);
        end->middle = MIN(end->middle, most - end_height(end) / 2);
        most = end->middle - end_height(end) / 2;
    }
}

/* Words that were pushed away have a thin line leading to them, and their series' shape before them. */
static void
lay_ends(Plot *plot, const GArray *ends, double x)
{
    for (guint i = 0; i < ends->len; i++) {
        const End *end = &g_array_index(ends, End, i);
        const ChartSeries *series = chart_series(plot->chart, end->series);
        bool pushed = fabs(end->middle - end->place) > 3 || !end->shown,
             shaped = pushed && !series->thin && named_point(plot, end->series)->shape != SHAPE_NONE;
        guint32 colour = series->thin ? plot_axis : plot_tone(plot->chart, series->tone);
        if (pushed && end->shown)
            scene_line(plot->scene, x - 6, end->place, x + 4, end->middle, colour, 0.75, false);
        if (shaped)
            scene_shape(plot->scene, plot_shape(end->series), x + 9, end->middle, radius, colour);
        scene_lines(plot->scene,
                    x + (shaped   ? 17
                         : pushed ? 6
                                  : 0),
                    end->middle, end->lines, ANCHOR_START, plot_ink);
    }
}

static bool
is_joined(const Plot *plot, const ChartSeries *series, guint index)
{
    if (index == 0 || g_array_index(series->points, ChartPoint, index).begins)
        return false;
    bool breaks = !plot->chart->ticks->len && chart_category(plot->chart, index)->after_break;
    return !breaks && !isnan(g_array_index(series->points, ChartPoint, index - 1).value);
}

static void
lay_series(Plot *plot, guint index)
{
    const ChartSeries *series = chart_series(plot->chart, index);
    guint32 colour = series->thin ? plot_axis : plot_tone(plot->chart, series->tone);
    for (guint i = 0; i < series->points->len; i++) {
        const ChartPoint *point = chart_point(plot->chart, index, i);
        if (isnan(point->value) || !is_joined(plot, series, i))
            continue;
        const ChartPoint *before = chart_point(plot->chart, index, i - 1);
        /* A provisional value may still change: the line to it is dashed. */
        bool provisional = !plot->chart->ticks->len && chart_category(plot->chart, i)->provisional;
        scene_line(plot->scene, plot_at(plot, before, i - 1), plot_up(plot, before->value),
                   plot_at(plot, point, i), plot_up(plot, point->value), colour, series->thin ? thin : line,
                   series->thin || provisional);
    }
    for (guint i = 0; i < series->points->len; i++) {
        const ChartPoint *point = chart_point(plot->chart, index, i);
        ChartShape shape = point->shape == SHAPE_OF_SERIES ? plot_shape(index) : point->shape;
        if (!isnan(point->value))
            scene_shape(plot->scene, shape, plot_at(plot, point, i), plot_up(plot, point->value),
                        point->stands_out ? radius * 1.4 : radius, colour);
    }
}

/* Where the line of a series is at `x`; NAN if none is drawn there. */
static double
line_height_at(const Plot *plot, guint index, double x)
{
    const ChartSeries *series = chart_series(plot->chart, index);
    for (guint i = 1; i < series->points->len; i++) {
        const ChartPoint *one = chart_point(plot->chart, index, i - 1),
                         *other = chart_point(plot->chart, index, i);
        double from = plot_at(plot, one, i - 1), to = plot_at(plot, other, i);
        if (x >= from && x <= to && !isnan(one->value) && !isnan(other->value)) {
            double part = to > from ? (x - from) / (to - from) : 0;
            return plot_up(plot, one->value + part * (other->value - one->value));
        }
    }
    return NAN;
}

/* Whether a text with its baseline at `y` would lie on a line; looks at its start, its end and half-way. */
static bool
is_on_a_line(const Plot *plot, double x, double y, const char *text)
{
    double half = font_width(text, SIZE_LABEL, false) / 2;
    for (guint s = 0; s < plot->chart->series->len; s++)
        for (double at = x - half; at <= x + half + 0.1; at += half / 2) {
            double height = line_height_at(plot, s, at);
            if (!isnan(height) && height > y - 9 && height < y + 3)
                return true;
        }
    return false;
}

static bool
put_clear_of_lines(Plot *plot, double x, double y, const char *text, guint32 colour)
{
    for (guint i = 1; plot->step > 0 && i * plot->step <= plot->most; i++) {
        double grid = plot_up(plot, i * plot->step);
        if (grid > y - 8 && grid < y + 2)
            return false;
    }
    if (!scene_has_room(plot->scene, x, y, text, ANCHOR_MIDDLE) || is_on_a_line(plot, x, y, text))
        return false;
    scene_text(plot->scene, x, y, text, ANCHOR_MIDDLE, colour, false);
    return true;
}

/* Puts values above or below their points, if no line and no other value is in the way; the table has them
 * all. Symbols for what is not shown stand on the axis. */
static void
lay_values(Plot *plot, guint index)
{
    const ChartSeries *series = chart_series(plot->chart, index);
    bool valued = plot->chart->series->len <= most_valued_series || plot->chart->ticks->len;
    for (guint i = 0; i + 1 < series->points->len && !series->thin; i++) {
        const ChartPoint *point = chart_point(plot->chart, index, i);
        if (!point->label || (!valued && !isnan(point->value)))
            continue;
        double half = font_width(point->label, SIZE_LABEL, false) / 2, x = MAX(plot_at(plot, point, i), half);
        double y = isnan(point->value) ? plot->bottom : plot_up(plot, point->value),
               under = MIN(y + 14, plot->bottom - 3);
        if (!put_clear_of_lines(plot, x, y - 6, point->label, plot_ink) && !isnan(point->value) &&
            under > y + 9)
            put_clear_of_lines(plot, x, under, point->label, plot_ink);
    }
}

/* Names each stretch of a limit that changes, with its number: over or under one of its ends, or beyond the
 * last. */
static void
lay_stretches(Plot *plot, guint index)
{
    const ChartSeries *series = chart_series(plot->chart, index);
    for (guint i = 0, from = 0; series->thin && i < series->points->len; i++) {
        const ChartPoint *point = chart_point(plot->chart, index, i);
        from = point->begins ? i : from;
        bool last = i + 1 == series->points->len;
        if (isnan(point->value) || last || !chart_point(plot->chart, index, i + 1)->begins)
            continue;
        const ChartPoint *first = chart_point(plot->chart, index, from);
        g_autofree char *words = g_strdup_printf("%s %s", series->name, first->label);
        double half = font_width(words, SIZE_LABEL, false) / 2, start = plot_at(plot, first, from) + half,
               end = plot_at(plot, point, i) - half, y = plot_up(plot, point->value);
        const double places[][2] = {
            {start, y - 4}, {start, y + 11}, {end, y - 4}, {end + 2 * half + 8, y + BASELINE}, {end, y + 11}};
        for (gsize k = 0; k < G_N_ELEMENTS(places); k++)
            if (put_clear_of_lines(plot, places[k][0], places[k][1], words, plot_quiet))
                break;
    }
}

/* Where the plot ends on the right. Over categories the last point is half a band before that, so only what
 * its words need beyond the half band is left free: with n categories in a plot of width w, the point is at w
 * (n - 0.5) / n. */
static double
right_of(const Plot *plot, double words)
{
    double room = plot->right - plot->left, count = plot->chart->categories->len;
    if (plot->chart->ticks->len || count == 1)
        return plot->right - words;
    return MIN(plot->right, plot->left + (room - words) / (count - 0.5) * count);
}

void
lines_lay(Plot *plot)
{
    plot_choose_axis(plot);
    if (!plot->chart->ticks->len && plot->chart->series->len <= most_valued_series)
        plot->step = 0;
    g_autoptr(GArray) ends = ends_of_lines(plot);
    /* 14 mm are left for title and subtitle, and some for the names beneath. */
    double height = MAX((plot->chart->form == CHART_FULL ? 38 : 34) * MM, ends_height(ends));
    plot_place(plot, 0, height);
    double right = right_of(plot, ends_width(ends) + 26);
    plot_place(plot, plot->scene->width - right, height);
    plot_frame(plot);
    double end =
        plot->chart->ticks->len ? plot->right + 8 : plot_middle(plot, plot->chart->categories->len - 1) + 8;
    for (guint s = 0; s < plot->chart->series->len; s++)
        lay_series(plot, s);
    place_ends(plot, ends);
    lay_ends(plot, ends, end);
    for (guint s = 0; s < plot->chart->series->len; s++)
        lay_values(plot, s);
    for (guint s = 0; s < plot->chart->series->len; s++)
        lay_stretches(plot, s);
}
