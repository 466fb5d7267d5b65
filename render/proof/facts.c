#include "render/proof/facts.h"
#include "render/proof/stems.h"
#include <math.h>
#include <string.h>

static void
count_stems(GHashTable *counts, GHashTable *stems)
{
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, stems);
    while (g_hash_table_iter_next(&iter, &stem, NULL)) {
        double *count = g_hash_table_lookup(counts, stem);
        if (!count)
            g_hash_table_insert(counts, g_strdup(stem), count = g_new0(double, 1));
        ++*count;
    }
}

/* A word that every series has says nothing of which is meant. */
static void
weigh(Facts *facts)
{
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        count_stems(facts->weight, series->names);
        count_stems(facts->weight, series->topic);
    }
    GHashTableIter iter;
    gpointer count;
    g_hash_table_iter_init(&iter, facts->weight);
    while (g_hash_table_iter_next(&iter, NULL, &count))
        *(double *)count = log(1 + (double)facts->series->len / *(double *)count);
}

static void
collect_series(Facts *facts)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < figures_length(facts->exhibits->figures); i++) {
        const Figure *figure = figures_at(facts->exhibits->figures, i);
        char *key = g_strjoin("\x1f", figure->measure, figure->category, figure->part, NULL);
        Series *series = g_hash_table_lookup(known, key);
        if (series) {
            g_free(key);
        } else {
            g_ptr_array_add(facts->series, series = series_new(facts, figure));
            g_hash_table_insert(known, key, series);
        }
        g_ptr_array_add(series->figures, (gpointer)figure);
    }
}

static void
add(Facts *facts, FactKind kind, Unit unit, double value, const Series *series, const Figure *figure,
    const Figure *against)
{
    Fact fact = {kind, unit, value, series, figure, against};
    if (isfinite(value))
        g_array_append_val(facts->facts, fact);
}

static bool
shown(const Figure *figure)
{
    return !figure_symbol(figure->status);
}

static bool
is_year(const Facts *facts, const char *period)
{
    int year;
    return calendar_parse_year(period, facts->profile->year_start, &year);
}

static void
add_levels(Facts *facts, const Series *series, const Figure *figure)
{
    add(facts, FACT_LEVEL, UNIT_NUMBER, figure->count, series, figure, NULL);
    add(facts, FACT_LEVEL, UNIT_PERCENT, figure->percent, series, figure, NULL);
    add(facts, FACT_LEVEL, UNIT_NUMBER, figure->value, series, figure, NULL);
    add(facts, FACT_LEVEL, UNIT_PERCENT, figure->value, series, figure, NULL);
    add(facts, FACT_BASE, UNIT_NUMBER, figure->base, series, figure, NULL);
    add(facts, FACT_BOUND, UNIT_NUMBER, figure->lower, series, figure, NULL);
    add(facts, FACT_BOUND, UNIT_NUMBER, figure->upper, series, figure, NULL);
    add(facts, FACT_BOUND, UNIT_PERCENT, figure->lower, series, figure, NULL);
    add(facts, FACT_BOUND, UNIT_PERCENT, figure->upper, series, figure, NULL);
    add(facts, FACT_CHANGE, UNIT_POINTS, figure->percent - figure->value, series, figure, NULL);
    if (is_year(facts, figure->period))
        add(facts, FACT_MEAN, UNIT_NUMBER, figure->count / 12, series, figure, NULL);
}

static void
add_changes(Facts *facts, const Series *series, const Figure *figure, const Figure *earlier)
{
    add(facts, FACT_CHANGE, UNIT_NUMBER, figure->count - earlier->count, series, figure, earlier);
    add(facts, FACT_CHANGE, UNIT_NUMBER, figure->value - earlier->value, series, figure, earlier);
    add(facts, FACT_CHANGE, UNIT_POINTS, figure->percent - earlier->percent, series, figure, earlier);
    add(facts, FACT_CHANGE, UNIT_POINTS, figure_round(figure->percent, 0) - figure_round(earlier->percent, 0),
        series, figure, earlier);
    add(facts, FACT_CHANGE, UNIT_PERCENT, 100 * (figure->count - earlier->count) / earlier->count, series,
        figure, earlier);
}

static void
collect_facts(Facts *facts, const Series *series)
{
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = series->figures->pdata[i];
        if (!shown(figure))
            continue;
        add_levels(facts, series, figure);
        for (guint j = 0; j < i && is_year(facts, figure->period); j++) {
            const Figure *earlier = series->figures->pdata[j];
            if (shown(earlier) && strcmp(earlier->period, figure->period) < 0)
                add_changes(facts, series, figure, earlier);
        }
    }
}

Facts *
facts_new(const Exhibits *exhibits)
{
    Facts *facts = g_new0(Facts, 1);
    facts->exhibits = exhibits;
    facts->profile = exhibits->profile;
    facts->series = g_ptr_array_new_with_free_func(series_free);
    facts->facts = g_array_new(FALSE, FALSE, sizeof(Fact));
    facts->names = stems_new();
    facts->weight = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    facts->year = calendar_year_label(facts->profile->year, facts->profile->year_start);
    facts->previous = calendar_year_label(facts->profile->year - 1, facts->profile->year_start);
    collect_series(facts);
    series_find_cores(facts);
    weigh(facts);
    for (guint i = 0; i < facts->series->len; i++)
        collect_facts(facts, facts->series->pdata[i]);
    return facts;
}

void
facts_free(Facts *facts)
{
    g_ptr_array_unref(facts->series);
    g_array_unref(facts->facts);
    g_hash_table_unref(facts->names);
    g_hash_table_unref(facts->weight);
    g_free(facts->year);
    g_free(facts->previous);
    g_free(facts);
}

static double
covered(const Facts *facts, GHashTable *wanted, GHashTable *stems)
{
    double all = 0, found = 0;
    GHashTableIter iter;
    gpointer stem;
    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &stem, NULL)) {
        /* Of the council's own words for a category some may be in no name. */
        const double *known = g_hash_table_lookup(facts->weight, stem);
        double weight = known ? *known : 1;
        all += weight;
        found += g_hash_table_contains(stems, stem) ? weight : 0;
    }
    return all > 0 ? found / all : 0;
}

double
facts_names(const Facts *facts, const Series *series, GHashTable *stems)
{
    double whole = covered(facts, series->names, stems);
    return series->core ? MAX(whole, covered(facts, series->core, stems)) : whole;
}

double
facts_topic(const Facts *facts, const Series *series, GHashTable *stems)
{
    return covered(facts, series->topic, stems);
}

double
facts_title(const Facts *facts, const Series *series, GHashTable *stems)
{
    return covered(facts, series->title, stems);
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

const ProfileBreak *
facts_break(const Facts *facts, const Series *series, const Figure *later, const Figure *earlier)
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
