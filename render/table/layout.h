/* Layout: a measure's table in the making: which columns its figures fill, and which rows. For this room and
 * `kinds`, whose functions add columns first, then rows.
 *
 * A kind's function is given a layout with its periods and an empty table, and fills it:
 *
 *     static void
 *     lay_numbers(Layout *layout)
 *     {
 *         layout_add_columns(layout, TABLE_COUNT, "Count", "%", NULL);
 *         layout_add_change_columns(layout);
 *         layout_add_categories(layout);
 *     }
 *
 * Rows fill the columns that are there when they are added, so no column may follow a row. What goes round
 * the cells (subtitle, source, notes) is added afterwards, from `counted` and the figures. */
#pragma once
#include "render/table/table_build.h"

struct Layout {
    const Profile *profile;
    const Figures *figures;
    const ProfileMeasure *measure;
    GPtrArray *periods; /* char*: of the columns, oldest first: years, or parts of the report year */
    Table *table;
    char *counted;       /* what the numbers are; NULL: the number and percentage of records */
    bool series;         /* its months or quarters are also shown as one series */
    const char *ongoing; /* a category that percentages leave out; NULL: they are of all */
    bool (*is_row)(const Layout *layout, const Figure *figure); /* which figures are rows; NULL: the usual */
};

/* A figure of the measure; NULL if there is none. */
const Figure *layout_find(const Layout *layout, const char *period, const char *category, const char *part);

/* The years that have a figure; by month or quarter, those that have one of their first. Caller unrefs. */
/* The label of a year's month or quarter, from 0. Caller frees. */
/* The period whose figure a column shows; the last one of a change. */
/* Adds a column of one period, marked if it is provisional. */
void layout_add_column(Layout *layout, const char *period, const char *subheading, TableQuantity quantity);
/* Adds for each year the columns that its figures fill, under these headings; NULL: no such column. */
void layout_add_year_columns(Layout *layout, const char *count, const char *percent, const char *value);
/* The same; by month or quarter, those of the year reported become the periods, with a column of `quantity`
 * each. */
void layout_add_columns(Layout *layout, TableQuantity quantity, const char *count, const char *percent,
                        const char *value);
/* Adds the difference of counts from the year before, if the table shows both years and has room; then
 * whether each row changed clearly since the year before and since the first year, if any row was tested. */
void layout_add_change_columns(Layout *layout);

/* Whether the figure has a row; some are only for sentences and charts. */
/* Adds the row of the figures that have the category and part of `place`. */
void layout_add_row(Layout *layout, const char *heading, bool total, const Figure *place);
/* Adds a row for each category and part. */
void layout_add_categories(Layout *layout);
/* Adds months or quarters as rows, with the years as columns. */
void layout_add_slots(Layout *layout);
/* Adds a total row, only in columns of counts: the base of a category's figures, or their value. */
void layout_add_total(Layout *layout, const char *heading, const char *category, bool base);
/* The heading over a field's categories, unless the profile has one. Caller frees. */
char *layout_field_heading(const ProfileField *field);
/* "All contacts": what the measure is of. Caller frees. */
char *layout_all_words(const Layout *layout);
