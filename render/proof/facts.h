/* Facts: what the figures say, in every way that a sentence could put it:
 * levels, and changes between years. A series is what one row of one table is
 * about, over the years. Private to the room. */
#pragma once
#include "render/document/document.h"
#include "render/proof/statement.h"

typedef struct {
    const ProfileMeasure *measure;
    const char *category, *part; /* "" for a total */
    FigureRole role;
    /* Stems: of category and part; of what of it stands before brackets, where no
     * other row has the same (NULL otherwise); of the measure and what it is of;
     * of the measure's title. */
    GHashTable *names, *core, *topic, *title;
    GPtrArray *figures; /* const Figure*, in order of period */
} Series;

typedef enum { FACT_LEVEL, FACT_BASE, FACT_BOUND, FACT_MEAN, FACT_CHANGE } FactKind;

typedef struct {
    FactKind kind;
    Unit unit;
    double value;
    const Series *series;
    const Figure *figure, *against; /* against: of a change, the earlier figure */
} Fact;

typedef struct {
    const Exhibits *exhibits;
    const Profile *profile;
    GPtrArray *series;     /* Series* */
    GArray *facts;         /* of Fact */
    GHashTable *names;     /* stems of all that rows are called */
    GHashTable *weight;    /* how telling a stem is: double*, smaller the more series
                              have it */
    char *year, *previous; /* the period reported and the one before */
} Facts;

/* The series that a figure is of; its words are among those of the facts. */
Series *series_new(Facts *facts, const Figure *figure);
void series_free(gpointer series);
/* A row may be called by its core where no other row of the table has the same:
 * finds these of all. */
void series_find_cores(const Facts *facts);

Facts *facts_new(const Exhibits *exhibits);
void facts_free(Facts *facts);

/* How much of a series' own names (of its measure's words) stands among the
 * stems: 0 to 1, telling words counting more. A total has no names: 0. */
double facts_names(const Facts *facts, const Series *series, GHashTable *stems);
double facts_title(const Facts *facts, const Series *series, GHashTable *stems);
double facts_topic(const Facts *facts, const Series *series, GHashTable *stems);
/* The figure of a period; NULL if there is none or its number is not shown. */
const Figure *series_figure(const Series *series, const char *period);
/* Not a row of a table that a sentence is about, but what stands beside them:
 * limits, estimates. */
bool series_is_derived(const Series *series);
bool series_is_whole(const Series *series); /* a total, or a measure that is one number */
/* Whether a figure of the series is a share of something. */
bool series_has_share(const Series *series, const Figure *figure);
typedef enum { OF_EITHER, OF_NUMBER, OF_SHARE } SpokenOf;
/* Which way a number, or a share as it is printed, went: 1, 0 or -1. */
int figure_way(const Figure *later, const Figure *earlier, SpokenOf of);
/* Whether one year follows another. */
bool facts_is_next_year(const Facts *facts, const char *earlier, const char *later);
/* The break of the series between two years; NULL: none. */
const ProfileBreak *facts_break(const Facts *facts, const Series *series, const Figure *later,
                                const Figure *earlier);
/* "harm.neglect.percent"; caller frees. */
char *fact_reference(const Facts *facts, const Fact *fact);
/* "Neglect, 2023-24: 41 of 395 (10.4%)", or what changed; caller frees. */
char *fact_words(const Fact *fact);
char *figure_words(const Series *series, const Figure *figure);
