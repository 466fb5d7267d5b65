/* Stems: words as they are compared, so that "closed" is "closing" and "two" is 2. A set of them is a
 * GHashTable of interned strings. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>

GHashTable *stems_of(const char *text); /* every word of it that carries meaning; caller unrefs */
void stems_add(GHashTable *stems, const char *text);
const char *stems_first(GHashTable *stems);             /* of a single word; NULL: it carries no meaning */
bool stems_hold(GHashTable *stems, GHashTable *wanted); /* whether all of the wanted are among them */
/* The number that a word from one to twelve names; 0: none. */
int number_of_word(const char *word);
