/* Exceptions: what a board looks at first, and the main points of a summary, each a sentence computed from
 * the figures as they may be shown. Private to the room. */
#pragma once
#include "render/document/template.h"

typedef struct {
    const Exhibits *exhibits;
    char *period, *before;
    GPtrArray *sentences;
} Exceptions;

/* Adds a sentence. */
void exceptions_say(Exceptions *out, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* What changed beyond chance; where this authority is beyond the limits of a funnel; which targets were met.
 */
void exceptions_say_changes(Exceptions *out);
void exceptions_say_outliers(Exceptions *out);
void exceptions_say_targets(Exceptions *out);
/* At most six, each the sentence of one measure: size, threshold, outcome, time, who, comparison, open cases.
 */
void exceptions_say_main_points(Exceptions *out);
