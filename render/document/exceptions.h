/* Exceptions: what a board looks at first, and the main points of a summary, each a sentence computed from
 * the figures as they may be shown. Private to the room. */
#pragma once
#include "render/document/template.h"

typedef struct {
    const Exhibits *exhibits;
    char *period, *before;
    GPtrArray *sentences;
} Exceptions;

/* Whether a measure is counted by years, of this authority's own records. */
bool exceptions_is_yearly(const ProfileMeasure *measure);
/* The figures of the year that changed clearly (const Figure*): those of the same records, or of the rest of
 * the same, once. Caller unrefs. */
GPtrArray *exceptions_changed(const Exceptions *out);
/* Why there is nothing to say of how many there were. Caller frees. */
char *exceptions_no_size(const Exceptions *out);
/* What is open at the end of the year, with the oldest; NULL where the measure tells none. Caller frees. */
char *exceptions_open_point(const Exhibits *exhibits, const ProfileMeasure *measure);
/* Those open for more than a year, where they are a fifth of the open or more; NULL elsewhere. `of`: the
 * measure that counts them, where it is asked for. */
const Figure *exceptions_oldest(const Exhibits *exhibits, const ProfileMeasure **of);
/* The sentence of the measure that has most to say of a point, the first among equals; NULL where none has.
 * What met the threshold is a count where it is no share. Caller frees. */
char *exceptions_point(const Exhibits *exhibits, MainPoint point);
/* Where the first count stands behind a break in its series, the sentence of the first that compares and that
 * no point (char*[POINTS]) tells; else NULL. Caller frees. */
char *exceptions_like_for_like(const Exhibits *exhibits, char *const *points);
/* At most six, each the sentence of one measure: size, threshold, outcome, time, who, comparison, open cases.
 */
void exceptions_say_main_points(Exceptions *out);
