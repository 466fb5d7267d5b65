/* Which figure supports a number. */
#include "render/proof/support.h"
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

/* Which period a quantity must be of; NULL where several will do. */
const char *
period_wanted(const Statement *statement, const Quantity *quantity)
{
    if (quantity->period)
        return quantity->period;
    if (statement->passage->kind == PASSAGE_CELL && statement->mentions_near->len == 1)
        return g_array_index(statement->mentions_near, Mention, 0).period;
    return NULL;
}

bool
quantity_allows(const Facts *facts, const Statement *statement, const Quantity *quantity, const char *period)
{
    const char *wanted = period_wanted(statement, quantity);
    if (wanted)
        return strcmp(period, wanted) == 0;
    if (quantity->of_last_year && !statement->mentions->len)
        return strcmp(period, facts->previous) == 0;
    if (statement->passage->kind == PASSAGE_ROW)
        return true;
    return strcmp(period, facts->year) == 0 || (quantity->compared && strcmp(period, facts->previous) == 0) ||
           mentions_have(statement->mentions, period) || mentions_have(statement->mentions_near, period);
}

/* A change is said of its later year, of both, or of neither. */
bool
quantity_allows_fact(const Facts *facts, const Statement *statement, const Quantity *quantity,
                     const Fact *fact)
{
    if (statement->passage->kind == PASSAGE_CELL || statement->passage->kind == PASSAGE_ROW)
        return fact->kind == FACT_BASE || fact->against ||
               quantity_allows(facts, statement, quantity, fact->figure->period);
    if (!fact->against)
        return quantity_allows(facts, statement, quantity, fact->figure->period);
    bool later = strcmp(fact->figure->period, facts->year) == 0 ||
                 mentions_have(statement->mentions, fact->figure->period);
    bool earlier =
        mentions_have(statement->mentions, fact->against->period) ||
        pattern_in(
            "\\b(?:over|in|during|across|last|past)\\s(?:\\w+\\s){0,4}years\\b|\\bsince\\b|\\bfirst year\\b",
            statement->text);
    return later && (earlier || facts_is_next_year(facts, fact->against->period, fact->figure->period));
}

static bool
fits(const Quantity *quantity, const Fact *fact, const Statement *statement)
{
    static const char bounds[] =
        "\\b(?:between|intervals?|limits?|confiden\\w+|likely|plausible|true)\\b|\\(?\\d[\\d.,]*%? "
        "to \\d";
    bool cell = statement->passage->kind == PASSAGE_CELL || statement->passage->kind == PASSAGE_ROW;
    if (fact->unit != quantity->unit)
        return false;
    if (!cell && quantity->unit != UNIT_POINTS && (fact->kind == FACT_CHANGE) != quantity->is_change)
        return false;
    if (quantity->is_change && quantity->direction && fact->against && quantity->direction * fact->value < 0)
        return false;
    if (!quantity_is(quantity, cell && fact->kind == FACT_CHANGE ? fabs(fact->value) : fact->value))
        return false;
    if (fact->kind == FACT_BOUND && !cell && !pattern_in(bounds, statement->text))
        return false;
    /* Of a share that is given, a change in percent is not the change of the number behind it. */
    if (fact->kind == FACT_CHANGE && fact->unit == UNIT_PERCENT && !cell && spoken_of(statement) == OF_SHARE)
        return false;
    return fact->kind != FACT_MEAN ||
           pattern_in("\\b(?:a|per|each|every) (?:month|quarter)\\b|\\bmonthly\\b|\\baverage\\b|\\bmean\\b",
                      statement->text);
}

/* How well the words speak of the fact's series; 0: not well enough. */
double
fact_context(const Facts *facts, const Statement *statement, const Fact *fact)
{
    const Series *series = fact->series;
    double names = facts_names(facts, series, statement->stems),
           topic = facts_topic(facts, series, statement->around);
    if (series_is_whole(series)) {
        /* Nearly every sentence is about contacts: the word alone is light, and still it is their name. */
        topic = MAX(topic, facts_title(facts, series, statement->stems) == 1 ? enough_topic : 0);
        return topic >= enough_topic ? 2 * facts_topic(facts, series, statement->stems) + topic : 0;
    }
    if (fact->kind == FACT_BASE && series->role == ROLE_CONCLUDED)
        return pattern_in("\\bconcluded\\b", statement->text) ? 2 + topic : 0;
    if (fact->kind == FACT_BASE && topic >= enough_topic && (!*series->part || names >= enough))
        return topic + names;
    if (names < enough)
        names = facts_names(facts, series, statement->around) * 0.9;
    return names >= enough ? 2 * names + topic : 0;
}

/* Whether the sentence itself, not only what stands around it, says which series it is about. */
bool
is_surely(const Facts *facts, const Statement *statement, const Series *series)
{
    if (!series_is_whole(series))
        return facts_names(facts, series, statement->stems) >= surely &&
               facts_topic(facts, series, statement->around) >= enough_topic;
    return facts_topic(facts, series, statement->stems) >= surely_topic;
}

const Fact *
find_support(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    const Fact *best = NULL;
    double most = 0;
    for (guint i = 0; i < facts->facts->len; i++) {
        const Fact *fact = &g_array_index(facts->facts, Fact, i);
        if (!fits(quantity, fact, statement) || !quantity_allows_fact(facts, statement, quantity, fact) ||
            (quantity->is_change && statement->passage->kind == PASSAGE_PROSE &&
             !is_surely(facts, statement, fact->series) &&
             facts_topic(facts, fact->series, statement->around) < 0.8))
            continue;
        double score = fact_context(facts, statement, fact) +
                       (strcmp(fact->figure->period, facts->year) == 0 ? 0.01 : 0) +
                       (fact->kind == FACT_BOUND ? -0.2 : 0);
        if (score > most + 1e-9 && score > 0.2)
            most = score, best = fact;
    }
    return best;
}
