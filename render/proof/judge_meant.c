/* Which figure a number should be, where row and column, or a sentence about nothing else, say so. */
#include "render/proof/stems.h"
#include "render/proof/subject.h"
#include "render/proof/support.h"
#include <math.h>
#include <string.h>

/* Words that narrow what is counted to something that no figure may know: "in the north", "who are women". */
#define NARROWING                                                                                            \
    "(?:among|amongst|who|whom|whose|where|which|that|with|without|involving|aged|under|excluding|"          \
    "including|"                                                                                             \
    "in|at|by|from|during|between|before|after)"
#define OPENING                                                                                              \
    "(?:the|our|this|that|these|all|each|total|year|years|period|last|previous|prior|same|reporting|"        \
    "financial|number|comparison|contrast|line|first|it|we|service|table|council|area|case|cases)"

static bool
speaks_of(const Series *series, const char *stem)
{
    return g_hash_table_contains(series->names, stem) || g_hash_table_contains(series->topic, stem);
}

/* Whether it is not the figure of one row, but something made of several, or a part of it. */
static bool
is_made_of_others(const Series *series, const char *text)
{
    static const char others[] =
        "\\b(?:others?|remaining|remainder|rest|both|together|combined|altogether|sum|respectively|average|"
        "mean|median|per|targets?|between|differences?|row|kinds|half|quarters?|third|months?|weeks?|days?|"
        "except|excluding|estimated?|of which|of these|of whom|of them)\\b";
    Span word;
    for (gsize from = 0; pattern_find(others, text, from, &word); from = word.end) {
        g_autofree char *words = g_strndup(text + word.start, word.end - word.start);
        g_autoptr(GHashTable) stems = stems_new();
        GHashTableIter iter;
        gpointer stem = NULL;
        stems_add(stems, words);
        g_hash_table_iter_init(&iter, stems);
        bool named = g_hash_table_iter_next(&iter, &stem, NULL) && speaks_of(series, stem);
        if (!named || g_ascii_strcasecmp(words, "others") == 0)
            return true;
    }
    return false;
}

/* Words that are in some row's name and in any sentence. */
static bool
is_plain(const char *stem)
{
    static GHashTable *plain;
    if (!plain)
        stems_add(plain = stems_new(), "made make record recorded report reported received total overall "
                                       "included including came come went "
                                       "known new first main matter group category proportion share "
                                       "accounted rise increase fall decrease "
                                       "during compared last this concerned about cases up down before after "
                                       "more fewer less then other");
    return g_ascii_isdigit(*stem) || g_hash_table_contains(plain, stem);
}

/* Whether the words are about the series and nothing else that is counted, nor a part of it. */
static bool
is_about_it_alone(const Facts *facts, const Series *series, const char *words)
{
    g_autoptr(GHashTable) stems = stems_new();
    stems_add(stems, words);
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, stems);
    while (g_hash_table_iter_next(&iter, &stem, NULL))
        if (!is_plain(stem) && g_hash_table_contains(facts->names, stem) && !speaks_of(series, stem))
            return false;
    Span span, word;
    for (gsize from = 0; pattern_find_group("\\b" NARROWING "\\s+(?:(?:the|our|this|all)\\s+)*([a-z]\\w*)",
                                            words, from, &span, &word);
         from = span.start + 2) {
        g_autofree char *next = g_strndup(words + word.start, word.end - word.start);
        g_autoptr(GHashTable) one = stems_new();
        stems_add(one, next);
        g_hash_table_iter_init(&iter, one);
        if (!pattern_in("^" OPENING "$", next) && g_hash_table_iter_next(&iter, &stem, NULL) &&
            !speaks_of(series, stem))
            return false;
    }
    return true;
}

/* The words that say what a number counts: those before it back to the number before; or those behind it,
 * where they begin by saying so; or the whole sentence, where it speaks of one row. Caller frees. */
static char *
words_for(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    const GArray *all = statement->quantities;
    gsize from = 0, to = strlen(statement->text);
    for (guint i = 0; i < all->len; i++) {
        const Quantity *other = &g_array_index(all, Quantity, i);
        if (other->span.end <= quantity->span.start)
            from = other->span.end;
        else if (other->span.start >= quantity->span.end && other->span.start < to)
            to = other->span.start;
    }
    g_autofree char *before = g_strndup(statement->text + from, quantity->span.start - from),
                    *behind = g_strndup(statement->text + quantity->span.end, to - quantity->span.end);
    behind[strcspn(behind, ",;:(")] = '\0';
    g_autoptr(GPtrArray) left = subjects_of(facts, statement, before);
    g_autoptr(GPtrArray) right = subjects_of(facts, statement, behind);
    if (subjects_are_rows(left) && !subjects_are_rows(right))
        return g_steal_pointer(&before);
    if (subjects_are_rows(right) && !subjects_are_rows(left) &&
        pattern_in("^\\W*(?:of\\s+)?(?:\\w+\\s+){0,3}(?:were|was|are|is|concern(?:ed|ing)|relat(?:ed|ing)|"
                   "regarding|involv(?:ed|ing)|about|for|where|came)\\s",
                   behind))
        return g_steal_pointer(&behind);
    return all->len == 1 || !subjects_are_rows(right) ? g_strdup(statement->text) : NULL;
}

/* Whether the only year that is named is said of another number: "34%, against 68% in 2022-23". */
static bool
is_said_of_another(const Statement *statement, const Quantity *quantity)
{
    bool said = false;
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *other = &g_array_index(statement->quantities, Quantity, i);
        said = said || (other != quantity && other->period && other->compared);
    }
    return said && statement->mentions->len == 1 && !quantity->compared;
}

static const char *
period_meant(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    const char *wanted = period_wanted(statement, quantity);
    if (wanted)
        return wanted;
    if (statement->mentions->len)
        return is_said_of_another(statement, quantity) ? facts->year : NULL;
    for (guint i = 0; i < statement->mentions_near->len; i++)
        if (strcmp(g_array_index(statement->mentions_near, Mention, i).period, facts->year) != 0)
            return NULL;
    return quantity->compared ? facts->previous : facts->year;
}

static double
number_of(const Figure *figure, const Quantity *quantity)
{
    double number = quantity->unit == UNIT_PERCENT ? figure->percent : figure->count;
    return isnan(number) ? figure->value : number;
}

/* Says which figure it should be, where none of the series that may be meant has the number. */
static bool
say_meant(Judge *judge, const Statement *statement, const Quantity *quantity, const GPtrArray *subjects,
          const char *period)
{
    const Series *series = NULL;
    double most = 0;
    for (guint i = 0; i < subjects->len; i++) {
        const Figure *figure = series_figure(subjects->pdata[i], period);
        double number = figure ? number_of(figure, quantity) : NAN,
               title = facts_title(judge->facts, subjects->pdata[i], statement->around);
        if (quantity_is(quantity, number))
            return false;
        if (!isnan(number) && title > most)
            most = title, series = subjects->pdata[i];
    }
    if (!series)
        return false;
    const Figure *figure = series_figure(series, period);
    g_autofree char *words = figure_words(series, figure);
    judge_say(judge, statement, quantity->span, PROOF_NEARLY, g_strdup_printf("it should be: %s", words),
              reference_of_figure(judge->facts->exhibits, figure,
                                  quantity->unit == UNIT_PERCENT ? "percent" : "count"));
    return true;
}

/* The one thing that the words are about; NULL: they are about several, or about a part of it. Caller unrefs.
 */
static GPtrArray *
subject_alone(const Facts *facts, const Statement *statement, const char *words)
{
    GPtrArray *subjects = subjects_of(facts, statement, words);
    bool alone = subjects_are_one(subjects);
    for (guint i = 0; alone && i < subjects->len; i++)
        alone = is_about_it_alone(facts, subjects->pdata[i], words) &&
                !is_made_of_others(subjects->pdata[i], statement->text);
    if (!alone)
        g_clear_pointer(&subjects, g_ptr_array_unref);
    return subjects;
}

static bool
find_in_sentence(Judge *judge, const Statement *statement, const Quantity *quantity)
{
    const Facts *facts = judge->facts;
    /* A rate is of children, what nobody recorded is of no row, and many tables have an Other. */
    bool apart =
        pattern_in("\\b(?:per|every) [\\d,]+ children\\b|\\bno [\\w ]+ is recorded\\b|\\bas \\x{2018}Other",
                   statement->text);
    const char *period = apart ? NULL : period_meant(facts, statement, quantity);
    g_autofree char *words = period ? words_for(facts, statement, quantity) : NULL;
    g_autofree char *before = g_strndup(statement->text, quantity->span.start);
    if (!words || pattern_in("\\bof (?:the |all |these |our )?(?:about )?$", before))
        return false;
    g_autoptr(GPtrArray) subjects = subject_alone(facts, statement, words);
    return subjects && say_meant(judge, statement, quantity, subjects, period);
}

/* Whether the size said is that of the number, of its percent, or of the points of the share. */
static bool
is_size_of(const Quantity *quantity, const Figure *now, const Figure *then, SpokenOf of)
{
    if (quantity->unit == UNIT_NUMBER)
        return quantity_is(quantity, now->count - then->count) ||
               quantity_is(quantity, now->value - then->value);
    double points = now->percent - then->percent,
           printed = figure_round(now->percent, 0) - figure_round(then->percent, 0);
    return (of != OF_NUMBER && (quantity_is(quantity, points) || quantity_is(quantity, printed))) ||
           (quantity->unit == UNIT_PERCENT &&
            (quantity_is(quantity, 100 * (now->count - then->count) / then->count) ||
             quantity_is(quantity, 100 * (now->percent - then->percent) / then->percent)));
}

/* The size of a change, of one thing between two years. */
static bool
find_change(Judge *judge, const Statement *statement, const Quantity *quantity)
{
    const Facts *facts = judge->facts;
    g_autofree char *later = NULL;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    if (says_every_year(statement->text) || !years_compared(facts, statement, &later, earlier) ||
        earlier->len != 1)
        return false;
    g_autoptr(GPtrArray) subjects = subject_alone(facts, statement, statement->text);
    const Fact *best = NULL;
    Fact fact = {.kind = FACT_CHANGE};
    for (guint i = 0; subjects && i < subjects->len; i++) {
        fact.series = subjects->pdata[i];
        fact.figure = series_figure(fact.series, later);
        fact.against = series_figure(fact.series, earlier->pdata[0]);
        if (!fact.figure || !fact.against ||
            is_size_of(quantity, fact.figure, fact.against, spoken_of(statement)))
            return false;
        best = &fact;
    }
    if (!best)
        return false;
    g_autofree char *words = fact_words(best);
    judge_say(judge, statement, quantity->span, PROOF_NEARLY,
              g_strdup_printf("not the size of the change: %s", words),
              reference_of_figure(facts->exhibits, best->figure, NULL));
    return true;
}

/* The column holds what a figure has: a count or a percentage of a year, and nothing of its own. */
static bool
is_plain_column(const char *column)
{
    return pattern_in(
        "^[\\s\\d/\\x{2013}-]*(?:(?:number|count|total|percent|percentage|per cent|share|contacts|"
        "referrals|notifications|cases|in|of|the|year|%|\\(|\\))[\\s\\d/\\x{2013}-]*)*$",
        column);
}

static bool
find_in_table(Judge *judge, const Statement *statement, const Quantity *quantity)
{
    const Facts *facts = judge->facts;
    const Passage *passage = statement->passage;
    const char *period = period_wanted(statement, quantity);
    if (!period || !is_plain_column(passage->column) || statement->quantities->len > 1)
        return false;
    g_autofree char *title = g_strjoin(" ", passage->caption, passage_last_heading(passage), NULL);
    g_autoptr(GHashTable) row = stems_new();
    g_autoptr(GHashTable) above = stems_new();
    g_autoptr(GPtrArray) subjects = g_ptr_array_new();
    stems_add(row, passage->row);
    stems_add(above, title);
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (series->measure && *series->category && facts_names(facts, series, row) > 0.99 &&
            facts_title(facts, series, above) > 0.8 && is_about_it_alone(facts, series, passage->row) &&
            is_about_it_alone(facts, series, title))
            g_ptr_array_add(subjects, (gpointer)series);
    }
    return say_meant(judge, statement, quantity, subjects, period);
}

bool
find_meant(Judge *judge, const Statement *statement, const Quantity *quantity)
{
    PassageKind kind = statement->passage->kind;
    if (quantity->manner != EXACTLY || (kind == PASSAGE_CELL && quantity->is_change))
        return false;
    if (kind == PASSAGE_CELL)
        return quantity->unit != UNIT_POINTS && find_in_table(judge, statement, quantity);
    if (kind != PASSAGE_PROSE)
        return false;
    return quantity->is_change             ? find_change(judge, statement, quantity)
           : quantity->unit != UNIT_POINTS ? find_in_sentence(judge, statement, quantity)
                                           : false;
}
