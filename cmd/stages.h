/* Stages: how far a long command has got, and how long each part took. A progress line goes to standard
 * error if that is a terminal and the work has taken over half a second; --timings prints every stage.
 *
 * A command makes them before its work and says stages_done after each part of it; a stage begins where the
 * one before is done. Freeing them clears the progress line, so that comes before the command's own output.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Stages Stages;
Stages *stages_new(bool print_timings);
void stages_free(Stages *stages); /* clears the progress line */
void stages_done(Stages *stages, const char *stage);
/* How long a part of the current stage took, in microseconds, where parts run in parallel; printed
 * indented on its own line before the stage's. */
void stages_took(const Stages *stages, const char *part, gint64 took);
/* How much of a long stage is done, from 0 to 1; shown after half a second, a few times a second. */
void stages_going(const char *what, double part, void *stages);
