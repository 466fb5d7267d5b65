/* What a profile may ask for beyond the plain kinds of measures, and the result where there is nothing. */
#include "tests/analysis/small_council.h"
#include <math.h>

#define HEAD                                                                                                 \
    "authority: {name: Test Council, short-name: Test, code: E00000000}\n"                                   \
    "report: {year: 2023-24, years: 2, as-at: 2024-05-31}\n"                                                 \
    "records:\n"                                                                                             \
    "  - file: contacts.csv\n"                                                                               \
    "    columns: {id: Ref, received: Received, aware: Aware, closed: Closed, stage: Stage, harm: Harm, "    \
    "meetings: Meetings, outcome: Outcome, setting: Setting}\n"                                              \
    "fields:\n"                                                                                              \
    "  - {field: aware, type: date}\n"                                                                       \
    "  - {field: setting, type: identifier}\n"                                                               \
    "  - {field: meetings, separator: \";\"}\n"                                                              \
    "codes: codes.csv\n"

/* The second and fourth are about one setting; the third belongs to the year before and is still open at its
 * end; 26 August 2023 is a Saturday and the Monday after it a bank holiday. The sixth row belongs to the
 * fifth record. */
static const SmallCouncil council = {
    HEAD "figures: [figures.csv]\n"
         "populations:\n"
         "  - {id: taken-on, words: contacts taken on, where: [{field: stage, is: [Investigation]}]}\n"
         "  - {id: june, words: contacts of June, where: [{field: received, from: 2023-06-01, until: "
         "2023-06-30}]}\n"
         "  - {id: nobody, words: contacts nobody made, where: [{field: stage, is: [Neither]}]}\n"
         "measures:\n"
         "  - {id: contacts, kind: count}\n"
         "  - {id: taken-on, kind: count, of: taken-on}\n"
         "  - {id: june, kind: share, in: june}\n"
         "  - {id: repeats, kind: share, repeat: setting}\n"
         "  - {id: aware, kind: share, within: 1 working day, from: aware, to: received}\n"
         "  - {id: harm, kind: breakdown, by: [harm], parts-of: all}\n"
         "  - {id: harm-of-all, kind: breakdown, of: taken-on, by: [harm], percent-of: contacts}\n"
         "  - {id: harm-known, kind: breakdown, by: [harm], leave-out: [Not recorded]}\n"
         "  - {id: meetings, kind: breakdown, by: [meetings]}\n"
         "  - {id: outcomes, kind: breakdown, of: taken-on, by: [outcome]}\n"
         "  - {id: outcomes-then, kind: breakdown, of: taken-on, by: [outcome], at: year-end}\n"
         "  - {id: bands, kind: timeliness, within: [4 weeks, 1 year], bands: true}\n"
         "  - {id: caseload, kind: caseload, within: [4 weeks]}\n"
         "  - {id: nobody, kind: share, of: nobody, in: taken-on}\n"
         "  - {id: nobody-s-harm, kind: breakdown, of: nobody, by: [harm]}\n"
         "  - {id: nobody-s-days, kind: duration, of: nobody}\n"
         "  - {id: around, kind: count, around: [{date: 2023-06-15, note: Training}, {date: 2024-05-20, "
         "note: Too late}]}\n"
         "  - {id: posts, kind: supplied, against: contacts}\n",
    "field,category,part,value\nstage,Advice,,\nstage,Investigation,,\nstage,Neither,,\n"
    "harm,Physical,,\nharm,Physical,Restraint,\nharm,Sexual,,\nmeetings,Initial,,\nmeetings,Review,,\n"
    "outcome,Substantiated,,\noutcome,Unfounded,,\n",
    "Ref,Received,Aware,Closed,Stage,Harm,Meetings,Outcome,Setting,Notes\n"
    "1,01/06/2023,31/05/2023,01/06/2023,Advice,Physical,,,A,x\n"
    "2,20/06/2023,16/06/2023,20/07/2023,Investigation,Restraint,Initial; Review,Substantiated,B,x\n"
    "3,01/03/2023,01/03/2023,30/04/2023,Investigation,Sexual,Initial,Unfounded,C,x\n"
    "4,29/08/2023,26/08/2023,,Investigation,,,,b ,x\n"
    "5,01/03/2024,28/02/2024,01/07/2024,Advice,Physical,Initial,,,x\n"
    "5,01/03/2024,28/02/2024,01/07/2024,Advice,Physical,Review,,,x\n",
    "measure,period,category,value,count\nposts,2023-24,posts,2,\ncontacts,2022-23,,,7\n"};

static Figures *figures;
static Findings *findings;

static const Figure *
figure(const char *measure, const char *period, const char *category, const char *part)
{
    return figure_of(figures, measure, period, category, part);
}

static void
a_condition_on_a_date_holds_from_its_first_day_to_its_last(void)
{
    g_assert_cmpfloat(figure("june", "2023-24", "", "")->count, ==, 2);
    g_assert_cmpfloat(figure("june", "2022-23", "", "")->count, ==, 0);
}

static void
a_repeat_has_an_identifier_of_an_earlier_record(void)
{
    /* "b " and "B" are one setting; a blank is not a setting. */
    g_assert_cmpfloat(figure("repeats", "2023-24", "", "")->count, ==, 1);
    g_assert_cmpfloat(figure("repeats", "2023-24", "", "")->base, ==, 4);
}

static void
a_working_day_ends_after_the_weekend_and_the_bank_holiday(void)
{
    /* Friday to Tuesday is late; Saturday to the Tuesday after the bank holiday is not, nor is Wednesday to
     * Friday. */
    g_assert_cmpfloat(figure("aware", "2023-24", "", "")->count, ==, 2);
}

static void
percents_are_of_what_the_profile_says(void)
{
    g_assert_cmpfloat(figure("harm", "2023-24", "Physical", "Restraint")->percent, ==, 25);
    g_assert_cmpfloat(figure("harm-of-all", "2023-24", "Physical", "")->percent, ==, 25);
    g_assert_cmpfloat(figure("harm-known", "2023-24", "", "")->count, ==, 3);
    g_assert_null(figures_find(figures, "harm-known", "2023-24", "Not recorded", ""));
    g_assert_cmpfloat(figure("harm", "2023-24", "Not recorded", "")->count, ==, 1);
}

static void
several_categories_are_counted_and_percents_are_of_records(void)
{
    g_assert_cmpfloat(figure("meetings", "2023-24", "Initial", "")->count, ==, 2);
    g_assert_cmpfloat(figure("meetings", "2023-24", "Review", "")->count, ==, 2);
    g_assert_cmpfloat(figure("meetings", "2023-24", "Review", "")->percent, ==, 50);
    g_assert_cmpfloat(figure("meetings", "2023-24", "", "")->count, ==, 4);
    g_assert_cmpfloat(figure("meetings", "2023-24", "", "")->value, ==, 4);
    g_assert_cmpuint(findings_of_rule(findings, "id-merged"), ==, 1);
}

static void
cases_open_at_year_end_are_ongoing_then(void)
{
    g_assert_cmpfloat(figure("outcomes", "2022-23", "Unfounded", "")->count, ==, 1);
    g_assert_cmpfloat(figure("outcomes-then", "2022-23", "Unfounded", "")->count, ==, 0);
    g_assert_cmpfloat(figure("outcomes-then", "2022-23", "Ongoing", "")->count, ==, 1);
}

static void
bands_add_up_to_the_base(void)
{
    g_assert_cmpfloat(figure("bands", "2023-24", "within 4 weeks", "")->count, ==, 1);
    g_assert_cmpfloat(figure("bands", "2023-24", "up to 4 weeks", "")->count, ==, 1);
    g_assert_cmpfloat(figure("bands", "2023-24", "over 4 weeks to 1 year", "")->count, ==, 1);
    g_assert_cmpfloat(figure("bands", "2023-24", "over 1 year or open", "")->count, ==, 2);
}

static void
a_caseload_balances(void)
{
    for (int i = 0; i < 2; i++) {
        const char *year = i ? "2023-24" : "2022-23";
        double start = figure("caseload", year, "open at the start", "")->count,
               received = figure("caseload", year, "received", "")->count,
               closed = figure("caseload", year, "closed", "")->count,
               end = figure("caseload", year, "open at the end", "")->count;
        g_assert_cmpfloat(start + received - closed, ==, end);
    }
    g_assert_cmpfloat(figure("caseload", "2022-23", "open at the end", "")->count, ==, 1);
    g_assert_cmpfloat(figure("caseload", "2023-24", "open at the start", "")->count, ==, 1);
    g_assert_cmpfloat(figure("caseload", "2023-24", "open at the end", "")->count, ==, 2);
    g_assert_cmpfloat(figure("caseload", "2023-24", "open at the end", "open over 4 weeks")->count, ==, 2);
}

static void
what_happens_after_as_at_has_not_happened(void)
{
    g_assert_cmpuint(findings_of_rule(findings, "date-after-as-at"), ==, 1);
    g_assert_cmpfloat(figure("bands", "2023-24", "within 1 year", "")->count, ==, 2);
}

static void
a_share_of_nothing_is_not_applicable_and_reported(void)
{
    const Figure *share = figure("nobody", "2023-24", "", "");
    g_assert_cmpfloat(share->base, ==, 0);
    g_assert_true(isnan(share->percent));
    g_assert_cmpint(share->status, ==, FIGURE_NOT_APPLICABLE);
    g_assert_cmpint(figure("nobody-s-harm", "2023-24", "Physical", "")->status, ==, FIGURE_NOT_APPLICABLE);
    g_assert_cmpint(figure("nobody-s-days", "2023-24", "median", "")->status, ==, FIGURE_NOT_APPLICABLE);
    g_assert_cmpuint(findings_of_rule(findings, "population-empty"), ==, 1);
}

static void
a_day_has_the_four_weeks_before_it_and_from_it_on(void)
{
    g_assert_cmpfloat(figure("around", "2023-24", "Training, 15 June 2023", AROUND_BEFORE)->count, ==, 1);
    g_assert_cmpfloat(figure("around", "2023-24", "Training, 15 June 2023", AROUND_AFTER)->count, ==, 1);
    /* The four weeks after the other day are not over at as-at. */
    for (guint i = 0; i < figures_length(figures); i++)
        g_assert_false(g_str_has_prefix(figures_at(figures, i)->category, "Too late"));
}

static void
supplied_numbers_are_compared_with_a_count(void)
{
    g_assert_cmpfloat(figure("posts", "2023-24", "contacts for each of the posts", "")->value, ==, 2);
}

static void
the_records_win_over_a_file_and_the_difference_is_reported(void)
{
    g_assert_cmpfloat(figure("contacts", "2022-23", "", "")->count, ==, 1);
    g_assert_cmpuint(findings_of_rule(findings, "figure-differs"), ==, 1);
    g_assert_nonnull(figures_notes(figures, "contacts"));
}

static void
a_year_without_records_is_reported_and_counts_zero(void)
{
    SmallCouncil empty = council;
    empty.records = "Ref,Received,Aware,Closed,Stage,Harm,Meetings,Outcome,Setting,Notes\n";
    g_autoptr(Findings) said = NULL;
    g_autoptr(Figures) none = small_council_figures(&empty, &said);
    g_assert_cmpfloat(figure_of(none, "contacts", "2023-24", "", "")->count, ==, 0);
    g_assert_cmpint(figure_of(none, "harm", "2023-24", "Physical", "")->status, ==, FIGURE_NOT_APPLICABLE);
    g_assert_cmpuint(findings_of_rule(said, "year-without-records"), ==, 1);
}

static void
an_earlier_year_may_have_only_percentages(void)
{
    SmallCouncil other = council;
    other.figures = "measure,period,category,percent\nharm,2022-23,Physical,61\n";
    other.records = "Ref,Received,Aware,Closed,Stage,Harm,Meetings,Outcome,Setting\n"
                    "1,01/06/2023,,,Advice,Physical,,,\n";
    g_autoptr(Figures) joined = small_council_figures(&other, NULL);
    const Figure *given = figure_of(joined, "harm", "2022-23", "Physical", "");
    g_assert_true(isnan(given->count));
    g_assert_cmpfloat(given->percent, ==, 61);
    g_assert_cmpint(given->status, ==, FIGURE_SUPPLIED);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*test)(void);
    } tests[] = {
#define TEST(name) {"/measure-options/" #name, name}
        TEST(a_condition_on_a_date_holds_from_its_first_day_to_its_last),
        TEST(a_repeat_has_an_identifier_of_an_earlier_record),
        TEST(a_working_day_ends_after_the_weekend_and_the_bank_holiday),
        TEST(percents_are_of_what_the_profile_says),
        TEST(several_categories_are_counted_and_percents_are_of_records),
        TEST(cases_open_at_year_end_are_ongoing_then),
        TEST(bands_add_up_to_the_base),
        TEST(a_caseload_balances),
        TEST(what_happens_after_as_at_has_not_happened),
        TEST(a_share_of_nothing_is_not_applicable_and_reported),
        TEST(a_day_has_the_four_weeks_before_it_and_from_it_on),
        TEST(supplied_numbers_are_compared_with_a_count),
        TEST(the_records_win_over_a_file_and_the_difference_is_reported),
        TEST(a_year_without_records_is_reported_and_counts_zero),
        TEST(an_earlier_year_may_have_only_percentages),
    };
    g_test_init(&argc, &argv, NULL);
    figures = small_council_figures(&council, &findings);
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add_func(tests[i].name, tests[i].test);
    int status = g_test_run();
    figures_free(figures);
    findings_free(findings);
    return status;
}
