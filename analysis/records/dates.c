#include "analysis/records/dates.h"
#include <stdlib.h>
#include <string.h>

static const char *
read_number(const char *at, int most_digits, int *number, int *digits)
{
    *number = *digits = 0;
    while (g_ascii_isdigit(*at) && *digits < most_digits) {
        *number = *number * 10 + (*at++ - '0');
        (*digits)++;
    }
    return at;
}

/* A month's number by its English name or its first three letters; 0 if it is none. */
static int
month_by_name(const char *at, gsize length)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (int i = 0; i < 12 && length >= 3; i++)
        if (length <= strlen(names[i]) && g_ascii_strncasecmp(at, names[i], length) == 0)
            return i + 1;
    return 0;
}

/* What may follow a date: nothing, or a time. */
static bool
only_time_follows(const char *at)
{
    if (*at == 'T' || *at == 't')
        at++;
    return strspn(at, " 0123456789:.+-ZzAaPpMm") == strlen(at) && (!*at || strchr(" 0123456789", *at));
}

/* Two-digit years: cases are of this century; 70 and later are of the last. */
static int
whole_year(int year, int digits)
{
    return digits == 4 ? year : digits == 2 ? year + (year >= 70 ? 1900 : 2000) : 0;
}

static Day
read_day_first(const char *text)
{
    int day, month, year, digits;
    const char *at = read_number(text, 2, &day, &digits);
    char mark = *at;
    if (!digits || !mark || !strchr("/-. ", mark))
        return DAY_NONE;
    at++;
    if (g_ascii_isalpha(*at)) {
        gsize length = 0;
        while (g_ascii_isalpha(at[length]))
            length++;
        month = month_by_name(at, length);
        at += length;
    } else {
        at = read_number(at, 2, &month, &digits);
    }
    if (*at != mark)
        return DAY_NONE;
    at = read_number(at + 1, 4, &year, &digits);
    return only_time_follows(at) ? calendar_day(whole_year(year, digits), month, day) : DAY_NONE;
}

static Day
read_iso(const char *text)
{
    if (strlen(text) < 10)
        return DAY_NONE;
    g_autofree char *head = g_strndup(text, 10);
    return only_time_follows(text + 10) ? calendar_parse_iso(head) : DAY_NONE;
}

/* Excel counts days from 30 December 1899; the range is 1954 to 2119. */
static Day
read_serial(const char *text)
{
    char *end;
    double serial = g_ascii_strtod(text, &end);
    if (end == text || *end || !(serial >= 20000 && serial <= 80000))
        return DAY_NONE;
    return calendar_day(1899, 12, 30) + (Day)serial;
}

DateResult
date_read(const char *text, Day *day)
{
    while (g_ascii_isspace(*text))
        text++;
    *day = DAY_NONE;
    if (!*text)
        return DATE_BLANK;
    Day read = read_day_first(text);
    if (read == DAY_NONE)
        read = read_iso(text);
    if (read == DAY_NONE)
        read = read_serial(text);
    if (read == DAY_NONE)
        return DATE_UNREADABLE;
    if (read <= calendar_day(1901, 1, 1) || read >= calendar_day(2999, 1, 1))
        return DATE_PLACEHOLDER;
    *day = read;
    return DATE_READ;
}
