/* Timeliness: what share is done within each limit. */
#include <math.h>
#include <string.h>
#include "analysis/statistics/statistics.h"
#include "render/chart/choice.h"
#include "render/commentary/category_names.h"
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

/* Which part of the base is meant. */
static const char *
which_of(const ProfileMeasure *measure, const Figure *figure)
{
    /* If all are due, nobody is left out. */
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

/* The share of those due misleads if it is far from the estimate that allows for open cases. */
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

/* Judged on the exact share; open if cases still open could meet it. */
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

/* "512 of the 742 notifications (69%) were closed within one month", of the base that is named, `done` being
 * "closed"; NULL, behind the first: "579 (78%) within three months". Caller frees. */
static char *
counted_within(const Writing *writing, const Figure *figure, const char *base, const char *done)
{
    g_autofree char *number = figure_number_text(figure->count, 0),
                    *percent = percent_words(writing->measure, figure),
                    *within = english_time(figure->category);
    if (!base)
        return g_strdup_printf("%s (%s) %s", number, percent, within);
    return g_strdup_printf("%s of the %s (%s)%s%s %s", figure->count == 0 ? "none" : number, base, percent,
                           !*done               ? ""
                           : figure->count == 1 ? " was "
                                                : " were ",
                           done, within);
}

/* The same with ", against 80%"; where the numbers stand beside it "69% were closed within one month, against
 * 80%".
 */
static char *
target_words(const Writing *writing, const Figure *figure, bool first)
{
    const ProfilePopulation *of = profile_percent_of(writing->measure);
    const char *done = profile_done_word(writing->measure);
    g_autofree char *base = english_counted(figure->base, of->words),
                    *percent = percent_words(writing->measure, figure),
                    *within = english_time(figure->category),
                    *target = figure_number_text(figure->value, figure_value_decimals(figure->value, false)),
                    *counted = counted_within(writing, figure, first ? base : NULL, done);
    if (writing->telling != TELLING_AGAIN)
        return g_strdup_printf("%s, against %s%%", counted, target);
    g_autofree char *of_part = first && of->where->len ? g_strdup_printf(" of %s", of->words) : g_strdup(""),
                    *verb = first ? g_strdup_printf(" were %s", done) : g_strdup("");
    return g_strdup_printf("%s%s%s %s, against %s%%", percent, of_part, verb, within, target);
}

/* "Neither target was met"; `whose`: "our own targets" of a second set, else NULL; `which`: "80% within one
 * month and 90% within three", else NULL: "Neither target, of 80% within one month and 90% within three, was
 * met". NULL where they did not all end alike. Caller frees. */
static char *
verdict(guint targets, guint met, guint missed, guint open, const char *whose, const char *which)
{
    if (!targets || (met != targets && missed != targets && open != targets))
        return NULL;
    bool one = targets == 1;
    g_autofree char *many = whose ? g_strdup_printf(" of %s", whose) : g_strdup(one ? " target" : " targets"),
                    *comma = which ? g_strdup_printf(one ? " of %s" : ", of %s,", which) : g_strdup("");
    const char *some = one                 ? (whose ? "One" : "The")
                       : targets == 2      ? (missed == targets ? "Neither" : "Both")
                       : missed == targets ? (whose ? "None" : "None of the")
                                           : "All";
    const char *subject = targets == 2 && missed == targets && !whose ? " target" : many;
    const char *end = open == targets     ? "can still be met"
                      : one               ? (met ? "was met" : "was not met")
                      : missed == targets ? "was met"
                                          : "were met";
    return g_strdup_printf("%s%s%s %s", some, subject, comma, end);
}

/* "our own targets" of a measure that sets its times against others; NULL where its title does not say. */
static const char *
whose_targets(const ProfileMeasure *measure)
{
    const char *against = strstr(measure->title, " against ");
    return against && g_str_has_suffix(measure->title, "targets") ? against + strlen(" against ") : NULL;
}

/* "80% within one month". Caller frees. */
static char *
target_alone(const Figure *figure)
{
    g_autofree char *target = figure_number_text(figure->value, figure_value_decimals(figure->value, false)),
                    *within = english_time(figure->category);
    return g_strdup_printf("%s%% %s", target, within);
}

/* "80% within one month and 90% within three". Caller frees. */
static char *
targets_listed(const GPtrArray *figures)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < figures->len; i++) {
        char *words = target_alone(figures->pdata[i]);
        if (i)
            english_drop_unit(words, parts->pdata[0]);
        g_ptr_array_add(parts, words);
    }
    return profile_listed(parts, " and ");
}

/* All targets in one sentence; `alone`: what is held against them was said. Whether all were missed. */
static bool
say_all_targets(Writing *writing, bool alone)
{
    static const char *const ends[] = {
        [TARGET_MET] = "met", [TARGET_MISSED] = "missed", [TARGET_OPEN] = "can still be met"};
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
        return false;
    g_autofree char *which = alone ? targets_listed(judged) : NULL,
                    *all = verdict(judged->len, states[TARGET_MET], states[TARGET_MISSED],
                                   states[TARGET_OPEN], whose_targets(measure), which);
    for (guint i = 0; i < judged->len; i++) {
        const Figure *figure = judged->pdata[i];
        const char *end = ends[target_state(measure, figure)];
        g_autofree char *words = alone ? target_alone(figure) : target_words(writing, figure, !parts->len);
        g_ptr_array_add(parts, all ? g_steal_pointer(&words)
                               : alone
                                   ? g_strdup_printf("that of %s%s %s", words, *end == 'c' ? "" : " was", end)
                                   : g_strdup_printf("%s (%s)", words, end));
    }
    g_autofree char *listed = profile_listed(parts, ", and ");
    if (all && alone)
        writing_say(writing, "%s.", all);
    else
        writing_say(writing, "%s: %s.", all ? all : "Not every target was met", listed);
    return states[TARGET_MISSED] == judged->len;
}

/* Without counts, next to a table that has them. */
static void
say_targets(Writing *writing)
{
    writing->telling = TELLING_AGAIN;
    say_all_targets(writing, false);
}

/* Whether two measures time cases in the same way; they may be of different cases. */
static bool
times_alike(const ProfileMeasure *one, const ProfileMeasure *other)
{
    return one->kind == other->kind && one->base == other->base && one->per == other->per &&
           !other->returned && strcmp(one->from, other->from) == 0 && strcmp(one->to, other->to) == 0 &&
           one->within->len == other->within->len &&
           memcmp(one->within->data, other->within->data, one->within->len * sizeof(Limit)) == 0;
}

/* Whether two measures differ only in their targets. */
static bool
has_same_times(const ProfileMeasure *one, const ProfileMeasure *other)
{
    return one->of == other->of && times_alike(one, other);
}

/* "Our own target of 60% within one month was met.": of a second set those that are not in the first; ", nor
 * was our own of 60% within one month" behind a first none of which was met. */
static void
say_targets_of(Writing *writing, const ProfileMeasure *other, bool *missed)
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
            g_ptr_array_add(parts, target_alone(figure));
        }
        g_autofree char *all = parts->len ? profile_listed(parts, " and ") : NULL,
                        *start = table_sentence_case(whose);
        if (all && state == TARGET_MISSED && *missed)
            writing_join(writing, ", nor %s %.*s of %s", parts->len == 1 ? "was" : "were",
                         (int)(strlen(whose) - strlen(" targets")), whose, all);
        else if (all)
            writing_say(writing, "%.*s of %s %s %s.", (int)strlen(start) - (parts->len == 1), start, all,
                        parts->len == 1 ? "was" : "were", verdicts[state]);
        *missed &= !all;
    }
}

/* The targets of every other measure of the same times; `missed`: whether all of the first were, and that is
 * the last sentence. */
static void
say_other_targets(Writing *writing, bool missed)
{
    for (guint i = 0; i < writing->profile->measures->len; i++) {
        const ProfileMeasure *other = writing->profile->measures->pdata[i];
        if (other != writing->measure && has_same_times(writing->measure, other))
            say_targets_of(writing, other, &missed);
    }
}

/* The first measure that tells the same times of a part of all records that this one is of; NULL: there is
 * none. */
static const ProfileMeasure *
timed_part(const Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    for (guint i = 0; !measure->of->where->len && writing->profile->measures->pdata[i] != measure; i++) {
        const ProfileMeasure *part = writing->profile->measures->pdata[i];
        if (part->of->where->len && times_alike(measure, part) && measure->base == BASE_RECEIVED)
            return part;
    }
    return NULL;
}

/* The figures of each limit of what a part leaves of the whole (Figure), and the part's own; NULL where one
 * is not shown, or is too few to be told. Caller unrefs. */
static GArray *
without_part(const Writing *writing, const ProfileMeasure *part, GArray *of_part)
{
    const Profile *profile = writing->profile;
    g_autoptr(GArray) rest = g_array_new(FALSE, FALSE, sizeof(Figure));
    for (guint i = 0; i < writing->measure->within->len; i++) {
        const Figure *all = limit_figure(writing, i, ""),
                     *own = all ? figures_find(writing->figures, part->id, writing->period, all->category, "")
                                : NULL;
        if (!is_told(all) || !is_told(own) || all->file || own->file || profile->disclosure.round_to)
            return NULL;
        Figure left = *all;
        left.base = all->base - own->base;
        left.count = all->count - own->count;
        left.percent = 100 * left.count / left.base;
        double fewest = fmin(left.count, left.base - left.count);
        if (!(left.base > 0) || fewest < 0 || (fewest > 0 && fewest < profile->suppress_below) ||
            figure_base_is_small(&left, writing->measure->small_base) ||
            figure_base_is_small(own, part->small_base))
            return NULL;
        g_array_append_val(rest, left);
        g_array_append_val(of_part, *own);
    }
    return rest->len ? g_steal_pointer(&rest) : NULL;
}

/* Whether at each limit the share of the rest is higher than the part's by more than chance would explain. */
static bool
is_sooner(const GArray *rest, const GArray *part)
{
    bool sooner = true;
    for (guint i = 0; i < rest->len; i++) {
        const Figure *a = &g_array_index(rest, Figure, i), *b = &g_array_index(part, Figure, i);
        sooner &= statistics_newcombe(a->count, a->base, b->count, b->base, 0.95).lower > 0;
    }
    return sooner;
}

/* "216 of the 288 consultations (75%) were resolved within one month and 248 (86%) within three months."
 * Caller frees. */
static char *
listed_within(const Writing *writing, const GArray *limits, const char *base, const char *done)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < limits->len; i++)
        g_ptr_array_add(parts,
                        counted_within(writing, &g_array_index(limits, Figure, i), i ? NULL : base, done));
    return profile_listed(parts, " and ");
}

/* All records beside a part of them whose times were told, and what that leaves. Whether anything could be
 * said. */
static bool
say_without(Writing *writing, const ProfileMeasure *part)
{
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(Figure)),
                      whole = g_array_new(FALSE, FALSE, sizeof(Figure)),
                      rest = without_part(writing, part, own);
    if (!rest)
        return false;
    for (guint i = 0; i < rest->len; i++)
        g_array_append_val(whole, *limit_figure(writing, i, ""));
    const ProfilePopulation *of = writing->measure->of;
    double left = g_array_index(rest, Figure, 0).base;
    const char *done = profile_done_word(writing->measure);
    const ProfilePopulation *named = rest_of(writing, part->of, of, left);
    g_autofree char *all = figure_number_text(g_array_index(whole, Figure, 0).base, 0),
                    *others = english_counted(left, named ? named->words : of->words),
                    *base = named ? g_strdup(others) : g_strconcat("other ", others, NULL),
                    *told = listed_within(writing, whole, all, ""),
                    *without = listed_within(writing, rest, base, done);
    if (is_sooner(rest, own))
        writing_say(writing, "All %s together were %s sooner: %s.", of->words, done, told);
    else
        say_limits(writing);
    writing_say(writing, "Without the %s, %s.", part->of->words, without);
    return true;
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

/* Whether an earlier measure has the same times and other targets. */
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

/* Earlier shares known only as printed percentages are quoted, not tested. */
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
    const ProfileMeasure *part = timed_part(writing);
    bool without = part && say_without(writing, part);
    if (only && !without && !misleads(writing, 0)) {
        tell(writing, only);
    } else {
        if (!without)
            say_limits(writing);
        say_changes(writing);
    }
    say_other_targets(writing, say_all_targets(writing, told));
    say_printed(writing);
    guint estimates = writing->sentences->len;
    if (!without)
        say_estimates(writing);
    writing_part_paragraphs(writing, estimates, 0);
}

/* Missed targets; otherwise a limit that moved; otherwise all limits. */
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
        say_all_targets(writing, false);
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
