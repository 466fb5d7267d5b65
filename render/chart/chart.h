/* Chart: a table as a picture.
 *
 * A chart first says what it shows: categories, series of points with their values as the table prints them,
 * alternative text. Then it is laid out as a scene, marks and labels at places in points, and the scene is
 * drawn by cairo (PNG, and vectors in a PDF) or written as SVG with real text. In a document its title stands
 * in the text; standalone, the picture has title, subtitle and source.
 *
 *     Chart *chart = chart_of_table(profile, figures, table, CHART_FULL, &error);
 *     GBytes *svg = chart ? chart_to_svg(chart, (ChartOptions){.standalone = true}) : NULL;
 *
 * A value that is not shown is not in the chart: its point has NAN and a label like "[c]", so no mark, no
 * coordinate and no alternative text can give it away.
 *
 * Once it is made a chart does not change, and any thread may draw it. */
#pragma once
#include <cairo.h>
#include <glib.h>
#include <stdbool.h>
#include "render/table/table.h"

/* How a chart is laid out: "bars", "lines" ... The table of kinds is in chart_kinds.c. */
typedef struct ChartKind ChartKind;
const ChartKind *chart_kind(const char *name); /* NULL if there is none */
const char *chart_kind_name(const ChartKind *kind);

typedef enum {
    SHAPE_OF_SERIES, /* the one its series has by its place */
    SHAPE_NONE,
    SHAPE_CIRCLE,
    SHAPE_SQUARE,
    SHAPE_TRIANGLE,
    SHAPE_DIAMOND,
    SHAPE_TRIANGLE_DOWN,
    SHAPE_CROSS,
} ChartShape;

/* What a colour stands for: never a series, an outcome or good and bad. */
typedef enum {
    TONE_OF_SERIES, /* that of its series; of a series, the latest */
    TONE_LATEST,    /* the year reported, or this council: blue, or the profile's accent */
    TONE_EARLIER,   /* the one earlier year it is held against, or other councils: grey */
    TONE_BEFORE,    /* columns of the years before: light grey */
} ChartTone;

typedef struct {
    double value;        /* rounded as printed; NAN: no mark */
    double lower, upper; /* limits of an interval; NAN: none */
    double at;           /* its place on an axis of numbers (see `ticks`); otherwise its category's counts */
    double target;       /* NAN: none */
    char *label;         /* as printed in the table ("52%", "[c]"); NULL: unlabelled */
    ChartShape shape;
    ChartTone tone;
    bool stands_out; /* larger */
    bool hollow;     /* taken from print, so it was not tested */
    bool begins;     /* no line leads here from the point before */
} ChartPoint;

typedef struct {
    char *name;
    GArray *points; /* of ChartPoint: one a category, or in order of `at` */
    ChartTone tone;
    bool thin; /* a dashed line behind the others: a limit that changes on the way */
} ChartSeries;

/* What stands along the axis: a category, or a place on an axis of numbers. */
typedef struct {
    char *name;
    double at;        /* on an axis of numbers */
    bool provisional; /* said beneath the name */
    bool after_break; /* a break in series stands before it */
} ChartCategory;

/* A line across the whole plot at one value: the median or the average of others. */
typedef struct {
    double value;
    char *label; /* "Average 57.8"; NULL: there is no line */
} ChartLimit;

/* How a chart stands on the page: across it (166 mm), as small columns in a strip (80 mm, or 52 if three
 * share it), or beside text (110 mm). */
typedef enum { CHART_FULL, CHART_PANEL, CHART_BESIDE } ChartForm;

struct Chart {
    const ChartKind *kind;
    ChartForm form;
    bool finding; /* its title says what the figures show; otherwise it only names them */
    char *id, *title;
    char *subtitle; /* what is counted, unit, council, and the years that are drawn, with their colours */
    char *source;
    char *axis;         /* what the values are: "percentage of contacts by category of harm" */
    char *across;       /* what an axis of numbers counts: "weeks since receipt"; NULL with categories */
    char *alt;          /* kind, what, place, years, finding: a sentence of at most 150 characters */
    GArray *categories; /* of ChartCategory */
    GArray *ticks;      /* of ChartCategory: an axis of numbers from 0 to the last, in place of categories */
    GPtrArray *series;  /* ChartSeries* */
    ChartLimit limit;
    GPtrArray *notes;  /* char*: what must be known to read it: symbols, breaks, intervals */
    bool percent;      /* values are percentages */
    bool over_time;    /* its categories are years or parts of a year */
    guint32 accent;    /* 0xRRGGBB, in place of the blue if white words can be read on it; 0: none */
    GPtrArray *scenes; /* Scene*: how it is laid out, one for each size that was asked for */
    GMutex lock;       /* of `scenes`: writers share them */
};

/* An empty chart, then its parts; strings are copied. For charts that no table's rows give, and for tests. */
Chart *chart_new(const ChartKind *kind, const char *id, const char *title);
ChartSeries *chart_put_series(Chart *chart, const char *name);
ChartCategory *chart_put_category(Chart *chart, const char *name);
/* Adds a point with its value (NAN: none) and label; the caller may set its other members. */
ChartPoint *chart_put_point(ChartSeries *series, double value, const char *label);
ChartCategory *chart_put_tick(Chart *chart, double at, const char *name);
void chart_put_limit(Chart *chart, double value, const char *label);
void chart_put_note(Chart *chart, const char *note); /* unless it has it already */

/* The chart of a table: of the kind that the measure's `chart` names, or the usual one. NULL without an error
 * if the profile wants none, if there is nothing to draw, or if the profile names no kind and the figures
 * show nothing worth a title. Fails with FAILURE_USAGE and the measure's place if the kind that the profile
 * names cannot show the table. Caller owns it. */
Chart *chart_of_table(const Profile *profile, const Figures *figures, const Table *table, ChartForm form,
                      GError **error);
void chart_free(Chart *chart);
guint32 chart_colour(const Chart *chart, guint series, guint index); /* a point's, 0xRRGGBB */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Chart, chart_free)

typedef struct {
    bool standalone;
    const char *mark; /* standalone: "Internal: not for publication", above its title; NULL: none */
    double width;     /* points; 0: that of the chart's form */
} ChartOptions;

/* The size the chart takes, in points. */
void chart_size(const Chart *chart, ChartOptions options, double *width, double *height);
/* Draws with its upper left corner at the origin of `cr`; `lower`: how high, of 1, with words and shapes as
 * they are. */
void chart_draw(const Chart *chart, ChartOptions options, double lower, cairo_t *cr);
GBytes *chart_to_png(const Chart *chart, ChartOptions options, GError **error); /* 2 pixels a point */
GBytes *chart_to_svg(const Chart *chart, ChartOptions options);
