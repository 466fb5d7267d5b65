/* Every year more than the last; more than in all earlier years. */
#include "render/proof/subject.h"
#include <string.h>

/* The figures of a series by year, up to the year reported; fewer than two tell of no change. */
static GPtrArray *
years_of(const Facts *facts, const Series *series)
{
    GPtrArray *years = g_ptr_array_new();
    int year;
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = series->figures->pdata[i];
        if (calendar_parse_year(figure->period, facts->profile->year_start, &year) &&
            strcmp(figure->period, facts->year) <= 0 && series_figure(series, figure->period))
            g_ptr_array_add(years, (gpointer)figure);
    }
    return years;
}

/* Whether it went against what is said, in number and in share. */
static bool
went_against(const Series *series, const Figure *now, const Figure *then, int said, SpokenOf of)
{
    bool number = figure_way(now, then, OF_NUMBER) * said < 0,
         share = series_has_share(series, now) ? figure_way(now, then, OF_SHARE) * said < 0 : number;
    return of == OF_NUMBER ? number : of == OF_SHARE ? share : number && share;
}

static void
say_against(Judge *judge, const Statement *statement, Span word, ProofVerdict verdict, const char *what,
            const Fact *fact)
{
    g_autofree char *words = fact_words(fact);
    judge_say(judge, statement, word, verdict, g_strdup_printf("%s: %s", what, words),
              reference_of_figure(judge->facts->exhibits, fact->figure, NULL));
}

static void
judge_every_year(Judge *judge, const Statement *statement, Span word)
{
    const Facts *facts = judge->facts;
    g_autofree char *clause = clause_of(statement, word);
    g_autoptr(GPtrArray) subjects = subjects_of(facts, statement, clause);
    int said = direction_of(statement->text + word.start);
    Fact against = {.kind = FACT_CHANGE};
    guint compared = 0;
    for (guint i = 0; i < subjects->len; i++) {
        const Series *series = subjects->pdata[i];
        g_autoptr(GPtrArray) years = years_of(facts, series);
        bool found = false;
        for (guint j = 1; j < years->len && !found; j++) {
            compared++;
            found = went_against(series, years->pdata[j], years->pdata[j - 1], said, spoken_of(statement));
            if (found && !against.series)
                against.series = series, against.figure = years->pdata[j],
                against.against = years->pdata[j - 1];
        }
        if (years->len > 1 && !found)
            return;
    }
    if (against.series)
        say_against(judge, statement, word, PROOF_CONTRADICTED, "not every year", &against);
    else if (subjects->len && !compared)
        judge_say(judge, statement, word, PROOF_UNSUPPORTED,
                  g_strdup("there are no figures of earlier years to compare with"), NULL);
}

static bool
is_excepted(const Statement *statement, const char *period)
{
    for (guint i = 0; i < statement->mentions->len; i++)
        if (strcmp(g_array_index(statement->mentions, Mention, i).period, period) == 0)
            return true;
    return false;
}

/* "higher than in earlier years": than in each of them that is not excepted. */
static void
judge_than_earlier(Judge *judge, const Statement *statement, Span word)
{
    const Facts *facts = judge->facts;
    g_autofree char *clause = clause_of(statement, word);
    g_autoptr(GPtrArray) subjects = subjects_of(facts, statement, clause);
    int said = direction_of(statement->text + word.start);
    Fact against = {.kind = FACT_CHANGE};
    for (guint i = 0; i < subjects->len; i++) {
        const Series *series = subjects->pdata[i];
        const Figure *now = series_figure(series, facts->year);
        g_autoptr(GPtrArray) years = years_of(facts, series);
        bool found = false;
        for (guint j = 0; now && j < years->len && !found; j++) {
            const Figure *then = years->pdata[j];
            found = then != now && !is_excepted(statement, then->period) &&
                    went_against(series, now, then, said, spoken_of(statement));
            if (found && !against.series)
                against.series = series, against.figure = now, against.against = then;
        }
        if (!found)
            return;
    }
    if (against.series)
        say_against(judge, statement, word, PROOF_NEARLY, "not than in every year", &against);
}

void
judge_years(Judge *judge, const Statement *statement)
{
    static const char change[] = "\\b(?:" RISING "|" FALLING ")\\b",
                      than[] = "\\b(?:" RISING "|" FALLING
                               ")\\b(?=\\s+than\\s+(?:in\\s+)?(?:all |any |the |every )?"
                               "(?:earlier|previous|other|past|preceding|prior) years\\b)";
    Span word;
    if (statement->passage->kind != PASSAGE_PROSE)
        return;
    if (says_every_year(statement->text) && pattern_find(change, statement->text, 0, &word))
        judge_every_year(judge, statement, word);
    if (pattern_find(than, statement->text, 0, &word))
        judge_than_earlier(judge, statement, word);
}
