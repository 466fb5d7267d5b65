/* Kind: what render knows of one kind of measure, beside what `analysis/profile/kinds.h` says of it.
 *
 * A row for each kind stands in the table of render/kinds; the rooms that lay out tables, choose charts,
 * write sentences and fill documents ask it instead of telling kinds apart. They include this header alone,
 * and `kinds` includes them, so that one file holds all that is particular to a kind. What is left out of a
 * row is as with most kinds. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/kinds.h"

typedef struct Table Table;
typedef struct Layout Layout;
typedef struct Chart Chart;
typedef struct Choice Choice;
typedef struct Writing Writing;
typedef struct ChartFinding ChartFinding;

/* What the rows of its table are. */
typedef enum {
    ROWS_WHOLE,   /* the measure itself, or months and quarters of it */
    ROWS_NAMED,   /* categories: the largest first in charts */
    ROWS_ORDERED, /* limits of time, movements: in an order of their own */
} RenderRows;

/* What the main points of a year are, in the order of a case's life. */
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
    /* Columns, rows and the notes that come first; row heading and what is counted where they are not the
     * usual. */
    void (*lay)(Layout *layout);
    /* In place of that, the whole table; NULL where there is none. */
    Table *(*table)(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
    RenderRows rows;

    /* The name of the usual chart; without this, or where that is NULL, none. */
    const char *(*chart)(const Choice *choice);
    /* What the values are, where that is not the number or percentage of records, else NULL. Caller frees. */
    char *(*axis)(const Choice *choice, bool percent);
    /* The usual chart where it is not one of rows and columns. */
    Chart *(*draw)(const Choice *choice);
    /* What the figures show, to be a chart's title. */
    void (*find)(const Writing *writing, ChartFinding *finding);

    void (*say)(Writing *writing);       /* its sentences; NULL: none */
    void (*summarise)(Writing *writing); /* the one that stands for it among the main points; NULL: none */
    void (*tell)(Writing *writing, const Figure *figure); /* one figure of the year, with its change */
    void (*targets)(Writing *writing);                    /* all its targets in one sentence */
    /* Its place among the main points. */
    MainPoint (*main_point)(const Profile *profile, const ProfileMeasure *measure);

    bool key_figure; /* it may be a key figure unasked */
    bool share;      /* summed up by a percentage */
    bool time;       /* of the days from `from` to `to` */
    bool one_year;   /* not counted year by year */
} RenderKind;

/* Never NULL. */
const RenderKind *render_kind(const ProfileMeasure *measure);
