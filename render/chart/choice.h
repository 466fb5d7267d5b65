/* Choice: what of a table becomes a chart, while it is being made. Private to the room. */
#pragma once
#include "render/chart/parts.h"
#include "render/chart/plot.h"

typedef struct {
    const Profile *profile;
    const Table *table;
    const ProfileMeasure *measure;
    Chart *chart;
    GPtrArray *rows;    /* TableRow*: those to be shown */
    GPtrArray *columns; /* TableColumn*: those of one quantity, or of what a row is crossed with */
} Choice;

/* Whether the table is of two fields. */
bool choice_is_cross(const Choice *choice);
/* Puts the chosen cells into the chart as its kind takes them, in their order. */
void choice_fill(Choice *choice);
/* Categories in order of the last series' value, largest first; equal ones, and those not shown, as they
 * were, so that the order says nothing about what is not shown. What gathers the rest stands last. */
void chart_order_by_value(Chart *chart);
