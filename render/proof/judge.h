/* Judge: a statement against the figures that its words are tied to. Private to the room.
 *
 * Judges add what they find; each looks at one kind of claim. judge_claims comes last, for it leaves alone
 * what another has found already. */
#pragma once
#include "render/proof/proof.h"
#include "render/proof/tie.h"

typedef struct {
    const Facts *facts;
    GPtrArray *findings; /* ProofFinding* */
    guint passage;       /* number of the passage, for the order of findings */
} Judge;

/* A figure, and one that it is set beside: of another period, or of another row. */
typedef struct {
    const Figure *now, *then; /* NULL: none */
    const char *why;          /* what is wrong with what is said; NULL: it is so */
} Pair;

/* Frees a ProofFinding. */
void proof_finding_free(gpointer finding);
/* Adds a finding about a span of the statement; takes `says` and `reference` over. */
void judge_say(Judge *judge, const Statement *statement, Span span, ProofVerdict verdict, char *says,
               char *reference);
/* The same of figures: "why: the figure in words", an earlier one beside it, or the other row alone. */
void judge_say_pair(Judge *judge, const Statement *statement, Span span, ProofVerdict verdict, Pair pair);
/* Whether something other than support has been found where the span begins. */
bool judge_has_found(const Judge *judge, const Statement *statement, Span span);

void judge_numbers(Judge *judge, const Statement *statement);    /* each number */
void judge_arithmetic(Judge *judge, const Statement *statement); /* the sentence against itself */
/* What words claim: rose, fell, steady, every year, highest, majority, busiest. */
void judge_claims(Judge *judge, const Statement *statement);
/* A table's rows against its total, or against what the figures have in all; statements of its cells. */
void judge_table(Judge *judge, const GPtrArray *cells);

/* A change between years that the profile says are not comparable, which the paragraph does not say; says so.
 */
bool judge_break(Judge *judge, const Statement *statement, Span span, Pair pair);
