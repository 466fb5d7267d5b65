#include "analysis/disclosure/programme.h"
#include <coin/Clp_C_Interface.h>
#include <float.h>
#include <math.h>
#include <string.h>

static const double close_to_whole = 1e-6;
enum { most_steps = 40 };

/* Once there is a centre, a cell is one of the solver's columns for how far it is above that, and another for
 * how far below, where it can be. Until then it is one column. */
struct Programme {
    Clp_Simplex *model;
    guint columns, plain, rows; /* the columns from `plain` on are cells */
    double cell_cost;
    bool costs_changed, has_first, has_centre;
    CoinBigIndex *starts; /* of each column, and the end: its rows and coefficients */
    int *in_rows;
    double *coefficients, *right_sides;
    double *least, *most; /* bounds of each column */
    double *costs;        /* of each plain one */
    double *centre;       /* of each cell */
    int *below;           /* of each cell the solver's column for how far it is below; -1: none */
    double *solution;     /* of each column, the last; whole numbers where it is nearly so */
    double *first;        /* the first solution in whole numbers */
    double *step;         /* of each column, see programme_line */
    guint8 *any_value;    /* a byte a column: it need not be whole */
};

/* Solvers want a matrix column by column. */
static void
sort_terms(Programme *programme, const GArray *terms)
{
    programme->starts = g_new0(CoinBigIndex, programme->columns + 1);
    programme->in_rows = g_new0(int, terms->len + 1);
    programme->coefficients = g_new0(double, terms->len + 1);
    for (guint i = 0; i < terms->len; i++)
        programme->starts[g_array_index(terms, ProgrammeTerm, i).column + 1]++;
    g_autofree CoinBigIndex *next = g_new0(CoinBigIndex, programme->columns + 1);
    for (guint i = 0; i < programme->columns; i++) {
        programme->starts[i + 1] += programme->starts[i];
        next[i] = programme->starts[i];
    }
    for (guint i = 0; i < terms->len; i++) {
        const ProgrammeTerm *term = &g_array_index(terms, ProgrammeTerm, i);
        programme->in_rows[next[term->column]] = (int)term->row;
        programme->coefficients[next[term->column]++] = term->coefficient;
    }
}

/* The solver's columns beside those that are the programme's own: cells that can be below their centre. */
static guint
find_below(Programme *programme)
{
    guint columns = programme->columns;
    for (guint i = programme->plain; i < programme->columns; i++)
        programme->below[i] = programme->centre[i] > 0 ? (int)columns++ : -1;
    return columns;
}

/* Gives the solver the programme, with cells counted from their centre. */
static void
load(Programme *programme)
{
    guint columns = find_below(programme);
    CoinBigIndex length = 2 * programme->starts[programme->columns];
    g_autofree CoinBigIndex *starts = g_new0(CoinBigIndex, columns + 1);
    g_autofree int *in_rows = g_new0(int, length + 1);
    g_autofree double *coefficients = g_new0(double, length + 1), *none = g_new0(double, columns + 1),
                      *right_sides =
                          g_memdup2(programme->right_sides, (programme->rows + 1) * sizeof(double));
    guint written = programme->columns;
    memcpy(starts, programme->starts, (programme->columns + 1) * sizeof *starts);
    memcpy(in_rows, programme->in_rows, (gsize)programme->starts[programme->columns] * sizeof *in_rows);
    memcpy(coefficients, programme->coefficients,
           (gsize)programme->starts[programme->columns] * sizeof *coefficients);
    for (guint i = programme->plain; i < programme->columns; i++) {
        CoinBigIndex next = starts[written];
        for (CoinBigIndex k = programme->starts[i]; k < programme->starts[i + 1]; k++) {
            right_sides[programme->in_rows[k]] -= programme->coefficients[k] * programme->centre[i];
            in_rows[next] = programme->in_rows[k];
            coefficients[next] = -programme->coefficients[k];
            next += programme->below[i] >= 0;
        }
        if (programme->below[i] >= 0)
            starts[++written] = next;
    }
    Clp_loadProblem(programme->model, (int)columns, (int)programme->rows, starts, in_rows, coefficients, none,
                    none, none, right_sides, right_sides);
    for (guint i = 0; i < programme->columns; i++)
        programme_bound(programme, i, programme->least[i], programme->most[i]);
    for (guint i = 0; i < programme->plain; i++)
        Clp_objective(programme->model)[i] = programme->costs[i];
    for (guint i = programme->plain; i < columns && programme->has_centre; i++)
        Clp_objective(programme->model)[i] = programme->cell_cost;
    programme->costs_changed = true;
}

Programme *
programme_new(guint columns, guint plain, double cell_cost, const GArray *terms, const GArray *right_sides)
{
    static const int perturb_never = 102, say_nothing = 0, scale_never = 0;
    static const double beyond_all_counts = 1e5; /* where to look first; Clp goes beyond where it must */
    Programme *programme = g_new0(Programme, 1);
    programme->model = Clp_newModel();
    programme->columns = columns;
    programme->plain = plain;
    programme->rows = right_sides->len;
    programme->cell_cost = cell_cost;
    programme->least = g_new0(double, columns + 1);
    programme->most = g_new0(double, columns + 1);
    programme->costs = g_new0(double, columns + 1);
    programme->centre = g_new0(double, columns + 1);
    programme->below = g_new0(int, columns + 1);
    programme->solution = g_new0(double, columns + 1);
    programme->first = g_new0(double, columns + 1);
    programme->step = g_new0(double, columns + 1);
    programme->any_value = g_malloc0(columns + 1);
    programme->right_sides = g_new0(double, right_sides->len + 1);
    for (guint i = 0; i < right_sides->len; i++)
        programme->right_sides[i] = g_array_index(right_sides, double, i);
    for (guint i = 0; i < columns; i++)
        programme->most[i] = INFINITY;
    Clp_setLogLevel(programme->model, say_nothing);
    Clp_setPerturbation(programme->model, perturb_never);
    Clp_scaling(programme->model, scale_never);
    Clp_setDualBound(programme->model, beyond_all_counts);
    sort_terms(programme, terms);
    load(programme);
    return programme;
}

void
programme_free(Programme *programme)
{
    if (!programme)
        return;
    Clp_deleteModel(programme->model);
    gpointer const parts[] = {programme->starts,      programme->in_rows, programme->coefficients,
                              programme->right_sides, programme->least,   programme->most,
                              programme->costs,       programme->centre,  programme->below,
                              programme->solution,    programme->first,   programme->step,
                              programme->any_value};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        g_free(parts[i]);
    g_free(programme);
}

static void
bound_of_solver(Programme *programme, guint at, double least, double most)
{
    Clp_columnLower(programme->model)[at] = isinf(least) ? -DBL_MAX : least;
    Clp_columnUpper(programme->model)[at] = isinf(most) ? DBL_MAX : most;
}

void
programme_bound(Programme *programme, guint column, double least, double most)
{
    double centre = programme->centre[column];
    programme->least[column] = least;
    programme->most[column] = most;
    if (column < programme->plain || programme->below[column] < 0) {
        bound_of_solver(programme, column, least - centre, most - centre);
        return;
    }
    bound_of_solver(programme, column, fmax(least - centre, 0), fmax(most - centre, 0));
    bound_of_solver(programme, (guint)programme->below[column], fmax(centre - most, 0),
                    fmax(centre - least, 0));
}

void
programme_let_be(Programme *programme, guint column)
{
    programme->any_value[column] = 1;
}

void
programme_cost(Programme *programme, guint column, double cost)
{
    programme->costs_changed |= programme->costs[column] != cost;
    programme->costs[column] = Clp_objective(programme->model)[column] = cost;
}

/* Counts cells from other numbers, which need not solve anything. */
static void
centre_on(Programme *programme, const double *values, double cell_cost)
{
    for (guint i = programme->plain; i < programme->columns; i++)
        programme->centre[i] = fmax(round(values[i]), 0);
    double cost = programme->cell_cost;
    programme->cell_cost = cell_cost;
    load(programme);
    programme->cell_cost = cost;
}

static double
snapped(double value)
{
    double whole = round(value);
    return fabs(value - whole) < close_to_whole ? whole : value;
}

ProgrammeEnd
programme_solve(Programme *programme)
{
    /* The dual simplex goes on from the last solution when bounds moved, the primal when costs did. */
    if (programme->costs_changed)
        Clp_primal(programme->model, 0);
    else
        Clp_dual(programme->model, 0);
    programme->costs_changed = false;
    const double *values = Clp_primalColumnSolution(programme->model);
    for (guint i = 0; i < programme->columns; i++) {
        double below = i < programme->plain || programme->below[i] < 0 ? 0 : values[programme->below[i]];
        programme->solution[i] = snapped(programme->centre[i] + values[i] - below);
    }
    int status = Clp_status(programme->model);
    return status == 0 ? PROGRAMME_SOLVED : status == 2 ? PROGRAMME_UNBOUNDED : PROGRAMME_IMPOSSIBLE;
}

double
programme_value(const Programme *programme, guint column)
{
    return programme->solution[column];
}

static int
first_fraction(const Programme *programme)
{
    for (guint i = 0; i < programme->columns; i++)
        if (!programme->any_value[i] && programme->solution[i] != round(programme->solution[i]))
            return (int)i;
    return -1;
}

bool
programme_is_whole(const Programme *programme)
{
    return first_fraction(programme) < 0;
}

/* Goes from the solution to whole numbers beside it, from there to the nearest solution, and so on, until one
 * is both. Fischetti, Glover and Lodi 2005, "The feasibility pump". */
static bool
pump(Programme *programme)
{
    enum { most_strokes = 12 };
    static const double above_all = 1e3;
    g_autofree double *centre = g_memdup2(programme->centre, (programme->columns + 1) * sizeof(double));
    bool found = false, had_centre = programme->has_centre;
    programme->has_centre = true;
    for (guint i = 0; i < most_strokes && !found; i++) {
        centre_on(programme, programme->solution, above_all);
        if (programme_solve(programme) != PROGRAMME_SOLVED)
            break;
        found = programme_is_whole(programme);
    }
    programme->has_centre = had_centre;
    centre_on(programme, centre, programme->cell_cost);
    return found;
}

/* From the first solution in whole numbers all others may be counted; cells are, once one was in fractions.
 */
static void
keep_first(Programme *programme, bool was_whole)
{
    if (!programme->has_first)
        memcpy(programme->first, programme->solution, programme->columns * sizeof(double));
    programme->has_first = true;
    if (was_whole || programme->has_centre)
        return;
    programme->has_centre = true;
    centre_on(programme, programme->first, programme->cell_cost);
}

static bool
branch(Programme *programme, guint *left)
{
    if (*left == 0 || programme_solve(programme) != PROGRAMME_SOLVED)
        return false;
    (*left)--;
    int column = first_fraction(programme);
    if (column < 0)
        return true;
    double value = programme->solution[column];
    double least = programme->least[column], most = programme->most[column];
    programme_bound(programme, (guint)column, least, floor(value));
    bool found = branch(programme, left);
    if (!found) {
        programme_bound(programme, (guint)column, ceil(value), most);
        found = branch(programme, left);
    }
    programme_bound(programme, (guint)column, least, most);
    return found;
}

bool
programme_solve_whole(Programme *programme, guint most_programmes)
{
    if (programme_solve(programme) != PROGRAMME_SOLVED)
        return false;
    bool whole = programme_is_whole(programme),
         found = whole || pump(programme) || branch(programme, &most_programmes);
    if (found)
        keep_first(programme, whole);
    return found;
}

static guint
common_divisor(guint one, guint other)
{
    return other ? common_divisor(other, one % other) : one;
}

static int
steps_within(double room, double step)
{
    return (int)fmin(floor(room / step), most_steps);
}

void
programme_line(Programme *programme, int *back, int *on)
{
    guint divisor = 0;
    *back = *on = 0;
    for (guint i = 0; i < programme->columns; i++) {
        programme->step[i] = programme->solution[i] - programme->first[i];
        if (!programme->any_value[i])
            divisor = common_divisor((guint)fabs(programme->step[i]), divisor);
    }
    if (!divisor || !programme->has_first)
        return;
    *back = *on = most_steps;
    for (guint i = 0; i < programme->columns; i++) {
        double step = programme->step[i] /= divisor;
        double above = programme->most[i] - programme->solution[i],
               below = programme->solution[i] - programme->least[i];
        if (step == 0)
            continue;
        *on = MIN(*on, steps_within(step > 0 ? above : below, fabs(step)));
        *back = MIN(*back, steps_within(step > 0 ? below : above, fabs(step)));
    }
}

double
programme_value_on_line(const Programme *programme, guint column, int steps)
{
    return programme->solution[column] + steps * programme->step[column];
}

void
programme_centre_as(Programme *programme, const Programme *other)
{
    if (programme->has_centre || !other->has_centre)
        return;
    programme->has_centre = true;
    centre_on(programme, other->centre, programme->cell_cost);
}
