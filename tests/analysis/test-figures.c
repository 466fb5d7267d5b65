#include "analysis/failure/failure.h"
#include "analysis/figures/figures.h"
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static const ReportingYear april = {.start_month = 4};

static void
text_is(char *text, const char *expected)
{
    g_assert_cmpstr(text, ==, expected);
    g_free(text);
}

static void
halves_round_away_from_zero(void)
{
    g_assert_cmpfloat(figure_round(0.5, 0), ==, 1);
    g_assert_cmpfloat(figure_round(2.5, 0), ==, 3);
    g_assert_cmpfloat(figure_round(-2.5, 0), ==, -3);
    /* 28.5 as 0.285 x 100, which binary fractions keep just below the half. */
    g_assert_cmpfloat(figure_round(0.285 * 100, 0), ==, 29);
    g_assert_cmpfloat(figure_round(100.0 * 57 / 200, 0), ==, 29);
    g_assert_cmpfloat(figure_round(12.25, 1), ==, 12.3);
    g_assert_cmpfloat(figure_round(12.499999, 0), ==, 12);
}

static void
a_value_has_as_many_decimals_as_it_needs_and_no_more(void)
{
    g_assert_cmpint(figure_value_decimals(42, true), ==, 0);
    g_assert_cmpint(figure_value_decimals(92.5, false), ==, 1);
    g_assert_cmpint(figure_value_decimals(2.35, true), ==, 2);
    g_assert_cmpint(figure_value_decimals(2.35, false), ==, 1);
    g_assert_cmpint(figure_value_decimals(711.5, false), ==, 0);
    g_assert_cmpint(figure_value_decimals(711.5, true), ==, 1);
}

static void
a_number_that_is_missing_has_a_symbol(void)
{
    Figure figure = FIGURE_BLANK;
    g_autofree char *unknown = figure_shown(&figure, figure.count, 0, "");
    figure.status = FIGURE_SUPPRESSED;
    g_autofree char *hidden = figure_shown(&figure, figure.count, 0, "");
    figure.count = 1234;
    g_autofree char *shown = figure_shown(&figure, figure.count, 0, "%");
    g_assert_cmpstr(unknown, ==, "[x]");
    g_assert_cmpstr(hidden, ==, "[c]");
    g_assert_cmpstr(shown, ==, "1,234%");
    g_assert_cmpstr(figure_missing(NULL), ==, "[x]");
}

static void
numbers_have_commas_in_thousands(void)
{
    text_is(figure_number_text(1234567, 0), "1,234,567");
    text_is(figure_number_text(999, 0), "999");
    text_is(figure_number_text(1000.25, 1), "1,000.3");
    text_is(figure_number_text(-1234, 0), "\u22121,234");
    text_is(figure_number_text(-0.2, 0), "0");
}

static Figures *
read_text(const char *text, GError **error)
{
    g_autofree char *path = NULL;
    int handle = g_file_open_tmp("figures-XXXXXX.csv", &path, NULL);
    g_assert_cmpint(handle, >=, 0);
    g_close(handle, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    Figures *figures = figures_read(path, april, error);
    g_unlink(path);
    return figures;
}

static void
fails_with(const char *text, const char *words, FailureCode code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Figures) figures = read_text(text, &error);
    g_assert_null(figures);
    g_assert_nonnull(error);
    g_assert_cmpint(error->code, ==, (int)code);
    if (!strstr(error->message, words))
        g_error("\"%s\" does not say \"%s\"", error->message, words);
}

static void
columns_may_be_missing_or_in_any_order(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Figures) figures = read_text(
        "\xEF\xBB\xBFperiod,percent,measure,category\r\n2023-24,52,harm,\"Physical, other\"\r\n", &error);
    g_assert_no_error(error);
    const Figure *figure = figures_find(figures, "harm", "2023-24", "Physical, other", "");
    g_assert_nonnull(figure);
    g_assert_cmpfloat(figure->percent, ==, 52);
    g_assert_true(isnan(figure->count));
}

static void
faults_name_their_line(void)
{
    fails_with("measure,period,count\nharm,2023-24,many\n", ":2: count is not a plain number", FAILURE_USAGE);
    fails_with("measure,period,cuont\n", "did you mean \"count\"?", FAILURE_USAGE);
    fails_with("measure,period,count\nharm,2023-24,1\n\nharm,2023-24,2\n", ":4: harm 2023-24", FAILURE_USAGE);
    fails_with("measure,period\nharm,2023-24\n", "one of count, percent or value", FAILURE_USAGE);
    fails_with("measure,period,count\nharm,2023-24,\"1\n", "never closed", FAILURE_INPUT);
    fails_with("measure,period,count\nharm,2023-24,1,2\n", "4 cells, but the heading line has 3",
               FAILURE_USAGE);
    fails_with("", "empty", FAILURE_USAGE);
}

/* As people write them and as Excel saves them: each is the one period that the program writes. */
static void
periods_are_read_as_people_and_spreadsheets_write_them(void)
{
    static const char *const written[][2] = {{"2022-23", "2022-23"},
                                             {"2022/23", "2022-23"},
                                             {"2022\u201323", "2022-23"},
                                             {"2022 - 23", "2022-23"},
                                             {"2022-2023", "2022-23"},
                                             {"2022/2023", "2022-23"},
                                             {"22/23", "2022-23"},
                                             {"22-23", "2022-23"},
                                             {"99/00", "1999-00"},
                                             {"2022", "2022"},
                                             {"2022-04", "2022-04"},
                                             {"2022/04", "2022-04"},
                                             {"Apr-22", "2022-04"},
                                             {"apr 22", "2022-04"},
                                             {"April 2022", "2022-04"},
                                             {"Apr\u00a02022", "2022-04"},
                                             {"Sept 2022", "2022-09"},
                                             {"2022 April", "2022-04"},
                                             {"04/2022", "2022-04"},
                                             {"01/04/2022", "2022-04"},
                                             {"2022-04-01", "2022-04"},
                                             {"1 April 2022", "2022-04"},
                                             {"01-Apr-22", "2022-04"},
                                             {"2022-23 Q1", "2022-23 Q1"},
                                             {"2022/23 Q1", "2022-23 Q1"},
                                             {"Q1 2022/23", "2022-23 Q1"},
                                             {"2022\u201323 Quarter 4", "2022-23 Q4"},
                                             {"2022 Q3", "2022 Q3"},
                                             {"2011-12", "2011-12"},
                                             {"Dec-11", "2011-12"},
                                             {"2001-02", "2001-02"},
                                             {"Feb-01", "2001-02"},
                                             {"11/12", "2011-12"}};
    for (gsize i = 0; i < G_N_ELEMENTS(written); i++) {
        g_autofree char *text = g_strdup_printf("measure,period,count\nharm,\"%s\",7\n", written[i][0]);
        g_autoptr(GError) error = NULL;
        g_autoptr(Figures) figures = read_text(text, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(figures_at(figures, 0)->period, ==, written[i][1]);
    }
}

static void
a_text_that_is_not_a_period_is_refused_with_its_place(void)
{
    /* 22-Apr is a day of some year; December 2011 is not a year, and 2011-12 would be read as one. */
    static const char *const none[] = {"2022-24",    "22",           "Spring 2022",   "2022-13",    "22-Apr",
                                       "02/04/2022", "2 April 2022", "2022-04 Q1",    "2022-23 Q5", "Q1",
                                       "April",      "22-04",        "December 2011", "12/2011",    "44652",
                                       "2022-23-24", "Apr-22 Q1",    "2022-23 p",     "Apr May 22", "-"};
    for (gsize i = 0; i < G_N_ELEMENTS(none); i++) {
        g_autofree char *text = g_strdup_printf("measure,count,period\nharm,7,\"%s\"\n", none[i]),
                        *words = g_strdup_printf(":2:3: \"%s\" is not a period; write a year like 2022-23",
                                                 none[i]);
        fails_with(text, words, FAILURE_USAGE);
    }
    fails_with("measure,period,count\nharm,2022/23,1\nharm,2022-23,1\n", ":3: harm 2022-23", FAILURE_USAGE);
}

static void
what_is_written_reads_back_the_same(void)
{
    g_autoptr(Figures) figures = figures_new();
    Figure figure = FIGURE_BLANK;
    figure.authority = "A \"quoted\", place";
    figure.measure = "harm";
    figure.period = "2023-24";
    figure.count = 207;
    figure.base = 395;
    figure.percent = 100.0 * 207 / 395;
    figure.signal = SIGNAL_NO_CLEAR_CHANGE;
    figure.status = FIGURE_PROVISIONAL;
    g_assert_true(figures_add(figures, &figure));
    g_assert_false(figures_add(figures, &figure));
    g_autofree char *text = figures_to_csv(figures, april);
    g_autoptr(GError) error = NULL;
    g_autoptr(Figures) again = read_text(text, &error);
    g_assert_no_error(error);
    text_is(figures_to_csv(again, april), text);
    g_assert_cmpfloat_with_epsilon(figures_at(again, 0)->percent, 100.0 * 207 / 395, 1e-9);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figures/halves_round_away_from_zero", halves_round_away_from_zero);
    g_test_add_func("/figures/numbers_have_commas_in_thousands", numbers_have_commas_in_thousands);
    g_test_add_func("/figures/a_value_has_as_many_decimals_as_it_needs_and_no_more",
                    a_value_has_as_many_decimals_as_it_needs_and_no_more);
    g_test_add_func("/figures/a_number_that_is_missing_has_a_symbol", a_number_that_is_missing_has_a_symbol);
    g_test_add_func("/figures/columns_may_be_missing_or_in_any_order",
                    columns_may_be_missing_or_in_any_order);
    g_test_add_func("/figures/faults_name_their_line", faults_name_their_line);
    g_test_add_func("/figures/periods_are_read_as_people_and_spreadsheets_write_them",
                    periods_are_read_as_people_and_spreadsheets_write_them);
    g_test_add_func("/figures/a_text_that_is_not_a_period_is_refused_with_its_place",
                    a_text_that_is_not_a_period_is_refused_with_its_place);
    g_test_add_func("/figures/what_is_written_reads_back_the_same", what_is_written_reads_back_the_same);
    return g_test_run();
}
