/* Chart: a table as a picture.
 *
 * A chart is first what is said (categories, series, their values as printed in the table, alternative text),
 * then a scene (marks and labels at places, in points), then pixels or vectors. The scene is computed once
 * and drawn by one of two backends: cairo (PNG, and vector into a PDF) and SVG written with real text.
 * Embedded: no title in the picture, it stands in the document. Standalone: title, subtitle and source drawn.
 */
#pragma once
#include <cairo.h>
#include <glib.h>
#include <stdbool.h>
#include "render/table/table.h"

typedef enum { CHART_BARS, CHART_COLUMNS, CHART_CLUSTERED, CHART_LINES } ChartKind;

typedef struct {
    char *name;
    GArray *values;    /* of double, one a category; NAN: none */
    GPtrArray *labels; /* char*: as printed in the table ("52%", "[c]"), one a category */
} ChartSeries;

typedef struct {
    ChartKind kind;
    char *id, *title, *subtitle, *source;
    char *axis;            /* what the value axis counts: "Contacts", "Percentage of contacts" */
    char *alt;             /* short: kind, measure, period, the extremes; one sentence or two */
    GPtrArray *categories; /* char* */
    GPtrArray *series;     /* ChartSeries* */
    GArray *breaks;        /* of guint: a break in series stands before the category of this index */
    bool percent;          /* values are percentages */
} Chart;

/* The chart of a table, by the measure's own `chart` or by its kind; NULL where the profile says none, or
 * where there is nothing to draw. Breakdowns show the report year (and the year before beside it, clustered,
 * when there are few categories), counts and timeliness the years. Caller owns it. */
Chart *chart_of_table(const Profile *profile, const Table *table);
void chart_free(Chart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Chart, chart_free)

typedef struct {
    bool standalone;
    double width; /* points; 0: 480 */
} ChartOptions;

/* The size the chart takes, in points. */
void chart_size(const Chart *chart, ChartOptions options, double *width, double *height);
/* Draws with its upper left corner at the origin of `cr`. */
void chart_draw(const Chart *chart, ChartOptions options, cairo_t *cr);
GBytes *chart_to_png(const Chart *chart, ChartOptions options, GError **error); /* 2 pixels a point */
GBytes *chart_to_svg(const Chart *chart, ChartOptions options);
