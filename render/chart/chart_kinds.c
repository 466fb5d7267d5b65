/* The kinds of charts, one a row: name, words, across, most series. */
#include <string.h>
#include "render/chart/plot.h"

static const ChartKind kinds[] = {
    {"bars", "Bar chart", ACROSS_ROWS, 2, .lay = bars_lay},
    {"columns", "Column chart", ACROSS_ROWS, 1, .lay = columns_lay},
    {"clustered", "Column chart", ACROSS_ROWS, 3, .lay = columns_lay},
    {"stacked", "Stacked bar chart", ACROSS_PERIODS, 6, .counts = true, .lay = stacked_lay},
    {"shares", "Bar chart of shares", ACROSS_PERIODS, 6, .whole = true, .lay = stacked_lay},
    {"strip", "Bar in parts", ACROSS_LATEST, 6, .lay = strip_lay},
    /* Profiles still call it so: it was once a ring. */
    {"doughnut", "Bar in parts", ACROSS_LATEST, 6, .whole = true, .lay = strip_lay},
    {"lines", "Line chart", ACROSS_PERIODS, 6, .lay = lines_lay},
    {"dots", "Dot plot", ACROSS_ROWS, 2, .intervals = true, .lay = dots_lay},
    {"heat", "Shaded table", ACROSS_CELLS, .lay = heat_lay},
    {"funnel", "Funnel plot", ACROSS_ROWS, .lay = funnel_lay},
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
