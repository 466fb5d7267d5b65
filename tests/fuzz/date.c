/* Dates as exports write them, limits, years and days as profiles do: whatever is read can be written and
 * reads back the same. */
#include "analysis/records/dates.h"
#include "tests/fuzz/fuzz.h"

static void
check_day(Day day)
{
    g_autofree char *iso = calendar_iso(day), *words = calendar_long(day);
    g_assert_cmpuint(calendar_parse_iso(iso), ==, day);
    DateReading again = date_read(iso, DATE_ORDER_MONTH_FIRST);
    g_assert_true(again.result == DATE_READ && again.day == day);
    again = date_read(words, DATE_ORDER_FOUND);
    g_assert_true(again.result == DATE_READ && again.day == day);
}

static void
check_limit(Limit limit, Day from)
{
    g_autofree char *words = limit_words(limit);
    Limit again;
    g_assert_true(limit_parse(words, &again) && again.number == limit.number && again.unit == limit.unit);
    g_assert_cmpuint(limit_last_day(limit, from), >, from);
}

static void
check_year(int year, ReportingYear years)
{
    g_autofree char *label = calendar_year_label(year, years);
    int again;
    g_assert_true(calendar_parse_year(label, years, &again) && again == year);
    Day first = calendar_year_first(year, years), last = calendar_year_last(year, years);
    g_assert_cmpuint(first, <, last);
    g_assert_cmpint(calendar_year_of(first, years), ==, year);
    g_assert_cmpint(calendar_year_of(last, years), ==, year);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const ReportingYear starts[] = {{4, 0, 0}, {9, 0, 0}, {1, 0, 0}, {4, 1, 1}, {9, 2, 2}, {4, 0, 3}};
    g_autofree char *text = g_strndup((const char *)bytes, size);
    for (DateOrder order = DATE_ORDER_FOUND; order <= DATE_ORDER_MONTH_FIRST; order++) {
        DateReading reading = date_read(text, order);
        g_assert_cmpint(reading.result == DATE_READ, ==, reading.day != DAY_NONE);
        if (reading.result == DATE_READ)
            check_day(reading.day);
    }
    Limit limit;
    if (limit_parse(text, &limit))
        check_limit(limit, calendar_day(2024, 2, 29));
    int year;
    for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
        if (calendar_parse_year(text, starts[i], &year))
            check_year(year, starts[i]);
    return 0;
}
