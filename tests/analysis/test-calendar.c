#include "analysis/calendar/calendar.h"

static const ReportingYear april = {.start_month = 4}, january = {.start_month = 1};

static void
months_end_on_the_same_day_or_the_last(void)
{
    Limit month = {1, LIMIT_MONTHS}, year = {1, LIMIT_YEARS};
    g_assert_cmpuint(limit_last_day(month, calendar_day(2024, 1, 31)), ==, calendar_day(2024, 2, 29));
    g_assert_cmpuint(limit_last_day(month, calendar_day(2023, 12, 15)), ==, calendar_day(2024, 1, 15));
    g_assert_cmpuint(limit_last_day(year, calendar_day(2024, 2, 29)), ==, calendar_day(2025, 2, 28));
}

static void
working_days_leave_out_weekends_and_bank_holidays(void)
{
    Limit one = {1, LIMIT_WORKING_DAYS};
    /* Thursday before Good Friday 2024: the next working day is Tuesday. */
    g_assert_cmpuint(limit_last_day(one, calendar_day(2024, 3, 28)), ==, calendar_day(2024, 4, 2));
    g_assert_cmpuint(limit_last_day(one, calendar_day(2023, 5, 5)), ==,
                     calendar_day(2023, 5, 9)); /* Coronation */
    g_assert_true(calendar_is_working(calendar_day(2024, 4, 2)));
    g_assert_false(calendar_is_working(calendar_day(2024, 4, 6)));
}

static void
years_and_their_labels_agree(void)
{
    int year = 0;
    g_assert_cmpint(calendar_year_of(calendar_day(2024, 3, 31), april), ==, 2023);
    g_assert_cmpint(calendar_year_of(calendar_day(2024, 4, 1), april), ==, 2024);
    g_assert_true(calendar_parse_year("2023-24", april, &year));
    g_assert_cmpint(year, ==, 2023);
    g_assert_true(calendar_parse_year("1999-00", april, &year));
    g_assert_false(calendar_parse_year("2023-25", april, &year));
    g_assert_false(calendar_parse_year("2023", april, &year));
    g_assert_true(calendar_parse_year("2024", january, &year));
    g_assert_false(calendar_parse_year("9999-00", april, &year));
    g_assert_false(calendar_parse_year("0000", january, &year));
    g_autofree char *march = calendar_month_label(2023, 11, april);
    g_assert_cmpstr(march, ==, "2024-03");
}

static void
impossible_days_do_not_exist(void)
{
    g_assert_cmpuint(calendar_day(2023, 2, 29), ==, DAY_NONE);
    g_assert_cmpuint(calendar_parse_iso("2024-13-01"), ==, DAY_NONE);
    g_assert_cmpuint(calendar_parse_iso("2024-5-01"), ==, DAY_NONE);
}

static void
limits_are_read_as_they_are_written(void)
{
    static const char *const texts[] = {"4 weeks", "1 working day", "12 months", "1 year", "28 days"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        Limit limit;
        g_assert_true(limit_parse(texts[i], &limit));
        g_autofree char *words = limit_words(limit);
        g_assert_cmpstr(words, ==, texts[i]);
    }
    Limit none;
    g_assert_false(limit_parse("soon", &none));
    g_assert_false(limit_parse("4 fortnights", &none));
    g_assert_false(limit_parse("101 years", &none));
    g_assert_false(limit_parse("99999999999999999999 days", &none));
}

static void
days_are_split_as_glib_splits_them(void)
{
    GDate date;
    for (Day day = 1; day <= calendar_day(9999, 12, 31); day++) {
        int year, month, month_day;
        calendar_split(day, &year, &month, &month_day);
        g_date_clear(&date, 1);
        g_date_set_julian(&date, day);
        if (year != g_date_get_year(&date) || month != (int)g_date_get_month(&date) ||
            month_day != g_date_get_day(&date))
            g_error("day %u is %04d-%02d-%02d", day, year, month, month_day);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/calendar/months_end_on_the_same_day_or_the_last",
                    months_end_on_the_same_day_or_the_last);
    g_test_add_func("/calendar/working_days_leave_out_weekends_and_bank_holidays",
                    working_days_leave_out_weekends_and_bank_holidays);
    g_test_add_func("/calendar/years_and_their_labels_agree", years_and_their_labels_agree);
    g_test_add_func("/calendar/impossible_days_do_not_exist", impossible_days_do_not_exist);
    g_test_add_func("/calendar/limits_are_read_as_they_are_written", limits_are_read_as_they_are_written);
    g_test_add_func("/calendar/days_are_split_as_glib_splits_them", days_are_split_as_glib_splits_them);
    return g_test_run();
}
