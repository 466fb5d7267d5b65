/* The frame of charts that stand upright: grid, breaks in series, and the names or ticks beneath. */
#include "render/chart/plot.h"
#include <math.h>
#include "analysis/figures/figures.h"

static const double gap = 6;

/* A number of the axis; caller frees. */
static char *
axis_label(const Plot *plot, double value)
{
    int decimals = plot->step >= 1 ? 0 : plot->step >= 0.1 - 1e-9 ? 1 : 2;
    g_autofree char *digits = figure_number_text(value, decimals);
    return g_strconcat(digits, plot->chart->percent ? "%" : "", NULL);
}

/* How many steps of the axis fit in the plot. */
static guint
steps_of(const Plot *plot)
{
    return plot->step > 0 ? (guint)((plot->most - plot->least) / plot->step + 1e-9) : 0;
}

static double
widest_number(const Plot *plot)
{
    double widest = 0;
    for (guint i = 0; i <= steps_of(plot) && plot->step > 0; i++) {
        g_autofree char *label = axis_label(plot, plot->least + i * plot->step);
        widest = MAX(widest, font_width(label, SIZE_LABEL, false));
    }
    return widest;
}

double
plot_band(const Plot *plot)
{
    return (plot->right - plot->left) / MAX(plot->chart->categories->len, 1);
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
    double last = g_array_index(ticks, ChartCategory, ticks->len - 1).at;
    return plot->left + (plot->right - plot->left) * point->at / last;
}

/* Where the break before a category or tick is; NAN: there is none. */
static double
break_at(const Plot *plot, guint index)
{
    const GArray *ticks = plot->chart->ticks;
    if (!ticks->len)
        return index && chart_category(plot->chart, index)->after_break ? plot->left + plot_band(plot) * index
                                                                        : NAN;
    const ChartCategory *tick = &g_array_index(ticks, ChartCategory, index);
    return tick->after_break ? plot_at(plot, &(ChartPoint){.at = tick->at - 0.5}, 0) : NAN;
}

/* Names breaks in series above the plot, on further lines if the names would touch, and not at all if four
 * lines are not enough. Returns the number of lines, which must be known before the plot is placed beneath
 * them; so it draws only if asked to. */
static guint
lay_breaks(Plot *plot, bool draw)
{
    static const char *const words = "Break in series";
    double width = font_width(words, SIZE_LABEL, false), ends[4] = {0};
    guint rows = 0, ticks = plot->chart->ticks->len, places = ticks ? ticks : plot->chart->categories->len;
    for (guint i = 0; i < places; i++) {
        double x = break_at(plot, i);
        if (isnan(x))
            continue;
        double left = CLAMP(x - width / 2, 0, plot->scene->width - width);
        guint row = 0;
        while (row < G_N_ELEMENTS(ends) && ends[row] > left)
            row++;
        bool named = row < G_N_ELEMENTS(ends);
        if (named)
            ends[row] = left + width + 6;
        rows = MAX(rows, row + named);
        double y = plot->y + LINE_HEIGHT * (row + named);
        if (draw && named)
            scene_text(plot->scene, left, y, words, ANCHOR_START, plot_quiet, false);
        if (draw)
            scene_line(plot->scene, x, y + 3, x, plot->bottom, plot_axis, 0.75, true);
    }
    return rows;
}

void
plot_place(Plot *plot, double right, double height)
{
    plot->left = plot->step > 0 ? widest_number(plot) + gap : 0;
    plot->right = plot->scene->width - right;
    plot->top = plot->y + LINE_HEIGHT * lay_breaks(plot, false) + 14;
    plot->bottom = plot->top + height;
}

/* "September", or "Sep" if not all names of months fit. */
static char *
name_beneath(const Plot *plot, guint index)
{
    const char *name = chart_category(plot->chart, index)->name;
    bool shorten = false;
    for (guint i = 0; i < plot->chart->categories->len && calendar_month_named(name); i++)
        shorten |= font_width(chart_category(plot->chart, i)->name, SIZE_LABEL, false) > plot_band(plot) - 3;
    return shorten ? g_strndup(name, 3) : g_strdup(name);
}

static GPtrArray *
name_lines(const Plot *plot, guint index, double width)
{
    const ChartCategory *category = chart_category(plot->chart, index);
    g_autofree char *name = name_beneath(plot, index);
    GPtrArray *lines = text_wrap(name, SIZE_LABEL, false, width);
    if (category->provisional) {
        g_autoptr(GPtrArray) words = text_wrap("provisional", SIZE_LABEL, false, width);
        for (guint i = 0; i < words->len; i++)
            g_ptr_array_add(lines, g_strdup(words->pdata[i]));
    }
    return lines;
}

bool
plot_names_fit(const Plot *plot, double band)
{
    static const guint most_lines = 4;
    for (guint i = 0; i < plot->chart->categories->len; i++) {
        const ChartCategory *category = chart_category(plot->chart, i);
        g_autofree char *name = name_beneath(plot, i);
        g_autoptr(GPtrArray) lines = text_wrap(name, SIZE_LABEL, false, band - 6);
        if (lines->len > most_lines || text_widest_word(name) > band - 6 ||
            (category->provisional && text_widest_word("provisional") > band - 6))
            return false;
    }
    return true;
}

/* Puts the names of categories beneath the axis: if they do not all fit, every second or third and always the
 * last; in a strip only the first and the last. Returns where they end. */
static double
lay_category_names(Plot *plot)
{
    guint count = plot->chart->categories->len, every = 1;
    bool strip = plot->chart->form == CHART_PANEL && count > 2;
    double band = plot_band(plot), end = plot->bottom;
    while (every < count && !plot_names_fit(plot, band * every))
        every++;
    every = strip ? count - 1 : every;
    for (guint i = 0; i < count; i++) {
        if ((count - 1 - i) % every)
            continue;
        /* A long first or last name must not leave the picture, nor a word of it be broken. */
        double middle = plot_middle(plot, i), edge = MIN(middle, plot->scene->width - middle),
               word = text_widest_word(chart_category(plot->chart, i)->name);
        Anchor anchor = !strip ? ANCHOR_MIDDLE : i ? ANCHOR_END : ANCHOR_START;
        g_autoptr(GPtrArray) lines = name_lines(
            plot, i, strip ? (plot->right - plot->left) / 2 - 6 : MIN(band * every - 6, MAX(2 * edge, word)));
        double half = text_widest(lines, SIZE_LABEL, false) / 2;
        for (guint k = 0; k < lines->len; k++)
            scene_text(plot->scene,
                       !strip ? CLAMP(middle, half, plot->scene->width - half)
                       : i    ? plot->right
                              : plot->left,
                       plot->bottom + LINE_HEIGHT * (k + 1) + 2, lines->pdata[k], anchor, plot_ink, false);
        end = MAX(end, plot->bottom + LINE_HEIGHT * lines->len + 2);
    }
    return end;
}

static double
lay_ticks(Plot *plot)
{
    double end = plot->bottom + LINE_HEIGHT + 3;
    for (guint i = 0; i < plot->chart->ticks->len; i++) {
        const ChartCategory *tick = &g_array_index(plot->chart->ticks, ChartCategory, i);
        double x = plot_at(plot, &(ChartPoint){.at = tick->at}, i);
        if (!*tick->name)
            continue;
        scene_line(plot->scene, x, plot->bottom, x, plot->bottom + 3, plot_axis, 0.6, false);
        /* A name that would touch another is left out. */
        if (scene_has_room(plot->scene, x, end, tick->name, ANCHOR_MIDDLE))
            scene_text(plot->scene, x, end, tick->name, ANCHOR_MIDDLE, plot_ink, false);
    }
    if (plot->chart->across)
        end = scene_paragraph(plot->scene, plot->left, end, plot->right - plot->left, plot->chart->across,
                              plot_quiet, false, SIZE_LABEL);
    return end;
}

void
plot_frame(Plot *plot)
{
    for (guint i = 0; i <= steps_of(plot); i++) {
        double y = plot_up(plot, plot->least + i * plot->step);
        scene_line(plot->scene, plot->left, y, plot->right, y, i == 0 ? plot_axis : plot_grid, 0.6, false);
        g_autofree char *label = plot->step > 0 ? axis_label(plot, plot->least + i * plot->step) : NULL;
        if (label)
            scene_text(plot->scene, plot->left - 5, y + BASELINE, label, ANCHOR_END, plot_quiet, false);
    }
    lay_breaks(plot, true);
    plot->y = gap + (plot->chart->ticks->len ? lay_ticks(plot) : lay_category_names(plot));
}
