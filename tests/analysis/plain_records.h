/* Records in the simplest form, and whether one is in a set: a second reading of sets.h, for tests, which
 * shares no code with the rooms that count and reason. */
#pragma once
#include "analysis/sets/sets.h"

enum { PLAIN_RECEIVED, PLAIN_CLOSED, PLAIN_AWARE, PLAIN_DAYS };
enum { PLAIN_HARM, PLAIN_OTHER, PLAIN_FIELDS }; /* the other one is any that a test has */
enum { PLAIN_CODES = 8 };

typedef struct {
    const char *category, *part; /* part "": the category on its own */
} PlainCode;

/* The codes that a cell of each field may hold, by number. The first is a blank cell. */
typedef struct {
    PlainCode codes[PLAIN_FIELDS][PLAIN_CODES];
    guint length[PLAIN_FIELDS];
} PlainLists;

typedef struct {
    Day days[PLAIN_DAYS];
    guint codes[PLAIN_FIELDS]; /* a bit for each code that the cell holds */
    bool repeats, known,
        first; /* of its identifier: among all records, and among those that a set asks about */
} PlainRecord;

bool plain_holds(const PlainLists *lists, const PlainRecord *record, const RecordSet *set);
/* Adds the conditions on days in a set to those (const RecordSet*) already there. */
void plain_days_of(const RecordSet *set, GPtrArray *conditions);
