/* Layout: a table in the making: which columns a measure's figures fill, and which rows. For this room and
 * `kinds`. */
#pragma once
#include "render/table/table_build.h"

struct Layout {
    const Profile *profile;
    const Figures *figures;
    const ProfileMeasure *measure;
    GPtrArray *periods; /* char*: of the columns, oldest first: years, or parts of the report year */
    Table *table;
    char *counted;       /* what the numbers are, where they are not the number and percentage of records */
    bool series;         /* its months or quarters are shown as one series too */
    const char *ongoing; /* its percentages are of what is not of this category; NULL: of all */
    bool (*is_row)(const Layout *layout, const Figure *figure); /* which figures alone are rows; NULL: any */
};

/* A figure of the measure; NULL if there is none. */
const Figure *layout_find(const Layout *layout, const char *period, const char *category, const char *part);

/* The years with a figure; where the measure counts by month or quarter, those with a figure of their first.
 * Caller unrefs. */
GPtrArray *layout_years(const Layout *layout);
/* The label of a year's month or quarter, from 0. Caller frees. */
char *layout_slot_period(const Layout *layout, const char *year_label, int slot);
/* The period whose figure a column shows; a change is the last period's. */
const char *layout_column_period(const Layout *layout, const TableColumn *column);
/* A column of one period, marked where it is provisional. */
void layout_add_column(Layout *layout, const char *period, const char *subheading, TableQuantity quantity);
/* For each year the columns that its figures fill, under these headings; NULL: no such column. */
void layout_add_year_columns(Layout *layout, const char *count, const char *percent, const char *value);
/* The same; of a measure by month or quarter, those of the report year become the periods, with a column of
 * `quantity` for each. */
void layout_add_columns(Layout *layout, TableQuantity quantity, const char *count, const char *percent,
                        const char *value);
/* The difference of counts on the year before, where the table shows both years and has room for it; then
 * whether each row changed clearly since the year before and since the first year, where some row was tested.
 */
void layout_add_change_columns(Layout *layout);

/* Whether the figure is a row; what stands in sentences and charts alone is none. */
bool layout_is_row(const Layout *layout, const Figure *figure);
/* The row of figures that stand under the labels of `place`. */
void layout_add_row(Layout *layout, const char *heading, bool total, const Figure *place);
/* A row for each category and part. */
void layout_add_categories(Layout *layout);
/* Months or quarters as rows, years as columns. */
void layout_add_slots(Layout *layout);
/* A total row in the columns of counts alone: the base of a category's figures, or their value. */
void layout_add_total(Layout *layout, const char *heading, const char *category, bool base);
/* What a field's categories are called over their column, unless the profile says. Caller frees. */
char *layout_field_heading(const ProfileField *field);
/* "All contacts": what the measure is of. Caller frees. */
char *layout_all_words(const Layout *layout);
