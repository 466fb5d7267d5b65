#include "analysis/disclosure/programme.h"
#include <coin/Clp_C_Interface.h>
#include <float.h>
#include <math.h>
#include <string.h>

static const double close_to_whole = 1e-6;
enum { most_steps = 40 };

/* The solver's columns are ours; for each cell how far it is below its centre, while its own column says how
 * far above; for each elastic row how far it is above, then how far below its bounds. */
struct Programme {
    Clp_Simplex *model;
    guint columns, cells, rows, elastic;
    double cell_cost;
    bool costs_changed, has_first, has_centre;
    GArray *terms;              /* of ProgrammeTerm: those of our columns */
    double *least, *most;       /* of each column */
    double *centre;             /* of each column; 0 but for cells */
    double *at_centre;          /* of each row: what it is there */
    double *solution, *sums;    /* of columns and rows, the last */
    double *first, *first_sums; /* the first in whole numbers */
    double *step;               /* of each row, see programme_line */
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
    guint below = programme->columns + column;
    programme->least[column] = least;
    programme->most[column] = most;
    set_bounds(lower + column, upper + column, fmax(least - centre, 0), fmax(most - centre, 0));
    if (column < programme->cells)
        set_bounds(lower + below, upper + below, fmax(centre - most, 0), fmax(centre - least, 0));
}

void
programme_bound(Programme *programme, guint row, double least, double most)
{
    double at_centre = programme->at_centre[row];
    set_bounds(Clp_rowLower(programme->model) + row, Clp_rowUpper(programme->model) + row, least - at_centre,
               most - at_centre);
}

static void
set_cost(Programme *programme, guint column, double cost)
{
    double *costs = Clp_objective(programme->model);
    programme->costs_changed |= costs[column] != cost;
    costs[column] = cost;
}

void
programme_price(Programme *programme, guint row, double above, double below, double cost)
{
    guint up = programme->columns + programme->cells + row, down = up + programme->elastic;
    double *lower = Clp_columnLower(programme->model), *upper = Clp_columnUpper(programme->model);
    set_bounds(lower + up, upper + up, 0, above);
    set_bounds(lower + down, upper + down, 0, below);
    set_cost(programme, up, cost);
    set_cost(programme, down, cost);
}

/* What cells cost where they are counted from a centre, else nothing. */
static void
set_cell_costs(Programme *programme, double cost)
{
    for (guint i = 0; i < programme->columns + programme->cells; i++)
        set_cost(programme, i, i < programme->cells || i >= programme->columns ? cost : 0);
}

/* Counts cells from other numbers, which need not solve anything. */
static void
centre_on(Programme *programme, const double *values, double cell_cost)
{
    g_autofree double *before = g_memdup2(programme->at_centre, (programme->rows + 1) * sizeof(double));
    for (guint i = 0; i < programme->cells; i++)
        programme->centre[i] = fmax(round(values[i]), 0);
    sum_rows(programme, programme->centre, programme->at_centre);
    for (guint i = 0; i < programme->rows; i++) {
        Clp_rowLower(programme->model)[i] += before[i] - programme->at_centre[i];
        Clp_rowUpper(programme->model)[i] += before[i] - programme->at_centre[i];
    }
    for (guint i = 0; i < programme->columns; i++)
        bound_column(programme, i, programme->least[i], programme->most[i]);
    set_cell_costs(programme, cell_cost);
    programme->costs_changed = true;
}

/* The terms with those of the solver's own columns. */
static GArray *
all_terms(const Programme *programme)
{
    GArray *all = g_array_copy(programme->terms);
    for (guint i = 0; i < programme->terms->len; i++) {
        ProgrammeTerm below = g_array_index(programme->terms, ProgrammeTerm, i);
        below.coefficient *= -1;
        below.column += programme->columns;
        if (below.column < programme->columns + programme->cells)
            g_array_append_val(all, below);
    }
    for (guint i = 0; i < 2 * programme->elastic; i++) {
        bool is_above = i < programme->elastic;
        ProgrammeTerm away = {i % programme->elastic, programme->columns + programme->cells + i,
                              is_above ? -1 : 1};
        g_array_append_val(all, away);
    }
    return all;
}

/* Solvers want a matrix column by column. */
static void
load(Programme *programme)
{
    g_autoptr(GArray) terms = all_terms(programme);
    guint columns = programme->columns + programme->cells + 2 * programme->elastic;
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

Programme *
programme_new(guint columns, guint cells, guint rows, guint elastic, double cell_cost, const GArray *terms)
{
    static const int perturb_never = 102, say_nothing = 0, scale_never = 0;
    static const double beyond_all_counts = 1e5; /* where to look first; Clp goes beyond where it must */
    Programme *programme = g_new0(Programme, 1);
    programme->model = Clp_newModel();
    programme->columns = columns;
    programme->cells = cells;
    programme->rows = rows;
    programme->elastic = elastic;
    programme->cell_cost = cell_cost;
    programme->terms = g_array_copy((GArray *)terms);
    double **const numbers[] = {&programme->least,      &programme->most,     &programme->centre,
                                &programme->at_centre,  &programme->solution, &programme->sums,
                                &programme->first_sums, &programme->first,    &programme->step};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        *numbers[i] = g_new0(double, columns + rows + 1);
    Clp_setLogLevel(programme->model, say_nothing);
    Clp_setPerturbation(programme->model, perturb_never);
    Clp_scaling(programme->model, scale_never);
    Clp_setDualBound(programme->model, beyond_all_counts);
    load(programme);
    for (guint i = 0; i < columns; i++)
        bound_column(programme, i, 0, INFINITY);
    for (guint i = 0; i < elastic; i++)
        programme_price(programme, i, 0, 0, 0);
    programme->costs_changed = true;
    return programme;
}

void
programme_free(Programme *programme)
{
    if (!programme)
        return;
    double *const numbers[] = {programme->least,      programme->most,     programme->centre,
                               programme->at_centre,  programme->solution, programme->sums,
                               programme->first_sums, programme->first,    programme->step};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_free(numbers[i]);
    g_array_unref(programme->terms);
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
    /* The dual simplex goes on from the last solution when bounds moved, the primal when costs did. */
    if (programme->costs_changed)
        Clp_primal(programme->model, 0);
    else
        Clp_dual(programme->model, 0);
    programme->costs_changed = false;
    const double *values = Clp_primalColumnSolution(programme->model);
    for (guint i = 0; i < programme->columns; i++) {
        double below = i < programme->cells ? values[programme->columns + i] : 0;
        programme->solution[i] = snapped(programme->centre[i] + values[i] - below);
    }
    sum_rows(programme, programme->solution, programme->sums);
    int status = Clp_status(programme->model);
    return status == 0 ? PROGRAMME_SOLVED : status == 2 ? PROGRAMME_UNBOUNDED : PROGRAMME_IMPOSSIBLE;
}

double
programme_value(const Programme *programme, guint row)
{
    return programme->sums[row];
}

double
programme_furthest(Programme *programme, guint row, double direction)
{
    static const double little = 1e-6;
    set_cell_costs(programme, 0);
    for (guint i = 0; i < programme->terms->len; i++) {
        const ProgrammeTerm *term = &g_array_index(programme->terms, ProgrammeTerm, i);
        if (term->row != row)
            continue;
        set_cost(programme, term->column, -direction * term->coefficient);
        if (term->column < programme->cells)
            set_cost(programme, programme->columns + term->column, direction * term->coefficient);
    }
    ProgrammeEnd end = programme_solve(programme);
    set_cell_costs(programme, programme->has_centre ? programme->cell_cost : 0);
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

/* Goes from the solution to whole numbers beside it, from there to the nearest solution, and so on, until one
 * is both. Fischetti, Glover and Lodi 2005, "The feasibility pump". */
static bool
pump(Programme *programme)
{
    enum { most_strokes = 12 };
    static const double above_all = 1e3;
    g_autofree double *centre = g_memdup2(programme->centre, (programme->columns + 1) * sizeof(double));
    bool found = false;
    for (guint i = 0; i < most_strokes && !found; i++) {
        centre_on(programme, programme->solution, above_all);
        if (programme_solve(programme) != PROGRAMME_SOLVED)
            break;
        found = programme_is_whole(programme);
    }
    centre_on(programme, centre, programme->has_centre ? programme->cell_cost : 0);
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

/* From the first solution in whole numbers all others may be counted; cells are, once one was in fractions.
 */
static void
keep_first(Programme *programme, bool was_whole)
{
    if (!programme->has_first) {
        memcpy(programme->first, programme->solution, programme->columns * sizeof(double));
        memcpy(programme->first_sums, programme->sums, programme->rows * sizeof(double));
    }
    programme->has_first = true;
    if (was_whole || programme->has_centre)
        return;
    programme->has_centre = true;
    centre_on(programme, programme->first, programme->cell_cost);
}

bool
programme_solve_whole(Programme *programme)
{
    guint left = programme_search_most;
    if (programme_solve(programme) != PROGRAMME_SOLVED)
        return false;
    bool whole = programme_is_whole(programme), found = whole || pump(programme) || branch(programme, &left);
    if (found)
        keep_first(programme, whole);
    return found;
}

void
programme_centre_as(Programme *programme, const Programme *other)
{
    if (programme->has_centre || !other->has_centre)
        return;
    programme->has_centre = true;
    centre_on(programme, other->centre, programme->cell_cost);
}

static guint
common_divisor(guint one, guint other)
{
    return other ? common_divisor(other, one % other) : one;
}

/* How many steps there are within some room, no more than are left. */
static int
steps_within(double room, double step, int left)
{
    return step == 0 ? left : (int)fmin(floor(room / fabs(step)), left);
}

/* How far a row may still go from the last solution, at whatever price. */
static double
room_above(const Programme *programme, guint row)
{
    guint up = programme->columns + programme->cells + row;
    double passed = row < programme->elastic ? Clp_columnUpper(programme->model)[up] : 0;
    return Clp_rowUpper(programme->model)[row] + passed + programme->at_centre[row] - programme->sums[row];
}

static double
room_below(const Programme *programme, guint row)
{
    guint down = programme->columns + programme->cells + programme->elastic + row;
    double passed = row < programme->elastic ? Clp_columnUpper(programme->model)[down] : 0;
    return programme->sums[row] - programme->at_centre[row] - Clp_rowLower(programme->model)[row] + passed;
}

void
programme_line(Programme *programme, int *back, int *on)
{
    guint divisor = 0;
    *back = *on = 0;
    for (guint i = 0; i < programme->cells; i++)
        divisor = common_divisor((guint)fabs(programme->solution[i] - programme->first[i]), divisor);
    if (!divisor || !programme->has_first)
        return;
    *back = *on = most_steps;
    for (guint i = 0; i < programme->columns; i++) {
        double step = (programme->solution[i] - programme->first[i]) / divisor,
               down = programme->solution[i] - programme->least[i];
        *on = step < 0 ? steps_within(down, step, *on) : *on;
        *back = step > 0 ? steps_within(down, step, *back) : *back;
    }
    for (guint i = 0; i < programme->rows; i++) {
        double step = programme->step[i] = (programme->sums[i] - programme->first_sums[i]) / divisor,
               up = room_above(programme, i), down = room_below(programme, i);
        *on = steps_within(step > 0 ? up : down, step, *on);
        *back = steps_within(step > 0 ? down : up, step, *back);
    }
}

double
programme_value_on_line(const Programme *programme, guint row, int steps)
{
    return programme->sums[row] + steps * programme->step[row];
}
