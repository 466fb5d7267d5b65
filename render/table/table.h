/* Table: figures pivoted to be looked at.
 *
 * Rows, columns and cells whose text is final: rounded, with symbols, thousands separated. Every writer and
 * every chart takes what it shows from here, so a number is rounded and a symbol chosen once. The first
 * column is the row heading and is not among `columns`. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "render/kind.h"

typedef enum { TABLE_COUNT, TABLE_PERCENT, TABLE_VALUE, TABLE_CHANGE, TABLE_TEXT } TableQuantity;

typedef struct {
    char *text;          /* what is printed: "1,234", "52%", "[c]", "" */
    double number;       /* what is charted, rounded as printed (a percent is 0..100); NAN: none */
    double exact;        /* the figure's own number, as it is in figures.csv, for a workbook; NAN: none */
    double lower, upper; /* its 95% interval, as printed; NAN: none */
    int decimals;
    const char *symbol; /* "[c]" where one stands instead of a number, else NULL */
} TableCell;

typedef struct {
    char *heading;    /* unique in the table and whole by itself: "2023-24 percent" */
    char *group;      /* heading shared with neighbours, "2023-24"; NULL: none. */
    char *subheading; /* within the group: "Count" or "%"; NULL where there is no group */
    char *period;     /* "2023-24"; NULL where the column is no period, or is a change between two */
    TableQuantity quantity;
    char *since; /* of a column that says whether its rows changed clearly since a year: that year */
} TableColumn;

typedef struct {
    char *heading;
    int level;       /* 0; 1 for a part, set in under its category */
    bool total;      /* a total row, set off by a rule */
    FigureRole role; /* of its figures; where it holds none, that of a count */
    GArray *cells;   /* of TableCell, one a column */
} TableRow;

/* A month or quarter in its series: its count and what a control or run chart says of it. */
typedef struct {
    int year;     /* the reporting year it lies in */
    char *label;  /* "April 2023" */
    char *text;   /* the count as printed */
    double count; /* as printed; NAN: not shown */
    double middle, lower,
        upper;       /* mean and limits, or a run chart's median and no limits; NAN: too few points */
    FigureRole rule; /* that finds it more than chance; that of a count: none does */
    bool above;      /* of one that is found: above the middle */
} TablePoint;

/* An authority in a comparison. */
typedef struct {
    char *name, *text; /* the number as printed */
    double number, lower,
        upper;   /* a rate or a percent, rounded as printed, and its 95% interval; NAN: not shown */
    double base; /* children, or what the percent is of */
    bool own;
    bool outside; /* the 99.8% limits about the average of the others */
} TablePlace;

struct Table {
    char *id;           /* the measure's id: file name, anchor, sheet name */
    char *title;        /* "Contacts by category of harm" */
    char *subtitle;     /* measure, place, period, base: "Count, and percentage of contacts, Leicester City,
                           2019-20 to 2023-24" */
    char *row_heading;  /* heading of the first column: "Category of harm" */
    char *source;       /* "Source: Leicester City Council case records" */
    char *summary;      /* one or two plain sentences: what the table shows, for its description */
    GPtrArray *columns; /* TableColumn* */
    GPtrArray *rows;    /* TableRow* */
    GPtrArray *notes;   /* char* */
    GArray *points;     /* of TablePoint: a count by month or quarter as one series; NULL: none */
    GArray *places;     /* of TablePlace: a comparison of authorities; NULL: none */
    double median, average;        /* of a comparison: of the others; NAN: not known */
    bool time_is_rows;             /* its rows are months or quarters, its columns years */
    const ProfileMeasure *measure; /* NULL where it is of no measure */
};

/* A point of the series, by its place from 0. */
static inline const TablePoint *
table_point(const Table *table, guint index)
{
    return &g_array_index(table->points, TablePoint, index);
}

/* One cell of the heading rows. Column 0 is the row heading's, column 1 the first of `columns`. */
typedef struct {
    const char *text; /* owned by the table */
    guint column, columns, rows;
    bool group; /* it names the columns below it together */
} TableHeading;
/* How many heading rows a table has: two where columns share a group, else one. */
guint table_heading_rows(const Table *table);
/* The cells that begin in a heading row, from 0, from left to right (of TableHeading); a cell of the first
 * row that reaches down leaves a gap in the second. Caller unrefs. */
GArray *table_headings(const Table *table, guint row);

/* Where columns from `from` on that reach to `to` at most are best parted from the rest: between two years if
 * that can be. */
guint table_part_end(const Table *table, guint from, guint to);
/* Some of its columns with the headings of all rows, as a table that is good as long as the whole one. Freed
 * with table_part_free. */
Table *table_part(const Table *table, guint from, guint to);
void table_part_free(Table *part);

/* The column, from 1, at which the group over a column begins; 0 where none stands over it. */
guint table_group_column(const Table *table, guint column);
/* Where the whole number of a cell ends, ".2%" in "7.2%", with how many decimals follow and whether a percent
 * sign does; NULL where it has no number. */
const char *table_number_tail(const char *text, int *decimals, bool *percent);

/* The table of one measure; NULL where there is no figure for it. Caller owns it. */
Table *table_of_measure(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
/* The first figure of a measure and period that has the role; NULL if there is none. */
const Figure *table_figure(const Figures *figures, const ProfileMeasure *measure, const char *period,
                           FigureRole role);
/* What a share counts, to stand before its number: "contacts that ended in advice", "within 1 working day",
 * "same organisation as an earlier contact". Caller frees. */
char *table_share_words(const Profile *profile, const ProfileMeasure *measure);
/* What was supplied for the year reported, of several measures (const ProfileMeasure*), as one table of one
 * column. NULL where nothing was. Caller owns it. */
Table *table_of_supplied(const Profile *profile, const Figures *figures, const GPtrArray *measures);
/* One table with the columns of both beside one another: of the same rows in two populations. Caller owns it.
 */
Table *table_beside(const Table *one, const Table *other);
/* Adds a column of sums over the years to a table of years, where no break parts them. A sum is of counts
 * that the table shows, so that it tells no more than they do. */
void table_sum_years(Table *table, const Profile *profile);
/* A row of the table of counts, shares and times: what it is called, its figure of the year reported, and its
 * targets in percent, NAN where it has none. */
enum { KEY_TARGETS = 3 };
typedef struct {
    const ProfileMeasure *measure;
    const Figure *figure;
    char *heading;
    double targets[KEY_TARGETS];
} KeyRow;
void key_row_clear(gpointer row);
/* The rows (of KeyRow) over the years, one number a year, with their targets and whether they changed
 * clearly; `full`: with count and percentage of each year instead of targets. NULL of no rows. Caller owns
 * it. */
Table *table_of_keys(const Profile *profile, const Figures *figures, const GArray *rows, bool full,
                     const char *const *target_headings);
/* What authorities are compared by, as it is printed: "60.3", "60%". Caller frees. */
char *table_comparison_words(const ProfileMeasure *measure, double number);
/* The words with their first letter a capital; caller frees. */
char *table_sentence_case(const char *words);
/* How many decimals a figure's value is printed with. */
int table_value_decimals(const ProfileMeasure *measure, const Figure *figure);
/* The symbol that stands for a percentage of a small base, which is not shown. */
#define SMALL_BASE "[u]"
/* What each symbol means, as a sentence that begins with it; NULL-ended. */
extern const char *const table_symbols[];
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)
