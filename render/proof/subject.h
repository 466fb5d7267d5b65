/* Subject: which series a sentence without numbers speaks of. Private to the room. */
#pragma once
#include "render/proof/judge.h"

/* Of const Series*: those whose names the words hold whole (or nearly), with their measure spoken of in the
 * sentence or above it; or, where no category is named, totals and single shares. Caller unrefs. */
GPtrArray *subjects_of(const Facts *facts, const Statement *statement, const char *clause);
bool subjects_are_rows(const GPtrArray *subjects); /* rather than totals, or none */
/* Whether all are one row, by whatever measures count it. */
bool subjects_are_one(const GPtrArray *subjects);
/* The series of a measure that a sentence about the whole of it speaks of; the measure must be named in the
 * sentence or by the last heading. Caller unrefs. */
GPtrArray *rows_spoken_of(const Facts *facts, const Statement *statement);
/* The part of the sentence, between commas and conjunctions, that a word stands in; caller frees. */
char *clause_of(const Statement *statement, Span word);
/* The years that are compared: the one named alone, or the one reported; and the year before it, or the one
 * named by since or from, or all that are shown where it is "in recent years". False where the sentence
 * compares something else (months, several years). Caller frees *later; earlier frees its char*. */
bool years_compared(const Facts *facts, const Statement *statement, char **later, GPtrArray *earlier);
