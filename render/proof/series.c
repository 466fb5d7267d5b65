#include "render/proof/series.h"
#include "render/proof/words.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

static void
series_free(gpointer pointer)
{
    Series *series = pointer;
    g_ptr_array_unref(series->names);
    g_hash_table_unref(series->words);
    g_hash_table_unref(series->topic);
    g_hash_table_unref(series->title);
    g_ptr_array_unref(series->figures);
    g_ptr_array_unref(series->hidden);
    g_free(series);
}

/* An outcome of those concluded is called as the outcome is. */
static const char *
own_name(const Series *series)
{
    return *series->part && series->role != ROLE_CONCLUDED ? series->part : series->category;
}

/* A cell of a cross-table is called by its row and its column. */
static bool
is_crossed(const Series *series)
{
    return *series->part && series->measure && series->measure->by->len == 2;
}

static bool
is_derived(const Series *series)
{
    FigureRole role = series->role;
    /* The median of a curve is one that sentences are about. */
    bool estimated =
        role >= ROLE_ESTIMATE && role <= ROLE_LAST_RULE && (role != ROLE_ESTIMATED_MEDIAN || *series->part);
    return !series->measure || estimated || role == ROLE_FOLLOWED || role == ROLE_STILL_OPEN ||
           role == ROLE_CONCLUDED || !profile_category_tells(own_name(series));
}

/* "Notifications received" are the notifications, whatever the table is called. */
static bool
is_count_of_all(const Series *series)
{
    return series->whole && kind_of(series->measure)->sizes_population && series->measure->per == PER_YEAR &&
           !series->measure->around->len && series->measure->of->words;
}

static void
add_name(Series *series, const char *name, const char *beside)
{
    g_autoptr(GHashTable) stems = stems_of(name);
    stems_add(stems, beside);
    if (g_hash_table_size(stems))
        g_ptr_array_add(series->names, g_hash_table_ref(stems));
}

static void
unref_stems(gpointer stems)
{
    g_hash_table_unref(stems);
}

static Series *
series_new(Facts *facts, const Figure *figure)
{
    Series *series = g_new0(Series, 1);
    series->measure = profile_measure(facts->profile, figure->measure);
    series->category = figure->category;
    series->part = figure->part;
    series->role = figure->role;
    series->names = g_ptr_array_new_with_free_func(unref_stems);
    series->topic = stems_of("");
    series->title = stems_of("");
    series->figures = g_ptr_array_new();
    series->hidden = g_ptr_array_new();
    series->whole = !*series->category && !*series->part;
    series->derived = is_derived(series);
    add_name(series, own_name(series), is_crossed(series) ? series->category : "");
    if (!series->derived)
        stems_add(facts->names, own_name(series));
    if (series->measure) {
        stems_add(series->title,
                  is_count_of_all(series) ? series->measure->of->words : series->measure->title);
        stems_add(series->topic, series->measure->title);
        stems_add(series->topic, series->measure->of->words ? series->measure->of->words : "");
        if (series->measure->in)
            stems_add(series->topic, series->measure->in->words);
    }
    return series;
}

/* Whether no other row of the series' table begins so. */
static bool
is_called_first(const Facts *facts, const Series *series, const char *core)
{
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *other = facts->series->pdata[i];
        if (other != series && other->measure == series->measure && !*other->part == !*series->part &&
            (!*series->part || strcmp(other->category, series->category) == 0) &&
            g_str_has_prefix(own_name(other), core))
            return false;
    }
    return true;
}

/* A row may be called as pictures call it, without numbers and examples; by what stands before a bracket or
 * stroke, if no other is; and as the council says it in a sentence. */
static void
add_other_names(const Facts *facts, Series *series)
{
    const ProfileField *field = series->measure && series->measure->by->len == 1
                                    ? profile_field(facts->profile, series->measure->by->pdata[0])
                                    : NULL;
    const char *own = *series->category ? profile_in_sentences(field, series->category, series->part) : NULL;
    if (own)
        add_name(series, own, "");
    if (series->whole || is_crossed(series))
        return;
    g_autofree char *brief = english_short(field, own_name(series));
    Span mark;
    add_name(series, brief, "");
    if (!pattern_find("\\s*(?:\\(|\\s/\\s)", own_name(series), 1, &mark))
        return;
    g_autofree char *core = g_strndup(own_name(series), mark.start);
    if (is_called_first(facts, series, core))
        add_name(series, core, "");
}

static void
add_stems(GHashTable *all, GHashTable *stems)
{
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, stems);
    while (g_hash_table_iter_next(&iter, &stem, NULL))
        g_hash_table_add(all, stem);
}

/* Series that count one thing share the words for it. `known`: by thing. */
static void
share_words(Series *series, GHashTable *known)
{
    series->words = g_hash_table_lookup(known, series->thing ? series->thing : (gpointer)series);
    series->words = series->words ? g_hash_table_ref(series->words) : stems_of("");
    g_hash_table_insert(known, series->thing ? (gpointer)series->thing : series, series->words);
    for (guint i = 0; i < series->names->len; i++)
        add_stems(series->words, series->names->pdata[i]);
    add_stems(series->words, series->topic);
}

static void
count_stems(GHashTable *counts, GHashTable *stems)
{
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, stems);
    while (g_hash_table_iter_next(&iter, &stem, NULL)) {
        double *count = g_hash_table_lookup(counts, stem);
        if (!count)
            g_hash_table_insert(counts, stem, count = g_new0(double, 1));
        ++*count;
    }
}

/* A word that every series has says nothing of which is meant. */
static void
weigh(Facts *facts)
{
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        if (series->names->len)
            count_stems(facts->weight, series->names->pdata[0]);
        count_stems(facts->weight, series->topic);
    }
    GHashTableIter iter;
    gpointer count;
    g_hash_table_iter_init(&iter, facts->weight);
    while (g_hash_table_iter_next(&iter, NULL, &count))
        *(double *)count = log(1 + (double)facts->series->len / *(double *)count);
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

/* `known`: series by their key. A series' thing is that of the year reported, or of its last figure. */
static void
add_figure(Facts *facts, GHashTable *known, const Figure *figure)
{
    char *key = g_strjoin("\x1f", figure->measure, figure->category, figure->part, NULL);
    Series *series = g_hash_table_lookup(known, key);
    if (!series)
        g_ptr_array_add(facts->series, series = series_new(facts, figure));
    g_hash_table_insert(known, key, series);
    if (figure->counts && (!series->thing || strcmp(figure->period, facts->year) <= 0))
        series->thing = thing_of(figure);
    if (!figure_symbol(figure->status))
        g_ptr_array_add(series->figures, (gpointer)figure);
    else if (figure->status == FIGURE_SUPPRESSED)
        g_ptr_array_add(series->hidden, (gpointer)figure);
}

Facts *
facts_new(const Exhibits *exhibits)
{
    Facts *facts = g_new0(Facts, 1);
    facts->exhibits = exhibits;
    facts->profile = exhibits->profile;
    facts->series = g_ptr_array_new_with_free_func(series_free);
    facts->names = stems_of("");
    facts->weight = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    facts->year = calendar_year_label(facts->profile->year, facts->profile->year_start);
    facts->previous = calendar_year_label(facts->profile->year - 1, facts->profile->year_start);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < figures_length(exhibits->figures); i++)
        add_figure(facts, known, figures_at(exhibits->figures, i));
    g_autoptr(GHashTable) things = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < facts->series->len; i++) {
        add_other_names(facts, facts->series->pdata[i]);
        share_words(facts->series->pdata[i], things);
    }
    weigh(facts);
    return facts;
}

void
facts_free(Facts *facts)
{
    g_ptr_array_unref(facts->series);
    g_hash_table_unref(facts->names);
    g_hash_table_unref(facts->weight);
    g_free(facts->year);
    g_free(facts->previous);
    g_free(facts);
}

static double
weight_of(const Facts *facts, const char *stem)
{
    /* Of the council's own words for a category some may be in no name. */
    const double *known = g_hash_table_lookup(facts->weight, stem);
    return known ? *known : 1;
}

double
facts_weight(const Facts *facts, GHashTable *stems)
{
    double all = 0;
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, stems);
    while (g_hash_table_iter_next(&iter, &stem, NULL))
        all += weight_of(facts, stem);
    return all;
}

double
facts_covered(const Facts *facts, GHashTable *wanted, GHashTable *stems)
{
    double found = 0, all = 0;
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &stem, NULL))
        found += g_hash_table_contains(stems, stem) ? weight_of(facts, stem) : 0;
    if (found > 0)
        all = facts_weight(facts, wanted);
    return all > 0 ? found / all : 0;
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
    return series->whole && stems_hold(stems, series->title) ? series->title : longest;
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
series_has_share(const Series *series, const Figure *figure)
{
    return figure && !isnan(figure->percent) && (!series->whole || figure->percent < 100);
}

int
figure_way(const Figure *later, const Figure *earlier, SpokenOf of)
{
    double now = of == OF_NUMBER ? later->count : figure_round(later->percent, 1),
           then = of == OF_NUMBER ? earlier->count : figure_round(earlier->percent, 1);
    return isnan(now) || isnan(then) ? 0 : (now > then) - (now < then);
}

bool
facts_is_next_year(const Facts *facts, const char *earlier, const char *later)
{
    int year, before;
    return calendar_parse_year(later, facts->profile->year_start, &year) &&
           calendar_parse_year(earlier, facts->profile->year_start, &before) && year == before + 1;
}

static const ProfileBreak *
break_of(const Facts *facts, const Series *series, const Figure *later, const Figure *earlier)
{
    int last, first;
    if (!series->measure || !calendar_parse_year(later->period, facts->profile->year_start, &last) ||
        !calendar_parse_year(earlier->period, facts->profile->year_start, &first))
        return NULL;
    for (int year = first + 1; year <= last; year++) {
        const ProfileBreak *gap = profile_break(facts->profile, series->measure, year);
        if (gap)
            return gap;
    }
    return NULL;
}

const ProfileBreak *
facts_break(const Facts *facts, const Series *series, const Figure *later, const Figure *earlier)
{
    const ProfileBreak *gap = break_of(facts, series, later, earlier);
    for (guint i = 0; gap && i < facts->series->len; i++) {
        const Series *other = facts->series->pdata[i];
        const Figure *now = series_figure(other, later->period),
                     *then = series_figure(other, earlier->period);
        if (now && then && now->count == later->count && then->count == earlier->count &&
            !break_of(facts, other, now, then))
            return NULL;
    }
    return gap;
}

static void
add_numbers(GString *text, const Figure *figure, bool base)
{
    const char *gap = " ";
    if (!isnan(figure->count)) {
        g_autofree char *count = figure_number_text(figure->count, 0);
        g_string_append_printf(text, " %s", count);
        if (base && !isnan(figure->base)) {
            g_autofree char *of = figure_number_text(figure->base, 0);
            g_string_append_printf(text, " of %s", of);
        }
        gap = NULL;
    }
    if (!isnan(figure->percent)) {
        g_autofree char *percent = figure_number_text(figure->percent, 1);
        g_string_append_printf(text, gap ? " %s%%" : " (%s%%)", percent);
    } else if (gap && !isnan(figure->value)) {
        g_autofree char *value = figure_number_text(figure->value, 1);
        g_string_append_printf(text, " %s", value);
    }
}

char *
series_words(const Series *series, const Figure *figure, const Figure *earlier)
{
    GString *text = g_string_new(series->measure ? series->measure->title : figure->measure);
    if (*series->category)
        g_string_append_printf(text, ", %s", series->category);
    if (*series->part)
        g_string_append_printf(text, ", %s", series->part);
    g_string_append_printf(text, ", %s:", figure->period);
    add_numbers(text, figure, true);
    if (earlier) {
        g_string_append_printf(text, ", against %s:", earlier->period);
        add_numbers(text, earlier, false);
    }
    return g_string_free(text, FALSE);
}
