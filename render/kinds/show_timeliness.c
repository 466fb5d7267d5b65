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
        table_note(
            layout->table,
            "Rows that begin with Within are cumulative; each of the others covers one stretch of time.");
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
    g_autofree char *within = english_time(figure->category),
                    *many = g_strdup_printf("were %s %s", done, within),
                    *one = g_strdup_printf("was %s %s", done, within);
    const char *which = which_of(writing->measure, figure);
    if (writing->telling == TELLING_AGAIN && !*which && figure->count > 0) {
        g_autofree char *start = table_sentence_case(within),
                        *counted =
                            english_counted(figure->count, profile_percent_of(writing->measure)->words),
                        *percent = percent_in_brackets(writing->measure, figure),
                        *tail = writing_tail(writing, figure, EARLIER_SHARE);
        writing_say(writing, "%s %s%s %s %s%s.", start, counted, percent, figure->count == 1 ? "was" : "were",
                    done, tail);
        return;
    }
    say_share(writing, figure, many, one, which);
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
                        *percent = percent_in_brackets(measure, figure),
                        *within = english_time(figure->category);
        g_autofree char *verb = first ? g_strdup("")
                                      : g_strdup_printf(" %s %s", figure->count == 1 ? "was" : "were",
                                                        profile_done_word(measure));
        first = first ? first : figure;
        bool none = figure->count == 0, all = figure->count == figure->base && figure->count > 1;
        g_ptr_array_add(parts, g_strdup_printf("%s%s%s%s %s", all ? "all " : "", none ? "none" : count,
                                               none || all ? "" : percent, verb, within));
    }
    if (!first)
        return;
    g_autofree char *base = english_counted(first->base, profile_percent_of(measure)->words),
                    *all = profile_listed(parts, " and ");
    writing_say(writing, "Of the %s%s, %s.", base, which_of(measure, first), all);
}

/* What became of the limits since the first year, where that is one thing of all: "Both shares are still
 * above those of 2019-20, which were 52% and 80%." */
static bool
say_long(Writing *writing, const GPtrArray *moved, bool fell)
{
    g_autofree char *since = NULL, *other = NULL;
    g_autoptr(GPtrArray) was = g_ptr_array_new_with_free_func(g_free);
    bool higher = false;
    for (guint i = 0; i < moved->len; i++) {
        Change first = writing_long_change(writing, moved->pdata[i], i ? &other : &since);
        if (first.state != CHANGE_CLEAR || (i && (first.higher != higher || strcmp(since, other))))
            return false;
        g_clear_pointer(&other, g_free);
        higher = first.higher;
        g_ptr_array_add(was, percent_words(writing->measure, first.before));
    }
    g_autofree char *all = profile_listed(was, " and ");
    if (moved->len < 2)
        return false;
    writing_say(writing, "%s shares are %s%s those of %s, which were %s.", moved->len == 2 ? "Both" : "All",
                fell && higher ? "still " : "", higher ? "above" : "below", since, all);
    return true;
}

/* What was the share of the limits that did not move, behind those that did; `all_of`: of all that were told.
 */
static void
say_earlier(Writing *writing, const char *all, bool all_of)
{
    const char *last = writing->sentences->pdata[writing->sentences->len - 1];
    g_autofree char *then = english_in_before(writing->before), *start = table_sentence_case(then),
                    *year = g_strdup_printf(" %s.", then);
    if (!g_str_has_prefix(last, "The share ")) {
        writing_say(writing, "%s %s %s.", start, all_of ? "the shares were" : "it was", all);
        return;
    }
    const char *within = strstr(all, " and ") ? NULL : strchr(all, ' ');
    if (g_str_has_suffix(last, year))
        writing_join(writing, ", when it was %s", all);
    else if (within)
        writing_join(writing, ";%s it was %.*s then", within, (int)(within - all), all);
    else
        writing_join(writing, "; the year before it was %s", all);
}

/* What changed in the year, then what that leaves as it was, then the long run. */
static void
say_changes(Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free),
                         shares = g_ptr_array_new_with_free_func(g_free), moved = g_ptr_array_new();
    guint told = 0;
    const char *done = profile_done_word(measure);
    bool whole = true, fell = false;
    for (guint i = 0; i < measure->within->len; i++) {
        const Figure *figure = limit_figure(writing, i, "");
        if (!is_told(figure) || misleads(writing, i))
            continue;
        Change change = writing_change(writing, figure);
        g_autofree char *within = english_time(figure->category), *since = NULL;
        told++;
        bool later = writing_long_change(writing, figure, &since).state == CHANGE_CLEAR;
        whole &= later;
        if (later)
            g_ptr_array_add(moved, (gpointer)figure);
        if (change.state == CHANGE_CLEAR) {
            g_autofree char *was = percent_words(measure, change.before),
                            *first = writing_first_words(writing, figure),
                            *then = english_in_before(writing->before);
            writing_say(writing, "The share %s %s is %s from %s %s%s.", done, within,
                        change.higher ? "up" : "down", was, then, first);
            fell |= !change.higher;
        } else if (change.state != CHANGE_NONE) {
            g_autofree char *was = percent_words(measure, change.before);
            g_ptr_array_add(earlier, g_strdup_printf("%s %s", was, within));
            g_ptr_array_add(shares, g_steal_pointer(&was));
        }
    }
    bool all_of = told > 1 && shares->len == told;
    g_autofree char *all = earlier->len ? profile_listed(all_of ? shares : earlier, " and ") : NULL;
    if (all)
        say_earlier(writing, all, all_of);
    if (whole && say_long(writing, moved, fell))
        return;
    for (guint i = 0; i < moved->len; i++) {
        const Figure *figure = moved->pdata[i];
        g_autofree char *since = NULL, *within = english_time(figure->category),
                        *start = table_sentence_case(within);
        Change first = writing_long_change(writing, figure, &since);
        g_autofree char *was = percent_words(measure, first.before);
        writing_say(writing, "%s the share is %s the %s of %s.", start, first.higher ? "above" : "below", was,
                    since);
    }
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

/* "512 of the 742 notifications (69%) were closed within one month, against 80%"; behind the first "579 (78%)
 * within three months, against 90%". */
static char *
target_words(const Writing *writing, const Figure *figure, bool first)
{
    g_autofree char *number = figure_number_text(figure->count, 0),
                    *base = english_counted(figure->base, profile_percent_of(writing->measure)->words),
                    *percent = percent_words(writing->measure, figure),
                    *within = english_time(figure->category),
                    *target = figure_number_text(figure->value, figure_value_decimals(figure->value, false));
    if (!first)
        return g_strdup_printf("%s (%s) %s, against %s%%", number, percent, within, target);
    return g_strdup_printf("%s of the %s (%s) were %s %s, against %s%%", number, base, percent,
                           profile_done_word(writing->measure), within, target);
}

/* "Neither target was met"; `whose`: "our own targets" of a second set, else NULL. Caller frees. */
static char *
verdict(guint targets, guint met, guint missed, guint open, const char *whose)
{
    if (!targets || (met != targets && missed != targets && open != targets))
        return NULL;
    g_autofree char *of =
        whose ? g_strdup_printf(" of %s", whose) : g_strdup(targets > 1 ? " targets" : " target");
    if (open == targets)
        return g_strdup_printf("%s%s can still be met", targets == 1 ? "The" : "All", of);
    const char *some = targets == 1        ? (whose ? "One" : "The")
                       : missed == targets ? "None"
                       : targets == 2      ? "Both"
                                           : "All";
    if (met == targets)
        return g_strdup_printf("%s%s %s met", some, of, targets == 1 ? "was" : "were");
    if (targets == 2)
        return g_strdup_printf("Neither%s was met", whose ? of : " target");
    return targets == 1 ? g_strdup_printf("%s%s was not met", some, of)
                        : g_strdup_printf("None of %s was met", whose ? whose : "the targets");
}

/* "our own targets" of a measure that sets its times against others; NULL where its title does not say. */
static const char *
whose_targets(const ProfileMeasure *measure)
{
    const char *against = strstr(measure->title, " against ");
    return against && g_str_has_suffix(measure->title, "targets") ? against + strlen(" against ") : NULL;
}

/* "that of 80% within one month was missed" of some, "80% within one month" of all alike. Caller frees. */
static char *
target_alone(const Figure *figure, TargetState state, bool apart)
{
    static const char *const ends[] = {
        [TARGET_MET] = " was met", [TARGET_MISSED] = " was missed", [TARGET_OPEN] = " can still be met"};
    g_autofree char *target = figure_number_text(figure->value, figure_value_decimals(figure->value, false)),
                    *within = english_time(figure->category);
    return g_strdup_printf("%s%s%% %s%s", apart ? "that of " : "", target, within, apart ? ends[state] : "");
}

/* All targets in one sentence; `alone`: what is held against them was said. */
static void
say_all_targets(Writing *writing, bool alone)
{
    static const char *const ends[] = {
        [TARGET_MET] = " (met)", [TARGET_MISSED] = " (missed)", [TARGET_OPEN] = " (can still be met)"};
    const ProfileMeasure *measure = writing->measure;
    guint states[TARGET_OPEN + 1] = {0};
    g_autoptr(GPtrArray) judged = g_ptr_array_new(), parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < measure->within->len; i++) {
        const Figure *figure = limit_figure(writing, i, "");
        TargetState state = target_state(measure, figure);
        if (state == TARGET_UNKNOWN)
            continue;
        states[state]++;
        g_ptr_array_add(judged, (gpointer)figure);
    }
    if (!judged->len)
        return;
    g_autofree char *all = verdict(judged->len, states[TARGET_MET], states[TARGET_MISSED],
                                   states[TARGET_OPEN], whose_targets(measure));
    for (guint i = 0; i < judged->len; i++) {
        const Figure *figure = judged->pdata[i];
        TargetState state = target_state(measure, figure);
        g_autofree char *words =
            alone ? target_alone(figure, state, !all) : target_words(writing, figure, !parts->len);
        g_ptr_array_add(parts, g_strconcat(words, all || alone ? "" : ends[state], NULL));
    }
    bool whole = all && alone;
    g_autofree char *listed = profile_listed(parts, whole ? " and " : ", and ");
    writing_say(writing, "%s: %s%s.", all ? all : "Not every target was met",
                !whole            ? ""
                : judged->len > 1 ? "they were "
                                  : "it was ",
                listed);
}

static void
say_targets(Writing *writing)
{
    say_all_targets(writing, false);
}

/* Whether two measures tell the same times, and differ in their targets alone. */
static bool
has_same_times(const ProfileMeasure *one, const ProfileMeasure *other)
{
    return one->kind == other->kind && one->of == other->of && one->base == other->base &&
           one->per == other->per && !other->returned && strcmp(one->from, other->from) == 0 &&
           strcmp(one->to, other->to) == 0 && one->within->len == other->within->len &&
           memcmp(one->within->data, other->within->data, one->within->len * sizeof(Limit)) == 0;
}

/* "Our own target of 60% within one month was missed.": of a second set those that are not in the first. */
static void
say_targets_of(Writing *writing, const ProfileMeasure *other)
{
    static const char *const verdicts[] = {
        [TARGET_MET] = "met", [TARGET_MISSED] = "missed", [TARGET_OPEN] = "not yet decided"};
    const char *whose = whose_targets(other);
    for (TargetState state = TARGET_MET; whose && state <= TARGET_OPEN; state++) {
        g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < other->within->len; i++) {
            const Figure *own = limit_figure(writing, i, ""),
                         *figure = figures_find(writing->figures, other->id, writing->period,
                                                own ? own->category : "", "");
            if (target_state(other, figure) != state || (own && own->value == figure->value))
                continue;
            g_autofree char *target = figure_number_text(figure->value,
                                                         figure_value_decimals(figure->value, false)),
                            *within = english_time(figure->category);
            g_ptr_array_add(parts, g_strdup_printf("%s%% %s", target, within));
        }
        g_autofree char *all = parts->len ? profile_listed(parts, " and ") : NULL,
                        *start = table_sentence_case(whose);
        if (all)
            writing_say(writing, "%.*s of %s %s %s.", (int)strlen(start) - (parts->len == 1), start, all,
                        parts->len == 1 ? "was" : "were", verdicts[state]);
    }
}

/* The targets of every other measure of the same times. */
static void
say_other_targets(Writing *writing)
{
    for (guint i = 0; i < writing->profile->measures->len; i++) {
        const ProfileMeasure *other = writing->profile->measures->pdata[i];
        if (other != writing->measure && has_same_times(writing->measure, other))
            say_targets_of(writing, other);
    }
}

/* Whether a share of all that were received says as much as the estimate. */
static bool
is_told_of_all(const Writing *writing, const Figure *estimate, const char *limit)
{
    static const double near = 2;
    const ProfileMeasure *measure = writing->measure;
    for (guint i = 0; measure->base == BASE_DUE && i < writing->profile->measures->len; i++) {
        const ProfileMeasure *other = writing->profile->measures->pdata[i];
        if (other->kind != measure->kind || other->base != BASE_RECEIVED || other->of != measure->of ||
            strcmp(other->from, measure->from) || strcmp(other->to, measure->to))
            continue;
        const Figure *simple = figures_find(writing->figures, other->id, writing->period, limit, "");
        if (simple && fabs(simple->percent - estimate->percent) < near)
            return true;
    }
    return false;
}

/* Why there is an estimate: "Referrals that came in after 31 December 2022 had not been open for three months
 * by 31 March 2023." */
static void
say_not_yet_due(Writing *writing, const char *noun, Limit limit)
{
    const Profile *profile = writing->profile;
    Day end = calendar_year_last(profile->year, profile->year_start), day = end;
    if (profile->as_at == DAY_NONE || strcmp(writing->measure->from, "received"))
        return;
    while (day > profile->as_at - 4000 && limit_last_day(limit, day) > profile->as_at)
        day--;
    if (day == end || day < calendar_year_first(profile->year, profile->year_start))
        return;
    g_autofree char *start = table_sentence_case(noun), *after = calendar_long(day),
                    *words = limit_words(limit), *time = english_time(words),
                    *by = calendar_long(profile->as_at);
    writing_say(writing, "%s that came in after %s had not been open for %s by %s.", start, after, time, by);
}

/* What the estimates come to, where they print at least two points from the simple shares. */
static void
say_estimates(Writing *writing)
{
    static const double far = 2;
    const ProfileMeasure *measure = writing->measure;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    const char *done = profile_done_word(measure);
    const Limit *last = NULL;
    for (guint i = 0; i < measure->within->len; i++) {
        const Figure *simple = limit_figure(writing, i, ""), *estimate = limit_figure(writing, i, ESTIMATED);
        if (!simple || !estimate || isnan(estimate->percent) || isnan(simple->percent) ||
            figure_base_is_small(estimate, measure->small_base) ||
            fabs(figure_round(estimate->percent, measure->decimals) -
                 figure_round(simple->percent, measure->decimals)) < far ||
            is_told_of_all(writing, estimate, simple->category))
            continue;
        g_autofree char *share = percent_words(measure, estimate), *within = english_time(simple->category);
        const Figure *before = writing_find(writing, writing->before, simple->category, "");
        bool first_year = !before || isnan(before->count);
        g_autofree char *interval =
            first_year ? interval_words(estimate, measure->decimals, "%") : g_strdup("");
        g_autofree char *verb = parts->len ? g_strdup("") : g_strdup_printf(" are %s", done);
        last = &g_array_index(measure->within, Limit, i);
        g_ptr_array_add(parts, g_strdup_printf("%s%s %s%s", share, verb, within, interval));
    }
    g_autofree char *all = parts->len ? profile_listed(parts, " and ") : NULL,
                    *noun = english_noun(profile_percent_of(measure)->words);
    if (!all)
        return;
    if (last && measure->base == BASE_RECEIVED)
        say_not_yet_due(writing, noun, *last);
    writing_say(writing, "Allowing for open %s, an estimated %s.", noun, all);
}

/* Whether a measure before it has the same times, and other targets. */
static bool
repeats_times(const Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    for (guint i = 0; writing->profile->measures->pdata[i] != measure; i++) {
        const ProfileMeasure *other = writing->profile->measures->pdata[i];
        if (has_same_times(measure, other))
            return true;
    }
    return false;
}

/* Earlier shares of which only the percentage was printed: quoted, and not tested. */
static void
say_printed(Writing *writing)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < writing->measure->within->len; i++) {
        const Figure *figure = limit_figure(writing, i, ""),
                     *before = figure ? writing_find(writing, writing->before, figure->category, "") : NULL;
        if (!is_told(figure) || !before || !before->file || !isnan(before->count) || isnan(before->percent))
            continue;
        g_autofree char *was = percent_words(writing->measure, before),
                        *within = english_time(figure->category);
        g_ptr_array_add(parts, g_strdup_printf("%s %s", was, within));
    }
    g_autofree char *all = profile_listed(parts, " and ");
    if (parts->len)
        writing_say(
            writing,
            "The report for %s gave %s; the number behind it was not printed, so the difference cannot be "
            "tested.",
            writing->before, all);
}

static void
say(Writing *writing)
{
    const Figure *only = writing->measure->within->len == 1 ? limit_figure(writing, 0, "") : NULL;
    if (writing->measure->per != PER_YEAR)
        return;
    if (repeats_times(writing)) {
        say_all_targets(writing, false);
        return;
    }
    bool told = true;
    for (guint i = 0; i < writing->measure->within->len; i++)
        told &= is_told(limit_figure(writing, i, "")) && !misleads(writing, i);
    if (only && !misleads(writing, 0)) {
        tell(writing, only);
    } else {
        say_limits(writing);
        say_changes(writing);
    }
    say_all_targets(writing, told);
    say_other_targets(writing);
    say_printed(writing);
    guint estimates = writing->sentences->len;
    say_estimates(writing);
    writing_part_paragraphs(writing, estimates, 0);
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
