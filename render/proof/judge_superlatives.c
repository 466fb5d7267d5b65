/* Highest, most, busiest, majority, every month more than the last: against the rows, years or months beside
 * it. */
#include "render/proof/judge.h"
#include <math.h>
#include <string.h>

/* Rows of the same table and level, of a period. The one that beats `figure` by most; NULL: none. */
static const Series *
find_beater(const Facts *facts, const Series *series, const Figure *figure, bool highest)
{
    const Series *beater = NULL;
    double most = figure->count;
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *other = facts->series->pdata[i];
        const Figure *row = series_figure(other, figure->period);
        if (!row || other->measure != series->measure || !*other->category || isnan(row->count) ||
            other == series || !*other->part != !*series->part ||
            (*series->part && strcmp(other->category, series->category) != 0) ||
            !profile_category_tells(other->category))
            continue;
        if (highest ? row->count > most : row->count < most)
            most = row->count, beater = other;
    }
    return beater;
}

/* The year of the series itself that beats `figure` by most, in number and in share; NULL: none. */
static const Figure *
find_better_year(const Facts *facts, const Series *series, const Figure *figure, bool highest, SpokenOf of)
{
    const Figure *better = NULL;
    int wanted = highest ? 1 : -1, year;
    bool shares = series_has_share(series, figure);
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *other = series_figure(series, ((const Figure *)series->figures->pdata[i])->period);
        if (!other || !calendar_parse_year(other->period, facts->profile->year_start, &year))
            continue;
        bool number = figure_way(other, figure, OF_NUMBER) == wanted,
             share = shares ? figure_way(other, figure, OF_SHARE) == wanted : number;
        if (of == OF_NUMBER ? number : of == OF_SHARE ? share : number && share)
            if (!better ||
                figure_way(other, better, shares && of != OF_NUMBER ? OF_SHARE : OF_NUMBER) == wanted)
                better = other;
    }
    return better;
}

static bool
is_qualified(const Statement *statement, Span word)
{
    static const char before[] =
        "\\b(?:second|third|next|one of the|among the|not the|fourth|joint|by their|two|"
        "three|which is|at|their|not)\\s+(?:\\w+ )?$|\\b(?:outside|except|apart|"
        "excluding|other than)\\b",
                      after[] =
                          "^\\s*:|^\\s+(?:(?:\\w+\\s+){0,2}(?:increase|decrease|rise|fall|change|"
                          "reduction|growth|drop)|of (?:which|them)|cases have been closed|likely|of the|"
                          "recent|part|notabl[ey]|important|serious|exceptional)";
    return pattern_between(before, statement->text, 0, word.start) ||
           pattern_in(after, statement->text + word.end);
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

/* What the highest is the highest of: of the rows of a table, of the years, or of either as it may be read.
 */
typedef enum { OF_ROWS = 1, OF_YEARS = 2 } Among;

static Among
among(const Facts *facts, const Statement *statement, const Series *series, Span word)
{
    static const char years[] = "^[^.;]{0,60}\\b(?:ever\\b|on record|since\\s|in (?:\\w+|\\d+|the last "
                                "\\w+|the past \\w+) years\\b|of (?:the|any|all) (?:\\w+ )?years?\\b)";
    bool rows = !series->whole && kind_of(series->measure)->by_fields,
         said = pattern_in(years, statement->text + word.end);
    if (pattern_in("\\b(?:each|every) (?:of the )?(?:\\w+ )?years?\\b", statement->text))
        return rows ? OF_ROWS : 0;
    if (said)
        return facts->profile->years > 2 ? OF_YEARS : 0;
    bool year = statement->mentions->len == 1 && facts->profile->years > 2;
    return (rows ? OF_ROWS : 0) | (year ? OF_YEARS : 0);
}

/* Of a whole, what is said of the largest of its rows or months is not said of itself. */
static bool
is_of_the_whole(const Statement *statement, const Series *series)
{
    return !series->whole ||
           !pattern_in("\\b(?:month|quarter|week|categor\\w+|groups?|sectors?|sources?|agenc\\w+|largest "
                       "share|outcomes?|reasons?|settings?|came from|were from|made by|(?:was|were) "
                       "about|relat\\w+)\\b",
                       statement->text);
}

static const char *
period_of(const Facts *facts, const Statement *statement)
{
    return statement->mentions->len == 1 ? g_array_index(statement->mentions, Mention, 0).period
                                         : facts->year;
}

typedef struct {
    const Series *series; /* NULL: nothing tells against what is said */
    const Figure *figure;
} Beater;

/* What beats the series in every way that the superlative can be read. */
static Beater
beater_of(const Facts *facts, const Statement *statement, const Series *series, Span word, bool highest)
{
    const char *period = period_of(facts, statement);
    const Figure *figure = series_figure(series, period), *year = NULL;
    Among ways = figure ? among(facts, statement, series, word) : 0;
    const Series *row = NULL;
    if (!ways || !is_of_the_whole(statement, series))
        return (Beater){0};
    if (ways & OF_ROWS)
        row = isnan(figure->count) ? NULL : find_beater(facts, series, figure, highest);
    if (ways & OF_YEARS)
        year = find_better_year(facts, series, figure, highest, spoken_of(statement));
    if ((ways & OF_ROWS && !row) || (ways & OF_YEARS && !year))
        return (Beater){0};
    return row ? (Beater){row, series_figure(row, period)} : (Beater){series, year};
}

/* What is called the majority and is less than half. */
static Beater
minority_of(const Facts *facts, const Statement *statement, const Series *series, Span word, bool highest)
{
    const Figure *figure = series_figure(series, period_of(facts, statement));
    (void)word, (void)highest;
    return !series->whole && figure && kind_of(series->measure)->by_fields && figure->percent < 50
               ? (Beater){series, figure}
               : (Beater){0};
}

/* Contradicted where everything is that the clause can mean. */
static void
judge_most(Judge *judge, const Statement *statement, Span word, bool highest,
           Beater find(const Facts *, const Statement *, const Series *, Span, bool))
{
    g_autofree char *clause = clause_of(statement, word);
    g_autoptr(GPtrArray) tie = tie_words(judge->facts, statement, clause);
    Beater first = {0};
    if (!tie_is_of_one(tie) || period_is_open(judge->facts, statement) || is_qualified(statement, word) ||
        !tie_is_alone(judge->facts, tie->pdata[0], clause))
        return;
    for (guint i = 0; i < tie->len; i++) {
        Beater beater = find(judge->facts, statement, tie->pdata[i], word, highest);
        if (!beater.series)
            return;
        first = first.series ? first : beater;
    }
    judge_say_figure(judge, statement, word, PROOF_CONTRADICTED, NULL, first.series, first.figure, NULL);
}

/* The months of the year reported, of what the words speak of. Caller unrefs. */
static GPtrArray *
months_spoken_of(const Facts *facts, const Statement *statement, const Series **of)
{
    double most = 0.1;
    *of = NULL;
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        double topic = series_topical(facts, series, statement->around) +
                       series_topical(facts, series, statement->stems);
        if (series->measure && kind_of(series->measure)->sizes_population &&
            series->measure->per == PER_MONTH && series->whole && topic > most)
            most = topic, *of = series;
    }
    GPtrArray *months = g_ptr_array_new();
    for (int i = 0; *of && i < 12; i++) {
        g_autofree char *label = calendar_month_label(facts->profile->year, i, facts->profile->year_start);
        const Figure *figure = series_figure(*of, label);
        if (figure && !isnan(figure->count))
            g_ptr_array_add(months, (gpointer)figure);
    }
    return months;
}

/* "The busiest month was", or, of `every`, "increased month by month". */
static void
judge_months(Judge *judge, const Statement *statement, Span word, bool every)
{
    const Series *series;
    g_autoptr(GPtrArray) months = months_spoken_of(judge->facts, statement, &series);
    const char *period = statement->mentions->len == 1 ? period_of(judge->facts, statement) : "";
    const Figure *top = NULL, *said = NULL;
    int way = every                                            ? direction_of(statement->text + word.start)
              : pattern_in("quietest|lowest", statement->text) ? -1
                                                               : 1;
    for (guint i = 0; i < months->len; i++) {
        const Figure *month = months->pdata[i], *last = i ? months->pdata[i - 1] : month;
        if (every && (month->count - last->count) * way < 0) {
            judge_say_figure(judge, statement, word, PROOF_CONTRADICTED, "not every month", series, month,
                             last);
            return;
        }
        top = !top || (month->count - top->count) * way > 0 ? month : top;
        said = strcmp(month->period, period) == 0 ? month : said;
    }
    if (every || !top || strlen(period) != 7 || (said && said->count == top->count) ||
        (!said && months->len < 12))
        return;
    judge_say_figure(judge, statement, word, PROOF_CONTRADICTED,
                     said ? NULL : "the month named is outside the year", series, top, NULL);
}

void
judge_superlatives(Judge *judge, const Statement *statement)
{
    static const char
        most[] = "\\b(?:highest|largest|biggest|greatest|most common|most "
                 "frequent|lowest|smallest|fewest|least common|swiftest|quickest|fastest|slowest|"
                 "most (?:swift|quick)ly|(?<=the )most(?= (?:contacts|cases|referrals|notifications|"
                 "allegations|consultations)))\\b",
        majority[] = "\\b(?:majority|(?<!the )most (?!common|frequent)(?:of (?:the|these|our) )?(?:[\\w/-]+[ "
                     "-]?){0,3}?(?:contacts|cases|referrals|notifications|allegations|consultations))\\b",
        month[] = "\\b(?:busiest|quietest|highest|lowest|peak)\\b[^.;]{0,40}\\bmonth\\b|\\bmonth[^.;]{0,30}"
                  "\\b(?:busiest|quietest|highest|lowest)\\b|\\bbusiest\\b",
        every[] = "\\b(?:" RISING "|" FALLING
                  ")\\b(?=[^.;]{0,40}\\b(?:month (?:by|on|after) month|(?:every|each) month)\\b)";
    Span word;
    if (statement->passage->kind != PASSAGE_PROSE)
        return;
    for (gsize from = 0; pattern_find(most, statement->text, from, &word); from = word.end)
        judge_most(judge, statement, word,
                   !pattern_in("^(?:lowest|smallest|fewest|least|slowest)", statement->text + word.start),
                   beater_of);
    if (pattern_find(majority, statement->text, 0, &word))
        judge_most(judge, statement, word, true, minority_of);
    if (pattern_find(month, statement->text, 0, &word))
        judge_months(judge, statement, word, false);
    if (pattern_find(every, statement->text, 0, &word))
        judge_months(judge, statement, word, true);
}
