/* Facts: what the figures say, in every way that a sentence could put it: levels, and changes between years.
 * A series is what one row of one table is about, over the years. Private to the room. */
#pragma once
#include "render/document/document.h"
#include "render/proof/statement.h"

typedef struct {
    const ProfileMeasure *measure;
    const char *category, *part; /* "" for a total */
    GHashTable *names, *topic,
        *title;         /* stems of category and part; of the measure and what it is of; of its title */
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
    GHashTable *weight;    /* how telling a stem is: double*, smaller the more series have it */
    char *year, *previous; /* the period reported and the one before */
} Facts;

Facts *facts_new(const Exhibits *exhibits);
void facts_free(Facts *facts);

/* How much of a series' own names (of its measure's words) stands among the stems: 0 to 1, telling words
 * counting more. A total has no names: 0. */
double facts_names(const Facts *facts, const Series *series, GHashTable *stems);
double facts_title(const Facts *facts, const Series *series, GHashTable *stems);
double facts_topic(const Facts *facts, const Series *series, GHashTable *stems);
/* The figure of a period; NULL if there is none or its number is not shown. */
const Figure *series_figure(const Series *series, const char *period);
bool series_is_hidden(const Series *series, const char *period);
/* "harm.neglect.percent"; caller frees. */
char *fact_reference(const Facts *facts, const Fact *fact);
/* "Neglect, 2023-24: 41 of 395 (10.4%)", or what changed; caller frees. */
char *fact_words(const Facts *facts, const Fact *fact);
char *figure_words(const Facts *facts, const Series *series, const Figure *figure);
