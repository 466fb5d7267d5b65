#include "render/proof/series.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

static void
series_table_free(gpointer pointer)
{
    SeriesTable *table = pointer;
    g_hash_table_unref(table->title);
    g_hash_table_unref(table->topic);
    g_ptr_array_unref(table->rows);
    g_free(table);
}

static void
series_free(gpointer pointer)
{
    Series *series = pointer;
    g_ptr_array_unref(series->names);
    g_hash_table_unref(series->words);
    g_ptr_array_unref(series->figures);
    g_ptr_array_unref(series->hidden);
    g_free(series);
}

/* `known`: tables by measure. */
static SeriesTable *
rows_of_measure(Facts *facts, GHashTable *known, const ProfileMeasure *measure)
{
    SeriesTable *table = g_hash_table_lookup(known, measure);
    if (table)
        return table;
    table = g_new0(SeriesTable, 1);
    table->measure = measure;
    table->title = stems_of(measure->title);
    table->topic = stems_of(measure->title);
    stems_add(table->topic, measure->of->words ? measure->of->words : "");
    stems_add(table->topic, measure->in ? measure->in->words : "");
    table->rows = g_ptr_array_new();
    g_hash_table_insert(known, (gpointer)measure, table);
    g_ptr_array_add(facts->tables, table);
    return table;
}

const char *
series_name(const Series *series)
{
    return *series->part ? series->part : series->category;
}

/* What it is called by: an outcome of those concluded as the outcome is; "notifications received" are the
 * notifications, whatever the table is called. */
static const char *
own_name(const Series *series)
{
    const ProfileMeasure *measure = series->table->measure;
    if (!series->whole)
        return series->role == ROLE_CONCLUDED ? series->category : series_name(series);
    return kind_of(measure)->sizes_population && measure->per == PER_YEAR && !measure->around->len &&
                   measure->of->words
               ? measure->of->words
               : measure->title;
}

/* A cell of a cross-table is called by its row and its column. */
static bool
is_cell_of_cross_table(const Series *series)
{
    return *series->part && series->table->measure->by->len == 2;
}

static bool
is_derived(const Series *series)
{
    FigureRole role = series->role;
    /* The median of a curve is one that sentences are about. */
    bool estimated =
        role >= ROLE_ESTIMATE && role <= ROLE_LAST_RULE && (role != ROLE_ESTIMATED_MEDIAN || *series->part);
    return estimated || role == ROLE_FOLLOWED || role == ROLE_STILL_OPEN || role == ROLE_CONCLUDED ||
           !profile_category_tells(own_name(series));
}

static void
add_name(Facts *facts, Series *series, const char *name)
{
    g_autoptr(GHashTable) stems = stems_of(name);
    if (is_cell_of_cross_table(series))
        stems_add(stems, series->category);
    if (g_hash_table_size(stems))
        g_ptr_array_add(series->names, g_hash_table_ref(stems));
    if (!series->whole && !series->derived)
        stems_add(facts->names, name);
}

static Series *
series_new(Facts *facts, SeriesTable *table, const Figure *figure)
{
    Series *series = g_new0(Series, 1);
    series->table = table;
    series->category = figure->category;
    series->part = figure->part;
    series->role = figure->role;
    series->names = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    series->figures = g_ptr_array_new();
    series->hidden = g_ptr_array_new();
    series->whole = !*series->category && !*series->part;
    series->derived = is_derived(series);
    add_name(facts, series, own_name(series));
    if (series->whole)
        table->whole = series;
    if (!*series->part && !series->derived)
        g_ptr_array_add(table->rows, series);
    g_ptr_array_add(facts->series, series);
    return series;
}

/* Whether no other row of the series' table begins so. */
static bool
is_called_first(const Facts *facts, const Series *series, const char *core)
{
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *other = facts->series->pdata[i];
        if (other != series && other->table == series->table && !*other->part == !*series->part &&
            (!*series->part || strcmp(other->category, series->category) == 0) &&
            g_str_has_prefix(own_name(other), core))
            return false;
    }
    return true;
}

/* A row may be called as pictures call it, without numbers and examples; by what stands before a bracket or
 * stroke, if no other is; and as the council says it in a sentence. */
static void
add_other_names(Facts *facts, Series *series)
{
    const ProfileMeasure *measure = series->table->measure;
    const ProfileField *field =
        measure->by->len == 1 ? profile_field(facts->profile, measure->by->pdata[0]) : NULL;
    const char *own = *series->category ? profile_in_sentences(field, series->category, series->part) : NULL;
    if (own)
        add_name(facts, series, own);
    if (series->whole || is_cell_of_cross_table(series))
        return;
    g_autofree char *brief = english_short(field, own_name(series));
    Span mark;
    add_name(facts, series, brief);
    if (!pattern_find("\\s*(?:\\(|\\s/\\s)", own_name(series), 1, &mark))
        return;
    g_autofree char *core = g_strndup(own_name(series), mark.start);
    if (is_called_first(facts, series, core))
        add_name(facts, series, core);
}

static void
add_stem(gpointer stem, gpointer value, gpointer all)
{
    (void)value;
    g_hash_table_add(all, stem);
}

/* Series that count one thing share the words for it. `known`: by thing. */
static void
share_words(Series *series, GHashTable *known)
{
    gpointer thing = series->thing ? (gpointer)series->thing : series;
    GHashTable *words = g_hash_table_lookup(known, thing);
    series->words = words ? g_hash_table_ref(words) : stems_of("");
    g_hash_table_insert(known, thing, series->words);
    for (guint i = 0; i < series->names->len; i++)
        g_hash_table_foreach(series->names->pdata[i], add_stem, series->words);
    g_hash_table_foreach(series->table->topic, add_stem, series->words);
}

static void
count_stem(gpointer stem, gpointer value, gpointer counts)
{
    (void)value;
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, stem));
    g_hash_table_insert(counts, stem, GUINT_TO_POINTER(count + 1));
}

/* What a figure counts: its set, with a category that a profile's condition names written as a table has it.
 * Kept for good. */
static const char *
thing_of(const Figure *figure)
{
    g_autofree char *named = g_strdup_printf(" %d:", CODES_NAMED),
                    *category = g_strdup_printf(" %d:", CODES_CATEGORY);
    g_auto(GStrv) parts = g_strsplit(figure->counts->key, named, -1);
    g_autofree char *key = g_strjoinv(category, parts);
    return g_intern_string(key);
}

/* `known`: series by their key, `tables` by their measure, without which nothing is a row. A series' thing is
 * that of the year reported, or of its last figure. */
static void
add_figure(Facts *facts, GHashTable *known, GHashTable *tables, const Figure *figure)
{
    const ProfileMeasure *measure = profile_measure(facts->profile, figure->measure);
    if (!measure)
        return;
    char *key = g_strjoin("\x1f", figure->measure, figure->category, figure->part, NULL);
    Series *series = g_hash_table_lookup(known, key);
    if (!series)
        series = series_new(facts, rows_of_measure(facts, tables, measure), figure);
    g_hash_table_insert(known, key, series);
    if (figure->counts && (!series->thing || strcmp(figure->period, facts->year) <= 0))
        series->thing = thing_of(figure);
    if (!figure_symbol(figure->status))
        g_ptr_array_add(series->figures, (gpointer)figure);
    else if (figure->status == FIGURE_SUPPRESSED)
        g_ptr_array_add(series->hidden, (gpointer)figure);
}

static gboolean
is_plain_stem(gpointer stem, gpointer value, gpointer unused)
{
    (void)value, (void)unused;
    return pattern_in("^(?:\\d.*|{plain})$", stem);
}

Facts *
facts_new(const Exhibits *exhibits)
{
    Facts *facts = g_new0(Facts, 1);
    facts->exhibits = exhibits;
    facts->profile = exhibits->profile;
    facts->series = g_ptr_array_new_with_free_func(series_free);
    facts->tables = g_ptr_array_new_with_free_func(series_table_free);
    facts->names = stems_of("");
    facts->counts = g_hash_table_new(NULL, NULL);
    facts->year = year_back(facts->profile, 0);
    facts->previous = year_back(facts->profile, 1);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) tables = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) things = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < figures_length(exhibits->figures); i++)
        add_figure(facts, known, tables, figures_at(exhibits->figures, i));
    for (guint i = 0; i < facts->series->len; i++) {
        Series *series = facts->series->pdata[i];
        add_other_names(facts, series);
        share_words(series, things);
        if (!series->whole && series->names->len)
            g_hash_table_foreach(series->names->pdata[0], count_stem, facts->counts);
        g_hash_table_foreach(series->table->topic, count_stem, facts->counts);
    }
    g_hash_table_foreach_remove(facts->names, is_plain_stem, NULL);
    return facts;
}

void
facts_free(Facts *facts)
{
    g_ptr_array_unref(facts->series);
    g_ptr_array_unref(facts->tables);
    g_hash_table_unref(facts->names);
    g_hash_table_unref(facts->counts);
    g_free(facts);
}

/* Of those that stand among others (NULL: of all). A word that every series has says nothing of which is
 * meant; of the council's own words for a category some may be in no name. */
static double
weight_among(const Facts *facts, GHashTable *stems, GHashTable *others)
{
    double all = 0;
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, stems);
    while (g_hash_table_iter_next(&iter, &stem, NULL)) {
        if (others && !g_hash_table_contains(others, stem))
            continue;
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(facts->counts, stem));
        all += count ? log(1 + (double)facts->series->len / count) : 1;
    }
    return all;
}

double
facts_weight(const Facts *facts, GHashTable *stems)
{
    return weight_among(facts, stems, NULL);
}

double
facts_covered(const Facts *facts, GHashTable *wanted, GHashTable *stems)
{
    double found = weight_among(facts, wanted, stems);
    return found > 0 ? found / facts_weight(facts, wanted) : 0;
}

double
series_named(const Facts *facts, const Series *series, GHashTable *stems)
{
    double most = 0;
    for (guint i = 0; i < series->names->len; i++)
        most = MAX(most, facts_covered(facts, series->names->pdata[i], stems));
    return most;
}

GHashTable *
series_called(const Series *series, GHashTable *stems)
{
    GHashTable *longest = NULL;
    for (guint i = 0; i < series->names->len; i++)
        if (stems_hold(stems, series->names->pdata[i]) &&
            (!longest || g_hash_table_size(longest) < g_hash_table_size(series->names->pdata[i])))
            longest = series->names->pdata[i];
    return longest;
}

const Figure *
series_figure(const Series *series, const char *period)
{
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = series->figures->pdata[i];
        if (strcmp(figure->period, period) == 0)
            return figure;
    }
    return NULL;
}

bool
series_is_same(const Series *one, const Series *other)
{
    return one == other || (one->thing && one->thing == other->thing);
}

bool
series_is_alike(const Series *one, const Series *other)
{
    return strcmp(one->category, other->category) == 0 && strcmp(one->part, other->part) == 0;
}

bool
figure_has_share(const Figure *figure)
{
    return figure && !isnan(figure->percent) && (*figure->category || *figure->part || figure->percent < 100);
}

int
figure_way(const Figure *later, const Figure *earlier, SpokenOf of)
{
    double now = of == OF_NUMBER ? later->count : figure_round(later->percent, 1),
           then = of == OF_NUMBER ? earlier->count : figure_round(earlier->percent, 1);
    return isnan(now) || isnan(then) ? 0 : (now > then) - (now < then);
}

/* How many years lie between two; 0 where they are not years. */
static int
years_between(const Facts *facts, const char *earlier, const char *later, int *last)
{
    int first;
    return calendar_parse_year(later, facts->profile->year_start, last) &&
                   calendar_parse_year(earlier, facts->profile->year_start, &first)
               ? *last - first
               : 0;
}

bool
facts_is_next_year(const Facts *facts, const char *earlier, const char *later)
{
    int last;
    return years_between(facts, earlier, later, &last) == 1;
}

static const ProfileBreak *
break_between(const Facts *facts, const Figure *later, const Figure *earlier)
{
    const ProfileMeasure *measure = profile_measure(facts->profile, later->measure);
    const ProfileBreak *gap = NULL;
    int last, years = years_between(facts, earlier->period, later->period, &last);
    for (int back = years; !gap && back > 0; back--)
        gap = profile_break(facts->profile, measure, last - back + 1);
    return gap;
}

const ProfileBreak *
facts_break(const Facts *facts, const Figure *later, const Figure *earlier)
{
    const ProfileBreak *gap = break_between(facts, later, earlier);
    for (guint i = 0; gap && i < facts->series->len; i++) {
        const Series *other = facts->series->pdata[i];
        const Figure *now = series_figure(other, later->period),
                     *then = series_figure(other, earlier->period);
        if (now && then && now->count == later->count && then->count == earlier->count &&
            !break_between(facts, now, then))
            return NULL;
    }
    return gap;
}

static void
append_number(GString *text, const char *before, double number, int decimals, const char *behind)
{
    g_autofree char *words = isnan(number) ? NULL : figure_number_text(number, decimals);
    if (words)
        g_string_append_printf(text, "%s%s%s", before, words, behind);
}

char *
facts_words(const Facts *facts, const Figure *figure, const Figure *earlier)
{
    GString *text = g_string_new(profile_measure(facts->profile, figure->measure)->title);
    if (*figure->category)
        g_string_append_printf(text, ", %s", figure->category);
    if (*figure->part)
        g_string_append_printf(text, ", %s", figure->part);
    for (const Figure *one = figure; one; one = one == earlier ? NULL : earlier) {
        bool counted = !isnan(one->count), share = !isnan(one->percent);
        g_string_append_printf(text, ", %s%s:", one == figure ? "" : "against ", one->period);
        append_number(text, " ", one->count, 0, "");
        append_number(text, " of ", counted && one == figure ? one->base : NAN, 0, "");
        append_number(text, counted ? " (" : " ", one->percent, 1, counted ? "%)" : "%");
        append_number(text, " ", counted || share ? NAN : one->value, 1, "");
    }
    return g_string_free(text, FALSE);
}
