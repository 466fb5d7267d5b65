/* That something rose, fell or stayed, against the figures. Contradicted only where every series that the
 * words can mean went the other way, in number and in share. */
#include "analysis/figures/figures.h"
#include "analysis/statistics/statistics.h"
#include "render/proof/subject.h"
#include <math.h>
#include <string.h>

/* A table's own note on what changed, which goes by another test than is made here. */
#define OUR_NOTE "\\bmore than chance\\b|\\bclear changes? since [^(]*\\(tested at\\b"

/* A plan, a wish, a cause, a denial, a question: not a statement that figures could contradict. */
static bool
is_no_statement(const Statement *statement, Span word)
{
    g_autofree char *before = g_strndup(statement->text, word.start);
    g_autofree char *after = g_strdup(statement->text + word.end);
    /* "received, less those closed" takes away. */
    return (pattern_in(",\\s*$", before) &&
            pattern_in("^less\\b(?!\\s+than\\b)", statement->text + word.start)) ||
           pattern_in(
               "\\b(?:no|not|nor|neither|without|n['\\x{2019}]t|may|might|could|can|will|would|should|must|"
               "if|whether|aim|aims|hope|"
               "hoped|plan|plans|expect|expected|target|rather|any|clear)\\s+(?:\\w+\\s+){0,3}?$|\\bto\\s+$",
               before) ||
           pattern_in(OUR_NOTE, statement->passage->text) ||
           pattern_in("^(?:is|are|was|were)\\b", statement->text) ||
           pattern_in("^\\s+than\\s+(?:half|one|expected|average|(?:an?|two|three|four|six|twelve)\\s+(?:"
                      "year|month|week|day)s?)|^\\s+(?:under|within|into|short)\\b|^\\s+(?"
                      ":the\\s+)?(?:need|awareness|"
                      "understanding|confidence|demand)",
                      after);
}

typedef enum { WENT_UNSEEN, WENT_WITH, WENT_AGAINST, WENT_BOTH_WAYS, WENT_NEITHER } Went;

/* How a series went from one year to the other, seen from what is said of it. */
static Went
went(const Series *series, const Statement *statement, const Figure *now, const Figure *then, int said)
{
    SpokenOf of = spoken_of(statement);
    bool shares = series_has_share(series, now);
    if (!now || !then || (of == OF_SHARE && !shares))
        return WENT_UNSEEN;
    int number = said * figure_way(now, then, OF_NUMBER),
        share = shares ? said * figure_way(now, then, OF_SHARE) : number,
        way = of == OF_NUMBER ? number : share;
    if (of == OF_EITHER && number * share < 0)
        return statement->quantities->len ? WENT_NEITHER : WENT_BOTH_WAYS;
    if (of == OF_EITHER && way == 0)
        way = number;
    return way > 0 ? WENT_WITH : way < 0 ? WENT_AGAINST : WENT_NEITHER;
}

/* What of a claim the figures show. */
typedef struct {
    guint counts[WENT_NEITHER + 1];
    const Series *series[WENT_NEITHER + 1]; /* the first that went so, and its figures */
    const Figure *now[WENT_NEITHER + 1], *then[WENT_NEITHER + 1];
} Tally;

static void
tally(Tally *of, const GPtrArray *subjects, const Statement *statement, const char *later,
      const char *earlier, int said)
{
    for (guint i = 0; i < subjects->len; i++) {
        const Series *series = subjects->pdata[i];
        const Figure *now = series_figure(series, later), *then = series_figure(series, earlier);
        Went way = went(series, statement, now, then, said);
        if (of->counts[way]++ == 0)
            of->series[way] = series, of->now[way] = now, of->then[way] = then;
    }
}

static char *
both(const Tally *of, Went way)
{
    Fact fact = {FACT_CHANGE, UNIT_NUMBER, 0, of->series[way], of->now[way], of->then[way]};
    return fact_words(&fact);
}

static void
say_of(Judge *judge, const Statement *statement, Span word, ProofVerdict verdict, const char *what,
       const Tally *of, Went way)
{
    g_autofree char *words = both(of, way);
    judge_say(judge, statement, word, verdict,
              *what ? g_strdup_printf("%s: %s", what, words) : g_strdup(words),
              reference_of_figure(judge->facts->exhibits, of->now[way], NULL));
}

/* The break between two figures; NULL also where a measure that it does not touch has the same two. */
static const ProfileBreak *
break_between(const Facts *facts, const Tally *of)
{
    const Figure *now = of->now[WENT_WITH], *then = of->then[WENT_WITH];
    const ProfileBreak *gap = facts_break(facts, of->series[WENT_WITH], now, then);
    for (guint i = 0; gap && i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        const Figure *later = series_figure(series, now->period),
                     *earlier = series_figure(series, then->period);
        if (later && earlier && later->count == now->count && earlier->count == then->count &&
            !facts_break(facts, series, later, earlier))
            return NULL;
    }
    return gap;
}

static void
say_counted(Judge *judge, const Statement *statement, Span word, const Tally *of, int said,
            const char *earlier)
{
    const ProfileBreak *gap = of->counts[WENT_WITH] ? break_between(judge->facts, of) : NULL;
    if (of->counts[WENT_BOTH_WAYS])
        say_of(judge, statement, word, PROOF_NEARLY, "the number and the share went two ways", of,
               WENT_BOTH_WAYS);
    else if (gap && !says_incomparable(statement))
        judge_say(judge, statement, word, PROOF_NEARLY,
                  g_strdup_printf("not comparable with %s: %s", earlier, gap->note), NULL);
    else if (of->counts[WENT_WITH])
        say_of(judge, statement, word, PROOF_SUPPORTED, "", of, WENT_WITH);
    else if (of->counts[WENT_AGAINST] && !of->counts[WENT_NEITHER])
        say_of(judge, statement, word, PROOF_CONTRADICTED, said > 0 ? "it fell" : "it rose", of,
               WENT_AGAINST);
}

/* Over several years it must be against each of them to be contradicted. */
static void
judge_change(Judge *judge, const Statement *statement, Span word)
{
    const Facts *facts = judge->facts;
    g_autofree char *clause = clause_of(statement, word), *later = NULL;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    int said = direction_of(statement->text + word.start);
    /* Of two things that went two ways, which is which is not certain. */
    if (judge_has_found(judge, statement, word) || is_no_statement(statement, word) ||
        (pattern_in("\\b(?:" RISING ")\\b", clause) && pattern_in("\\b(?:" FALLING ")\\b", clause)) ||
        says_every_year(clause) || !years_compared(facts, statement, &later, earlier))
        return;
    g_autoptr(GPtrArray) subjects = subjects_of(facts, statement, clause);
    /* A clause without a category, in a sentence with one, may go on about that. */
    g_autoptr(GPtrArray) all = subjects_of(facts, statement, statement->text);
    if (!subjects->len || (!subjects_are_rows(subjects) && subjects_are_rows(all)))
        return;
    Tally of = {0};
    for (guint i = 0; i < earlier->len; i++)
        tally(&of, subjects, statement, later, earlier->pdata[i], said);
    if (of.counts[WENT_UNSEEN] == subjects->len * earlier->len && !statement->quantities->len &&
        !pattern_in("^(?:more|less|fewer)", statement->text + word.start))
        judge_say(judge, statement, word, PROOF_UNSUPPORTED,
                  g_strdup_printf("there is no figure of %s to compare with", (char *)earlier->pdata[0]),
                  NULL);
    else
        say_counted(judge, statement, word, &of, said, earlier->pdata[0]);
}

/* Of timeliness every limit must have gone the way that is said of the whole. */
static void
judge_whole(Judge *judge, const Statement *statement, Span word)
{
    int said = direction_of(statement->text + word.start);
    g_autofree char *later = NULL;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    if (statement->quantities->len || is_no_statement(statement, word) ||
        !years_compared(judge->facts, statement, &later, earlier) || earlier->len > 1)
        return;
    g_autoptr(GPtrArray) named = subjects_of(judge->facts, statement, statement->text);
    if (subjects_are_rows(named))
        return;
    g_autoptr(GPtrArray) rows = rows_spoken_of(judge->facts, statement);
    for (guint i = 0; i < rows->len; i++) {
        const Series *series = rows->pdata[i];
        const Figure *now = series_figure(series, later), *then = series_figure(series, earlier->pdata[0]);
        if (!kind_of(series->measure)->of_limits || !*series->category || !now || !then ||
            facts_topic(judge->facts, series, statement->stems) < 0.2)
            continue;
        if (figure_way(now, then, OF_SHARE) * said < 0) {
            Tally of = {.series = {series}, .now = {now}, .then = {then}};
            say_of(judge, statement, word, PROOF_NEARLY, "not all of it", &of, 0);
            return;
        }
    }
}

/* How far from staying as it was: 0 where it hardly moved, over 100 where it moved by more than chance. */
static double
movement(const Series *series, const Figure *now, const Figure *then, SpokenOf of, bool next)
{
    static const double least_points = 5, least_percent = 10, beyond_chance = 100;
    if (of == OF_NUMBER) {
        if (isnan(now->count) || !(then->count > 0))
            return 0;
        double percent = 100 * fabs(now->count - then->count) / then->count;
        bool chance = !(statistics_two_counts(now->count, then->count) < 0.05);
        return percent < least_percent ? 0 : percent + (chance ? 0 : beyond_chance);
    }
    double points = isnan(now->percent) || isnan(then->percent) ? 0 : fabs(now->percent - then->percent);
    bool signalled =
        next && (now->signal == SIGNAL_HIGHER || now->signal == SIGNAL_LOWER) && !series_is_whole(series);
    return (points < least_points ? 0 : points) + (signalled ? beyond_chance : 0);
}

/* The farthest that a series moved between any two of the years spoken of. */
static double
farthest(const Facts *facts, const Series *series, const char *later, const char *earlier, SpokenOf of,
         Tally *most)
{
    double far = 0;
    for (guint i = 0; i < series->figures->len; i++)
        for (guint j = 0; j < series->figures->len; j++) {
            const Figure *now = series->figures->pdata[i], *then = series->figures->pdata[j];
            bool next = facts_is_next_year(facts, then->period, now->period),
                 ends = strcmp(now->period, later) == 0 && strcmp(then->period, earlier) == 0;
            if (strcmp(now->period, later) > 0 || strcmp(then->period, earlier) < 0 || (!next && !ends) ||
                !series_figure(series, now->period) || !series_figure(series, then->period))
                continue;
            double moved = movement(series, now, then, of, next);
            if (moved > far)
                far = moved, *most = (Tally){.series = {series}, .now = {now}, .then = {then}};
        }
    return far;
}

/* "no significant change", "remained consistent": of the series named, or else of every row of the measure.
 */
static void
judge_steady(Judge *judge, const Statement *statement, Span word)
{
    g_autofree char *clause = clause_of(statement, word), *later = NULL;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    if (pattern_in(OUR_NOTE, statement->passage->text) ||
        !years_compared(judge->facts, statement, &later, earlier))
        return;
    g_autoptr(GPtrArray) rows = subjects_of(judge->facts, statement, clause);
    /* Of the whole of a table, its rows; where numbers are given, they are judged themselves. */
    if (!subjects_are_rows(rows)) {
        if (statement->quantities->len)
            return;
        g_ptr_array_unref(rows);
        rows = rows_spoken_of(judge->facts, statement);
    }
    SpokenOf of = spoken_of(statement) == OF_NUMBER ? OF_NUMBER : OF_SHARE;
    Tally most = {0}, one = {0};
    double far = 0;
    for (guint i = 0; i < rows->len; i++) {
        double moved = farthest(judge->facts, rows->pdata[i], later, earlier->pdata[0], of, &one);
        if (moved > far)
            far = moved, most = one;
    }
    if (far > 0)
        say_of(judge, statement, word, far > 100 ? PROOF_CONTRADICTED : PROOF_NEARLY,
               far > 100 ? "it changed by more than chance" : "it moved", &most, 0);
}

void
judge_directions(Judge *judge, const Statement *statement)
{
    static const char
        change[] = "\\b(?:" RISING "|" FALLING ")\\b",
        steady[] = "\\b(?:no (?:significant|notable|major|real|material|great) "
                   "(?:changes?|variations?|differences?)|"
                   "(?:remain(?:s|ed)?|stayed|been|is|are|was|were|at an?) (?:(?:\\w+ly|very) )?(?:the "
                   "same|steady|stable|consistent|similar|unchanged)(?= level| as| to|[,.;]|$| with| from| "
                   "in| over| throughout| across| year)|consistent with)\\b";
    Span word;
    bool whole = false; /* once a sentence is enough */
    /* The caption of a chart is a heading of it. */
    if (statement->passage->kind != PASSAGE_PROSE ||
        pattern_in("^\\s*(?:figure|table|chart)\\s+\\w+:", statement->passage->text))
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
