/* That something rose, fell or stayed, against the figures. Contradicted only where every series that the
 * words can mean went the other way, in number and in share. */
#include "analysis/figures/figures.h"
#include "render/proof/subject.h"
#include <math.h>
#include <string.h>

SpokenOf
spoken_of(const Statement *statement)
{
    if (pattern_in("\\b(?:share|proportion|percentage|rate)s?\\b|%|\\bpoints\\b", statement->text) &&
        !pattern_in("\\bnumbers?\\b", statement->text))
        return OF_SHARE;
    return pattern_in("\\b(?:numbers?|volumes?)\\b", statement->text) ? OF_NUMBER : OF_EITHER;
}

/* Which way a figure went: of its share as it is printed, and of its number. 0: neither way. */
static int
sign(double later, double earlier)
{
    return isnan(later) || isnan(earlier) ? 0 : (later > earlier) - (later < earlier);
}

static int
way_of_share(const Figure *later, const Figure *earlier)
{
    return sign(figure_round(later->percent, 1), figure_round(earlier->percent, 1));
}

static bool
has_share(const Series *series, const Figure *figure)
{
    return !isnan(figure->percent) && (*series->category || figure->percent < 100);
}

static bool
went_against(const Series *series, const Figure *later, const Figure *earlier, int said, SpokenOf of)
{
    int number = sign(later->count, earlier->count);
    if (!has_share(series, later))
        return number * said < 0 && of != OF_SHARE;
    int share = way_of_share(later, earlier);
    if (of == OF_NUMBER)
        return number * said < 0;
    if (of == OF_SHARE)
        return share * said < 0;
    return share * said < 0 && number * said < 0;
}

/* A plan, a wish, a cause, a denial: not a statement that figures could contradict. */
static bool
is_no_statement(const Statement *statement, Span word)
{
    g_autofree char *before = g_strndup(statement->text, word.start);
    g_autofree char *after = g_strdup(statement->text + word.end);
    return pattern_in(
               "\\b(?:no|not|nor|neither|without|n['\\x{2019}]t|may|might|could|can|will|would|should|must|"
               "if|whether|aim|aims|hope|"
               "hoped|plan|plans|expect|expected|target|rather|any|clear)\\s+(?:\\w+\\s+){0,3}?$|\\bto\\s+$",
               before) ||
           pattern_in("\\bmore than chance\\b", statement->passage->text) ||
           pattern_in("^\\s+than\\s+(?:half|one|expected|average)|^\\s+(?:the\\s+)?(?:need|awareness|"
                      "understanding|confidence|demand)",
                      after);
}

/* Whether a share is given, so that what has none is not spoken of. */
static bool
gives_share(const Statement *statement)
{
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *quantity = &g_array_index(statement->quantities, Quantity, i);
        if (quantity->unit == UNIT_PERCENT && !quantity->is_change)
            return true;
    }
    return false;
}

static char *
both(const Facts *facts, const Series *series, const Figure *later, const Figure *earlier)
{
    Fact fact = {FACT_CHANGE, UNIT_NUMBER, 0, series, later, earlier};
    return fact_words(facts, &fact);
}

static bool
find_contradiction(const Judge *judge, const Statement *statement, const char *clause, int said, char **says,
                   char **reference)
{
    const Facts *facts = judge->facts;
    g_autofree char *later = NULL, *earlier = NULL;
    /* Of two things that went two ways, which is which is not certain. */
    if ((pattern_in("\\b(?:" RISING ")\\b", clause) && pattern_in("\\b(?:" FALLING ")\\b", clause)) ||
        !years_compared(facts, statement, &later, &earlier))
        return false;
    g_autoptr(GPtrArray) subjects = subjects_of(facts, statement, clause);
    /* A clause without a category, in a sentence with one, may go on about that. */
    g_autoptr(GPtrArray) all = subjects_of(facts, statement, statement->text);
    if (subjects->len && all->len && !*((const Series *)subjects->pdata[0])->category &&
        *((const Series *)all->pdata[0])->category)
        return false;
    guint against = 0;
    for (guint i = 0; i < subjects->len; i++) {
        const Series *series = subjects->pdata[i];
        const Figure *now = series_figure(series, later), *then = series_figure(series, earlier);
        if (!now || !then || (gives_share(statement) && !has_share(series, now)))
            continue;
        if (!went_against(series, now, then, said, spoken_of(statement)))
            return false;
        if (!against++) {
            *says = both(facts, series, now, then);
            *reference = reference_of_figure(facts->exhibits, now, NULL);
        }
    }
    return against > 0;
}

static void
judge_change(Judge *judge, const Statement *statement, Span word)
{
    g_autofree char *clause = clause_of(statement, word), *says = NULL, *reference = NULL;
    int said = direction_of(statement->text + word.start);
    if (is_no_statement(statement, word) ||
        !find_contradiction(judge, statement, clause, said, &says, &reference)) {
        g_free(g_steal_pointer(&says));
        return;
    }
    judge_say(judge, statement, word, PROOF_CONTRADICTED,
              g_strdup_printf("it %s: %s", said > 0 ? "fell" : "rose", says), g_steal_pointer(&reference));
}

/* Of timeliness every limit must have gone the way that is said of the whole. */
static void
judge_whole(Judge *judge, const Statement *statement, Span word)
{
    int said = direction_of(statement->text + word.start);
    g_autofree char *later = NULL, *earlier = NULL;
    if (statement->quantities->len || is_no_statement(statement, word) ||
        !years_compared(judge->facts, statement, &later, &earlier))
        return;
    g_autoptr(GPtrArray) named = subjects_of(judge->facts, statement, statement->text);
    if (named->len && *((const Series *)named->pdata[0])->category)
        return;
    g_autoptr(GPtrArray) rows = rows_spoken_of(judge->facts, statement);
    for (guint i = 0; i < rows->len; i++) {
        const Series *series = rows->pdata[i];
        const Figure *now = series_figure(series, later), *then = series_figure(series, earlier);
        if (series->measure->kind != MEASURE_TIMELINESS || !*series->category || !now || !then ||
            facts_topic(judge->facts, series, statement->stems) < 0.2)
            continue;
        if (way_of_share(now, then) * said < 0) {
            g_autofree char *words = both(judge->facts, series, now, then);
            judge_say(judge, statement, word, PROOF_NEARLY, g_strdup_printf("not all of it: %s", words),
                      reference_of_figure(judge->facts->exhibits, now, NULL));
            return;
        }
    }
}

static double
movement(const Figure *now, const Figure *then)
{
    return isnan(now->percent) || isnan(then->percent) ? 0 : fabs(now->percent - then->percent);
}

/* "no significant change", "remained consistent": of the series named, or else of every row of the measure.
 */
static void
judge_steady(Judge *judge, const Statement *statement, Span word)
{
    g_autofree char *clause = clause_of(statement, word), *later = NULL, *earlier = NULL;
    if (!years_compared(judge->facts, statement, &later, &earlier))
        return;
    g_autoptr(GPtrArray) rows = subjects_of(judge->facts, statement, clause);
    /* Of the whole of a table, its rows; where numbers are given, they are judged themselves. */
    if (!rows->len || !*((const Series *)rows->pdata[0])->category) {
        if (statement->quantities->len)
            return;
        g_ptr_array_unref(rows);
        rows = rows_spoken_of(judge->facts, statement);
    }
    const Series *mover = NULL;
    bool beyond_chance = false;
    double most = 5;
    for (guint i = 0; i < rows->len; i++) {
        const Series *series = rows->pdata[i];
        const Figure *now = series_figure(series, later), *then = series_figure(series, earlier);
        if (!now || !then)
            continue;
        bool signalled = (now->signal == SIGNAL_HIGHER || now->signal == SIGNAL_LOWER) && *series->category;
        double moved = movement(now, then) + (signalled ? 100 : 0);
        if (moved >= most)
            most = moved, mover = series, beyond_chance = signalled;
    }
    if (!mover)
        return;
    g_autofree char *words =
        both(judge->facts, mover, series_figure(mover, later), series_figure(mover, earlier));
    judge_say(judge, statement, word, beyond_chance ? PROOF_CONTRADICTED : PROOF_NEARLY,
              g_strdup_printf("%s: %s", beyond_chance ? "it changed by more than chance" : "it moved", words),
              reference_of_figure(judge->facts->exhibits, series_figure(mover, later), NULL));
}

void
judge_directions(Judge *judge, const Statement *statement)
{
    static const char change
        [] = "\\b(?:" RISING "|" FALLING ")\\b",
  steady[] =
        "\\b(?:no (?:significant|notable|major|real|material|great) (?:changes?|variations?|differences?)|"
        "(?:remain(?:s|ed)?|stayed|been|at an?) (?:\\w+ly )?(?:the same|steady|stable|consistent|"
        "similar|unchanged)|consistent with)\\b";
    Span word;
    bool whole = false; /* once a sentence is enough */
    if (statement->passage->kind != PASSAGE_PROSE)
        return;
    for (gsize from = 0; pattern_find(change, statement->text, from, &word); from = word.end) {
        guint before = judge->findings->len;
        judge_change(judge, statement, word);
        if (judge->findings->len == before && !whole) {
            judge_whole(judge, statement, word);
            whole = judge->findings->len > before;
        }
    }
    for (gsize from = 0; pattern_find(steady, statement->text, from, &word); from = word.end)
        judge_steady(judge, statement, word);
}
