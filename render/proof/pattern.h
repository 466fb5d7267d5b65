/* Pattern: regular expressions of the language of reports, compiled once; {name} in one is what words.txt has
 * under that name. Private to the room. */
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
