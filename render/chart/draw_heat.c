/* Heat: a table whose cells are darker the larger the number in them. */
#include <math.h>
#include "render/chart/plot.h"

/* In points; cells are at least 12 by 6.5 mm. */
static const double gap = 6, share_of_names = 0.34, cell = 18.5, narrowest_cell = 34, widest_cell = 80;
/* Of zero, then of each quarter up to the largest number. They need no contrast of 3 to 1, because each cell
 * has its number. */
static const double shades[] = {0, 0.14, 0.36, 0.62, 1};

/* Whether every heading fits its column when broken at spaces. */
static bool
headings_fit(const Plot *plot, double width)
{
    for (guint s = 0; s < plot->chart->series->len; s++)
        if (text_widest_word(chart_series(plot->chart, s)->name) > width)
            return false;
    return true;
}

/* The letter in place of a heading that does not fit: A to Z, then AA. */
static char *
letter_of(guint series)
{
    if (series < 26)
        return g_strdup_printf("%c", 'A' + (char)series);
    return g_strdup_printf("%c%c", 'A' + (char)(series / 26 - 1), 'A' + (char)(series % 26));
}

static void
lay_key(Plot *plot)
{
    for (guint s = 0; s < plot->chart->series->len; s++) {
        g_autofree char *letter = letter_of(s);
        scene_text(plot->scene, 0, plot->y + LINE_HEIGHT, letter, ANCHOR_START, plot_ink, true);
        plot->y = scene_paragraph(plot->scene, 26, plot->y, plot->scene->width - 26,
                                  chart_series(plot->chart, s)->name, plot_ink, false, SIZE_LABEL);
    }
    plot->y += gap;
}

/* The columns of one panel: as many as fit beside the names; others are in further panels beneath. */
typedef struct {
    guint from, to;
    double width;
    bool letters;
} Panel;

static void
lay_headings(Plot *plot, const Panel *panel)
{
    g_autoptr(GPtrArray) headings = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    guint most = 1;
    for (guint s = panel->from; s < panel->to; s++) {
        g_autofree char *letter = letter_of(s);
        GPtrArray *lines = text_wrap(panel->letters ? letter : chart_series(plot->chart, s)->name, SIZE_LABEL,
                                     false, panel->width - 4);
        g_ptr_array_add(headings, lines);
        most = MAX(most, lines->len);
    }
    for (guint i = 0; i < headings->len; i++) {
        const GPtrArray *lines = headings->pdata[i];
        double middle = plot->y + LINE_HEIGHT * (most - lines->len / 2.0);
        scene_lines(plot->scene, plot->left + panel->width * (i + 0.5), middle, lines, ANCHOR_MIDDLE,
                    plot_ink);
    }
    plot->y += LINE_HEIGHT * most + 4;
}

static void
lay_row(Plot *plot, guint index, const GPtrArray *name, const Panel *panel)
{
    double height = MAX(cell, name->len * LINE_HEIGHT + 4);
    scene_lines(plot->scene, plot->left - 8, plot->y + height / 2, name, ANCHOR_END, plot_ink);
    for (guint s = panel->from; s < panel->to; s++) {
        const ChartPoint *point = chart_point(plot->chart, s, index);
        int quarter = point->value > 0 ? (int)CLAMP(ceil(4 * point->value / plot->most), 1, 4) : 0;
        guint32 ground = plot_shade(plot, shades[quarter]);
        double x = plot->left + panel->width * (s - panel->from);
        scene_rectangle(plot->scene, x, plot->y, panel->width, height, plot_grid);
        scene_rectangle(plot->scene, x + 0.5, plot->y + 0.5, panel->width - 1, height - 1, ground);
        scene_text(plot->scene, x + panel->width / 2, plot->y + height / 2 + BASELINE, point->label,
                   ANCHOR_MIDDLE, plot_ink_on(ground), false);
    }
    plot->y += height;
}

void
heat_lay(Plot *plot)
{
    const guint series = plot->chart->series->len;
    double least = MAX(plot_widest_label(plot) + 8, narrowest_cell);
    plot_choose_axis(plot);
    g_autoptr(GPtrArray) names = plot_names(plot, share_of_names);
    plot->left = plot_widest_name(names) + 8;
    double room = plot->scene->width - plot->left;
    guint panels = (guint)ceil(series * least / room), columns = (series + panels - 1) / panels;
    Panel panel = {.width = MIN(room / columns, widest_cell)};
    panel.letters = !headings_fit(plot, panel.width - 4);
    if (panel.letters)
        lay_key(plot);
    for (; panel.from < series; panel.from = panel.to) {
        panel.to = MIN(panel.from + columns, series);
        lay_headings(plot, &panel);
        for (guint i = 0; i < names->len; i++)
            lay_row(plot, i, names->pdata[i], &panel);
        plot->y += gap;
    }
}
