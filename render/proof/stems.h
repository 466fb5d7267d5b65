/* Stems: words as they are compared, so that "closed" is "closing" and "two" is 2. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>

GHashTable *stems_new(void);
void stems_add(GHashTable *stems, const char *text); /* every word of it that carries meaning */
/* The number that a word from one to twelve names; 0: none. */
int number_of_word(const char *word);
bool stems_hold(GHashTable *stems, GHashTable *wanted); /* whether all of the wanted are among them */
