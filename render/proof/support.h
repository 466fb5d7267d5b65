/* Support: which figure a number of a sentence is, and how sure that is. Private to the room. */
#pragma once
#include "render/proof/judge.h"

/* Whether a figure's number rounds to what is said. */
bool quantity_is(const Quantity *quantity, double value);
/* Which period a quantity must be of; NULL where several will do. */
const char *period_wanted(const Statement *statement, const Quantity *quantity);
/* Whether a figure of the period may be meant; whether a fact may, a change being said of its later year, of
 * both, or of neither. */
bool quantity_allows(const Facts *facts, const Statement *statement, const Quantity *quantity,
                     const char *period);
bool quantity_allows_fact(const Facts *facts, const Statement *statement, const Quantity *quantity,
                          const Fact *fact);
/* How well the words speak of the fact's series; 0: not well enough. */
double fact_context(const Facts *facts, const Statement *statement, const Fact *fact);
/* Whether the sentence itself, not only what stands around it, says which series it is about. */
bool is_surely(const Facts *facts, const Statement *statement, const Series *series);
/* Whether a number stands where the pack hides one, and nothing shown of a row so called supports it; says so
 * if it does. */
bool find_hidden(Judge *judge, const Statement *statement, const Quantity *quantity, const Fact *support);
/* The fact that the number is and the words speak of best; NULL: none. */
const Fact *find_support(const Facts *facts, const Statement *statement, const Quantity *quantity);
