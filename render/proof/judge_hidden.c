/* Numbers that stand where the pack hides one. A hidden figure is never looked at: that a number stands in
 * its place is enough. */
#include "analysis/figures/figures.h"
#include "render/proof/words.h"
#include "render/proof/judge.h"
#include <math.h>
#include <string.h>

/* So much of a row's name, or of a measure's words, and so little of what it is of. */
static const double called = 0.75, surely = 0.6, topical = 0.25;

/* "3 training sessions on malicious allegations": a number of what is no case, unless the row is called so;
 * "spread over eight, from 134": of groups. */
bool
counts_something_else(const Statement *statement, const Quantity *quantity, const Series *series)
{
    if (pattern_between("\\bspread over $", statement->text, 0, quantity->span.start))
        return true;
    Span span, noun;
    const char *after = statement->text + quantity->span.end;
    if (!pattern_find_group("{no-cases}", after, 0, &span, &noun))
        return false;
    g_autofree char *word = g_strndup(after + noun.start, noun.end - noun.start);
    g_autoptr(GHashTable) stems = stems_of(word);
    return !series->names->len || !stems_hold(series->names->pdata[0], stems);
}

/* A count that is hidden for being small, or the share that such a one can have. */
static bool
is_small(const Facts *facts, const Quantity *quantity)
{
    double most = facts->profile->suppress_below - 1, number = fabs(quantity->value);
    return quantity->unit == UNIT_PERCENT ? number * MAX(facts->profile->small_base, 1) <= 100 * most
                                          : number >= 1 && number <= most;
}

/* Whether the sentence itself, not only what stands around it, says which series it is about. */
static bool
is_surely(const Facts *facts, const Statement *statement, const Series *series)
{
    if (series->whole)
        return facts_covered(facts, series->topic, statement->stems) >= surely;
    return series_named(facts, series, statement->stems) >= called &&
           facts_covered(facts, series->topic, statement->around) >= topical;
}

/* "There were 3 contacts in May": a small number where a month or a quarter is named, or what a share is of.
 */
static bool
may_stand_for_whole(const Facts *facts, const Statement *statement, const Quantity *quantity,
                    const Series *series, const char *period)
{
    int year;
    bool of_month =
        !calendar_parse_year(period, facts->profile->year_start, &year) &&
        (mentions_have(statement->mentions, period) || mentions_have(statement->mentions_near, period));
    return quantity->unit == UNIT_NUMBER && is_small(facts, quantity) &&
           (of_month ? facts_covered(facts, series->topic, statement->stems) > 0
                     : is_surely(facts, statement, series));
}

/* Whether the number may be what the pack hides of the series: by its name and what is counted or, where it
 * is small, by its name alone. */
static bool
may_stand_for(const Facts *facts, const Statement *statement, const Quantity *quantity, const Series *series,
              const char *period)
{
    if (counts_something_else(statement, quantity, series))
        return false;
    if (series->whole)
        return may_stand_for_whole(facts, statement, quantity, series, period);
    if (tie_is_called_like_anything(series))
        return tie_is_as_written(statement, series) && is_surely(facts, statement, series);
    return is_surely(facts, statement, series) || (is_small(facts, quantity) && !series->derived &&
                                                   series_named(facts, series, statement->stems) >= called);
}

/* Whether the number is one that the pack shows, of what the words surely speak of: nothing is given away. */
static bool
is_shown(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (!is_surely(facts, statement, series) &&
            (series->whole || series_named(facts, series, statement->stems) < called))
            continue;
        for (guint j = 0; j < series->figures->len; j++) {
            const Figure *figure = series->figures->pdata[j];
            const double numbers[] = {figure->count, figure->base,  figure->percent,
                                      figure->value, figure->lower, figure->upper};
            for (gsize k = 0; k < G_N_ELEMENTS(numbers); k++)
                if (quantity_is(quantity, numbers[k]) &&
                    tie_allows(facts, statement, quantity, figure->period))
                    return true;
        }
    }
    return false;
}

bool
find_hidden(Judge *judge, const Statement *statement, const Quantity *quantity)
{
    const Facts *facts = judge->facts;
    if (quantity->is_change || quantity->value < 0 || quantity->unit == UNIT_POINTS ||
        (quantity->unit == UNIT_NUMBER && quantity->decimals))
        return false;
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        for (guint j = 0; j < series->hidden->len; j++) {
            const Figure *figure = series->hidden->pdata[j];
            if (!tie_allows(facts, statement, quantity, figure->period) ||
                !may_stand_for(facts, statement, quantity, series, figure->period) ||
                is_shown(facts, statement, quantity))
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
