#include "render/chart/chart_parts.h"
#include <math.h>

static void
series_free(gpointer pointer)
{
    ChartSeries *series = pointer;
    g_free(series->name);
    g_array_unref(series->values);
    g_ptr_array_unref(series->labels);
    g_free(series);
}

Chart *
chart_new(void)
{
    Chart *chart = g_new0(Chart, 1);
    chart->categories = g_ptr_array_new_with_free_func(g_free);
    chart->series = g_ptr_array_new_with_free_func(series_free);
    chart->breaks = g_array_new(FALSE, FALSE, sizeof(guint));
    return chart;
}

void
chart_free(Chart *chart)
{
    if (!chart)
        return;
    g_free(chart->id);
    g_free(chart->title);
    g_free(chart->subtitle);
    g_free(chart->source);
    g_free(chart->axis);
    g_free(chart->alt);
    g_ptr_array_unref(chart->categories);
    g_ptr_array_unref(chart->series);
    g_array_unref(chart->breaks);
    g_free(chart);
}

ChartSeries *
chart_add_series(Chart *chart, const char *name)
{
    ChartSeries *series = g_new0(ChartSeries, 1);
    series->name = g_strdup(name);
    series->values = g_array_new(FALSE, FALSE, sizeof(double));
    series->labels = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(chart->series, series);
    return series;
}

void
chart_series_add(ChartSeries *series, double number, const char *label)
{
    g_array_append_val(series->values, number);
    g_ptr_array_add(series->labels, g_strdup(label ? label : ""));
}

double
chart_value(const Chart *chart, guint series, guint category)
{
    const ChartSeries *one = chart->series->pdata[series];
    return g_array_index(one->values, double, category);
}

const char *
chart_label(const Chart *chart, guint series, guint category)
{
    const ChartSeries *one = chart->series->pdata[series];
    return one->labels->pdata[category];
}

double
chart_highest(const Chart *chart)
{
    double highest = 0;
    for (guint s = 0; s < chart->series->len; s++)
        for (guint c = 0; c < chart->categories->len; c++)
            if (chart_value(chart, s, c) > highest)
                highest = chart_value(chart, s, c);
    return highest;
}
