/* Plot: what the kinds of charts share when they lay out a scene: colours, the axes and their labels, the
 * legend. Private to the room.
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
    double most, step;               /* of the value axis, which starts at 0 */
} Plot;

/* Which rows and columns of a table a kind takes as its categories. */
typedef enum {
    ACROSS_ROWS,    /* rows, and the latest periods as series; the periods where there is but one row */
    ACROSS_PERIODS, /* periods, and rows as series */
    ACROSS_CELLS,   /* rows, and every column of one quantity as a series */
} ChartAcross;

/* One kind of chart: a row of the table in kinds.c and a file that lays it out. */
struct ChartKind {
    const char *name;  /* as the profile's `chart` names it, or the program itself */
    const char *words; /* how its alternative text begins: "Bar chart" */
    ChartAcross across;
    guint series;            /* most series it can show; 0: any number */
    guint categories;        /* most categories it can show; 0: any number */
    bool whole;              /* shows parts of a whole: percentages must add up to 100 */
    bool intervals;          /* shows lower and upper limits where there are any */
    bool counts;             /* prefers counts to percentages */
    void (*lay)(Plot *plot); /* adds its marks from plot->y on */
};

/* The kinds: each adds its marks and labels to the scene, from plot->y on. */
void bars_lay(Plot *plot);
void columns_lay(Plot *plot);
void stacked_lay(Plot *plot);
void lines_lay(Plot *plot);
void dots_lay(Plot *plot);
void heat_lay(Plot *plot);
void doughnut_lay(Plot *plot);
void funnel_lay(Plot *plot);

extern const guint32 plot_ink, plot_quiet, plot_grid, plot_axis;
guint32 plot_colour(const Plot *plot, guint series);                /* of the palette, in its order */
guint32 plot_colour_of(const Plot *plot, guint index, guint count); /* of one of `count` things */
ChartShape plot_shape(guint series); /* so that no series is told by its colour alone */
guint32 plot_ink_on(guint32 ground); /* black or white, whichever reads better */

/* A round step that cuts the axis into four to six. */
void plot_choose_axis(Plot *plot);
double plot_across(const Plot *plot, double value); /* where a value is on a horizontal axis */
double plot_up(const Plot *plot, double value);     /* where it is on a vertical one */

char *plot_axis_label(const Plot *plot, double value); /* a number of the axis; caller frees */

/* Words of the axis, above the plot at the left; never turned. */
void plot_axis_title(Plot *plot);
/* The series and their colours, on one or more lines; `order` says how they stand: "From top to bottom". */
void plot_legend(Plot *plot, const char *order);

/* Horizontal charts: the name of each category in lines of at most a share of the width. */
GPtrArray *plot_names(const Plot *plot, double width); /* GPtrArray* of char* */
/* In points: the widest of the names' lines, and of the points' labels. */
double plot_widest_name(const GPtrArray *names);
double plot_widest_label(const Plot *plot);
/* Vertical grid lines from top to bottom and their numbers beneath; plot->y goes beneath those. */
void plot_vertical_grid(Plot *plot);

/* Upright charts: sets the plot's ground beneath plot->y, with room for the axis on the left and `right` on
 * the right. */
void plot_place(Plot *plot, double right, double height);
double plot_band(const Plot *plot);                                     /* width of one category */
double plot_middle(const Plot *plot, guint category);                   /* of a category */
double plot_at(const Plot *plot, const ChartPoint *point, guint index); /* of a point, on either axis */
/* Whether every category's name fits beneath its band in a few lines, broken at spaces. */
bool plot_names_fit(const Plot *plot, double band);
/* Horizontal grid and its numbers, breaks in series, names or ticks and what stands beneath them. */
void plot_frame(Plot *plot);
