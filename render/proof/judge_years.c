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

/* What a year is said to be more than: "every year" than the one before it, "than in earlier years" the year
 * reported than each that is not excepted. */
typedef enum { THAN_THE_YEAR_BEFORE, THAN_ALL_EARLIER } Than;

/* The first change of a series that goes against what is said; false where none does. `*compared` is raised
 * by how many are looked at. */
static bool
find_against(const Facts *facts, const Statement *statement, const Series *series, int said, Than than,
             guint *compared, Fact *against)
{
    g_autoptr(GPtrArray) years = years_of(facts, series);
    const Figure *reported = series_figure(series, facts->year);
    for (guint i = than == THAN_THE_YEAR_BEFORE; i < years->len; i++) {
        const Figure *now = than == THAN_THE_YEAR_BEFORE ? years->pdata[i] : reported,
                     *then = years->pdata[than == THAN_THE_YEAR_BEFORE ? i - 1 : i];
        if (!now || now == then ||
            (than == THAN_ALL_EARLIER && mentions_have(statement->mentions, then->period)))
            continue;
        ++*compared;
        *against = (Fact){.kind = FACT_CHANGE, .series = series, .figure = now, .against = then};
        if (went_against(series, now, then, said, spoken_of(statement)))
            return true;
    }
    return false;
}

/* Wrong where everything that the clause can mean went against it at least once; what has no two years tells
 * nothing of every year. */
static void
judge_claim(Judge *judge, const Statement *statement, Span word, Than than)
{
    g_autofree char *clause = clause_of(statement, word);
    g_autoptr(GPtrArray) subjects = subjects_of(judge->facts, statement, clause);
    int said = direction_of(statement->text + word.start);
    Fact first = {0}, against;
    guint all = 0;
    for (guint i = 0; i < subjects->len; i++) {
        guint compared = 0;
        bool found =
            find_against(judge->facts, statement, subjects->pdata[i], said, than, &compared, &against);
        if (!found && (compared || than == THAN_ALL_EARLIER))
            return;
        all += compared;
        if (found && !first.series)
            first = against;
    }
    if (first.series && than == THAN_THE_YEAR_BEFORE)
        say_against(judge, statement, word, PROOF_CONTRADICTED, "not every year", &first);
    else if (first.series)
        say_against(judge, statement, word, PROOF_NEARLY, "not than in every year", &first);
    else if (subjects->len && !all)
        judge_say(judge, statement, word, PROOF_UNSUPPORTED,
                  g_strdup("there are no figures of earlier years to compare with"), NULL);
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
        judge_claim(judge, statement, word, THAN_THE_YEAR_BEFORE);
    if (pattern_find(than, statement->text, 0, &word))
        judge_claim(judge, statement, word, THAN_ALL_EARLIER);
}
