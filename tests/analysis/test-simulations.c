/* Simulated data whose truth is known: intervals contain it about as often as their level says, and flags
 * fire no more often than theirs. Seeded, so that every run sees the same data. */
#include "tests/analysis/single_cases.h"
#include <glib.h>
#include <math.h>

#define ROUNDS 4000

static double
draw_poisson(GRand *chance, double mean)
{
    double count = 0;
    for (double time = -log(1 - g_rand_double(chance)); time < mean; count++)
        time += -log(1 - g_rand_double(chance));
    return count;
}

static double
draw_binomial(GRand *chance, int n, double share)
{
    double count = 0;
    for (int i = 0; i < n; i++)
        count += g_rand_double(chance) < share;
    return count;
}

static bool
holds(Interval interval, double truth)
{
    return interval.lower <= truth && truth <= interval.upper;
}

static void
expect_share(double times, double least, double most)
{
    double share = times / ROUNDS;
    g_test_message("%.4f of %d", share, ROUNDS);
    if (!(share >= least && share <= most))
        g_test_fail_printf("%.4f is not from %.4f to %.4f", share, least, most);
}

static void
wilson_intervals_hold_the_share_near_their_level(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(1);
    static const struct {
        int n;
        double share;
    } cases[] = {{20, 0.3}, {60, 0.1}, {200, 0.5}, {400, 0.02}};
    for (gsize c = 0; c < G_N_ELEMENTS(cases); c++) {
        double held = 0;
        for (int i = 0; i < ROUNDS; i++)
            held +=
                holds(statistics_wilson(draw_binomial(chance, cases[c].n, cases[c].share), cases[c].n, 0.95),
                      cases[c].share);
        expect_share(held, 0.93, 0.98);
    }
}

static void
exact_intervals_hold_the_mean_at_least_at_their_level(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(2);
    static const double means[] = {1.5, 10, 80};
    for (gsize c = 0; c < G_N_ELEMENTS(means); c++) {
        double held = 0;
        for (int i = 0; i < ROUNDS; i++)
            held += holds(statistics_poisson(draw_poisson(chance, means[c]), 0.95), means[c]);
        expect_share(held, 0.945, 0.995);
    }
}

static void
newcombe_intervals_hold_the_difference_near_their_level(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(3);
    double held = 0;
    for (int i = 0; i < ROUNDS; i++)
        held += holds(statistics_newcombe(draw_binomial(chance, 60, 0.3), 60, draw_binomial(chance, 90, 0.15),
                                          90, 0.95),
                      0.15);
    expect_share(held, 0.935, 0.975);
}

/* The exact test is conservative: it fires at most as often as its level, and less with small counts. */
static void
count_flags_fire_at_most_at_their_rate_where_nothing_changed(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(4);
    static const double means[] = {8, 40, 400};
    for (gsize c = 0; c < G_N_ELEMENTS(means); c++) {
        double fired = 0, fired_in_tables = 0;
        for (int i = 0; i < ROUNDS; i++) {
            double p = statistics_two_counts(draw_poisson(chance, means[c]), draw_poisson(chance, means[c]));
            fired += p < 0.05;
            fired_in_tables += p < 0.002;
        }
        expect_share(fired, 0.01, 0.055);
        expect_share(fired_in_tables, 0, 0.004);
    }
}

static void
share_flags_fire_at_their_rate_where_nothing_changed(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(5);
    static const double levels[] = {0.95, 0.998};
    for (gsize c = 0; c < 2; c++) {
        double fired = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Interval gap = statistics_newcombe(draw_binomial(chance, 150, 0.25), 150,
                                               draw_binomial(chance, 180, 0.25), 180, levels[c]);
            fired += !holds(gap, 0);
        }
        expect_share(fired, (1 - levels[c]) * 0.4, (1 - levels[c]) * 1.4);
    }
}

static void
a_real_change_is_found(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(6);
    double found = 0;
    for (int i = 0; i < ROUNDS; i++)
        found += statistics_two_counts(draw_poisson(chance, 400), draw_poisson(chance, 500)) < 0.05;
    expect_share(found, 0.85, 0.95);
}

/* Cases of which a third are still open at the end: the estimate is of all, the simple share is too low. */
static void
kaplan_meier_holds_the_share_that_the_simple_share_misses(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(7);
    const double limit = 90, truth = 1 - exp(-limit / 60);
    enum { CASES = 120 };
    double times[CASES], held = 0, estimated = 0, simple = 0;
    bool ended[CASES];
    SurvivalStep steps[CASES];
    for (int i = 0; i < ROUNDS; i++) {
        double within = 0;
        for (int k = 0; k < CASES; k++) {
            double length = -60 * log(1 - g_rand_double(chance)),
                   followed = g_rand_double_range(chance, 0, 200);
            ended[k] = length <= followed;
            times[k] = fmin(length, followed);
            within += ended[k] && times[k] <= limit;
        }
        size_t length = kaplan_meier_of_cases(times, ended, CASES, 0.95, steps);
        SurvivalStep step = statistics_survival_at(steps, length, limit);
        held += holds(step.limits, 1 - truth);
        estimated += (1 - step.surviving) / ROUNDS;
        simple += within / CASES / ROUNDS;
    }
    expect_share(held, 0.93, 0.97);
    g_test_message("true %.3f, estimated %.3f, simple %.3f", truth, estimated, simple);
    g_assert_cmpfloat(fabs(estimated - truth), <, 0.005);
    g_assert_cmpfloat(simple, <, truth - 0.05);
}

/* Five steady years, scattered as they should be and three times as widely. */
static void
trend_limits_hold_no_change_near_their_level(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(8);
    for (int wide = 0; wide < 2; wide++) {
        double held = 0;
        for (int i = 0; i < ROUNDS; i++) {
            double counts[5];
            for (int year = 0; year < 5; year++)
                counts[year] = wide ? 3 * draw_poisson(chance, 100) : draw_poisson(chance, 300);
            held += holds(statistics_trend(counts, 5, 0.95).limits, 0);
        }
        expect_share(held, 0.92, 0.985);
    }
}

/* In 36 steady months: single points beyond the limits are rare, and half the charts or more have no mark. */
static void
control_rules_rarely_mark_a_steady_series(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(9);
    double outside = 0, marked_charts = 0;
    for (int i = 0; i < ROUNDS; i++) {
        double values[36];
        ControlRule rules[36];
        for (int k = 0; k < 36; k++)
            values[k] = draw_poisson(chance, 35);
        ControlLimits limits = statistics_xmr_limits(values, 36);
        statistics_xmr_rules(values, 36, &limits, rules);
        bool marked = false;
        for (int k = 0; k < 36; k++) {
            outside += rules[k] == CONTROL_OUTSIDE;
            marked |= rules[k] != CONTROL_COMMON;
        }
        marked_charts += marked;
    }
    expect_share(outside / 36, 0.001, 0.01);
    expect_share(marked_charts, 0.2, 0.5);
}

static void
the_run_chart_fires_on_about_one_steady_series_in_eight(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(10);
    double fired = 0;
    for (int i = 0; i < ROUNDS; i++) {
        double values[60];
        for (int k = 0; k < 60; k++)
            values[k] = draw_poisson(chance, 2.5);
        RunChart chart = statistics_run_chart(values, 60);
        fired += chart.shift || chart.few_crossings;
    }
    expect_share(fired, 0.02, 0.15);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/simulations/wilson_intervals_hold_the_share_near_their_level",
                    wilson_intervals_hold_the_share_near_their_level);
    g_test_add_func("/simulations/exact_intervals_hold_the_mean_at_least_at_their_level",
                    exact_intervals_hold_the_mean_at_least_at_their_level);
    g_test_add_func("/simulations/newcombe_intervals_hold_the_difference_near_their_level",
                    newcombe_intervals_hold_the_difference_near_their_level);
    g_test_add_func("/simulations/count_flags_fire_at_most_at_their_rate_where_nothing_changed",
                    count_flags_fire_at_most_at_their_rate_where_nothing_changed);
    g_test_add_func("/simulations/share_flags_fire_at_their_rate_where_nothing_changed",
                    share_flags_fire_at_their_rate_where_nothing_changed);
    g_test_add_func("/simulations/a_real_change_is_found", a_real_change_is_found);
    g_test_add_func("/simulations/kaplan_meier_holds_the_share_that_the_simple_share_misses",
                    kaplan_meier_holds_the_share_that_the_simple_share_misses);
    g_test_add_func("/simulations/trend_limits_hold_no_change_near_their_level",
                    trend_limits_hold_no_change_near_their_level);
    g_test_add_func("/simulations/control_rules_rarely_mark_a_steady_series",
                    control_rules_rarely_mark_a_steady_series);
    g_test_add_func("/simulations/the_run_chart_fires_on_about_one_steady_series_in_eight",
                    the_run_chart_fires_on_about_one_steady_series_in_eight);
    return g_test_run();
}
