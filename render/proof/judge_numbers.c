/* Each number: whether it stands where the pack hides one; then against the figure that it is tied to: the
 * figure, nearly the figure and how, or not checked. */
#include "analysis/figures/figures.h"
#include "render/proof/judge.h"
#include <math.h>
#include <string.h>

/* "3 training sessions on malicious allegations": a number of what is no case, unless the row is called so;
 * "spread over eight, from 134": of groups. */
static bool
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
may_be_hidden_count(const Facts *facts, const Quantity *quantity)
{
    double most = facts->profile->suppress_below - 1, number = fabs(quantity->value);
    return quantity->unit == UNIT_PERCENT ? number * MAX(facts->profile->small_base, 1) <= 100 * most
                                          : number >= 1 && number <= most;
}

/* How the words speak of a series: not, by its name, or so that it is sure which is meant: so much of a row's
 * name, or of a measure's words, and so little of what it is of. */
typedef enum { NOT, BY_NAME, SURELY } Spoken;

static Spoken
how_spoken_of(const Facts *facts, const Statement *statement, const Series *series)
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
    Spoken how = how_spoken_of(facts, statement, series);
    bool small = may_be_hidden_count(facts, quantity),
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
is_shown_elsewhere(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        guint spoken_of = how_spoken_of(facts, statement, series) == NOT ? 0 : series->figures->len;
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

/* Whether a number stands where the pack hides one, and no figure shown of a row so called is it; says so if
 * it does. A hidden figure is never looked at: that a number stands in its place is enough. */
static bool
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
                is_shown_elsewhere(facts, statement, quantity))
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

/* A number with what it is tied to. */
typedef struct {
    const Facts *facts;
    const Statement *statement;
    const Quantity *quantity;
    GPtrArray *tie;
    bool alone;
} Number;

/* The numbers of a figure that a level can be. */
static bool
is_level(const Number *number, const Figure *figure)
{
    const Quantity *quantity = number->quantity;
    if (quantity->unit == UNIT_PERCENT)
        return quantity_is(quantity, figure->percent) || quantity_is(quantity, figure->value) ||
               (quantity->decimals && figure_percent_agrees(figure->percent, quantity->value));
    return quantity_is(quantity, figure->count) || quantity_is(quantity, figure->value);
}

static double
level_in(const Figure *figure, const Quantity *quantity)
{
    double number = quantity->unit == UNIT_PERCENT ? figure->percent : figure->count;
    return isnan(number) ? figure->value : number;
}

/* A level, a base behind "of", or a limit of what lies between two. */
static bool
is_level_base_or_limit(const Number *number, const Figure *figure)
{
    const Quantity *quantity = number->quantity;
    const char *text = number->statement->text;
    return is_level(number, figure) ||
           (quantity_is(quantity, figure->base) &&
            pattern_between("\\bof (?:the |all )?$", text, 0, quantity->span.start)) ||
           ((quantity_is(quantity, figure->lower) || quantity_is(quantity, figure->upper)) &&
            pattern_in("\\b(?:between|intervals?|limits?|ranged?|likely)\\b", text));
}

/* The figure of a series that is said, of a period it may be said of; of several the one reported. */
static const Figure *
find_said_in(const Number *number, const Series *series, bool is_said(const Number *, const Figure *))
{
    const Figure *best = NULL;
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = series->figures->pdata[i];
        if (is_said(number, figure) &&
            tie_allows(number->facts, number->statement, number->quantity, figure->period) &&
            (!best || strcmp(figure->period, number->facts->year) == 0))
            best = figure;
    }
    return best;
}

/* What a level is of its tie; else of the same records by another base: "8% of all notifications" of what is
 * a share of those taken further. */
static const Figure *
find_level(const Number *number)
{
    const GPtrArray *all = number->facts->series;
    const Figure *best = NULL;
    for (guint i = 0; i < number->tie->len; i++) {
        const Figure *one = find_said_in(number, number->tie->pdata[i], is_level);
        if (one && (!best || strcmp(one->period, number->facts->year) == 0))
            best = one;
    }
    for (guint i = 0; number->tie->len && !best && i < all->len; i++)
        if (series_is_same(all->pdata[i], number->tie->pdata[0]))
            best = find_said_in(number, all->pdata[i], is_level);
    return best;
}

/* Digits that differ in one place by one, or two neighbours that changed places. */
static bool
is_slip(double said, double value, int decimals)
{
    g_autofree char *one = figure_number_text(said, decimals), *other = figure_number_text(value, decimals);
    gsize length = strlen(one), differing = 0, last = 0;
    for (gsize i = 0; length >= 2 && length == strlen(other) && i < length; i++)
        if (one[i] != other[i])
            differing++, last = i;
    if (differing == 2)
        return one[last] == other[last - 1] && one[last - 1] == other[last];
    return differing == 1 && (length >= 3 || abs(one[last] - other[last]) == 1);
}

/* Why a level that is not the one meant is known to be wrong; NULL: it is not. */
static const char *
fault_of(const Number *number, const Series *series, const Figure *meant)
{
    const Quantity *quantity = number->quantity;
    double scale = pow(10, quantity->decimals), value = level_in(meant, quantity);
    if (number->statement->passage->kind == PASSAGE_CELL && !number->alone)
        return NULL;
    if (value > 0 && fabs(floor(value * scale) / scale - quantity->value) < 1e-9)
        return "cut off instead of rounded";
    if (is_slip(quantity->value, value, quantity->decimals))
        return "a digit differs";
    for (guint i = 0; i < series->figures->len; i++)
        if (is_level(number, series->figures->pdata[i]))
            return "this is the figure of another period";
    return number->alone ? "it should be" : NULL;
}

/* Whether the statement may speak of a series beside its tie: by a word that the tied one has not, or as a
 * row of the same name in another table. */
static bool
may_speak_of(const Number *number, const Series *series)
{
    const Statement *statement = number->statement;
    const Series *tied = number->tie->pdata[0];
    GHashTable *own = series_called(tied, statement->stems),
               *called = series_called(series, statement->stems);
    double topic = facts_covered(number->facts, series->table->topic, statement->stems);
    if (series->whole && topic >= 0.6)
        called = series->names->pdata[0];
    return called && (tied->whole || stems_any(called, NULL, own, tied->table->topic) ||
                      (own && stems_hold(called, own) && series->table != tied->table &&
                       (tied->table != statement->table ||
                        facts_covered(number->facts, series->table->topic, statement->around) > 0.6)));
}

static bool
says_incomparable(const Statement *statement)
{
    return pattern_in("\\bcompar(?:e|ed|able|ability)\\b|\\bbreak in\\b", statement->passage->text) &&
           pattern_in("\\bnot\\b|\\bcannot\\b|\\bbreak in\\b|\\bcaution\\b", statement->passage->text);
}

/* Whether a number may be another than its tie's: that of some other figure which the statement may speak of,
 * a plan, or something that is not counted here. */
static bool
is_explained(const Number *number)
{
    const GPtrArray *all = number->facts->series;
    const Statement *statement = number->statement;
    if (says_incomparable(statement) ||
        counts_something_else(statement, number->quantity, number->tie->pdata[0]) ||
        (statement->passage->kind == PASSAGE_PROSE && pattern_in("{planned}", statement->text)))
        return true;
    for (guint i = 0; i < all->len; i++)
        if (may_speak_of(number, all->pdata[i]) &&
            find_said_in(number, all->pdata[i], is_level_base_or_limit))
            return true;
    return false;
}

/* What a level that is no figure of its tie was meant for. */
static Pair
find_meant(const Number *number)
{
    const char *period = number->quantity->meant;
    for (guint i = 0; period && i < number->tie->len; i++) {
        const Series *series = number->tie->pdata[i];
        const Figure *figure = series_figure(series, period);
        const char *why =
            figure && !isnan(level_in(figure, number->quantity)) ? fault_of(number, series, figure) : NULL;
        if (why)
            return is_explained(number) ? (Pair){0} : (Pair){figure, NULL, why};
    }
    return (Pair){0};
}

/* Whether a change of two years may be said: its later year, both, or neither. */
static bool
allows_change(const Number *number, const Figure *now, const Figure *then)
{
    const Facts *facts = number->facts;
    const Statement *statement = number->statement;
    int year;
    return calendar_parse_year(now->period, facts->profile->year_start, &year) &&
           strcmp(then->period, now->period) < 0 &&
           (strcmp(now->period, facts->year) == 0 || mentions_have(statement->mentions, now->period)) &&
           (mentions_have(statement->mentions, then->period) ||
            facts_is_next_year(facts, then->period, now->period) ||
            pattern_in("{over-years}", statement->text));
}

/* "(59%, up 1%": the change of a share. */
static bool
follows_share(const Number *number)
{
    const Quantity *quantity = number->quantity,
                   *first = (const Quantity *)number->statement->quantities->data;
    return quantity > first && quantity[-1].unit == UNIT_PERCENT && !quantity[-1].is_change &&
           quantity->span.start - quantity[-1].span.end < 20;
}

static const char *
way_between(const Quantity *quantity, double change)
{
    return quantity->direction * change < 0 ? "it went the other way" : "";
}

/* Why the size said is nearly the change between two figures; "" it is that; NULL: it is not near it. */
static const char *
change_between(const Number *number, const Figure *now, const Figure *then)
{
    const Quantity *quantity = number->quantity;
    double size = isnan(now->count - then->count) ? now->value - then->value : now->count - then->count,
           percent = 100 * size / then->count, points = now->percent - then->percent;
    bool of_share = follows_share(number) || spoken_of(number->statement) == OF_SHARE,
         is_percent = quantity_is(quantity, percent),
         is_points = quantity_is(quantity, points) ||
                     quantity_is(quantity, figure_round(now->percent, 0) - figure_round(then->percent, 0));
    if (quantity->unit == UNIT_NUMBER)
        return quantity_is(quantity, size) ? way_between(quantity, size) : NULL;
    if (quantity->unit == UNIT_POINTS)
        return is_points    ? way_between(quantity, points)
               : is_percent ? "this is percent, not percentage points"
                            : NULL;
    if (is_percent && !of_share)
        return way_between(quantity, size);
    if (quantity->manner == MORE_THAN && percent * quantity->direction > quantity->value &&
        percent * quantity->direction < 1.5 * quantity->value)
        return "it is well over that";
    return !is_points                       ? NULL
           : *way_between(quantity, points) ? "these are percentage points, and it went the other way"
                                            : "these are percentage points, not percent";
}

/* The change of the years that the sentence compares, of what it is about alone: what the size should be. */
static Pair
meant_change(const Number *number)
{
    g_autoptr(GPtrArray) years = number->alone ? years_compared(number->facts, number->statement) : NULL;
    Pair meant = {0};
    for (guint i = 0; years && years->len == 2 && i < number->tie->len; i++) {
        meant = (Pair){series_figure(number->tie->pdata[i], years->pdata[0]),
                       series_figure(number->tie->pdata[i], years->pdata[1]), "not the size of the change"};
        if (!meant.now || !meant.then)
            return (Pair){0};
    }
    return meant;
}

/* The change that a size is, nearly is, or should be; of the year reported on the year before where no years
 * are named. */
static Pair
find_change(const Number *number)
{
    Pair near = {0};
    for (guint i = 0; i < number->tie->len; i++) {
        const GPtrArray *figures = ((const Series *)number->tie->pdata[i])->figures;
        for (guint j = 0; j < figures->len * figures->len; j++) {
            const Figure *now = figures->pdata[j / figures->len], *then = figures->pdata[j % figures->len];
            const char *why = allows_change(number, now, then) ? change_between(number, now, then) : NULL;
            if (why && !*why)
                return (Pair){now, then, NULL};
            if (why && !near.now)
                near = (Pair){now, then, why};
        }
    }
    return near.now ? near : meant_change(number);
}

bool
judge_break(Judge *judge, const Statement *statement, Span span, Pair pair)
{
    const ProfileBreak *gap = facts_break(judge->facts, pair.now, pair.then);
    if (!gap || says_incomparable(statement))
        return false;
    judge_say(judge, statement, span, PROOF_NEARLY,
              g_strdup_printf("not comparable with %s: %s", pair.then->period, gap->note), NULL);
    return true;
}

/* What "of 395" is the base of: the number before it, which is a figure. */
static bool
is_base(const Number *number, const Pair *before)
{
    return before->now && !before->then && number->quantity->unit == UNIT_NUMBER &&
           quantity_is(number->quantity, before->now->base) &&
           pattern_between("\\b(?:of|out)\\s+(?:the\\s+|all\\s+)?$", number->statement->text, 0,
                           number->quantity->span.start);
}

/* `before`: what the number before it is. */
static Pair
judge_number(Judge *judge, const Statement *statement, guint index, Pair before)
{
    const Quantity *quantity = &g_array_index(statement->quantities, Quantity, index);
    Number number = {.facts = judge->facts, .statement = statement, .quantity = quantity};
    g_autoptr(GPtrArray) tie = number.tie = tie_number(judge->facts, statement, index, &number.alone);
    bool change = quantity->is_change || quantity->unit == UNIT_POINTS, exact = quantity->manner == EXACTLY;
    Pair pair = change ? find_change(&number) : (Pair){.now = find_level(&number)};
    if (find_hidden(judge, statement, quantity) || (pair.then && statement->passage->kind == PASSAGE_PROSE &&
                                                    judge_break(judge, statement, quantity->span, pair)))
        return (Pair){0};
    if (!pair.now && is_base(&number, &before))
        pair = before;
    else if (!pair.now && !change && exact && tie_is_of_one(tie) &&
             !pattern_in("{part-taken-away}", statement->text))
        pair = find_meant(&number);
    if (!pair.now || (pair.why && !exact && !change))
        judge_say(judge, statement, quantity->span, PROOF_UNCHECKED, NULL, NULL);
    else
        judge_say_pair(judge, statement, quantity->span, pair.why ? PROOF_NEARLY : PROOF_SUPPORTED, pair);
    return pair.why ? (Pair){0} : pair;
}

void
judge_numbers(Judge *judge, const Statement *statement)
{
    Pair last = {0};
    for (guint i = 0; i < statement->quantities->len; i++)
        last = judge_number(judge, statement, i, last);
    for (guint i = 0; i < statement->spelt->len; i++)
        find_hidden(judge, statement, &g_array_index(statement->spelt, Quantity, i));
}
