/* The words of a chart for those who cannot see it. Private to the room. */
#pragma once
#include "render/chart/chart.h"

/* Sets `alt` from what a chart over categories shows: kind, measure, period, the message, the extremes. What
 * has no value in the chart has none in the words. */
void chart_describe(Chart *chart);
