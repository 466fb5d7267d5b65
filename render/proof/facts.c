#include "render/proof/facts.h"
#include "render/proof/stems.h"
#include <math.h>
#include <string.h>

static void
series_free(gpointer pointer)
{
    Series *series = pointer;
    g_hash_table_unref(series->names);
    g_hash_table_unref(series->topic);
    g_hash_table_unref(series->title);
    g_ptr_array_unref(series->figures);
    g_free(series);
}

static Series *
series_new(const Facts *facts, const Figure *figure)
{
    Series *series = g_new0(Series, 1);
    series->measure = profile_measure(facts->profile, figure->measure);
    series->category = figure->category;
    series->part = figure->part;
    series->names = stems_new();
    series->topic = stems_new();
    series->title = stems_new();
    series->figures = g_ptr_array_new();
    stems_add(series->names, *figure->part ? figure->part : figure->category);
    if (series->measure) {
        stems_add(series->title, series->measure->title);
        stems_add(series->topic, series->measure->title);
        stems_add(series->topic, series->measure->of->words ? series->measure->of->words : "");
        if (series->measure->in)
            stems_add(series->topic, series->measure->in->words);
    }
    return series;
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
is_year(const char *period)
{
    return strlen(period) != 10 && !(strlen(period) == 7 && atoi(period + 5) <= 12 &&
                                     atoi(period + 5) != (atoi(period + 2) + 1) % 100);
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
    if (is_year(figure->period))
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
        for (guint j = 0; j < i && is_year(figure->period); j++) {
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
    facts->weight = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    facts->year = calendar_year_label(facts->profile->year, facts->profile->year_start);
    facts->previous = calendar_year_label(facts->profile->year - 1, facts->profile->year_start);
    collect_series(facts);
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
        double weight = *(const double *)g_hash_table_lookup(facts->weight, stem);
        all += weight;
        found += g_hash_table_contains(stems, stem) ? weight : 0;
    }
    return all > 0 ? found / all : 0;
}

double
facts_names(const Facts *facts, const Series *series, GHashTable *stems)
{
    return covered(facts, series->names, stems);
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

static const Figure *
of_period(const Series *series, const char *period)
{
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = series->figures->pdata[i];
        if (strcmp(figure->period, period) == 0)
            return figure;
    }
    return NULL;
}

const Figure *
series_figure(const Series *series, const char *period)
{
    const Figure *figure = of_period(series, period);
    return figure && shown(figure) ? figure : NULL;
}

bool
series_is_hidden(const Series *series, const char *period)
{
    const Figure *figure = of_period(series, period);
    return figure && figure->status == FIGURE_SUPPRESSED;
}

char *
fact_reference(const Facts *facts, const Fact *fact)
{
    const Figure *figure = fact->figure;
    const char *field = fact->kind == FACT_BASE        ? "base"
                        : fact->kind == FACT_BOUND     ? NULL
                        : fact->kind == FACT_CHANGE    ? (fact->unit == UNIT_NUMBER ? "change" : NULL)
                        : fact->value == figure->count ? "count"
                        : fact->unit == UNIT_PERCENT   ? "percent"
                                                       : NULL;
    return reference_of_figure(facts->exhibits, figure, field);
}

char *
figure_words(const Facts *facts, const Series *series, const Figure *figure)
{
    (void)facts;
    const char *title = series->measure ? series->measure->title : figure->measure;
    GString *text = g_string_new(title);
    if (*series->category)
        g_string_append_printf(text, ", %s", series->category);
    if (*series->part)
        g_string_append_printf(text, ", %s", series->part);
    g_string_append_printf(text, ", %s:", figure->period);
    g_autofree char *count = isnan(figure->count) ? NULL : figure_number_text(figure->count, 0),
                    *base = isnan(figure->base) ? NULL : figure_number_text(figure->base, 0),
                    *percent = isnan(figure->percent) ? NULL : figure_number_text(figure->percent, 1),
                    *value = isnan(figure->value) ? NULL : figure_number_text(figure->value, 1);
    if (count)
        g_string_append_printf(text, " %s", count);
    if (count && base)
        g_string_append_printf(text, " of %s", base);
    if (percent)
        g_string_append_printf(text, count ? " (%s%%)" : " %s%%", percent);
    if (value && !count && !percent)
        g_string_append_printf(text, " %s", value);
    return g_string_free(text, FALSE);
}

char *
fact_words(const Facts *facts, const Fact *fact)
{
    g_autofree char *now = figure_words(facts, fact->series, fact->figure);
    if (!fact->against)
        return g_steal_pointer(&now);
    const Figure *earlier = fact->against;
    GString *text = g_string_new(now);
    g_string_append_printf(text, ", against %s:", earlier->period);
    if (!isnan(earlier->count)) {
        g_autofree char *count = figure_number_text(earlier->count, 0);
        g_string_append_printf(text, " %s", count);
    }
    if (!isnan(earlier->percent)) {
        g_autofree char *percent = figure_number_text(earlier->percent, 1);
        g_string_append_printf(text, isnan(earlier->count) ? " %s%%" : " (%s%%)", percent);
    }
    return g_string_free(text, FALSE);
}
