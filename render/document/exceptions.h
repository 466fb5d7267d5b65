/* Exceptions: what a board looks at first, and the main points of a summary, each a sentence computed from
 * the figures as they may be shown. Private to the room. */
#pragma once
#include "render/document/template.h"

typedef struct {
    const Exhibits *exhibits;
    char *period, *before;
    GPtrArray *sentences;
} Exceptions;

/* What is open at the end of the year, with the oldest; NULL where the measure tells none. Caller frees. */
char *exceptions_open_point(const Exhibits *exhibits, const ProfileMeasure *measure);
/* At most six, each the sentence of one measure: size, threshold, outcome, time, who, comparison, open cases.
 */
void exceptions_say_main_points(Exceptions *out);
