/* Plot: what the kinds of charts share when they lay out a scene: colours, names, the axes and their labels.
 * Private to the room.
 *
 * A kind begins at `y`, the end of what stands above it, and leaves in `y` where it ends itself. */
#pragma once
#include "render/chart/parts.h"
#include "render/chart/scene.h"

typedef struct {
    Scene *scene;
    const Chart *chart;
    double y;
    double left, right, top, bottom; /* of the plot's ground */
    double least, most,
        step; /* of the values: from 0 but where neither bars nor shares are; step 0: no axis */
} Plot;

/* Which rows and columns of a table a kind takes as its categories. */
typedef enum {
    ACROSS_ROWS, /* rows, and the latest period with the one it is held against as series; the periods where
                    there is but one row */
    ACROSS_PERIODS, /* periods, and rows as series */
    ACROSS_LATEST,  /* the latest period alone, and rows as series */
    ACROSS_CELLS,   /* rows, and every column of one quantity as a series */
} ChartAcross;

/* One kind of chart: a row of the table in kinds.c and a function that lays it out. */
struct ChartKind {
    const char *name;  /* as the profile's `chart` names it, or the program itself */
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
bool plot_is_blue(const Chart *chart);                 /* its first colour, to be named */
guint32 plot_shade(const Plot *plot, double strength); /* from white, 0, to the first colour, 1 */
guint32 plot_ink_on(guint32 ground);                   /* black or white, whichever reads better */
ChartShape plot_shape(guint series);                   /* so that no series is told by its colour alone */

/* The axis ends at the largest value; a round step cuts it into four to six and is whole where all values
 * are.
 */
void plot_choose_axis(Plot *plot);
double plot_across(const Plot *plot, double value); /* where a value is on a horizontal axis */
double plot_up(const Plot *plot, double value);     /* where it is on a vertical one */

/* Horizontal charts: the name of each category in at most two lines within a share of the width. */
GPtrArray *plot_names(const Plot *plot, double share); /* GPtrArray* of char* */
/* In points: the widest of the names' lines. */
double plot_widest_name(const GPtrArray *names);
double plot_widest_label(const Plot *plot); /* of the points */
/* The names, one row of at least `height` beneath the other, each with what `lay` puts at its middle. */
void plot_rows(Plot *plot, const GPtrArray *names, double height,
               void (*lay)(Plot *plot, guint index, double middle));

/* Upright charts: sets the plot's ground beneath plot->y, with room for the numbers of an axis on the left
 * and `right` on the right. */
void plot_place(Plot *plot, double right, double height);
double plot_band(const Plot *plot);                                     /* width of one category */
double plot_middle(const Plot *plot, guint category);                   /* of a category */
double plot_at(const Plot *plot, const ChartPoint *point, guint index); /* of a point, on either axis */
/* Whether every category's name fits beneath its band in a few lines, broken at spaces. */
bool plot_names_fit(const Plot *plot, double band);
/* The ground line, the horizontal grid and its numbers where there is an axis, breaks in series, names or
 * ticks. */
void plot_frame(Plot *plot);
