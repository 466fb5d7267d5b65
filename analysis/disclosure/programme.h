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
 * and infinity, costs at 0. */
Programme *programme_new(guint columns, const GArray *terms, const GArray *right_sides);
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
