/* Dictionary: the different texts of a column, numbered as first met, so that what is to be found out about a
 * text is found out once. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Dictionary Dictionary;
Dictionary *dictionary_new(void);
void dictionary_free(Dictionary *dictionary);
void dictionary_clear(Dictionary *dictionary);
/* The text's number, from 0; a new one where it was not met yet. */
guint dictionary_number(Dictionary *dictionary, const char *text);
guint dictionary_length(const Dictionary *dictionary);
const char *dictionary_text(const Dictionary *dictionary, guint number); /* good until the next new text */
