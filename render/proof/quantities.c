#include "analysis/figures/figures.h"
#include "render/proof/statement.h"
#include <math.h>
#include <string.h>

int
direction_of(const char *words)
{
    return pattern_in("^(?:{falling})", words) ? -1 : 1;
}

/* "a rise of 7 points", "fell by 5", "2% increase", "38 fewer", "a difference of +30%". */
static void
see_change(Quantity *quantity, const char *before, const char *after)
{
    Span span, word;
    if (pattern_find_group("{change-of}", before, 0, &span, &word) ||
        pattern_find_group("{change-in}", before, 0, &span, &word)) {
        g_autofree char *than = g_strdup(before + word.start);
        quantity->is_change = !pattern_in("^(?:more|less|fewer|higher|lower)\\s+than", than);
        quantity->direction = direction_of(before + word.start);
    } else if (pattern_find_group("{changed-behind}", after, 0, &span, &word)) {
        quantity->is_change = true;
        quantity->direction = direction_of(after + word.start);
    } else if (pattern_in("\\b(?:difference|change|changed) (?:of|by)\\s+[+\\x{2212}-]?$", before)) {
        quantity->is_change = true;
        quantity->direction = quantity->value > 0 ? 1 : -1;
    }
    if (quantity->is_change && quantity->value < 0)
        quantity->value = -quantity->value, quantity->direction = -1;
}

static Manner
manner_of(const char *before)
{
    return pattern_in("\\b(?:about|around|approximately|roughly|circa|some|just)\\s+$", before) ? ABOUT
           : pattern_in("\\b(?:over|more than|above|at least)\\s+$", before)                    ? MORE_THAN
           : pattern_in("\\b(?:nearly|almost|under|less than|fewer than|below|up to|just under)\\s+$", before)
               ? LESS_THAN
               : EXACTLY;
}

const char *
year_back(const Profile *profile, int back)
{
    g_autofree char *label = calendar_year_label(profile->year - back, profile->year_start);
    return g_intern_string(label);
}

/* Which of the sentence's periods a quantity is of: the one that follows it, else the one before it where
 * that is the only one. */
static const char *
period_named(const Quantity *quantity, const Statement *statement)
{
    const GArray *mentions = statement->mentions;
    guint earlier = 0;
    while (earlier < mentions->len &&
           g_array_index(mentions, Mention, earlier).span.start < quantity->span.start)
        earlier++;
    const Mention *after = earlier < mentions->len ? &g_array_index(mentions, Mention, earlier) : NULL,
                  *before = earlier == 1 ? &g_array_index(mentions, Mention, 0) : NULL;
    g_autofree char *on =
        after ? span_words(statement->text, (Span){quantity->span.end, after->span.start}) : NULL;
    if (after && pattern_in("{in-period}", on) && !pattern_in("{to-another}", on))
        return after->period;
    if (!before || quantity->compared || quantity->is_change)
        return NULL;
    /* "from 30% in 2022-23 to 15%" leaves that year, and so does "compared with 70 in 2022-23: 48 for". */
    g_autofree char *between = span_words(statement->text, (Span){before->span.end, quantity->span.start});
    bool left = pattern_in("^[^.;]{0,20}\\bto\\s+{hedge}$", between);
    for (guint i = 0; i < statement->quantities->len && strchr(between, ':'); i++) {
        const Quantity *other = &g_array_index(statement->quantities, Quantity, i);
        left = left || (other->compared && other->period == before->period);
    }
    return left ? NULL : before->period;
}

/* A number without a year is of the one reported, or the one before that it is compared with, unless other
 * years are named; and so it is where the only one is said of another number: "34%, against 68% in 2022-23".
 */
static const char *
period_meant(const Quantity *quantity, const Statement *statement, const Profile *profile)
{
    bool another = false;
    if (statement->passage->kind == PASSAGE_CELL)
        return column_is_plain(statement->passage->column) ? quantity->period : NULL;
    if (quantity->period)
        return quantity->period;
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *other = &g_array_index(statement->quantities, Quantity, i);
        another = another || (other->period && other->compared);
    }
    if (statement->mentions->len)
        return another && statement->mentions->len == 1 && !quantity->compared ? year_back(profile, 0) : NULL;
    return quantity->compared && statement->period ? year_back(profile, 1) : statement->period;
}

/* The only one that a sentence names; or the one reported, unless the paragraph names another. */
static const char *
period_of(const Statement *statement, const Profile *profile)
{
    const char *year = year_back(profile, 0);
    if (statement->mentions->len)
        return statement->mentions->len == 1 ? g_array_index(statement->mentions, Mention, 0).period : NULL;
    for (guint i = 0; i < statement->mentions_near->len; i++)
        if (strcmp(g_array_index(statement->mentions_near, Mention, i).period, year) != 0)
            return NULL;
    return year;
}

bool
column_is_plain(const char *column)
{
    return *column && pattern_in("{plain-column}", column);
}

static Unit
unit_of(const char *words, const Passage *passage)
{
    if (pattern_in("\\bpoints?\\s*$", words))
        return UNIT_POINTS;
    if (pattern_in("%|per\\s?cent", words) ||
        (passage->kind == PASSAGE_CELL && pattern_in("%|per\\s?cent", passage->column)))
        return UNIT_PERCENT;
    return UNIT_NUMBER;
}

static double
number_in(const char *words, int *decimals)
{
    g_auto(GStrv) parts = g_strsplit(words, ",", -1);
    g_autofree char *number = g_strjoinv("", parts);
    const char *digits = number + strcspn(number, "0123456789"), *point = strchr(digits, '.');
    *decimals = point ? (int)strlen(point + 1) : 0;
    return g_ascii_strtod(digits, NULL) * (digits > number && *number != '+' ? -1 : 1);
}

static void
add(Statement *statement, GArray *quantities, const Profile *profile, Span span, Span number)
{
    g_autofree char *words = span_words(statement->text, span), *digits = span_words(statement->text, number),
                    *before = g_strndup(statement->text, span.start);
    const char *after = statement->text + span.end;
    bool cell = statement->passage->kind == PASSAGE_CELL,
         last_year = pattern_in("{last-years-before}", before) || pattern_in("{last-years-behind}", after);
    const Quantity *last = quantities->len ? &g_array_index(quantities, Quantity, quantities->len - 1) : NULL;
    Quantity quantity = {
        .span = span, .unit = unit_of(words, statement->passage), .manner = manner_of(before)};
    int word = g_ascii_strcasecmp(digits, "single") == 0 ? 1 : number_of_word(digits);
    quantity.value = word ? word : number_in(digits, &quantity.decimals);
    see_change(&quantity, before, after);
    /* "from 304 (41%)" */
    quantity.compared =
        last_year || pattern_in("{compared-with}", before) ||
        (last && last->compared && pattern_between("^\\s*\\($", statement->text, last->span.end, span.start));
    quantity.period = period_named(&quantity, statement);
    if (!quantity.period && last_year && !statement->mentions->len)
        quantity.period = year_back(profile, 1);
    if (!quantity.period && cell && statement->mentions_near->len == 1)
        quantity.period = g_array_index(statement->mentions_near, Mention, 0).period;
    if (cell && !quantity.is_change && pattern_in("\\bchange\\b", statement->passage->column)) {
        quantity.is_change = true;
        quantity.direction = (quantity.value > 0) - (quantity.value < 0);
        quantity.value = fabs(quantity.value);
    }
    g_array_append_val(quantities, quantity);
}

/* The words that name a number: a figure where what they count is what is counted here, and else what may
 * stand for one that is hidden: "two were false". */
static void
find_spelt(Statement *statement, const Profile *profile, const char *taken)
{
    g_autofree char *counted = g_strdup_printf("^\\s+(?:\\w+\\s+)?(?:of the |{counted-words}|%s|%s)\\b",
                                               profile->word, profile->words);
    Span span, word;
    /* Patterns are kept by their text for good, and this one is the same for the whole of a run. */
    const char *kept = g_intern_string(counted);
    for (gsize from = 0; pattern_find_group("{spelt-number}", statement->text, from, &span, &word);
         from = span.end)
        if (!taken[word.start])
            add(statement,
                pattern_in(kept, statement->text + word.end) &&
                        !pattern_in("^(?:one|single)", statement->text + word.start)
                    ? statement->quantities
                    : statement->spelt,
                profile, word, word);
}

/* Of quantities, and of mentions: a span is the first in both. */
static int
by_place(gconstpointer one, gconstpointer other)
{
    const Span *a = one, *b = other;
    return (a->start > b->start) - (a->start < b->start);
}

void
quantities_find(Statement *statement, const Profile *profile, const char *taken)
{
    Span span, number;
    statement->quantities = g_array_new(FALSE, TRUE, sizeof(Quantity));
    statement->spelt = g_array_new(FALSE, TRUE, sizeof(Quantity));
    g_array_sort(statement->mentions, by_place);
    statement->period = period_of(statement, profile);
    if (pattern_in("\\ball years\\b", statement->passage->column))
        return; /* a sum of several figures */
    for (gsize from = 0; pattern_find_group("{number}", statement->text, from, &span, &number);
         from = span.end)
        if (!taken[number.start] && !taken[number.end - 1])
            add(statement, statement->quantities, profile, span, number);
    find_spelt(statement, profile, taken);
    g_array_sort(statement->quantities, by_place);
    for (guint i = 0; i < statement->quantities->len; i++) {
        Quantity *quantity = &g_array_index(statement->quantities, Quantity, i);
        quantity->meant = period_meant(quantity, statement, profile);
    }
}

bool
quantity_is(const Quantity *quantity, double value)
{
    double said = quantity->value;
    if (quantity->is_change || quantity->unit == UNIT_POINTS)
        value = fabs(value);
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
