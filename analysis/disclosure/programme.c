#include "analysis/disclosure/programme.h"
#include <coin/Clp_C_Interface.h>
#include <float.h>
#include <math.h>

static const double close_to_whole = 1e-6;

struct Programme {
    Clp_Simplex *model;
    guint columns;
    guint8 *any_value; /* a byte a column: it need not be whole */
    bool costs_changed;
};

/* Clp wants its matrix column by column. */
static void
load(Programme *programme, guint columns, const GArray *terms, const GArray *right_sides)
{
    g_autofree CoinBigIndex *starts = g_new0(CoinBigIndex, columns + 1);
    g_autofree int *rows = g_new0(int, terms->len + 1);
    g_autofree double *coefficients = g_new0(double, terms->len + 1), *costs = g_new0(double, columns + 1);
    g_autofree double *least = g_new0(double, columns + 1), *most = g_new0(double, columns + 1);
    g_autofree CoinBigIndex *next = g_new0(CoinBigIndex, columns + 1);
    for (guint i = 0; i < terms->len; i++)
        starts[g_array_index(terms, ProgrammeTerm, i).column + 1]++;
    for (guint i = 0; i < columns; i++) {
        starts[i + 1] += starts[i];
        next[i] = starts[i];
        most[i] = DBL_MAX;
    }
    for (guint i = 0; i < terms->len; i++) {
        const ProgrammeTerm *term = &g_array_index(terms, ProgrammeTerm, i);
        rows[next[term->column]] = (int)term->row;
        coefficients[next[term->column]++] = term->coefficient;
    }
    Clp_loadProblem(programme->model, (int)columns, (int)right_sides->len, starts, rows, coefficients, least,
                    most, costs, (const double *)(gpointer)right_sides->data,
                    (const double *)(gpointer)right_sides->data);
}

Programme *
programme_new(guint columns, const GArray *terms, const GArray *right_sides)
{
    static const int perturb_never = 102, say_nothing = 0, scale_never = 0;
    Programme *programme = g_new0(Programme, 1);
    programme->model = Clp_newModel();
    programme->columns = columns;
    programme->any_value = g_malloc0(columns + 1);
    Clp_setLogLevel(programme->model, say_nothing);
    Clp_setPerturbation(programme->model, perturb_never);
    Clp_scaling(programme->model, scale_never);
    load(programme, columns, terms, right_sides);
    return programme;
}

void
programme_free(Programme *programme)
{
    if (!programme)
        return;
    Clp_deleteModel(programme->model);
    g_free(programme->any_value);
    g_free(programme);
}

void
programme_bound(Programme *programme, guint column, double least, double most)
{
    Clp_columnLower(programme->model)[column] = isinf(least) ? -DBL_MAX : least;
    Clp_columnUpper(programme->model)[column] = isinf(most) ? DBL_MAX : most;
}

void
programme_let_be(Programme *programme, guint column)
{
    programme->any_value[column] = 1;
}

void
programme_cost(Programme *programme, guint column, double cost)
{
    Clp_objective(programme->model)[column] = cost;
    programme->costs_changed = true;
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
    int status = Clp_status(programme->model);
    return status == 0 ? PROGRAMME_SOLVED : status == 2 ? PROGRAMME_UNBOUNDED : PROGRAMME_IMPOSSIBLE;
}

double
programme_value(const Programme *programme, guint column)
{
    double value = Clp_primalColumnSolution(programme->model)[column], whole = round(value);
    return fabs(value - whole) < close_to_whole ? whole : value;
}

static int
first_fraction(const Programme *programme)
{
    for (guint i = 0; i < programme->columns; i++)
        if (!programme->any_value[i] && programme_value(programme, i) != round(programme_value(programme, i)))
            return (int)i;
    return -1;
}

bool
programme_is_whole(const Programme *programme)
{
    return first_fraction(programme) < 0;
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
    double value = programme_value(programme, (guint)column);
    double least = Clp_columnLower(programme->model)[column],
           most = Clp_columnUpper(programme->model)[column];
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
    return programme_is_whole(programme) || branch(programme, &most_programmes);
}
