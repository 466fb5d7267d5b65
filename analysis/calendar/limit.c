#include "analysis/calendar/calendar.h"
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *words;
    int most;
} units[] = {{"day", 36500}, {"working day", 26000}, {"week", 5200}, {"month", 1200}, {"year", 100}};

bool
limit_parse(const char *text, Limit *limit)
{
    char *unit = NULL;
    long number = strtol(text, &unit, 10);
    if (!g_ascii_isdigit(*text) || number < 1 || *unit != ' ')
        return false;
    g_autofree char *words = g_strstrip(g_ascii_strdown(unit, -1));
    gsize length = strlen(words);
    if (length && words[length - 1] == 's')
        words[length - 1] = '\0';
    for (LimitUnit i = LIMIT_DAYS; i <= LIMIT_YEARS; i++)
        if (strcmp(words, units[i].words) == 0 && number <= units[i].most) {
            *limit = (Limit){(int)number, i};
            return true;
        }
    return false;
}

char *
limit_words(Limit limit)
{
    return g_strdup_printf("%d %s%s", limit.number, units[limit.unit].words, limit.number == 1 ? "" : "s");
}

char *
limit_within(Limit limit)
{
    g_autofree char *words = limit_words(limit);
    return g_strdup_printf("within %s", words);
}

/* The same day of a later month, or that month's last day. */
static Day
months_later(Day from, int months)
{
    int year, month, month_day;
    calendar_split(from, &year, &month, &month_day);
    int later = month - 1 + months;
    year += later / 12;
    month = later % 12 + 1;
    return calendar_day(year, month,
                        MIN(month_day, g_date_get_days_in_month((GDateMonth)month, (GDateYear)year)));
}

static Day
working_days_later(Day from, int days)
{
    while (days > 0)
        days -= calendar_is_working(++from);
    return from;
}

Day
limit_last_day(Limit limit, Day from)
{
    switch (limit.unit) {
    case LIMIT_DAYS:
        return from + (Day)limit.number;
    case LIMIT_WORKING_DAYS:
        return working_days_later(from, limit.number);
    case LIMIT_WEEKS:
        return from + 7 * (Day)limit.number;
    case LIMIT_MONTHS:
        return months_later(from, limit.number);
    case LIMIT_YEARS:
        return months_later(from, 12 * limit.number);
    }
    g_return_val_if_reached(DAY_NONE);
}

enum { DAYS_REMEMBERED = 4096 }; /* eleven years: no two days of one report share a slot */

struct LimitDays {
    Limit limit;
    Day from[DAYS_REMEMBERED], last[DAYS_REMEMBERED];
};

LimitDays *
limit_days_new(Limit limit)
{
    LimitDays *days = g_new0(LimitDays, 1);
    days->limit = limit;
    return days;
}

void
limit_days_free(LimitDays *days)
{
    g_free(days);
}

Day
limit_days_last(LimitDays *days, Day from)
{
    guint place = from % DAYS_REMEMBERED;
    if (days->from[place] != from) {
        days->from[place] = from;
        days->last[place] = limit_last_day(days->limit, from);
    }
    return days->last[place];
}
