/* A linear programme: the least of a sum over unknowns that are bounded and meet equations. Private to the
 * room; the one place that knows the solver (COIN-OR's Clp). The same programme gives the same answer always:
 * one thread, no perturbation, no limit of time. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    guint row, column;
    double coefficient;
} ProgrammeTerm;

typedef enum { PROGRAMME_SOLVED, PROGRAMME_IMPOSSIBLE, PROGRAMME_UNBOUNDED } ProgrammeEnd;

typedef struct Programme Programme;
/* Each row of the terms (an array of ProgrammeTerm, in any order) sums to its right side. Bounds begin at 0
 * and infinity, costs at 0. The columns from `plain` on are cells: what counts of them is how far they are
 * from a solution in whole numbers, once one is known, and each one away costs `cell_cost`. So solutions are
 * the truth with few records moved, and seldom in fractions. */
Programme *programme_new(guint columns, guint plain, double cell_cost, const GArray *terms,
                         const GArray *right_sides);
/* Counts cells from where those of another programme of the same rows and columns are counted from. */
void programme_centre_as(Programme *programme, const Programme *other);
void programme_free(Programme *programme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Programme, programme_free)
void programme_bound(Programme *programme, guint column, double least, double most);
void programme_cost(Programme *programme, guint column, double cost);
/* A column that need not be a whole number. */
void programme_let_be(Programme *programme, guint column);
ProgrammeEnd programme_solve(Programme *programme);
/* Looks for a solution in whole numbers (branch and bound, at most so many programmes); false if it found
 * none. Bounds are afterwards what they were. */
bool programme_solve_whole(Programme *programme, guint most_programmes);
/* How many programmes the search for one whole-number solution may take here; where it finds none with so
 * many, the value counts as impossible. */
enum { programme_search_most = 400 };
double programme_value(const Programme *programme, guint column); /* of the last solution */
bool programme_is_whole(const Programme *programme);              /* whether that is all whole numbers */
/* The line from the first solution in whole numbers to the last, which was one: what lies on it solves as
 * well, in whole numbers at every step, so far back and so far on from the last as bounds allow. */
void programme_line(Programme *programme, int *back, int *on);
double programme_value_on_line(const Programme *programme, guint column, int steps);
