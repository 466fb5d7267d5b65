/* Calendar: days, reporting years, and the time limits for closing cases.
 *
 * A day is GLib's Julian day number (GDate), or DAY_NONE if there is none, so days compare and subtract as
 * numbers. A reporting year is named by the calendar year in which it starts: 2023 is 2023-24 if years
 * start in April or September, and 2023 if they start in January. A quarterly pack reports the same part
 * of every year: its years begin, end and are named as those quarters are, and callers need not know.
 *
 *     Limit limit;
 *     if (limit_parse("10 working days", &limit)) {
 *         g_autofree char *by = calendar_long(limit_last_day(limit, calendar_day(2023, 4, 3)));
 *         puts(by);
 *     }
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef guint32 Day;
#define DAY_NONE 0u

Day calendar_day(int year, int month, int day);                      /* DAY_NONE if the date does not exist */
void calendar_split(Day day, int *year, int *month, int *month_day); /* any pointer may be NULL */
Day calendar_parse_iso(const char *text);   /* YYYY-MM-DD and nothing after it; otherwise DAY_NONE */
char *calendar_iso(Day day);                /* "2024-05-31"; caller frees */
char *calendar_long(Day day);               /* "31 May 2024"; caller frees */
const char *calendar_month_name(int month); /* "January" for 1; not to be freed */
int calendar_month_named(const char *name); /* 1 for "January"; 0 for any other word */

/* How years are counted: the month they start in (4, 9 or 1), and which quarters of each are reported,
 * starting with `first_quarter` (0 to 3); 0 quarters: all of the year. */
typedef struct {
    int start_month, first_quarter, quarters;
} ReportingYear;
ReportingYear calendar_whole(ReportingYear years); /* the same without a part */
/* "Q2", "Q1-Q2": reads the part; false if it is not one, or is all four quarters. */
bool calendar_parse_part(const char *text, ReportingYear *years);

/* Days outside these mean "not known" in exports. */
#define CALENDAR_FIRST_YEAR 1901
#define CALENDAR_LAST_YEAR 2998
int calendar_year_of(Day day, ReportingYear years); /* the year whose twelve months include the day */
/* The first and last day of a year that are reported, and whether a day is between them. */
Day calendar_year_first(int year, ReportingYear years);
Day calendar_year_last(int year, ReportingYear years);
bool calendar_year_has(int year, ReportingYear years, Day day);
/* "2023-24" or "2023"; for a part, "July to September 2023". Caller frees. */
char *calendar_year_label(int year, ReportingYear years);
/* The same as files write it: "2023-24 Q2". Caller frees. */
char *calendar_year_code(int year, ReportingYear years);
/* The reverse of both; also accepts 2023/24. */
bool calendar_parse_year(const char *label, ReportingYear years, int *year);
/* Quarter 0 to 3: "2023-24 Q1"; index 0 to 11: "2023-04". Callers free. */
char *calendar_quarter_label(int year, int quarter, ReportingYear years);
char *calendar_month_label(int year, int index, ReportingYear years);
/* Whether a month of the year (0 is the first) is reported. */
bool calendar_has_month(int index, ReportingYear years);
/* The first day of a month of the year (0 is the first month); 12 is the first month of the next year. */
Day calendar_month_first(int year, int index, ReportingYear years);
/* A period as this program writes it, from how people and spreadsheets do: a year (2022/23, 2022–23,
 * 22/23, 2022-2023, 2022), its quarters (Q1 2022/23, Q1-Q2 2022/23), a month (Apr-22, April 2022, 04/2022,
 * 01/04/2022). Where a year and a month are written alike, such as 2011-12 and its Dec-11, both give the
 * same text, and the caller knows which was meant. NULL if it is not a period, or for "December 2011",
 * which is certainly a month. Caller frees. */
char *calendar_period(const char *written);

/* Working days are Monday to Friday except bank holidays in England (2015 to 2028 are known) and any
 * further days given. */
bool calendar_is_working(Day day);
/* Sets further bank holidays (of Day) for the whole program, replacing earlier ones; call it from one
 * thread only. */
void calendar_add_holidays(const GArray *days);
/* The first and last day of the years whose bank holidays are known. */
void calendar_holidays_known(Day *first, Day *last);

typedef enum { LIMIT_DAYS, LIMIT_WORKING_DAYS, LIMIT_WEEKS, LIMIT_MONTHS, LIMIT_YEARS } LimitUnit;
typedef struct {
    int number;
    LimitUnit unit;
} Limit;

/* "4 weeks", "1 working day", "12 months", "1 year"; at most a hundred years. */
bool limit_parse(const char *text, Limit *limit);
char *limit_words(Limit limit);  /* "4 weeks"; caller frees */
char *limit_within(Limit limit); /* "within 4 weeks": the name of what is done by then; caller frees */
/* The last day within the limit from `from`. Months and years: the same day of the later month, or its
 * last day. Working days: the number-th working day after `from`. */
Day limit_last_day(Limit limit, Day from);
/* The same, cached, for callers that ask for a million records. */
typedef struct LimitDays LimitDays;
LimitDays *limit_days_new(Limit limit);
void limit_days_free(LimitDays *days);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LimitDays, limit_days_free)
Day limit_days_last(LimitDays *days, Day from);
