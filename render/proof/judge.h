/* Judge: a statement against the facts. Private to the room. */
#pragma once
#include "render/proof/facts.h"
#include "render/proof/proof.h"

typedef struct {
    const Facts *facts;
    GPtrArray *findings; /* ProofFinding* */
    guint passage;       /* number of the passage, for the order of findings */
} Judge;

/* Adds a finding about a span of the statement; takes `says` and `reference` over. */
void judge_say(Judge *judge, const Statement *statement, Span span, ProofVerdict verdict, char *says,
               char *reference);

/* Whether something other than support has been found where the span begins. */
bool judge_has_found(const Judge *judge, const Statement *statement, Span span);

void judge_quantities(Judge *judge, const Statement *statement);   /* each number */
void judge_arithmetic(Judge *judge, const Statement *statement);   /* the sentence against itself */
void judge_directions(Judge *judge, const Statement *statement);   /* rose, fell, steady */
void judge_superlatives(Judge *judge, const Statement *statement); /* highest, most common */
void judge_months(Judge *judge, const Statement *statement);       /* busiest, every month */
void judge_years(Judge *judge, const Statement *statement);        /* every year; than in earlier years */

/* Whether a number that nothing supports is nearly a figure; says so if it is. */
bool find_near(Judge *judge, const Statement *statement, const Quantity *quantity);
/* Whether row and column, or a sentence about nothing else, say which figure it should be; says so if they
 * do. */
bool find_meant(Judge *judge, const Statement *statement, const Quantity *quantity);
/* Whether the words are about the series and nothing else that is counted, nor a part of it. */
bool is_about_it_alone(const Facts *facts, const Series *series, const char *words);
/* What a sentence that rises, falls or compares speaks of. */
SpokenOf spoken_of(const Statement *statement);
bool says_every_year(const char *text); /* "year on year" */
/* Whether its paragraph says that years cannot be compared. */
bool says_incomparable(const Statement *statement);
