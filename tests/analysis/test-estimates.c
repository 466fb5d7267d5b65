/* The estimates of a council's measures, and when a change is real. The records are made of numbers, so that
 * each result can be worked out by hand or by functions tested elsewhere. */
#include <math.h>
#include "tests/analysis/small_council.h"

#define HEAD(report)                                                                                         \
    "authority: {name: Test Council, short-name: Test, code: E00000000}\n"                                   \
    "report: {year: 2023-24, " report "}\n"                                                                  \
    "records:\n  - file: contacts.csv\n"                                                                     \
    "    columns: {id: Ref, received: Received, closed: Closed, harm: Harm, outcome: Outcome}\n"             \
    "codes: codes.csv\n"
#define CODES                                                                                                \
    "field,category,part,value\nharm,Physical,,\nharm,Sexual,,\noutcome,Substantiated,,\noutcome,"           \
    "Unfounded,,\n"

/* Adds this many records received on one day. */
static void
add(GString *records, guint count, const char *received, const char *closed, const char *harm,
    const char *outcome)
{
    for (guint i = 0; i < count; i++)
        g_string_append_printf(records, "%u,%s,%s,%s,%s\n", (guint)records->len, received, closed, harm,
                               outcome);
}

static GString *
records_new(void)
{
    return g_string_new("Ref,Received,Closed,Harm,Outcome\n");
}

static Figures *
figures_for(const char *profile, GString *records)
{
    SmallCouncil council = {profile, CODES, records->str, NULL};
    Figures *figures = small_council_figures(&council, NULL);
    g_string_free(records, TRUE);
    return figures;
}

static void
near(double value, double expected)
{
    if (!(fabs(value - expected) < 1e-6))
        g_error("%.8f is not %.8f", value, expected);
}

static Figures *
times(void)
{
    GString *records = records_new();
    add(records, 1, "01/03/2024", "01/03/2024", "Physical", "Unfounded"); /* on the day of receipt */
    add(records, 1, "01/03/2024", "11/03/2024", "Physical", "Unfounded"); /* 10 days */
    add(records, 1, "31/03/2024", "", "Physical", "");                    /* open, followed 61 days */
    add(records, 1, "01/03/2024", "30/05/2024", "Physical", "Unfounded"); /* 90 days */
    add(records, 1, "01/06/2023", "", "Physical", "");                    /* open, followed 365 days */
    add(records, 2, "01/06/2022", "", "Physical", "");                    /* a year in which all are open */
    add(records, 3, "01/06/2021", "01/06/2021", "Physical", "Unfounded"); /* all closed the same day */
    return figures_for(
        HEAD("years: 3, as-at: 2024-05-31") "measures:\n"
                                            "  - {id: time, kind: timeliness, within: [13 weeks, 2 years]}\n"
                                            "  - {id: curve, kind: curve, within: [2 weeks, 52 weeks, 3 "
                                            "years]}\n"
                                            "  - {id: days, kind: duration}\n",
        records);
}

/* Survival is 4/5, 3/5 after the third is censored at 61 days, and half of that at 90. */
static void
open_cases_count_for_as_long_as_they_were_followed(void)
{
    g_autoptr(Figures) figures = times();
    const Figure *simple = figure_of(figures, "time", "2023-24", "within 13 weeks", "");
    near(simple->percent, 60);
    near(simple->pending, 1);
    near(figure_of(figures, "time", "2023-24", "within 13 weeks", ESTIMATED)->percent, 70);
    near(figure_of(figures, "time", "2023-24", "median", ESTIMATED)->value, 90);
    near(figure_of(figures, "days", "2023-24", "median", ESTIMATED)->value, 90);
    near(figure_of(figures, "days", "2023-24", "median", "")->value, 10);
    near(figure_of(figures, "curve", "2023-24", "open after 2 weeks", "")->percent, 60);
    near(figure_of(figures, "curve", "2023-24", "open after 2 weeks", "")->count, 3);
    near(figure_of(figures, "curve", "2023-24", "open after 52 weeks", "")->percent, 30);
}

static void
what_the_curve_does_not_reach_is_not_available(void)
{
    g_autoptr(Figures) figures = times();
    const Figure *late = figure_of(figures, "time", "2023-24", "within 2 years", ESTIMATED);
    g_assert_true(isnan(late->percent) && late->status == FIGURE_NOT_AVAILABLE);
    const Figure *open = figure_of(figures, "curve", "2023-24", "open after 3 years", "");
    g_assert_true(isnan(open->percent) && open->status == FIGURE_NOT_AVAILABLE);
}

static void
with_all_open_the_share_is_zero_and_there_is_no_median(void)
{
    g_autoptr(Figures) figures = times();
    near(figure_of(figures, "time", "2022-23", "within 13 weeks", ESTIMATED)->percent, 0);
    g_assert_true(isnan(figure_of(figures, "time", "2022-23", "within 13 weeks", ESTIMATED)->lower));
    g_assert_cmpint(figure_of(figures, "time", "2022-23", "median", ESTIMATED)->status, ==,
                    FIGURE_NOT_AVAILABLE);
}

static void
with_all_closed_at_once_the_estimate_is_the_simple_share(void)
{
    g_autoptr(Figures) figures = times();
    near(figure_of(figures, "time", "2021-22", "within 2 years", "")->percent, 100);
    near(figure_of(figures, "time", "2021-22", "within 2 years", ESTIMATED)->percent, 100);
    near(figure_of(figures, "time", "2021-22", "median", ESTIMATED)->value, 0);
    near(figure_of(figures, "curve", "2021-22", "open after 2 weeks", "")->percent, 0);
}

/* 40 of 200 and 64 of 200: clear at 95%, not at 99.8%. */
static void
a_headline_is_tested_at_95_and_a_row_of_a_table_at_998(void)
{
    GString *records = records_new();
    add(records, 40, "01/06/2022", "02/06/2022", "Physical", "Unfounded");
    add(records, 160, "01/06/2022", "02/06/2022", "Sexual", "Unfounded");
    add(records, 64, "01/06/2023", "02/06/2023", "Physical", "Unfounded");
    add(records, 136, "01/06/2023", "02/06/2023", "Sexual", "Unfounded");
    g_autoptr(Figures) figures =
        figures_for(HEAD("years: 2") "populations:\n"
                                     "  - {id: physical, words: physical, where: [{field: harm, is: "
                                     "[Physical]}]}\n"
                                     "measures:\n"
                                     "  - {id: contacts, kind: count}\n"
                                     "  - {id: share, kind: share, in: physical}\n"
                                     "  - {id: harm, kind: breakdown, by: [harm]}\n",
                    records);
    g_assert_cmpint(figure_of(figures, "share", "2023-24", "", "")->signal, ==, SIGNAL_HIGHER);
    g_assert_cmpint(figure_of(figures, "harm", "2023-24", "Physical", "")->signal, ==,
                    SIGNAL_NO_CLEAR_CHANGE);
    g_assert_cmpint(figure_of(figures, "contacts", "2023-24", "", "")->signal, ==, SIGNAL_NO_CLEAR_CHANGE);
    g_assert_cmpint(figure_of(figures, "contacts", "2022-23", "", "")->signal, ==, SIGNAL_NONE);
}

static Figures *
outcomes(void)
{
    GString *records = records_new();
    add(records, 50, "01/06/2022", "02/07/2022", "Physical", "Substantiated");
    add(records, 50, "01/06/2022", "02/07/2022", "Physical", "Unfounded");
    add(records, 20, "01/06/2023", "02/07/2023", "Physical", "Substantiated");
    add(records, 20, "01/06/2023", "02/07/2023", "Physical", "Unfounded");
    add(records, 60, "01/06/2023", "", "Physical", "");
    add(records, 5, "31/03/2024", "", "Physical", ""); /* not three months before as-at */
    return figures_for(HEAD("years: 2, as-at: 2024-05-31") "measures:\n"
                                                           "  - {id: crude, kind: breakdown, by: [outcome]}\n"
                                                           "  - {id: alike, kind: breakdown, by: [outcome], "
                                                           "follow-up: 3 months}\n"
                                                           "  - {id: soon, kind: breakdown, by: [outcome], "
                                                           "follow-up: 4 weeks}\n",
                       records);
}

/* 20 of 105 is far from 50 of 100, but 65 are open and may still end in any way. */
static void
no_direction_is_given_that_open_cases_could_reverse(void)
{
    g_autoptr(Figures) figures = outcomes();
    const Figure *crude = figure_of(figures, "crude", "2023-24", "Substantiated", "");
    near(crude->pending, 65);
    g_assert_cmpint(crude->signal, ==, SIGNAL_NONE);
    g_assert_cmpint(figure_of(figures, "crude", "2023-24", "Ongoing", "")->signal, ==, SIGNAL_NONE);
    const Figure *concluded = figure_of(figures, "crude", "2023-24", "Substantiated", OF_CONCLUDED);
    near(concluded->base, 40);
    near(concluded->percent, 50);
    g_assert_cmpint(concluded->signal, ==, SIGNAL_NO_CLEAR_CHANGE);
}

static void
an_equal_follow_up_makes_years_comparable(void)
{
    g_autoptr(Figures) figures = outcomes();
    near(figure_of(figures, "alike", "2023-24", "", "")->count, 100);
    g_assert_cmpint(figure_of(figures, "alike", "2023-24", "Substantiated", "")->signal, ==, SIGNAL_LOWER);
    g_assert_cmpint(figure_of(figures, "alike", "2023-24", "Ongoing", "")->signal, ==, SIGNAL_HIGHER);
    /* Closed after 31 days: known after 3 months, not after 4 weeks. */
    near(figure_of(figures, "soon", "2022-23", "Ongoing", "")->count, 100);
    near(figure_of(figures, "soon", "2023-24", "", "")->count, 105);
}

static void
add_months(GString *records, int year, guint each, const char *harm)
{
    for (int month = 0; month < 12; month++) {
        g_autofree char *day = g_strdup_printf("05/%02d/%d", (month + 3) % 12 + 1, year + (month > 8));
        add(records, each + (month % 2), day, "", harm, "");
    }
}

static Figures *
series(const char *report, const char *option)
{
    GString *records = records_new();
    add_months(records, 2022, 12, "Physical");
    add_months(records, 2023, 12, "Physical");
    add(records, 30, "06/10/2023", "", "Physical", "");
    add(records, 1, "06/10/2023", "", "Sexual", "");
    g_autofree char *profile = g_strdup_printf(
        "%spopulations:\n  - {id: rare, words: rare, where: [{field: harm, is: [Sexual]}]}\n"
        "measures:\n  - {id: months, kind: count, per: month%s}\n"
        "  - {id: rare, kind: count, of: rare, per: month}\n  - {id: quarters, kind: count, per: quarter}\n",
        report, option);
    return figures_for(profile, records);
}

static void
a_month_beyond_the_limits_stands_out(void)
{
    g_autoptr(Figures) figures = series(HEAD("years: 2, as-at: 2024-03-31"), "");
    const Figure *limits = figure_of(figures, "months", "2023-10", CONTROL_LIMITS, "");
    near(limits->value, (24 * 12.5 + 31) / 24);
    g_assert_cmpfloat(limits->lower, >=, 0);
    g_assert_cmpint(figure_of(figures, "months", "2023-10", CAUSE_OUTSIDE, "")->signal, ==, SIGNAL_HIGHER);
    g_assert_null(figures_find(figures, "months", "2023-09", CAUSE_OUTSIDE, ""));
}

static void
few_points_have_no_limits_and_small_counts_a_median(void)
{
    g_autoptr(Figures) figures = series(HEAD("years: 2, as-at: 2024-03-31"), "");
    g_assert_null(figures_find(figures, "quarters", "2023-24 Q1", CONTROL_LIMITS, ""));
    near(figure_of(figures, "rare", "2023-10", RUN_MEDIAN, "")->value, 0);
    g_assert_null(figures_find(figures, "rare", "2023-10", CAUSE_RUN, ""));
}

static void
limits_start_again_where_the_profile_says(void)
{
    g_autoptr(Figures) figures = series(HEAD("years: 2, as-at: 2024-03-31"), ", rebase: [2023-05-01]");
    near(figure_of(figures, "months", "2022-04", CONTROL_LIMITS, "")->value, (13 * 12.5 - 0.5) / 13);
    /* Eleven points follow: too few. */
    g_assert_null(figures_find(figures, "months", "2023-10", CONTROL_LIMITS, ""));
}

static void
a_break_in_series_and_an_unfinished_month_end_a_stretch(void)
{
    g_autoptr(Figures) broken =
        series(HEAD("years: 2, as-at: 2024-03-31, breaks: [{year: 2023-24, note: New}]"), "");
    g_assert_null(figures_find(broken, "months", "2022-04", CONTROL_LIMITS, ""));
    g_autoptr(Figures) cut = series(HEAD("years: 2, as-at: 2024-03-15"), "");
    g_assert_null(figures_find(cut, "months", "2024-03", CONTROL_LIMITS, ""));
    near(figure_of(cut, "months", "2024-02", CONTROL_LIMITS, "")->value, (23 * 12.5 - 0.5 + 31) / 23);
}

static Figures *
five_years(const char *profile)
{
    static const guint counts[] = {100, 120, 144, 173, 207};
    GString *records = records_new();
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_autofree char *day = g_strdup_printf("01/06/%u", 2019 + i);
        add(records, counts[i], day, day, "Physical", "Unfounded");
    }
    return figures_for(profile, records);
}

#define CONTACTS "measures:\n  - {id: contacts, kind: count}\n"

static void
a_trend_needs_four_years_without_a_break(void)
{
    g_autoptr(Figures) whole = five_years(HEAD("years: 5") CONTACTS);
    const Figure *trend = figure_of(whole, "contacts", "2023-24", YEARLY_CHANGE, "since 2019-20");
    g_assert_cmpfloat(fabs(trend->value - 20), <, 0.5);
    g_assert_cmpint(trend->signal, ==, SIGNAL_HIGHER);
    g_autoptr(Figures) broken = five_years(HEAD("years: 5, breaks: [{year: 2021-22, note: New}]") CONTACTS);
    g_autoptr(Figures) later = five_years(HEAD("years: 5, breaks: [{year: 2020-21, note: New}]") CONTACTS);
    g_autoptr(Figures) cut = five_years(HEAD("years: 5, as-at: 2024-03-30") CONTACTS);
    g_autoptr(Figures) one = five_years(HEAD("years: 1") CONTACTS);
    g_assert_nonnull(figures_find(later, "contacts", "2023-24", YEARLY_CHANGE, "since 2020-21"));
    const Figures *without[] = {broken, cut, one};
    for (gsize i = 0; i < G_N_ELEMENTS(without); i++)
        for (guint k = 0; k < figures_length(without[i]); k++)
            g_assert_cmpstr(figures_at(without[i], k)->category, !=, YEARLY_CHANGE);
}

static void
a_year_that_as_at_cuts_short_has_no_count_to_compare(void)
{
    g_autoptr(Figures) whole = five_years(HEAD("years: 2") CONTACTS);
    g_autoptr(Figures) cut = five_years(HEAD("years: 2, as-at: 2023-12-31") CONTACTS);
    g_assert_cmpint(figure_of(whole, "contacts", "2023-24", "", "")->signal, ==, SIGNAL_NO_CLEAR_CHANGE);
    g_assert_cmpint(figure_of(cut, "contacts", "2023-24", "", "")->signal, ==, SIGNAL_NONE);
}

static void
the_first_comparable_year_is_looked_back_to(void)
{
    GString *records = records_new();
    static const guint of_ten[] = {2, 3, 4, 5};
    for (guint i = 0; i < G_N_ELEMENTS(of_ten); i++) {
        g_autofree char *day = g_strdup_printf("01/06/%u", 2020 + i);
        add(records, 20 * of_ten[i], day, day, "Physical", "Unfounded");
        add(records, 20 * (10 - of_ten[i]), day, day, "Sexual", "Unfounded");
    }
    g_autoptr(Figures) figures =
        figures_for(HEAD("years: 5") "measures:\n  - {id: harm, kind: breakdown, by: [harm]}\n", records);
    g_assert_cmpint(figure_of(figures, "harm", "2023-24", "Physical", "")->signal, ==,
                    SIGNAL_NO_CLEAR_CHANGE);
    const Figure *since = figure_of(figures, "harm", "2023-24", "Physical", "since 2020-21");
    near(since->value, 30);
    g_assert_cmpint(since->signal, ==, SIGNAL_HIGHER);
}

static void
a_percent_of_few_is_small_and_of_none_is_not(void)
{
    Figure figure = FIGURE_BLANK;
    figure.base = 19;
    figure.percent = 50;
    g_assert_true(figure_base_is_small(&figure, 20));
    g_assert_false(figure_base_is_small(&figure, 19));
    g_assert_false(figure_base_is_small(&figure, 0));
    figure.percent = NAN;
    g_assert_false(figure_base_is_small(&figure, 20));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/estimates/open_cases_count_for_as_long_as_they_were_followed",
                    open_cases_count_for_as_long_as_they_were_followed);
    g_test_add_func("/estimates/what_the_curve_does_not_reach_is_not_available",
                    what_the_curve_does_not_reach_is_not_available);
    g_test_add_func("/estimates/with_all_open_the_share_is_zero_and_there_is_no_median",
                    with_all_open_the_share_is_zero_and_there_is_no_median);
    g_test_add_func("/estimates/with_all_closed_at_once_the_estimate_is_the_simple_share",
                    with_all_closed_at_once_the_estimate_is_the_simple_share);
    g_test_add_func("/estimates/a_headline_is_tested_at_95_and_a_row_of_a_table_at_998",
                    a_headline_is_tested_at_95_and_a_row_of_a_table_at_998);
    g_test_add_func("/estimates/no_direction_is_given_that_open_cases_could_reverse",
                    no_direction_is_given_that_open_cases_could_reverse);
    g_test_add_func("/estimates/an_equal_follow_up_makes_years_comparable",
                    an_equal_follow_up_makes_years_comparable);
    g_test_add_func("/estimates/a_month_beyond_the_limits_stands_out", a_month_beyond_the_limits_stands_out);
    g_test_add_func("/estimates/few_points_have_no_limits_and_small_counts_a_median",
                    few_points_have_no_limits_and_small_counts_a_median);
    g_test_add_func("/estimates/limits_start_again_where_the_profile_says",
                    limits_start_again_where_the_profile_says);
    g_test_add_func("/estimates/a_break_in_series_and_an_unfinished_month_end_a_stretch",
                    a_break_in_series_and_an_unfinished_month_end_a_stretch);
    g_test_add_func("/estimates/a_trend_needs_four_years_without_a_break",
                    a_trend_needs_four_years_without_a_break);
    g_test_add_func("/estimates/a_year_that_as_at_cuts_short_has_no_count_to_compare",
                    a_year_that_as_at_cuts_short_has_no_count_to_compare);
    g_test_add_func("/estimates/the_first_comparable_year_is_looked_back_to",
                    the_first_comparable_year_is_looked_back_to);
    g_test_add_func("/estimates/a_percent_of_few_is_small_and_of_none_is_not",
                    a_percent_of_few_is_small_and_of_none_is_not);
    return g_test_run();
}
