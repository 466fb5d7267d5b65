/* Is what is hidden hidden? Small systems are attacked by trying every way to fill them in. */
#include "analysis/disclosure/system.h"
#include <math.h>
#include <time.h>

/* Every way to fill in what is not shown, in whole numbers up to `most`, as a reader might try them. */
typedef struct {
    const System *system;
    double *values; /* NAN: not filled in yet */
    double most;
    gboolean *possible; /* unknown x (most + 1) */
    guint left;         /* how many more steps it may take */
} Search;

static void fill_in(Search *search);

static double
least_of(const Search *search, guint index)
{
    const Unknown *unknown = system_unknown(search->system, index);
    return unknown->stated ? search->system->least_hidden : 0;
}

/* Returns false where a relation cannot be met; fills in what one relation forces and says so. */
static gboolean
look(Search *search, const GArray *relation, int *forced, double *value)
{
    double sum = 0, coefficient = 0;
    int missing = -1, count = 0;
    for (guint i = 0; i < relation->len; i++) {
        const Term *term = &g_array_index(relation, Term, i);
        if (isnan(search->values[term->unknown])) {
            missing = (int)term->unknown;
            coefficient = term->coefficient;
            count++;
        } else {
            sum += term->coefficient * search->values[term->unknown];
        }
    }
    *forced = -1;
    if (count == 0)
        return fabs(sum) < 1e-9;
    if (count == 1) {
        *forced = missing;
        *value = -sum / coefficient;
        return *value >= least_of(search, (guint)missing) && *value <= search->most &&
               *value == floor(*value);
    }
    return TRUE;
}

static void
fill_in(Search *search)
{
    const System *system = search->system;
    g_assert_cmpuint(search->left, >, 0);
    search->left--;
    for (guint i = 0; i < system->relations->len; i++) {
        int forced;
        double value;
        if (!look(search, system->relations->pdata[i], &forced, &value))
            return;
        if (forced >= 0) {
            search->values[forced] = value;
            fill_in(search);
            search->values[forced] = NAN;
            return;
        }
    }
    for (guint i = 0; i < system->unknowns->len; i++)
        if (isnan(search->values[i])) {
            for (double value = least_of(search, i); value <= search->most; value++) {
                search->values[i] = value;
                fill_in(search);
            }
            search->values[i] = NAN;
            return;
        }
    for (guint i = 0; i < system->unknowns->len; i++)
        search->possible[i * ((guint)search->most + 1) + (guint)search->values[i]] = TRUE;
}

/* Tries everything; gives for each unknown which of 0 .. most it can be. Caller frees. */
static gboolean *
everything_possible(const System *system, double most)
{
    g_autofree double *values = g_new0(double, system->unknowns->len);
    gboolean *possible = g_new0(gboolean, system->unknowns->len * ((guint)most + 1));
    Search search = {system, values, most, possible, 40000000};
    for (guint i = 0; i < system->unknowns->len; i++) {
        const Unknown *unknown = system_unknown(system, i);
        values[i] = unknown_is_open(unknown) ? NAN : unknown->truth;
    }
    fill_in(&search);
    return possible;
}

/* Whether each small count can still be any small number. `nonzero` says of how many counts other than nought
 * each is the sum: it is known to be no smaller, whatever is hidden. */
static gboolean
all_is_hidden(const System *system, double most, const guint *nonzero)
{
    g_autofree gboolean *possible = everything_possible(system, most);
    for (guint i = 0; i < system->unknowns->len; i++) {
        const Unknown *unknown = system_unknown(system, i);
        bool small = unknown->truth > 0 && unknown->truth < system->suppress_below;
        for (guint v = nonzero[i]; small && v < (guint)system->suppress_below; v++)
            if (!possible[i * ((guint)most + 1) + v])
                return FALSE;
    }
    return TRUE;
}

/* Whether every small count can be all that the system says it must be able to be, and none has one value
 * only that hiding more would free. */
static gboolean
narrows_nothing(const System *system, double most)
{
    g_autofree gboolean *possible = everything_possible(system, most);
    for (guint i = 0; i < system->unknowns->len; i++) {
        const Unknown *unknown = system_unknown(system, i);
        for (double v = unknown->from; unknown->sensitive && v <= unknown->to; v++)
            if (!possible[i * ((guint)most + 1) + (guint)v])
                return FALSE;
    }
    return TRUE;
}

static guint
stated(System *system, double count, double cost)
{
    guint index = system_add(system, "");
    Unknown *unknown = system_unknown(system, index);
    unknown->truth = count;
    unknown->stated = TRUE;
    unknown->cost = cost;
    return index;
}

/* A table with its margins; cells[rows][columns] with the margins last. */
static void
add_table(System *system, const int *counts, guint rows, guint columns, guint *cells, guint *nonzero)
{
    for (guint r = 0; r <= rows; r++)
        for (guint c = 0; c <= columns; c++) {
            double sum = 0;
            guint others = 0;
            for (guint i = 0; i < rows; i++)
                for (guint k = 0; k < columns; k++)
                    if ((r == rows || r == i) && (c == columns || c == k)) {
                        sum += counts[i * columns + k];
                        others += counts[i * columns + k] > 0;
                    }
            nonzero[system->unknowns->len] = others;
            cells[r * (columns + 1) + c] =
                stated(system, sum, (r == rows || c == columns ? 4 : 1) * log2(1 + sum));
        }
    for (guint r = 0; r <= rows; r++) {
        Term terms[32];
        for (guint c = 0; c <= columns; c++)
            terms[c] = (Term){cells[r * (columns + 1) + c], c == columns ? -1 : 1};
        system_relate(system, terms, columns + 1);
    }
    for (guint c = 0; c <= columns; c++) {
        Term terms[32];
        for (guint r = 0; r <= rows; r++)
            terms[r] = (Term){cells[r * (columns + 1) + c], r == rows ? -1 : 1};
        system_relate(system, terms, rows + 1);
    }
}

static void
no_reader_can_work_out_a_count_of_a_small_table(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(7);
    for (int round = 0; round < 3000; round++) {
        guint rows = (guint)g_rand_int_range(chance, 1, 4), columns = (guint)g_rand_int_range(chance, 2, 4);
        int below = g_rand_int_range(chance, 2, 5), spread = g_rand_int_range(chance, 2, 6);
        int counts[9];
        guint cells[16], nonzero[16];
        for (guint i = 0; i < rows * columns; i++) {
            int count = g_rand_int_range(chance, -1, spread);
            counts[i] = MAX(count, 0);
        }
        g_autoptr(System) system = system_new(below, 1);
        add_table(system, counts, rows, columns, cells, nonzero);
        system_settle(system);
        g_assert_cmpuint(system->dropped, ==, 0);
        system_protect(system);
        g_assert_cmpuint(system_attack(system, true), ==, 0);
        double total = system_unknown(system, cells[rows * (columns + 1) + columns])->truth;
        if (!all_is_hidden(system, total + 2 * below, nonzero))
            g_error("round %d: a hidden count can be worked out", round);
    }
}

static void
hiding_nothing_more_would_not_do(void)
{
    /* The same search finds a table wanting that has been left with its small counts alone hidden. */
    const int counts[] = {1, 9, 8, 7};
    guint cells[9], nonzero[9];
    g_autoptr(System) system = system_new(5, 1);
    add_table(system, counts, 2, 2, cells, nonzero);
    system_settle(system);
    g_assert_false(all_is_hidden(system, 30, nonzero));
    g_assert_cmpuint(system_attack(system, false), ==, 1);
    system_protect(system);
    g_assert_true(all_is_hidden(system, 30, nonzero));
}

/* Two tables of different fields over the same records share a margin, and a category of one has parts. */
static void
no_reader_can_work_out_a_count_of_linked_tables(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(11);
    for (int round = 0; round < 1000; round++) {
        int counts[6], others[6] = {0}, below = g_rand_int_range(chance, 2, 5);
        guint cells[16], more[16], nonzero[64];
        g_autoptr(System) system = system_new(below, 1);
        for (guint i = 0; i < 6; i++) {
            int count = g_rand_int_range(chance, -1, 5);
            counts[i] = MAX(count, 0);
        }
        add_table(system, counts, 2, 3, cells, nonzero);
        /* The second table divides the rows of the first in another way. */
        for (guint r = 0; r < 2; r++)
            for (guint c = 0; c < 3; c++)
                for (int k = 0; k < counts[r * 3 + c]; k++)
                    others[r * 3 + (guint)g_rand_int_range(chance, 0, 3)]++;
        add_table(system, others, 2, 3, more, nonzero);
        for (guint r = 0; r <= 2; r++) {
            Term same[] = {{cells[r * 4 + 3], 1}, {more[r * 4 + 3], -1}};
            system_relate(system, same, 2);
            nonzero[cells[r * 4 + 3]] = nonzero[more[r * 4 + 3]] =
                MAX(nonzero[cells[r * 4 + 3]], nonzero[more[r * 4 + 3]]);
        }
        /* A cell has a part, and what is left of it is in no table. */
        guint part = stated(system, floor(counts[0] / 2.0), 1), rest = system_add(system, "rest");
        Term parts[] = {{part, 1}, {rest, 1}, {cells[0], -1}};
        system_relate(system, parts, 3);
        nonzero[part] = 1;
        nonzero[rest] = 1;
        system_settle(system);
        g_assert_cmpuint(system->dropped, ==, 0);
        system_protect(system);
        g_assert_cmpuint(system_attack(system, false), ==, 0);
        double total = system_unknown(system, cells[11])->truth;
        if (round % 10 == 0 && total <= 12 && !narrows_nothing(system, total + below))
            g_error("round %d: a hidden count can be worked out", round);
    }
}

/* The first example of "Small count frequency table suppression", the vignette of Statistics Norway's R
 * package GaussSuppression (its dataset example1 of 2014: young and old by Spain, Iceland, Portugal). Noughts
 * and ones are to be hidden, of which there is one, young in Portugal; there three more are hidden: the young
 * and the old of Iceland, and the old of Portugal. */
static void
a_published_example_is_hidden_as_it_was_published(void)
{
    const int counts[] = {5, 2, 0, 6, 3, 4};
    const bool hidden_there[] = {false, true,  true,  false, false, true,
                                 true,  false, false, false, false, false};
    guint cells[12], nonzero[12];
    g_autoptr(System) system = system_new(2, 0);
    add_table(system, counts, 2, 3, cells, nonzero);
    system_guard(system, cells[2], 0, 1);
    system_settle(system);
    system_protect(system);
    g_assert_cmpuint(system_attack(system, true), ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
        g_assert_true(system_unknown(system, cells[i])->hidden == hidden_there[i]);
}

/* A table of our own: one more in the row of the small count and one in its column, with the corner between
 * them, are the fewest that protect it. */
static void
one_small_cell_inside_a_table_takes_three_more(void)
{
    const int counts[] = {20, 50, 10, 8, 19, 22, 17, 32, 3};
    guint cells[16], nonzero[16], hidden = 0;
    g_autoptr(System) system = system_new(5, 1);
    add_table(system, counts, 3, 3, cells, nonzero);
    system_settle(system);
    system_protect(system);
    for (guint i = 0; i < system->unknowns->len; i++)
        hidden += system_unknown(system, i)->hidden;
    g_assert_cmpuint(hidden, ==, 4);
    g_assert_cmpuint(system_attack(system, true), ==, 0);
    g_assert_cmpfloat(system_unknown(system, cells[10])->smallest, <=, 1);
    g_assert_cmpfloat(system_unknown(system, cells[10])->largest, >=, 4);
}

static void
a_total_that_must_be_kept_leaves_its_parts_exposed(void)
{
    g_autoptr(System) system = system_new(5, 1);
    guint total = stated(system, 3, 1), one = stated(system, 3, 1);
    Term terms[] = {{one, 1}, {total, -1}};
    system_unknown(system, total)->fixed = TRUE; /* as if it had been published before */
    system_relate(system, terms, 2);
    system_settle(system);
    system_protect(system);
    g_assert_true(system_unknown(system, one)->hidden);
    g_autoptr(System) kept = system_new(5, 1);
    guint all = stated(kept, 23, 1), most = stated(kept, 20, 1), few = stated(kept, 3, 1);
    Term sum[] = {{most, 1}, {few, 1}, {all, -1}};
    system_unknown(kept, all)->kept = system_unknown(kept, most)->kept = TRUE;
    system_relate(kept, sum, 3);
    system_settle(kept);
    system_protect(kept);
    g_assert_cmpuint(system_attack(kept, false), ==, 1);
    g_assert_true(system_unknown(kept, few)->exposed);
}

/* Sector by harm in five years with all margins and the sums over the years. */
static void
a_large_release_is_protected(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(3);
    g_autoptr(System) system = system_new(5, 1);
    guint cells[5][13 * 9], nonzero[2000];
    for (guint year = 0; year < 5; year++) {
        int counts[12 * 8];
        for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
            double size = exp(g_rand_double_range(chance, -1.5, 4));
            counts[i] = (int)size;
        }
        add_table(system, counts, 12, 8, cells[year], nonzero);
    }
    /* Told, not judged: a busy machine is no defect. */
    clock_t start = clock();
    system_settle(system);
    system_protect(system);
    g_assert_cmpuint(system_attack(system, true), ==, 0);
    g_test_message("%.2f seconds", (double)(clock() - start) / CLOCKS_PER_SEC);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/disclosure/no_reader_can_work_out_a_count_of_a_small_table",
                    no_reader_can_work_out_a_count_of_a_small_table);
    g_test_add_func("/disclosure/hiding_nothing_more_would_not_do", hiding_nothing_more_would_not_do);
    g_test_add_func("/disclosure/no_reader_can_work_out_a_count_of_linked_tables",
                    no_reader_can_work_out_a_count_of_linked_tables);
    g_test_add_func("/disclosure/a_published_example_is_hidden_as_it_was_published",
                    a_published_example_is_hidden_as_it_was_published);
    g_test_add_func("/disclosure/one_small_cell_inside_a_table_takes_three_more",
                    one_small_cell_inside_a_table_takes_three_more);
    g_test_add_func("/disclosure/a_total_that_must_be_kept_leaves_its_parts_exposed",
                    a_total_that_must_be_kept_leaves_its_parts_exposed);
    g_test_add_func("/disclosure/a_large_release_is_protected", a_large_release_is_protected);
    return g_test_run();
}
