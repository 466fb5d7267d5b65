/* Terms: what common values of an export mean, and in which order categories stand that nobody has put in
 * one. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* The field of yes and no, which mean that only where a column holds nothing else: among outcomes "False" is
 * one. */
extern const char term_answer[];
/* What a common term means: category and part ("" for none); false where it is no common term. */
bool term_meaning(const char *field, const char *key, const char **category, const char **part);
/* Whether it is a term of this field that could be of no other kind of column, as "Unfounded" is of outcomes
 * and "Yes" of none. */
bool term_is_own(const char *field, const char *key);
/* The term's key of this field that one slip of the pen makes this key of, as "physcial" of "physical"; NULL
 * where there is none. Caller frees. */
char *term_slipped(const char *field, const char *key);
/* Shorter words are other words with one letter changed. */
enum { TERM_SHORTEST_SLIP = 6 };
/* A value without a picklist's number before it ("02 - Physical"), as letters and digits alone, with "&" as
 * "and" and the signs that make another value ("0-4", "< 1"): what two spellings of one value share. Caller
 * frees. */
char *term_key(const char *value);
/* The value without a picklist's number before it; inside `value`. */
const char *term_without_number(const char *value);
/* A text that puts a category or part in its place among those of its field where strcmp orders them: common
 * terms as the guidance has them, then the alphabet (numbers by their size), then Other, Not applicable, Not
 * recorded. Order is published, so it must not tell how frequent anything is. Caller frees. */
char *term_place(const char *field, const char *category);
