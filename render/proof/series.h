/* Series: what one row of one table counts, over the years, and what it may be called. Private to the room.
 *
 * Two series are one thing where their figures count the same set of records, whatever tables they stand in:
 * a share and the category that it is the share of; a table and the same in a return.
 *
 * Facts are all series of a pack. They are made once, do not change, and borrow from the exhibits; tables and
 * series belong to them. */
#pragma once
#include "render/document/document.h"
#include "render/proof/statement.h"

typedef struct Series Series;
typedef struct SeriesTable SeriesTable;

/* The rows of one measure. */
struct SeriesTable {
    const ProfileMeasure *measure;
    GHashTable *title, *topic; /* stems of its title; of that and what it is of */
    GPtrArray *rows;           /* const Series*: the whole and its rows, without parts of them */
    const Series *whole;       /* the total, or the one number that it is; NULL: it has none */
};

struct Series {
    const SeriesTable *table;
    const char *category, *part; /* "" for a total */
    FigureRole role;
    const char *thing; /* what it counts: the same pointer where the set is the same; NULL: no records */
    GPtrArray *names;  /* of GHashTable of stems: each a way to call it, its own first */
    GHashTable *words; /* stems of all that it, or another that counts the same, is called */
    GPtrArray *figures, *hidden; /* const Figure*, in order of period: those shown, those suppressed */
    bool whole;
    bool derived; /* not a row of a table that a sentence is about, but what stands beside them: limits,
                     estimates */
};

typedef struct {
    const Exhibits *exhibits;
    const Profile *profile;
    GPtrArray *series, *tables; /* Series*, SeriesTable* */
    GHashTable *names;  /* stems of all that rows are called, but for plain ones that any sentence has */
    GHashTable *counts; /* how many series have a stem: the fewer, the more telling it is */
    const char *year, *previous; /* the period reported and the one before */
} Facts;

Facts *facts_new(const Exhibits *exhibits);
void facts_free(Facts *facts);

/* How telling words are together; how much of the wanted ones stands among others, by that: 0 to 1. */
double facts_weight(const Facts *facts, GHashTable *stems);
double facts_covered(const Facts *facts, GHashTable *wanted, GHashTable *stems);
/* The same of a series' own names: of the one that stands there most. */
double series_named(const Facts *facts, const Series *series, GHashTable *stems);
/* The name that stands whole among the stems, the longest; NULL: none does. */
GHashTable *series_called(const Series *series, GHashTable *stems);
const char *series_name(const Series *series); /* its part's, or else its category's */

/* The figure of a period; NULL if none is shown. */
const Figure *series_figure(const Series *series, const char *period);
bool series_is_same(const Series *one, const Series *other);
/* Whether they are called alike, in whatever tables. */
bool series_is_alike(const Series *one, const Series *other);
/* Whether a figure is a share of something. */
bool figure_has_share(const Figure *figure);

typedef enum { OF_EITHER, OF_NUMBER, OF_SHARE } SpokenOf;
/* Which way a number, or a share as it is printed, went: 1, 0 or -1. */
int figure_way(const Figure *later, const Figure *earlier, SpokenOf of);
bool facts_is_next_year(const Facts *facts, const char *earlier, const char *later);
/* The break of a measure's series between two years, NULL: none, or a measure that it does not touch has the
 * same two. */
const ProfileBreak *facts_break(const Facts *facts, const Figure *later, const Figure *earlier);
/* "Neglect, 2023-24: 41 of 395 (10.4%)", with the earlier figure where there is one; caller frees. */
char *facts_words(const Facts *facts, const Figure *figure, const Figure *earlier);
