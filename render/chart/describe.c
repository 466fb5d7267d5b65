#include "render/chart/describe.h"
#include <math.h>
#include "render/chart/parts.h"
#include "render/chart/plot.h"

static const ChartPoint *
point_at(const ChartSeries *series, guint index)
{
    return &g_array_index(series->points, ChartPoint, index);
}

/* The place of the largest or of the smallest value; -1 where none is shown. */
static int
extreme(const ChartSeries *series, int direction)
{
    int found = -1;
    for (guint i = 0; i < series->points->len; i++) {
        double value = point_at(series, i)->value;
        if (!isnan(value) && (found < 0 || direction * (value - point_at(series, found)->value) > 0))
            found = (int)i;
    }
    return found;
}

/* "Youth Work", "Probation and Youth Work" or "Faith and 3 others": those that share a value. */
static char *
names_with(const Chart *chart, const ChartSeries *series, int place)
{
    double value = point_at(series, place)->value;
    guint alike = 0, other = 0;
    for (guint i = 0; i < series->points->len; i++)
        if (point_at(series, i)->value == value) {
            alike++;
            if ((int)i != place && !other)
                other = i;
        }
    const char *name = chart_category(chart, place)->name;
    if (alike == 1)
        return g_strdup(name);
    if (alike == 2)
        return g_strdup_printf("%s and %s", name, chart_category(chart, other)->name);
    return g_strdup_printf("%s and %u others", name, alike - 1);
}

static void
append_extremes(GString *alt, const Chart *chart, const ChartSeries *series)
{
    int most = extreme(series, 1), least = extreme(series, -1);
    if (most < 0)
        return;
    const ChartPoint *highest = point_at(series, most), *lowest = point_at(series, least);
    if (highest->value == lowest->value) {
        g_string_append_printf(alt, " %s throughout.", highest->label);
        return;
    }
    g_autofree char *high_names = names_with(chart, series, most);
    g_autofree char *low_names = names_with(chart, series, least);
    g_string_append_printf(alt, " Highest: %s, %s; lowest%s: %s, %s.", high_names, highest->label,
                           chart_hides_any(chart) ? " of those shown" : "", low_names, lowest->label);
}

/* Over periods the message is where a series came from and where it is now. */
static void
append_course(GString *alt, const Chart *chart, const ChartSeries *series)
{
    int first = -1, last = -1;
    for (guint i = 0; i < series->points->len; i++)
        if (!isnan(point_at(series, i)->value)) {
            first = first < 0 ? (int)i : first;
            last = (int)i;
        }
    g_string_append_printf(alt, " %s:", series->name);
    if (first < 0) {
        g_string_append(alt, " not shown.");
        return;
    }
    if (first == last)
        g_string_append_printf(alt, " %s in %s.", point_at(series, last)->label,
                               chart_category(chart, last)->name);
    else
        g_string_append_printf(alt, " %s in %s, %s in %s.", point_at(series, first)->label,
                               chart_category(chart, first)->name, point_at(series, last)->label,
                               chart_category(chart, last)->name);
}

/* Over rows the message is the extremes of the leading series, and what the others have at its largest. */
static void
append_rows(GString *alt, const Chart *chart)
{
    for (guint s = 0; s < chart->series->len; s++) {
        if (chart->series->len > 1)
            g_string_append_printf(alt, " %s.", chart_series(chart, s)->name);
        append_extremes(alt, chart, chart_series(chart, s));
    }
}

static void
append_largest_cells(GString *alt, const Chart *chart)
{
    const ChartSeries *most = NULL;
    int place = -1;
    for (guint s = 0; s < chart->series->len; s++) {
        int here = extreme(chart_series(chart, s), 1);
        if (here >= 0 &&
            (!most || point_at(chart_series(chart, s), here)->value > point_at(most, place)->value)) {
            most = chart_series(chart, s);
            place = here;
        }
    }
    if (most)
        g_string_append_printf(alt, " Largest: %s, %s and %s.", point_at(most, place)->label,
                               chart_category(chart, place)->name, most->name);
}

static void
append_span(GString *alt, const Chart *chart)
{
    guint last = chart->categories->len - 1;
    g_string_append_printf(alt, ", %s", chart_category(chart, 0)->name);
    if (last > 0)
        g_string_append_printf(alt, " to %s", chart_category(chart, last)->name);
    g_string_append_c(alt, '.');
}

static void
append_cautions(GString *alt, const Chart *chart)
{
    for (guint i = 0; i < chart->categories->len; i++) {
        const ChartCategory *category = chart_category(chart, i);
        if (category->after_break)
            g_string_append_printf(alt, " Break in series before %s.", category->name);
        if (category->provisional)
            g_string_append_printf(alt, " %s is provisional.", category->name);
    }
    for (guint i = 0; i < chart->limits->len; i++)
        g_string_append_printf(alt, " A line stands at %s.",
                               g_array_index(chart->limits, ChartLimit, i).label);
    for (guint i = 0; i < chart->notes->len; i++)
        g_string_append_printf(alt, " %s", (char *)chart->notes->pdata[i]);
}

void
chart_describe(Chart *chart)
{
    GString *alt = g_string_new(chart->kind->words);
    g_string_append_printf(alt, " of %s, %s", chart->title, chart->axis);
    if (chart->kind->across == ACROSS_CELLS) {
        g_string_append_c(alt, '.');
        append_largest_cells(alt, chart);
    } else if (!chart->over_time) {
        g_string_append_c(alt, '.');
        append_rows(alt, chart);
    } else {
        append_span(alt, chart);
        for (guint s = 0; s < chart->series->len; s++)
            append_course(alt, chart, chart_series(chart, s));
        if (chart->series->len == 1)
            append_extremes(alt, chart, chart_series(chart, 0));
    }
    append_cautions(alt, chart);
    g_free(chart->alt);
    chart->alt = g_string_free(alt, FALSE);
}
