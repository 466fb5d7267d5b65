/* Stages: how far a long command is, and how long each part of it took. A progress line goes to standard
 * error when that is a terminal and the work has lasted over half a second; --timings prints every stage. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Stages Stages;
Stages *stages_new(bool print_timings);
void stages_free(Stages *stages); /* clears the progress line */
void stages_done(Stages *stages, const char *stage);
/* How long a part of the stage under way took, in microseconds, where parts go side by side; a line of its
 * own, set in, before the stage's. */
void stages_took(const Stages *stages, const char *part, gint64 took);
/* How much of a long stage is done, 0 to 1; shown from half a second on, a few times a second. */
void stages_going(const char *what, double part, void *stages);
