/* Reading a chart's parts. Private to the room. */
#pragma once
#include "render/chart/chart.h"

/* By their places, from 0; owned by the chart. */
static inline const ChartCategory *
chart_category(const Chart *chart, guint index)
{
    return &g_array_index(chart->categories, ChartCategory, index);
}

static inline const ChartSeries *
chart_series(const Chart *chart, guint index)
{
    return chart->series->pdata[index];
}

static inline const ChartPoint *
chart_point(const Chart *chart, guint series, guint index)
{
    return &g_array_index(chart_series(chart, series)->points, ChartPoint, index);
}
bool chart_shows_any(const Chart *chart); /* whether some point has a value */
bool chart_hides_any(const Chart *chart); /* whether some point has none */
/* Whether any point has the label. */
bool chart_has_label(const Chart *chart, const char *label);
