/* A sentence against itself: two numbers and the direction said between them; a share that no whole number
 * makes. No figure is needed to contradict it. */
#include "analysis/figures/figures.h"
#include "render/proof/judge.h"
#include <math.h>

static const Quantity *
at(const Statement *statement, guint index)
{
    return index < statement->quantities->len ? &g_array_index(statement->quantities, Quantity, index) : NULL;
}

/* "(35 against 60)": whether the number is the first of such two. */
static bool
is_against(const Statement *statement, guint index)
{
    const Quantity *one = at(statement, index), *other = at(statement, index + 1);
    return one && other &&
           pattern_between("^\\s*,?\\s*(?:against|compared (?:with|to))\\s+$", statement->text, one->span.end,
                           other->span.start);
}

/* The number that something rose or fell from: behind the word, with the size of the change between at most.
 */
static guint
find_earlier(const Statement *statement, Span word)
{
    const char *text = statement->text;
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *quantity = at(statement, i);
        gsize to = quantity->span.start;
        if (to < word.end ||
            (quantity->is_change && pattern_between("^[^.;:,]{0,60}$", text, word.end, to)) ||
            is_against(statement, i))
            continue;
        return pattern_between("{from-number}", text, word.end, to) &&
                       !pattern_between("{other-change}", text, word.end, to)
                   ? i
                   : G_MAXUINT;
    }
    return G_MAXUINT;
}

/* "from B to A"; otherwise A stands before the word. */
static const Quantity *
find_later(const Statement *statement, Span word, guint earlier)
{
    const char *text = statement->text;
    const Quantity *from = at(statement, earlier), *next = at(statement, earlier + 1);
    if (earlier && is_against(statement, earlier - 1) && at(statement, earlier - 1)->span.start > word.end)
        return at(statement, earlier - 1);
    if (next && pattern_between("{on-to}", text, from->span.end, next->span.start))
        return next;
    for (guint i = earlier; i-- > 0;) {
        const Quantity *quantity = at(statement, i);
        gsize end = quantity->span.end;
        if (end > word.start || quantity->is_change || quantity->unit != from->unit ||
            pattern_between("\\b(?:of|out of)\\s+(?:(?:the|all|these)\\s+)?$", text, 0, quantity->span.start))
            continue;
        return pattern_between("^[^.;]{0,90}$", text, end, word.start) &&
                       !pattern_between("\\b(?:{rising})\\b|\\b(?:while|whereas|but)\\b", text, end,
                                        word.start)
                   ? quantity
                   : NULL;
    }
    return NULL;
}

static void
judge_word(Judge *judge, const Statement *statement, Span word)
{
    guint earlier = find_earlier(statement, word);
    const Quantity *from = at(statement, earlier), *to = from ? find_later(statement, word, earlier) : NULL;
    if (!to || to->unit != from->unit || to->manner != EXACTLY || from->manner != EXACTLY ||
        direction_of(statement->text + word.start) * (to->value - from->value) > 0)
        return;
    g_autofree char *a = span_words(statement->text, to->span), *b = span_words(statement->text, from->span);
    judge_say(judge, statement, (Span){word.start, from->span.end}, PROOF_CONTRADICTED,
              g_strdup_printf("the sentence itself: %s is %s %s", a,
                              to->value > from->value   ? "more than"
                              : to->value < from->value ? "less than"
                                                        : "no other than",
                              b),
              NULL);
}

/* "93% of the 37": a whole number of them must make it. */
static void
judge_share(Judge *judge, const Statement *statement, const Quantity *percent, const Quantity *base)
{
    if (percent->unit != UNIT_PERCENT || base->unit != UNIT_NUMBER || percent->is_change || base->is_change ||
        percent->manner != EXACTLY || base->decimals || base->value < 1 || base->value >= 100 ||
        percent->value > 100 ||
        !pattern_between("^\\s+of\\s+(?:the\\s+|all\\s+)?$", statement->text, percent->span.end,
                         base->span.start))
        return;
    for (int count = 0; count <= base->value; count++)
        if (figure_percent_agrees(100.0 * count / base->value, percent->value) ||
            quantity_is(percent, 100.0 * count / base->value))
            return;
    judge_say(judge, statement, (Span){percent->span.start, base->span.end}, PROOF_CONTRADICTED,
              g_strdup_printf("no whole number of %.0f makes that percentage", base->value), NULL);
}

void
judge_arithmetic(Judge *judge, const Statement *statement)
{
    Span word;
    for (gsize from = 0; pattern_find("\\b(?:{rising}|{falling})\\b", statement->text, from, &word);
         from = word.end)
        judge_word(judge, statement, word);
    for (guint i = 0; i + 1 < statement->quantities->len; i++)
        judge_share(judge, statement, at(statement, i), at(statement, i + 1));
}
