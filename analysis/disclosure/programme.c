#include "analysis/disclosure/programme.h"
#include <coin/Clp_C_Interface.h>
#include <float.h>
#include <math.h>
#include <string.h>

/* No more cells are away from their bounds than there are rows, so what is lost of a row by taking a cell for
 * whole adds up to less than a half. `apart` is the spread of what cells cost. */
static const double close_to_whole = 1e-4, apart = 0.1;

/* The solver's columns are ours, followed by more: for a cell that has a centre, how far it is below that
 * (its own column then says how far above); for an elastic row, how far it is above its bounds, then how far
 * below.
 */
struct Programme {
    Clp_Simplex *model;
    guint columns, cells, rows;
    double cell_cost;
    bool is_new, has_centre; /* nothing was solved since it was loaded; cells are counted from one */
    guint steps;
    GArray *terms;                  /* of ProgrammeTerm: in our columns */
    int *below_centre, *beyond;     /* for each cell, for each row, the solver's columns; -1: none */
    double *least, *most;           /* for each column */
    double *row_least, *row_most;   /* for each row */
    double *above, *below, *prices; /* for each row */
    double *centre;                 /* for each column; 0 except for cells */
    double *at_centre;              /* for each row: its value there */
    double *solution, *sums;        /* of columns and rows, in the last solution */
    double *numbers;                /* all of these */
    bool was_through;               /* the last search for whole numbers looked everywhere */
};

static void
sum_rows(const Programme *programme, const double *columns, double *sums)
{
    memset(sums, 0, programme->rows * sizeof(double));
    for (guint i = 0; i < programme->terms->len; i++) {
        const ProgrammeTerm *term = &g_array_index(programme->terms, ProgrammeTerm, i);
        sums[term->row] += term->coefficient * columns[term->column];
    }
}

static void
set_bounds(double *lower, double *upper, double least, double most)
{
    *lower = isinf(least) ? -DBL_MAX : least;
    *upper = isinf(most) ? DBL_MAX : most;
}

static void
bound_column(Programme *programme, guint column, double least, double most)
{
    double centre = programme->centre[column];
    double *lower = Clp_columnLower(programme->model), *upper = Clp_columnUpper(programme->model);
    int below = programme->below_centre[column];
    programme->least[column] = least;
    programme->most[column] = most;
    set_bounds(lower + column, upper + column, fmax(least - centre, 0), fmax(most - centre, 0));
    if (below >= 0)
        set_bounds(lower + below, upper + below, fmax(centre - most, 0), fmax(centre - least, 0));
}

void
programme_bound(Programme *programme, guint row, double least, double most)
{
    double at_centre = programme->at_centre[row];
    programme->row_least[row] = least;
    programme->row_most[row] = most;
    set_bounds(Clp_rowLower(programme->model) + row, Clp_rowUpper(programme->model) + row, least - at_centre,
               most - at_centre);
}

static void
set_cost(Programme *programme, guint column, double cost)
{
    Clp_objective(programme->model)[column] = cost;
}

bool
programme_is_elastic(const Programme *programme, guint row)
{
    return programme->beyond[row] >= 0;
}

void
programme_price(Programme *programme, guint row, double above, double below, double cost)
{
    int up = programme->beyond[row];
    double *lower = Clp_columnLower(programme->model), *upper = Clp_columnUpper(programme->model);
    if (up < 0)
        return;
    programme->above[row] = above;
    programme->below[row] = below;
    programme->prices[row] = cost;
    set_bounds(lower + up, upper + up, 0, above);
    set_bounds(lower + up + 1, upper + up + 1, 0, below);
    set_cost(programme, (guint)up, cost);
    set_cost(programme, (guint)up + 1, cost);
}

/* From 0 to 1, for numbers that follow one another far apart: the same in every run. */
static double
scattered(double number)
{
    static const double golden = 0.6180339887498949;
    return fmod(number * golden, 1);
}

/* The cost of cells if they are counted from a centre, otherwise nothing. In the pump all cost the same.
 * Otherwise no two do: between two equally near worlds lies one in fractions, and solutions would often be
 * that one. */
static void
set_cell_costs(Programme *programme, double cost, double spread)
{
    for (guint i = 0; i < programme->columns; i++) {
        set_cost(programme, i, i < programme->cells ? cost * (1 + spread * scattered(i)) : 0);
        if (programme->below_centre[i] >= 0)
            set_cost(programme, (guint)programme->below_centre[i], cost * (1 + spread * scattered(i + 0.5)));
    }
}

/* The terms including those of the solver's own columns, and the number of columns that makes. */
static GArray *
all_terms(Programme *programme, guint *columns)
{
    GArray *all = g_array_copy(programme->terms);
    *columns = programme->columns;
    for (guint i = 0; i < programme->columns; i++)
        programme->below_centre[i] = programme->centre[i] > 0 ? (int)(*columns)++ : -1;
    for (guint i = 0; i < programme->terms->len; i++) {
        ProgrammeTerm term = g_array_index(programme->terms, ProgrammeTerm, i);
        ProgrammeTerm below = {term.row, (guint)programme->below_centre[term.column], -term.coefficient};
        if (programme->below_centre[term.column] >= 0)
            g_array_append_val(all, below);
    }
    for (guint i = 0; i < programme->rows; i++) {
        if (programme->beyond[i] < 0)
            continue;
        programme->beyond[i] = (int)*columns;
        ProgrammeTerm beyond[] = {{i, (*columns)++, -1}, {i, (*columns)++, 1}};
        g_array_append_vals(all, beyond, 2);
    }
    return all;
}

/* Solvers want a matrix column by column. */
static void
load_terms(Programme *programme)
{
    guint columns;
    g_autoptr(GArray) terms = all_terms(programme, &columns);
    g_autofree CoinBigIndex *starts = g_new0(CoinBigIndex, columns + 2);
    g_autofree int *in_rows = g_new0(int, terms->len + 1);
    g_autofree double *coefficients = g_new0(double, terms->len + 1),
                      *none = g_new0(double, columns + programme->rows + 1);
    for (guint i = 0; i < terms->len; i++)
        starts[g_array_index(terms, ProgrammeTerm, i).column + 2]++;
    for (guint i = 2; i <= columns + 1; i++)
        starts[i] += starts[i - 1];
    for (guint i = 0; i < terms->len; i++) {
        const ProgrammeTerm *term = &g_array_index(terms, ProgrammeTerm, i);
        CoinBigIndex at = starts[term->column + 1]++;
        in_rows[at] = (int)term->row;
        coefficients[at] = term->coefficient;
    }
    Clp_loadProblem(programme->model, (int)columns, (int)programme->rows, starts, in_rows, coefficients, none,
                    none, none, none, none);
}

/* Gives the solver the programme, with cells counted from their centre. */
static void
load(Programme *programme, double cell_cost, double spread)
{
    load_terms(programme);
    sum_rows(programme, programme->centre, programme->at_centre);
    for (guint i = 0; i < programme->columns; i++)
        bound_column(programme, i, programme->least[i], programme->most[i]);
    for (guint i = 0; i < programme->rows; i++)
        programme_bound(programme, i, programme->row_least[i], programme->row_most[i]);
    for (guint i = 0; i < programme->rows; i++)
        programme_price(programme, i, programme->above[i], programme->below[i], programme->prices[i]);
    set_cell_costs(programme, cell_cost, spread);
    programme->is_new = true;
}

/* Counts cells from other numbers, which need not be a solution. */
static void
centre_on(Programme *programme, const double *values, double cell_cost, double spread)
{
    for (guint i = 0; i < programme->cells; i++)
        programme->centre[i] = fmax(round(values[i]), 0);
    load(programme, cell_cost, spread);
}

/* Room for all numbers, one a column or one a row. */
static void
make_room(Programme *programme)
{
    double **const of_columns[] = {&programme->least, &programme->most, &programme->centre,
                                   &programme->solution};
    double **const of_rows[] = {&programme->row_least, &programme->row_most, &programme->above,
                                &programme->below,     &programme->prices,   &programme->at_centre,
                                &programme->sums};
    gsize columns = programme->columns, rows = programme->rows;
    double *next = programme->numbers =
        g_new0(double, columns *G_N_ELEMENTS(of_columns) + rows * G_N_ELEMENTS(of_rows) + 1);
    for (gsize i = 0; i < G_N_ELEMENTS(of_columns); i++, next += columns)
        *of_columns[i] = next;
    for (gsize i = 0; i < G_N_ELEMENTS(of_rows); i++, next += rows)
        *of_rows[i] = next;
    programme->below_centre = g_new0(int, columns + 1);
    programme->beyond = g_new0(int, rows + 1);
}

Programme *
programme_new(guint columns, guint cells, guint rows, const guint8 *elastic, double cell_cost,
              const GArray *terms)
{
    static const int perturb_never = 102, say_nothing = 0, scale_never = 0;
    static const double beyond_all_counts = 1e5; /* where to look first; Clp goes further where it must */
    Programme *programme = g_new0(Programme, 1);
    programme->model = Clp_newModel();
    programme->columns = columns;
    programme->cells = cells;
    programme->rows = rows;
    programme->cell_cost = cell_cost;
    programme->terms = g_array_copy((GArray *)terms);
    make_room(programme);
    for (guint i = 0; i < columns; i++)
        programme->most[i] = INFINITY;
    for (guint i = 0; i < rows; i++)
        programme->beyond[i] = elastic[i] ? 0 : -1;
    Clp_setLogLevel(programme->model, say_nothing);
    Clp_setPerturbation(programme->model, perturb_never);
    Clp_scaling(programme->model, scale_never);
    Clp_setDualBound(programme->model, beyond_all_counts);
    load(programme, 0, 0);
    return programme;
}

void
programme_free(Programme *programme)
{
    if (!programme)
        return;
    g_array_unref(programme->terms);
    g_free(programme->numbers);
    g_free(programme->below_centre);
    g_free(programme->beyond);
    Clp_deleteModel(programme->model);
    g_free(programme);
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
    enum { to_begin = 32 }; /* to begin is as much work as a step for so many rows and columns */
    /* The dual simplex goes on from the last solution; what is new the primal does sooner. */
    if (programme->is_new)
        Clp_primal(programme->model, 0);
    else
        Clp_dual(programme->model, 0);
    programme->is_new = false;
    programme->steps +=
        (guint)Clp_numberIterations(programme->model) + (programme->rows + programme->columns) / to_begin;
    const double *values = Clp_primalColumnSolution(programme->model);
    for (guint i = 0; i < programme->columns; i++) {
        int below = programme->below_centre[i];
        programme->solution[i] = snapped(programme->centre[i] + values[i] - (below < 0 ? 0 : values[below]));
    }
    sum_rows(programme, programme->solution, programme->sums);
    int status = Clp_status(programme->model);
    return status == 0 ? PROGRAMME_SOLVED : status == 2 ? PROGRAMME_UNBOUNDED : PROGRAMME_IMPOSSIBLE;
}

guint
programme_steps(const Programme *programme)
{
    return programme->steps;
}

double
programme_value(const Programme *programme, guint row)
{
    return programme->sums[row];
}

double
programme_furthest(Programme *programme, guint row, double direction)
{
    static const double little = 1e-6, above_all = 1e5;
    set_cell_costs(programme, 0, 0);
    for (guint i = 0; i < programme->terms->len; i++) {
        const ProgrammeTerm *term = &g_array_index(programme->terms, ProgrammeTerm, i);
        if (term->row != row)
            continue;
        set_cost(programme, term->column, -direction * above_all * term->coefficient);
        if (programme->below_centre[term->column] >= 0)
            set_cost(programme, (guint)programme->below_centre[term->column],
                     direction * above_all * term->coefficient);
    }
    programme->is_new = true;
    ProgrammeEnd end = programme_solve(programme);
    programme->is_new = true;
    set_cell_costs(programme, programme->has_centre ? programme->cell_cost : 0, apart);
    if (end != PROGRAMME_SOLVED)
        return direction * INFINITY;
    return direction < 0 ? ceil(programme->sums[row] - little) : floor(programme->sums[row] + little);
}

static int
first_fraction(const Programme *programme)
{
    for (guint i = 0; i < programme->cells; i++)
        if (programme->solution[i] != round(programme->solution[i]))
            return (int)i;
    return -1;
}

bool
programme_is_whole(const Programme *programme)
{
    return first_fraction(programme) < 0;
}

/* Rounds what cells are in the solution: at first to the nearest, later by a threshold for each that changes
 * with every stroke, so that it does not go round in circles. */
static void
round_cells(const Programme *programme, guint stroke, double *whole)
{
    static const double width = 0.6;
    for (guint i = 0; i < programme->cells; i++) {
        double moved = stroke ? width * (scattered((double)stroke * (i + 1)) - 0.5) : 0;
        double value = programme->solution[i];
        whole[i] = value == round(value) ? value : floor(value + 0.5 + moved);
    }
}

/* Goes from the solution to whole numbers beside it, from there to the nearest solution, and so on, until one
 * is both. Fischetti, Glover and Lodi 2005, "The feasibility pump". */
static bool
pump(Programme *programme)
{
    enum { most_strokes = 12 };
    static const double above_all = 1e3;
    g_autofree double *centre = g_memdup2(programme->centre, (programme->columns + 1) * sizeof(double));
    g_autofree double *whole = g_new(double, programme->columns + 1);
    bool found = false;
    for (guint i = 0; i < most_strokes && !found; i++) {
        round_cells(programme, i, whole);
        centre_on(programme, whole, above_all, 0);
        if (programme_solve(programme) != PROGRAMME_SOLVED)
            break;
        found = programme_is_whole(programme);
    }
    centre_on(programme, centre, programme->has_centre ? programme->cell_cost : 0, apart);
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
    bound_column(programme, (guint)column, least, floor(value));
    bool found = branch(programme, left);
    if (!found) {
        bound_column(programme, (guint)column, ceil(value), most);
        found = branch(programme, left);
    }
    bound_column(programme, (guint)column, least, most);
    return found;
}

bool
programme_solve_whole(Programme *programme)
{
    enum { search_least = 20, search_most = 100, search_most_unknowns = 100000 };
    guint few = 4; /* near a centre most fractions are halves: one made whole makes the others so */
    guint left = CLAMP(search_most_unknowns / (programme->columns + 1), search_least, search_most);
    programme->was_through = true;
    if (programme_solve(programme) != PROGRAMME_SOLVED)
        return false;
    bool whole = programme_is_whole(programme), found = whole ||
                                                        (programme->has_centre && branch(programme, &few)) ||
                                                        pump(programme) || branch(programme, &left);
    programme->was_through = found || left > 0;
    /* All others may be counted from one in whole numbers; cells are, once a solution was in fractions. */
    if (found && !whole && !programme->has_centre) {
        programme->has_centre = true;
        centre_on(programme, programme->solution, programme->cell_cost, apart);
    }
    return found;
}

bool
programme_was_through(const Programme *programme)
{
    return programme->was_through;
}

void
programme_centre_as(Programme *programme, const Programme *other)
{
    if (programme->has_centre || !other->has_centre)
        return;
    programme->has_centre = true;
    centre_on(programme, other->centre, programme->cell_cost, apart);
}

double *
programme_world(const Programme *programme)
{
    double *world = g_new(double, programme->rows + programme->columns + 1);
    memcpy(world, programme->sums, programme->rows * sizeof(double));
    memcpy(world + programme->rows, programme->solution, programme->columns * sizeof(double));
    return world;
}

double *
programme_combine(const Programme *programme, const double *base, const double *to, const double *from,
                  double times)
{
    guint rows = programme->rows, length = rows + programme->columns;
    g_autofree double *world = g_new(double, length + 1);
    for (guint i = length; i-- > 0;) {
        double value = world[i] = snapped(base[i] + times * (to[i] - from[i]));
        bool fits = i < rows ? value >= programme->row_least[i] - programme->below[i] &&
                                   value <= programme->row_most[i] + programme->above[i]
                             : value >= programme->least[i - rows] && value <= programme->most[i - rows] &&
                                   (i - rows >= programme->cells || value == round(value));
        if (!fits)
            return NULL;
    }
    return g_steal_pointer(&world);
}
