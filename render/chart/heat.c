/* Heat: a table whose cells are the darker the larger their number, which stands in each. */
#include <math.h>
#include "render/chart/plot.h"

static const double gap = 8, share_of_names = 0.34, cell = 24;
/* From nothing to the largest quarter. Neighbours need not stand 3 to 1 apart: the numbers say what they are.
 */
static const guint32 shades[] = {0xffffff, 0xd4e4f2, 0x6bace6, 0x2073bc, 0x12436d};

static double
largest(const Plot *plot)
{
    double most = 0;
    for (guint s = 0; s < plot_series(plot); s++)
        for (guint i = 0; i < plot_categories(plot); i++)
            most = plot_point(plot, s, i)->value > most ? plot_point(plot, s, i)->value : most;
    return most;
}

static guint32
shade_of(double value, double most)
{
    if (isnan(value) || value <= 0)
        return shades[0];
    return shades[(guint)CLAMP(ceil(4 * value / most), 1, 4)];
}

static const char *
heading_of(const Plot *plot, guint series)
{
    return ((const ChartSeries *)plot->chart->series->pdata[series])->name;
}

/* Whether every heading fits its column, broken at spaces alone. */
static bool
headings_fit(const Plot *plot, double width)
{
    for (guint s = 0; s < plot_series(plot); s++) {
        g_auto(GStrv) words = g_strsplit(heading_of(plot, s), " ", -1);
        for (char **word = words; *word; word++)
            if (text_width(*word, TEXT_SIZE, false) > width)
                return false;
    }
    return true;
}

/* Letters stand for headings that do not fit: A to Z, then AA. */
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
    for (guint s = 0; s < plot_series(plot); s++) {
        g_autofree char *letter = letter_of(s);
        scene_text(plot->scene, 0, plot->y + LINE_HEIGHT, letter, ANCHOR_START, plot_ink, true);
        plot->y = scene_paragraph(plot->scene, 26, plot->y, plot->scene->width - 26, heading_of(plot, s),
                                  plot_ink, false, TEXT_SIZE);
    }
    plot->y += gap;
}

static void
lay_headings(Plot *plot, double width, bool letters)
{
    g_autoptr(GPtrArray) headings = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    guint most = 1;
    for (guint s = 0; s < plot_series(plot); s++) {
        g_autofree char *letter = letter_of(s);
        GPtrArray *lines = text_wrap(letters ? letter : heading_of(plot, s), TEXT_SIZE, false, width - 4);
        g_ptr_array_add(headings, lines);
        most = MAX(most, lines->len);
    }
    for (guint s = 0; s < headings->len; s++) {
        const GPtrArray *lines = headings->pdata[s];
        double middle = plot->y + LINE_HEIGHT * (most - lines->len / 2.0);
        scene_lines(plot->scene, plot->left + width * (s + 0.5), middle, lines, ANCHOR_MIDDLE, plot_ink);
    }
    plot->y += LINE_HEIGHT * most + 4;
}

static void
lay_row(Plot *plot, guint index, const GPtrArray *name, double width, double height, double most)
{
    scene_lines(plot->scene, plot->left - 8, plot->y + height / 2, name, ANCHOR_END, plot_ink);
    for (guint s = 0; s < plot_series(plot); s++) {
        const ChartPoint *point = plot_point(plot, s, index);
        guint32 ground = shade_of(point->value, most);
        double x = plot->left + width * s;
        scene_rectangle(plot->scene, x, plot->y, width, height, plot_grid);
        scene_rectangle(plot->scene, x + 0.5, plot->y + 0.5, width - 1, height - 1, ground);
        scene_text(plot->scene, x + width / 2, plot->y + height / 2 + 4, point->label, ANCHOR_MIDDLE,
                   plot_ink_on(ground), false);
    }
    plot->y += height;
}

void
heat_lay(Plot *plot)
{
    double most = largest(plot);
    plot_axis_title(plot);
    g_autoptr(GPtrArray) names = plot_names(plot, plot->scene->width * share_of_names);
    plot->left = plot_widest_name(names) + 10;
    double width = MIN((plot->scene->width - plot->left) / plot_series(plot), 110);
    bool letters = !headings_fit(plot, width - 4);
    if (letters)
        lay_key(plot);
    lay_headings(plot, width, letters);
    for (guint i = 0; i < names->len; i++) {
        const GPtrArray *name = names->pdata[i];
        lay_row(plot, i, name, width, MAX(cell, name->len * LINE_HEIGHT + 6), most);
    }
    plot->y += gap;
}
