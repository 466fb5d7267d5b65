#include "render/chart/scene.h"
#include <math.h>
#include <string.h>

static const guint32 ink = 0x0b0c0c, quiet = 0x3d3d3d, grid_colour = 0xd9d9d9, axis_colour = 0x595959;
/* The Analysis Function's palette in its order; two series take dark blue and orange. */
static const guint32 palette[] = {0x12436d, 0x28a197, 0x801650, 0xf46a25, 0x3d3d3d, 0xa285d1};
static const guint32 two_colours[] = {0xf46a25, 0x12436d};
static const double text_size = 12, line_height = 15, gap = 8;

typedef struct {
    Scene *scene;
    const Chart *chart;
    double left, right, top, bottom; /* of the plot */
    double most, step;               /* of the value axis */
} Plot;

static void
add_rectangle(Scene *scene, double x, double y, double width, double height, guint32 colour)
{
    /* Whole half points are whole pixels in the PNG, so edges stay sharp. */
    Mark mark = {MARK_RECTANGLE,
                 .x = round(x * 2) / 2,
                 .y = round(y * 2) / 2,
                 .x2 = round(width * 2) / 2,
                 .y2 = round(height * 2) / 2,
                 .colour = colour};
    g_array_append_val(scene->marks, mark);
}

static void
add_line(Scene *scene, double x, double y, double x2, double y2, guint32 colour, double size, bool dashed)
{
    Mark mark = {MARK_LINE, .x = x,           .y = y,       .x2 = x2,
                 .y2 = y2,  .colour = colour, .size = size, .dashed = dashed};
    g_array_append_val(scene->marks, mark);
}

static void
add_circle(Scene *scene, double x, double y, double radius, guint32 colour)
{
    Mark mark = {MARK_CIRCLE, .x = x, .y = y, .x2 = radius, .colour = colour};
    g_array_append_val(scene->marks, mark);
}

static void
add_text(Scene *scene, double x, double y, const char *text, Anchor anchor, guint32 colour, bool bold)
{
    Mark mark = {MARK_TEXT,         .x = x,       .y = y,           .colour = colour,
                 .size = text_size, .bold = bold, .anchor = anchor, .text = g_strdup(text)};
    g_array_append_val(scene->marks, mark);
}

/* Wrapped text whose first baseline is a line below `y`; returns where it ends. */
static double
add_paragraph(Scene *scene, double x, double y, double width, const char *text, guint32 colour, bool bold,
              double size)
{
    g_autoptr(GPtrArray) lines = text_wrap(text, size, bold, width);
    for (guint i = 0; i < lines->len; i++) {
        y += size * 1.25;
        add_text(scene, x, y, lines->pdata[i], ANCHOR_START, colour, bold);
        g_array_index(scene->marks, Mark, scene->marks->len - 1).size = size;
    }
    return y;
}

static guint32
series_colour(const Chart *chart, guint series)
{
    if (chart->series->len == 2 && chart->kind != CHART_LINES)
        return two_colours[series];
    return palette[series % G_N_ELEMENTS(palette)];
}

/* A round step that cuts the axis into four to six. */
static void
choose_axis(Plot *plot)
{
    double most = 0;
    for (guint s = 0; s < plot->chart->series->len; s++) {
        const ChartSeries *series = plot->chart->series->pdata[s];
        for (guint i = 0; i < series->values->len; i++) {
            double value = g_array_index(series->values, double, i);
            if (value > most)
                most = value;
        }
    }
    if (most <= 0)
        most = plot->chart->percent ? 100 : 1;
    double rough = most / 5, power = pow(10, floor(log10(rough)));
    double steps[] = {1, 2, 2.5, 5, 10};
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        plot->step = steps[i] * power;
        if (plot->step >= rough)
            break;
    }
    if (plot->step < 1)
        plot->step = 1;
    else if (plot->step < 5)
        plot->step = ceil(plot->step);
    plot->most = ceil(most / plot->step - 1e-9) * plot->step;
}

static char *
axis_label(const Plot *plot, double value)
{
    g_autofree char *digits = figure_number_text(value, 0);
    return g_strconcat(digits, plot->chart->percent ? "%" : "", NULL);
}

static double
across(const Plot *plot, double value)
{
    return plot->left + (plot->right - plot->left) * value / plot->most;
}

static double
up(const Plot *plot, double value)
{
    return plot->bottom - (plot->bottom - plot->top) * value / plot->most;
}

/* Legend on one or more lines, in the order of the series. Returns where it ends. */
static double
add_legend(Plot *plot, double y)
{
    double x = 0;
    y += line_height;
    for (guint s = 0; s < plot->chart->series->len; s++) {
        const ChartSeries *series = plot->chart->series->pdata[s];
        double width = 18 + text_width(series->name, text_size, false) + 20;
        if (x > 0 && x + width > plot->scene->width) {
            x = 0;
            y += line_height + 2;
        }
        add_rectangle(plot->scene, x, y - 10, 12, 12, series_colour(plot->chart, s));
        add_text(plot->scene, x + 18, y, series->name, ANCHOR_START, ink, false);
        x += width;
    }
    return y + gap;
}

static double
capitalised_axis(Plot *plot, double y)
{
    g_autofree char *first = g_utf8_strup(plot->chart->axis, 1);
    g_autofree char *words = g_strconcat(first, plot->chart->axis + 1, NULL);
    return add_paragraph(plot->scene, 0, y, plot->scene->width, words, quiet, false, text_size) + gap;
}

static double
widest_label(const Chart *chart)
{
    double widest = 0;
    for (guint s = 0; s < chart->series->len; s++) {
        const ChartSeries *series = chart->series->pdata[s];
        for (guint i = 0; i < series->labels->len; i++)
            widest = MAX(widest, text_width(series->labels->pdata[i], text_size, false));
    }
    return widest;
}

static void
draw_bars(Plot *plot, double top)
{
    const Chart *chart = plot->chart;
    Scene *scene = plot->scene;
    double label_width = scene->width * 0.42, widest = 0, bar = chart->series->len > 1 ? 13 : 17;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < chart->categories->len; i++) {
        GPtrArray *lines = text_wrap(chart->categories->pdata[i], text_size, false, label_width);
        g_ptr_array_add(names, lines);
        for (guint k = 0; k < lines->len; k++)
            widest = MAX(widest, text_width(lines->pdata[k], text_size, false));
    }
    plot->left = widest + 10;
    plot->right = scene->width - widest_label(chart) - 10;
    double y = top, height = 0;
    guint first = scene->marks->len;
    for (guint i = 0; i < chart->categories->len; i++) {
        const GPtrArray *lines = names->pdata[i];
        height = MAX(lines->len * line_height, chart->series->len * bar) + 8;
        double middle = y + height / 2;
        for (guint k = 0; k < lines->len; k++)
            add_text(scene, plot->left - 8, middle + (k - (lines->len - 1) / 2.0) * line_height + 4,
                     lines->pdata[k], ANCHOR_END, ink, false);
        double bar_top = middle - chart->series->len * bar / 2;
        for (guint s = 0; s < chart->series->len; s++, bar_top += bar) {
            const ChartSeries *series = chart->series->pdata[s];
            double value = g_array_index(series->values, double, i);
            double end = isnan(value) ? plot->left : across(plot, value);
            if (end > plot->left)
                add_rectangle(scene, plot->left, bar_top, end - plot->left, bar - 1, series_colour(chart, s));
            add_text(scene, end + 5, bar_top + bar / 2 + 4, series->labels->pdata[i], ANCHOR_START, ink,
                     false);
        }
        y += height;
    }
    plot->bottom = y + 2;
    /* The grid goes beneath the bars. */
    g_autoptr(GArray) bars = g_array_new(FALSE, FALSE, sizeof(Mark));
    g_array_append_vals(bars, &g_array_index(scene->marks, Mark, first), scene->marks->len - first);
    g_array_set_size(scene->marks, first);
    for (double value = 0; value <= plot->most + 1e-9; value += plot->step) {
        add_line(scene, across(plot, value), top, across(plot, value), plot->bottom,
                 value == 0 ? axis_colour : grid_colour, 1, false);
        g_autofree char *label = axis_label(plot, value);
        add_text(scene, across(plot, value), plot->bottom + line_height, label, ANCHOR_MIDDLE, quiet, false);
    }
    g_array_append_vals(scene->marks, bars->data, bars->len);
    scene->height = plot->bottom + line_height + gap;
}

/* Horizontal grid, its numbers, the axis, and the categories' names beneath. Returns where the names end. */
static double
draw_frame(Plot *plot, double band)
{
    Scene *scene = plot->scene;
    for (double value = 0; value <= plot->most + 1e-9; value += plot->step) {
        add_line(scene, plot->left, up(plot, value), plot->right, up(plot, value),
                 value == 0 ? axis_colour : grid_colour, 1, false);
        g_autofree char *label = axis_label(plot, value);
        add_text(scene, plot->left - 6, up(plot, value) + 4, label, ANCHOR_END, quiet, false);
    }
    double end = plot->bottom;
    /* Where names would touch, every second or third one is shown. */
    double widest = 0;
    for (guint i = 0; i < plot->chart->categories->len; i++)
        widest = MAX(widest, MIN(text_width(plot->chart->categories->pdata[i], text_size, false), band * 2));
    guint every = band * 0.95 >= widest                            ? 1
                  : strchr(plot->chart->categories->pdata[0], ' ') ? 1
                                                                   : (guint)ceil(widest / band);
    for (guint i = 0; i < plot->chart->categories->len; i += every) {
        g_autoptr(GPtrArray) lines =
            text_wrap(plot->chart->categories->pdata[i], text_size, false, band * every * 0.95);
        for (guint k = 0; k < lines->len; k++)
            add_text(scene, plot->left + band * (i + 0.5), plot->bottom + line_height * (k + 1) + 3,
                     lines->pdata[k], ANCHOR_MIDDLE, ink, false);
        end = MAX(end, plot->bottom + line_height * lines->len);
    }
    for (guint i = 0; i < plot->chart->breaks->len; i++) {
        double x = plot->left + band * g_array_index(plot->chart->breaks, guint, i);
        add_line(scene, x, plot->top, x, plot->bottom, axis_colour, 1, true);
    }
    return end + gap;
}

static void
place_upright(Plot *plot, double top, double right_margin, double height)
{
    double widest = 0;
    for (double value = 0; value <= plot->most + 1e-9; value += plot->step) {
        g_autofree char *label = axis_label(plot, value);
        widest = MAX(widest, text_width(label, text_size, false));
    }
    plot->left = widest + 8;
    plot->right = plot->scene->width - right_margin;
    plot->top = top + 16;
    plot->bottom = plot->top + height;
}

static void
draw_columns(Plot *plot, double top)
{
    const Chart *chart = plot->chart;
    /* Two or three columns need no more room than a table of them. */
    place_upright(plot, top, 4, chart->categories->len <= 3 ? 90 : 160);
    double band = (plot->right - plot->left) / chart->categories->len;
    double width = MIN(band * 0.66, 90 * chart->series->len) / chart->series->len;
    double end = draw_frame(plot, band);
    for (guint i = 0; i < chart->categories->len; i++)
        for (guint s = 0; s < chart->series->len; s++) {
            const ChartSeries *series = chart->series->pdata[s];
            double value = g_array_index(series->values, double, i);
            double x = plot->left + band * (i + 0.5) + width * (s - chart->series->len / 2.0);
            double y = isnan(value) ? plot->bottom : up(plot, value);
            if (y < plot->bottom)
                add_rectangle(plot->scene, x + 0.5, y, width - 1, plot->bottom - y, series_colour(chart, s));
            if (width >= text_width(series->labels->pdata[i], text_size, false) - 4)
                add_text(plot->scene, x + width / 2, y - 5, series->labels->pdata[i], ANCHOR_MIDDLE, ink,
                         false);
        }
    plot->scene->height = end;
}

/* Labels at the lines' ends, pushed apart where the ends are close. */
static void
label_ends(Plot *plot, double band)
{
    const Chart *chart = plot->chart;
    guint last = chart->categories->len - 1, count = chart->series->len;
    g_autofree double *places = g_new(double, count);
    g_autofree guint *order = g_new(guint, count);
    for (guint s = 0; s < count; s++) {
        const ChartSeries *series = chart->series->pdata[s];
        double value = g_array_index(series->values, double, last);
        places[s] = isnan(value) ? plot->bottom : up(plot, value);
        guint k = s;
        for (; k > 0 && places[order[k - 1]] > places[s]; k--)
            order[k] = order[k - 1];
        order[k] = s;
    }
    for (guint k = 1; k < count; k++)
        places[order[k]] = MAX(places[order[k]], places[order[k - 1]] + line_height);
    double over = places[order[count - 1]] - plot->bottom;
    for (guint k = count; over > 0 && k-- > 0;) {
        double limit = plot->bottom - (count - 1 - k) * line_height;
        places[order[k]] = MIN(places[order[k]], limit);
    }
    for (guint s = 0; s < count; s++) {
        const ChartSeries *series = chart->series->pdata[s];
        g_autofree char *label = g_strdup_printf("%s %s", (char *)series->labels->pdata[last], series->name);
        add_text(plot->scene, plot->left + band * (last + 0.5) + 8, places[s] + 4, label, ANCHOR_START,
                 series_colour(chart, s) == 0x28a197 || series_colour(chart, s) == 0xf46a25
                     ? ink
                     : series_colour(chart, s),
                 true);
    }
}

static void
draw_lines(Plot *plot, double top)
{
    const Chart *chart = plot->chart;
    double widest = 0;
    for (guint s = 0; s < chart->series->len; s++) {
        const ChartSeries *series = chart->series->pdata[s];
        g_autofree char *label =
            g_strdup_printf("%s %s", (char *)series->labels->pdata[chart->categories->len - 1], series->name);
        widest = MAX(widest, text_width(label, text_size, true));
    }
    place_upright(plot, top, 0, 160);
    /* The last point stands half a band from the edge; its label needs the rest. */
    double room = plot->right - plot->left, count = chart->categories->len;
    double band = (room - widest - 10) / (count - 0.5);
    plot->right = plot->left + band * count;
    double end = draw_frame(plot, band);
    for (guint s = 0; s < chart->series->len; s++) {
        const ChartSeries *series = chart->series->pdata[s];
        guint32 colour = series_colour(chart, s);
        double last_x = NAN, last_y = NAN;
        for (guint i = 0; i < chart->categories->len; i++) {
            double value = g_array_index(series->values, double, i);
            double x = plot->left + band * (i + 0.5), y = isnan(value) ? NAN : up(plot, value);
            if (!isnan(y) && !isnan(last_y))
                add_line(plot->scene, last_x, last_y, x, y, colour, 2.5, false);
            if (!isnan(y))
                add_circle(plot->scene, x, y, 3.5, colour);
            /* A value stands over its point where it has room: few series, few points. */
            if (!isnan(y) && i + 1 < chart->categories->len && chart->series->len <= 3 &&
                chart->categories->len <= 8)
                add_text(plot->scene, x, y - 8, series->labels->pdata[i], ANCHOR_MIDDLE, ink, false);
            last_x = x;
            last_y = y;
        }
    }
    label_ends(plot, band);
    plot->scene->height = end;
}

static void
mark_clear(gpointer mark)
{
    g_free(((Mark *)mark)->text);
}

Scene *
scene_new(const Chart *chart, ChartOptions options)
{
    Scene *scene = g_new0(Scene, 1);
    scene->width = options.width > 0 ? options.width : 480;
    scene->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    Plot plot = {.scene = scene, .chart = chart};
    double y = 0;
    if (options.standalone) {
        y = add_paragraph(scene, 0, y, scene->width, chart->title, ink, true, 16);
        y = add_paragraph(scene, 0, y + 2, scene->width, chart->subtitle, quiet, false, text_size) + gap;
    }
    choose_axis(&plot);
    y = capitalised_axis(&plot, y);
    if (chart->series->len > 1 && chart->kind != CHART_LINES)
        y = add_legend(&plot, y);
    switch (chart->kind) {
    case CHART_BARS:
        draw_bars(&plot, y);
        break;
    case CHART_COLUMNS:
    case CHART_CLUSTERED:
        draw_columns(&plot, y);
        break;
    case CHART_LINES:
        draw_lines(&plot, y);
        break;
    }
    if (options.standalone)
        scene->height =
            add_paragraph(scene, 0, scene->height, scene->width, chart->source, quiet, false, text_size) +
            gap;
    g_array_set_clear_func(scene->marks, mark_clear);
    scene->height = ceil(scene->height);
    return scene;
}

void
scene_free(Scene *scene)
{
    g_array_unref(scene->marks);
    g_free(scene);
}
