/* Dates as exports write them: read, or the reason why not. */
#include "analysis/records/dates.h"

static const struct {
    const char *text, *iso; /* the date it is read as, day first */
} readable[] = {
    {"01/04/2023", "2023-04-01"},
    {"1/4/23", "2023-04-01"},
    {" 1.4.2023 ", "2023-04-01"},
    {"1-4-2023", "2023-04-01"},
    {"1 4 2023", "2023-04-01"},
    {"01/04/70", "1970-04-01"},
    {"01/04/69", "2069-04-01"},
    {"2023-04-01", "2023-04-01"},
    {"2023/4/1", "2023-04-01"},
    {"2023-04-01T00:00:00", "2023-04-01"},
    {"2023-04-01T10:30:00.123Z", "2023-04-01"},
    {"2023-03-31T22:59:59Z", "2023-03-31"},
    {"2023-03-31T23:00:00Z", "2023-04-01"},
    {"2023-03-31T23:00:00.000Z", "2023-04-01"},
    {"2023-03-31 23:30+00:00", "2023-04-01"},
    {"2023-04-01T00:30:00+02:00", "2023-03-31"},
    {"2023-04-01T00:30:00+0100", "2023-04-01"},
    {"2023-03-31T19:30:00-05:00", "2023-04-01"},
    {"2023-03-31T18:30:00-05", "2023-04-01"},
    {"31/03/2023 23:00Z", "2023-04-01"},
    {"2023-03-25T23:30:00Z", "2023-03-25"}, /* summer time begins on the 26th */
    {"2023-03-26T23:30:00Z", "2023-03-27"},
    {"2023-10-28T23:30:00Z", "2023-10-29"},
    {"2023-10-29T23:30:00Z", "2023-10-29"}, /* and has ended */
    {"2023-12-31T23:30:00Z", "2023-12-31"},
    {"2023-12-31T23:30:00-01:00", "2024-01-01"},
    {"2023-03-31T23:00:00", "2023-03-31"},
    {"\xC2\xA0"
     "01/04/2023\xC2\xA0",
     "2023-04-01"},
    {"1\xC2\xA0"
     "April\xE2\x80\xAF"
     "2023",
     "2023-04-01"},
    {"\xE2\x80\x8E"
     "01\xE2\x80\x8E/\xE2\x80\x8E"
     "04\xE2\x80\x8E/2023",
     "2023-04-01"},
    {"\xEF\xBB\xBF"
     "2023\xE2\x80\x93"
     "04\xE2\x80\x91"
     "01\xE2\x80\x8B",
     "2023-04-01"},
    {"2023-04-01 10:30:00+01:00", "2023-04-01"},
    {"20230401", "2023-04-01"},
    {"01042023", "2023-04-01"},
    {"01/04/2023 10:30", "2023-04-01"},
    {"01/04/2023 10:30:00 AM", "2023-04-01"},
    {"01/04/2023, 10:30", "2023-04-01"},
    {"1-Apr-23", "2023-04-01"},
    {"01-APR-2023", "2023-04-01"},
    {"1 April 2023", "2023-04-01"},
    {"1st April 2023", "2023-04-01"},
    {"Saturday, 1 April 2023", "2023-04-01"},
    {"Sat 01/04/2023", "2023-04-01"},
    {"April 1, 2023", "2023-04-01"},
    {"3 Sept 2023", "2023-09-03"},
    {"29/02/2024", "2024-02-29"},
    {"45017", "2023-04-01"},
    {"45017.4375", "2023-04-01"},
};

static void
a_date_is_read_whatever_its_style(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(readable); i++) {
        DateReading reading = date_read(readable[i].text, DATE_ORDER_FOUND);
        g_autofree char *iso = reading.result == DATE_READ ? calendar_iso(reading.day) : NULL;
        if (g_strcmp0(iso, readable[i].iso) != 0)
            g_error("\"%s\" is read as %s (%d)", readable[i].text, iso ? iso : "no date", reading.result);
    }
}

static const struct {
    const char *text;
    DateResult result;
} unread[] = {
    {"", DATE_BLANK},
    {" \t", DATE_BLANK},
    {"\xC2\xA0\xE2\x80\x8B", DATE_BLANK},
    {"050523", DATE_UNREADABLE},
    {"051223", DATE_UNREADABLE},
    {"32132023", DATE_IMPOSSIBLE},
    {"1052023", DATE_UNREADABLE},
    {"\xE2\x99\xA5", DATE_UNREADABLE},
    {"01/01/1900", DATE_PLACEHOLDER},
    {"1900-01-01", DATE_PLACEHOLDER},
    {"31/12/9999", DATE_PLACEHOLDER},
    {"9999-12-31T00:00:00", DATE_PLACEHOLDER},
    {"01/01/0001", DATE_PLACEHOLDER},
    {"00/00/0000", DATE_PLACEHOLDER},
    {"0", DATE_PLACEHOLDER},
    {"2958465", DATE_PLACEHOLDER},
    {"31/02/2023", DATE_IMPOSSIBLE},
    {"29/02/2023", DATE_IMPOSSIBLE},
    {"2023-02-30", DATE_IMPOSSIBLE},
    {"31 Feb 2023", DATE_IMPOSSIBLE},
    {"04/25/2023", DATE_IMPOSSIBLE},
    {"45/45/2023", DATE_IMPOSSIBLE},
    {"TBC", DATE_UNREADABLE},
    {"N/K", DATE_UNREADABLE},
    {"2023", DATE_UNREADABLE},
    {"April 2023", DATE_UNREADABLE},
    {"01/04", DATE_UNREADABLE},
    {"01/04/202", DATE_UNREADABLE},
    {"01/04/20231", DATE_UNREADABLE},
    {"01/04-2023", DATE_UNREADABLE},
    {"01//04/2023", DATE_UNREADABLE},
    {"1/4/2023 or 2/4/2023", DATE_UNREADABLE},
    {"-45017", DATE_UNREADABLE},
    {"nan", DATE_UNREADABLE},
    {"0x4000p2", DATE_UNREADABLE},
    {"99999999999999999999", DATE_UNREADABLE},
};

static void
a_value_that_is_not_a_date_says_why(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(unread); i++) {
        DateReading reading = date_read(unread[i].text, DATE_ORDER_FOUND);
        if (reading.result != unread[i].result || reading.day != DAY_NONE)
            g_error("\"%s\" is %d, not %d", unread[i].text, reading.result, unread[i].result);
    }
}

static void
dates_are_read_in_the_order_given(void)
{
    g_assert_cmpuint(date_read("03/04/2023", DATE_ORDER_DAY_FIRST).day, ==, calendar_day(2023, 4, 3));
    g_assert_cmpuint(date_read("03/04/2023", DATE_ORDER_MONTH_FIRST).day, ==, calendar_day(2023, 3, 4));
    g_assert_cmpuint(date_read("25/04/2023", DATE_ORDER_MONTH_FIRST).result, ==, DATE_IMPOSSIBLE);
    g_assert_cmpuint(date_read("2023-03-04", DATE_ORDER_MONTH_FIRST).day, ==, calendar_day(2023, 3, 4));
}

static void
a_date_that_differs_in_england_is_reported(void)
{
    g_assert_true(date_read("2023-03-31T23:00:00Z", DATE_ORDER_FOUND).moved);
    g_assert_false(date_read("2023-03-31T22:00:00Z", DATE_ORDER_FOUND).moved);
    g_assert_false(date_read("2023-04-01", DATE_ORDER_FOUND).moved);
    Day day = calendar_day(2023, 4, 5);
    g_assert_cmpuint(date_from_1904(date_read("43559", DATE_ORDER_FOUND)).day, ==, day);
    g_assert_cmpuint(date_from_1904(date_read("2023-04-05", DATE_ORDER_FOUND)).day, ==, day);
}

static void
a_value_shows_its_order_only_if_it_can(void)
{
    g_assert_cmpuint(date_read("25/04/2023", DATE_ORDER_FOUND).tells, ==, DATE_DAY_FIRST);
    g_assert_cmpuint(date_read("04/25/2023", DATE_ORDER_FOUND).tells, ==, DATE_MONTH_FIRST);
    g_assert_cmpuint(date_read("03/04/2023", DATE_ORDER_FOUND).tells, ==, DATE_EITHER_WAY);
    g_assert_cmpuint(date_read("04/04/2023", DATE_ORDER_FOUND).tells, ==, DATE_TELLS_NOTHING);
    g_assert_cmpuint(date_read("25/25/2023", DATE_ORDER_FOUND).tells, ==, DATE_TELLS_NOTHING);
    g_assert_cmpuint(date_read("1-Apr-23", DATE_ORDER_FOUND).tells, ==, DATE_TELLS_NOTHING);
    g_assert_cmpuint(date_read("2023-04-12", DATE_ORDER_FOUND).tells, ==, DATE_YEAR_FIRST);
    g_assert_cmpuint(date_read("2023-04-13", DATE_ORDER_FOUND).tells, ==, DATE_YEAR_FIRST_OVER_12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dates/a_date_is_read_whatever_its_style", a_date_is_read_whatever_its_style);
    g_test_add_func("/dates/a_value_that_is_not_a_date_says_why", a_value_that_is_not_a_date_says_why);
    g_test_add_func("/dates/dates_are_read_in_the_order_given", dates_are_read_in_the_order_given);
    g_test_add_func("/dates/a_date_that_differs_in_england_is_reported",
                    a_date_that_differs_in_england_is_reported);
    g_test_add_func("/dates/a_value_shows_its_order_only_if_it_can", a_value_shows_its_order_only_if_it_can);
    return g_test_run();
}
