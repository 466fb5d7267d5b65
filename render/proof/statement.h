/* Statement: a sentence (or the cell of a table) and what it states: quantities, periods, directions.
 * Private to the room.
 *
 * Spans are places in its own `text`, in bytes; `offset` is where that text begins in the passage. Periods
 * are interned, so they are as figures have them and equal ones are one pointer. */
#pragma once
#include "analysis/profile/profile.h"
#include "render/proof/passages.h"
#include "render/proof/words.h"

typedef enum { UNIT_NUMBER, UNIT_PERCENT, UNIT_POINTS } Unit;
typedef enum { EXACTLY, ABOUT, MORE_THAN, LESS_THAN } Manner;

typedef struct {
    Span span;
    Unit unit;
    double value;
    int decimals;
    bool is_change; /* the size of a change, not a level */
    int direction;  /* of the change: 1 up, -1 down, 0 not said */
    Manner manner;
    bool compared;      /* stands behind "from", "compared with", "last year's" */
    const char *period; /* the period it is said to be of; NULL: not said */
    const char *meant;  /* that which it must be of, said or not; NULL: several will do */
} Quantity;

typedef struct {
    Span span;
    const char *period; /* "2022-23", "2023-06", "2023-24 Q1", as figures have it; kept for good */
} Mention;

typedef struct {
    const Passage *passage;
    const struct SeriesTable *table; /* that the table is, or the heading above names; NULL: none */
    char *text;
    const char *previous;  /* the sentence before it in the passage; NULL: it is the first */
    gsize offset;          /* of the sentence in the passage */
    const char *period;    /* the only one that it can be of; NULL: several */
    GHashTable *stems;     /* of the sentence, and of a cell's headings */
    GHashTable *around;    /* of the passage, its headings and caption as well */
    GArray *quantities;    /* of Quantity */
    GArray *spelt;         /* of Quantity: numbers in words that may count nothing, or what is hidden */
    GArray *mentions;      /* of Mention: periods in the sentence */
    GArray *mentions_near; /* of Mention: those of a cell's headings and caption, or of the passage */
} Statement;

/* Whether the period is among the mentions. */
bool mentions_have(const GArray *mentions, const char *period);

void statement_free(gpointer statement);
/* Of Statement*, in order; caller unrefs. */
GPtrArray *statements_of(const Passage *passage, const Profile *profile);

const char *year_back(const Profile *profile, int back); /* the year reported, or one before; kept for good */
/* Whether a figure's number rounds to what is said. */
bool quantity_is(const Quantity *quantity, double value);
/* Whether a column holds what a figure has: a count or a percentage of a year, and nothing of its own. */
bool column_is_plain(const char *column);

/* Which way {rising} or {falling}, as matched, goes: 1 or -1. */
int direction_of(const char *words);
