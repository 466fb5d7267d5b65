/* Periods as people and spreadsheets write them. */
#include "analysis/calendar/calendar.h"
#include <stdlib.h>
#include <string.h>

/* The numbers and words of a period, whatever separates them. */
typedef struct {
    int numbers[3], digits[3];
    guint count;
    int month, quarter, last_quarter; /* 0: none is named */
    guint before_month;               /* numbers before its name */
    bool in_full;                     /* the name is not abbreviated */
} Pieces;

/* In lower case; dashes of any kind, slashes, commas and white space become one space. */
static char *
plain_spelling(const char *written)
{
    g_autofree char *small = g_utf8_strdown(written, -1);
    GString *out = g_string_new(NULL);
    for (const char *at = small; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        bool between = g_unichar_isspace(letter) || g_unichar_type(letter) == G_UNICODE_DASH_PUNCTUATION ||
                       letter == 0x2212 || letter == '/' || letter == ',';
        g_string_append_unichar(out, between ? ' ' : letter);
    }
    g_string_replace(out, "quarter ", "q", 0);
    return g_string_free(out, FALSE);
}

static int
month_begun(const char *word)
{
    for (int month = 1; month <= 12 && strlen(word) >= 3; month++)
        if (g_ascii_strncasecmp(calendar_month_name(month), word, strlen(word)) == 0)
            return month;
    return 0;
}

static bool
take_piece(Pieces *pieces, const char *piece)
{
    gsize length = strlen(piece);
    if (strspn(piece, "0123456789") == length && (length <= 2 || length == 4) && pieces->count < 3) {
        pieces->digits[pieces->count] = (int)length;
        pieces->numbers[pieces->count++] = atoi(piece);
        return true;
    }
    if (*piece == 'q' && length == 2 && piece[1] >= '1' && piece[1] <= '4') {
        int *which = pieces->quarter ? &pieces->last_quarter : &pieces->quarter;
        bool follows = !pieces->last_quarter && piece[1] - '0' > pieces->quarter;
        *which = piece[1] - '0';
        return follows;
    }
    if (pieces->month || !(pieces->month = month_begun(piece)))
        return false;
    pieces->before_month = pieces->count;
    pieces->in_full = length > 3;
    return true;
}

/* A year with four digits, or with two as they are read today. */
static int
whole_year(int number, int digits)
{
    return digits == 4 ? number : number < 70 ? 2000 + number : 1900 + number;
}

static char *
month_written(int year, int month, bool surely)
{
    /* 2011-12 is also a year. Excel turns either into Dec-11; anyone who writes December 2011 means the
     * month. */
    return month < 1 || month > 12 || (surely && month == (year + 1) % 100)
               ? NULL
               : g_strdup_printf("%04d-%02d", year, month);
}

static char *
of_month_named(const Pieces *pieces)
{
    guint last = pieces->count - 1; /* "1 April 2022", "April 2022", "2022 April" */
    bool first_day = pieces->count == 2 && pieces->before_month == 1 && pieces->numbers[0] == 1;
    bool alone = pieces->count == 1 && (pieces->before_month == 0 || pieces->digits[0] == 4);
    if (!(first_day || alone) || pieces->digits[last] == 1)
        return NULL;
    return month_written(whole_year(pieces->numbers[last], pieces->digits[last]), pieces->month,
                         first_day || pieces->in_full || pieces->digits[last] == 4);
}

static char *
of_two_numbers(const Pieces *pieces)
{
    const int *numbers = pieces->numbers, *digits = pieces->digits;
    int year = whole_year(numbers[0], digits[0]);
    bool is_year =
        digits[0] != 1 && digits[1] != 1 && numbers[1] == (digits[1] == 4 ? year + 1 : (year + 1) % 100);
    if (is_year)
        return g_strdup_printf("%04d-%02d", year, (year + 1) % 100);
    return digits[0] == 4 && digits[1] <= 2   ? month_written(year, numbers[1], false)
           : digits[0] <= 2 && digits[1] == 4 ? month_written(numbers[1], numbers[0], true)
                                              : NULL;
}

/* The first day of a month, as shown by a spreadsheet that takes the month for a date. */
static char *
of_three_numbers(const Pieces *pieces)
{
    const int *numbers = pieces->numbers, *digits = pieces->digits;
    return digits[0] == 4 && digits[2] <= 2 && numbers[2] == 1   ? month_written(numbers[0], numbers[1], true)
           : digits[2] == 4 && digits[0] <= 2 && numbers[0] == 1 ? month_written(numbers[2], numbers[1], true)
                                                                 : NULL;
}

static char *
of_pieces(const Pieces *pieces)
{
    if (pieces->month)
        return pieces->count && !pieces->quarter ? of_month_named(pieces) : NULL;
    if (pieces->count == 3)
        return pieces->quarter ? NULL : of_three_numbers(pieces);
    g_autofree char *year = pieces->count == 2 ? of_two_numbers(pieces)
                            : pieces->count == 1 && pieces->digits[0] == 4
                                ? g_strdup_printf("%04d", pieces->numbers[0])
                                : NULL;
    static const ReportingYear january = {.start_month = 1}, april = {.start_month = 4};
    int number;
    bool is_year =
        year && (calendar_parse_year(year, january, &number) || calendar_parse_year(year, april, &number));
    if (year && pieces->quarter)
        return !is_year ? NULL
               : pieces->last_quarter
                   ? g_strdup_printf("%s Q%d-Q%d", year, pieces->quarter, pieces->last_quarter)
                   : g_strdup_printf("%s Q%d", year, pieces->quarter);
    return g_steal_pointer(&year);
}

char *
calendar_period(const char *written)
{
    Pieces pieces = {0};
    g_autofree char *text = plain_spelling(written);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word; word++)
        if (**word && !take_piece(&pieces, *word))
            return NULL;
    return of_pieces(&pieces);
}
