/* Key measures: every count, share and time of a report as a row of one table. Private to the room. */
#pragma once
#include "render/document/showing.h"

typedef enum {
    KEYS_IN_REPORT, /* one number a year */
    KEYS_OF_BOARD,  /* the same with what moved and the first outcome, twelve rows at most */
    KEYS_IN_FULL,   /* counts and percentages, at the end of a report */
    KEYS_OF_TIMES,  /* the limits of one measure, with each set of targets */
} KeyTable;
/* `of`: of this measure alone; NULL: of all. NULL where there is no such figure. Caller owns it. */
Table *key_measures_table(const Exhibits *exhibits, KeyTable which, const ProfileMeasure *of);
/* Whether a measure of times has several sets of targets, which have a table of their own. */
bool key_measures_have_targets(const Exhibits *exhibits, const ProfileMeasure *measure);
/* What a figure is in a tile or a row, in few words and lower case: "contacts received", "ended in advice and
 * guidance", "closed within 12 weeks". Caller frees. */
char *key_words(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure);
