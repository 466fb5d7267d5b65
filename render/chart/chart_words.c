/* The words around a chart: title, subtitle, and alternative text for those who cannot see it. */
#include <math.h>
#include <string.h>
#include "render/chart/choice.h"

/* Characters of the one sentence of alternative text. */
enum { LONGEST_ALT = 150 };

static bool
is_acronym(const char *text)
{
    return g_ascii_isupper(text[0]) && g_ascii_isupper(text[1]);
}

static char *
lower_first(const char *text)
{
    char *lower = g_strdup(text);
    if (!is_acronym(text))
        *lower = g_ascii_tolower(*lower);
    return lower;
}

/* The colour in words. Nobody knows what the council's own accent is called. */
static const char *
tone_words(const Chart *chart, ChartTone tone)
{
    return tone == TONE_EARLIER  ? "in grey"
           : tone == TONE_BEFORE ? "in light grey"
           : plot_is_blue(chart) ? "in blue"
                                 : "in colour";
}

char *
chart_years(const Chart *chart)
{
    const char *one = chart_series(chart, 0)->name, *last = chart_series(chart, chart->series->len - 1)->name;
    if (chart->over_time) {
        one = chart_category(chart, 0)->name;
        last = chart_category(chart, chart->categories->len - 1)->name;
    }
    if (strcmp(one, last) == 0)
        return g_strdup(one);
    /* Cells are shaded by their numbers. */
    if (chart->over_time || chart->kind->across == ACROSS_CELLS)
        return g_strdup_printf("%s to %s", one, last);
    g_autoptr(GPtrArray) years = g_ptr_array_new_with_free_func(g_free);
    for (guint s = 0; s < chart->series->len; s++) {
        const ChartSeries *series = chart_series(chart, s);
        g_ptr_array_add(years, g_strdup_printf("%s %s", series->name, tone_words(chart, series->tone)));
    }
    return profile_listed(years, ", ");
}

static bool
has_targets(const Chart *chart)
{
    for (guint i = 0; chart->series->len && i < chart_series(chart, 0)->points->len; i++)
        if (!isnan(chart_point(chart, 0, i)->target))
            return true;
    return false;
}

static void
set_subtitle(Chart *chart, const ChartWords *words)
{
    GString *subtitle = g_string_new(words->what);
    const char *parts[] = {words->place, words->years, has_targets(chart) ? "targets in orange" : NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i] && *parts[i])
            g_string_append_printf(subtitle, ", %s", parts[i]);
    if (words->remark)
        g_string_append_printf(subtitle, "; %s", words->remark);
    g_free(chart->subtitle);
    chart->subtitle = table_sentence_case(subtitle->str);
    g_string_free(subtitle, TRUE);
}

/* With the finding and its number, or with the finding, or without, whichever fits first; if none does, it is
 * cut short. */
static void
set_alt(Chart *chart, const Table *table, const ChartWords *words)
{
    g_autofree char *what = lower_first(table->title);
    /* If several years have colours, the first. */
    g_autofree char *years = g_strdup(words->years);
    if (years && !words->place)
        years[strcspn(years, ",")] = '\0';
    for (guint s = 0; s < chart->series->len && years && strstr(years, " in "); s++)
        if (chart_series(chart, s)->tone <= TONE_LATEST) {
            g_free(years);
            years = g_strdup(chart_series(chart, s)->name);
        }
    g_autofree char *start =
        g_strdup_printf("%s of %s%s%s%s%s", chart->kind->words, what, words->place ? ", " : "",
                        words->place ? words->place : "", years ? ", " : "", years ? years : "");
    g_autofree char *found =
        words->finding->words ? g_strconcat(start, ": ", words->finding->words, NULL) : NULL;
    g_autofree char *numbered =
        found && words->finding->number ? g_strdup_printf("%s (%s)", found, words->finding->number) : NULL;
    const char *candidates[] = {numbered, found, start};
    g_free(chart->alt);
    chart->alt = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(candidates) && !chart->alt; i++)
        if (candidates[i] && g_utf8_strlen(candidates[i], -1) < LONGEST_ALT)
            chart->alt = g_strconcat(candidates[i], ".", NULL);
    if (!chart->alt) {
        g_autofree char *cut = g_utf8_substring(start, 0, LONGEST_ALT - 1);
        chart->alt = g_strconcat(g_strchomp(cut), "\u2026", NULL);
    }
}

void
chart_describe(Chart *chart, const Table *table, const ChartWords *words)
{
    g_free(chart->title);
    chart->finding = words->finding->words != NULL;
    chart->title = table_sentence_case(chart->finding ? words->finding->words : table->title);
    g_free(chart->axis);
    chart->axis = g_strdup(words->what);
    set_subtitle(chart, words);
    set_alt(chart, table, words);
}
