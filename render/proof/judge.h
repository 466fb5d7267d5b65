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

void judge_quantities(Judge *judge, const Statement *statement);   /* each number */
void judge_arithmetic(Judge *judge, const Statement *statement);   /* the sentence against itself */
void judge_directions(Judge *judge, const Statement *statement);   /* rose, fell, steady */
void judge_superlatives(Judge *judge, const Statement *statement); /* highest, most, busiest */

/* Whether a figure's number rounds to what is said. */
bool quantity_is(const Quantity *quantity, double value);
/* What a sentence that rises, falls or compares speaks of: "number", "share", or either. */
typedef enum { OF_EITHER, OF_NUMBER, OF_SHARE } SpokenOf;
SpokenOf spoken_of(const Statement *statement);
