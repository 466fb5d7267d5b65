/* Failure: how the program says that it cannot go on.
 *
 * Every function that can fail for a reason outside the program ends with a GError of this one domain. Its
 * code is the exit status that the command line gives, so no second table of meanings exists; its message is
 * one line, FILE:LINE:COLUMN: message where there is a place, and says what to do. */
#pragma once
#include <glib.h>
#include <stdbool.h>

#define FAILURE failure_quark()
GQuark failure_quark(void); /* the domain that the macro names */

typedef enum {
    FAILURE_SHORT = 1,  /* the records or the document fell short of what was asked */
    FAILURE_USAGE = 2,  /* wrong usage, profile, codes, figures file or template */
    FAILURE_INPUT = 3,  /* an input cannot be read */
    FAILURE_OUTPUT = 4, /* an output cannot be written */
} FailureCode;

/* Why a file could not be read, from errno, in words that stand behind a colon: "there is no such file". */
const char *failure_of_reading(int number);
/* Why one could not be written, in the same way. */
const char *failure_of_writing(int number);
/* Keeps the first fault of a file that is read row by row: FAILURE_USAGE, FILE:LINE: message. A later one is
 * passed over. */
void failure_at(GError **error, const char *file, guint line, const char *format, ...) G_GNUC_PRINTF(4, 5);
/* Makes one line of a message, in place: what it quotes may hold ends of lines. Returns it. */
char *failure_one_line(char *message);

/* The candidate nearest to `word` by edit distance (case ignored), or NULL when none is near enough to be a
 * likely slip. `candidates` holds strings and is not changed; the result belongs to it. */
const char *failure_nearest(const char *word, const GPtrArray *candidates);
/* Whether one edit makes one word of the other: a letter put in, left out or changed, or two neighbours
 * swapped. */
bool failure_is_slip(const char *word, const char *meant);
