/* What a number that no figure supports was surely meant for. */
#include "render/proof/support.h"
#include <math.h>
#include <string.h>

/* Digits that differ in one place by one, or two neighbours that changed places. */
static bool
is_slip(double said, double value, int decimals)
{
    g_autofree char *one = figure_number_text(said, decimals), *other = figure_number_text(value, decimals);
    gsize length = strlen(one);
    if (length != strlen(other) || length < 2)
        return false;
    gsize differing = 0, last = 0;
    for (gsize i = 0; i < length; i++)
        if (one[i] != other[i])
            differing++, last = i;
    if (differing == 2 && last > 0)
        return one[last] == other[last - 1] && one[last - 1] == other[last];
    return differing == 1 && (length >= 3 ? true : abs(one[last] - other[last]) == 1);
}

static double
as_said(const Quantity *quantity, double value)
{
    return quantity->is_change ? fabs(value) : value;
}

/* Why a number that is not the fact's is nearly it; NULL: it is not. */
static const char *
nearness(const Facts *facts, const Statement *statement, const Quantity *quantity, const Fact *fact)
{
    bool change = fact->kind == FACT_CHANGE;
    double value = as_said(quantity, fact->value), scale = pow(10, quantity->decimals);
    if (fact->kind == FACT_BOUND || fact->kind == FACT_BASE || fact->kind == FACT_MEAN)
        return NULL;
    if (change && quantity->is_change && fact->against) {
        if (!quantity_allows_fact(facts, statement, quantity, fact))
            return NULL;
        bool same_way = !quantity->direction || quantity->direction * fact->value > 0;
        if (!same_way && quantity->unit == fact->unit && quantity_is(quantity, fact->value))
            return "it went the other way";
        if (quantity->unit == UNIT_PERCENT && fact->unit == UNIT_POINTS && quantity_is(quantity, fact->value))
            return same_way ? "these are percentage points, not percent"
                            : "these are percentage points, and it went the other way";
        if (same_way && quantity->unit == fact->unit && quantity->manner == MORE_THAN &&
            value > quantity->value && value < 1.5 * quantity->value)
            return "it is well over that";
        if (same_way && quantity->unit == UNIT_POINTS && fact->unit == UNIT_PERCENT &&
            quantity_is(quantity, fact->value))
            return "this is percent, not percentage points";
        return NULL;
    }
    if (change || quantity->is_change || quantity->unit != fact->unit)
        return NULL;
    bool allowed = quantity_allows(facts, statement, quantity, fact->figure->period);
    if (!allowed && quantity_is(quantity, fact->value))
        return "this is the figure of another period";
    if (!allowed)
        return NULL;
    if (value > 0 && fabs(floor(value * scale) / scale - quantity->value) < 1e-9)
        return "cut off instead of rounded";
    return is_slip(quantity->value, value, quantity->decimals) ? "a digit differs" : NULL;
}

/* Numbers of two digits are near to many others: a slip in one is only seen where the period is said or the
 * row of a table says which figure it should be. */
bool
find_near(Judge *judge, const Statement *statement, const Quantity *quantity)
{
    const Facts *facts = judge->facts;
    const Fact *best = NULL;
    const char *why = NULL;
    double most = 0;
    if (statement->passage->kind == PASSAGE_ROW)
        return false; /* which column, and so which period, cannot be told */
    for (guint i = 0; i < facts->facts->len; i++) {
        const Fact *fact = &g_array_index(facts->facts, Fact, i);
        if (!is_surely(facts, statement, fact->series))
            continue;
        const char *reason = nearness(facts, statement, quantity, fact);
        double score = reason ? fact_context(facts, statement, fact) +
                                    (strcmp(fact->figure->period, facts->year) == 0) * 0.1
                              : 0;
        if (score > most)
            most = score, best = fact, why = reason;
    }
    if (!best)
        return false;
    g_autofree char *words = fact_words(best);
    judge_say(judge, statement, quantity->span, PROOF_NEARLY, g_strdup_printf("%s: %s", why, words),
              fact_reference(facts, best));
    return true;
}
