/* A linear programme: unknowns that are not negative, and rows, sums of them between two bounds. Private to
 * the room; the one place that knows the solver (COIN-OR's Clp). The same programme gives the same answer
 * always: one thread, no perturbation, no limit of time.
 *
 * The first unknowns are whole numbers, cells. Once a solution in whole numbers is known, what counts of a
 * cell is how far it is from that, and each one away costs `cell_cost`: so solutions are one world with few
 * records moved, and seldom in fractions. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    guint row, column;
    double coefficient;
} ProgrammeTerm;

typedef enum { PROGRAMME_SOLVED, PROGRAMME_IMPOSSIBLE, PROGRAMME_UNBOUNDED } ProgrammeEnd;

typedef struct Programme Programme;
/* Unknowns, those of them that are cells, rows; `elastic`, a byte a row: its bounds may be passed at a price.
 * Terms are an array of ProgrammeTerm in any order. Rows must be 0 until they are bounded. */
Programme *programme_new(guint columns, guint cells, guint rows, const guint8 *elastic, double cell_cost,
                         const GArray *terms);
void programme_free(Programme *programme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Programme, programme_free)
void programme_bound(Programme *programme, guint row, double least, double most);
bool programme_is_elastic(const Programme *programme, guint row);
/* So far above and below its bounds an elastic row may be, each one away for so much. Nothing of others. */
void programme_price(Programme *programme, guint row, double above, double below, double cost);
/* Counts cells from where those of another programme of the same cells are counted from. */
void programme_centre_as(Programme *programme, const Programme *other);
ProgrammeEnd programme_solve(Programme *programme);
/* How many steps its solutions took so far. */
guint programme_steps(const Programme *programme);
/* Looks for a solution in whole numbers; false if a search over some programmes, the fewer the larger they
 * are, finds none. */
bool programme_solve_whole(Programme *programme);
/* Whether the last such search looked everywhere, so that where it found none there is none. */
bool programme_was_through(const Programme *programme);
/* The least that a row can be (direction -1), or the most (1); infinite where it has no such end. */
double programme_furthest(Programme *programme, guint row, double direction);
/* What a row was in the last solution; and whether all cells were whole numbers. */
double programme_value(const Programme *programme, guint row);
bool programme_is_whole(const Programme *programme);
/* The last solution: what rows were, then what unknowns were. Caller frees. */
double *programme_world(const Programme *programme);
/* One solution and so many times what leads from another to a third, where that is within all bounds and its
 * cells are whole numbers; else NULL. Caller frees. */
double *programme_combine(const Programme *programme, const double *base, const double *to,
                          const double *from, double times);
