/* The busiest month; every month more than the last. */
#include "render/proof/judge.h"
#include <math.h>
#include <string.h>

/* The series of months that the words mean. */
static const Series *
find_months(const Facts *facts, const Statement *statement)
{
    const Series *best = NULL;
    double most = 0.1;
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (!series->measure || !kind_of(series->measure)->sizes_population ||
            series->measure->per != PER_MONTH || !series_is_whole(series))
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
    g_autofree char *words = figure_words(series, top);
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
        g_autofree char *words = figure_words(series, now), *before = figure_number_text(then->count, 0);
        judge_say(judge, statement, word, PROOF_CONTRADICTED,
                  g_strdup_printf("not every month: %s, against %s in the month before", words, before),
                  reference_of_figure(judge->facts->exhibits, now, NULL));
        return;
    }
}

void
judge_months(Judge *judge, const Statement *statement)
{
    static const char month[] =
        "\\b(?:busiest|quietest|highest|lowest|peak)\\b[^.;]{0,40}\\bmonth\\b|\\bmonth[^.;]{0,30}"
        "\\b(?:busiest|quietest|highest|lowest)\\b|\\bbusiest\\b",
                      every[] =
                          "\\b(?:" RISING "|" FALLING
                          ")\\b(?=[^.;]{0,40}\\b(?:month (?:by|on|after) month|(?:every|each) month)\\b)";
    Span word;
    if (statement->passage->kind != PASSAGE_PROSE)
        return;
    if (pattern_find(month, statement->text, 0, &word))
        judge_month(judge, statement, word, !pattern_in("quietest|lowest", statement->text));
    if (pattern_find(every, statement->text, 0, &word))
        judge_every_month(judge, statement, word);
}
