/* Calendar: days, reporting years, and the limits that cases are closed within.
 *
 * A day is GLib's Julian day number (GDate), DAY_NONE where there is none, so that days compare and subtract
 * as numbers. A reporting year is named by the calendar year in which it starts: 2023 is 2023-24 where years
 * start in April or September, and 2023 where they start in January. A quarterly pack reports the same part
 * of every year: its years begin, end and are called as those quarters are, and whoever asks the calendar
 * need not know. */
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

/* How years are reckoned: the month they start in (4, 9 or 1), and the quarters of each that are reported,
 * from `first_quarter` (0 to 3) on; 0 quarters: all of it. */
typedef struct {
    int start_month, first_quarter, quarters;
} ReportingYear;
ReportingYear calendar_whole(ReportingYear years); /* the same without a part */
/* "Q2", "Q1-Q2": takes the part; false where it is none, or all four quarters. */
bool calendar_parse_part(const char *text, ReportingYear *years);

/* Days outside of these stand for "not known" in exports. */
#define CALENDAR_FIRST_YEAR 1901
#define CALENDAR_LAST_YEAR 2998
int calendar_year_of(Day day, ReportingYear years); /* in whose twelve months the day lies */
/* The first and the last day that is reported of a year, and whether a day is between them. */
Day calendar_year_first(int year, ReportingYear years);
Day calendar_year_last(int year, ReportingYear years);
bool calendar_year_has(int year, ReportingYear years, Day day);
/* "2023-24" or "2023"; of a part "July to September 2023". Caller frees. */
char *calendar_year_label(int year, ReportingYear years);
/* The same as files spell it: "2023-24 Q2". Caller frees. */
char *calendar_year_code(int year, ReportingYear years);
/* The reverse of both; also takes 2023/24. */
bool calendar_parse_year(const char *label, ReportingYear years, int *year);
/* Quarter 0 to 3: "2023-24 Q1"; index 0 to 11: "2023-04". Callers free. */
char *calendar_quarter_label(int year, int quarter, ReportingYear years);
char *calendar_month_label(int year, int index, ReportingYear years);
/* Whether a month of the year, from 0, is reported. */
bool calendar_has_month(int index, ReportingYear years);
/* The first day of a month of the year, from 0; 12 is the first of the year after. */
Day calendar_month_first(int year, int index, ReportingYear years);
/* A period as this program writes it, from how people and spreadsheets do: a year (2022/23, 2022–23, 22/23,
 * 2022-2023, 2022), its quarters (Q1 2022/23, Q1-Q2 2022/23), a month (Apr-22, April 2022, 04/2022,
 * 01/04/2022). Where a year and a month are written alike, as 2011-12 and its Dec-11, both are this one text,
 * and who reads it knows which was meant. NULL where it is none, or "December 2011", which is a month for
 * sure. Caller frees. */
char *calendar_period(const char *written);

/* Working days are Monday to Friday that are no bank holiday in England (2015 to 2028 known), nor one of the
 * further days. */
bool calendar_is_working(Day day);
/* Further bank holidays (of Day), in place of those said before, for the whole program; on one thread alone.
 */
void calendar_add_holidays(const GArray *days);
/* The first and the last day of the years whose bank holidays are known. */
void calendar_holidays_known(Day *first, Day *last);

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
