#include "render/proof/subject.h"
#include "render/proof/stems.h"
#include <string.h>

static const double named = 0.8, about = 0.6;

/* Not rows of a table that a sentence is about, but what stands beside them. */
static bool
is_derived(const Series *series)
{
    static const char *const derived[] = {
        ESTIMATED,     OF_CONCLUDED,  YEARLY_CHANGE, CONTROL_LIMITS,   RUN_MEDIAN,
        RUN_CROSSINGS, CAUSE_OUTSIDE, CAUSE_TREND,   CAUSE_NEAR_LIMIT, CAUSE_SHIFT,
        CAUSE_RUN,     CURVE_START,   NULL};
    return !series->measure || g_strv_contains(derived, series->category) ||
           g_strv_contains(derived, series->part) || g_str_has_prefix(series->category, CURVE_POINT) ||
           g_str_has_prefix(series->part, SINCE) || strcmp(series->category, "Not recorded") == 0 ||
           strcmp(series->category, "Unrecognised") == 0;
}

/* How well the clause speaks of a series; 0: not well enough. */
static double
spoken(const Facts *facts, const Series *series, const Statement *statement, GHashTable *clause)
{
    if (is_derived(series))
        return 0;
    if (!*series->category) {
        double topic = facts_topic(facts, series, clause);
        return topic >= about ? topic : 0;
    }
    double topic = facts_topic(facts, series, statement->around);
    return facts_names(facts, series, clause) >= named && topic >= 0.25 ? topic : 0;
}

/* Those that are spoken of best, and those nearly as well. */
static GPtrArray *
best_spoken(const Facts *facts, const Statement *statement, GHashTable *clause, bool wholes)
{
    GPtrArray *best = g_ptr_array_new();
    double most = 0;
    for (int pass = 0; pass < 2; pass++)
        for (guint i = 0; i < facts->series->len; i++) {
            const Series *series = facts->series->pdata[i];
            if (wholes == (*series->category != '\0'))
                continue;
            double score = spoken(facts, series, statement, clause);
            if (pass == 0)
                most = MAX(most, score);
            else if (score > 0 && score >= 0.85 * most)
                g_ptr_array_add(best, (gpointer)series);
        }
    return best;
}

GPtrArray *
subjects_of(const Facts *facts, const Statement *statement, const char *clause)
{
    g_autoptr(GHashTable) stems = stems_new();
    stems_add(stems, clause);
    GPtrArray *rows = best_spoken(facts, statement, stems, false);
    if (rows->len)
        return rows;
    g_ptr_array_unref(rows);
    return best_spoken(facts, statement, stems, true);
}

GPtrArray *
rows_spoken_of(const Facts *facts, const Statement *statement)
{
    const char *last = g_strrstr(statement->passage->heading, " / ");
    g_autoptr(GHashTable) stems = stems_new();
    stems_add(stems, statement->text);
    stems_add(stems, last ? last + 3 : statement->passage->heading);
    const ProfileMeasure *best = NULL;
    double most = 0.7;
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        double topic = is_derived(series) ? 0 : facts_title(facts, series, stems);
        /* Of two that are named whole, the longer name says more. */
        topic += topic > 0.9 ? 0.02 * g_hash_table_size(series->title) : 0;
        if (topic > most)
            most = topic, best = series->measure;
    }
    GPtrArray *rows = g_ptr_array_new();
    for (guint i = 0; best && i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (series->measure == best && !*series->part && !is_derived(series))
            g_ptr_array_add(rows, (gpointer)series);
    }
    return rows;
}

char *
clause_of(const Statement *statement, Span word)
{
    gsize from = 0, to = strlen(statement->text);
    Span span;
    static const char joint[] = ";|,?\\s(?:while|whilst|whereas|but|although|though)\\s|,\\s(?:and|with)\\s";
    for (gsize at = 0; pattern_find(joint, statement->text, at, &span); at = span.end) {
        if (span.end <= word.start)
            from = span.end;
        else if (span.start >= word.end && span.start < to)
            to = span.start;
    }
    return g_strndup(statement->text + from, to - from);
}

bool
years_compared(const Facts *facts, const Statement *statement, char **later, char **earlier)
{
    if (pattern_in("\\b(?:months?|monthly|quarters?|quarterly|weeks? by|recent years|over "
                   "time|years\\b(?!\\s+figure)|future|next year|covid|pandemic)\\b(?<!last year)",
                   statement->text) &&
        !pattern_in("\\bprevious years\\b|\\bwithin\\b", statement->text))
        return false;
    const char *year = facts->year, *before = NULL;
    int number;
    for (guint i = 0; i < statement->mentions->len; i++) {
        const char *period = g_array_index(statement->mentions, Mention, i).period;
        if (!calendar_parse_year(period, facts->profile->year_start, &number) || statement->mentions->len > 2)
            return false;
        if (statement->mentions->len == 1)
            year = period;
        else if (i == 0)
            before = period;
        else
            year = period;
    }
    if (before && strcmp(before, year) > 0) {
        const char *swapped = before;
        before = year, year = swapped;
    }
    if (statement->mentions->len == 1 && strcmp(year, facts->year) != 0 &&
        pattern_in(
            "\\b(?:from|since|than|against|(?:compared|comparison) (?:with|to)|on)\\s[^;]{0,40}\\b20\\d\\d",
            statement->text))
        before = year, year = facts->year;
    if (!calendar_parse_year(year, facts->profile->year_start, &number))
        return false;
    *later = g_strdup(year);
    *earlier = before ? g_strdup(before) : calendar_year_label(number - 1, facts->profile->year_start);
    return true;
}
