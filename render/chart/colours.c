/* The colours and shapes of a chart: one colour for what is reported, greys for what it is compared with. */
#include "render/chart/plot.h"

const guint32 plot_ink = 0x0b0c0c, plot_quiet = 0x3d3d3d, plot_grid = 0xd9d9d9, plot_axis = 0x595959,
              plot_target = 0xf46a25;
static const guint32 blue = 0x12436d, grey = 0x8c8c8c, light_grey = 0xbfbfbf;

guint32
plot_ink_on(guint32 ground)
{
    return profile_contrast(0xffffff, ground) >= 4.5 ? 0xffffff : plot_ink;
}

/* The accent replaces the blue if white words can be read on it; then it also stands out from the greys. */
static guint32
leading(const Chart *chart)
{
    return chart->accent && profile_contrast(chart->accent, 0xffffff) >= 4.5 ? chart->accent : blue;
}

bool
plot_is_blue(const Chart *chart)
{
    return leading(chart) == blue;
}

guint32
plot_tone(const Chart *chart, ChartTone tone)
{
    return tone == TONE_EARLIER ? grey : tone == TONE_BEFORE ? light_grey : leading(chart);
}

guint32
chart_colour(const Chart *chart, guint series, guint index)
{
    ChartTone own = chart_point(chart, series, index)->tone;
    return plot_tone(chart, own ? own : chart_series(chart, series)->tone);
}

guint32
plot_shade(const Plot *plot, double strength)
{
    guint32 colour = leading(plot->chart), mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8)
        mixed |= (guint32)(255 - strength * (255 - (colour >> shift & 255)) + 0.5) << shift;
    return mixed;
}

ChartShape
plot_shape(guint series)
{
    static const ChartShape shapes[] = {SHAPE_CIRCLE,  SHAPE_SQUARE,        SHAPE_TRIANGLE,
                                        SHAPE_DIAMOND, SHAPE_TRIANGLE_DOWN, SHAPE_CROSS};
    return shapes[series % G_N_ELEMENTS(shapes)];
}
