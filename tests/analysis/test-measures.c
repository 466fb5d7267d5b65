/* Measures over a small export, whose every figure can be counted by eye. */
#include "tests/analysis/small_council.h"

static const char council_profile[] =
    "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
    "report: {year: 2023-24, years: 2, as-at: 2024-05-31}\n"
    "records:\n"
    "  - file: contacts.csv\n"
    "    columns: {id: Ref, received: Received, closed: Closed, stage: Stage, harm: Harm, outcome: Outcome}\n"
    "codes: codes.csv\n"
    "populations:\n"
    "  - {id: taken-on, words: contacts taken on, where: [{field: stage, is: [Investigation]}]}\n"
    "measures:\n"
    "  - {id: contacts, title: Contacts, kind: count}\n"
    "  - {id: quarters, title: By quarter, kind: count, per: quarter}\n"
    "  - {id: months, title: By month, kind: count, per: month}\n"
    "  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n"
    "  - {id: outcomes, title: Outcomes, kind: breakdown, of: taken-on, by: [outcome]}\n"
    "  - {id: conversion, title: Taken on, kind: share, in: taken-on}\n"
    "  - {id: timeliness, title: Time, kind: timeliness, within: [4 weeks, 3 months], target: [80, 90]}\n"
    "  - {id: due, title: Time of those due, kind: timeliness, within: [1 year], base: due}\n"
    "  - {id: duration, title: Duration, kind: duration}\n"
    "  - {id: stage-by-harm, title: Stage by harm, kind: breakdown, by: [stage, harm]}\n";

static const char codes_text[] = "field,category,part,value\n"
                                 "stage,Advice,,\nstage,Investigation,,\n"
                                 "harm,Physical,,\nharm,Physical,Restraint,\nharm,Sexual,,\nharm,Neglect,,\n"
                                 "outcome,Substantiated,,\noutcome,Unfounded,,\n";

/* The third is closed on the limit day of four weeks; the fifth is open; the last two belong to the year
 * before. */
static const char records_text[] = "Ref,Received,Closed,Stage,Harm,Outcome,Notes\n"
                                   "1,01/04/2023,01/04/2023,Advice,Physical,,x\n"
                                   "2,31/01/2024,30/04/2024,Investigation,Restraint,Substantiated,x\n"
                                   "3,01/06/2023,29/06/2023,Investigation,Sexual,Unfounded,x\n"
                                   "4,02/06/2023,01/07/2023,Advice,Physical,,x\n"
                                   "5,31/03/2024,,Investigation,Physical,,x\n"
                                   "6,31/03/2023,02/04/2023,Advice,Sexual,,x\n"
                                   "7,01/04/2022,02/04/2023,Investigation,Odd value,Unfounded,x\n";

static Figures *figures;

static const Figure *
figure(const char *measure, const char *period, const char *category, const char *part)
{
    return figure_of(figures, measure, period, category, part);
}

static void
a_year_runs_from_april_to_march(void)
{
    g_assert_cmpfloat(figure("contacts", "2023-24", "", "")->count, ==, 5);
    g_assert_cmpfloat(figure("contacts", "2022-23", "", "")->count, ==, 2);
    g_assert_cmpfloat(figure("contacts", "2023-24", "", "")->change, ==, 3);
    g_assert_cmpint(figure("contacts", "2023-24", "", "")->signal, ==, SIGNAL_NO_CLEAR_CHANGE);
}

static void
quarters_and_months_add_to_the_year(void)
{
    g_assert_cmpfloat(figure("quarters", "2023-24 Q1", "", "")->count, ==, 3);
    g_assert_cmpfloat(figure("quarters", "2023-24 Q4", "", "")->count, ==, 2);
    g_assert_cmpfloat(figure("months", "2023-06", "", "")->count, ==, 2);
    g_assert_cmpfloat(figure("months", "2024-03", "", "")->count, ==, 1);
    g_assert_cmpfloat(figure("months", "2023-09", "", "")->count, ==, 0);
}

static void
a_breakdown_has_parts_of_their_category_and_zero_rows(void)
{
    g_assert_cmpfloat(figure("harm", "2023-24", "Physical", "")->count, ==, 4);
    g_assert_cmpfloat(figure("harm", "2023-24", "Physical", "")->percent, ==, 80);
    g_assert_cmpfloat(figure("harm", "2023-24", "Physical", "Restraint")->count, ==, 1);
    g_assert_cmpfloat(figure("harm", "2023-24", "Physical", "Restraint")->base, ==, 4);
    g_assert_cmpfloat(figure("harm", "2023-24", "Neglect", "")->count, ==, 0);
    g_assert_cmpfloat(figure("harm", "2023-24", "", "")->count, ==, 5);
    g_assert_cmpfloat(figure("harm", "2022-23", "Unrecognised", "")->count, ==, 1);
    g_assert_null(figures_find(figures, "harm", "2023-24", "Not recorded", ""));
}

static void
a_population_is_the_base_of_its_outcomes_and_open_ones_are_ongoing(void)
{
    g_assert_cmpfloat(figure("outcomes", "2023-24", "Substantiated", "")->base, ==, 3);
    g_assert_cmpfloat(figure("outcomes", "2023-24", "Ongoing", "")->count, ==, 1);
    g_assert_cmpfloat(figure("conversion", "2023-24", "", "")->percent, ==, 60);
}

static void
a_case_closed_on_the_limit_day_is_within(void)
{
    g_assert_cmpfloat(figure("timeliness", "2023-24", "within 4 weeks", "")->count, ==, 2);
    g_assert_cmpfloat(figure("timeliness", "2023-24", "within 3 months", "")->count, ==, 4);
    g_assert_cmpfloat(figure("timeliness", "2023-24", "within 3 months", "")->base, ==, 5);
    g_assert_cmpfloat(figure("timeliness", "2023-24", "within 3 months", "")->value, ==, 90);
    /* Open and not yet a year old: not due. */
    g_assert_cmpfloat(figure("due", "2023-24", "within 1 year", "")->base, ==, 4);
    g_assert_cmpfloat(figure("due", "2022-23", "within 1 year", "")->percent, ==, 50);
}

static void
a_duration_counts_closed_records(void)
{
    g_assert_cmpfloat(figure("duration", "2023-24", "median", "")->value, ==, 28.5);
    g_assert_cmpfloat(figure("duration", "2023-24", "longest", "")->value, ==, 90);
    g_assert_cmpfloat(figure("duration", "2023-24", "longest", "")->base, ==, 4);
}

static void
a_cross_table_has_both_margins(void)
{
    g_assert_cmpfloat(figure("stage-by-harm", "2023-24", "Investigation", "Physical")->count, ==, 2);
    g_assert_cmpfloat(figure("stage-by-harm", "2023-24", "Investigation", "")->count, ==, 3);
    g_assert_cmpfloat(figure("stage-by-harm", "2023-24", "", "Physical")->count, ==, 4);
    g_assert_cmpfloat(figure("stage-by-harm", "2023-24", "", "")->count, ==, 5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    figures = small_council_figures(&(SmallCouncil){council_profile, codes_text, records_text, NULL}, NULL);
    g_test_add_func("/measures/a_year_runs_from_april_to_march", a_year_runs_from_april_to_march);
    g_test_add_func("/measures/quarters_and_months_add_to_the_year", quarters_and_months_add_to_the_year);
    g_test_add_func("/measures/a_breakdown_has_parts_of_their_category_and_zero_rows",
                    a_breakdown_has_parts_of_their_category_and_zero_rows);
    g_test_add_func("/measures/a_population_is_the_base_of_its_outcomes_and_open_ones_are_ongoing",
                    a_population_is_the_base_of_its_outcomes_and_open_ones_are_ongoing);
    g_test_add_func("/measures/a_case_closed_on_the_limit_day_is_within",
                    a_case_closed_on_the_limit_day_is_within);
    g_test_add_func("/measures/a_duration_counts_closed_records", a_duration_counts_closed_records);
    g_test_add_func("/measures/a_cross_table_has_both_margins", a_cross_table_has_both_margins);
    int status = g_test_run();
    figures_free(figures);
    return status;
}
