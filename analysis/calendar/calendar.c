#include "analysis/calendar/calendar.h"
#include <stdlib.h>
#include <string.h>

/* yyyymmdd, rising. */
static const int bank_holidays[] = {
#include "bank_holidays.inc"
};

Day
calendar_day(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return DAY_NONE;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    return g_date_get_julian(&date);
}

/* Of years that begin in March, so that the odd day is their last; any 400 of them have as many days. As
 * GDate has it, in a fraction of the time: every record is asked for its year. */
void
calendar_split(Day day, int *year, int *month, int *month_day)
{
    const guint before = 305, days_of_400 = 146097; /* 1 March of year 0 is 306 days before 1 January of 1 */
    guint all = day + before, rest = all % days_of_400;
    guint whole = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    guint in_year = rest - (365 * whole + whole / 4 - whole / 100);
    guint from_march = (5 * in_year + 2) / 153; /* five months have 153 days, twice in a row */
    if (year)
        *year = (int)(all / days_of_400 * 400 + whole + (from_march >= 10));
    if (month)
        *month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    if (month_day)
        *month_day = (int)(in_year - (153 * from_march + 2) / 5 + 1);
}

static bool
all_digits(const char *text, gsize from, gsize count)
{
    for (gsize i = from; i < from + count; i++)
        if (!g_ascii_isdigit(text[i]))
            return false;
    return true;
}

Day
calendar_parse_iso(const char *text)
{
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' || !all_digits(text, 0, 4) ||
        !all_digits(text, 5, 2) || !all_digits(text, 8, 2))
        return DAY_NONE;
    return calendar_day(atoi(text), atoi(text + 5), atoi(text + 8));
}

char *
calendar_iso(Day day)
{
    int year, month, month_day;
    calendar_split(day, &year, &month, &month_day);
    return g_strdup_printf("%04d-%02d-%02d", year, month, month_day);
}

const char *
calendar_month_name(int month)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    return names[month - 1];
}

int
calendar_month_named(const char *name)
{
    int month = 12;
    while (month && strcmp(calendar_month_name(month), name) != 0)
        month--;
    return month;
}

char *
calendar_long(Day day)
{
    int year, month, month_day;
    calendar_split(day, &year, &month, &month_day);
    return g_strdup_printf("%d %s %d", month_day, calendar_month_name(month), year);
}

int
calendar_year_of(Day day, int start_month)
{
    int year, month;
    calendar_split(day, &year, &month, NULL);
    return month < start_month ? year - 1 : year;
}

Day
calendar_year_first(int year, int start_month)
{
    return calendar_day(year, start_month, 1);
}

Day
calendar_year_last(int year, int start_month)
{
    return calendar_day(year + 1, start_month, 1) - 1;
}

char *
calendar_year_label(int year, int start_month)
{
    return start_month == 1 ? g_strdup_printf("%04d", year)
                            : g_strdup_printf("%04d-%02d", year, (year + 1) % 100);
}

bool
calendar_parse_year(const char *label, int start_month, int *year)
{
    gsize length = strlen(label);
    if (length < 4 || !all_digits(label, 0, 4))
        return false;
    int first = atoi(label);
    if (first < CALENDAR_FIRST_YEAR || first > CALENDAR_LAST_YEAR)
        return false;
    if (start_month == 1) {
        *year = first;
        return length == 4;
    }
    if (length != 7 || (label[4] != '-' && label[4] != '/') || !all_digits(label, 5, 2) ||
        atoi(label + 5) != (first + 1) % 100)
        return false;
    *year = first;
    return true;
}

char *
calendar_quarter_label(int year, int quarter, int start_month)
{
    g_autofree char *label = calendar_year_label(year, start_month);
    return g_strdup_printf("%s Q%d", label, quarter + 1);
}

char *
calendar_month_label(int year, int index, int start_month)
{
    int months = start_month - 1 + index;
    return g_strdup_printf("%04d-%02d", year + months / 12, months % 12 + 1);
}

Day
calendar_month_first(int year, int index, int start_month)
{
    int months = start_month - 1 + index;
    return calendar_day(year + months / 12, months % 12 + 1, 1);
}

static int
compare_numbers(const void *one, const void *other)
{
    return *(const int *)one - *(const int *)other;
}

bool
calendar_is_working(Day day)
{
    /* Julian day 1 was a Monday. */
    if ((day - 1) % 7 >= 5)
        return false;
    int year, month, month_day;
    calendar_split(day, &year, &month, &month_day);
    int number = year * 10000 + month * 100 + month_day;
    return !bsearch(&number, bank_holidays, G_N_ELEMENTS(bank_holidays), sizeof number, compare_numbers);
}
