/* Judge: a statement against the figures that its words are tied to. Private to the room. */
#pragma once
#include "render/proof/proof.h"
#include "render/proof/tie.h"

typedef struct {
    const Facts *facts;
    GPtrArray *findings; /* ProofFinding* */
    guint passage;       /* number of the passage, for the order of findings */
} Judge;

/* Adds a finding about a span of the statement; takes `says` and `reference` over. */
void judge_say(Judge *judge, const Statement *statement, Span span, ProofVerdict verdict, char *says,
               char *reference);
/* The same of a figure: "what: the figure in words", an earlier one beside it. */
void judge_say_figure(Judge *judge, const Statement *statement, Span span, ProofVerdict verdict,
                      const char *what, const Series *series, const Figure *figure, const Figure *earlier);
/* Whether something other than support has been found where the span begins. */
bool judge_has_found(const Judge *judge, const Statement *statement, Span span);

void judge_numbers(Judge *judge, const Statement *statement);    /* each number */
void judge_arithmetic(Judge *judge, const Statement *statement); /* the sentence against itself */
/* What words claim: rose, fell, steady, every year, highest, majority, busiest. */
void judge_claims(Judge *judge, const Statement *statement);
/* A table's rows against its total, or against what the figures have in all; statements of its cells. */
void judge_table(Judge *judge, const GPtrArray *cells);

/* Whether a figure's number rounds to what is said. */
bool quantity_is(const Quantity *quantity, double value);
/* Whether a number stands where the pack hides one, and no figure shown of a row so called is it; says so if
 * it does. */
bool find_hidden(Judge *judge, const Statement *statement, const Quantity *quantity);
/* "3 training sessions on malicious allegations": a number of what is no case, unless the row is called so.
 */
bool counts_something_else(const Statement *statement, const Quantity *quantity, const Series *series);
/* A change between years that the profile says are not comparable, which the paragraph does not say; says so.
 */
bool judge_break(Judge *judge, const Statement *statement, Span span, const Series *series, const Figure *now,
                 const Figure *then);
