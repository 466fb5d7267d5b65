/* The colours and shapes of a chart, by the Analysis Function's guidance on charts (2022). */
#include "render/chart/plot.h"

const guint32 plot_ink = 0x0b0c0c, plot_quiet = 0x3d3d3d, plot_grid = 0xd9d9d9, plot_axis = 0x595959;
/* The palette in its order; two series take dark blue and orange, which differ more in lightness. */
static const guint32 palette[] = {0x12436d, 0x28a197, 0x801650, 0xf46a25, 0x3d3d3d, 0xa285d1};
static const guint32 second_of_two = 0xf46a25;

guint32
plot_ink_on(guint32 ground)
{
    return profile_contrast(0xffffff, ground) >= 4.5 ? 0xffffff : plot_ink;
}

/* The accent is the first colour where it stands 3 to 1 against the white ground and against the colour that
 * is drawn beside it. */
guint32
plot_colour_of(const Plot *plot, guint series, guint count)
{
    guint32 beside = count == 1 ? 0xffffff : count == 2 ? second_of_two : palette[1];
    if (series == 0 && plot->chart->accent && profile_contrast(plot->chart->accent, 0xffffff) >= 3 &&
        profile_contrast(plot->chart->accent, beside) >= 3)
        return plot->chart->accent;
    if (series == 1 && count == 2)
        return second_of_two;
    return palette[series % G_N_ELEMENTS(palette)];
}

guint32
plot_colour(const Plot *plot, guint series)
{
    return plot_colour_of(plot, series, plot->chart->series->len);
}

ChartShape
plot_shape(guint series)
{
    static const ChartShape shapes[] = {SHAPE_CIRCLE,  SHAPE_SQUARE,        SHAPE_TRIANGLE,
                                        SHAPE_DIAMOND, SHAPE_TRIANGLE_DOWN, SHAPE_CROSS};
    return shapes[series % G_N_ELEMENTS(shapes)];
}
