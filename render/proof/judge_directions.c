/* That something rose, fell or stayed, against the figures. Judged only where one clause has the direction,
 * what it is said of, and two periods. Contradicted only where everything that the words can mean went the
 * other way, in number and in share. */
#include "analysis/statistics/statistics.h"
#include "render/proof/judge.h"
#include "render/proof/stems.h"
#include <math.h>
#include <string.h>

/* A table's own note on what changed, which goes by another test than is made here. */
#define OUR_NOTE "\\bmore than chance\\b|\\bclear changes? since [^(]*\\(tested at\\b"

/* "to increase", "and improve" tell of nothing that happened; "an increase", "a 2% increase" do. */
#define BASE_FORM "^(?:increase|decrease|reduce|improve|decline|drop|fall|rise|climb)\\b"
#define NOUN_FOLLOWS                                                                                         \
    "\\b(?:an?|the|this|that|further|saw|see|of|in)\\s+(?:[\\w-]+\\s+){0,2}$|\\d%?\\s+$|\\bpoints?\\s+$|^"   \
    "\\W*(?:significant\\s+)?$"

/* "more than", "fewer referrals", "more were"; not "more sectors". */
#define COUNTED                                                                                              \
    "^\\s+(?:than|were|was|came|about|in|from|on|(?:\\w+ )?(?:contacts?|cases?|referrals?|notifications?|"   \
    "allegations?|consultations?|concerns?|investigations?|meetings?))\\b|^[\\s.,;)]*$"

/* A plan, a wish, a cause, a denial, a guess: not a statement that figures could contradict. */
static bool
is_no_statement(const Statement *statement, Span word)
{
    static const char unsaid[] =
        "\\b(?:no|not|nor|neither|without|n['\\x{2019}]t|may|might|could|can|will|would|"
        "should|must|if|whether|whilst an|while an|aim|aims|hope|hoped|plan|plans|expect|"
        "expected|target|rather|any|clear|suggests?|felt|appear\\w*|seems?|likely)\\s+"
        "(?:\\w+\\s+){0,3}?$|\\b(?:to|or)\\s+$",
                      other[] =
                          "^\\s+than\\s+(?:half|one|expected|average|(?:an?|two|three|four|six|twelve)\\s+"
                          "(?:year|month|week|day)s?)|^\\s+(?:under|within|into|short|far|below)\\b|^\\s+"
                          "(?:the\\s+)?(?:need|awareness|understanding|confidence|demand)|^\\s+(?:may|might|"
                          "could|would)\\b";
    const char *text = statement->text, *after = text + word.end, *words = text + word.start;
    gsize to = word.start;
    /* "received, less those closed" takes away. */
    return (pattern_between(",\\s*$", text, 0, to) && pattern_in("^less\\b(?!\\s+than\\b)", words)) ||
           pattern_between(unsaid, text, 0, to) || pattern_in(other, after) ||
           (pattern_in(BASE_FORM, words) && !pattern_between(NOUN_FOLLOWS, text, 0, to)) ||
           (pattern_in("^\\w+ing\\b", words) &&
            !pattern_between("\\b(?:is|are|was|were|been|be|keeps?|kept)\\s+(?:\\w+\\s+)?$", text, 0, to)) ||
           (pattern_in("^(?:more|less|fewer)\\b", words) && !pattern_in(COUNTED, after)) ||
           pattern_in(OUR_NOTE, statement->passage->text) || pattern_in("^(?:is|are|was|were)\\b", text);
}

/* Two periods, or a year and its number beside another: without them nothing is compared. */
static bool
compares(const Statement *statement)
{
    static const char periods[] =
        "\\b(?:this|last|previous|prior|preceding|reporting|financial|current|the) year\\b|\\byear before\\b|"
        "\\byear(?:['\\x{2019}]s)? (?:on|after|by|upon)\\b|\\b(?:every|each) year\\b|\\bthan (?:in |all |any "
        ")?(?:earlier|previous|other|past|preceding|prior) years\\b|\\bthan has been|\\bha(?:s|ve) (?:both |"
        "also |again |all )?(?:risen|fallen|increased|decreased|dropped|grown|declined|reduced|gone)\\b|"
        "\\bthere (?:was|were|has been|have been)\\b|\\bsince\\b|\\bcompared\\b|\\bcomparison\\b|\\byears\\b|"
        "\\bover time\\b|\\bperiod\\b";
    return statement->mentions->len || pattern_in(periods, statement->text) ||
           (statement->quantities->len &&
            pattern_in("\\bfrom\\b|\\bby\\b|\\bto\\b|\\bagainst\\b", statement->text));
}

typedef enum { WENT_UNSEEN, WENT_WITH, WENT_AGAINST, WENT_BOTH_WAYS, WENT_NEITHER, WENT_WAYS } Went;

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

/* A change of one series that goes as is asked for. */
typedef struct {
    const Series *series;
    const Figure *now, *then;
    guint count, unclear; /* of all that go so; of them, what the release calls no clear change */
} Change;

static void
tally(const Facts *facts, Change tallied[WENT_WAYS], const GPtrArray *tie, const Statement *statement,
      const char *later, const GPtrArray *earlier, int said)
{
    for (guint i = 0; i < tie->len; i++)
        for (guint j = 0; j < earlier->len; j++) {
            const Series *series = tie->pdata[i];
            const Figure *now = series_figure(series, later),
                         *then = series_figure(series, earlier->pdata[j]);
            Change *change = &tallied[went(series, statement, now, then, said)];
            if (change->count++ == 0)
                change->series = series, change->now = now, change->then = then;
            change->unclear += now && then && now->signal == SIGNAL_NO_CLEAR_CHANGE &&
                               facts_is_next_year(facts, then->period, now->period);
        }
}

static void
say(Judge *judge, const Statement *statement, Span word, ProofVerdict verdict, const char *what,
    const Change *change)
{
    judge_say_figure(judge, statement, word, verdict, what, change->series, change->now, change->then);
}

/* The break between two figures; NULL also where a measure that it does not touch has the same two. */
static const ProfileBreak *
break_between(const Facts *facts, const Change *change)
{
    const ProfileBreak *gap = facts_break(facts, change->series, change->now, change->then);
    for (guint i = 0; gap && i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        const Figure *later = series_figure(series, change->now->period),
                     *earlier = series_figure(series, change->then->period);
        if (later && earlier && later->count == change->now->count && earlier->count == change->then->count &&
            !facts_break(facts, series, later, earlier))
            return NULL;
    }
    return gap;
}

/* "A significant decrease." */
static bool
says_much(const Statement *statement, Span word)
{
    return pattern_between("\\b(?:significant|substantial|considerabl[ey]|notabl[ey]|noticeabl[ey]|marked|"
                           "dramatic(?:al)?|sharp|clear)(?:ly)?\\s+(?:\\w+\\s+)?$",
                           statement->text, 0, word.start);
}

/* `all`: of timeliness, every limit must have gone the way that is said of the whole. */
static void
say_tallied(Judge *judge, const Statement *statement, Span word, const Change tallied[], int said, bool all)
{
    const Change *with = &tallied[WENT_WITH], *against = &tallied[WENT_AGAINST];
    const ProfileBreak *gap = with->count ? break_between(judge->facts, with) : NULL;
    if (tallied[WENT_BOTH_WAYS].count)
        say(judge, statement, word, PROOF_NEARLY, "the number and the share went two ways",
            &tallied[WENT_BOTH_WAYS]);
    else if (gap && !says_incomparable(statement))
        judge_say(judge, statement, word, PROOF_NEARLY,
                  g_strdup_printf("not comparable with %s: %s", with->then->period, gap->note), NULL);
    else if (with->count && against->count && (all || pattern_in("\\bboth\\b", statement->text)))
        say(judge, statement, word, PROOF_NEARLY, "not all of it", against);
    else if (with->count && with->unclear == with->count)
        say(judge, statement, word, says_much(statement, word) ? PROOF_NEARLY : PROOF_UNCLEAR,
            "no clear change: chance alone may do as much", with);
    else if (with->count)
        say(judge, statement, word, PROOF_SUPPORTED, NULL, with);
    else if (against->count && !tallied[WENT_NEITHER].count)
        say(judge, statement, word, PROOF_CONTRADICTED, said > 0 ? "it fell" : "it rose", against);
}

/* "There were more contacts the year before." */
static bool
is_of_the_year_before(const char *words)
{
    return pattern_in(
        "^(?:more|fewer|less|higher|lower)\\b(?:(?!\\b(?:than|on|from|to|with|against)\\b)[^.;,])*"
        "\\b(?:the year before|the (?:previous|prior) year|a year earlier)\\b",
        words);
}

/* What a clause says something of: the rows that it names; or the whole, where it speaks of nothing else and
 * the sentence of no row. Caller unrefs. */
static GPtrArray *
subjects_of(const Facts *facts, const Statement *statement, const char *clause)
{
    /* "..., although this is lower than last year." */
    bool pronoun = pattern_in("^\\W*(?:this|it|which|that|these|they) "
                              "(?:is|are|was|were|has|have|rose|fell|reflects?|shows?|represents?)\\b",
                              clause);
    g_autofree char *both =
        tie_goes_on(statement) ? g_strjoin(" ", statement->previous, statement->text, NULL) : NULL;
    GPtrArray *tie = tie_words(facts, statement, both ? both : pronoun ? statement->text : clause);
    g_autoptr(GPtrArray) all = tie_words(facts, statement, statement->text);
    if (tie->len && !tie_is_of_rows(tie) &&
        ((tie_is_of_rows(all) && !g_str_has_prefix(statement->text, clause)) ||
         !tie_is_alone(facts, tie->pdata[0], clause)))
        g_ptr_array_set_size(tie, 0);
    return tie;
}

/* "Higher education." */
static bool
is_in_a_name(const Statement *statement, Span word, const GPtrArray *tie)
{
    g_autofree char *words = span_words(statement->text, word);
    g_autoptr(GHashTable) stems = stems_of(words);
    GHashTable *called = tie_is_of_rows(tie) ? series_called(tie->pdata[0], statement->stems) : NULL;
    return called && stems_hold(called, stems);
}

/* Whether all that the clause names is spoken of as a whole and with nothing else. */
static bool
are_alone(const Facts *facts, const GPtrArray *tie, const char *clause)
{
    for (guint i = 0; i < tie->len; i++)
        if (!tie_is_alone(facts, tie->pdata[i], clause))
            return false;
    return true;
}

/* The limits of timeliness, where a sentence without numbers names none of them. Caller unrefs. */
static GPtrArray *
limits_of(const Facts *facts, const Statement *statement)
{
    GPtrArray *rows = tie_whole_table(facts, statement);
    g_autoptr(GPtrArray) named = tie_words(facts, statement, statement->text);
    for (guint i = rows->len; i-- > 0;) {
        const Series *series = rows->pdata[i];
        if (statement->quantities->len || tie_is_of_rows(named) || !*series->category ||
            !kind_of(series->measure)->of_limits || series_topical(facts, series, statement->stems) < 0.2)
            g_ptr_array_remove_index(rows, i);
    }
    return rows;
}

static void
judge_change(Judge *judge, const Statement *statement, Span word)
{
    g_autofree char *clause = clause_of(statement, word), *later = NULL;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    int said = direction_of(statement->text + word.start) *
               (is_of_the_year_before(statement->text + word.start) ? -1 : 1);
    /* Of two things that went two ways, which is which is not certain. */
    if ((pattern_in("\\b(?:" RISING ")\\b", clause) && pattern_in("\\b(?:" FALLING ")\\b", clause)) ||
        !years_compared(judge->facts, statement, &later, earlier))
        return;
    g_autoptr(GPtrArray) tie = subjects_of(judge->facts, statement, clause);
    g_autoptr(GPtrArray) limits = limits_of(judge->facts, statement);
    if (is_in_a_name(statement, word, tie))
        return;
    Change tallied[WENT_WAYS] = {0};
    tally(judge->facts, tallied, limits->len ? limits : tie, statement, later, earlier, said);
    if (!limits->len && tie_is_of_rows(tie) && tie_is_of_one(tie) && !are_alone(judge->facts, tie, clause))
        tallied[WENT_AGAINST].count = tallied[WENT_BOTH_WAYS].count = tallied[WENT_WITH].unclear = 0;
    say_tallied(judge, statement, word, tallied, said, limits->len > 0);
}

/* The first year of a series that goes against what is said of every year, or of the year reported beside all
 * that are not excepted; `*compared` is raised by how many are looked at. */
static bool
find_against(const Facts *facts, const Statement *statement, const Series *series, int said, bool each,
             guint *compared, Change *against)
{
    const Figure *last = NULL;
    int year;
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = series->figures->pdata[i],
                     *now = each ? figure : series_figure(series, facts->year), *then = each ? last : figure;
        if (!calendar_parse_year(figure->period, facts->profile->year_start, &year) ||
            strcmp(figure->period, facts->year) > 0)
            continue;
        last = figure;
        if (!now || !then || now == then || (!each && mentions_have(statement->mentions, then->period)))
            continue;
        ++*compared;
        *against = (Change){series, now, then, 1, 0};
        if (went(series, statement, now, then, said) == WENT_AGAINST)
            return true;
    }
    return false;
}

/* Wrong where everything that the clause can mean went against it at least once. */
static void
judge_every_year(Judge *judge, const Statement *statement, Span word, bool each)
{
    g_autofree char *clause = clause_of(statement, word);
    g_autoptr(GPtrArray) tie = subjects_of(judge->facts, statement, clause);
    Change first = {0}, against;
    guint compared = 0;
    for (guint i = 0; i < tie->len; i++) {
        if (!find_against(judge->facts, statement, tie->pdata[i], direction_of(statement->text + word.start),
                          each, &compared, &against))
            return;
        first = first.count ? first : against;
    }
    if (first.count)
        say(judge, statement, word, each ? PROOF_CONTRADICTED : PROOF_NEARLY,
            each ? "not every year" : "not than in every year", &first);
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
    bool signalled = next && (now->signal == SIGNAL_HIGHER || now->signal == SIGNAL_LOWER) && !series->whole;
    return (points < least_points ? 0 : points) + (signalled ? beyond_chance : 0);
}

/* The farthest that a series moved between any two of the years spoken of. */
static double
farthest(const Facts *facts, const Series *series, const char *later, const char *earlier, SpokenOf of,
         Change *most)
{
    double far = 0;
    for (guint i = 0; i < series->figures->len; i++)
        for (guint j = 0; j < series->figures->len; j++) {
            const Figure *now = series->figures->pdata[i], *then = series->figures->pdata[j];
            bool next = facts_is_next_year(facts, then->period, now->period),
                 ends = strcmp(now->period, later) == 0 && strcmp(then->period, earlier) == 0;
            if (strcmp(now->period, later) > 0 || strcmp(then->period, earlier) < 0 || (!next && !ends))
                continue;
            double moved = movement(series, now, then, of, next);
            if (moved > far)
                far = moved, *most = (Change){series, now, then, 1, 0};
        }
    return far;
}

/* "no significant change", "remained consistent": of the row that is named, or else of every row of the table
 * that the sentence and what stands above it speak of. */
static void
judge_steady(Judge *judge, const Statement *statement, Span word)
{
    g_autofree char *whole = clause_of(statement, word), *clause = without_left_out(whole), *later = NULL;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    bool number = pattern_in("\\b(?:numbers?|volumes?)\\b", clause);
    if (pattern_in(OUR_NOTE, statement->passage->text) ||
        !years_compared(judge->facts, statement, &later, earlier))
        return;
    g_autoptr(GPtrArray) rows = tie_words(judge->facts, statement, clause);
    /* Of the whole of a table, its rows; where numbers are given, they are judged themselves. */
    if (!tie_is_of_one(rows) || !tie_is_of_rows(rows)) {
        if (statement->quantities->len)
            return;
        if (!tie_is_of_one(rows) || !number) {
            g_ptr_array_unref(rows);
            rows = tie_whole_table(judge->facts, statement);
        }
    }
    SpokenOf of = number ? OF_NUMBER : OF_SHARE;
    Change most = {0}, one = {0};
    double far = 0;
    for (guint i = 0; i < rows->len; i++) {
        const Series *series = rows->pdata[i];
        double moved = farthest(judge->facts, series, later, earlier->pdata[0],
                                kind_of(series->measure)->of_limits ? OF_SHARE : of, &one);
        if (moved > far)
            far = moved, most = one;
    }
    if (far > 0)
        say(judge, statement, word, far > 100 ? PROOF_CONTRADICTED : PROOF_NEARLY,
            far > 100 ? "it changed by more than chance" : "it moved", &most);
}

static void
judge_word(Judge *judge, const Statement *statement, Span word)
{
    static const char each[] = "\\byear (?:on|after|by|upon) year\\b|\\b(?:every|each) (?:single )?year\\b",
                      than[] = "^\\w+\\s+(?:\\w+\\s+)?than\\s+(?:has been seen )?(?:in\\s+)?(?:all |any |the "
                               "|every )?(?:earlier|previous|other|past|preceding|prior) years\\b";
    if (judge_has_found(judge, statement, word) || is_no_statement(statement, word) || !compares(statement))
        return;
    if (pattern_in(each, statement->text) || pattern_in(than, statement->text + word.start))
        judge_every_year(judge, statement, word, pattern_in(each, statement->text));
    else
        judge_change(judge, statement, word);
}

void
judge_directions(Judge *judge, const Statement *statement)
{
    static const char
        change[] = "(?<![\\w-])(?:" RISING "|" FALLING ")(?![\\w-])",
        steady[] =
            "\\b(?:(?:no|not (?:appear to be |been )?any) (?:significant|notable|major|real|material|great) "
            "(?:changes?|variations?|differences?)|"
            "(?:remain(?:s|ed)?|stayed|been|is|are|was|were|at an?) (?:(?:\\w+ly|very) )?(?:the "
            "same|steady|stable|consistent|similar|unchanged)(?= level| as| to|[,.;]|$| with| from| "
            "in| over| throughout| across| year)|consistent with|a similarity in)\\b";
    Span word;
    /* The caption of a chart is a heading of it. */
    if (statement->passage->kind != PASSAGE_PROSE ||
        pattern_in("^\\s*(?:figure|table|chart)\\s+\\w+:", statement->passage->text))
        return;
    for (gsize from = 0; pattern_find(change, statement->text, from, &word); from = word.end)
        judge_word(judge, statement, word);
    for (gsize from = 0; pattern_find(steady, statement->text, from, &word); from = word.end)
        judge_steady(judge, statement, word);
}
