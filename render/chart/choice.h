/* Choice: what of a table becomes a chart, while it is being made. For this room and `kinds`. */
#pragma once
#include "render/chart/parts.h"
#include "render/chart/plot.h"

struct Choice {
    const Profile *profile;
    const Table *table;
    const ProfileMeasure *measure;
    Chart *chart;
    GPtrArray *rows;    /* TableRow*: those to be shown */
    GPtrArray *columns; /* TableColumn*: those of one quantity, or of what a row is crossed with */
};

/* The usual chart of a number or share: columns, or lines of its months and quarters. */
const char *choice_of_whole(const Choice *choice);
/* That of rows in an order of their own: bars of a year or two, else their course over the years. */
const char *choice_of_course(const Choice *choice);
/* What the chosen columns hold. */
TableQuantity choice_quantity(const Choice *choice);
/* Puts the chosen cells into the chart as its kind takes them, in their order. */
void choice_fill(Choice *choice);
/* Categories in order of the last series' value, largest first; equal ones, and those not shown, as they
 * were, so that the order says nothing about what is not shown. What gathers the rest stands last. */
void chart_order_by_value(Chart *chart);
