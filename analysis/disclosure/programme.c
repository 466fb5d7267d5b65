#include "analysis/disclosure/programme.h"
#include <coin/Clp_C_Interface.h>
#include <float.h>
#include <math.h>
#include <string.h>

static const double close_to_whole = 1e-6;
enum { most_steps = 40 };

/* A cell is two of the solver's columns: how far it is above its centre, and how far below. */
struct Programme {
    Clp_Simplex *model;
    guint columns, plain; /* the columns from `plain` on are cells */
    double cell_cost;
    bool costs_changed, has_centre;
    double *least, *most; /* bounds of each column */
    double *centre;       /* of each cell */
    double *solution;     /* of each column, the last; whole numbers where it is nearly so */
    double *first;        /* the first solution in whole numbers */
    double *step;         /* of each column, see programme_line */
    double *right_sides;
};

static guint
place(const Programme *programme, guint column)
{
    return column < programme->plain ? column : programme->plain + 2 * (column - programme->plain);
}

/* Clp wants its matrix column by column. */
static void
load(Programme *programme, const GArray *terms, const GArray *right_sides)
{
    guint columns = place(programme, programme->columns);
    g_autofree CoinBigIndex *starts = g_new0(CoinBigIndex, columns + 1);
    g_autofree int *rows = g_new0(int, 2 * terms->len + 1);
    g_autofree double *coefficients = g_new0(double, 2 * terms->len + 1),
                      *costs = g_new0(double, columns + 1);
    g_autofree double *least = g_new0(double, columns + 1), *most = g_new0(double, columns + 1);
    g_autofree CoinBigIndex *next = g_new0(CoinBigIndex, columns + 1);
    for (guint i = 0; i < terms->len; i++) {
        guint column = g_array_index(terms, ProgrammeTerm, i).column, first = place(programme, column);
        starts[first + 1]++;
        if (column >= programme->plain)
            starts[first + 2]++;
    }
    for (guint i = 0; i < columns; i++) {
        starts[i + 1] += starts[i];
        next[i] = starts[i];
        most[i] = DBL_MAX;
        costs[i] = i < programme->plain ? 0 : programme->cell_cost;
    }
    for (guint i = 0; i < terms->len; i++) {
        const ProgrammeTerm *term = &g_array_index(terms, ProgrammeTerm, i);
        guint first = place(programme, term->column);
        for (guint side = 0; side < (term->column < programme->plain ? 1 : 2); side++) {
            rows[next[first + side]] = (int)term->row;
            coefficients[next[first + side]++] = side ? -term->coefficient : term->coefficient;
        }
    }
    Clp_loadProblem(programme->model, (int)columns, (int)right_sides->len, starts, rows, coefficients, least,
                    most, costs, programme->right_sides, programme->right_sides);
}

Programme *
programme_new(guint columns, guint plain, double cell_cost, const GArray *terms, const GArray *right_sides)
{
    static const int perturb_never = 102, say_nothing = 0, scale_never = 0;
    Programme *programme = g_new0(Programme, 1);
    programme->model = Clp_newModel();
    programme->columns = columns;
    programme->plain = plain;
    programme->cell_cost = cell_cost;
    programme->least = g_new0(double, columns + 1);
    programme->most = g_new0(double, columns + 1);
    programme->centre = g_new0(double, columns + 1);
    programme->solution = g_new0(double, columns + 1);
    programme->first = g_new0(double, columns + 1);
    programme->step = g_new0(double, columns + 1);
    programme->right_sides = g_memdup2(right_sides->data, (right_sides->len + 1) * sizeof(double));
    Clp_setLogLevel(programme->model, say_nothing);
    Clp_setPerturbation(programme->model, perturb_never);
    Clp_scaling(programme->model, scale_never);
    load(programme, terms, right_sides);
    for (guint i = 0; i < columns; i++)
        programme_bound(programme, i, 0, INFINITY);
    return programme;
}

void
programme_free(Programme *programme)
{
    if (!programme)
        return;
    Clp_deleteModel(programme->model);
    g_free(programme->least);
    g_free(programme->most);
    g_free(programme->centre);
    g_free(programme->solution);
    g_free(programme->first);
    g_free(programme->step);
    g_free(programme->right_sides);
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
    guint at = place(programme, column);
    double centre = programme->centre[column];
    programme->least[column] = least;
    programme->most[column] = most;
    if (column < programme->plain) {
        bound_of_solver(programme, at, least, most);
        return;
    }
    bound_of_solver(programme, at, fmax(least - centre, 0), fmax(most - centre, 0));
    bound_of_solver(programme, at + 1, fmax(centre - most, 0), fmax(centre - least, 0));
}

static void
cost_of_solver(Programme *programme, guint at, double cost)
{
    programme->costs_changed |= Clp_objective(programme->model)[at] != cost;
    Clp_objective(programme->model)[at] = cost;
}

void
programme_cost(Programme *programme, guint column, double cost)
{
    cost_of_solver(programme, place(programme, column), cost);
}

/* Cells are counted from other numbers, which need not solve anything. */
static void
centre_on(Programme *programme, const double *values)
{
    guint rows = (guint)Clp_numberRows(programme->model);
    const CoinBigIndex *starts = Clp_getVectorStarts(programme->model);
    const int *in_rows = Clp_getIndices(programme->model);
    const double *coefficients = Clp_getElements(programme->model);
    g_autofree double *right_sides = g_memdup2(programme->right_sides, (rows + 1) * sizeof(double));
    for (guint i = programme->plain; i < programme->columns; i++) {
        guint at = place(programme, i);
        programme->centre[i] = fmax(round(values[i]), 0);
        for (CoinBigIndex k = starts[at]; k < starts[at + 1]; k++)
            right_sides[in_rows[k]] -= coefficients[k] * programme->centre[i];
        programme_bound(programme, i, programme->least[i], programme->most[i]);
    }
    memcpy(Clp_rowLower(programme->model), right_sides, rows * sizeof(double));
    memcpy(Clp_rowUpper(programme->model), right_sides, rows * sizeof(double));
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
        guint at = place(programme, i);
        programme->solution[i] =
            snapped(i < programme->plain ? values[at] : programme->centre[i] + values[at] - values[at + 1]);
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
        if (programme->solution[i] != round(programme->solution[i]))
            return (int)i;
    return -1;
}

bool
programme_is_whole(const Programme *programme)
{
    return first_fraction(programme) < 0;
}

static void
cost_cells(Programme *programme, double cost)
{
    for (guint at = programme->plain; at < place(programme, programme->columns); at++)
        cost_of_solver(programme, at, cost);
}

/* Goes from the solution to whole numbers beside it, from there to the nearest solution, and so on, until one
 * is both. Fischetti, Glover and Lodi 2005, "The feasibility pump". */
static bool
pump(Programme *programme)
{
    enum { most_strokes = 12 };
    static const double above_all = 1e3;
    g_autofree double *centre = g_memdup2(programme->centre, (programme->columns + 1) * sizeof(double));
    bool found = false;
    cost_cells(programme, above_all);
    for (guint i = 0; i < most_strokes && !found; i++) {
        centre_on(programme, programme->solution);
        if (programme_solve(programme) != PROGRAMME_SOLVED)
            break;
        found = programme_is_whole(programme);
    }
    cost_cells(programme, programme->cell_cost);
    centre_on(programme, centre);
    return found;
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
    bool found = programme_is_whole(programme) || pump(programme) || branch(programme, &most_programmes);
    if (found && !programme->has_centre) {
        programme->has_centre = true;
        memcpy(programme->first, programme->solution, programme->columns * sizeof(double));
        centre_on(programme, programme->solution);
    }
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
        divisor = common_divisor((guint)fabs(programme->step[i]), divisor);
    }
    if (!divisor || !programme->has_centre)
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
    centre_on(programme, other->centre);
}
