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

static char *
between(const Statement *statement, gsize from, gsize to)
{
    return g_strndup(statement->text + from, to > from ? to - from : 0);
}

/* "(35 against 60)": whether the number is the first of such two. */
static bool
is_against(const Statement *statement, guint index)
{
    const Quantity *one = at(statement, index), *other = at(statement, index + 1);
    if (!one || !other)
        return false;
    g_autofree char *link = between(statement, one->span.end, other->span.start);
    return pattern_in("^\\s*,?\\s*(?:against|compared (?:with|to))\\s+$", link);
}

/* The number that something rose or fell from: behind the word, with the size of the change between at most.
 */
static guint
find_earlier(const Statement *statement, Span word)
{
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *quantity = at(statement, i);
        if (quantity->span.start < word.end)
            continue;
        g_autofree char *link = between(statement, word.end, quantity->span.start);
        if (quantity->is_change && pattern_in("^[^.;:,]{0,60}$", link))
            continue;
        if (is_against(statement, i))
            continue;
        bool compares =
            pattern_in(
                "^[^.;:]{0,80}\\b(?:from|than|against|(?:compared|comparison) (?:with|to))\\s+[^.;:,]{0,40}$",
                link) &&
            !pattern_in(
                "\\bto\\s+(?:about |around |just )?$|\\b" RISING
                "\\b|\\b(?:fell|fall|drop|dropped|decrease|decreased)\\b|\\b(?:while|and|but|whereas)\\b",
                link);
        return compares ? i : G_MAXUINT;
    }
    return G_MAXUINT;
}

/* "from B to A"; otherwise A stands before the word. */
static const Quantity *
find_later(const Statement *statement, Span word, guint earlier)
{
    const Quantity *from = at(statement, earlier), *next = at(statement, earlier + 1);
    if (earlier && is_against(statement, earlier - 1) && at(statement, earlier - 1)->span.start > word.end)
        return at(statement, earlier - 1);
    if (next) {
        g_autofree char *link = between(statement, from->span.end, next->span.start);
        if (pattern_in("^\\s*(?:\\([^)]*\\)\\s*)?(?:(?:in|last)\\s\\S+\\s)?to\\s+(?:about |around |just )?$",
                       link))
            return next;
    }
    for (guint i = earlier; i-- > 0;) {
        const Quantity *quantity = at(statement, i);
        if (quantity->span.end > word.start || quantity->is_change || quantity->unit != from->unit)
            continue;
        g_autofree char *before = between(statement, 0, quantity->span.start),
                        *link = between(statement, quantity->span.end, word.start);
        if (pattern_in("\\b(?:of|out of)\\s+(?:(?:the|all|these)\\s+)?$", before))
            continue;
        return pattern_in("^[^.;:]{0,90}$", link) &&
                       !pattern_in("\\b" RISING "\\b|\\b(?:while|whereas|but)\\b", link)
                   ? quantity
                   : NULL;
    }
    return NULL;
}

/* "by 5, from 39 to 44": the size of the change, of what rounds to both numbers. */
static void
judge_size(Judge *judge, const Statement *statement, Span word, const Quantity *from, const Quantity *to)
{
    double least = INFINITY, most = -INFINITY;
    for (int i = -1; i <= 1; i += 2)
        for (int j = -1; j <= 1; j += 2) {
            bool counts = from->unit == UNIT_NUMBER && !from->decimals && !to->decimals;
            double half = counts ? 0 : 0.5;
            double was = from->value + i * half * pow(10, -from->decimals),
                   now = to->value + j * half * pow(10, -to->decimals);
            least = MIN(least, fabs(now - was)), most = MAX(most, fabs(now - was));
        }
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *size = at(statement, i);
        g_autofree char *link = between(statement, word.end, size->span.start);
        bool points = from->unit == UNIT_PERCENT, percent = !points && size->unit == UNIT_PERCENT;
        double scale = percent ? 100 / from->value : 1,
               half = percent || points ? 0.5 * pow(10, -size->decimals) : 0;
        if (!size->is_change || size->manner != EXACTLY || size->span.start < word.end ||
            size->span.end > from->span.start || !pattern_in("^\\s+(?:by|of)\\s+$", link) ||
            (points ? size->unit == UNIT_NUMBER : size->unit == UNIT_POINTS) ||
            (size->value >= scale * least - half - 1e-9 && size->value <= scale * most + half + 1e-9))
            continue;
        g_autofree char *a = between(statement, from->span.start, from->span.end),
                        *b = between(statement, to->span.start, to->span.end);
        judge_say(judge, statement, size->span, PROOF_CONTRADICTED,
                  g_strdup_printf("the sentence itself: from %s to %s it is %s%.*f%s", a, b,
                                  least == most ? "" : "about ", percent ? size->decimals : 0,
                                  scale * (least + most) / 2, percent ? "%" : ""),
                  NULL);
    }
}

static void
judge_word(Judge *judge, const Statement *statement, Span word)
{
    guint earlier = find_earlier(statement, word);
    const Quantity *from = at(statement, earlier), *to = from ? find_later(statement, word, earlier) : NULL;
    if (!to || to->unit != from->unit || to->manner != EXACTLY || from->manner != EXACTLY)
        return;
    int said = direction_of(statement->text + word.start);
    if (said * (to->value - from->value) > 0) {
        judge_size(judge, statement, word, from, to);
        return;
    }
    g_autofree char *a = between(statement, to->span.start, to->span.end),
                    *b = between(statement, from->span.start, from->span.end);
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
    g_autofree char *link = between(statement, percent->span.end, base->span.start);
    if (percent->unit != UNIT_PERCENT || base->unit != UNIT_NUMBER || percent->is_change || base->is_change ||
        percent->manner != EXACTLY || base->decimals || base->value < 1 || base->value >= 100 ||
        percent->value > 100 || !pattern_in("^\\s+of\\s+(?:the\\s+|all\\s+)?$", link))
        return;
    for (int count = 0; count <= base->value; count++)
        if (figure_percent_agrees(100.0 * count / base->value, percent->value) ||
            fabs(figure_round(100.0 * count / base->value, percent->decimals) - percent->value) < 1e-9)
            return;
    judge_say(judge, statement, (Span){percent->span.start, base->span.end}, PROOF_CONTRADICTED,
              g_strdup_printf("no whole number of %.0f makes that percentage", base->value), NULL);
}

void
judge_arithmetic(Judge *judge, const Statement *statement)
{
    Span word;
    static const char change[] = "\\b(?:" RISING "|" FALLING ")\\b";
    for (gsize from = 0; pattern_find(change, statement->text, from, &word); from = word.end)
        judge_word(judge, statement, word);
    for (guint i = 0; i + 1 < statement->quantities->len; i++)
        judge_share(judge, statement, at(statement, i), at(statement, i + 1));
}
