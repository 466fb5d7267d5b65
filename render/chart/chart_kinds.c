/* The kinds of charts: a row each. */
#include <string.h>
#include "render/chart/plot.h"

static const ChartKind kinds[] = {
    {.name = "bars", .words = "Bar chart", .across = ACROSS_ROWS, .series = 2, .lay = bars_lay},
    {.name = "columns", .words = "Column chart", .across = ACROSS_ROWS, .series = 1, .lay = columns_lay},
    {.name = "clustered", .words = "Column chart", .across = ACROSS_ROWS, .series = 3, .lay = columns_lay},
    {.name = "stacked",
     .words = "Stacked bar chart",
     .across = ACROSS_PERIODS,
     .series = 6,
     .counts = true,
     .lay = stacked_lay},
    {.name = "shares",
     .words = "Bar chart of shares",
     .across = ACROSS_PERIODS,
     .series = 6,
     .whole = true,
     .lay = stacked_lay},
    {.name = "strip", .words = "Bar in parts", .across = ACROSS_LATEST, .series = 6, .lay = strip_lay},
    /* As profiles call it from when it was a ring. */
    {.name = "doughnut",
     .words = "Bar in parts",
     .across = ACROSS_LATEST,
     .series = 6,
     .whole = true,
     .lay = strip_lay},
    {.name = "lines", .words = "Line chart", .across = ACROSS_PERIODS, .series = 6, .lay = lines_lay},
    {.name = "dots",
     .words = "Dot plot",
     .across = ACROSS_ROWS,
     .series = 2,
     .intervals = true,
     .lay = dots_lay},
    {.name = "heat", .words = "Shaded table", .across = ACROSS_CELLS, .lay = heat_lay},
    {.name = "funnel", .words = "Funnel plot", .across = ACROSS_ROWS, .lay = funnel_lay},
};

const ChartKind *
chart_kind(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}

const char *
chart_kind_name(const ChartKind *kind)
{
    return kind->name;
}
