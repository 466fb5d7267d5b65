/* Each number of a statement: supported, nearly, hidden or not supported. */
#include "analysis/figures/figures.h"
#include "render/proof/judge.h"
#include <math.h>
#include <string.h>

/* How well the words around must speak of a series: for a figure to support a number, and for a number to be
 * held against the figure. */
static const double enough = 0.4, enough_topic = 0.25, surely = 0.75, surely_topic = 0.6;

bool
quantity_is(const Quantity *quantity, double value)
{
    if (quantity->is_change || quantity->unit == UNIT_POINTS)
        value = fabs(value);
    double said = quantity->value;
    if (fabs(figure_round(value, quantity->decimals) - said) < 1e-9)
        return true;
    switch (quantity->manner) {
    case ABOUT:
        return fabs(value - said) <= MAX(fabs(value) * 0.05, 0.5);
    case MORE_THAN:
        return value >= said && value < said + MAX(fabs(said) * 0.1, 1);
    case LESS_THAN:
        return value <= said && value > said - MAX(fabs(said) * 0.1, 1);
    case EXACTLY:
        break;
    }
    return false;
}

static bool
among(const GArray *mentions, const char *period)
{
    for (guint i = 0; i < mentions->len; i++)
        if (strcmp(g_array_index(mentions, Mention, i).period, period) == 0)
            return true;
    return false;
}

/* Which period a quantity must be of; NULL where several will do. */
static const char *
period_wanted(const Statement *statement, const Quantity *quantity)
{
    if (quantity->period)
        return quantity->period;
    if (statement->passage->kind == PASSAGE_CELL && statement->mentions_near->len == 1)
        return g_array_index(statement->mentions_near, Mention, 0).period;
    return NULL;
}

static bool
allows(const Facts *facts, const Statement *statement, const Quantity *quantity, const char *period)
{
    const char *wanted = period_wanted(statement, quantity);
    if (wanted)
        return strcmp(period, wanted) == 0;
    if (statement->passage->kind == PASSAGE_ROW)
        return true;
    return strcmp(period, facts->year) == 0 ||
           (statement->anchored && strcmp(period, facts->previous) == 0) ||
           among(statement->mentions, period) || among(statement->mentions_near, period);
}

/* A change is said of its later year, of both, or of neither. */
static bool
allows_fact(const Facts *facts, const Statement *statement, const Quantity *quantity, const Fact *fact)
{
    if (!fact->against || statement->passage->kind == PASSAGE_CELL || statement->passage->kind == PASSAGE_ROW)
        return fact->kind == FACT_BASE || fact->against
                   ? true
                   : allows(facts, statement, quantity, fact->figure->period);
    bool later =
        strcmp(fact->figure->period, facts->year) == 0 || among(statement->mentions, fact->figure->period);
    bool earlier =
        among(statement->mentions, fact->against->period) ||
        pattern_in(
            "\\b(?:over|in|during|across|last|past)\\s(?:\\w+\\s){0,4}years\\b|\\bsince\\b|\\bfirst year\\b",
            statement->text);
    int year, before;
    bool next = calendar_parse_year(fact->figure->period, facts->profile->year_start, &year) &&
                calendar_parse_year(fact->against->period, facts->profile->year_start, &before) &&
                year == before + 1;
    return later && (earlier || next);
}

static bool
fits(const Quantity *quantity, const Fact *fact, const Statement *statement)
{
    bool cell = statement->passage->kind == PASSAGE_CELL || statement->passage->kind == PASSAGE_ROW;
    if (fact->unit != quantity->unit)
        return false;
    if (!cell && quantity->unit != UNIT_POINTS && (fact->kind == FACT_CHANGE) != quantity->is_change)
        return false;
    if (quantity->is_change && quantity->direction && fact->against && quantity->direction * fact->value < 0)
        return false;
    if (!quantity_is(quantity, cell && fact->kind == FACT_CHANGE ? fabs(fact->value) : fact->value))
        return false;
    return fact->kind != FACT_MEAN ||
           pattern_in("\\b(?:a|per|each|every) month\\b|\\bmonthly\\b|\\baverage\\b|\\bmean\\b",
                      statement->text);
}

/* How well the words speak of the fact's series; 0: not well enough. */
static double
context(const Facts *facts, const Statement *statement, const Fact *fact)
{
    const Series *series = fact->series;
    double names = facts_names(facts, series, statement->stems),
           topic = facts_topic(facts, series, statement->around);
    if (!*series->category)
        return topic >= enough_topic ? topic + facts_topic(facts, series, statement->stems) : 0;
    if (fact->kind == FACT_BASE && topic >= enough_topic)
        return topic + names;
    if (names < enough)
        names = facts_names(facts, series, statement->around) * 0.9;
    return names >= enough ? 2 * names + topic : 0;
}

/* Whether the sentence itself, not only what stands around it, says which series it is about. */
static bool
is_surely(const Facts *facts, const Statement *statement, const Series *series)
{
    if (*series->category)
        return facts_names(facts, series, statement->stems) >= surely &&
               facts_topic(facts, series, statement->around) >= enough_topic;
    return facts_topic(facts, series, statement->stems) >= surely_topic;
}

static const Fact *
find_support(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    const Fact *best = NULL;
    double most = 0;
    for (guint i = 0; i < facts->facts->len; i++) {
        const Fact *fact = &g_array_index(facts->facts, Fact, i);
        if (!fits(quantity, fact, statement) || !allows_fact(facts, statement, quantity, fact) ||
            (quantity->is_change && statement->passage->kind == PASSAGE_PROSE &&
             !is_surely(facts, statement, fact->series) &&
             facts_topic(facts, fact->series, statement->around) < 0.8))
            continue;
        double score = context(facts, statement, fact) +
                       (strcmp(fact->figure->period, facts->year) == 0 ? 0.01 : 0) +
                       (fact->kind == FACT_BOUND ? -0.2 : 0);
        if (score > most + 1e-9 && score > 0.2)
            most = score, best = fact;
    }
    return best;
}

/* Cells of the pack's own tables that are no figures: the findings about the records. */
static const Table *
find_in_tables(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    const Table *table = facts->exhibits->quality;
    if (!table || statement->passage->kind == PASSAGE_PROSE)
        return NULL;
    for (guint i = 0; i < table->rows->len; i++) {
        const TableRow *row = table->rows->pdata[i];
        for (guint j = 0; j < row->cells->len; j++) {
            double number = g_array_index(row->cells, TableCell, j).number;
            if (number == quantity->value &&
                strstr(statement->passage->kind == PASSAGE_CELL ? statement->passage->row : statement->text,
                       row->heading))
                return table;
        }
    }
    return NULL;
}

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
        if (!allows_fact(facts, statement, quantity, fact))
            return NULL;
        if (quantity->unit == fact->unit && quantity_is(quantity, fact->value))
            return "it went the other way";
        bool same_way = !quantity->direction || quantity->direction * fact->value > 0;
        if (same_way && quantity->unit == UNIT_PERCENT && fact->unit == UNIT_POINTS &&
            quantity_is(quantity, fact->value))
            return "these are percentage points, not percent";
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
    bool allowed = allows(facts, statement, quantity, fact->figure->period);
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
static bool
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
        double score =
            reason ? context(facts, statement, fact) + (strcmp(fact->figure->period, facts->year) == 0) * 0.1
                   : 0;
        if (score > most)
            most = score, best = fact, why = reason;
    }
    if (!best)
        return false;
    g_autofree char *words = fact_words(facts, best);
    judge_say(judge, statement, quantity->span, PROOF_NEARLY, g_strdup_printf("%s: %s", why, words),
              fact_reference(facts, best));
    return true;
}

/* "86 (40%)": the count is the figure's and the percent is not, or the reverse. */
static bool
find_beside(Judge *judge, const Statement *statement, const Quantity *quantity, const Fact *beside)
{
    if (!beside || quantity->unit != UNIT_PERCENT || quantity->is_change || isnan(beside->figure->percent) ||
        !is_surely(judge->facts, statement, beside->series))
        return false;
    g_autofree char *words = fact_words(judge->facts, beside);
    judge_say(judge, statement, quantity->span, PROOF_NEARLY,
              g_strdup_printf("not the percentage of the count beside it: %s", words),
              reference_of_figure(judge->facts->exhibits, beside->figure, "percent"));
    return true;
}

/* A hidden figure is never looked at: that a number stands in its place is enough. */
static bool
find_hidden(Judge *judge, const Statement *statement, const Quantity *quantity)
{
    const Facts *facts = judge->facts;
    if (quantity->is_change || quantity->unit == UNIT_POINTS)
        return false;
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (!*series->category || !is_surely(facts, statement, series))
            continue;
        for (guint j = 0; j < series->figures->len; j++) {
            const Figure *figure = series->figures->pdata[j];
            if (figure->status != FIGURE_SUPPRESSED || !allows(facts, statement, quantity, figure->period))
                continue;
            judge_say(
                judge, statement, quantity->span, PROOF_HIDDEN,
                g_strdup_printf("the pack hides this figure of %s; take the number out", figure->period),
                reference_of_figure(facts->exhibits, figure, NULL));
            return true;
        }
    }
    return false;
}

/* "(40%)" right behind a count speaks of the same thing. */
static bool
stands_beside(const Statement *statement, const Quantity *first, const Quantity *second)
{
    g_autofree char *between =
        g_strndup(statement->text + first->span.end, second->span.start - first->span.end);
    return second->span.start - first->span.end < 60 && pattern_in("^[^.;:%]*\\($", between);
}

void
judge_quantities(Judge *judge, const Statement *statement)
{
    const Fact *last = NULL;
    const Quantity *before = NULL;
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *quantity = &g_array_index(statement->quantities, Quantity, i);
        const Fact *fact = find_support(judge->facts, statement, quantity);
        const Fact *beside = before && stands_beside(statement, before, quantity) ? last : NULL;
        /* A figure that is hidden and well named is not what an equal number elsewhere supports. */
        if ((!fact || !is_surely(judge->facts, statement, fact->series)) &&
            find_hidden(judge, statement, quantity))
            fact = NULL;
        else if (fact)
            judge_say(judge, statement, quantity->span, PROOF_SUPPORTED, fact_words(judge->facts, fact),
                      fact_reference(judge->facts, fact));
        else if (find_in_tables(judge->facts, statement, quantity))
            judge_say(judge, statement, quantity->span, PROOF_SUPPORTED,
                      g_strdup("the findings about the records"), NULL);
        else if (!find_beside(judge, statement, quantity, beside) && !find_near(judge, statement, quantity))
            judge_say(judge, statement, quantity->span, PROOF_UNSUPPORTED, NULL, NULL);
        last = fact ? fact : last;
        before = quantity;
    }
}
