/* Tie: what words are about. One way for all: the words that stand with a number (its row, column and the
 * heading above, or its part of a sentence), or a clause that says something, against what series are called.
 * Where they call nothing, or more than one thing, there is no tie, and nothing is judged. Private to the
 * room.
 *
 * A tie is an array of Series that the facts own: all of them rows, or all of them wholes. It is judged only
 * if they are one thing (tie_is_of_one), and called wrong only if the words are about that and nothing else
 * (tie_is_alone): to say nothing of a wrong number costs less than to accuse a right one. */
#pragma once
#include "render/proof/series.h"

/* What the words of a statement are about: rows that they call by name, of the measure that the sentence or
 * what stands above it speaks of; or, where they call none, totals and single shares. Caller unrefs. */
GPtrArray *tie_words(const Facts *facts, const Statement *statement, const char *words);
bool tie_is_of_rows(const GPtrArray *tie); /* rather than totals, or nothing */
/* Whether all are one row, or one set of records, by whatever measures count it. */
bool tie_is_of_one(const GPtrArray *tie);
/* Whether a row's name stands there as it is written. */
bool tie_is_as_written(const Statement *statement, const Series *series);
/* Rows that are called as any sentence may go on: "3 of 10 others". */
bool tie_is_called_like_anything(const Series *series);
/* Whether the words are about all that is tied and nothing else that is counted, nor a part of it. */
bool tie_is_alone(const Facts *facts, const GPtrArray *tie, const char *words);

/* Whether a sentence goes on about what the one before is about: "This is an increase of 67." */
bool tie_goes_on(const Statement *statement);
/* What the number at an index is about; `*alone`: and nothing else. Caller unrefs. */
GPtrArray *tie_number(const Facts *facts, const Statement *statement, guint index, bool *alone);
/* Whether a quantity may be said of a period. */
bool tie_allows(const Facts *facts, const Statement *statement, const Quantity *quantity, const char *period);
/* The row of its table that a cell stands in; NULL: none, or more than one. */
const Series *tie_row(const Facts *facts, const Statement *cell);
bool tie_is_total(const Passage *cell); /* "Total", "All contacts" */

/* The table that a sentence about the whole of it speaks of, by its own name or the heading's; that whose
 * rows the labels (char*) are; that which a heading names. NULL: none. */
const SeriesTable *tie_whole_table(const Facts *facts, const Statement *statement);
const SeriesTable *tie_labels(const Facts *facts, const GPtrArray *labels, const char *above);
const SeriesTable *tie_heading(const Facts *facts, const char *heading);

/* Words without what they leave out, and with limits as rows are called by them; caller frees. */
char *without_left_out(const char *words);
/* The part of the sentence, between commas and conjunctions, that a word stands in; caller frees. */
char *clause_of(const Statement *statement, Span word);
/* The years that are compared, the later first (const char*): the one named alone, or the one reported; and
 * the year before it, or the one named by since or from, or all that are shown where it is "in recent years".
 * NULL where the sentence compares something else (months, several years). Caller unrefs. */
GPtrArray *years_compared(const Facts *facts, const Statement *statement);
/* What a sentence that rises, falls or compares speaks of. */
SpokenOf spoken_of(const Statement *statement);
