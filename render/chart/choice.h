/* Choice: which parts of a table become its chart, while that is being made. For this room and `kinds`.
 *
 * chart_of_table makes one, fills its rows and columns from the table, asks the kind of measure which chart
 * is usual, shortens the rows, and puts the cells that are left into the chart. It borrows the rows and
 * columns, and ends with the call. */
#pragma once
#include "render/chart/finding.h"
#include "render/chart/chart_parts.h"
#include "render/chart/plot.h"
#include "render/table/table.h"

struct Choice {
    const Profile *profile;
    const Table *table;
    const ProfileMeasure *measure;
    ChartForm form;
    Chart *chart;
    Writing writing;
    ChartFinding finding;
    GPtrArray *rows;    /* TableRow*: those to be shown */
    GPtrArray *columns; /* TableColumn*: those of one quantity, or of the field that rows are crossed with */
    char *earlier;      /* the year that the latest is compared with; NULL: none */
    Table *gathered;    /* of one row, which stands for several; NULL: none does. Owned */
    guint zeros;        /* how many rows are left out because they are empty */
    guint smaller;      /* how many because they are small and cannot be added up */
    bool concluded;     /* the rows are outcomes, of what is concluded */
};

/* The usual chart of a number or share: columns over three years or more, and of the months of one year where
 * one of them stands out. */
const char *choice_of_whole(const Choice *choice);
/* That of a cross-table, if a third of its cells are not nearly empty and it fits the page. */
const char *choice_of_cells(const Choice *choice);
/* That of limits: bars for a year or two or with targets, otherwise lines over the years. */
const char *choice_of_limits(const Choice *choice);
/* What the chosen columns hold. */
TableQuantity choice_quantity(const Choice *choice);
/* Leaves the rows that are worth a bar: none that are empty, and of a long list the largest, those that
 * moved, and the rest as one. */
void choice_shorten(Choice *choice);
/* The figure of a row in the year reported; NULL if there is none. */
const Figure *choice_figure(const Choice *choice, const TableRow *row);
const TableCell *choice_cell(const Choice *choice, const TableRow *row, const TableColumn *column);
/* Adds the chosen cells to the chart as its kind shows them, in their order. */
void choice_fill(Choice *choice);
/* Sorts categories by the first series' value, largest first. Equal ones keep their order, and so do those
 * that are not shown, so that the order tells nothing about them. What gathers the rest stands last. */
void chart_order_by_value(Chart *chart);
/* Sorts outcomes in the order of the guidance. */
void chart_order_by_outcome(Chart *chart);

/* An empty chart of the choice's table, of the kind with this name. */
Chart *chart_begin(const Choice *choice, const char *kind);
/* Charts that are not of rows and columns. NULL where there is nothing to draw or to find. */
Chart *chart_of_series(const Choice *choice);     /* a count by month or quarter with its limits or median */
Chart *chart_of_curve(const Choice *choice);      /* shares still open by weeks, this year and the last */
Chart *chart_of_ages(const Choice *choice);       /* what is open at the end of the year, by how long */
Chart *chart_of_comparison(const Choice *choice); /* of authorities: a dot plot, or a funnel */
#define INTERVAL_NOTE "The line through each dot is its 95% interval."
/* More authorities do not fit a page one beneath the other; a funnel shows any number. */
enum { MOST_AUTHORITIES = 30 };

/* The words around a chart's marks. */
typedef struct {
    const char *what;            /* "percentage of contacts by category of harm" */
    const char *place;           /* NULL: the marks say it */
    const char *years;           /* "2019-20 to 2023-24"; NULL: the axis says them */
    const char *remark;          /* "one group had none"; NULL: nothing */
    const ChartFinding *finding; /* without words: there is none, and the title is the table's */
} ChartWords;
/* Sets title, subtitle and alternative text. The chart is whole by then. */
void chart_describe(Chart *chart, const Table *table, const ChartWords *words);
/* "2019-20 to 2023-24", "2023-24 in blue, 2022-23 in grey": the years of a chart, as its marks have them.
 * Caller frees. */
char *chart_years(const Chart *chart);
/* How the name of a bar that stands for several ends. */
#define OTHER_GROUPS " other groups"
