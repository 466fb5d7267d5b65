/* Highest, most, busiest month, every month more than the last: against the rows beside it. */
#include "analysis/figures/figures.h"
#include "render/proof/subject.h"
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
    g_autofree char *before = g_strndup(statement->text, word.start);
    return pattern_in("\\b(?:second|third|next|one of the|among the|not the|fourth|joint|by "
                      "their|two|three|which is|at|their|not)\\s+(?:\\w+ )?$",
                      before) ||
           pattern_in(
               "^\\s*:|^\\s+(?:(?:\\w+\\s+){0,2}(?:increase|decrease|rise|fall|change|reduction|growth|drop)|"
               "of (?:which|them)|"
               "cases have been closed|likely|of the|recent|part|notabl[ey]|important|serious|exceptional)",
               statement->text + word.end);
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
    bool rows = !series_is_whole(series) && kind_of(series->measure)->by_fields,
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
    return !series_is_whole(series) ||
           !pattern_in(
               "\\b(?:month|quarter|week|categor\\w+|groups?|sectors?|sources?|agenc\\w+|largest "
               "share|outcomes?|reasons?|settings?|came from|were from|made by|(?:was|were) about)\\b",
               statement->text);
}

typedef struct {
    const Series *series;
    const Figure *figure;
} Beater;

/* What beats the series in every way that the superlative can be read; false: nothing does, or it cannot be
 * told. */
static bool
is_beaten(const Facts *facts, const Statement *statement, const Series *series, Span word, bool highest,
          const char *period, Beater *beater)
{
    const Figure *figure = series_figure(series, period);
    Among ways = figure ? among(facts, statement, series, word) : 0;
    if (!ways || !is_of_the_whole(statement, series))
        return false;
    if (ways & OF_ROWS) {
        const Series *row = isnan(figure->count) ? NULL : find_beater(facts, series, figure, highest);
        if (!row)
            return false;
        *beater = (Beater){row, series_figure(row, period)};
    }
    if (ways & OF_YEARS) {
        const Figure *year = find_better_year(facts, series, figure, highest, spoken_of(statement));
        if (!year)
            return false;
        *beater = ways & OF_ROWS ? *beater : (Beater){series, year};
    }
    return true;
}

static const char *
period_of(const Facts *facts, const Statement *statement)
{
    return statement->mentions->len == 1 ? g_array_index(statement->mentions, Mention, 0).period
                                         : facts->year;
}

static void
judge_most(Judge *judge, const Statement *statement, Span word, bool highest)
{
    const Facts *facts = judge->facts;
    g_autofree char *clause = clause_of(statement, word);
    g_autoptr(GPtrArray) subjects = subjects_of(facts, statement, clause);
    Beater first = {0}, beater;
    if (period_is_open(facts, statement) || is_qualified(statement, word) || !subjects_are_one(subjects))
        return;
    for (guint i = 0; i < subjects->len; i++) {
        if (!is_beaten(facts, statement, subjects->pdata[i], word, highest, period_of(facts, statement),
                       &beater))
            return;
        first = first.series ? first : beater;
    }
    judge_say(judge, statement, word, PROOF_CONTRADICTED, figure_words(first.series, first.figure),
              reference_of_figure(facts->exhibits, first.figure, NULL));
}

static void
judge_majority(Judge *judge, const Statement *statement, Span word)
{
    const Facts *facts = judge->facts;
    g_autofree char *clause = clause_of(statement, word);
    g_autoptr(GPtrArray) subjects = subjects_of(facts, statement, clause);
    const Figure *figure = NULL;
    if (period_is_open(facts, statement) || is_qualified(statement, word) || !subjects_are_one(subjects))
        return;
    for (guint i = 0; i < subjects->len; i++) {
        const Series *series = subjects->pdata[i];
        figure = series_figure(series, period_of(facts, statement));
        if (series_is_whole(series) || !figure || !kind_of(series->measure)->by_fields ||
            !(figure->percent < 50))
            return;
    }
    judge_say(judge, statement, word, PROOF_CONTRADICTED,
              figure_words(subjects->pdata[subjects->len - 1], figure),
              reference_of_figure(facts->exhibits, figure, NULL));
}

void
judge_superlatives(Judge *judge, const Statement *statement)
{
    static const char
        most[] = "\\b(?:highest|largest|biggest|greatest|most common|most "
                 "frequent|lowest|smallest|fewest|least common|swiftest|quickest|fastest|slowest|"
                 "most (?:swift|quick)ly|(?<=the )most(?= (?:contacts|cases|referrals|notifications|"
                 "allegations|consultations)))\\b",
        majority[] = "\\b(?:majority|(?<!the )most (?!common|frequent)(?:of (?:the|these|our) )?(?:\\w+[ "
                     "-]?){0,3}?(?:contacts|cases|referrals|notifications|allegations|consultations))\\b";
    Span word;
    if (statement->passage->kind != PASSAGE_PROSE)
        return;
    for (gsize from = 0; pattern_find(most, statement->text, from, &word); from = word.end)
        judge_most(judge, statement, word,
                   !pattern_in("^(?:lowest|smallest|fewest|least|slowest)", statement->text + word.start));
    if (pattern_find(majority, statement->text, 0, &word))
        judge_majority(judge, statement, word);
}
