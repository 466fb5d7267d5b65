/* Dates as exports write them. For rooms that read exports. */
#pragma once
#include "analysis/calendar/calendar.h"
#include "analysis/profile/profile.h"

typedef enum {
    DATE_BLANK,
    DATE_READ,
    DATE_PLACEHOLDER, /* stands for "not known": 1 January 1900, 31 December 9999, 00/00/0000 */
    DATE_IMPOSSIBLE,  /* written like a date, but it does not exist: 31 February, month 13 */
    DATE_UNREADABLE,
} DateResult;

/* What a value shows about the order in which its column writes day and month. */
typedef enum {
    DATE_TELLS_NOTHING,
    DATE_DAY_FIRST,   /* 25/04/2023: only a day can be over 12 */
    DATE_MONTH_FIRST, /* 04/25/2023 */
    DATE_EITHER_WAY,  /* 03/04/2023 */
    DATE_YEAR_FIRST,  /* 2023-04-03, as a workbook's own dates are given, with a day up to 12 */
    DATE_YEAR_FIRST_OVER_12,
    DATE_TELLS, /* their number */
} DateTells;

typedef struct {
    DateResult result;
    Day day; /* DAY_NONE unless it was read */
    DateTells tells;
    int second;  /* the second number of DATE_MONTH_FIRST, for the message */
    bool moved;  /* the time was in another time zone, and here it was another day */
    bool serial; /* a number that counts from 30 December 1899 */
} DateReading;

/* Day, month and year as numbers in the given order (DATE_ORDER_FOUND: day first), separated by / - . or
 * spaces, with two-digit years (70 and later are of the last century); ISO; 20230401 or 01042023;
 * 1-Apr-23, 1st April 2023, Sat 1 April 2023, April 1, 2023; an Excel serial number. A time after it is
 * ignored unless it gives its time zone (2023-03-31T23:00:00Z): then the day is that in England at that
 * moment. Direction marks, zero-width characters and spaces of every kind are not part of a date. */
DateReading date_read(const char *text, DateOrder order);
/* Whether the text asks for a date, like "(dd/mm/yyyy)" and "Date" in a second row of headings. */
bool date_is_asked_for(const char *text);
/* The same date if the workbook counts its days from 1904. */
DateReading date_from_1904(DateReading reading);
