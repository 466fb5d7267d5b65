/* What a board looks at first, and asks. */
#include "analysis/benchmark/benchmark.h"
#include "render/commentary/commentary.h"
#include "render/document/exceptions.h"
#include <math.h>
#include <string.h>

/* A board asks five questions, not fifty. */
enum { MOST_QUESTIONS_OF_CHANGES = 4, MUCH_NOT_RECORDED = 10 };

void
exceptions_say(Exceptions *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(out->sentences, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

/* "Contacts by category of harm, Neglect" */
static char *
place_words(const ProfileMeasure *measure, const Figure *figure)
{
    return g_strjoin(", ", measure->title, *figure->category ? figure->category : NULL, NULL);
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

static bool
is_told(const Exceptions *out, const ProfileMeasure *measure, const Figure *figure)
{
    return out->told && !*figure->category && g_ptr_array_find((GPtrArray *)out->told, measure, NULL);
}

void
exceptions_say_changes(Exceptions *out)
{
    const Figures *figures = out->exhibits->figures;
    bool changed = false;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = changed_measure(out, figure);
        changed |= measure != NULL;
        if (!measure || is_told(out, measure, figure) || is_counted_elsewhere(out, measure, figure))
            continue;
        const Figure *before = figures_find(figures, measure->id, out->before, figure->category, "");
        g_autofree char *place = place_words(measure, figure);
        bool share = !isnan(figure->percent) && (*figure->category || !measure->by->len);
        g_autofree char *number = !share ? figure_shown(figure, figure->count, 0, "")
                                         : figure_shown(figure, figure->percent, measure->decimals, "%");
        g_autofree char *change =
            commentary_change(out->exhibits->profile, measure, figure, before, out->before);
        exceptions_say(out, "%s: %s to %s.", place, change, number);
    }
    if (!changed)
        exceptions_say(out,
                       compares_any(out) ? "There is no clear change since %s."
                                         : "No figure here can be compared with one of %s.",
                       out->before);
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
say_outlier(Exceptions *out, const ProfileMeasure *measure, const Figure *limits)
{
    const Figures *figures = out->exhibits->figures;
    const Figure *own = figures_find(figures, measure->id, out->period, "", ""),
                 *known = figures_find(figures, measure->id, out->period, NEIGHBOURS_KNOWN, "");
    g_autofree char *what = benchmark_own_words(out->exhibits->profile, measure);
    g_autofree char *number = table_comparison_words(measure, benchmark_number(measure, own)),
                    *average = table_comparison_words(measure, limits->value),
                    *lower = table_comparison_words(measure, limits->lower),
                    *upper = table_comparison_words(measure, limits->upper);
    exceptions_say(
        out,
        "%s: %s (%s), %s the average, %s, of the %.0f of %.0f others whose figures are known. Chance alone "
        "would explain %s to %s.",
        measure->title, number, what, limits->signal == SIGNAL_HIGHER ? "above" : "below", average,
        known ? known->value : NAN, known ? known->base : NAN, lower, upper);
}

void
exceptions_say_outliers(Exceptions *out)
{
    const GPtrArray *measures = out->exhibits->profile->measures;
    for (guint m = 0; m < measures->len; m++) {
        const ProfileMeasure *measure = measures->pdata[m];
        const Figure *limits = measure->compared ? own_limits(out, measure) : NULL;
        if (limits)
            say_outlier(out, measure, limits);
    }
}

/* A target is met, missed, or still within reach of those that are open. */
static const char *
target_words(const Figure *figure)
{
    if (isnan(figure->percent))
        return "which is not shown";
    if (figure->percent >= figure->value)
        return "met";
    bool open =
        figure->pending > 0 && 100 * (figure->count + figure->pending) >= figure->value * figure->base;
    return open ? "not met yet, and within reach of what is still open" : "missed";
}

/* The measure of a figure that has a target this year; NULL for any other. */
static const ProfileMeasure *
targeted_measure(const Exceptions *out, const Figure *figure)
{
    const ProfileMeasure *measure = profile_measure(out->exhibits->profile, figure->measure);
    bool targeted = measure && figure->role == ROLE_WITHIN && measure->per == PER_YEAR &&
                    !measure->returned && !isnan(figure->value) && strcmp(figure->period, out->period) == 0;
    return targeted ? measure : NULL;
}

void
exceptions_say_targets(Exceptions *out)
{
    const Figures *figures = out->exhibits->figures;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = targeted_measure(out, figure);
        if (!measure)
            continue;
        bool small = figure_base_is_small(figure, measure->small_base);
        g_autofree char *reached =
            small ? g_strdup(SMALL_BASE) : figure_shown(figure, figure->percent, measure->decimals, "%");
        g_autofree char *target =
            figure_number_text(figure->value, figure_value_decimals(figure->value, false));
        exceptions_say(out, "%s, %s: %s against a target of %s%%, %s.", measure->title, figure->category,
                       reached, target, small ? "of too few to say" : target_words(figure));
    }
}

static void
ask_changes(Exceptions *out)
{
    const Figures *figures = out->exhibits->figures;
    for (guint i = 0, asked = 0; i < figures_length(figures) && asked < MOST_QUESTIONS_OF_CHANGES; i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = changed_measure(out, figure);
        if (!measure || is_counted_elsewhere(out, measure, figure))
            continue;
        g_autofree char *place = place_words(measure, figure);
        exceptions_say(out, "What lies behind the %s in ‘%s’?",
                       figure->signal == SIGNAL_HIGHER ? "rise" : "fall", place);
        asked++;
    }
}

static void
ask_comparisons(Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    bool unknown = false;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const Figure *limits = measure->compared ? own_limits(out, measure) : NULL;
        g_autofree char *what = measure->compared ? benchmark_own_words(profile, measure) : NULL;
        if (limits)
            exceptions_say(out,
                           "Are our %s %s those of others because of need, awareness or what is counted?",
                           what, limits->signal == SIGNAL_HIGHER ? "above" : "below");
        const Figure *known = measure->compared ? figures_find(out->exhibits->figures, measure->id,
                                                               out->period, NEIGHBOURS_KNOWN, "")
                                                : NULL;
        if (!known || unknown || !(known->value < known->base))
            continue;
        unknown = true;
        if (known->value > 0)
            exceptions_say(out, "Will the others share their figures? Those of %.0f of %.0f are known.",
                           known->value, known->base);
        else
            exceptions_say(out, "Will the others share their figures? None is known for any of the %.0f.",
                           known->base);
    }
}

/* One question for each measure, whatever number of its targets it missed. */
static void
ask_targets(Exceptions *out)
{
    const Figures *figures = out->exhibits->figures;
    const ProfileMeasure *asked = NULL;
    g_autoptr(GString) missed = g_string_new(NULL);
    for (guint i = 0; i <= figures_length(figures); i++) {
        const Figure *figure = i < figures_length(figures) ? figures_at(figures, i) : NULL;
        const ProfileMeasure *measure = figure ? targeted_measure(out, figure) : NULL;
        bool misses = measure && !figure_base_is_small(figure, measure->small_base) &&
                      strcmp(target_words(figure), "missed") == 0;
        if (asked && (!figure || (misses && measure != asked))) {
            exceptions_say(out, "What would it take for ‘%s’ to meet its target (%s)?", asked->title,
                           missed->str);
            g_string_truncate(missed, 0);
            asked = NULL;
        }
        if (!misses)
            continue;
        g_string_append_printf(missed, "%s%s", missed->len ? ", " : "", figure->category);
        asked = measure;
    }
}

static void
ask_records(Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const Figure *blank =
            measure->by->len == 1 && !measure->returned
                ? figures_find(out->exhibits->figures, measure->id, out->period, NOT_RECORDED, "")
                : NULL;
        if (!blank || !(blank->percent >= MUCH_NOT_RECORDED) ||
            figure_base_is_small(blank, measure->small_base))
            continue;
        g_autofree char *share = figure_shown(blank, blank->percent, measure->decimals, "%");
        exceptions_say(out, "Can recording improve? In ‘%s’, %s is not recorded.", measure->title, share);
    }
}

static void
say_questions(Exceptions *out)
{
    ask_changes(out);
    ask_comparisons(out);
    ask_targets(out);
    ask_records(out);
    if (!out->sentences->len)
        exceptions_say(out, "The figures raise no question by themselves.");
}

static const struct {
    const char *name;
    void (*say)(Exceptions *out);
} kinds[] = {{"changes", exceptions_say_changes},
             {"outliers", exceptions_say_outliers},
             {"targets", exceptions_say_targets},
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
    Exceptions out = {exhibits, period, before, g_ptr_array_new_with_free_func(g_free), NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            kinds[i].say(&out);
    return out.sentences;
}
