/* What a clause compares: which part of a sentence it is, which years, and whether numbers or shares. */
#include "render/proof/tie.h"
#include <string.h>

char *
clause_of(const Statement *statement, Span word)
{
    gsize from = 0, to = strlen(statement->text);
    Span span;
    for (gsize at = 0; pattern_find("{joint}", statement->text, at, &span); at = span.end) {
        if (span.end <= word.start)
            from = span.end;
        else if (span.start >= word.end && span.start < to)
            to = span.start;
    }
    return g_strndup(statement->text + from, to - from);
}

/* The years that are named; false where it is not years that are. */
static bool
years_named(const Facts *facts, const Statement *statement, const char **first, const char **last)
{
    int number;
    for (guint i = 0; i < statement->mentions->len; i++) {
        const char *period = g_array_index(statement->mentions, Mention, i).period;
        if (!calendar_parse_year(period, facts->profile->year_start, &number) || statement->mentions->len > 2)
            return false;
        if (!*first || strcmp(period, *first) < 0)
            *first = period;
        if (!*last || strcmp(period, *last) > 0)
            *last = period;
    }
    return true;
}

GPtrArray *
years_compared(const Facts *facts, const Statement *statement)
{
    bool limit = pattern_in("\\bwithin\\b", statement->text),
         previous = pattern_in("\\bprevious years\\b", statement->text);
    const char *first = NULL, *last = NULL;
    int number;
    if ((!limit && !previous && pattern_in("{other-times}", statement->text)) ||
        !years_named(facts, statement, &first, &last))
        return NULL;
    bool open = !first && pattern_in("{open-years}", statement->text);
    if (!open && !first && !previous && !limit && pattern_in("{several-years}", statement->text))
        return NULL;
    if (first == last && first && strcmp(first, facts->year) != 0 &&
        pattern_in("{since-year}", statement->text))
        last = facts->year;
    if (!first)
        first = last = facts->year;
    if (!calendar_parse_year(last, facts->profile->year_start, &number))
        return NULL;
    GPtrArray *years = g_ptr_array_new();
    g_ptr_array_add(years, (gpointer)last);
    if (first != last)
        g_ptr_array_add(years, (gpointer)first);
    /* Over an open stretch of years it is compared with each of them that is shown. */
    for (int back = 1; first == last && back < (open ? MAX(facts->profile->years, 2) : 2); back++)
        g_ptr_array_add(years, (gpointer)year_back(facts->profile, facts->profile->year - number + back));
    return years;
}

/* Whether it gives a number (a percentage) that is no change. */
static bool
gives_level(const Statement *statement, Unit unit)
{
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *quantity = &g_array_index(statement->quantities, Quantity, i);
        if (quantity->unit == unit && !quantity->is_change)
            return true;
    }
    return false;
}

SpokenOf
spoken_of(const Statement *statement)
{
    bool number = pattern_in("\\b(?:numbers?|volumes?)\\b", statement->text),
         share = gives_level(statement, UNIT_PERCENT) ||
                 (!gives_level(statement, UNIT_NUMBER) &&
                  pattern_in("\\b(?:share|proportion|percentage|rate)s?\\b|\\bpoints\\b", statement->text));
    return number                                ? OF_NUMBER
           : share                               ? OF_SHARE
           : gives_level(statement, UNIT_NUMBER) ? OF_NUMBER
                                                 : OF_EITHER;
}
