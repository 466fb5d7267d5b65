#include "analysis/calendar/calendar.h"
#include <stdio.h>
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

/* For years that begin in March, so that the leap day is their last; every 400 of them have the same
 * number of days. The result is GDate's, in a fraction of the time: it is needed for every record. */
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

ReportingYear
calendar_whole(ReportingYear years)
{
    return (ReportingYear){.start_month = years.start_month};
}

bool
calendar_parse_part(const char *text, ReportingYear *years)
{
    int first, last, end = 0;
    bool several = sscanf(text, "%*1[Qq]%1d-%*1[Qq]%1d%n", &first, &last, &end) == 2;
    if (!several) {
        end = 0;
        if (sscanf(text, "%*1[Qq]%1d%n", &first, &end) != 1)
            return false;
        last = first;
    }
    if (!end || text[end] || first < 1 || last > 4 || last < first || last - first == 3)
        return false;
    years->first_quarter = first - 1;
    years->quarters = last - first + 1;
    return true;
}

int
calendar_year_of(Day day, ReportingYear years)
{
    int year, month;
    calendar_split(day, &year, &month, NULL);
    return month < years.start_month ? year - 1 : year;
}

/* The months of the year that are reported: from `first` to before `end`. */
static void
months_of(ReportingYear years, int *first, int *end)
{
    *first = 3 * years.first_quarter;
    *end = years.quarters ? *first + 3 * years.quarters : 12;
}

Day
calendar_year_first(int year, ReportingYear years)
{
    int first, end;
    months_of(years, &first, &end);
    return calendar_month_first(year, first, years);
}

Day
calendar_year_last(int year, ReportingYear years)
{
    int first, end;
    months_of(years, &first, &end);
    return calendar_month_first(year, end, years) - 1;
}

bool
calendar_year_has(int year, ReportingYear years, Day day)
{
    return day >= calendar_year_first(year, years) && day <= calendar_year_last(year, years);
}

bool
calendar_has_month(int index, ReportingYear years)
{
    int first, end;
    months_of(years, &first, &end);
    return index >= first && index < end;
}

static char *
whole_label(int year, ReportingYear years)
{
    return years.start_month == 1 ? g_strdup_printf("%04d", year)
                                  : g_strdup_printf("%04d-%02d", year, (year + 1) % 100);
}

char *
calendar_year_label(int year, ReportingYear years)
{
    if (!years.quarters)
        return whole_label(year, years);
    int from, to, month, last;
    calendar_split(calendar_year_first(year, years), &from, &month, NULL);
    calendar_split(calendar_year_last(year, years), &to, &last, NULL);
    g_autofree char *of_first = from == to ? g_strdup("") : g_strdup_printf(" %d", from);
    return g_strdup_printf("%s%s to %s %d", calendar_month_name(month), of_first, calendar_month_name(last),
                           to);
}

char *
calendar_year_code(int year, ReportingYear years)
{
    g_autofree char *label = whole_label(year, years);
    int last = years.first_quarter + years.quarters;
    return years.quarters == 0   ? g_steal_pointer(&label)
           : years.quarters == 1 ? g_strdup_printf("%s Q%d", label, last)
                                 : g_strdup_printf("%s Q%d-Q%d", label, years.first_quarter + 1, last);
}

static bool
parse_whole_year(const char *label, ReportingYear years, int *year)
{
    gsize length = strlen(label);
    if (length < 4 || !all_digits(label, 0, 4))
        return false;
    int first = atoi(label);
    if (first < CALENDAR_FIRST_YEAR || first > CALENDAR_LAST_YEAR)
        return false;
    if (years.start_month == 1) {
        *year = first;
        return length == 4;
    }
    if (length != 7 || (label[4] != '-' && label[4] != '/') || !all_digits(label, 5, 2) ||
        atoi(label + 5) != (first + 1) % 100)
        return false;
    *year = first;
    return true;
}

bool
calendar_parse_year(const char *label, ReportingYear years, int *year)
{
    gsize head = strcspn(label, " "), length = strlen(label);
    if (!years.quarters)
        return parse_whole_year(label, years, year);
    g_autofree char *whole = g_strndup(label, head);
    ReportingYear part = calendar_whole(years);
    if (label[head] && parse_whole_year(whole, years, year))
        return calendar_parse_part(label + head + 1, &part) && part.first_quarter == years.first_quarter &&
               part.quarters == years.quarters;
    int ends = length > 4 && all_digits(label, length - 4, 4) ? atoi(label + length - 4) : 0;
    for (*year = ends; *year >= CALENDAR_FIRST_YEAR && *year >= ends - 1 && ends <= CALENDAR_LAST_YEAR;
         (*year)--) {
        g_autofree char *words = calendar_year_label(*year, years);
        if (strcmp(words, label) == 0)
            return true;
    }
    return false;
}

char *
calendar_quarter_label(int year, int quarter, ReportingYear years)
{
    g_autofree char *label = whole_label(year, years);
    return g_strdup_printf("%s Q%d", label, quarter + 1);
}

char *
calendar_month_label(int year, int index, ReportingYear years)
{
    int months = years.start_month - 1 + index;
    return g_strdup_printf("%04d-%02d", year + months / 12, months % 12 + 1);
}

Day
calendar_month_first(int year, int index, ReportingYear years)
{
    int months = years.start_month - 1 + index;
    return calendar_day(year + months / 12, months % 12 + 1, 1);
}

static int
order_of_day_numbers(const void *one, const void *other)
{
    return *(const int *)one - *(const int *)other;
}

static int
as_number(Day day)
{
    int year, month, month_day;
    calendar_split(day, &year, &month, &month_day);
    return year * 10000 + month * 100 + month_day;
}

/* Numbers as above, in increasing order; set before any thread reads them. */
static GArray *further_holidays;

void
calendar_add_holidays(const GArray *days)
{
    g_clear_pointer(&further_holidays, g_array_unref);
    further_holidays = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < days->len; i++) {
        int number = as_number(g_array_index(days, Day, i));
        g_array_append_val(further_holidays, number);
    }
    g_array_sort(further_holidays, order_of_day_numbers);
}

void
calendar_holidays_known(Day *first, Day *last)
{
    int from = bank_holidays[0], until = bank_holidays[G_N_ELEMENTS(bank_holidays) - 1];
    if (further_holidays && further_holidays->len) {
        from = MIN(from, g_array_index(further_holidays, int, 0));
        until = MAX(until, g_array_index(further_holidays, int, further_holidays->len - 1));
    }
    *first = calendar_day(from / 10000, 1, 1);
    *last = calendar_day(until / 10000, 12, 31);
}

bool
calendar_is_working(Day day)
{
    /* Julian day 1 was a Monday. */
    if ((day - 1) % 7 >= 5)
        return false;
    int number = as_number(day);
    return !bsearch(&number, bank_holidays, G_N_ELEMENTS(bank_holidays), sizeof number,
                    order_of_day_numbers) &&
           !(further_holidays && further_holidays->len &&
             bsearch(&number, further_holidays->data, further_holidays->len, sizeof number,
                     order_of_day_numbers));
}
