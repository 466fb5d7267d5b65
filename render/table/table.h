/* Table: figures arranged in rows and columns.
 *
 * The text of a cell is final: rounded, with its symbol, its thousands separated. Every writer and every
 * chart takes what it shows from here, so each number is rounded, and each symbol chosen, once. The headings
 * of rows are not among `columns`.
 *
 *     g_autoptr(Table) table = table_of_measure(profile, figures, measure);
 *     for (guint r = 0; table && r < table->rows->len; r++)
 *         puts(((const TableRow *)table->rows->pdata[r])->heading);
 *
 * A table is made whole, is not changed by those who read it, and is freed by its owner. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "render/kind.h"

typedef enum { TABLE_COUNT, TABLE_PERCENT, TABLE_VALUE, TABLE_CHANGE, TABLE_TEXT } TableQuantity;

typedef struct {
    char *text;          /* as printed: "1,234", "52%", "[c]", "" */
    double number;       /* for charts, rounded as printed (a percent is 0 to 100); NAN: none */
    double exact;        /* for workbooks, the figure's own number, as in figures.csv; NAN: none */
    double lower, upper; /* its 95% interval, as printed; NAN: none */
    int decimals;
    const char *symbol; /* "[c]", in place of a number; NULL: none */
} TableCell;

typedef struct {
    char *heading;    /* unique in the table, and complete on its own: "2023-24 percent" */
    char *group;      /* the heading that it shares with its neighbours: "2023-24"; NULL: none */
    char *subheading; /* within the group: "Count" or "%"; NULL if there is no group */
    char *period;     /* "2023-24"; NULL if the column is of no period, or of a change between two */
    TableQuantity quantity;
    char *since; /* the year, if the column says whether rows changed clearly since then */
} TableColumn;

typedef struct {
    char *heading;
    int level;       /* 0; 1 of a part, indented under its category */
    bool total;      /* set off by a rule */
    FigureRole role; /* its figures'; that of a count if it has none */
    GArray *cells;   /* of TableCell, one a column */
} TableRow;

/* A month or quarter in a series: its count, and what a control chart or run chart says of it. */
typedef struct {
    int year;            /* the reporting year that it is in */
    char *label;         /* "April 2023" */
    char *text;          /* the count as printed */
    double count;        /* as printed; NAN: not shown */
    double middle;       /* the mean, or a run chart's median; NAN: too few points */
    double lower, upper; /* limits; NAN: too few points, or a run chart */
    FigureRole rule;     /* which rule says that it is more than chance; that of a count: none */
    bool above;          /* then, whether it is above the middle */
} TablePoint;

/* An authority in a comparison. */
typedef struct {
    char *name, *text;   /* the number as printed */
    double number;       /* a rate or a percent, rounded as printed; NAN: not shown */
    double lower, upper; /* its 95% interval */
    double base;         /* children, or what the percent is of */
    bool own;            /* the council that reports */
    bool outside;        /* the 99.8% limits around the average of the others */
} TablePlace;

struct Table {
    char *id;           /* the measure's id: file name, anchor, sheet name */
    char *title;        /* "Contacts by category of harm" */
    char *subtitle;     /* measure, place, period, base: "Count, and percentage of contacts, Leicester City,
                           2019-20 to 2023-24" */
    char *row_heading;  /* heading of the first column: "Category of harm" */
    char *source;       /* "Source: Leicester City Council case records" */
    char *summary;      /* one or two plain sentences that describe it to those who cannot see it */
    GPtrArray *columns; /* TableColumn* */
    GPtrArray *rows;    /* TableRow* */
    GPtrArray *notes;   /* char* */
    GArray *points;     /* of TablePoint: a count by month or quarter as one series; NULL if it is none */
    GArray *places;     /* of TablePlace: a comparison of authorities; NULL if it is none */
    double median, average;        /* of the others, in a comparison; NAN: not known */
    bool time_is_rows;             /* its rows are months or quarters, its columns years */
    const ProfileMeasure *measure; /* NULL if it is of none */
};

/* A point of the series, by its place from 0. */
static inline const TablePoint *
table_point(const Table *table, guint index)
{
    return &g_array_index(table->points, TablePoint, index);
}

/* One cell of the heading rows. Column 0 has the headings of rows; column 1 is the first of `columns`. */
typedef struct {
    const char *text; /* owned by the table */
    guint column, columns, rows;
    bool group; /* it is the heading of several columns */
} TableHeading;
/* How many heading rows a table has: two if columns share a group, otherwise one. */
guint table_heading_rows(const Table *table);
/* The cells that begin in a heading row (0 or 1), from left to right, of TableHeading; a cell of the first
 * row that spans both leaves a gap in the second. Caller unrefs. */
GArray *table_headings(const Table *table, guint row);

/* Where a part with columns from `from` up to `to` at most should end: between two years if possible. */
guint table_part_end(const Table *table, guint from, guint to);
/* Some of its columns with all row headings, as a table that borrows from the whole one, which must outlive
 * it. Freed with table_part_free. */
Table *table_part(const Table *table, guint from, guint to);
void table_part_free(Table *part);

/* The column, from 1, at which the group over a column begins; 0 if it is in no group. */
guint table_group_column(const Table *table, guint column);
/* What follows the whole number in a cell's text, ".2%" in "7.2%", how many decimals that is, and whether it
 * ends with a percent sign; NULL if there is no number. */
const char *table_number_tail(const char *text, int *decimals, bool *percent);

/* The table of one measure; NULL if it has no figures. Caller owns it. */
Table *table_of_measure(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
/* The first figure of a measure and period that has the role; NULL if there is none. */
const Figure *table_figure(const Figures *figures, const ProfileMeasure *measure, const char *period,
                           FigureRole role);
/* What a share counts: "contacts that ended in advice", "within 1 working day", "same organisation as an
 * earlier contact". Caller frees. */
char *table_share_words(const Profile *profile, const ProfileMeasure *measure);
/* What was supplied for the year reported, for several measures (const ProfileMeasure*), as a table of one
 * column. NULL if nothing was. Caller owns it. */
Table *table_of_supplied(const Profile *profile, const Figures *figures, const GPtrArray *measures);
/* A list of actions, last year's or next year's, as a council keeps it in a spreadsheet: a CSV file in UTF-8
 * with the columns action, owner, due and status, in this order. Fails with FAILURE_INPUT, or with
 * FAILURE_USAGE and the line. Caller owns the table. */
Table *table_of_actions(const Profile *profile, const char *path, const char *title, GError **error);
/* Two tables of the same rows as one, with the columns of both. Caller owns it. */
Table *table_beside(const Table *one, const Table *other);
/* Adds a column of sums to a table of years, unless there is a break between them. It adds up counts that the
 * table shows, so it tells no more than they do. */
void table_sum_years(Table *table, const Profile *profile);
/* A row of the table of key measures: its heading, its figure of the year reported, and its targets in
 * percent, NAN if it has none. */
enum { KEY_TARGETS = 3 };
typedef struct {
    const ProfileMeasure *measure;
    const Figure *figure;
    char *heading;
    double targets[KEY_TARGETS];
} KeyRow;
void key_row_clear(gpointer row);
/* Rows (of KeyRow) over the years: one number for each year, targets, and whether they changed clearly; if
 * `full`, count and percentage of each year instead, without targets. NULL if there are no rows. Caller owns
 * it. */
Table *table_of_keys(const Profile *profile, const Figures *figures, const GArray *rows, bool full,
                     const char *const *target_headings);
/* The number that authorities are compared by, as printed: "60.3", "60%". Caller frees. */
char *table_comparison_words(const ProfileMeasure *measure, double number);
/* The words with a capital first letter. Caller frees. */
char *table_sentence_case(const char *words);
/* How many decimals a figure's value is printed with. */
int table_value_decimals(const ProfileMeasure *measure, const Figure *figure);
/* The symbol for a percentage that is not shown because its base is small. */
#define SMALL_BASE "[u]"
/* What each symbol means: sentences that begin with it; NULL-terminated. */
extern const char *const table_symbols[];
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)
