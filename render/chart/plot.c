/* Axes, labels and legend that the kinds of charts share. */
#include "render/chart/plot.h"
#include <math.h>
#include <string.h>
#include "analysis/figures/figures.h"

static const double gap = 8;

guint
plot_categories(const Plot *plot)
{
    return plot->chart->categories->len;
}

guint
plot_series(const Plot *plot)
{
    return plot->chart->series->len;
}

const ChartCategory *
plot_category(const Plot *plot, guint index)
{
    return &g_array_index(plot->chart->categories, ChartCategory, index);
}

const ChartPoint *
plot_point(const Plot *plot, guint series, guint index)
{
    return &g_array_index(((const ChartSeries *)plot->chart->series->pdata[series])->points, ChartPoint,
                          index);
}

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
    for (guint s = 0; s < plot_series(plot); s++) {
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

static char *
axis_label(const Plot *plot, double value)
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
    double x = text_width(order, TEXT_SIZE, false) + 12, y = plot->y + LINE_HEIGHT - gap, whole = x;
    scene_text(plot->scene, 0, y, order, ANCHOR_START, plot_quiet, false);
    for (guint s = 0; s < plot_series(plot); s++)
        whole +=
            34 + text_width(((const ChartSeries *)plot->chart->series->pdata[s])->name, TEXT_SIZE, false);
    if (whole - 16 > plot->scene->width) {
        x = 0;
        y += LINE_HEIGHT + 2;
    }
    for (guint s = 0; s < plot_series(plot); s++) {
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
    for (guint i = 0; i < plot_categories(plot); i++) {
        const ChartCategory *category = plot_category(plot, i);
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
    for (guint s = 0; s < plot_series(plot); s++)
        for (guint i = 0; i < plot_categories(plot); i++)
            widest = MAX(widest, text_width(plot_point(plot, s, i)->label, TEXT_SIZE, false));
    return widest;
}

void
plot_vertical_grid(Plot *plot)
{
    /* In a narrow plot every second number stands. */
    g_autofree char *longest = axis_label(plot, plot->most);
    double widest = text_width(longest, TEXT_SIZE, false);
    bool sparse = widest + 4 > (plot->right - plot->left) * plot->step / plot->most;
    for (guint i = 0; i * plot->step <= plot->most + 1e-9; i++) {
        double x = plot_across(plot, i * plot->step);
        scene_line(plot->scene, x, plot->top, x, plot->bottom, i == 0 ? plot_axis : plot_grid, 1, false);
        g_autofree char *label = axis_label(plot, i * plot->step);
        if (!sparse || i % 2 == 0)
            scene_text(plot->scene, x, plot->bottom + LINE_HEIGHT, label, ANCHOR_MIDDLE, plot_quiet, false);
    }
    plot->y = plot->bottom + LINE_HEIGHT + gap;
}

static double
widest_number(const Plot *plot)
{
    double widest = 0;
    for (guint i = 0; i * plot->step <= plot->most + 1e-9; i++) {
        g_autofree char *label = axis_label(plot, i * plot->step);
        widest = MAX(widest, text_width(label, TEXT_SIZE, false));
    }
    return widest;
}

double
plot_band(const Plot *plot)
{
    return (plot->right - plot->left) / MAX(plot_categories(plot), 1);
}

double
plot_middle(const Plot *plot, guint category)
{
    return plot->left + plot_band(plot) * (category + 0.5);
}

double
plot_at(const Plot *plot, const ChartPoint *point, guint index)
{
    const GArray *ticks = plot->chart->ticks;
    if (!ticks->len)
        return plot_middle(plot, index);
    double last = g_array_index(ticks, ChartTick, ticks->len - 1).at;
    return plot->left + (plot->right - plot->left) * point->at / last;
}

/* Breaks in series are named above the plot, on further lines where the names would touch. Returns how many
 * lines there are; draws only where asked to, because the plot begins beneath them. */
static guint
lay_breaks(Plot *plot, bool draw)
{
    static const char *const words = "Break in series";
    double width = text_width(words, TEXT_SIZE, false), ends[8] = {0};
    guint rows = 0;
    for (guint i = 1; i < plot_categories(plot); i++) {
        if (!plot_category(plot, i)->after_break)
            continue;
        double x = plot->left + plot_band(plot) * i;
        double left = CLAMP(x - width / 2, 0, plot->scene->width - width);
        guint row = 0;
        while (row + 1 < G_N_ELEMENTS(ends) && ends[row] > left)
            row++;
        ends[row] = left + width + 6;
        rows = MAX(rows, row + 1);
        if (draw) {
            double y = plot->y + LINE_HEIGHT * (row + 1);
            scene_text(plot->scene, left, y, words, ANCHOR_START, plot_ink, false);
            scene_line(plot->scene, x, y + 4, x, plot->bottom, plot_axis, 1, true);
        }
    }
    return rows;
}

void
plot_place(Plot *plot, double right, double height)
{
    plot->left = widest_number(plot) + gap;
    plot->right = plot->scene->width - right;
    plot->top = plot->y + LINE_HEIGHT * lay_breaks(plot, false) + 18;
    plot->bottom = plot->top + height;
}

static bool
is_month(const char *name)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++)
        if (strcmp(name, months[i]) == 0)
            return true;
    return false;
}

/* "September" is "Sep" where not all the months' names fit, and then they all are shortened. */
static char *
name_beneath(const Plot *plot, guint index)
{
    const char *name = plot_category(plot, index)->name;
    bool shorten = false;
    for (guint i = 0; i < plot_categories(plot) && is_month(name); i++)
        shorten |= text_width(plot_category(plot, i)->name, TEXT_SIZE, false) > plot_band(plot) - 3;
    return shorten ? g_strndup(name, 3) : g_strdup(name);
}

static GPtrArray *
name_lines(const Plot *plot, guint index, double width)
{
    const ChartCategory *category = plot_category(plot, index);
    g_autofree char *name = name_beneath(plot, index);
    GPtrArray *lines = text_wrap(name, TEXT_SIZE, false, width);
    if (category->provisional) {
        g_autoptr(GPtrArray) words = text_wrap("provisional", TEXT_SIZE, false, width);
        for (guint i = 0; i < words->len; i++)
            g_ptr_array_add(lines, g_strdup(words->pdata[i]));
    }
    return lines;
}

static double
widest_word(const char *name)
{
    g_auto(GStrv) words = g_strsplit(name, " ", -1);
    double widest = 0;
    for (char **word = words; *word; word++)
        widest = MAX(widest, text_width(*word, TEXT_SIZE, false));
    return widest;
}

bool
plot_names_fit(const Plot *plot, double band)
{
    static const guint most_lines = 4;
    for (guint i = 0; i < plot_categories(plot); i++) {
        const ChartCategory *category = plot_category(plot, i);
        g_autofree char *name = name_beneath(plot, i);
        g_autoptr(GPtrArray) lines = text_wrap(name, TEXT_SIZE, false, band - 3);
        if (lines->len > most_lines || widest_word(name) > band - 3 ||
            (category->provisional && widest_word("provisional") > band - 3))
            return false;
    }
    return true;
}

/* The names of the categories beneath the axis: where they do not all fit, every second or third one, and
 * always the last. Returns where they end. */
static double
lay_names(Plot *plot)
{
    guint count = plot_categories(plot), every = 1;
    double band = plot_band(plot), end = plot->bottom;
    while (every < count && !plot_names_fit(plot, band * every))
        every++;
    for (guint i = 0; i < count; i++) {
        if ((count - 1 - i) % every)
            continue;
        g_autoptr(GPtrArray) lines = name_lines(plot, i, band * every - 3);
        double middle = plot_middle(plot, i), widest = text_widest(lines, TEXT_SIZE, false);
        middle = MIN(middle, plot->scene->width - widest / 2);
        for (guint k = 0; k < lines->len; k++)
            scene_text(plot->scene, middle, plot->bottom + LINE_HEIGHT * (k + 1) + 3, lines->pdata[k],
                       ANCHOR_MIDDLE, plot_ink, false);
        end = MAX(end, plot->bottom + LINE_HEIGHT * lines->len + 3);
    }
    return end;
}

static double
lay_ticks(Plot *plot)
{
    for (guint i = 0; i < plot->chart->ticks->len; i++) {
        const ChartTick *tick = &g_array_index(plot->chart->ticks, ChartTick, i);
        double x = plot_at(plot, &(ChartPoint){.at = tick->at}, i);
        scene_line(plot->scene, x, plot->bottom, x, plot->bottom + 4, plot_axis, 1, false);
        scene_text(plot->scene, x, plot->bottom + LINE_HEIGHT + 3, tick->label, ANCHOR_MIDDLE, plot_ink,
                   false);
    }
    double end = plot->bottom + LINE_HEIGHT + 3;
    if (plot->chart->across)
        end = scene_paragraph(plot->scene, plot->left, end, plot->right - plot->left, plot->chart->across,
                              plot_quiet, false, TEXT_SIZE);
    return end;
}

/* Numbers in line with the categories or ticks, beneath a heading of their own. */
static double
lay_beneath(Plot *plot, double y)
{
    for (guint i = 0; i < plot->chart->beneath->len; i++) {
        const ChartBeneath *row = &g_array_index(plot->chart->beneath, ChartBeneath, i);
        y = scene_paragraph(plot->scene, 0, y + 3, plot->scene->width, row->heading, plot_quiet, false,
                            TEXT_SIZE) +
            LINE_HEIGHT;
        for (guint k = 0; k < row->cells->len; k++) {
            double at = k < plot->chart->ticks->len ? g_array_index(plot->chart->ticks, ChartTick, k).at : 0;
            scene_text(plot->scene, plot_at(plot, &(ChartPoint){.at = at}, k), y, row->cells->pdata[k],
                       ANCHOR_MIDDLE, plot_ink, false);
        }
    }
    return y;
}

void
plot_frame(Plot *plot)
{
    for (guint i = 0; i * plot->step <= plot->most + 1e-9; i++) {
        double y = plot_up(plot, i * plot->step);
        scene_line(plot->scene, plot->left, y, plot->right, y, i == 0 ? plot_axis : plot_grid, 1, false);
        g_autofree char *label = axis_label(plot, i * plot->step);
        scene_text(plot->scene, plot->left - 6, y + 4, label, ANCHOR_END, plot_quiet, false);
    }
    lay_breaks(plot, true);
    double end = plot->chart->ticks->len ? lay_ticks(plot) : lay_names(plot);
    plot->y = lay_beneath(plot, end) + gap;
}
