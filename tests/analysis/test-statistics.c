#include "tests/analysis/single_cases.h"
#include <glib.h>
#include <math.h>

static void
near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance))
        g_error("%.8f is not %.8f", value, expected);
}

/* The limits printed by PHEindicatormethods, R's stats and Newcombe's paper. */
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
    Interval none = statistics_poisson(-4, 0.95); /* a figure that somebody gave */
    g_assert_true(isnan(none.lower) && isnan(none.upper));
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
normal_points_agree_with_tables(void)
{
    near(statistics_normal_quantile(0.975), 1.959964, 5e-7);
    near(statistics_normal_quantile(0.999), 3.090232, 5e-7);
    near(statistics_normal_quantile(0.5), 0, 1e-12);
}

static void
two_counts_give_the_central_p_value(void)
{
    near(statistics_two_counts(12, 30), 0.007916, 5e-7);
    near(statistics_two_counts(30, 12), 0.007916, 5e-7);
    near(statistics_two_counts(5, 5), 1, 1e-12);
}

static void
without_a_base_there_is_no_test(void)
{
    g_assert_true(isnan(statistics_two_counts(0, 0)));
    g_assert_true(isnan(statistics_wilson(0, 0, 0.95).lower));
    g_assert_true(isnan(statistics_newcombe(0, 0, 3, 10, 0.95).upper));
    near(statistics_two_counts(0, 5), 0.0625, 1e-12);
}

/* Times in weeks of remission of acute myelogenous leukaemia, the maintained group: aml in R's survival. */
static void
kaplan_meier_agrees_with_r_survival(void)
{
    static const double times[] = {9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161};
    static const bool ended[] = {1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0};
    static const double rows[][6] = {
        {9, 11, 0.909091, 0.086678, 0.508080, 0.986674}, {13, 10, 0.818182, 0.116291, 0.447429, 0.951162},
        {18, 8, 0.715909, 0.139665, 0.350190, 0.899024}, {23, 7, 0.613636, 0.152632, 0.265752, 0.835299},
        {31, 5, 0.490909, 0.164193, 0.167331, 0.753400}, {34, 4, 0.368182, 0.162669, 0.092830, 0.657041},
        {48, 2, 0.184091, 0.153493, 0.011738, 0.525015}};
    SurvivalStep steps[11];
    g_assert_cmpuint(kaplan_meier_of_cases(times, ended, 11, 0.95, steps), ==, 7);
    for (gsize i = 0; i < 7; i++) {
        double found[] = {steps[i].time,  steps[i].at_risk,      steps[i].surviving,
                          steps[i].error, steps[i].limits.lower, steps[i].limits.upper};
        for (int k = 0; k < 6; k++)
            near(found[k], rows[i][k], 1e-6);
    }
    Interval limits;
    near(statistics_survival_median(steps, 7, &limits), 31, 0);
    near(statistics_survival_at(steps, 7, 30).surviving, 0.613636, 1e-6);
    near(statistics_survival_at(steps, 7, 8).surviving, 1, 0);
}

static void
a_curve_that_stays_above_one_half_has_no_median(void)
{
    static const double times[] = {5, 10, 10, 10};
    static const bool one_ended[] = {1, 0, 0, 0}, none_ended[4] = {0};
    SurvivalStep steps[4];
    Interval limits;
    gsize length = kaplan_meier_of_cases(times, one_ended, 4, 0.95, steps);
    g_assert_cmpuint(length, ==, 1);
    g_assert_true(isnan(statistics_survival_median(steps, length, &limits)));
    g_assert_true(isnan(limits.upper));
    g_assert_cmpuint(kaplan_meier_of_cases(times, none_ended, 4, 0.95, steps), ==, 0);
    g_assert_true(isnan(statistics_survival_median(steps, 0, &limits)));
    g_assert_cmpuint(kaplan_meier_of_cases(times, none_ended, 0, 0.95, steps), ==, 0);
}

/* All end on the day they began: the curve falls to 0 at once, and there is no interval. */
static void
all_closed_on_the_day_of_receipt_is_a_curve_of_one_step(void)
{
    static const double times[3] = {0};
    static const bool ended[] = {1, 1, 1};
    SurvivalStep steps[3];
    Interval limits;
    g_assert_cmpuint(kaplan_meier_of_cases(times, ended, 3, 0.95, steps), ==, 1);
    near(steps[0].surviving, 0, 0);
    g_assert_true(isnan(steps[0].limits.lower) && isnan(steps[0].limits.upper));
    near(statistics_survival_median(steps, 1, &limits), 0, 0);
}

static void
quantiles_fall_between_neighbours(void)
{
    static const double days[] = {0, 28, 29, 90};
    near(statistics_quantile(days, 4, 0.25), 21, 1e-12);
    near(statistics_quantile(days, 4, 0.5), 28.5, 1e-12);
    near(statistics_quantile(days, 4, 1), 90, 0);
    near(statistics_quantile(days, 1, 0.5), 0, 0);
    g_assert_true(isnan(statistics_quantile(days, 0, 0.5)));
}

static void
xmr_limits_agree_with_nhsrplotthedots(void)
{
    static const double y[] = {1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};
    ControlLimits limits = statistics_xmr_limits(y, G_N_ELEMENTS(y));
    near(limits.mean, 1.944444, 1e-6);
    near(limits.mean_range, 1.882353, 1e-6);
    near(limits.lower, -3.062614, 1e-6);
    near(limits.upper, 6.951503, 1e-6);
    near(limits.near_upper, 1.944444 + 1.882353 * 2.66 * 2 / 3, 1e-5);
    g_assert_true(isnan(statistics_xmr_limits(y, 1).mean));
}

/* Points of one letter each: . none, o outside, t trend, n near a limit, s shift. */
static void
expect_rules(const double *values, gsize n, const char *expected)
{
    static const char letters[] = ".otns";
    ControlLimits limits = {10, 1, 4, 16, 6, 14};
    ControlRule rules[32];
    char found[33] = "";
    statistics_xmr_rules(values, n, &limits, rules);
    for (gsize i = 0; i < n; i++)
        found[i] = letters[rules[i]];
    g_assert_cmpstr(found, ==, expected);
}

static void
each_rule_of_the_control_chart_finds_its_points(void)
{
    static const double outside[] = {10, 17, 9, 10, 16, 3}, trend[] = {9, 7, 8, 9, 10, 11, 12, 13, 9},
                        tie[] = {9, 7, 8, 9, 10, 10, 11, 12, 9}, near_limit[] = {9, 15, 9, 15, 9, 5, 15, 9},
                        beyond[] = {15, 9, 17}, shift[] = {9, 11, 12, 11, 12, 11, 12, 11, 9},
                        on_mean[] = {11, 12, 11, 10, 12, 11, 12, 11};
    expect_rules(outside, G_N_ELEMENTS(outside), ".o...o");
    expect_rules(trend, G_N_ELEMENTS(trend), ".ttttttt.");
    expect_rules(tie, G_N_ELEMENTS(tie), ".........");
    expect_rules(near_limit, G_N_ELEMENTS(near_limit), ".n.n....");
    expect_rules(beyond, G_N_ELEMENTS(beyond), "n.o");
    expect_rules(shift, G_N_ELEMENTS(shift), ".sssssss.");
    expect_rules(on_mean, G_N_ELEMENTS(on_mean), "........");
}

/* 24 points, none of them on the median: a run of more than 8 or fewer than 8 crossings (Anhøj 2014). */
static void
the_run_chart_expects_what_anhoej_tabulates(void)
{
    double values[24];
    for (int i = 0; i < 24; i++)
        values[i] = i < 12 ? 1 : 2;
    RunChart chart = statistics_run_chart(values, 24);
    g_assert_cmpuint(chart.useful, ==, 24);
    g_assert_cmpuint(chart.longest_expected, ==, 8);
    g_assert_cmpuint(chart.crossings_expected, ==, 8);
    g_assert_true(chart.shift && chart.few_crossings);
    g_assert_cmpuint(chart.longest, ==, 12);
    for (int i = 0; i < 24; i++)
        values[i] = 3;
    chart = statistics_run_chart(values, 24);
    g_assert_true(chart.useful == 0 && !chart.shift && !chart.few_crossings);
}

/* glm(c(500, 520, 610, 590, 655) ~ years, family = quasipoisson) in R 4.2 */
static void
a_trend_agrees_with_glm(void)
{
    static const double counts[] = {500, 520, 610, 590, 655}, steady[] = {100, 102, 99, 101, 100};
    Trend trend = statistics_trend(counts, 5, 0.95);
    near(trend.change, 0.0684537, 1e-6);
    near(trend.limits.lower, 0.0196600, 1e-6);
    near(trend.limits.upper, 0.1195822, 1e-6);
    near(trend.dispersion, 1.2334175, 1e-6);
    trend = statistics_trend(steady, 5, 0.95);
    g_assert_true(trend.dispersion < 1);
    g_assert_true(trend.limits.lower < 0 && trend.limits.upper > 0);
}

static void
a_trend_needs_four_years_and_two_above_zero(void)
{
    static const double counts[] = {5, 6, 7}, alone[] = {0, 0, 0, 5}, none[5] = {0}, rising[] = {0, 0, 4, 9};
    g_assert_true(isnan(statistics_trend(counts, 3, 0.95).change));
    g_assert_true(isnan(statistics_trend(alone, 4, 0.95).change));
    g_assert_true(isnan(statistics_trend(none, 5, 0.95).change));
    g_assert_true(statistics_trend(rising, 4, 0.95).change > 0);
}

/* chisq.test(c(246, 243, 237, 231, 228))$p.value and so on, of R 4. */
static void
equal_counts_agree_with_chisq_test(void)
{
    static const struct {
        double counts[9];
        size_t n;
        double p;
    } cases[] = {
        {{246, 243, 237, 231, 228}, 5, 0.911709277793},
        {{17, 25, 30, 22, 26, 20, 24, 21, 27}, 9, 0.718662512578},
        {{10, 20, 30}, 3, 0.00673794699909},
        {{12, 5, 4}, 3, 0.0662522591523},
        {{88, 68, 55}, 3, 0.0196650967617},
        {{1, 1}, 2, 1},
        {{300, 100, 2}, 3, 1.72396736666e-75},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpfloat_with_epsilon(statistics_equal_counts(cases[i].counts, cases[i].n) / cases[i].p, 1,
                                       1e-9);
    g_assert_true(isnan(statistics_equal_counts(cases[0].counts, 1)));
    g_assert_true(isnan(statistics_equal_counts((double[]){0, 0}, 2)));
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
    g_test_add_func("/statistics/normal_points_agree_with_tables", normal_points_agree_with_tables);
    g_test_add_func("/statistics/two_counts_give_the_central_p_value", two_counts_give_the_central_p_value);
    g_test_add_func("/statistics/equal_counts_agree_with_chisq_test", equal_counts_agree_with_chisq_test);
    g_test_add_func("/statistics/without_a_base_there_is_no_test", without_a_base_there_is_no_test);
    g_test_add_func("/statistics/kaplan_meier_agrees_with_r_survival", kaplan_meier_agrees_with_r_survival);
    g_test_add_func("/statistics/a_curve_that_stays_above_one_half_has_no_median",
                    a_curve_that_stays_above_one_half_has_no_median);
    g_test_add_func("/statistics/all_closed_on_the_day_of_receipt_is_a_curve_of_one_step",
                    all_closed_on_the_day_of_receipt_is_a_curve_of_one_step);
    g_test_add_func("/statistics/quantiles_fall_between_neighbours", quantiles_fall_between_neighbours);
    g_test_add_func("/statistics/xmr_limits_agree_with_nhsrplotthedots",
                    xmr_limits_agree_with_nhsrplotthedots);
    g_test_add_func("/statistics/each_rule_of_the_control_chart_finds_its_points",
                    each_rule_of_the_control_chart_finds_its_points);
    g_test_add_func("/statistics/the_run_chart_expects_what_anhoej_tabulates",
                    the_run_chart_expects_what_anhoej_tabulates);
    g_test_add_func("/statistics/a_trend_agrees_with_glm", a_trend_agrees_with_glm);
    g_test_add_func("/statistics/a_trend_needs_four_years_and_two_above_zero",
                    a_trend_needs_four_years_and_two_above_zero);
    return g_test_run();
}
