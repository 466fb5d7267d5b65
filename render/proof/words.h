/* Words: regular expressions of the language of reports, compiled once; {name} in one is what words.txt has
 * under that name. And stems: words as they are compared, so that "closed" is "closing" and "two" is 2; a set
 * of them is a GHashTable of interned strings. Private to the room.
 *
 * A pattern is known by its pointer's text for the whole run, so it must be a literal or interned. All of
 * this is for one thread. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    gsize start, end;
} Span;

/* The first place at or after `from` where `pattern` (static; letter case is ignored) is in `text`. */
bool pattern_find(const char *pattern, const char *text, gsize from, Span *span);
/* The same, and the place of its first group; an empty span where the group took no part. */
bool pattern_find_group(const char *pattern, const char *text, gsize from, Span *span, Span *group);
char *span_words(const char *text, Span span); /* caller frees */
bool pattern_in(const char *pattern, const char *text);
/* Whether it is in a part of the text, which it sees as if that were all. */
bool pattern_between(const char *pattern, const char *text, gsize from, gsize to);
GHashTable *stems_of(const char *text); /* every word of it that carries meaning; caller unrefs */
GHashTable *stems_in(const char *text, Span span);
void stems_add(GHashTable *stems, const char *text);
/* Whether any of them is among others (NULL: anywhere), and neither known nor also known (NULL: none is). */
bool stems_any(GHashTable *stems, GHashTable *among, GHashTable *known, GHashTable *also);
bool stems_hold(GHashTable *stems, GHashTable *wanted); /* whether all of the wanted are among them */
/* The number that a word from one to twelve names; 0: none. */
int number_of_word(const char *word);
