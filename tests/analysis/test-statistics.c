#include "analysis/statistics/statistics.h"
#include <glib.h>
#include <math.h>

static void
near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        g_error("%.8f is not %.8f", value, expected);
}

/* The limits are those that PHEindicatormethods, R's stats and Newcombe's paper print. */
static void
wilson_limits_agree_with_published_values(void)
{
    static const double rows[][4] = {{0, 10, 0, 0.277533},
                                     {7, 20, 0.181192, 0.567146},
                                     {56, 70, 0.691834, 0.876953},
                                     {10, 10, 0.722467, 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Interval interval = statistics_wilson(rows[i][0], rows[i][1], 0.95);
        near(interval.lower, rows[i][2], 1e-6);
        near(interval.upper, rows[i][3], 1e-6);
    }
}

static void
poisson_limits_agree_with_published_values(void)
{
    static const double rows[][3] = {{0, 0, 3.688879},
                                     {5, 1.623486, 11.668332},
                                     {9, 4.115373, 17.084803},
                                     {10, 4.795389, 18.390356},
                                     {100, 81.363991, 121.626794}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Interval interval = statistics_poisson(rows[i][0], 0.95);
        near(interval.lower, rows[i][1], 1e-5);
        near(interval.upper, rows[i][2], 1e-5);
    }
    near(statistics_poisson(10, 0.998).lower, 2.960520, 1e-5);
    near(statistics_poisson(10, 0.998).upper, 24.133971, 1e-5);
}

static void
newcombe_limits_agree_with_published_values(void)
{
    static const double rows[][6] = {{56, 70, 48, 80, 0.052431, 0.333873},
                                     {9, 10, 3, 10, 0.170523, 0.809018},
                                     {0, 10, 0, 20, -0.161125, 0.277533},
                                     {10, 10, 0, 10, 0.607509, 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Interval interval = statistics_newcombe(rows[i][0], rows[i][1], rows[i][2], rows[i][3], 0.95);
        near(interval.lower, rows[i][4], 1e-6);
        near(interval.upper, rows[i][5], 1e-6);
    }
}

static void
two_counts_give_the_central_p_value(void)
{
    near(statistics_two_counts(12, 30), 0.007916, 1e-6);
    near(statistics_two_counts(30, 12), 0.007916, 1e-6);
    near(statistics_two_counts(5, 5), 1, 1e-12);
    g_assert_true(isnan(statistics_two_counts(0, 0)));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/statistics/wilson_limits_agree_with_published_values",
                    wilson_limits_agree_with_published_values);
    g_test_add_func("/statistics/poisson_limits_agree_with_published_values",
                    poisson_limits_agree_with_published_values);
    g_test_add_func("/statistics/newcombe_limits_agree_with_published_values",
                    newcombe_limits_agree_with_published_values);
    g_test_add_func("/statistics/two_counts_give_the_central_p_value", two_counts_give_the_central_p_value);
    return g_test_run();
}
