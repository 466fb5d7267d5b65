/* Calendar: days, reporting years, and the limits that cases are closed within.
 *
 * A day is GLib's Julian day number (GDate), DAY_NONE where there is none, so that days compare and subtract
 * as numbers. A reporting year is named by the calendar year in which it starts: 2023 is 2023-24 where years
 * start in April or September, and 2023 where they start in January. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef guint32 Day;
#define DAY_NONE 0u

Day calendar_day(int year, int month, int day);                      /* DAY_NONE if there is no such day */
void calendar_split(Day day, int *year, int *month, int *month_day); /* any pointer may be NULL */
Day calendar_parse_iso(const char *text);   /* YYYY-MM-DD and nothing after it, else DAY_NONE */
char *calendar_iso(Day day);                /* "2024-05-31"; caller frees */
char *calendar_long(Day day);               /* "31 May 2024"; caller frees */
const char *calendar_month_name(int month); /* "January" for 1; not to be freed */
int calendar_month_named(const char *name); /* 1 for "January"; 0 for any other word */

/* Reporting years; `start_month` is 4, 9 or 1. Days outside of these stand for "not known" in exports. */
#define CALENDAR_FIRST_YEAR 1901
#define CALENDAR_LAST_YEAR 2998
int calendar_year_of(Day day, int start_month);
Day calendar_year_first(int year, int start_month);
Day calendar_year_last(int year, int start_month);
char *calendar_year_label(int year, int start_month); /* "2023-24" or "2023"; caller frees */
bool calendar_parse_year(const char *label, int start_month, int *year); /* the reverse; also takes 2023/24 */
char *calendar_quarter_label(int year, int quarter, int start_month);    /* quarter 0..3: "2023-24 Q1" */
char *calendar_month_label(int year, int index, int start_month);        /* index 0..11: "2023-04" */
/* A period as this program writes it, from how people and spreadsheets do: a year (2022/23, 2022–23, 22/23,
 * 2022-2023, 2022), its quarter (Q1 2022/23), a month (Apr-22, April 2022, 04/2022, 01/04/2022). Where a year
 * and a month are written alike, as 2011-12 and its Dec-11, both are this one text, and who reads it knows
 * which was meant. NULL where it is none, or "December 2011", which is a month for sure. Caller frees. */
char *calendar_period(const char *written);
/* The first day of a month of the reporting year, from 0; 12 is the first of the year after. */
Day calendar_month_first(int year, int index, int start_month);

/* Working days are Monday to Friday that are no bank holiday in England (2015 to 2028 known). */
bool calendar_is_working(Day day);

typedef enum { LIMIT_DAYS, LIMIT_WORKING_DAYS, LIMIT_WEEKS, LIMIT_MONTHS, LIMIT_YEARS } LimitUnit;
typedef struct {
    int number;
    LimitUnit unit;
} Limit;

/* "4 weeks", "1 working day", "12 months", "1 year"; none is over a hundred years. */
bool limit_parse(const char *text, Limit *limit);
char *limit_words(Limit limit);  /* "4 weeks"; caller frees */
char *limit_within(Limit limit); /* "within 4 weeks": what is done by then is called so; caller frees */
/* The last day that is still within the limit of `from`. Months and years: the same day of the later month,
 * or its last day. Working days: the number-th working day after `from`. */
Day limit_last_day(Limit limit, Day from);
/* The same, remembered, for whoever asks for the limit of a million records. */
typedef struct LimitDays LimitDays;
LimitDays *limit_days_new(Limit limit);
void limit_days_free(LimitDays *days);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LimitDays, limit_days_free)
Day limit_days_last(LimitDays *days, Day from);
