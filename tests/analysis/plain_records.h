/* Records as plain as can be, and whether one is in a set: a second reading of sets.h, for tests, which
 * shares nothing with the rooms that count and reason. */
#pragma once
#include "analysis/sets/sets.h"

enum { PLAIN_RECEIVED, PLAIN_CLOSED, PLAIN_AWARE, PLAIN_DAYS };
enum { PLAIN_HARM, PLAIN_OTHER, PLAIN_FIELDS }; /* the other is whichever else a test has */
enum { PLAIN_CODES = 8 };

typedef struct {
    const char *category, *part; /* part "": the category by itself */
} PlainCode;

/* What a cell of each field may say: codes by number. The first is what a blank cell is. */
typedef struct {
    PlainCode codes[PLAIN_FIELDS][PLAIN_CODES];
    guint length[PLAIN_FIELDS];
} PlainLists;

typedef struct {
    Day days[PLAIN_DAYS];
    guint codes[PLAIN_FIELDS];  /* a bit a code that the cell holds */
    bool repeats, known, first; /* of its identifier: among all records, and among those that a set asks */
} PlainRecord;

bool plain_holds(const PlainLists *lists, const PlainRecord *record, const RecordSet *set);
/* The conditions on days that a set is made of are added to those (const RecordSet*) that are not there yet.
 */
void plain_days_of(const RecordSet *set, GPtrArray *conditions);
