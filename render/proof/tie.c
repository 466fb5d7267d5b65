#include "render/proof/tie.h"
#include "render/proof/words.h"
#include <string.h>

static const double named = 0.8, about = 0.6, topical = 0.25;

/* "actions beyond advice and guidance" are not called advice and guidance. */

/* Words without what they leave out; limits as rows are called by them: "in 4 weeks" is within them. Caller
 * frees. */
char *
without_left_out(const char *words)
{
    GString *text = g_string_new(words);
    Span span, group;
    while (pattern_find("{left-out}", text->str, 0, &span))
        g_string_erase(text, (gssize)span.start, (gssize)(span.end - span.start));
    while (pattern_find_group("{limit}", text->str, 0, &span, &group)) {
        g_string_erase(text, (gssize)group.start, (gssize)(group.end - group.start));
        g_string_insert(text, (gssize)group.start, "within");
    }
    return g_string_free(text, FALSE);
}

static bool
is_plain(const char *stem)
{
    return pattern_in("^(?:\\d.*|{plain})$", stem);
}

static bool
is_all_plain(GHashTable *stems)
{
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, stems);
    while (g_hash_table_iter_next(&iter, &stem, NULL))
        if (!is_plain(stem))
            return false;
    return true;
}

bool
tie_is_called_like_anything(const Series *series)
{
    return pattern_in("^(?:others?|yes|no|not \\w+|none|unknown|unrecognised)\\b",
                      *series->part ? series->part : series->category);
}

bool
tie_is_as_written(const Statement *statement, const Series *series)
{
    const char *name = *series->part ? series->part : series->category;
    return strstr(statement->text, name) || strstr(statement->passage->row, name) ||
           strstr(statement->passage->column, name);
}

/* How well the words speak of a series; 0: not well enough. */
static double
spoken(const Facts *facts, const Series *series, const Statement *statement, GHashTable *words)
{
    if (series->derived)
        return 0;
    if (series->whole) {
        double topic =
            MAX(facts_covered(facts, series->topic, words), facts_covered(facts, series->title, words));
        /* Of two that are named the one that more of the words are of. */
        return topic >= about ? topic * facts_weight(facts, series->title) : 0;
    }
    if (series_named(facts, series, words) < named)
        return 0;
    GHashTable *called = series_called(series, words);
    double above = statement->measure && statement->measure == series->measure ? 0.5 : 0,
           topic = facts_covered(facts, series->topic, statement->around) + above;
    if ((tie_is_called_like_anything(series) && !tie_is_as_written(statement, series) &&
         !pattern_in("{other-alone}", statement->text)) ||
        (!called && strpbrk(*series->part ? series->part : series->category, "0123456789")) ||
        (called && is_all_plain(called) && topic < about))
        return 0;
    /* A name of several words says by itself what is meant; one word stands in many tables. */
    if (called && g_hash_table_size(called) > 1)
        topic = MAX(topic, topical);
    return topic >= topical ? topic + facts_covered(facts, series->topic, statement->stems) : 0;
}

/* Those that are spoken of best, and those nearly as well. */
static GPtrArray *
best_spoken(const Facts *facts, const Statement *statement, GHashTable *words, bool wholes)
{
    GPtrArray *best = g_ptr_array_new();
    g_autofree double *scores = g_new0(double, facts->series->len + 1);
    double most = 0;
    for (guint i = 0; i < facts->series->len; i++)
        if (wholes == ((const Series *)facts->series->pdata[i])->whole)
            most = MAX(most, scores[i] = spoken(facts, facts->series->pdata[i], statement, words));
    for (guint i = 0; i < facts->series->len; i++)
        if (scores[i] > 0 && scores[i] >= 0.85 * most)
            g_ptr_array_add(best, facts->series->pdata[i]);
    return best;
}

/* "Local authority social care" is not "Local authority", nor is "Referrals about education" "Referrals",
 * though the words are there. */
static void
drop_less_telling(GPtrArray *some, const GPtrArray *others, GHashTable *words)
{
    for (guint i = some->len; i-- > 0;) {
        const Series *series = some->pdata[i];
        GHashTable *own = series_called(series, words);
        bool less = false;
        own = own ? own : series->whole ? series->title : series->names->pdata[0];
        for (guint j = 0; j < others->len && !less; j++) {
            const Series *other = others->pdata[j];
            GHashTable *full = series_called(other, words);
            bool same =
                     strcmp(other->category, series->category) == 0 && strcmp(other->part, series->part) == 0,
                 whole = other->whole;
            less = full && (whole ? series->whole || other->measure != series->measure : !same) &&
                   stems_hold(full, own) && g_hash_table_size(full) > g_hash_table_size(own);
        }
        if (less)
            g_ptr_array_remove_index(some, i);
    }
}

GPtrArray *
tie_words(const Facts *facts, const Statement *statement, const char *words)
{
    g_autofree char *kept = without_left_out(words);
    g_autoptr(GHashTable) row_stems = stems_of(kept);
    g_autoptr(GHashTable) stems = stems_of(words);
    GPtrArray *rows = best_spoken(facts, statement, row_stems, false),
              *wholes = best_spoken(facts, statement, stems, true);
    g_autoptr(GPtrArray) all = g_ptr_array_copy(rows, NULL, NULL);
    g_ptr_array_extend(all, wholes, NULL, NULL);
    drop_less_telling(rows, all, stems);
    drop_less_telling(wholes, all, stems);
    bool has_rows = rows->len > 0;
    g_ptr_array_unref(has_rows ? wholes : rows);
    return has_rows ? rows : wholes;
}

bool
tie_is_of_rows(const GPtrArray *tie)
{
    return tie->len && !((const Series *)tie->pdata[0])->whole;
}

bool
tie_is_of_one(const GPtrArray *tie)
{
    const Series *first = tie->len ? tie->pdata[0] : NULL;
    for (guint i = 1; i < tie->len; i++) {
        const Series *other = tie->pdata[i];
        if ((strcmp(other->category, first->category) != 0 || strcmp(other->part, first->part) != 0) &&
            !series_is_same(first, other))
            return false;
    }
    return first != NULL;
}

static bool
word_is_of(const Series *series, const char *text, Span span, bool when_empty)
{
    g_autofree char *word = g_strndup(text + span.start, span.end - span.start);
    g_autoptr(GHashTable) stems = stems_of(word);
    const char *stem = stems_first(stems);
    return stem ? g_hash_table_contains(series->words, stem) : when_empty;
}

/* Whether it is not the figure of one row, but something made of several, or a part of it. */
static bool
is_made_of_others(const Series *series, const char *text)
{
    Span word;
    for (gsize from = 0; pattern_find("{made-of-others}", text, from, &word); from = word.end)
        if (!word_is_of(series, text, word, false) ||
            g_ascii_strncasecmp(text + word.start, "others", 6) == 0)
            return true;
    return false;
}

/* Words that narrow what is counted to something that no figure may know: "in the north", "who are women". */

/* "IFA foster carers", "LA homes": a row's name with a word before it that narrows it and is none of its own.
 */
static bool
is_narrowed(const Series *series, const char *words)
{
    const char *name = *series->part ? series->part : series->category;
    g_autofree char *first = g_strndup(name, strcspn(name, " (/,-")), *low = g_utf8_strdown(words, -1),
                    *wanted = g_utf8_strdown(first, -1);
    for (const char *at = low; *wanted && (at = strstr(at, wanted)); at += strlen(wanted)) {
        if (at > low && g_ascii_isalpha(at[-1]))
            continue;
        g_autofree char *before = g_strndup(words, MIN((gsize)(at - low), strlen(words)));
        Span span, word;
        if (pattern_find_group("(?:\\w[\\w'-]*\\W+)([A-Za-z][\\w-]*)\\s+$", before, 0, &span, &word) &&
            (g_ascii_isupper(before[word.start]) ||
             pattern_in("\\b(?:independent|external\\w*|private|kinship|agency|former|new|unregulated)\\s+$",
                        before)) &&
            !word_is_of(series, before, word, true))
            return true;
    }
    return false;
}

bool
tie_is_alone(const Facts *facts, const Series *series, const char *words)
{
    g_autofree char *kept = without_left_out(words);
    g_autoptr(GHashTable) stems = stems_of(kept);
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, stems);
    while (g_hash_table_iter_next(&iter, &stem, NULL))
        if (!is_plain(stem) && g_hash_table_contains(facts->names, stem) &&
            !g_hash_table_contains(series->words, stem))
            return false;
    if (!series->whole && is_narrowed(series, kept))
        return false;
    Span span, word;
    for (gsize from = 0; pattern_find_group("\\b{narrowing}\\s+(?:(?:the|our|this|all)\\s+)*([a-z]\\w*)",
                                            words, from, &span, &word);
         from = span.start + 2) {
        g_autofree char *next = g_strndup(words + word.start, word.end - word.start);
        if (!pattern_in("{opening}", next) && !word_is_of(series, words, word, true))
            return false;
    }
    return true;
}

/* Of a list of names and numbers, whether the names come first. */
static bool
names_stand_first(const Facts *facts, const Statement *statement, gsize start)
{
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *quantity = &g_array_index(statement->quantities, Quantity, i);
        if (quantity->span.start < start)
            continue;
        g_autofree char *before = g_strndup(statement->text + start, quantity->span.start - start);
        g_autoptr(GPtrArray) tie = tie_words(facts, statement, before);
        return tie_is_of_rows(tie);
    }
    return false;
}

/* A sentence that goes on about what the one before is about: "This is an increase of 67." */
bool
tie_goes_on(const Statement *statement)
{
    return statement->previous &&
           pattern_in("^\\W*(?:this|that|it|these) (?:is|was|are|were|represents?|reflects?|compares?)\\b",
                      statement->text);
}

/* The words that say what a number counts: those before it back to the number before; or those behind it,
 * where they begin by saying so; or the whole sentence, where it speaks of one row. NULL: the number stands
 * with the one before. Caller frees. */
static char *
words_for(const Facts *facts, const Statement *statement, guint index)
{
    const Quantity *quantity = &g_array_index(statement->quantities, Quantity, index),
                   *last = index ? quantity - 1 : NULL,
                   *next = index + 1 < statement->quantities->len ? quantity + 1 : NULL;
    Span opening = {0};
    bool opened = pattern_find("^Of (?:the|all|these|our)\\b[^,]*,", statement->text, 0, &opening) &&
                  opening.end <= quantity->span.start;
    gsize start = opened ? opening.end : 0, from = MAX(start, last ? last->span.end : 0),
          to = next ? next->span.start : strlen(statement->text);
    g_autofree char *before = g_strndup(statement->text + from, quantity->span.start - from),
                    *behind = g_strndup(statement->text + quantity->span.end, to - quantity->span.end);
    behind[strcspn(behind, ",;:(")] = '\0';
    g_autoptr(GPtrArray) left = tie_words(facts, statement, before);
    g_autoptr(GPtrArray) right = tie_words(facts, statement, behind);
    if (tie_is_of_rows(left) && (!tie_is_of_rows(right) || names_stand_first(facts, statement, start)))
        return g_steal_pointer(&before);
    if (tie_is_of_rows(left) && tie_is_of_rows(right))
        return g_steal_pointer(&behind);
    if (last && !tie_is_of_rows(left) &&
        pattern_in("^\\s*(?:to|against|(?:(?:up|down) )?from|compared (?:with|to))\\s+$", before))
        return NULL;
    if (tie_is_of_rows(right) && !tie_is_of_rows(left) && pattern_in("{says-what}", behind))
        return g_steal_pointer(&behind);
    if (last && pattern_in("^[^.;]{0,12}[(\\x{2013}-][^.;]{0,40}$", before) && !tie_is_of_rows(right))
        return NULL;
    if (tie_goes_on(statement))
        return g_strjoin(" ", statement->previous, statement->text, NULL);
    if (right->len && !tie_is_of_rows(right) && statement->text[quantity->span.end + strlen(behind)] == ':')
        return g_steal_pointer(&behind);
    return statement->quantities->len == 1 || !tie_is_of_rows(right) ? g_strdup(statement->text + start)
                                                                     : g_strdup("");
}

/* The column holds what a figure has: a count or a percentage of a year, and nothing of its own. */
static bool
is_plain_column(const char *column)
{
    return *column && pattern_in("{plain-column}", column);
}

bool
tie_is_total(const Passage *cell)
{
    return pattern_in("^(?:totals?|all)\\b(?!-)", cell->row);
}

const Series *
tie_total(const Facts *facts, const ProfileMeasure *measure)
{
    for (guint i = 0; measure && i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (series->measure == measure && series->whole)
            return series;
    }
    return NULL;
}

/* A row's label without what explains it, where that calls one row by itself; else the whole. Caller frees.
 */
static char *
label_of(const Facts *facts, const Statement *cell)
{
    const char *row = cell->passage->row;
    char *core = g_strstrip(g_strndup(row, strcspn(row, "(<")));
    g_autoptr(GPtrArray) tie = tie_words(facts, cell, core);
    if (!*core || !tie_is_of_rows(tie) || !tie_is_of_one(tie)) {
        g_free(core);
        return g_strdup(row);
    }
    return core;
}

/* Whether all are of the measure that the table is of, or one set of records that a name of several words
 * calls. */
static bool
is_of_table(const Statement *cell, const GPtrArray *tie, const char *label)
{
    g_autoptr(GHashTable) stems = stems_of(label);
    bool all = true, same = true;
    for (guint i = 0; i < tie->len; i++) {
        const Series *series = tie->pdata[i];
        all = all && series->measure == cell->measure;
        same = same && series_is_same(tie->pdata[0], series);
    }
    GHashTable *called = tie->len ? series_called(tie->pdata[0], stems) : NULL;
    return all ||
           (same && tie_is_of_rows(tie) && (!cell->measure || (called && g_hash_table_size(called) > 1)));
}

/* What a cell is about by its row's label, beside that its column's, and by the measure of the table. */
static GPtrArray *
tie_cell(const Facts *facts, const Statement *statement, bool *alone)
{
    const Passage *passage = statement->passage;
    g_autofree char *label = label_of(facts, statement),
                    *words = g_strjoin(" ", label, passage->column, NULL);
    const Series *total = tie_is_total(passage) ? tie_total(facts, statement->measure) : NULL;
    GPtrArray *tie = tie_is_total(passage) ? g_ptr_array_new() : tie_words(facts, statement, words);
    if (total)
        g_ptr_array_add(tie, (gpointer)total);
    *alone = tie_is_of_one(tie) && is_of_table(statement, tie, label) && is_plain_column(passage->column) &&
             tie_is_alone(facts, tie->pdata[0], label) && !is_made_of_others(tie->pdata[0], label);
    return tie;
}

const Series *
tie_row(const Facts *facts, const Statement *cell)
{
    g_autofree char *label = label_of(facts, cell);
    g_autoptr(GPtrArray) tie = tie_words(facts, cell, label);
    const Series *series = tie_is_of_rows(tie) && tie_is_of_one(tie) ? tie->pdata[0] : NULL;
    return series && series->measure == cell->measure && !*series->part ? series : NULL;
}

GPtrArray *
tie_number(const Facts *facts, const Statement *statement, guint index, bool *alone)
{
    const Quantity *quantity = &g_array_index(statement->quantities, Quantity, index);
    *alone = false;
    if (statement->passage->kind == PASSAGE_CELL)
        return tie_cell(facts, statement, alone);
    g_autofree char *words = words_for(facts, statement, index);
    if (!words && index)
        return tie_number(facts, statement, index - 1, alone);
    GPtrArray *tie = tie_words(facts, statement, words ? words : "");
    *alone =
        tie_is_of_one(tie) &&
        !pattern_between("(?:^|\\d[%)]*\\s+|\\bout )of (?:the |all |these |our )?(?:about )?$|\\bthe other $",
                         statement->text, 0, quantity->span.start);
    g_autoptr(GHashTable) stems = stems_of(words ? words : "");
    bool called = tie_is_of_rows(tie);
    for (guint i = 0; !called && i < tie->len; i++)
        called = series_called(tie->pdata[i], stems) != NULL;
    for (guint i = 0; *alone && i < tie->len; i++)
        *alone = called && tie_is_alone(facts, tie->pdata[i], words) &&
                 !is_made_of_others(tie->pdata[i], statement->text);
    return tie;
}

/* Whether the only year that is named is said of another number: "34%, against 68% in 2022-23". */
static bool
is_said_of_another(const Statement *statement, const Quantity *quantity)
{
    bool said = false;
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *other = &g_array_index(statement->quantities, Quantity, i);
        said = said || (other != quantity && other->period && other->compared);
    }
    return said && statement->mentions->len == 1 && !quantity->compared;
}

static const char *
period_said(const Statement *statement, const Quantity *quantity)
{
    if (quantity->period)
        return quantity->period;
    if (statement->passage->kind == PASSAGE_CELL && statement->mentions_near->len == 1)
        return g_array_index(statement->mentions_near, Mention, 0).period;
    return NULL;
}

const char *
tie_period(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    const char *said = period_said(statement, quantity);
    if (statement->passage->kind == PASSAGE_CELL)
        return is_plain_column(statement->passage->column) ? said : NULL;
    if (said)
        return said;
    if (statement->mentions->len)
        return is_said_of_another(statement, quantity) ? facts->year : NULL;
    for (guint i = 0; i < statement->mentions_near->len; i++)
        if (strcmp(g_array_index(statement->mentions_near, Mention, i).period, facts->year) != 0)
            return NULL;
    return quantity->compared ? facts->previous : facts->year;
}

bool
tie_is_count_of_period(const Statement *cell)
{
    return cell->mentions_near->len == 1 && is_plain_column(cell->passage->column);
}

bool
tie_allows(const Facts *facts, const Statement *statement, const Quantity *quantity, const char *period)
{
    const char *said = period_said(statement, quantity);
    if (said)
        return strcmp(period, said) == 0;
    /* A column that some number heads is of no year that is known. */
    if (statement->passage->kind == PASSAGE_CELL && pattern_in("\\d", statement->passage->column))
        return false;
    if (quantity->of_last_year && !statement->mentions->len)
        return strcmp(period, facts->previous) == 0;
    return strcmp(period, facts->year) == 0 || (quantity->compared && strcmp(period, facts->previous) == 0) ||
           mentions_have(statement->mentions, period) || mentions_have(statement->mentions_near, period);
}

const ProfileMeasure *
tie_heading(const Facts *facts, const char *heading)
{
    const GPtrArray *measures = facts->profile->measures;
    g_autoptr(GHashTable) above = stems_of(heading);
    const ProfileMeasure *best = NULL;
    for (guint i = 0; i < measures->len; i++) {
        const ProfileMeasure *measure = measures->pdata[i];
        if (profile_same_name(measure->title, heading))
            return measure;
        g_autoptr(GHashTable) title = stems_of(measure->title);
        if (!best && g_hash_table_size(title) > 1 && stems_hold(above, title) && stems_hold(title, above))
            best = measure;
    }
    return best;
}

/* Raises by one each measure that has a row of this name. */
static void
count_label(const Facts *facts, const char *label, GHashTable *counts)
{
    g_autofree char *kept = without_left_out(label);
    g_autoptr(GHashTable) stems = stems_of(kept);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (series->whole || series->derived || !series_called(series, stems) ||
            !tie_is_alone(facts, series, label) || !g_hash_table_add(seen, (gpointer)series->measure))
            continue;
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, series->measure));
        g_hash_table_insert(counts, (gpointer)series->measure, GUINT_TO_POINTER(count + 1));
    }
    /* "Unfounded (there is no evidence)" */
    g_autofree char *core = g_strndup(label, strcspn(label, "(<"));
    if (!g_hash_table_size(seen) && strlen(core) < strlen(label))
        count_label(facts, core, counts);
}

/* Whether two measures have the same rows of the same records, as one and its return. */
static bool
tie_is_same_table(const Facts *facts, const ProfileMeasure *one, const ProfileMeasure *other)
{
    const Series *all = tie_total(facts, one), *same = tie_total(facts, other);
    return all && same && one->by->len == 1 && other->by->len == 1 &&
           strcmp(one->by->pdata[0], other->by->pdata[0]) == 0 && series_is_same(all, same);
}

const ProfileMeasure *
tie_labels(const Facts *facts, const GPtrArray *labels, const char *above)
{
    const ProfileMeasure *best = NULL;
    double most = 0, second = 0;
    g_autoptr(GHashTable) stems = stems_of(above);
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < labels->len; i++)
        count_label(facts, labels->pdata[i], counts);
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        guint found = GPOINTER_TO_UINT(g_hash_table_lookup(counts, series->measure));
        /* Of one row alone nothing can be told, and of a table with more rows of another kind little. */
        if (found < 2 || 2 * found < labels->len)
            continue;
        double score = found + 0.9 * facts_covered(facts, series->title, stems);
        if (series->measure == best || tie_is_same_table(facts, series->measure, best))
            most = MAX(most, score);
        else if (score > most)
            second = most, most = score, best = series->measure;
        else
            second = MAX(second, score);
    }
    /* Of tables with the same rows the one that is named. */
    return most > second + 0.2 ? best : NULL;
}

GPtrArray *
tie_whole_table(const Facts *facts, const Statement *statement)
{
    const char *heading = passage_last_heading(statement->passage);
    g_autofree char *words = g_strjoin(" ", statement->text, heading, NULL);
    g_autoptr(GHashTable) stems = stems_of(words);
    const ProfileMeasure *best = statement->measure;
    double most = 0.7;
    for (guint i = 0; i < facts->series->len && !statement->measure; i++) {
        const Series *series = facts->series->pdata[i];
        double topic = series->derived ? 0 : facts_covered(facts, series->title, stems);
        /* Of two that are named whole, the longer name says more. */
        topic += topic > 0.9 ? 0.02 * g_hash_table_size(series->title) : 0;
        if (topic > most)
            most = topic, best = series->measure;
    }
    GPtrArray *rows = g_ptr_array_new();
    for (guint i = 0; best && i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (series->measure == best && !*series->part && !series->derived)
            g_ptr_array_add(rows, (gpointer)series);
    }
    return rows;
}
