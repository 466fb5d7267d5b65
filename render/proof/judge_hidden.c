/* Numbers that stand where the pack hides one. A hidden figure is never looked at: that a number stands in
 * its place is enough. */
#include "analysis/figures/figures.h"
#include "render/proof/judge.h"
#include <math.h>
#include <string.h>

bool
counts_something_else(const Statement *statement, const Quantity *quantity, const Series *series)
{
    Span span, noun;
    const char *after = statement->text + quantity->span.end;
    if (pattern_between("\\bspread over $", statement->text, 0, quantity->span.start))
        return true;
    if (!pattern_find_group("{no-cases}", after, 0, &span, &noun))
        return false;
    g_autoptr(GHashTable) stems = stems_in(after, noun);
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

/* How the words speak of a series: not, by its name, or so that it is sure which is meant: so much of a row's
 * name, or of a measure's words, and so little of what it is of. */
typedef enum { NOT, BY_NAME, SURELY } Spoken;

static Spoken
spoken(const Facts *facts, const Statement *statement, const Series *series)
{
    GHashTable *topic = series->table->topic;
    if (series->whole)
        return facts_covered(facts, topic, statement->stems) >= 0.6 ? SURELY : NOT;
    return series_named(facts, series, statement->stems) < 0.75     ? NOT
           : facts_covered(facts, topic, statement->around) >= 0.25 ? SURELY
                                                                    : BY_NAME;
}

/* Whether the number may be what the pack hides of the series: by its name and what is counted; where it is
 * small, by its name alone. A whole, which a share is of, only where it is small; a month or quarter of it by
 * its own name: "there were 3 contacts in May". */
static bool
may_stand_for(const Facts *facts, const Statement *statement, const Quantity *quantity, const Series *series,
              const char *period)
{
    int year;
    Spoken how = spoken(facts, statement, series);
    bool small = is_small(facts, quantity),
         of_month =
             !calendar_parse_year(period, facts->profile->year_start, &year) &&
             (mentions_have(statement->mentions, period) || mentions_have(statement->mentions_near, period));
    if (counts_something_else(statement, quantity, series))
        return false;
    if (series->whole && of_month)
        how = facts_covered(facts, series->table->topic, statement->stems) > 0 ? SURELY : NOT;
    if (series->whole)
        return how == SURELY && small && quantity->unit == UNIT_NUMBER;
    if (tie_is_called_like_anything(series))
        return how == SURELY && tie_is_as_written(statement, series);
    return how == SURELY || (how == BY_NAME && small && !series->derived);
}

/* Whether the number is one that the pack shows, of what the words speak of: nothing is given away. */
static bool
is_shown(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        guint spoken_of = spoken(facts, statement, series) == NOT ? 0 : series->figures->len;
        for (guint j = 0; j < spoken_of; j++) {
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
