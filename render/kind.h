/* Kind: what render knows about one kind of measure, besides what `analysis/profile/kinds.h` says.
 *
 * The table in render/kinds has a row for each kind; the rooms that lay out tables, choose charts, write
 * sentences and fill documents ask it and never compare kinds. They include only this header, and `kinds`
 * includes theirs, so that one file holds everything particular to a kind. Members left out of a row are as
 * for most kinds. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/kinds.h"

typedef struct Table Table;
typedef struct Layout Layout;
typedef struct Chart Chart;
typedef struct Choice Choice;
typedef struct Writing Writing;
typedef struct ChartFinding ChartFinding;

/* The rows of its table. */
typedef enum {
    ROWS_WHOLE,   /* the measure itself, or months and quarters of it */
    ROWS_NAMED,   /* categories: the largest first in charts */
    ROWS_ORDERED, /* time limits, movements: in an order of their own */
} RenderRows;

/* The main points of a year, in the order of a case's life. */
typedef enum {
    POINT_NONE,
    POINT_SIZE,
    POINT_THRESHOLD,
    POINT_OUTCOME,
    POINT_OUTCOME_CHANGE,
    POINT_TIME,
    POINT_WHO,
    POINT_COMPARISON,
    POINT_OPEN,
    POINTS
} MainPoint;

typedef struct {
    /* Columns, rows and the first notes; the row heading and what is counted, if unusual. */
    void (*lay)(Layout *layout);
    /* The whole table, instead of that; NULL if there is none. */
    Table *(*table)(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
    RenderRows rows;

    /* The name of the usual chart; if this is missing or NULL, none. */
    const char *(*chart)(const Choice *choice);
    /* What the values are, if not the number or percentage of records, otherwise NULL. Caller frees. */
    char *(*axis)(const Choice *choice, bool percent);
    /* The usual chart, if it is not one of rows and columns. */
    Chart *(*draw)(const Choice *choice);
    /* What the figures show, as the title of a chart. */
    void (*find)(const Writing *writing, ChartFinding *finding);

    void (*say)(Writing *writing);       /* its sentences; NULL: none */
    void (*summarise)(Writing *writing); /* the one for it among the main points; NULL: none */
    void (*tell)(Writing *writing, const Figure *figure); /* one figure of the year, with its change */
    void (*targets)(Writing *writing);                    /* all its targets in one sentence */
    /* Its place among the main points. */
    MainPoint (*main_point)(const Profile *profile, const ProfileMeasure *measure);

    bool key_figure; /* it may be a key figure without being asked for */
    bool share;      /* summarised by a percentage */
    bool time;       /* of the days from `from` to `to` */
    bool one_year;   /* not counted year by year */
} RenderKind;

/* Never NULL. */
const RenderKind *render_kind(const ProfileMeasure *measure);
