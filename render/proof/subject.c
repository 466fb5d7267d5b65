#include "render/proof/subject.h"
#include "render/proof/stems.h"
#include <string.h>

static const double named = 0.8, about = 0.6;

/* How well the clause speaks of a series; 0: not well enough. */
static double
spoken(const Facts *facts, const Series *series, const Statement *statement, GHashTable *clause)
{
    if (series_is_derived(series))
        return 0;
    if (series_is_whole(series)) {
        double topic = MAX(facts_topic(facts, series, clause), facts_title(facts, series, clause));
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
            if (wholes != series_is_whole(series))
                continue;
            double score = spoken(facts, series, statement, clause);
            if (pass == 0)
                most = MAX(most, score);
            else if (score > 0 && score >= 0.85 * most)
                g_ptr_array_add(best, (gpointer)series);
        }
    return best;
}

static GHashTable *
called(const Series *series)
{
    return series_is_whole(series) ? series->title : series->core ? series->core : series->names;
}

static bool
is_all_in(GHashTable *stems, GHashTable *clause)
{
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, stems);
    while (g_hash_table_iter_next(&iter, &stem, NULL))
        if (!g_hash_table_contains(clause, stem))
            return false;
    return true;
}

/* As much of a name as stands in the clause to the last word of it; NULL: it does not. */
static GHashTable *
fully_called(const Series *series, GHashTable *clause)
{
    GHashTable *whole = series_is_whole(series) ? series->title : series->names;
    return is_all_in(whole, clause)                          ? whole
           : series->core && is_all_in(series->core, clause) ? series->core
                                                             : NULL;
}

/* "Local authority social care" is not "Local authority", nor is "Referrals about education" "Referrals",
 * though the words are there. */
static void
drop_less_telling(GPtrArray *rows, const GPtrArray *others, GHashTable *clause)
{
    for (guint i = rows->len; i-- > 0;) {
        const Series *series = rows->pdata[i];
        GHashTable *own = fully_called(series, clause);
        bool less = false;
        own = own ? own : called(series);
        for (guint j = 0; j < others->len && !less; j++) {
            const Series *other = others->pdata[j];
            GHashTable *full = fully_called(other, clause);
            bool same =
                     strcmp(other->category, series->category) == 0 && strcmp(other->part, series->part) == 0,
                 whole = series_is_whole(other);
            less = full && (whole ? series_is_whole(series) || other->measure != series->measure : !same) &&
                   is_all_in(own, full) && g_hash_table_size(full) > g_hash_table_size(own);
        }
        if (less)
            g_ptr_array_remove_index(rows, i);
    }
}

GPtrArray *
subjects_of(const Facts *facts, const Statement *statement, const char *clause)
{
    g_autoptr(GHashTable) stems = stems_new();
    stems_add(stems, clause);
    GPtrArray *rows = best_spoken(facts, statement, stems, false),
              *wholes = best_spoken(facts, statement, stems, true);
    g_autoptr(GPtrArray) all = g_ptr_array_copy(rows, NULL, NULL);
    g_ptr_array_extend(all, wholes, NULL, NULL);
    drop_less_telling(rows, all, stems);
    drop_less_telling(wholes, all, stems);
    if (!rows->len) {
        g_ptr_array_unref(rows);
        return wholes;
    }
    g_ptr_array_unref(wholes);
    return rows;
}

/* The measure whose title the sentence stands right under, or which it names whole. */
static const ProfileMeasure *
measure_titled(const Facts *facts, const char *heading)
{
    const GPtrArray *measures = facts->profile->measures;
    for (guint i = 0; i < measures->len; i++)
        if (profile_same_name(((const ProfileMeasure *)measures->pdata[i])->title, heading))
            return measures->pdata[i];
    return NULL;
}

GPtrArray *
rows_spoken_of(const Facts *facts, const Statement *statement)
{
    const char *heading = passage_last_heading(statement->passage);
    g_autoptr(GHashTable) stems = stems_new();
    stems_add(stems, statement->text);
    stems_add(stems, heading);
    const ProfileMeasure *titled = measure_titled(facts, heading), *best = titled;
    double most = 0.7;
    for (guint i = 0; i < facts->series->len && !titled; i++) {
        const Series *series = facts->series->pdata[i];
        double topic = series_is_derived(series) ? 0 : facts_title(facts, series, stems);
        /* Of two that are named whole, the longer name says more. */
        topic += topic > 0.9 ? 0.02 * g_hash_table_size(series->title) : 0;
        if (topic > most)
            most = topic, best = series->measure;
    }
    GPtrArray *rows = g_ptr_array_new();
    for (guint i = 0; best && i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (series->measure == best && !*series->part && !series_is_derived(series))
            g_ptr_array_add(rows, (gpointer)series);
    }
    return rows;
}

bool
subjects_are_rows(const GPtrArray *subjects)
{
    return subjects->len && !series_is_whole(subjects->pdata[0]);
}

bool
subjects_are_one(const GPtrArray *subjects)
{
    const Series *first = subjects->len ? subjects->pdata[0] : NULL;
    for (guint i = 1; i < subjects->len; i++) {
        const Series *other = subjects->pdata[i];
        if (strcmp(other->category, first->category) != 0 || strcmp(other->part, first->part) != 0)
            return false;
    }
    return first != NULL;
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

/* The years that are named; false where it is not years that are. */
static bool
years_named(const Facts *facts, const Statement *statement, const char **first, const char **last)
{
    int number;
    for (guint i = 0; i < statement->mentions->len; i++) {
        const char *period = g_array_index(statement->mentions, Mention, i).period;
        if (!calendar_parse_year(period, facts->profile->year_start, &number) || statement->mentions->len > 2)
            return false;
        if (!*first || strcmp(period, *first) < 0)
            *first = period;
        if (!*last || strcmp(period, *last) > 0)
            *last = period;
    }
    return true;
}

/* Over an open stretch of years it is compared with each of them that is shown. */
static void
add_years_shown(const Facts *facts, GPtrArray *earlier)
{
    for (int back = 1; back < MAX(facts->profile->years, 2); back++)
        g_ptr_array_add(earlier,
                        calendar_year_label(facts->profile->year - back, facts->profile->year_start));
}

bool
years_compared(const Facts *facts, const Statement *statement, char **later, GPtrArray *earlier)
{
    static const char other[] = "\\b(?:months?|monthly|quarters?|quarterly|weeks? by|future|next year|covid|"
                                "pandemic|decade)\\b",
                      open[] = "\\b(?:(?:recent|past|last \\w+|over the|over \\w+) years|over time)\\b",
                      several[] = "\\byears\\b(?!\\s+figure)",
                      since[] = "\\b(?:from|since|than|against|(?:compared|comparison) (?:with|to)|on)"
                                "\\s[^;]{0,40}\\b20\\d\\d";
    bool limit = pattern_in("\\bwithin\\b", statement->text),
         previous = pattern_in("\\bprevious years\\b", statement->text);
    const char *first = NULL, *last = NULL;
    int number;
    if ((!limit && !previous && pattern_in(other, statement->text)) ||
        !years_named(facts, statement, &first, &last))
        return false;
    if (!first && pattern_in(open, statement->text)) {
        *later = g_strdup(facts->year);
        add_years_shown(facts, earlier);
        return true;
    }
    if (!first && !previous && !limit && pattern_in(several, statement->text))
        return false;
    if (first == last && first && strcmp(first, facts->year) != 0 && pattern_in(since, statement->text))
        last = facts->year;
    if (!first)
        first = last = facts->year;
    if (!calendar_parse_year(last, facts->profile->year_start, &number))
        return false;
    *later = g_strdup(last);
    g_ptr_array_add(earlier, first == last ? calendar_year_label(number - 1, facts->profile->year_start)
                                           : g_strdup(first));
    return true;
}
