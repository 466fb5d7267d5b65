/* Failure: how the program says that it cannot go on.
 *
 * Every function that can fail for a reason outside the program ends with a GError in this one domain. Its
 * code is the exit status of the command line, so there is no second table of meanings; its message is one
 * line, FILE:LINE:COLUMN: message if there is a place, and says what to do. A caller passes on what it cannot
 * mend and adds nothing; the command prints it.
 *
 *     static bool
 *     check_years(int years, GError **error)
 *     {
 *         if (years <= 50)
 *             return true;
 *         g_set_error(error, FAILURE, FAILURE_USAGE, "profile.yaml:4: %d years; write at most 50", years);
 *         return false;
 *     }
 */
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

/* Why a file could not be read, from errno, in words to follow a colon: "there is no such file". */
const char *failure_of_reading(int number);
/* Why one could not be written, in the same way. */
const char *failure_of_writing(int number);
/* Keeps the first error in a file that is read row by row: FAILURE_USAGE, FILE:LINE: message. Later ones
 * are ignored. */
void failure_at(GError **error, const char *file, guint line, const char *format, ...) G_GNUC_PRINTF(4, 5);
/* Makes a message one line, in place, because what it quotes may contain line breaks. Returns it. */
char *failure_one_line(char *message);

/* The candidate nearest to `word` by edit distance (ignoring case), or NULL if none is near enough to be a
 * likely typing error. `candidates` holds strings and is not changed; the result belongs to it. */
const char *failure_nearest(const char *word, const GPtrArray *candidates);
/* Whether one edit turns one word into the other: a letter inserted, deleted or changed, or two neighbours
 * swapped. */
bool failure_is_slip(const char *word, const char *meant);
