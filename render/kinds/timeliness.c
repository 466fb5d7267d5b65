/* Timeliness: what share is done within each limit. */
#include <math.h>
#include <string.h>
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"
#include "render/wording/english.h"

static void
lay(Layout *layout)
{
    const ProfileMeasure *measure = layout->measure;
    layout->table->row_heading = g_strdup("Time");
    layout->counted =
        g_strdup_printf("%s, and percentage of %s%s", measure->bands ? "Count" : "Cumulative count",
                        profile_percent_of(measure)->words,
                        measure->base == BASE_CLOSED ? " that were closed"
                        : measure->base == BASE_DUE  ? " that were closed or are past the limit"
                                                     : "");
    layout_add_columns(layout, TABLE_PERCENT, "Count", "%", NULL);
    layout_add_change_columns(layout);
    layout_add_categories(layout);
    if (measure->base != BASE_DUE && layout->table->rows->len && measure->per == PER_YEAR) {
        g_autofree char *category = limit_within(g_array_index(measure->within, Limit, 0)),
                        *all = layout_all_words(layout);
        layout_add_total(layout, all, category, true);
    }
    if (measure->bands)
        table_note(layout->table,
                   "Rows that begin with Within are cumulative; the others are each stretch of time alone.");
}

/* Which of the base are meant. */
static const char *
which_of(const ProfileMeasure *measure, const Figure *figure)
{
    /* Where all are due nobody is left out. */
    if (measure->base == BASE_DUE && figure->unjudged == 0 && !figure->file)
        return "";
    return measure->base == BASE_CLOSED ? " that were closed"
           : measure->base == BASE_DUE  ? " that were closed or past the limit"
                                        : "";
}

static const Figure *
limit_figure(const Writing *writing, guint limit, const char *part)
{
    g_autofree char *category = limit_within(g_array_index(writing->measure->within, Limit, limit));
    return writing_find(writing, writing->period, category, part);
}

static bool
is_told(const Figure *figure)
{
    return figure && !isnan(figure->count + figure->base + figure->percent) && figure->base > 0;
}

/* Where what is due is far from what open cases are likely to do, it misleads beside the rest. */
static bool
misleads(const Writing *writing, guint limit)
{
    static const double far = 5;
    const Figure *simple = limit_figure(writing, limit, ""),
                 *estimate = limit_figure(writing, limit, ESTIMATED);
    return writing->measure->base == BASE_DUE && simple && estimate &&
           fabs(simple->percent - estimate->percent) > far;
}

static void
tell(Writing *writing, const Figure *figure)
{
    const char *done = profile_done_word(writing->measure);
    if (!figure)
        return;
    g_autofree char *many = g_strdup_printf("were %s %s", done, figure->category),
                    *one = g_strdup_printf("was %s %s", done, figure->category);
    say_share(writing, figure, many, one, which_of(writing->measure, figure));
}

/* "253 (64%) were closed within 4 weeks and 352 (89%) within 12 weeks", of those limits with one base. */
static void
say_limits(Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    const Figure *first = NULL;
    for (guint i = 0; i < measure->within->len; i++) {
        const Figure *figure = limit_figure(writing, i, "");
        if (!is_told(figure) || misleads(writing, i) || (first && figure->base != first->base))
            continue;
        g_autofree char *count = figure_number_text(figure->count, 0),
                        *percent = percent_in_brackets(measure, figure);
        g_autofree char *verb = first ? g_strdup("")
                                      : g_strdup_printf(" %s %s", figure->count == 1 ? "was" : "were",
                                                        profile_done_word(measure));
        first = first ? first : figure;
        g_ptr_array_add(parts, g_strdup_printf("%s%s%s %s", figure->count == 0 ? "none" : count,
                                               figure->count == 0 ? "" : percent, verb, figure->category));
    }
    if (!first)
        return;
    g_autofree char *base = english_counted(first->base, profile_percent_of(measure)->words),
                    *all = profile_listed(parts, " and ");
    writing_say(writing, "Of the %s%s, %s.", base, which_of(measure, first), all);
}

/* What changed of each limit; those that did not, as they were, together. */
static void
say_changes(Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    guint told = 0;
    for (guint i = 0; i < measure->within->len; i++) {
        const Figure *figure = limit_figure(writing, i, "");
        if (!is_told(figure) || misleads(writing, i))
            continue;
        Change change = writing_change(writing, figure);
        if (writing_moved(writing, figure)) {
            g_autofree char *tail = writing_tail(writing, figure, false),
                            *start = table_sentence_case(figure->category);
            if (told++)
                writing_say(writing, "%s it is %s.", start, tail + strlen(", "));
            else
                writing_say(writing, "The share %s %s is %s.", profile_done_word(measure), figure->category,
                            tail + strlen(", "));
        } else if (change.state != CHANGE_NONE) {
            g_autofree char *was = percent_words(measure, change.before);
            g_ptr_array_add(earlier, g_strdup_printf("%s %s", was, figure->category));
        }
    }
    g_autofree char *all = earlier->len ? profile_listed(earlier, " and ") : NULL;
    if (all)
        writing_say(writing, "In %s it was %s.", writing->before, all);
}

typedef enum { TARGET_UNKNOWN, TARGET_MET, TARGET_MISSED, TARGET_OPEN } TargetState;

/* Judged on the exact share; open where those that are open may yet make it. */
static TargetState
target_state(const ProfileMeasure *measure, const Figure *figure)
{
    if (!figure || isnan(figure->value) || isnan(figure->percent) || isnan(figure->count) ||
        figure_base_is_small(figure, measure->small_base))
        return TARGET_UNKNOWN;
    if (figure->percent >= figure->value)
        return TARGET_MET;
    bool open =
        figure->pending > 0 && 100 * (figure->count + figure->pending) >= figure->value * figure->base;
    return open ? TARGET_OPEN : TARGET_MISSED;
}

/* "69% were closed within 1 month, against 80%"; `counts`: "512 of the 742 notifications (69%) were ..." */
static char *
target_words(const Writing *writing, const Figure *figure, bool first, bool counts)
{
    g_autofree char *number = figure_number_text(figure->count, 0),
                    *base = counts && first
                                ? english_counted(figure->base, profile_percent_of(writing->measure)->words)
                                : NULL,
                    *percent = percent_words(writing->measure, figure);
    g_autofree char *share =
        counts ? g_strdup_printf("%s%s%s (%s)", number, base ? " of the " : "", base ? base : "", percent)
               : g_strdup(percent);
    g_autofree char *target = figure_number_text(figure->value, figure_value_decimals(figure->value, false));
    g_autofree char *verb =
        first ? g_strdup_printf(" were %s", profile_done_word(writing->measure)) : g_strdup("");
    return g_strdup_printf("%s%s %s, against %s%%", share, verb, figure->category, target);
}

static const char *
verdict(guint targets, guint met, guint missed, guint open)
{
    if (met == targets)
        return targets == 1   ? "The target was met"
               : targets == 2 ? "Both targets were met"
                              : "All targets were met";
    if (missed == targets)
        return targets == 1   ? "The target was not met"
               : targets == 2 ? "Neither target was met"
                              : "None of the targets was met";
    if (open == targets)
        return targets == 1 ? "The target can still be met" : "The targets can still be met";
    return NULL;
}

/* All targets in one sentence; `counts`: where nothing said how many. */
static void
say_all_targets(Writing *writing, bool counts)
{
    const ProfileMeasure *measure = writing->measure;
    guint states[TARGET_OPEN + 1] = {0}, targets = 0;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < measure->within->len; i++) {
        const Figure *figure = limit_figure(writing, i, "");
        TargetState state = target_state(measure, figure);
        if (state == TARGET_UNKNOWN)
            continue;
        states[state]++;
        targets++;
    }
    const char *all = verdict(targets, states[TARGET_MET], states[TARGET_MISSED], states[TARGET_OPEN]);
    static const char *const apart[] = {
        [TARGET_MET] = " (met)", [TARGET_MISSED] = " (missed)", [TARGET_OPEN] = " (can still be met)"};
    for (guint i = 0; i < measure->within->len; i++) {
        const Figure *figure = limit_figure(writing, i, "");
        TargetState state = target_state(measure, figure);
        if (state == TARGET_UNKNOWN)
            continue;
        g_autofree char *words = target_words(writing, figure, !parts->len, counts);
        g_ptr_array_add(parts, g_strconcat(words, all ? "" : apart[state], NULL));
    }
    if (!targets)
        return;
    g_autofree char *listed = profile_listed(parts, ", and ");
    writing_say(writing, "%s: %s.", all ? all : "Not every target was met", listed);
}

static void
say_targets(Writing *writing)
{
    say_all_targets(writing, true);
}

/* What the estimates come to, where they print at least two points from the simple shares. */
static void
say_estimates(Writing *writing)
{
    static const double far = 2;
    const ProfileMeasure *measure = writing->measure;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    const char *done = profile_done_word(measure);
    for (guint i = 0; i < measure->within->len; i++) {
        const Figure *simple = limit_figure(writing, i, ""), *estimate = limit_figure(writing, i, ESTIMATED);
        if (!simple || !estimate || isnan(estimate->percent) || isnan(simple->percent) ||
            figure_base_is_small(estimate, measure->small_base) ||
            fabs(figure_round(estimate->percent, measure->decimals) -
                 figure_round(simple->percent, measure->decimals)) < far)
            continue;
        g_autofree char *share = percent_words(measure, estimate);
        const Figure *before = writing_find(writing, writing->before, simple->category, "");
        bool first_year = !before || isnan(before->count);
        g_autofree char *interval =
            first_year ? interval_words(estimate, measure->decimals, "%") : g_strdup("");
        g_autofree char *verb = parts->len ? g_strdup("") : g_strdup_printf(" are %s", done);
        g_ptr_array_add(parts, g_strdup_printf("%s%s %s%s", share, verb, simple->category, interval));
    }
    g_autofree char *all = parts->len ? profile_listed(parts, " and ") : NULL;
    if (all)
        writing_say(writing, "Allowing for those still open, an estimated %s.", all);
}

/* Whether a measure before it has the same times, and other targets. */
static bool
repeats_times(const Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    for (guint i = 0; writing->profile->measures->pdata[i] != measure; i++) {
        const ProfileMeasure *other = writing->profile->measures->pdata[i];
        if (other->kind == measure->kind && other->of == measure->of && other->base == measure->base &&
            other->per == measure->per && !other->returned && strcmp(other->from, measure->from) == 0 &&
            strcmp(other->to, measure->to) == 0 && other->within->len == measure->within->len &&
            memcmp(other->within->data, measure->within->data, measure->within->len * sizeof(Limit)) == 0)
            return true;
    }
    return false;
}

static void
say(Writing *writing)
{
    const Figure *only = writing->measure->within->len == 1 ? limit_figure(writing, 0, "") : NULL;
    if (writing->measure->per != PER_YEAR)
        return;
    if (repeats_times(writing)) {
        say_targets(writing);
        return;
    }
    if (only && !misleads(writing, 0)) {
        tell(writing, only);
    } else {
        say_limits(writing);
        say_changes(writing);
    }
    say_all_targets(writing, false);
    say_estimates(writing);
}

/* Missed targets, else a limit that moved, else all limits. */
static void
summarise(Writing *writing)
{
    enum { MISSED = 200, MOVED = 100 };
    const Figure *moved = NULL;
    bool missed = false;
    for (guint i = 0; i < writing->measure->within->len; i++) {
        const Figure *figure = limit_figure(writing, i, "");
        missed |= target_state(writing->measure, figure) == TARGET_MISSED;
        if (is_told(figure) && writing_change(writing, figure).state == CHANGE_CLEAR)
            moved = figure;
    }
    writing->weight = missed ? MISSED : moved ? MOVED : 1;
    if (missed)
        say_targets(writing);
    else if (moved || writing->measure->within->len == 1)
        tell(writing, moved ? moved : limit_figure(writing, 0, ""));
    else
        say_limits(writing);
}

static MainPoint
main_point(const Profile *profile, const ProfileMeasure *measure)
{
    (void)profile;
    (void)measure;
    return POINT_TIME;
}

const RenderKind render_timeliness = {
    .lay = lay,
    .rows = ROWS_ORDERED,
    .chart = choice_of_limits,
    .find = find_times,
    .say = say,
    .summarise = summarise,
    .tell = tell,
    .targets = say_targets,
    .main_point = main_point,
    .key_figure = true,
    .share = true,
    .time = true,
};
