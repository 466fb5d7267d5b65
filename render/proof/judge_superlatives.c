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
            strcmp(other->category, "Not recorded") == 0 || strcmp(other->category, "Unrecognised") == 0)
            continue;
        if (highest ? row->count > most : row->count < most)
            most = row->count, beater = other;
    }
    return beater;
}

static bool
is_qualified(const Statement *statement, Span word)
{
    g_autofree char *before = g_strndup(statement->text, word.start);
    return pattern_in("\\b(?:second|third|next|one of the|among the|not the|fourth|joint|by "
                      "their|two|three|which is|at|their)\\s+(?:\\w+ )?$",
                      before) ||
           pattern_in(
               "^\\s+(?:(?:\\w+\\s+){0,2}(?:increase|decrease|rise|fall|change|reduction|growth|drop)|since|"
               "ever|in the|of (?:which|them)|"
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

static void
judge_most(Judge *judge, const Statement *statement, Span word, bool highest, bool majority)
{
    const Facts *facts = judge->facts;
    g_autofree char *clause = clause_of(statement, word), *words = NULL, *reference = NULL;
    g_autoptr(GPtrArray) subjects = subjects_of(facts, statement, clause);
    const char *period =
        statement->mentions->len == 1 ? g_array_index(statement->mentions, Mention, 0).period : facts->year;
    if (period_is_open(facts, statement) || is_qualified(statement, word))
        return;
    const char *category = NULL;
    for (guint i = 0; i < subjects->len; i++) {
        const Series *series = subjects->pdata[i];
        const Figure *figure = series_figure(series, period);
        if (!*series->category || !figure || isnan(figure->count) ||
            series->measure->kind != MEASURE_BREAKDOWN ||
            (category && strcmp(category, series->category) != 0))
            return;
        category = series->category;
        const Series *beater = find_beater(facts, series, figure, highest);
        if (majority ? !(figure->percent < 50) : !beater)
            return;
        if (words)
            continue;
        const Series *shown = majority ? series : beater;
        words = figure_words(facts, shown, series_figure(shown, period));
        reference = reference_of_figure(facts->exhibits, series_figure(shown, period), NULL);
    }
    if (words)
        judge_say(judge, statement, word, PROOF_CONTRADICTED, g_steal_pointer(&words),
                  g_steal_pointer(&reference));
}

/* The series of months that the words mean. */
static const Series *
find_months(const Facts *facts, const Statement *statement)
{
    const Series *best = NULL;
    double most = 0.1;
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (!series->measure || series->measure->kind != MEASURE_COUNT || series->measure->per != PER_MONTH ||
            *series->category)
            continue;
        double topic =
            facts_topic(facts, series, statement->around) + facts_topic(facts, series, statement->stems);
        if (topic > most)
            most = topic, best = series;
    }
    return best;
}

static GPtrArray *
months_of_the_year(const Facts *facts, const Series *series)
{
    GPtrArray *months = g_ptr_array_new();
    for (int i = 0; i < 12; i++) {
        g_autofree char *label = calendar_month_label(facts->profile->year, i, facts->profile->year_start);
        const Figure *figure = series_figure(series, label);
        if (figure && !isnan(figure->count))
            g_ptr_array_add(months, (gpointer)figure);
    }
    return months;
}

static const Figure *
top_month(const GPtrArray *months, bool highest)
{
    const Figure *top = NULL;
    for (guint i = 0; i < months->len; i++) {
        const Figure *month = months->pdata[i];
        if (!top || (highest ? month->count > top->count : month->count < top->count))
            top = month;
    }
    return top;
}

static void
judge_month(Judge *judge, const Statement *statement, Span word, bool highest)
{
    const Series *series = find_months(judge->facts, statement);
    if (!series || statement->mentions->len != 1)
        return;
    const char *period = g_array_index(statement->mentions, Mention, 0).period;
    g_autoptr(GPtrArray) months = months_of_the_year(judge->facts, series);
    const Figure *top = top_month(months, highest), *said = NULL;
    for (guint i = 0; i < months->len; i++)
        if (strcmp(((const Figure *)months->pdata[i])->period, period) == 0)
            said = months->pdata[i];
    if (!top || strlen(period) != 7 || (said && said->count == top->count) || (!said && months->len < 12))
        return;
    g_autofree char *words = figure_words(judge->facts, series, top);
    judge_say(judge, statement, word, PROOF_CONTRADICTED,
              g_strdup_printf("%s%s%s", words, said ? "" : "; the month named is outside ",
                              said ? "" : judge->facts->year),
              reference_of_figure(judge->facts->exhibits, top, NULL));
}

/* "increased month by month": each month more than the one before. */
static void
judge_every_month(Judge *judge, const Statement *statement, Span word)
{
    const Series *series = find_months(judge->facts, statement);
    if (!series)
        return;
    g_autoptr(GPtrArray) months = months_of_the_year(judge->facts, series);
    int said = direction_of(statement->text + word.start);
    for (guint i = 1; i < months->len; i++) {
        const Figure *now = months->pdata[i], *then = months->pdata[i - 1];
        if ((now->count - then->count) * said >= 0)
            continue;
        g_autofree char *words = figure_words(judge->facts, series, now),
                        *before = figure_number_text(then->count, 0);
        judge_say(judge, statement, word, PROOF_CONTRADICTED,
                  g_strdup_printf("not every month: %s, against %s in the month before", words, before),
                  reference_of_figure(judge->facts->exhibits, now, NULL));
        return;
    }
}

void
judge_superlatives(Judge *judge, const Statement *statement)
{
    static const char
        most[] = "\\b(?:highest|largest|biggest|greatest|most common|most "
                 "frequent|lowest|smallest|fewest|least common)\\b",
        majority[] = "\\b(?:majority|most (?!common|frequent)(?:of (?:the|these|our) )?(?:\\w+[ "
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
                   !pattern_in("^(?:lowest|smallest|fewest|least)", statement->text + word.start), false);
    if (pattern_find(majority, statement->text, 0, &word))
        judge_most(judge, statement, word, true, true);
    if (pattern_find(month, statement->text, 0, &word))
        judge_month(judge, statement, word, !pattern_in("quietest|lowest", statement->text));
    if (pattern_find(every, statement->text, 0, &word))
        judge_every_month(judge, statement, word);
}
