#include "render/proof/tie.h"
#include <string.h>

/* How much must stand among the words, by how telling each is: of a row's name, for the row to be named; of a
 * measure's words, for a whole, or where a row's name is one that any sentence has; of them, beside a row's
 * name of one word, which stands in many tables. Set by the texts and sentences that README.md counts:
 * less accuses true sentences, more leaves slips unseen. */
static const double named = 0.8, about = 0.6, topical = 0.25;

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

bool
tie_is_called_like_anything(const Series *series)
{
    return pattern_in("^(?:others?|yes|no|not \\w+|none|unknown|unrecognised)\\b", series_name(series));
}

bool
tie_is_as_written(const Statement *statement, const Series *series)
{
    const char *name = series_name(series);
    return strstr(statement->text, name) || strstr(statement->passage->row, name) ||
           strstr(statement->passage->column, name);
}

/* How well the words speak of a series; 0: not well enough. */
static double
closeness_of(const Facts *facts, const Series *series, const Statement *statement, GHashTable *words)
{
    if (series->derived)
        return 0;
    if (series->whole) {
        double topic =
            MAX(facts_covered(facts, series->table->topic, words), series_named(facts, series, words));
        /* Of two that are named the one that more of the words are of. */
        return topic >= about ? topic * facts_weight(facts, series->names->pdata[0]) : 0;
    }
    if (series_named(facts, series, words) < named)
        return 0;
    GHashTable *called = series_called(series, words);
    double above = statement->table && statement->table == series->table ? 0.5 : 0,
           topic = facts_covered(facts, series->table->topic, statement->around) + above;
    if ((tie_is_called_like_anything(series) && !tie_is_as_written(statement, series) &&
         !pattern_in("{other-alone}", statement->text)) ||
        (!called && strpbrk(series_name(series), "0123456789")) ||
        (called && !stems_any(called, facts->names, NULL, NULL) && topic < about))
        return 0;
    /* A name of several words says by itself what is meant; one word stands in many tables. */
    if (called && g_hash_table_size(called) > 1)
        topic = MAX(topic, topical);
    return topic >= topical ? topic + facts_covered(facts, series->table->topic, statement->stems) : 0;
}

/* "Local authority social care" is not "Local authority", nor is "Referrals about education" "Referrals",
 * though the words are there. */
static bool
is_less_telling(const Series *series, const GPtrArray *others, GHashTable *words)
{
    GHashTable *called = series_called(series, words), *own = called ? called : series->names->pdata[0];
    for (guint i = 0; i < others->len; i++) {
        const Series *other = others->pdata[i];
        GHashTable *full = series_called(other, words);
        bool another =
            other->whole ? series->whole || other->table != series->table : !series_is_alike(series, other);
        if (full && another && stems_hold(full, own) && g_hash_table_size(full) > g_hash_table_size(own))
            return true;
    }
    return false;
}

/* Those that are spoken of best, and those nearly as well: rows; if there are none, wholes. */
GPtrArray *
tie_words(const Facts *facts, const Statement *statement, const char *words)
{
    g_autofree char *kept = without_left_out(words);
    g_autoptr(GHashTable) row_stems = stems_of(kept);
    g_autoptr(GHashTable) stems = stems_of(words);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    GPtrArray *ties[] = {g_ptr_array_new(), g_ptr_array_new()};
    g_autofree double *scores = g_new0(double, facts->series->len + 1);
    double most[2] = {0};
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        scores[i] = closeness_of(facts, series, statement, series->whole ? stems : row_stems);
        most[series->whole] = MAX(most[series->whole], scores[i]);
    }
    for (guint i = 0; i < facts->series->len; i++)
        if (scores[i] > 0 && scores[i] >= 0.85 * most[((const Series *)facts->series->pdata[i])->whole])
            g_ptr_array_add(all, facts->series->pdata[i]);
    for (guint i = 0; i < all->len; i++)
        if (!is_less_telling(all->pdata[i], all, stems))
            g_ptr_array_add(ties[((const Series *)all->pdata[i])->whole], all->pdata[i]);
    bool has_rows = ties[0]->len;
    g_ptr_array_unref(ties[has_rows]);
    return ties[!has_rows];
}

bool
tie_is_of_rows(const GPtrArray *tie)
{
    return tie->len && !((const Series *)tie->pdata[0])->whole;
}

bool
tie_is_of_one(const GPtrArray *tie)
{
    for (guint i = 1; i < tie->len; i++)
        if (!series_is_alike(tie->pdata[0], tie->pdata[i]) && !series_is_same(tie->pdata[0], tie->pdata[i]))
            return false;
    return tie->len;
}

static bool
word_is_of(const Series *series, const char *text, Span span, bool when_empty)
{
    g_autoptr(GHashTable) stems = stems_in(text, span);
    return g_hash_table_size(stems) ? stems_hold(series->words, stems) : when_empty;
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

static bool
is_alone(const Facts *facts, const Series *series, const char *words)
{
    g_autofree char *kept = without_left_out(words);
    g_autoptr(GHashTable) stems = stems_of(kept);
    Span span, word;
    if (stems_any(stems, facts->names, series->words, NULL))
        return false;
    for (gsize from = 0; pattern_find_group("{narrowing}", words, from, &span, &word);
         from = span.start + 2) {
        g_autofree char *next = span_words(words, word);
        if (!pattern_in("{opening}", next) && !word_is_of(series, words, word, true))
            return false;
    }
    return true;
}

bool
tie_is_alone(const Facts *facts, const GPtrArray *tie, const char *words)
{
    for (guint i = 0; i < tie->len; i++)
        if (!is_alone(facts, tie->pdata[i], words))
            return false;
    return true;
}

bool
tie_goes_on(const Statement *statement)
{
    return statement->previous &&
           pattern_in("^\\W*(?:this|that|it|these) (?:is|was|are|were|represents?|reflects?|compares?)\\b",
                      statement->text);
}

typedef enum { NOTHING, WHOLES, ROWS } Called;

/* What a part of the text calls by name. */
static Called
called_between(const Facts *facts, const Statement *statement, gsize from, gsize to)
{
    g_autofree char *words = span_words(statement->text, (Span){from, MAX(from, to)});
    g_autoptr(GPtrArray) tie = tie_words(facts, statement, words);
    return !tie->len ? NOTHING : tie_is_of_rows(tie) ? ROWS : WHOLES;
}

/* The words that say what a number counts: those before it back to the number before; or those behind it,
 * where they begin by saying so; or the whole sentence, where it speaks of one row. NULL: the number stands
 * with the one before. Caller frees. */
static char *
words_for(const Facts *facts, const Statement *statement, guint index)
{
    const char *text = statement->text;
    const Quantity *first = (const Quantity *)statement->quantities->data, *quantity = first + index;
    Span opening = {0};
    bool several = statement->quantities->len > 1,
         opened = pattern_find("^Of (?:the|all|these|our)\\b[^,]*,", text, 0, &opening) &&
                  opening.end <= quantity->span.start;
    gsize start = opened ? opening.end : 0, end = quantity->span.end,
          from = index ? MAX(start, quantity[-1].span.end) : start,
          to = index + 1 < statement->quantities->len ? quantity[1].span.start : strlen(text);
    to = end + MIN(to - end, strcspn(text + end, ",;:("));
    while (first->span.start < start)
        first++;
    g_autofree char *before = span_words(text, (Span){from, quantity->span.start}),
                    *behind = span_words(text, (Span){end, to});
    Called left = called_between(facts, statement, from, quantity->span.start),
           right = called_between(facts, statement, end, to);
    /* Of a list of names and numbers the names may come first. */
    if (left == ROWS)
        return right != ROWS || called_between(facts, statement, start, first->span.start) == ROWS
                   ? g_steal_pointer(&before)
                   : g_steal_pointer(&behind);
    if (index &&
        (pattern_in("{on-from-number}", before) || (right != ROWS && pattern_in("{in-brackets}", before))))
        return NULL;
    if (right == ROWS && pattern_in("{says-what}", behind))
        return g_steal_pointer(&behind);
    if (tie_goes_on(statement))
        return g_strjoin(" ", statement->previous, text, NULL);
    if (right == WHOLES && text[to] == ':')
        return g_steal_pointer(&behind);
    return g_strdup(several && right == ROWS ? "" : text + start);
}

bool
tie_is_total(const Passage *cell)
{
    return pattern_in("^(?:totals?|all)\\b(?!-)", cell->row);
}

/* A row's label without what explains it, where that is what some row is called; else the whole. Caller
 * frees. */
static char *
label_of(const Facts *facts, const char *label)
{
    char *core = g_strstrip(g_strndup(label, strcspn(label, "(<")));
    g_autoptr(GHashTable) stems = stems_of(core);
    for (guint i = 0; g_hash_table_size(stems) && i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (!series->whole && !series->derived && series_called(series, stems))
            return core;
    }
    g_free(core);
    return g_strdup(label);
}

/* What a cell is about by its row's label, beside that its column's, and by the measure of the table. */
static GPtrArray *
tie_cell(const Facts *facts, const Statement *cell, bool *alone)
{
    const char *column = cell->passage->column;
    g_autofree char *label = label_of(facts, cell->passage->row),
                    *words = g_strjoin(" ", label, column, NULL);
    bool total = tie_is_total(cell->passage);
    GPtrArray *tie = total ? g_ptr_array_new() : tie_words(facts, cell, words);
    if (total && cell->table && cell->table->whole)
        g_ptr_array_add(tie, (gpointer)cell->table->whole);
    *alone = tie_is_of_one(tie) && column_is_plain(column) && tie_is_alone(facts, tie, label) &&
             !is_made_of_others(tie->pdata[0], label);
    /* Of the measure that the table is of; or rows that are one set of records, by a name of several words.
     */
    for (guint i = 0; *alone && i < tie->len; i++) {
        const Series *series = tie->pdata[i];
        bool telling = !cell->table || g_hash_table_size(series->names->pdata[0]) > 1;
        *alone = series->table == cell->table ||
                 (!series->whole && telling && series_is_same(tie->pdata[0], series));
    }
    return tie;
}

const Series *
tie_row(const Facts *facts, const Statement *cell)
{
    g_autofree char *label = label_of(facts, cell->passage->row);
    g_autoptr(GPtrArray) tie = tie_words(facts, cell, label);
    const Series *series = tie_is_of_rows(tie) && tie_is_of_one(tie) ? tie->pdata[0] : NULL;
    return series && series->table == cell->table && !*series->part ? series : NULL;
}

GPtrArray *
tie_number(const Facts *facts, const Statement *statement, guint index, bool *alone)
{
    if (statement->passage->kind == PASSAGE_CELL)
        return tie_cell(facts, statement, alone);
    const Quantity *quantity = &g_array_index(statement->quantities, Quantity, index);
    g_autofree char *words = words_for(facts, statement, index);
    if (!words)
        return tie_number(facts, statement, index - 1, alone);
    GPtrArray *tie = tie_words(facts, statement, words);
    g_autoptr(GHashTable) stems = stems_of(words);
    bool called = tie_is_of_rows(tie);
    *alone = tie_is_of_one(tie) && tie_is_alone(facts, tie, words) &&
             !pattern_between("{of-which}", statement->text, 0, quantity->span.start);
    for (guint i = 0; *alone && i < tie->len; i++) {
        called = called || series_called(tie->pdata[i], stems);
        *alone = !is_made_of_others(tie->pdata[i], statement->text);
    }
    *alone = *alone && called;
    return tie;
}

bool
tie_allows(const Facts *facts, const Statement *statement, const Quantity *quantity, const char *period)
{
    if (quantity->period)
        return strcmp(period, quantity->period) == 0;
    /* A column that some number heads is of no year that is known. */
    if (statement->passage->kind == PASSAGE_CELL && pattern_in("\\d", statement->passage->column))
        return false;
    return strcmp(period, facts->year) == 0 || (quantity->compared && strcmp(period, facts->previous) == 0) ||
           mentions_have(statement->mentions, period) || mentions_have(statement->mentions_near, period);
}

const SeriesTable *
tie_heading(const Facts *facts, const char *heading)
{
    g_autoptr(GHashTable) above = stems_of(heading);
    const SeriesTable *best = NULL;
    for (guint i = 0; i < facts->tables->len; i++) {
        const SeriesTable *table = facts->tables->pdata[i];
        if (profile_same_name(table->measure->title, heading))
            return table;
        if (!best && g_hash_table_size(table->title) > 1 && stems_hold(above, table->title) &&
            stems_hold(table->title, above))
            best = table;
    }
    return best;
}

/* Raises by one each table that has a row of this name. */
static void
tie_count_label(const Facts *facts, const char *row, GHashTable *counts)
{
    g_autofree char *label = label_of(facts, row), *kept = without_left_out(label);
    g_autoptr(GHashTable) stems = stems_of(kept);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (series->whole || series->derived || !series_called(series, stems) ||
            !is_alone(facts, series, label) || !g_hash_table_add(seen, (gpointer)series->table))
            continue;
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, series->table));
        g_hash_table_insert(counts, (gpointer)series->table, GUINT_TO_POINTER(count + 1));
    }
}

/* Whether two tables have the same rows of the same records, as one and its return. */
static bool
is_same_table(const SeriesTable *one, const SeriesTable *other)
{
    return one && other && one->whole && other->whole && one->measure->by->len == 1 &&
           other->measure->by->len == 1 &&
           strcmp(one->measure->by->pdata[0], other->measure->by->pdata[0]) == 0 &&
           series_is_same(one->whole, other->whole);
}

const SeriesTable *
tie_labels(const Facts *facts, const GPtrArray *labels, const char *above)
{
    const SeriesTable *best = NULL;
    double most = 0, second = 0;
    g_autoptr(GHashTable) stems = stems_of(above);
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < labels->len; i++)
        tie_count_label(facts, labels->pdata[i], counts);
    for (guint i = 0; i < facts->tables->len; i++) {
        const SeriesTable *table = facts->tables->pdata[i];
        guint found = GPOINTER_TO_UINT(g_hash_table_lookup(counts, table));
        /* Of one row alone nothing can be told, and of a table with more rows of another kind little. */
        if (found < 2 || 2 * found < labels->len)
            continue;
        double score = found + 0.9 * facts_covered(facts, table->title, stems);
        if (is_same_table(table, best))
            most = MAX(most, score);
        else if (score > most)
            second = most, most = score, best = table;
        else
            second = MAX(second, score);
    }
    /* Of tables with the same rows the one that is named. */
    return most > second + 0.2 ? best : NULL;
}

const SeriesTable *
tie_whole_table(const Facts *facts, const Statement *statement)
{
    g_autofree char *words = g_strjoin(" ", statement->text, last_heading(statement->passage->heading), NULL);
    g_autoptr(GHashTable) stems = stems_of(words);
    const SeriesTable *best = statement->table;
    double most = 0.7;
    for (guint i = 0; i < facts->tables->len && !statement->table; i++) {
        const SeriesTable *table = facts->tables->pdata[i];
        double topic = facts_covered(facts, table->title, stems);
        /* Of two that are named whole, the longer name says more. */
        topic += topic > 0.9 ? 0.02 * g_hash_table_size(table->title) : 0;
        if (topic > most)
            most = topic, best = table;
    }
    return best;
}
