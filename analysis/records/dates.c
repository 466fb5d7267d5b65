#include "analysis/records/dates.h"
#include <string.h>

/* A date being taken apart: two or three numbers, one of which may be a month by its name. */
typedef struct {
    int number[3], digits[3];
    bool named; /* one of them is a month's name */
    int name_at;
    const char *time; /* what follows them */
} Parts;

static const char *
take_number(const char *at, int most_digits, int *number, int *digits)
{
    *number = *digits = 0;
    while (g_ascii_isdigit(*at) && *digits < most_digits) {
        *number = *number * 10 + (*at++ - '0');
        (*digits)++;
    }
    return at;
}

static gsize
word_length(const char *at)
{
    gsize length = 0;
    while (g_ascii_isalpha(at[length]))
        length++;
    return length;
}

/* The index of a word among names, from 1, given in full or by three letters or more; 0 if it is none. */
static int
index_of_name(const char *at, gsize length, const char *const *names)
{
    for (int i = 0; names[i] && length >= 3; i++)
        if (length <= strlen(names[i]) && g_ascii_strncasecmp(at, names[i], length) == 0)
            return i + 1;
    return 0;
}

static int
month_by_name(const char *at, gsize length)
{
    static const char *const names[] = {"january",  "february", "march",  "april",     "may",
                                        "june",     "july",     "august", "september", "october",
                                        "november", "december", NULL};
    return length == 4 && g_ascii_strncasecmp(at, "sept", 4) == 0 ? 9 : index_of_name(at, length, names);
}

static const char *
skip_weekday(const char *at)
{
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday",    NULL};
    gsize length = word_length(at);
    if (!index_of_name(at, length, names))
        return at;
    at += length;
    return at + strspn(at, "., ");
}

/* What may follow a date: nothing, or a time. */
static bool
only_time_follows(const char *at)
{
    if (!*at)
        return true;
    if (!strchr("Tt ,", *at))
        return false;
    at++;
    return strspn(at, " 0123456789:.+-ZzAaPpMm") == strlen(at) && (!*at || strchr(" 0123456789", *at));
}

static const char *
take_date_part(const char *at, Parts *parts, int i)
{
    gsize length = word_length(at);
    if (length) {
        parts->number[i] = month_by_name(at, length);
        if (!parts->number[i] || parts->named)
            return NULL;
        parts->named = true;
        parts->name_at = i;
        return at + length;
    }
    at = take_number(at, 4, &parts->number[i], &parts->digits[i]);
    if (!parts->digits[i])
        return NULL;
    length = word_length(at);
    bool ordinal =
        length == 2 && (g_ascii_strncasecmp(at, "st", 2) == 0 || g_ascii_strncasecmp(at, "nd", 2) == 0 ||
                        g_ascii_strncasecmp(at, "rd", 2) == 0 || g_ascii_strncasecmp(at, "th", 2) == 0);
    return ordinal ? at + 2 : at;
}

/* Three parts with separators, the same separator between numbers; false if the text is not written like a
 * date. */
static bool
take_date_apart(const char *at, Parts *parts)
{
    char mark = '\0';
    for (int i = 0; i < 3; i++) {
        at = take_date_part(at, parts, i);
        if (!at)
            return false;
        parts->time = at;
        if (i == 2)
            return only_time_follows(at);
        gsize marks = strspn(at, "/-., ");
        bool by_a_name = parts->named || g_ascii_isalpha(at[marks]);
        if (!marks || (!by_a_name && (marks > 1 || *at == ',' || (mark && *at != mark))))
            return false;
        mark = *at;
        at += marks;
    }
    return false;
}

/* Two-digit years: cases are of this century; 70 and later are of the last. -1 for a year of other length. */
static int
date_year(int year, int digits)
{
    return digits == 4 ? year : digits == 2 ? year + (year >= 70 ? 1900 : 2000) : -1;
}

static DateTells
what_numbers_tell(int first, int second)
{
    if (first > 12)
        return second <= 12 ? DATE_DAY_FIRST : DATE_TELLS_NOTHING;
    return second > 12 ? DATE_MONTH_FIRST : first == second ? DATE_TELLS_NOTHING : DATE_EITHER_WAY;
}

static DateReading
date_reading(int year, int month, int day)
{
    DateReading reading = {.result = DATE_IMPOSSIBLE};
    if (year < 0)
        reading.result = DATE_UNREADABLE;
    else if (year == 0 && month == 0 && day == 0)
        reading.result = DATE_PLACEHOLDER;
    else if ((reading.day = calendar_day(year, month, day)) != DAY_NONE)
        reading.result = DATE_READ;
    return reading;
}

static DateReading
read_parts(const Parts *parts, DateOrder order)
{
    const int *number = parts->number;
    if (parts->digits[0] == 4) {
        DateReading reading = date_reading(number[0], number[1], number[2]);
        if (reading.result == DATE_READ)
            reading.tells = number[2] > 12 ? DATE_YEAR_FIRST_OVER_12 : DATE_YEAR_FIRST;
        return reading;
    }
    int year = date_year(number[2], parts->digits[2]);
    if (parts->digits[0] > 2 || parts->digits[1] > 2 || (parts->named && parts->name_at == 2))
        return (DateReading){.result = DATE_UNREADABLE};
    if (parts->named)
        return parts->name_at == 0 ? date_reading(year, number[0], number[1])
                                   : date_reading(year, number[1], number[0]);
    bool month_first = order == DATE_ORDER_MONTH_FIRST;
    DateReading reading =
        month_first ? date_reading(year, number[0], number[1]) : date_reading(year, number[1], number[0]);
    reading.tells = year < 0 ? DATE_TELLS_NOTHING : what_numbers_tell(number[0], number[1]);
    reading.second = number[1];
    return reading;
}

/* Two digits after an optional separator, below a bound; -1 for anything else. */
static int
take_two(const char **at, char mark, int bound)
{
    const char *from = *at + (mark && **at == mark);
    if (!g_ascii_isdigit(from[0]) || !g_ascii_isdigit(from[1]))
        return -1;
    int number = (from[0] - '0') * 10 + from[1] - '0';
    *at = from + 2;
    return number < bound ? number : -1;
}

/* "T23:00:00.000Z", " 00:30+02:00": the minutes since midnight in UTC, below 0 or over a day as may be; false
 * where the time names no zone. */
static bool
minutes_in_utc(const char *at, int *minutes)
{
    at += strspn(at, "Tt ,");
    int hours = take_two(&at, '\0', 24), past = *at == ':' ? take_two(&at, ':', 60) : -1;
    if (hours < 0 || past < 0)
        return false;
    at += strspn(at, ":.0123456789");
    at += strspn(at, " ");
    int zone = 0, sign = *at == '-' ? -1 : 1;
    if (*at == '+' || *at == '-') {
        at++;
        int zone_hours = take_two(&at, '\0', 24), zone_past = *at ? take_two(&at, ':', 60) : 0;
        if (zone_hours < 0 || zone_past < 0)
            return false;
        zone = sign * (zone_hours * 60 + zone_past);
    } else if (*at == 'Z' || *at == 'z') {
        at++;
    } else {
        return false;
    }
    *minutes = hours * 60 + past - zone;
    return !*at;
}

static Day
last_sunday(int year, int month)
{
    Day last = calendar_day(year, month, 31);
    return last - last % 7; /* the Julian day of a Sunday is a multiple of seven, as GLib counts */
}

/* Summer time: from the last Sunday of March to the last of October, at one in the morning in UTC (Summer
 * Time Order 2002; since 1996 for all of the EU). */
static void
move_to_england(DateReading *reading, int minutes)
{
    int year, month, day;
    calendar_split(reading->day, &year, &month, &day);
    gint64 now = (gint64)reading->day * 1440 + minutes;
    gint64 begins = (gint64)last_sunday(year, 3) * 1440 + 60,
           ends = (gint64)last_sunday(year, 10) * 1440 + 60;
    if (now >= begins && now < ends)
        now += 60;
    Day here = (Day)(now / 1440);
    reading->moved = here != reading->day;
    reading->day = here;
}

/* 20230401, or 01042023: no year of our time begins like a month, so that none is written both ways. */
static DateReading
read_eight_digits(int number, DateOrder order)
{
    int year = number % 10000, first = number / 1000000, second = number / 10000 % 100;
    if (year < 1900 || year > 2100 || first > 31 || second > 31)
        return number >= 19000000 ? date_reading(number / 10000, number / 100 % 100, number % 100)
                                  : (DateReading){.result = DATE_UNREADABLE};
    DateReading reading = order == DATE_ORDER_MONTH_FIRST ? date_reading(year, first, second)
                                                          : date_reading(year, second, first);
    reading.tells = what_numbers_tell(first, second);
    reading.second = second;
    return reading;
}

/* 20230401, or Excel's count of days from 30 December 1899; the range is 1954 to 2119. A serial of a day that
 * stands for "not known" is read, too. */
static DateReading
read_whole_number(const char *text, DateOrder order)
{
    char *end;
    double number = g_ascii_strtod(text, &end);
    while (g_ascii_isspace(*end))
        end++;
    if (*end || !g_ascii_isdigit(*text) || text[strspn(text, "0123456789. ")])
        return (DateReading){.result = DATE_UNREADABLE};
    if (number == 0 || (number >= 2958465 && number < 2958466))
        return (DateReading){.result = DATE_PLACEHOLDER};
    /* 050523 is not a number of days: nobody can tell which of its pairs is the year. */
    if (number >= 20000 && number <= 80000 && *text != '0')
        return (DateReading){
            .result = DATE_READ, .day = calendar_day(1899, 12, 30) + (Day)number, .serial = true};
    if (strspn(text, "0123456789") == 8)
        return read_eight_digits((int)number, order);
    return (DateReading){.result = DATE_UNREADABLE};
}

/* "_x000D_", as Excel writes an invisible character. */
static bool
is_escape(const char *text)
{
    return text[0] == '_' && text[1] == 'x' && strspn(text + 2, "0123456789abcdefABCDEF") == 4 &&
           text[6] == '_';
}

/* Without invisible characters: spaces of every kind become ASCII spaces, and dashes hyphens. Cut if it is
 * longer than any date. */
static void
write_plainly(const char *text, char *plain, gsize size)
{
    gsize length = 0;
    const char *end = NULL;
    if (!g_utf8_validate(text, -1, &end))
        plain[length++] = '?';
    for (; text < end && length + 8 < size; text = g_utf8_next_char(text)) {
        if (is_escape(text)) {
            text += strlen("_x000D");
            plain[length++] = ' ';
            continue;
        }
        gunichar letter = g_utf8_get_char(text);
        GUnicodeType type = g_unichar_type(letter);
        if (g_unichar_isspace(letter) || type == G_UNICODE_SPACE_SEPARATOR)
            plain[length++] = ' ';
        else if (type == G_UNICODE_DASH_PUNCTUATION || letter == 0x2212)
            plain[length++] = '-';
        else if (type != G_UNICODE_FORMAT && type != G_UNICODE_CONTROL)
            length += (gsize)g_unichar_to_utf8(letter, plain + length);
    }
    plain[length] = '\0';
}

static DateReading
read_plain(const char *text, DateOrder order)
{
    while (g_ascii_isspace(*text))
        text++;
    if (!*text)
        return (DateReading){.result = DATE_BLANK};
    Parts parts = {0};
    bool taken = take_date_apart(skip_weekday(text), &parts);
    DateReading reading = taken ? read_parts(&parts, order) : read_whole_number(text, order);
    int minutes;
    if (reading.result == DATE_READ && reading.day > calendar_day(CALENDAR_FIRST_YEAR, 1, 1) && taken &&
        minutes_in_utc(parts.time, &minutes))
        move_to_england(&reading, minutes);
    if (reading.result == DATE_READ && (reading.day <= calendar_day(CALENDAR_FIRST_YEAR, 1, 1) ||
                                        reading.day > calendar_day(CALENDAR_LAST_YEAR, 12, 31)))
        reading.result = DATE_PLACEHOLDER;
    if (reading.result != DATE_READ)
        reading = (DateReading){.result = reading.result, .tells = reading.tells, .second = reading.second};
    return reading;
}

DateReading
date_read(const char *text, DateOrder order)
{
    char plain[128];
    if (g_str_is_ascii(text) && !strstr(text, "_x"))
        return read_plain(text, order);
    write_plainly(text, plain, sizeof plain);
    return read_plain(plain, order);
}

bool
date_is_asked_for(const char *text)
{
    bool letters = strpbrk(text, "dD") && strpbrk(text, "yY") && !text[strspn(text, "dDmMyY/.- ()")];
    return letters || g_ascii_strcasecmp(text, "date") == 0;
}

DateReading
date_from_1904(DateReading reading)
{
    if (reading.serial)
        reading.day += calendar_day(1904, 1, 1) - calendar_day(1899, 12, 30);
    return reading;
}
