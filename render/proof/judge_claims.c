/* What words claim of figures beside one another: it rose, fell, stayed as it was, every year, more than
 * ever, the highest, the busiest month, the majority. One way for all: the words say which pairs of figures
 * are meant and which way they went. Judged only where one clause has the direction, what it is said of, and
 * what it is set beside; contradicted only where everything that the words can mean went the other way, in
 * number and in share. */
#include "analysis/statistics/statistics.h"
#include "render/proof/judge.h"
#include <math.h>
#include <string.h>

typedef struct {
    Judge *judge;
    const Facts *facts;
    const Statement *statement;
    Span word;
    char *clause;
    int said; /* 1: more than what it is set beside; -1: less */
    SpokenOf of;
    guint sets; /* of Beside: what it is set beside */
} Claim;

/* Takes a copy of the pair. */
static void
say(const Claim *claim, ProofVerdict verdict, const char *why, Pair pair)
{
    pair.why = why;
    judge_say_pair(claim->judge, claim->statement, claim->word, verdict, pair);
}

typedef enum { WENT_UNSEEN, WENT_WITH, WENT_AGAINST, WENT_BOTH_WAYS, WENT_NEITHER, WENT_WAYS } Went;

/* How a pair went, seen from what is said of it. */
static Went
went(const Claim *claim, const Pair *pair)
{
    bool shares = figure_has_share(pair->now);
    if (!pair->now || !pair->then || (claim->of == OF_SHARE && !shares))
        return WENT_UNSEEN;
    int number = claim->said * figure_way(pair->now, pair->then, OF_NUMBER),
        share = shares ? claim->said * figure_way(pair->now, pair->then, OF_SHARE) : number,
        way = claim->of == OF_NUMBER ? number : share;
    if (claim->of == OF_EITHER && number * share < 0)
        return claim->statement->quantities->len ? WENT_NEITHER : WENT_BOTH_WAYS;
    if (claim->of == OF_EITHER && way == 0)
        way = number;
    return way > 0 ? WENT_WITH : way < 0 ? WENT_AGAINST : WENT_NEITHER;
}

/* Of what a figure is set beside. */
typedef enum {
    AS_READ = 0, /* rows, years or both, as the highest may be read */
    OTHER_ROWS = 1,
    OTHER_YEARS = 2, /* that are not excepted */
    EACH_YEAR = 4,   /* each beside the one before */
    OTHER_MONTHS = 8,
    EACH_MONTH = 16,
    HALF = 32, /* the half of all */
    LAST_OF_SETS = HALF,
} Beside;

static const char *
period_of(const Claim *claim)
{
    const GArray *mentions = claim->statement->mentions;
    return mentions->len == 1 ? g_array_index(mentions, Mention, 0).period : claim->facts->year;
}

/* Rows of the same table and level, of the period. */
static void
add_rows(const Claim *claim, const Series *series, GArray *pairs)
{
    Pair pair = {series_figure(series, period_of(claim)), NULL, NULL};
    for (guint i = 0; pair.now && i < claim->facts->series->len; i++) {
        const Series *beside = claim->facts->series->pdata[i];
        pair.then = series_figure(beside, pair.now->period);
        if (pair.then && beside->table == series->table && *beside->category && beside != series &&
            !*beside->part == !*series->part &&
            (!*series->part || strcmp(beside->category, series->category) == 0) &&
            profile_category_tells(beside->category))
            g_array_append_val(pairs, pair);
    }
}

/* The years of a series up to the one reported, or the months of that. Caller unrefs. */
static GPtrArray *
periods_of(const Facts *facts, const Series *series, bool months)
{
    GPtrArray *found = g_ptr_array_new();
    int year;
    for (int i = 0; months && i < 12; i++) {
        g_autofree char *label = calendar_month_label(facts->profile->year, i, facts->profile->year_start);
        const Figure *figure = series_figure(series, label);
        if (figure && !isnan(figure->count))
            g_ptr_array_add(found, (gpointer)figure);
    }
    for (guint i = 0; !months && i < series->figures->len; i++) {
        const Figure *figure = series->figures->pdata[i];
        if (calendar_parse_year(figure->period, facts->profile->year_start, &year) &&
            strcmp(figure->period, facts->year) <= 0)
            g_ptr_array_add(found, (gpointer)figure);
    }
    return found;
}

/* Caller unrefs. */
static GArray *
pairs_of(const Claim *claim, const Series *series, Beside beside)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    if (beside == OTHER_ROWS) {
        add_rows(claim, series, pairs);
        return pairs;
    }
    g_autoptr(GPtrArray) all = periods_of(claim->facts, series, beside & (OTHER_MONTHS | EACH_MONTH));
    bool each = beside & (EACH_YEAR | EACH_MONTH);
    const Figure *one = each ? NULL : series_figure(series, period_of(claim));
    for (guint i = 0; i < all->len; i++) {
        const Figure *figure = all->pdata[i];
        Pair pair = {each ? figure : one, each ? i ? all->pdata[i - 1] : NULL : figure, NULL};
        if (pair.now && pair.then && pair.now != pair.then &&
            (each || !mentions_have(claim->statement->mentions, figure->period)))
            g_array_append_val(pairs, pair);
    }
    return pairs;
}

/* The pair of a set that went against what is said by most; false: none did. */
static bool
find_against(const Claim *claim, const Series *series, Beside set, Pair *against)
{
    bool found = false;
    if (set == HALF) {
        *against = (Pair){series_figure(series, period_of(claim)), NULL, NULL};
        return !series->whole && kind_of(series->table->measure)->by_fields && against->now &&
               against->now->percent < 50;
    }
    g_autoptr(GArray) pairs = pairs_of(claim, series, set);
    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);
        if (went(claim, pair) == WENT_AGAINST &&
            (!found || figure_way(pair->then, against->then, OF_NUMBER) * claim->said > 0))
            found = true, *against = *pair;
    }
    return found;
}

/* The rows of a table, the years, or both, as the highest may be read. */
static guint
sets_of_highest(const Claim *claim, const Series *series)
{
    const Statement *statement = claim->statement;
    bool rows = !series->whole && kind_of(series->table->measure)->by_fields,
         several = claim->facts->profile->years > 2;
    /* What is said of the largest of its rows or months is not said of a whole. */
    if ((series->whole && pattern_in("{parts-of-whole}", statement->text)) ||
        !series_figure(series, period_of(claim)))
        return 0;
    if (pattern_in("\\b(?:each|every) (?:of the )?(?:\\w+ )?years?\\b", statement->text))
        return rows ? OTHER_ROWS : 0;
    if (pattern_in("{of-years}", statement->text + claim->word.end))
        return several ? OTHER_YEARS : 0;
    return (rows ? OTHER_ROWS : 0) | (several && statement->mentions->len == 1 ? OTHER_YEARS : 0);
}

/* Says so where each series went against what is said of it at least once in every set that it can be set
 * beside. */
static void
refute(const Claim *claim, const GPtrArray *tie, ProofVerdict verdict, const char *what)
{
    Pair first = {0}, against;
    for (guint i = 0; i < tie->len; i++) {
        guint sets = claim->sets ? claim->sets : sets_of_highest(claim, tie->pdata[i]);
        if (!sets)
            return;
        for (guint set = 1; set <= LAST_OF_SETS; set <<= 1) {
            if (sets & set && !find_against(claim, tie->pdata[i], set, &against))
                return;
            first = first.now || !(sets & set) ? first : against;
        }
    }
    if (first.now)
        say(claim, verdict, what, first);
}

/* A plan, a wish, a cause, a denial, a guess: not a statement that figures could contradict. */
static bool
is_no_statement(const Statement *statement, Span word)
{
    const char *text = statement->text, *after = text + word.end, *words = text + word.start;
    gsize to = word.start;
    /* "received, less those closed" takes away. */
    return (pattern_between(",\\s*$", text, 0, to) && pattern_in("^less\\b(?!\\s+than\\b)", words)) ||
           pattern_between("{unsaid}", text, 0, to) || pattern_in("{unsaid-behind}", after) ||
           (pattern_in("{base-form}", words) && !pattern_between("{noun-follows}", text, 0, to)) ||
           (pattern_in("^\\w+ing\\b", words) &&
            !pattern_between("\\b(?:is|are|was|were|been|be|keeps?|kept)\\s+(?:\\w+\\s+)?$", text, 0, to)) ||
           (pattern_in("^(?:more|less|fewer)\\b", words) && !pattern_in("{counted}", after)) ||
           pattern_in("{our-note}", statement->passage->text) || pattern_in("^(?:is|are|was|were)\\b", text);
}

/* Two periods, or a year and its number beside another: without them nothing is compared. */
static bool
compares(const Statement *statement)
{
    return statement->mentions->len || pattern_in("{two-periods}", statement->text) ||
           (statement->quantities->len &&
            pattern_in("\\bfrom\\b|\\bby\\b|\\bto\\b|\\bagainst\\b", statement->text));
}

/* Pairs that went one way; of them, how many the release calls no clear change. */
typedef struct {
    Pair pair; /* the first */
    guint count, unclear;
} Tally;

static void
tally(const Claim *claim, Tally tallied[WENT_WAYS], const GPtrArray *tie, const char *later,
      const GPtrArray *earlier)
{
    for (guint i = 0; i < tie->len; i++)
        for (guint j = 0; j < earlier->len; j++) {
            const Series *series = tie->pdata[i];
            Pair pair = {series_figure(series, later), series_figure(series, earlier->pdata[j]), NULL};
            Tally *of = &tallied[went(claim, &pair)];
            if (of->count++ == 0)
                of->pair = pair;
            of->unclear += pair.now && pair.then && pair.now->signal == SIGNAL_NO_CLEAR_CHANGE &&
                           facts_is_next_year(claim->facts, pair.then->period, pair.now->period);
        }
}

/* `all`: of timeliness, every limit must have gone the way that is said of the whole. */
static void
say_tallied(const Claim *claim, const Tally tallied[], bool all)
{
    const Statement *statement = claim->statement;
    const Tally *with = &tallied[WENT_WITH], *against = &tallied[WENT_AGAINST];
    if (tallied[WENT_BOTH_WAYS].count)
        say(claim, PROOF_NEARLY, "the number and the share went different ways",
            tallied[WENT_BOTH_WAYS].pair);
    else if (with->count && judge_break(claim->judge, statement, claim->word, with->pair))
        return;
    else if (with->count && against->count && (all || pattern_in("\\bboth\\b", statement->text)))
        say(claim, PROOF_NEARLY, "not all of it", against->pair);
    else if (with->count && with->unclear == with->count)
        say(claim,
            pattern_between("{much}", statement->text, 0, claim->word.start) ? PROOF_NEARLY : PROOF_UNCLEAR,
            "no clear change: chance alone may do as much", with->pair);
    else if (with->count)
        say(claim, PROOF_SUPPORTED, NULL, with->pair);
    else if (against->count && !tallied[WENT_NEITHER].count)
        say(claim, PROOF_CONTRADICTED, claim->said > 0 ? "it fell" : "it rose", against->pair);
}

/* What a clause says something of: the rows that it names; or the whole, where it speaks of nothing else and
 * the sentence of no row. Caller unrefs. */
static GPtrArray *
subjects_of(const Facts *facts, const Statement *statement, const char *clause)
{
    /* "..., although this is lower than last year." */
    bool pronoun = pattern_in("{pronoun-clause}", clause);
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
    g_autoptr(GHashTable) stems = stems_in(statement->text, word);
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
    const SeriesTable *table = tie_whole_table(facts, statement);
    GPtrArray *rows = table ? g_ptr_array_copy(table->rows, NULL, NULL) : g_ptr_array_new();
    g_autoptr(GPtrArray) named = tie_words(facts, statement, statement->text);
    for (guint i = rows->len; i-- > 0;) {
        const Series *series = rows->pdata[i];
        if (statement->quantities->len || tie_is_of_rows(named) || !*series->category ||
            !kind_of(series->table->measure)->of_limits ||
            facts_covered(facts, series->table->topic, statement->stems) < 0.2)
            g_ptr_array_remove_index(rows, i);
    }
    return rows;
}

static void
judge_change(Claim *claim)
{
    const Facts *facts = claim->facts;
    g_autofree char *later = NULL;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    /* "There were more contacts the year before." */
    if (pattern_in("{of-year-before}", claim->statement->text + claim->word.start))
        claim->said = -claim->said;
    /* Of two things that went two ways, which is which is not certain. */
    if ((pattern_in("\\b(?:{rising})\\b", claim->clause) &&
         pattern_in("\\b(?:{falling})\\b", claim->clause)) ||
        !years_compared(facts, claim->statement, &later, earlier))
        return;
    g_autoptr(GPtrArray) tie = subjects_of(facts, claim->statement, claim->clause);
    g_autoptr(GPtrArray) limits = limits_of(facts, claim->statement);
    if (is_in_a_name(claim->statement, claim->word, tie))
        return;
    Tally tallied[WENT_WAYS] = {0};
    tally(claim, tallied, limits->len ? limits : tie, later, earlier);
    if (!limits->len && tie_is_of_rows(tie) && tie_is_of_one(tie) && !are_alone(facts, tie, claim->clause))
        tallied[WENT_AGAINST].count = tallied[WENT_BOTH_WAYS].count = tallied[WENT_WITH].unclear = 0;
    say_tallied(claim, tallied, limits->len > 0);
}

static void
judge_direction(Claim *claim)
{
    const Statement *statement = claim->statement;
    if (judge_has_found(claim->judge, statement, claim->word) || is_no_statement(statement, claim->word) ||
        !compares(statement))
        return;
    claim->said = direction_of(statement->text + claim->word.start);
    bool every = pattern_in("{every-year}", statement->text);
    if (!every && !pattern_in("{than-other-years}", statement->text + claim->word.start)) {
        judge_change(claim);
        return;
    }
    g_autoptr(GPtrArray) tie = subjects_of(claim->facts, statement, claim->clause);
    claim->sets = every ? EACH_YEAR : OTHER_YEARS;
    refute(claim, tie, every ? PROOF_CONTRADICTED : PROOF_NEARLY,
           every ? "not every year" : "not than in every year");
}

/* How far from staying as it was: 0 where it hardly moved, over 100 where it moved by more than chance. */
static double
movement(const Facts *facts, const Pair *pair, SpokenOf of)
{
    const Figure *now = pair->now, *then = pair->then;
    static const double least_points = 5, least_percent = 10, beyond_chance = 100;
    if (of == OF_NUMBER) {
        if (isnan(now->count) || !(then->count > 0))
            return 0;
        double percent = 100 * fabs(now->count - then->count) / then->count;
        bool chance = !(statistics_two_counts(now->count, then->count) < 0.05);
        return percent < least_percent ? 0 : percent + (chance ? 0 : beyond_chance);
    }
    double points = isnan(now->percent) || isnan(then->percent) ? 0 : fabs(now->percent - then->percent);
    bool signalled = facts_is_next_year(facts, then->period, now->period) &&
                     (now->signal == SIGNAL_HIGHER || now->signal == SIGNAL_LOWER) && *now->category;
    return (points < least_points ? 0 : points) + (signalled ? beyond_chance : 0);
}

/* The farthest that a series moved between any year spoken of and the next, or from the first to the last. */
static double
farthest(const Claim *claim, const Series *series, const char *later, const char *earlier, SpokenOf of,
         Pair *most)
{
    g_autoptr(GArray) pairs = pairs_of(claim, series, EACH_YEAR);
    Pair ends = {series_figure(series, later), series_figure(series, earlier), NULL};
    double far = 0;
    if (ends.now && ends.then)
        g_array_append_val(pairs, ends);
    for (guint i = 0; i < pairs->len; i++) {
        const Pair *pair = &g_array_index(pairs, Pair, i);
        bool within = strcmp(pair->now->period, later) <= 0 && strcmp(pair->then->period, earlier) >= 0;
        double moved = within ? movement(claim->facts, pair, of) : 0;
        if (moved > far)
            far = moved, *most = *pair;
    }
    return far;
}

/* "no significant change", "remained consistent": of the row that is named, or else of every row of the table
 * that the sentence and what stands above it speak of. */
static void
judge_steady(Claim *claim)
{
    const Statement *statement = claim->statement;
    g_autofree char *clause = without_left_out(claim->clause), *later = NULL;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    bool number = pattern_in("\\b(?:numbers?|volumes?)\\b", clause);
    if (pattern_in("{our-note}", statement->passage->text) ||
        !years_compared(claim->facts, statement, &later, earlier))
        return;
    g_autoptr(GPtrArray) rows = tie_words(claim->facts, statement, clause);
    /* Of the whole of a table, its rows; where numbers are given, they are judged themselves. */
    if (!tie_is_of_one(rows) || !tie_is_of_rows(rows)) {
        if (statement->quantities->len)
            return;
        if (!tie_is_of_one(rows) || !number) {
            const SeriesTable *table = tie_whole_table(claim->facts, statement);
            g_ptr_array_unref(rows);
            rows = table ? g_ptr_array_ref(table->rows) : g_ptr_array_new();
        }
    }
    Pair most = {0}, one = {0};
    double far = 0;
    for (guint i = 0; i < rows->len; i++) {
        const Series *series = rows->pdata[i];
        bool share = !number || kind_of(series->table->measure)->of_limits;
        double moved = farthest(claim, series, later, earlier->pdata[0], share ? OF_SHARE : OF_NUMBER, &one);
        if (moved > far)
            far = moved, most = one;
    }
    if (far > 0)
        say(claim, far > 100 ? PROOF_CONTRADICTED : PROOF_NEARLY,
            far > 100 ? "it changed by more than chance" : "it moved", most);
}

/* Whether what stands around the sentence names other periods than the one reported. */
static bool
period_is_open(const Facts *facts, const Statement *statement)
{
    for (guint i = 0; !statement->mentions->len && i < statement->mentions_near->len; i++)
        if (strcmp(g_array_index(statement->mentions_near, Mention, i).period, facts->year) != 0)
            return true;
    return statement->mentions->len > 1;
}

/* Of one thing alone, of a period that is certain. */
static void
judge_most(Claim *claim)
{
    const Statement *statement = claim->statement;
    const char *words = statement->text + claim->word.start;
    g_autoptr(GPtrArray) tie = tie_words(claim->facts, statement, claim->clause);
    if (!tie_is_of_one(tie) || period_is_open(claim->facts, statement) ||
        pattern_between("{qualified}", statement->text, 0, claim->word.start) ||
        pattern_in("{qualified-behind}", statement->text + claim->word.end) ||
        !tie_is_alone(claim->facts, tie->pdata[0], claim->clause))
        return;
    claim->said = pattern_in("^(?:lowest|smallest|fewest|least|slowest)", words) ? -1 : 1;
    refute(claim, tie, PROOF_CONTRADICTED, NULL);
}

/* The months of what the words speak of. */
static const Series *
months_spoken_of(const Claim *claim)
{
    double most = 0.1;
    const Series *best = NULL;
    for (guint i = 0; i < claim->facts->series->len; i++) {
        const Series *series = claim->facts->series->pdata[i];
        double topic = facts_covered(claim->facts, series->table->topic, claim->statement->around) +
                       facts_covered(claim->facts, series->table->topic, claim->statement->stems);
        if (series->table->measure && kind_of(series->table->measure)->sizes_population &&
            series->table->measure->per == PER_MONTH && series->whole && topic > most)
            most = topic, best = series;
    }
    return best;
}

/* "The busiest month was May"; "contacts increased month by month". */
static void
judge_months(Claim *claim)
{
    const Series *series = months_spoken_of(claim);
    bool each = claim->sets == EACH_MONTH;
    g_autoptr(GPtrArray) tie = g_ptr_array_new(), months = NULL;
    if (!series)
        return;
    g_ptr_array_add(tie, (gpointer)series);
    months = periods_of(claim->facts, series, true);
    claim->said = each ? direction_of(claim->statement->text + claim->word.start)
                  : pattern_in("quietest|lowest", claim->statement->text) ? -1
                                                                          : 1;
    if (!each && months->len == 12 && strlen(period_of(claim)) == strlen("2023-04") &&
        !series_figure(series, period_of(claim)))
        say(claim, PROOF_CONTRADICTED, "the month named is outside the year",
            (Pair){months->pdata[0], NULL, NULL});
    else
        refute(claim, tie, PROOF_CONTRADICTED, each ? "not every month" : NULL);
}

void
judge_claims(Judge *judge, const Statement *statement)
{
    static const struct {
        const char *words;
        void (*judge)(Claim *);
        guint sets;
    } claims[] = {
        {"(?<![\\w-])(?:{rising}|{falling})(?![\\w-])", judge_direction, AS_READ},
        {"{steady}", judge_steady, AS_READ},
        {"{highest}", judge_most, AS_READ},
        {"{majority}", judge_most, HALF},
        {"{busiest-month}", judge_months, OTHER_MONTHS},
        {"{month-by-month}", judge_months, EACH_MONTH},
    };
    Span word;
    /* The caption of a chart is a heading of it. */
    if (statement->passage->kind != PASSAGE_PROSE ||
        pattern_in("^\\s*(?:figure|table|chart)\\s+\\w+:", statement->passage->text))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(claims); i++)
        for (gsize from = 0; pattern_find(claims[i].words, statement->text, from, &word); from = word.end) {
            g_autofree char *clause = clause_of(statement, word);
            Claim claim = {judge, judge->facts,         statement,     word, clause,
                           1,     spoken_of(statement), claims[i].sets};
            claims[i].judge(&claim);
        }
}
