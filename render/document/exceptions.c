/* What a board looks at first, and asks. */
#include "analysis/benchmark/benchmark.h"
#include "render/commentary/commentary.h"
#include "render/document/exceptions.h"
#include "render/document/showing.h"
#include "render/wording/change.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

/* A board asks five questions, not fifty. */
enum { MOST_QUESTIONS = 5, MOST_QUESTIONS_OF_CHANGES = 2, MUCH_NOT_RECORDED = 10 };

static void G_GNUC_PRINTF(2, 3) exceptions_say(Exceptions *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(out->sentences, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

/* The measure of a figure whose change is told of; NULL where it is not of the year, not this authority's, of
 * few, or has no change of its own. */
static const ProfileMeasure *
changed_measure(const Exceptions *out, const Figure *figure)
{
    const Profile *profile = out->exhibits->profile;
    const ProfileMeasure *measure = profile_measure(profile, figure->measure);
    bool changed = figure->signal == SIGNAL_HIGHER || figure->signal == SIGNAL_LOWER;
    if (!measure || !changed || strcmp(figure->period, out->period) || *figure->part || measure->returned ||
        measure->compared || measure->per != PER_YEAR || !figure_is_own(out->exhibits->figures, figure) ||
        figure_base_is_small(figure, measure->small_base) || profile_break(profile, measure, profile->year))
        return NULL;
    return measure;
}

/* The total of a table is told by the measure that counts the same. */
static bool
is_counted_elsewhere(const Exceptions *out, const ProfileMeasure *measure, const Figure *figure)
{
    const GPtrArray *measures = out->exhibits->profile->measures;
    if (!measure->by->len || *figure->category)
        return false;
    for (guint m = 0; m < measures->len; m++) {
        const ProfileMeasure *other = measures->pdata[m];
        if (kind_of(other)->sizes_population && other->per == PER_YEAR && !other->around->len &&
            !other->returned && other->of == measure->of)
            return true;
    }
    return false;
}

/* Whether any figure of the year has one of the year before to be held against. */
static bool
compares_any(const Exceptions *out)
{
    const Figures *figures = out->exhibits->figures;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (figure_is_own(figures, figure) && strcmp(figure->period, out->period) == 0 &&
            figure->signal != SIGNAL_NONE && !*figure->part)
            return true;
    }
    return false;
}

/* The figures of the year that changed clearly, each with its measure: those of the same records, or of the
 * rest of the same, once. */
static GPtrArray *
changed_figures(const Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    const Figures *figures = out->exhibits->figures;
    GPtrArray *changed = g_ptr_array_new();
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = changed_measure(out, figure);
        if (!measure || is_counted_elsewhere(out, measure, figure))
            continue;
        const Figure *before = figures_find(figures, measure->id, out->before, figure->category, "");
        bool told = change_between(profile, measure, figure, before, figure->signal).state != CHANGE_CLEAR;
        for (guint c = 0; c < changed->len; c++) {
            const Figure *other = changed->pdata[c];
            told |= other->base == figure->base && change_is_of_share(measure, figure) &&
                    (other->count == figure->count || other->base - other->count == figure->count);
        }
        if (!told)
            g_ptr_array_add(changed, (gpointer)figure);
    }
    return changed;
}

static char *
told(const Exceptions *out, const Figure *figure)
{
    const Profile *profile = out->exhibits->profile;
    return commentary_figure(profile, out->exhibits->figures, profile_measure(profile, figure->measure),
                             figure);
}

static void
say_changes(Exceptions *out)
{
    g_autoptr(GPtrArray) changed = changed_figures(out);
    for (guint i = 0; i < changed->len; i++) {
        g_autofree char *sentence = told(out, changed->pdata[i]);
        if (sentence)
            exceptions_say(out, "%s", sentence);
    }
    if (out->sentences->len)
        exceptions_say(out,
                       "No other figure that can be compared changed by more than chance would explain.");
    else if (compares_any(out))
        exceptions_say(out, "No figure changed since %s by more than chance would explain.", out->before);
    else
        exceptions_say(out, "Figures are not compared with those of %s.", out->before);
}

/* What this authority's place is against the average of the others; NULL where it is inside the limits, is
 * not shown, or its comparison was told already. */
static const Figure *
own_limits(const Exceptions *out, const ProfileMeasure *measure)
{
    const Figures *figures = out->exhibits->figures;
    const Figure *limits = figures_find(figures, measure->id, out->period, "", LIMITS_998),
                 *own = figures_find(figures, measure->id, out->period, "", "");
    bool outside = limits && (limits->signal == SIGNAL_HIGHER || limits->signal == SIGNAL_LOWER) &&
                   !isnan(benchmark_number(measure, own));
    return outside && !benchmark_is_told_before(out->exhibits->profile, measure) ? limits : NULL;
}

static void
say_outliers(Exceptions *out)
{
    const Exhibits *exhibits = out->exhibits;
    for (guint m = 0; m < exhibits->profile->measures->len; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        g_autofree char *sentence = measure->compared && own_limits(out, measure)
                                        ? commentary_of(exhibits->profile, exhibits->figures, measure)
                                        : NULL;
        if (sentence && *sentence)
            exceptions_say(out, "%s", sentence);
    }
}

static void
say_targets(Exceptions *out)
{
    const Exhibits *exhibits = out->exhibits;
    for (guint m = 0; m < exhibits->profile->measures->len; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        const Showing *showing = showing_of(exhibits, measure);
        bool said = showing && showing->said_by;
        g_autofree char *sentence = !measure->returned && measure->per == PER_YEAR && !said
                                        ? commentary_targets(exhibits->profile, exhibits->figures, measure)
                                        : NULL;
        if (sentence)
            exceptions_say(out, "%s", sentence);
    }
}

/* Where partners can answer: how many come, from whom, and who and what they are about. */
static void
ask_changes(Exceptions *out)
{
    static const char *const asked_of[] = {"activity", "source", "about", "harm", NULL};
    g_autoptr(GPtrArray) changed = changed_figures(out);
    for (guint i = 0; i < changed->len && out->sentences->len < MOST_QUESTIONS_OF_CHANGES; i++) {
        const Figure *figure = changed->pdata[i];
        const ProfileMeasure *measure = profile_measure(out->exhibits->profile, figure->measure);
        g_autofree char *sentence = g_strv_contains(asked_of, measure->section) ? told(out, figure) : NULL;
        if (sentence)
            exceptions_say(
                out, "%s %s", sentence,
                figure->signal == SIGNAL_HIGHER
                    ? "Is this more concern, better awareness, or a different reading of the threshold?"
                    : "How far does that match what partners see themselves?");
    }
}

/* Once for all targets: of one measure, whose sentence says that they were missed. */
static void
ask_targets(Exceptions *out)
{
    Exceptions targets = {out->exhibits, out->period, out->before, g_ptr_array_new_with_free_func(g_free)};
    say_targets(&targets);
    for (guint i = 0; i < targets.sentences->len; i++)
        if (strstr(targets.sentences->pdata[i], "not met") ||
            strstr(targets.sentences->pdata[i], "(missed)") ||
            g_str_has_prefix(targets.sentences->pdata[i], "N")) {
            exceptions_say(out, "%s What holds up the cases that take longer, and who could shorten it?",
                           (const char *)targets.sentences->pdata[i]);
            break;
        }
    g_ptr_array_unref(targets.sentences);
}

/* A fifth of the open, or more, open for more than a year. */
static void
ask_oldest(Exceptions *out)
{
    const Exhibits *exhibits = out->exhibits;
    for (guint m = 0; m < exhibits->profile->measures->len; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        const Figure *end = measure->returned
                                ? NULL
                                : table_figure(exhibits->figures, measure, out->period, ROLE_OPEN_AT_END),
                     *old = end ? figures_find(exhibits->figures, measure->id, out->period, end->category,
                                               "open over 12 months")
                                : NULL;
        if (!old || !(old->count > 0) || !(old->count * 5 >= end->count))
            continue;
        g_autofree char *open = english_counted(old->count, measure->of->words),
                        *day = calendar_long(
                            calendar_year_last(exhibits->profile->year, exhibits->profile->year_start));
        exceptions_say(
            out,
            "On %s, %s had been open for more than 12 months. Who reviews each of these, and when was "
            "the last review?",
            day, open);
        return;
    }
}

static void
ask_comparisons(Exceptions *out)
{
    const Exhibits *exhibits = out->exhibits;
    const Profile *profile = exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const Figure *limits = measure->compared ? own_limits(out, measure) : NULL;
        if (!limits)
            continue;
        g_autofree char *number = table_comparison_words(
                            measure, benchmark_number(measure, figures_find(exhibits->figures, measure->id,
                                                                            out->period, "", ""))),
                        *average = table_comparison_words(measure, limits->value),
                        *what = benchmark_own_words(profile, measure);
        exceptions_say(out,
                       "Our figure of %s (%s) is %s the others\u2019 average of %s. Is this need, awareness, "
                       "or what we count?",
                       number, what, limits->signal == SIGNAL_HIGHER ? "above" : "below", average);
        return;
    }
}

static void
ask_records(Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const Figure *blank =
            measure->by->len == 1 && !measure->returned && measure->per == PER_YEAR
                ? figures_find(out->exhibits->figures, measure->id, out->period, NOT_RECORDED, "")
                : NULL;
        if (!blank || !(blank->percent >= MUCH_NOT_RECORDED) ||
            figure_base_is_small(blank, measure->small_base))
            continue;
        g_autofree char *share = figure_shown(blank, blank->percent, measure->decimals, "%"),
                        *count = figure_number_text(blank->count, 0),
                        *base = figure_number_text(blank->base, 0),
                        *field = profile_field_words(profile_field(profile, measure->by->pdata[0]));
        exceptions_say(out, "For %s of the %s %s (%s) no %s is recorded. What stops it being recorded?",
                       count, base, profile_percent_of(measure)->words, share, field);
        return;
    }
}

/* Last, and never alone. */
static void
ask_neighbours(Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    for (guint m = 0; m < profile->measures->len && out->sentences->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const Figure *known = measure->compared ? figures_find(out->exhibits->figures, measure->id,
                                                               out->period, NEIGHBOURS_KNOWN, "")
                                                : NULL;
        if (!known || known->value > 0 || !(known->base > 0))
            continue;
        g_autofree char *how_many = figure_number_text(known->base, 0);
        exceptions_say(out,
                       "Figures are available for none of the %s others. What would it take for our "
                       "neighbours to exchange figures with us?",
                       how_many);
        return;
    }
}

static void
say_questions(Exceptions *out)
{
    ask_changes(out);
    ask_targets(out);
    ask_oldest(out);
    ask_comparisons(out);
    ask_records(out);
    ask_neighbours(out);
    if (out->sentences->len > MOST_QUESTIONS)
        g_ptr_array_set_size(out->sentences, MOST_QUESTIONS);
    if (!out->sentences->len)
        exceptions_say(out, "The figures raise no question by themselves.");
}

static const struct {
    const char *name;
    void (*say)(Exceptions *out);
} kinds[] = {{"changes", say_changes},
             {"outliers", say_outliers},
             {"targets", say_targets},
             {"questions", say_questions},
             {"main-points", exceptions_say_main_points}};

bool
exceptions_known(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return true;
    return false;
}

GPtrArray *
exceptions_of(const Exhibits *exhibits, const char *name)
{
    g_autofree char *period = period_of_report(exhibits, 0), *before = period_of_report(exhibits, 1);
    Exceptions out = {exhibits, period, before, g_ptr_array_new_with_free_func(g_free)};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            kinds[i].say(&out);
    return out.sentences;
}
