/* Each number against the figure that it is tied to: the figure, nearly the figure and how, or not checked.
 */
#include "render/proof/judge.h"
#include "render/proof/words.h"
#include <math.h>
#include <string.h>

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
says_incomparable(const Statement *statement)
{
    return pattern_in("\\bcompar(?:e|ed|able|ability)\\b|\\bbreak in\\b", statement->passage->text) &&
           pattern_in("\\bnot\\b|\\bcannot\\b|\\bbreak in\\b|\\bcaution\\b", statement->passage->text);
}

/* The numbers of a figure that a level can be. */
static bool
level_is(const Quantity *quantity, const Figure *figure)
{
    if (quantity->unit == UNIT_PERCENT)
        return quantity_is(quantity, figure->percent) || quantity_is(quantity, figure->value) ||
               (quantity->decimals && figure_percent_agrees(figure->percent, quantity->value));
    return quantity_is(quantity, figure->count) || quantity_is(quantity, figure->value);
}

static double
judged_number(const Figure *figure, const Quantity *quantity)
{
    double number = quantity->unit == UNIT_PERCENT ? figure->percent : figure->count;
    return isnan(number) ? figure->value : number;
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

/* A number with what it is tied to. */
typedef struct {
    const Facts *facts;
    const Statement *statement;
    const Quantity *quantity;
    GPtrArray *tie;
    bool alone;
} Number;

typedef struct {
    const Series *series;
    const Figure *figure, *earlier;
    const char *why; /* it is nearly so; NULL: it is so */
} Match;

typedef bool (*IsSaid)(const Number *number, const Figure *figure);

static bool
is_level(const Number *number, const Figure *figure)
{
    return level_is(number->quantity, figure);
}

/* The figure of a series that is said, of a period it may be said of; of several the one reported. */
static Match
find_in(const Number *number, const Series *series, IsSaid is_said)
{
    Match best = {0};
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = series->figures->pdata[i];
        if (is_said(number, figure) &&
            tie_allows(number->facts, number->statement, number->quantity, figure->period) &&
            (!best.figure || strcmp(figure->period, number->facts->year) == 0))
            best = (Match){series, figure, NULL, NULL};
    }
    return best;
}

/* What a level is of its tie; else of the same records by another base: "8% of all notifications" of what is
 * a share of those taken further. */
static Match
find_level(const Number *number)
{
    const GPtrArray *all = number->facts->series;
    Match best = {0}, one;
    for (guint i = 0; i < number->tie->len; i++) {
        one = find_in(number, number->tie->pdata[i], is_level);
        if (one.figure && (!best.figure || strcmp(one.figure->period, number->facts->year) == 0))
            best = one;
    }
    for (guint i = 0; number->tie->len && !best.figure && i < all->len; i++)
        if (series_is_same(all->pdata[i], number->tie->pdata[0]))
            best = find_in(number, all->pdata[i], is_level);
    return best;
}

static const char *
slip_between(const Quantity *quantity, double value)
{
    double scale = pow(10, quantity->decimals);
    if (isnan(value))
        return NULL;
    if (value > 0 && fabs(floor(value * scale) / scale - quantity->value) < 1e-9)
        return "cut off instead of rounded";
    return is_slip(quantity->value, value, quantity->decimals) ? "a digit differs" : NULL;
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
    if (series->whole && facts_covered(number->facts, series->topic, statement->stems) >= 0.6)
        called = series->title;
    if (!called)
        return false;
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, called);
    while (g_hash_table_iter_next(&iter, &stem, NULL))
        if (!(own && g_hash_table_contains(own, stem)) && !g_hash_table_contains(tied->topic, stem))
            return true;
    return tied->whole || (own && stems_hold(called, own) && series->measure != tied->measure &&
                           (tied->measure != statement->measure ||
                            facts_covered(number->facts, series->topic, statement->around) > 0.6));
}

/* A level, a base behind "of", or a limit of what lies between two. */
static bool
is_any(const Number *number, const Figure *figure)
{
    const Quantity *quantity = number->quantity;
    const char *text = number->statement->text;
    return level_is(quantity, figure) ||
           (quantity_is(quantity, figure->base) &&
            pattern_between("\\bof (?:the |all )?$", text, 0, quantity->span.start)) ||
           ((quantity_is(quantity, figure->lower) || quantity_is(quantity, figure->upper)) &&
            pattern_in("\\b(?:between|intervals?|limits?|ranged?|likely)\\b", text));
}

/* Whether some other figure that the statement may speak of has the number: then it is not known to be wrong.
 */
static bool
is_explained(const Number *number)
{
    const GPtrArray *all = number->facts->series;
    for (guint i = 0; i < all->len; i++)
        if (may_speak_of(number, all->pdata[i]) && find_in(number, all->pdata[i], is_any).figure)
            return true;
    return false;
}

/* What a level that is no figure of its tie was meant for. */
static Match
find_meant(const Number *number)
{
    const char *period = tie_period(number->facts, number->statement, number->quantity);
    Match best = {0};
    for (guint i = 0; i < number->tie->len; i++) {
        const Series *series = number->tie->pdata[i];
        const Figure *figure = period ? series_figure(series, period) : NULL;
        if (!figure || isnan(judged_number(figure, number->quantity)))
            continue;
        best = (Match){series, figure, NULL,
                       slip_between(number->quantity, judged_number(figure, number->quantity))};
        for (guint j = 0; j < series->figures->len; j++) {
            const Figure *other = series->figures->pdata[j];
            if (!best.why && level_is(number->quantity, other))
                best.why = "this is the figure of another period";
        }
        if (number->statement->passage->kind == PASSAGE_CELL && !number->alone)
            best.why = NULL;
        else if (!best.why && number->alone)
            best.why = "it should be";
        if (best.why && !is_explained(number) && !says_incomparable(number->statement) &&
            !counts_something_else(number->statement, number->quantity, series) &&
            (number->statement->passage->kind != PASSAGE_PROSE ||
             !pattern_in("{planned}", number->statement->text)))
            return best;
    }
    return (Match){0};
}

/* Whether a change of two years may be said: its later year, both, or neither. */
static bool
allows_change(const Number *number, const Figure *figure, const Figure *earlier)
{
    const Facts *facts = number->facts;
    const Statement *statement = number->statement;
    int year;
    if (!calendar_parse_year(figure->period, facts->profile->year_start, &year) ||
        strcmp(earlier->period, figure->period) >= 0)
        return false;
    bool later =
             strcmp(figure->period, facts->year) == 0 || mentions_have(statement->mentions, figure->period),
         first = mentions_have(statement->mentions, earlier->period) ||
                 pattern_in("{over-years}", statement->text);
    return later && (first || facts_is_next_year(facts, earlier->period, figure->period));
}

static bool
is_points(const Quantity *quantity, const Figure *figure, const Figure *earlier)
{
    return quantity_is(quantity, figure->percent - earlier->percent) ||
           quantity_is(quantity, figure_round(figure->percent, 0) - figure_round(earlier->percent, 0));
}

static bool
is_percent(const Quantity *quantity, const Figure *figure, const Figure *earlier)
{
    return quantity_is(quantity, 100 * (figure->count - earlier->count) / earlier->count);
}

/* "(59%, up 1%": the change of a share. */
static bool
follows_share(const Number *number)
{
    const Quantity *quantity = number->quantity,
                   *first = (const Quantity *)number->statement->quantities->data;
    if (quantity == first || quantity[-1].unit != UNIT_PERCENT || quantity[-1].is_change)
        return false;
    return quantity->span.start - quantity[-1].span.end < 20;
}

/* Why the size said is nearly the change between two figures; "" it is that; NULL: it is not near it. */
static const char *
change_between(const Number *number, const Figure *figure, const Figure *earlier)
{
    const Quantity *quantity = number->quantity;
    SpokenOf of = follows_share(number) ? OF_SHARE : spoken_of(number->statement);
    double size = figure->count - earlier->count, points = figure->percent - earlier->percent;
    bool shares = !isnan(points);
    if (quantity->unit == UNIT_NUMBER) {
        size = isnan(size) ? figure->value - earlier->value : size;
        return !quantity_is(quantity, size)     ? NULL
               : quantity->direction * size < 0 ? "it went the other way"
                                                : "";
    }
    double way = shares && (quantity->unit == UNIT_POINTS || of != OF_NUMBER) ? points : size;
    bool other_way = quantity->direction * way < 0;
    if (quantity->unit == UNIT_POINTS)
        return is_points(quantity, figure, earlier)    ? (other_way ? "it went the other way" : "")
               : is_percent(quantity, figure, earlier) ? "this is percent, not percentage points"
                                                       : NULL;
    if (is_percent(quantity, figure, earlier) && of != OF_SHARE)
        return quantity->direction * size < 0 ? "it went the other way" : "";
    if (quantity->manner == MORE_THAN && size * quantity->direction > 0 &&
        fabs(100 * size / earlier->count) > quantity->value &&
        fabs(100 * size / earlier->count) < 1.5 * quantity->value)
        return "it is well over that";
    return !shares || !is_points(quantity, figure, earlier) ? NULL
           : other_way ? "these are percentage points, and it went the other way"
                       : "these are percentage points, not percent";
}

/* The change of the years that the sentence compares, of what it is about alone: what the size should be. */
static Match
meant_change(const Number *number)
{
    g_autofree char *later = NULL;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    Match meant = {0};
    if (!number->alone || !years_compared(number->facts, number->statement, &later, earlier) ||
        earlier->len > 1)
        return meant;
    for (guint i = 0; i < number->tie->len; i++) {
        const Series *series = number->tie->pdata[i];
        meant = (Match){series, series_figure(series, later), series_figure(series, earlier->pdata[0]),
                        "not the size of the change"};
        if (!meant.figure || !meant.earlier)
            return (Match){0};
    }
    return meant;
}

/* The change that a size is, nearly is, or should be; of the year reported on the year before where no years
 * are named. */
static Match
find_change(const Number *number)
{
    Match near = {0};
    for (guint i = 0; i < number->tie->len; i++) {
        const Series *series = number->tie->pdata[i];
        for (guint j = 0; j < series->figures->len; j++)
            for (guint k = 0; k < series->figures->len; k++) {
                const Figure *figure = series->figures->pdata[j], *earlier = series->figures->pdata[k];
                const char *why =
                    allows_change(number, figure, earlier) ? change_between(number, figure, earlier) : NULL;
                if (why && !*why)
                    return (Match){series, figure, earlier, NULL};
                if (why && !near.figure)
                    near = (Match){series, figure, earlier, why};
            }
    }
    return near.figure ? near : meant_change(number);
}

bool
judge_break(Judge *judge, const Statement *statement, Span span, const Series *series, const Figure *now,
            const Figure *then)
{
    const ProfileBreak *gap = facts_break(judge->facts, series, now, then);
    if (!gap || says_incomparable(statement))
        return false;
    judge_say(judge, statement, span, PROOF_NEARLY,
              g_strdup_printf("not comparable with %s: %s", then->period, gap->note), NULL);
    return true;
}

/* What "of 395" is the base of: the number before it, which is a figure. */
static bool
is_base(const Number *number, const Match *before)
{
    return before && before->figure && !before->earlier && number->quantity->unit == UNIT_NUMBER &&
           quantity_is(number->quantity, before->figure->base) &&
           pattern_between("\\b(?:of|out)\\s+(?:the\\s+|all\\s+)?$", number->statement->text, 0,
                           number->quantity->span.start);
}

static Match
judge_number(Judge *judge, const Statement *statement, guint index, const Match *before)
{
    const Quantity *quantity = &g_array_index(statement->quantities, Quantity, index);
    Number number = {.facts = judge->facts, .statement = statement, .quantity = quantity};
    number.tie = tie_number(judge->facts, statement, index, &number.alone);
    bool change = quantity->is_change || quantity->unit == UNIT_POINTS, exact = quantity->manner == EXACTLY;
    Match match = change ? find_change(&number) : find_level(&number);
    bool told = find_hidden(judge, statement, quantity) ||
                (match.earlier && statement->passage->kind == PASSAGE_PROSE &&
                 judge_break(judge, statement, quantity->span, match.series, match.figure, match.earlier));
    if (!told && !match.figure && is_base(&number, before))
        match = *before;
    else if (!told && !match.figure && !change && exact && tie_is_of_one(number.tie))
        match = find_meant(&number);
    if (told)
        match = (Match){0};
    else if (!match.figure || (match.why && !exact && !change))
        judge_say(judge, statement, quantity->span, PROOF_UNCHECKED, NULL, NULL);
    else
        judge_say_figure(judge, statement, quantity->span, match.why ? PROOF_NEARLY : PROOF_SUPPORTED,
                         match.why, match.series, match.figure, match.earlier);
    g_ptr_array_unref(number.tie);
    return match.why ? (Match){0} : match;
}

void
judge_numbers(Judge *judge, const Statement *statement)
{
    Match last = {0};
    for (guint i = 0; i < statement->quantities->len; i++)
        last = judge_number(judge, statement, i, &last);
    for (guint i = 0; i < statement->spelt->len; i++)
        find_hidden(judge, statement, &g_array_index(statement->spelt, Quantity, i));
}
