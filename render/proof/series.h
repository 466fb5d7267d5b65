/* Series: what one row of one table counts, over the years, and what it may be called. Private to the room.
 *
 * Two series are one thing where their figures count the same set of records, whatever tables they stand in:
 * a share and the category that it is the share of; a table and the same in a return. */
#pragma once
#include "render/document/document.h"
#include "render/proof/statement.h"

typedef struct {
    const ProfileMeasure *measure;
    const char *category, *part; /* "" for a total */
    FigureRole role;
    const char *thing; /* what it counts: the same pointer where the set is the same; NULL: no records */
    GPtrArray *names;  /* of GHashTable of stems: each a way to call the row; none for a total */
    GHashTable *words; /* stems of all that it, or another that counts the same, is called */
    GHashTable *topic, *title;   /* stems of the measure and what it is of; of the measure's title */
    GPtrArray *figures, *hidden; /* const Figure*, in order of period: those shown, those suppressed */
    bool whole;                  /* a total, or a measure that is one number */
    bool derived; /* not a row of a table that a sentence is about, but what stands beside them: limits,
                     estimates */
} Series;

typedef struct {
    const Exhibits *exhibits;
    const Profile *profile;
    GPtrArray *series;     /* Series* */
    GHashTable *names;     /* stems of all that rows are called */
    GHashTable *weight;    /* how telling a stem is: double*, smaller the more series have it */
    char *year, *previous; /* the period reported and the one before */
} Facts;

Facts *facts_new(const Exhibits *exhibits);
void facts_free(Facts *facts);

/* How telling words are together; how much of the wanted ones stands among others, by that: 0 to 1. */
double facts_weight(const Facts *facts, GHashTable *stems);
double facts_covered(const Facts *facts, GHashTable *wanted, GHashTable *stems);
/* The same of a series' own names: of the one that stands there most. A total has none: 0. */
double series_named(const Facts *facts, const Series *series, GHashTable *stems);
/* The name that stands whole among the stems, the longest; NULL: none does. */
GHashTable *series_called(const Series *series, GHashTable *stems);

/* The figure of a period; NULL if none is shown. */
const Figure *series_figure(const Series *series, const char *period);
bool series_is_same(const Series *one, const Series *other);
/* Whether a figure of the series is a share of something. */
bool series_has_share(const Series *series, const Figure *figure);

typedef enum { OF_EITHER, OF_NUMBER, OF_SHARE } SpokenOf;
/* Which way a number, or a share as it is printed, went: 1, 0 or -1. */
int figure_way(const Figure *later, const Figure *earlier, SpokenOf of);
/* Whether one year follows another; the break of the series between two years, NULL: none, or a measure that
 * it does not touch has the same two. */
bool facts_is_next_year(const Facts *facts, const char *earlier, const char *later);
const ProfileBreak *facts_break(const Facts *facts, const Series *series, const Figure *later,
                                const Figure *earlier);
/* "Neglect, 2023-24: 41 of 395 (10.4%)", with the earlier figure where there is one; caller frees. */
char *series_words(const Series *series, const Figure *figure, const Figure *earlier);
