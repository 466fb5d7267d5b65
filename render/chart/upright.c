/* The frame of charts that stand upright: grid, breaks in series, names or ticks, and what stands beneath
 * them. */
#include "render/chart/plot.h"

static const double gap = 8;

static double
widest_number(const Plot *plot)
{
    double widest = 0;
    for (guint i = 0; i * plot->step <= plot->most + 1e-9; i++) {
        g_autofree char *label = plot_axis_label(plot, i * plot->step);
        widest = MAX(widest, font_width(label, TEXT_SIZE, false));
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
    double last = g_array_index(ticks, ChartTick, ticks->len - 1).at;
    return plot->left + (plot->right - plot->left) * point->at / last;
}

/* Breaks in series are named above the plot, on further lines where the names would touch. Returns how many
 * lines there are; draws only where asked to, because the plot begins beneath them. */
static guint
lay_breaks(Plot *plot, bool draw)
{
    static const char *const words = "Break in series";
    double width = font_width(words, TEXT_SIZE, false), ends[8] = {0};
    guint rows = 0;
    for (guint i = 1; i < plot->chart->categories->len; i++) {
        if (!chart_category(plot->chart, i)->after_break)
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

/* "September" is "Sep" where not all the months' names fit, and then they all are shortened. */
static char *
name_beneath(const Plot *plot, guint index)
{
    const char *name = chart_category(plot->chart, index)->name;
    bool shorten = false;
    for (guint i = 0; i < plot->chart->categories->len && calendar_month_named(name); i++)
        shorten |= font_width(chart_category(plot->chart, i)->name, TEXT_SIZE, false) > plot_band(plot) - 3;
    return shorten ? g_strndup(name, 3) : g_strdup(name);
}

static GPtrArray *
name_lines(const Plot *plot, guint index, double width)
{
    const ChartCategory *category = chart_category(plot->chart, index);
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
        widest = MAX(widest, font_width(*word, TEXT_SIZE, false));
    return widest;
}

bool
plot_names_fit(const Plot *plot, double band)
{
    static const guint most_lines = 4;
    for (guint i = 0; i < plot->chart->categories->len; i++) {
        const ChartCategory *category = chart_category(plot->chart, i);
        g_autofree char *name = name_beneath(plot, i);
        g_autoptr(GPtrArray) lines = text_wrap(name, TEXT_SIZE, false, band - 3);
        if (lines->len > most_lines || widest_word(name) > band - 3 ||
            (category->provisional && widest_word("provisional") > band - 3))
            return false;
    }
    return true;
}

/* Names of several lines stand further apart than those of one, or a line reads on into the next name's. */
static GPtrArray *
lines_apart(const Plot *plot, guint index, double width)
{
    static const double apart = 9;
    GPtrArray *lines = name_lines(plot, index, width - 3);
    g_autofree char *name = name_beneath(plot, index);
    if (lines->len == 1 || widest_word(name) > width - apart)
        return lines;
    g_ptr_array_unref(lines);
    return name_lines(plot, index, width - apart);
}

/* The names of the categories beneath the axis: where they do not all fit, every second or third one, and
 * always the last. Returns where they end. */
static double
lay_names(Plot *plot)
{
    guint count = plot->chart->categories->len, every = 1;
    double band = plot_band(plot), end = plot->bottom;
    while (every < count && !plot_names_fit(plot, band * every))
        every++;
    for (guint i = 0; i < count; i++) {
        if ((count - 1 - i) % every)
            continue;
        /* The first and the last must not leave the picture. */
        double middle = plot_middle(plot, i), edge = MIN(middle, plot->scene->width - middle);
        g_autoptr(GPtrArray) lines = lines_apart(plot, i, MIN(band * every, 2 * edge + 3));
        for (guint k = 0; k < lines->len; k++)
            scene_text(plot->scene, middle, plot->bottom + LINE_HEIGHT * (k + 1) + 3, lines->pdata[k],
                       ANCHOR_MIDDLE, plot_ink, false);
        end = MAX(end, plot->bottom + LINE_HEIGHT * lines->len + 3);
    }
    return end;
}

/* Numbers in line stand where they touch none that stands already. */
static void
put_in_line(Plot *plot, double x, double y, const char *text)
{
    if (*text && scene_has_room(plot->scene, x, y, text, ANCHOR_MIDDLE))
        scene_text(plot->scene, x, y, text, ANCHOR_MIDDLE, plot_ink, false);
}

static double
lay_ticks(Plot *plot)
{
    for (guint i = 0; i < plot->chart->ticks->len; i++) {
        const ChartTick *tick = &g_array_index(plot->chart->ticks, ChartTick, i);
        double x = plot_at(plot, &(ChartPoint){.at = tick->at}, i);
        scene_line(plot->scene, x, plot->bottom, x, plot->bottom + 4, plot_axis, 1, false);
        put_in_line(plot, x, plot->bottom + LINE_HEIGHT + 3, tick->label);
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
            put_in_line(plot, plot_at(plot, &(ChartPoint){.at = at}, k), y, row->cells->pdata[k]);
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
        g_autofree char *label = plot_axis_label(plot, i * plot->step);
        scene_text(plot->scene, plot->left - 6, y + 4, label, ANCHOR_END, plot_quiet, false);
    }
    lay_breaks(plot, true);
    double end = plot->chart->ticks->len ? lay_ticks(plot) : lay_names(plot);
    plot->y = lay_beneath(plot, end) + gap;
}
