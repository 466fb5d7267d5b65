/* Plot: what the kinds of charts share when they lay out a scene: colours, names, axes and their labels.
 * Private to the room.
 *
 * A kind begins at `y`, where what stands above it ends, and sets `y` to where it ends itself. A plot lives
 * while one scene is laid out, and owns nothing: the chart is only read, the scene is added to. Values become
 * places by plot_across or plot_up, which need the scale (plot_choose_axis, or `most` alone) and the plot's
 * ground (`left` to `right`, or plot_place). */
#pragma once
#include "render/chart/chart_parts.h"
#include "render/chart/scene.h"

typedef struct {
    Scene *scene;
    const Chart *chart;
    double y;
    double left, right, top, bottom; /* of the plot's ground */
    double least, most, step; /* of the values; `least` is 0 unless a funnel's; step 0: there is no axis */
} Plot;

/* Which rows or columns of a table become a kind's categories. */
typedef enum {
    ACROSS_ROWS,    /* rows, with the latest period and the one it is compared with as series; periods, if
                       there is only one row */
    ACROSS_PERIODS, /* periods, and rows as series */
    ACROSS_LATEST,  /* the latest period alone, and rows as series */
    ACROSS_CELLS,   /* rows, and every column of one quantity as a series */
} ChartAcross;

/* One kind of chart: a row of the table in chart_kinds.c, and the function that lays it out. */
struct ChartKind {
    const char *name;  /* in a profile's `chart`, or only in the program */
    const char *words; /* how its alternative text begins: "Bar chart" */
    ChartAcross across;
    guint series;            /* most series it can show; 0: any number */
    bool whole;              /* shows parts of a whole: percentages must add up to 100 */
    bool intervals;          /* shows lower and upper limits where there are any */
    bool counts;             /* prefers counts to percentages */
    void (*lay)(Plot *plot); /* adds its marks from plot->y on */
};

/* The kinds: each adds its marks and labels to the scene, from plot->y on. */
void bars_lay(Plot *plot);
void dots_lay(Plot *plot);
void columns_lay(Plot *plot);
void stacked_lay(Plot *plot);
void strip_lay(Plot *plot);
void lines_lay(Plot *plot);
void heat_lay(Plot *plot);
void funnel_lay(Plot *plot);

extern const guint32 plot_ink, plot_quiet, plot_grid, plot_axis, plot_target;
guint32 plot_tone(const Chart *chart, ChartTone tone); /* its colour */
bool plot_is_blue(const Chart *chart);                 /* whether its first colour is the blue */
guint32 plot_shade(const Plot *plot, double strength); /* from white, 0, to the first colour, 1 */
guint32 plot_ink_on(guint32 ground);                   /* black or white, whichever reads better */
ChartShape plot_shape(guint series);                   /* so that no series is told by its colour alone */

/* Sets the scale of the values: it ends at the largest, and round steps, whole if all values are, divide it
 * into two to five parts. */
void plot_choose_axis(Plot *plot);
double plot_across(const Plot *plot, double value); /* where a value is on a horizontal axis */
double plot_up(const Plot *plot, double value);     /* where it is on a vertical one */

/* Horizontal charts. The name of each category in at most two lines, within a share of the width. */
GPtrArray *plot_names(const Plot *plot, double share); /* GPtrArray* of char* */
/* In points: the widest of the names' lines. */
double plot_widest_name(const GPtrArray *names);
double plot_widest_label(const Plot *plot); /* of the points */
/* Rows of at least `height`, one beneath the other: in each a name, and what `lay` puts at its middle. */
void plot_rows(Plot *plot, const GPtrArray *names, double height,
               void (*lay)(Plot *plot, guint index, double middle));

/* Upright charts. Sets the plot's ground beneath plot->y, with room for the axis's numbers on the left, and
 * `right` on the right. */
void plot_place(Plot *plot, double right, double height);
double plot_band(const Plot *plot);                                     /* width of one category */
double plot_middle(const Plot *plot, guint category);                   /* of a category */
double plot_at(const Plot *plot, const ChartPoint *point, guint index); /* of a point, on either axis */
/* Whether every category's name fits beneath its band in up to four lines, broken at spaces alone. */
bool plot_names_fit(const Plot *plot, double band);
/* Adds the ground line, the grid with its numbers if there is an axis, breaks, and names or ticks. */
void plot_frame(Plot *plot);
