/* Terms: what common values of an export mean, and in which order categories come that nobody has put in
 * order. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* The field of yes and no, which mean that only if a column holds nothing else: among outcomes "False" is
 * an outcome. */
extern const char term_answer[];
/* The category that a common term means; NULL if it is not a common term. */
const char *term_meaning(const char *field, const char *key);
/* Whether it is a term of this field that could not belong to another kind of column, as "Unfounded" is of
 * outcomes but "Yes" is not. */
bool term_is_own(const char *field, const char *key);
/* The key of this field's term that this key misspells by one typing error, as "physcial" does "physical";
 * NULL if there is none. Owned by the program. */
const char *term_slipped(const char *field, const char *key);
/* A shorter word with one letter changed is a different word. */
enum { TERM_SHORTEST_SLIP = 6 };
/* A value without a picklist's number before it ("02 - Physical"), as letters and digits only, with "&" as
 * "and" and the signs that make a different value ("0-4", "< 1"): the same for two spellings of one value.
 * Caller frees. */
char *term_key(const char *value);
/* The value without a picklist's number before it; points into `value`. */
const char *term_without_number(const char *value);
/* A sort key, for strcmp, for a category or part among those of its field: common terms in the guidance's
 * order, then the alphabet (numbers by size), then Other, Not applicable, Not recorded. The order is
 * published, so it must not reveal how frequent anything is. Caller frees. */
char *term_place(const char *field, const char *category);
