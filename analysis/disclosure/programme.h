/* A linear programme: unknowns that are not negative, and rows, which are sums of them between two bounds.
 * Private to the room, and the only place that knows the solver (COIN-OR's Clp). The same programme always
 * gives the same answer: one thread, no perturbation, no time limit.
 *
 * The first unknowns, cells, are whole numbers. Once a solution in whole numbers is known, a cell is
 * counted by its distance from that, at `cell_cost` for each one away: so solutions are one world with few
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
/* The number of unknowns, of those that are cells, and of rows; `elastic`, a byte a row: its bounds may be
 * exceeded at a price. Terms are an array of ProgrammeTerm in any order. Rows must be 0 until they are
 * bounded. */
Programme *programme_new(guint columns, guint cells, guint rows, const guint8 *elastic, double cell_cost,
                         const GArray *terms);
void programme_free(Programme *programme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Programme, programme_free)
void programme_bound(Programme *programme, guint row, double least, double most);
bool programme_is_elastic(const Programme *programme, guint row);
/* How far above and below its bounds an elastic row may be, and the price of each one away. Other rows are
 * not changed. */
void programme_price(Programme *programme, guint row, double above, double below, double cost);
/* Counts cells from the same place as another programme of the same cells. */
void programme_centre_as(Programme *programme, const Programme *other);
ProgrammeEnd programme_solve(Programme *programme);
/* The number of steps its solutions have taken so far. */
guint programme_steps(const Programme *programme);
/* Looks for a solution in whole numbers; false if a search over some programmes, the fewer the larger they
 * are, finds none. */
bool programme_solve_whole(Programme *programme);
/* Whether the last such search looked everywhere, so that where it found none there is none. */
bool programme_was_through(const Programme *programme);
/* The least that a row can be (direction -1), or the most (1); infinite if there is no such limit. */
double programme_furthest(Programme *programme, guint row, double direction);
/* The value of a row in the last solution; and whether all cells were whole numbers. */
double programme_value(const Programme *programme, guint row);
bool programme_is_whole(const Programme *programme);
/* The last solution: the values of rows, then those of unknowns. Caller frees. */
double *programme_world(const Programme *programme);
/* One solution plus a number of times the difference between two others, if that is within all bounds and
 * its cells are whole numbers; otherwise NULL. Caller frees. */
double *programme_combine(const Programme *programme, const double *base, const double *to,
                          const double *from, double times);
