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
say_claim(const Claim *claim, ProofVerdict verdict, const char *why, Pair pair)
{
    pair.why = why;
    judge_say_pair(claim->judge, claim->statement, claim->word, verdict, pair);
}

typedef enum { WENT_UNSEEN, WENT_WITH, WENT_AGAINST, WENT_BOTH_WAYS, WENT_NEITHER, WENT_WAYS } Went;

/* How a pair went, seen from what is said of it. */
static Went
way_of_pair(const Claim *claim, const Pair *pair)
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

static const Figure *
figure_now(const Claim *claim, const Series *series)
{
    const GArray *mentions = claim->statement->mentions;
    return series_figure(series, mentions->len == 1 ? g_array_index(mentions, Mention, 0).period
                                                    : claim->facts->year);
}

static bool
is_row_beside(const Series *row, const Series *series)
{
    return row->table == series->table && *row->category && !*row->part == !*series->part &&
           (!*series->part || strcmp(row->category, series->category) == 0) &&
           profile_category_tells(row->category);
}

/* The rows of the same table and level then; the years up to the one reported, or the months of that. Caller
 * unrefs. */
static GPtrArray *
figures_of_set(const Claim *claim, const Series *series, Beside set)
{
    const Facts *facts = claim->facts;
    GPtrArray *found = g_ptr_array_new();
    int year;
    for (guint i = 0; set == OTHER_ROWS && i < facts->series->len; i++) {
        const Figure *figure = figure_now(claim, facts->series->pdata[i]);
        if (figure && is_row_beside(facts->series->pdata[i], series))
            g_ptr_array_add(found, (gpointer)figure);
    }
    for (int i = 0; set & (OTHER_MONTHS | EACH_MONTH) && i < 12; i++) {
        g_autofree char *label = calendar_month_label(facts->profile->year, i, facts->profile->year_start);
        const Figure *figure = series_figure(series, label);
        if (figure && !isnan(figure->count))
            g_ptr_array_add(found, (gpointer)figure);
    }
    for (guint i = 0; set & (OTHER_YEARS | EACH_YEAR) && i < series->figures->len; i++) {
        const Figure *figure = series->figures->pdata[i];
        if (calendar_parse_year(figure->period, facts->profile->year_start, &year) &&
            strcmp(figure->period, facts->year) <= 0)
            g_ptr_array_add(found, (gpointer)figure);
    }
    return found;
}

/* The pair of a set that went against what is said by most; none: none did. */
static Pair
find_against(const Claim *claim, const Series *series, Beside set)
{
    const Figure *one = figure_now(claim, series);
    Pair most = {0};
    if (set == HALF)
        return !series->whole && kind_of(series->table->measure)->by_fields && one && one->percent < 50
                   ? (Pair){.now = one}
                   : most;
    g_autoptr(GPtrArray) all = figures_of_set(claim, series, set);
    bool each = set & (EACH_YEAR | EACH_MONTH);
    for (guint i = each; i < all->len; i++) {
        Pair pair = {each ? all->pdata[i] : one, all->pdata[i - each], NULL};
        if (pair.now && pair.now != pair.then && way_of_pair(claim, &pair) == WENT_AGAINST &&
            (set != OTHER_YEARS || !mentions_have(claim->statement->mentions, pair.then->period)) &&
            (!most.now || figure_way(pair.then, most.then, OF_NUMBER) * claim->said > 0))
            most = pair;
    }
    return most;
}

/* The rows of a table, the years, or both, as the highest may be read. */
static guint
sets_of_highest(const Claim *claim, const Series *series)
{
    const Statement *statement = claim->statement;
    bool rows = !series->whole && kind_of(series->table->measure)->by_fields,
         several = claim->facts->profile->years > 2;
    /* What is said of the largest of its rows or months is not said of a whole. */
    if ((series->whole && pattern_in("{parts-of-whole}", statement->text)) || !figure_now(claim, series))
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
    Pair first = {0};
    for (guint i = 0; i < tie->len; i++) {
        guint sets = claim->sets ? claim->sets : sets_of_highest(claim, tie->pdata[i]);
        for (guint set = 1; sets && set <= LAST_OF_SETS; set <<= 1) {
            Pair against = sets & set ? find_against(claim, tie->pdata[i], set) : first;
            if (sets & set && !against.now)
                return;
            first = first.now ? first : against;
        }
        if (!sets)
            return;
    }
    if (first.now)
        say_claim(claim, verdict, what, first);
}

/* A plan, a wish, a cause, a denial, a guess: not a statement that figures could contradict. */
static bool
is_no_statement(const Statement *statement, Span word)
{
    g_autofree char *words = span_words(statement->text, word),
                    *marked = g_strdup_printf("%.*s\x01%s\x02%s", (int)word.start, statement->text, words,
                                              statement->text + word.end);
    return pattern_in("{no-statement}", marked) || pattern_in("{our-note}", statement->passage->text);
}

/* Two periods, or a year and its number beside another: without them nothing is compared. */
static bool
names_two_periods(const Statement *statement)
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
tally(const Claim *claim, Tally tallied[WENT_WAYS], const GPtrArray *rows, const GPtrArray *years)
{
    for (guint i = 0; i < rows->len; i++)
        for (guint j = 1; j < years->len; j++) {
            Pair pair = {series_figure(rows->pdata[i], years->pdata[0]),
                         series_figure(rows->pdata[i], years->pdata[j]), NULL};
            Tally *of = &tallied[way_of_pair(claim, &pair)];
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
        say_claim(claim, PROOF_NEARLY, "the number and the share went different ways",
                  tallied[WENT_BOTH_WAYS].pair);
    else if (with->count && judge_break(claim->judge, statement, claim->word, with->pair))
        return;
    else if (with->count && against->count && (all || pattern_in("\\bboth\\b", statement->text)))
        say_claim(claim, PROOF_NEARLY, "not all of it", against->pair);
    else if (with->count && with->unclear == with->count)
        say_claim(claim,
                  pattern_between("{much}", statement->text, 0, claim->word.start) ? PROOF_NEARLY
                                                                                   : PROOF_UNCLEAR,
                  "no clear change: chance alone may do as much", with->pair);
    else if (with->count)
        say_claim(claim, PROOF_SUPPORTED, NULL, with->pair);
    else if (against->count && !tallied[WENT_NEITHER].count)
        say_claim(claim, PROOF_CONTRADICTED, claim->said > 0 ? "it fell" : "it rose", against->pair);
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
         !tie_is_alone(facts, tie, clause)))
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

/* The table of timeliness that a sentence without numbers speaks of, where it names none of its limits. */
static const SeriesTable *
limits_spoken_of(const Facts *facts, const Statement *statement)
{
    const SeriesTable *table = statement->quantities->len ? NULL : tie_whole_table(facts, statement);
    g_autoptr(GPtrArray) named = tie_words(facts, statement, statement->text);
    return table && kind_of(table->measure)->of_limits && !tie_is_of_rows(named) &&
                   facts_covered(facts, table->topic, statement->stems) >= 0.2
               ? table
               : NULL;
}

static void
judge_change(Claim *claim)
{
    const Facts *facts = claim->facts;
    g_autoptr(GPtrArray) years = years_compared(facts, claim->statement);
    /* "There were more contacts the year before." */
    if (pattern_in("{of-year-before}", claim->statement->text + claim->word.start))
        claim->said = -claim->said;
    /* Of two things that went two ways, which is which is not certain. */
    if (!years ||
        (pattern_in("\\b(?:{rising})\\b", claim->clause) && pattern_in("\\b(?:{falling})\\b", claim->clause)))
        return;
    g_autoptr(GPtrArray) tie = subjects_of(facts, claim->statement, claim->clause);
    const SeriesTable *limits = limits_spoken_of(facts, claim->statement);
    if (is_in_a_name(claim->statement, claim->word, tie))
        return;
    Tally tallied[WENT_WAYS] = {0};
    tally(claim, tallied, limits ? limits->rows : tie, years);
    if (!limits && tie_is_of_rows(tie) && tie_is_of_one(tie) && !tie_is_alone(facts, tie, claim->clause))
        tallied[WENT_AGAINST].count = tallied[WENT_BOTH_WAYS].count = tallied[WENT_WITH].unclear = 0;
    say_tallied(claim, tallied, limits);
}

static void
judge_direction(Claim *claim)
{
    const Statement *statement = claim->statement;
    if (judge_has_found(claim->judge, statement, claim->word) || is_no_statement(statement, claim->word) ||
        !names_two_periods(statement))
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
farthest_movement(const Claim *claim, const Series *series, const GPtrArray *years, SpokenOf of, Pair *most)
{
    const char *last = years->pdata[0], *first = years->pdata[1];
    g_autoptr(GPtrArray) all = figures_of_set(claim, series, EACH_YEAR);
    Pair pair = {series_figure(series, last), series_figure(series, first), NULL};
    double far = 0;
    for (guint i = 0; i < all->len; i++) {
        if (i)
            pair = (Pair){all->pdata[i], all->pdata[i - 1], NULL};
        bool within = pair.now && pair.then && strcmp(pair.now->period, last) <= 0 &&
                      strcmp(pair.then->period, first) >= 0;
        double moved = within ? movement(claim->facts, &pair, of) : 0;
        if (moved > far)
            far = moved, *most = pair;
    }
    return far;
}

/* "no significant change", "remained consistent": of the row that is named, or else of every row of the table
 * that the sentence and what stands above it speak of. */
static void
judge_steady(Claim *claim)
{
    const Statement *statement = claim->statement;
    g_autofree char *clause = without_left_out(claim->clause);
    g_autoptr(GPtrArray) years = years_compared(claim->facts, statement);
    bool number = pattern_in("\\b(?:numbers?|volumes?)\\b", clause);
    if (pattern_in("{our-note}", statement->passage->text) || !years)
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
        double moved = farthest_movement(claim, series, years, share ? OF_SHARE : OF_NUMBER, &one);
        if (moved > far)
            far = moved, most = one;
    }
    if (far > 0)
        say_claim(claim, far > 100 ? PROOF_CONTRADICTED : PROOF_NEARLY,
                  far > 100 ? "it changed by more than chance" : "it moved", most);
}

/* Of one thing alone, of a period that is certain. */
static void
judge_most(Claim *claim)
{
    const Statement *statement = claim->statement;
    const char *words = statement->text + claim->word.start;
    g_autoptr(GPtrArray) tie = tie_words(claim->facts, statement, claim->clause);
    if (!tie_is_of_one(tie) || !statement->period ||
        pattern_between("{qualified}", statement->text, 0, claim->word.start) ||
        pattern_in("{qualified-behind}", statement->text + claim->word.end) ||
        !tie_is_alone(claim->facts, tie, claim->clause))
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
    for (guint i = 0; i < claim->facts->tables->len; i++) {
        const SeriesTable *table = claim->facts->tables->pdata[i];
        double topic = facts_covered(claim->facts, table->topic, claim->statement->around) +
                       facts_covered(claim->facts, table->topic, claim->statement->stems);
        if (kind_of(table->measure)->sizes_population && table->measure->per == PER_MONTH && table->whole &&
            topic > most)
            most = topic, best = table->whole;
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
    months = figures_of_set(claim, series, EACH_MONTH);
    claim->said = each ? direction_of(claim->statement->text + claim->word.start)
                  : pattern_in("quietest|lowest", claim->statement->text) ? -1
                                                                          : 1;
    if (!each && months->len == 12 && !figure_now(claim, series) &&
        strlen(claim->statement->period ? claim->statement->period : "") == strlen("2023-04"))
        say_claim(claim, PROOF_CONTRADICTED, "the month named is outside the year",
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
