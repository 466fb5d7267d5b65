/* What a sentence speaks of: numbers or shares, this year or all of them. */
#include "render/proof/judge.h"

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

bool
says_every_year(const char *text)
{
    return pattern_in("\\byear (?:on|after|by|upon) year\\b|\\b(?:every|each) (?:single )?year\\b", text);
}

bool
says_incomparable(const Statement *statement)
{
    return pattern_in("\\bcompar(?:e|ed|able|ability)\\b|\\bbreak in\\b", statement->passage->text) &&
           pattern_in("\\bnot\\b|\\bcannot\\b|\\bbreak in\\b|\\bcaution\\b", statement->passage->text);
}
