/* Layout: a table in the making: which columns a measure's figures fill, and which rows. Private to the room.
 */
#pragma once
#include "render/table/table_build.h"

typedef struct {
    const Profile *profile;
    const Figures *figures;
    const ProfileMeasure *measure;
    GPtrArray *periods; /* char*: of the columns, oldest first: years, or parts of the report year */
    Table *table;
} Layout;

/* A figure of the measure; NULL if there is none. */
const Figure *layout_find(const Layout *layout, const char *period, const char *category, const char *part);
/* Whether the figure is a row; what stands in sentences and charts alone is none. */
bool layout_is_row(const Layout *layout, const Figure *figure);

/* Whether the measure is counted by month or quarter. */
bool layout_has_slots(const ProfileMeasure *measure);
/* The label of a year's month or quarter, from 0. Caller frees. */
char *layout_slot_period(const Layout *layout, const char *year_label, int slot);
/* The years with a figure; where the measure counts by month or quarter, those with a figure of their first.
 * Caller unrefs. */
GPtrArray *layout_years(const Layout *layout);
/* The months or quarters of the report year become the periods. */
void layout_turn_to_slots(Layout *layout);

/* A column of one period, marked where it is provisional. */
void layout_add_column(Layout *layout, const char *period, const char *subheading, TableQuantity quantity);
/* For each year the columns its figures fill: number, percent, value; then the change. */
void layout_add_year_columns(Layout *layout);
/* The difference of counts on the year before, where the table shows both years. */
void layout_add_change_column(Layout *layout);
/* A column for each month or quarter: counts of a breakdown, percentages of timeliness. */
void layout_add_slot_columns(Layout *layout);
/* The period whose figure a column shows; a change is the last period's. */
const char *layout_column_period(const Layout *layout, const TableColumn *column);
