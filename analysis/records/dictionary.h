/* Dictionary: the different texts of a column, numbered in order of appearance, so that each is worked out
 * only once. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Dictionary Dictionary;
Dictionary *dictionary_new(void);
void dictionary_free(Dictionary *dictionary);
void dictionary_clear(Dictionary *dictionary);
/* The text's number, from 0; a new one if it is new. */
guint dictionary_number(Dictionary *dictionary, const char *text);
guint dictionary_length(const Dictionary *dictionary);
const char *dictionary_text(const Dictionary *dictionary, guint number); /* valid until the next new text */
