/* The only place that puts a change into words. */
#include <math.h>
#include <string.h>
#include "render/commentary/writing.h"
#include "render/wording/english.h"
#include "render/table/table.h"

char *
percent_words(const ProfileMeasure *measure, const Figure *figure)
{
    g_autofree char *digits = figure_number_text(figure->percent, measure->decimals);
    return g_strconcat(digits, "%", NULL);
}

char *
percent_in_brackets(const ProfileMeasure *measure, const Figure *figure)
{
    if (isnan(figure->percent) || figure_base_is_small(figure, measure->small_base))
        return g_strdup("");
    g_autofree char *percent = percent_words(measure, figure);
    return g_strdup_printf(" (%s)", percent);
}

Change
writing_change(const Writing *writing, const Figure *figure)
{
    return change_in_year(writing->profile, writing->figures, writing->measure, figure);
}

Change
writing_long_change(const Writing *writing, const Figure *figure, char **since)
{
    return change_in_years(writing->profile, writing->figures, writing->measure, figure, since);
}

bool
writing_moved(const Writing *writing, const Figure *figure)
{
    g_autofree char *since = NULL;
    return writing_change(writing, figure).state == CHANGE_CLEAR ||
           writing_long_change(writing, figure, &since).state == CHANGE_CLEAR;
}

double
writing_points(const Writing *writing, const Figure *figure)
{
    g_autofree char *since = NULL;
    Change change = writing_change(writing, figure);
    if (change.state != CHANGE_CLEAR)
        change = writing_long_change(writing, figure, &since);
    return change.before && change.share ? fabs(figure->percent - change.before->percent) : 0;
}

const char *
proportion_of(const Figure *figure)
{
    enum { LEAST_IN_WORDS = 50 };
    return figure->base >= LEAST_IN_WORDS ? english_proportion(figure->percent) : NULL;
}

static char *
was_words(const ProfileMeasure *measure, Change change, Earlier earlier)
{
    if (!change.share)
        return figure_number_text(change.before->count, 0);
    g_autofree char *percent = percent_words(measure, change.before);
    const char *proportion = earlier == EARLIER_IN_WORDS ? proportion_of(change.before) : NULL;
    if (proportion && !g_str_has_prefix(proportion, "just "))
        return g_strdup_printf("%s (%s)", proportion, percent);
    if (earlier != EARLIER_COUNTED || isnan(change.before->count))
        return g_strdup(percent);
    g_autofree char *count = figure_number_text(change.before->count, 0);
    /* "1 (0%)" would contradict itself. */
    bool nothing = change.before->count > 0 && figure_round(change.before->percent, measure->decimals) == 0;
    return nothing ? g_strdup(count) : g_strdup_printf("%s (%s)", count, percent);
}

/* "down from 95% in 2022-23"; `when`: "in 2022-23". */
static char *
clear_words(const ProfileMeasure *measure, Change change, const char *when, Earlier earlier)
{
    g_autofree char *was = was_words(measure, change, earlier);
    return g_strdup_printf("%s from %s %s", change.higher ? "up" : "down", was, when);
}

/* How a figure that did not move stands to the year before. */
static char *
level_words(const ProfileMeasure *measure, Change change, const char *year, Earlier earlier, guint turn)
{
    bool in_words = earlier == EARLIER_IN_WORDS;
    g_autofree char *was = was_words(measure, change, in_words ? EARLIER_SHARE : earlier),
                    *when = english_in_before(year);
    const char *what = change.share ? "share" : "number";
    if (change.state == CHANGE_OPEN)
        return g_strdup_printf("compared with %s %s", was, when);
    if (change.near == NEAR_SAME)
        return g_strdup_printf("the same %s as %s", what, when);
    if (change.near == NEAR_ALMOST)
        return g_strdup_printf("almost the same %s as %s (%s)", what, when, was);
    if (!change.share)
        return g_strdup_printf("similar to the %s of %s", was, english_year_before(year));
    return g_str_has_prefix(when, "in ") && turn % 2 == 0 ? g_strdup_printf("similar to %s (%s)", year, was)
                                                          : g_strdup_printf("much as %s (%s)", when, was);
}

/* What the long run adds to a clear change of the year. */
static char *
long_addition(const ProfileMeasure *measure, Change year, Change first, const char *since, Earlier earlier)
{
    if (first.state != CHANGE_CLEAR || (earlier == EARLIER_COUNTED && year.higher == first.higher))
        return g_strdup("");
    g_autofree char *was = was_words(measure, first, EARLIER_SHARE);
    if (year.higher == first.higher)
        return g_strdup_printf(" and %s in %s", was, since);
    return g_strdup_printf("; the %s is still %s the %s of %s", first.share ? "share" : "number",
                           first.higher ? "above" : "below", was, since);
}

static char *
words_of(const ProfileMeasure *measure, Change year, const char *before, Change first, const char *since,
         Earlier earlier, bool brief, guint turn)
{
    g_autofree char *then = before ? english_in_before(before) : NULL,
                    *at_first = since ? english_in(since) : NULL;
    if (year.state == CHANGE_CLEAR) {
        g_autofree char *clear = clear_words(measure, year, then, earlier),
                        *more = brief ? g_strdup("") : long_addition(measure, year, first, since, earlier);
        return g_strconcat(clear, more, NULL);
    }
    if (first.state == CHANGE_CLEAR) {
        g_autofree char *clear = clear_words(measure, first, at_first, earlier);
        if (year.state == CHANGE_NONE || earlier == EARLIER_COUNTED || brief)
            return g_strdup(clear);
        g_autofree char *was = was_words(measure, year, EARLIER_SHARE);
        return g_strdup_printf("%s; %s it was %s", clear, then, was);
    }
    return year.state == CHANGE_NONE ? g_strdup("") : level_words(measure, year, before, earlier, turn);
}

/* Whether number and share went one way, so that either may stand for the other. */
static bool
go_together(const Figure *figure, Change change)
{
    return !change.before || !change.share ||
           (figure->count - change.before->count) * (figure->percent - change.before->percent) > 0;
}

char *
writing_tail(const Writing *writing, const Figure *figure, Earlier earlier)
{
    g_autofree char *since = NULL;
    Change year = writing_change(writing, figure), first = writing_long_change(writing, figure, &since);
    bool lately = year.state == CHANGE_CLEAR || first.state != CHANGE_CLEAR;
    if (earlier == EARLIER_COUNTED && !go_together(figure, lately ? year : first))
        earlier = EARLIER_SHARE;
    g_autofree char *words = words_of(writing->measure, year, writing->before, first, since, earlier,
                                      writing->brief, writing_turn(writing));
    return g_strconcat(*words ? ", " : "", words, NULL);
}

void
say_made(Writing *writing, const Figure *figure, const char *who, const char *did, const char *more,
         const char *tail)
{
    const ProfilePopulation *of = profile_percent_of(writing->measure);
    Change change = writing_change(writing, figure);
    g_autofree char *start = table_sentence_case(who), *noun = english_noun(of->words),
                    *counted = english_counted(figure->count, noun);
    if (writing->telling == TELLING_ASKED && change.state == CHANGE_CLEAR && change.share &&
        go_together(figure, change)) {
        g_autofree char *was = figure_number_text(change.before->count, 0);
        writing_say(writing, "%s %s %s, %s from %s.", start, did, counted, change.higher ? "up" : "down",
                    was);
        return;
    }
    g_autofree char *base = english_counted(figure->base, of->words),
                    *count = figure_number_text(figure->count, 0),
                    *whole = g_strdup_printf("%s of the %s", count, base),
                    *percent = percent_in_brackets(writing->measure, figure);
    bool both = *more && *tail;
    writing_say(writing, "%s %s %s%s%s%s%s.", start, did, writing->telling == TELLING_AGAIN ? counted : whole,
                percent, more, both ? " and" : "", both ? tail + strlen(",") : tail);
}

char *
writing_first_words(const Writing *writing, const Figure *figure)
{
    enum { LEAST_YEARS = 3 };
    const Profile *profile = writing->profile;
    Change now = writing_change(writing, figure);
    int first = profile_first_comparable(profile, writing->measure);
    if (now.state != CHANGE_CLEAR || profile->year - first + 1 < LEAST_YEARS)
        return g_strdup("");
    for (int year = first; year < profile->year; year++) {
        g_autofree char *label = calendar_year_label(year, profile->year_start);
        const Figure *at = writing_find(writing, label, figure->category, figure->part);
        if (!at || isnan(now.share ? at->percent : at->count) ||
            (year > first && (at->signal == SIGNAL_NONE || at->signal == figure->signal)))
            return g_strdup("");
    }
    g_autofree char *years = english_number((guint)(profile->year - first + 1));
    return g_strdup_printf(", the first clear %s in the %s years", now.higher ? "rise" : "fall", years);
}

char *
writing_tile(const Writing *writing, const Figure *figure)
{
    g_autofree char *since = NULL;
    Change year = writing_change(writing, figure), first = writing_long_change(writing, figure, &since);
    if (year.state == CHANGE_NONE)
        return g_strdup("");
    g_autofree char *then = english_in_before(writing->before), *at_first = since ? english_in(since) : NULL,
                    *was = was_words(writing->measure, year, EARLIER_SHARE);
    if (year.state == CHANGE_CLEAR)
        return clear_words(writing->measure, year, then, EARLIER_SHARE);
    if (first.state == CHANGE_CLEAR)
        return clear_words(writing->measure, first, at_first, EARLIER_SHARE);
    return g_str_has_prefix(then, "in ") ? g_strdup_printf("%s: %s", writing->before, was)
                                         : g_strdup_printf("%s: %s", then, was);
}

char *
commentary_change(const Profile *profile, const ProfileMeasure *measure, const Figure *figure,
                  const Figure *before, const char *period_before)
{
    Change change = change_between(profile, measure, figure, before, figure->signal);
    if (change.state == CHANGE_NONE)
        return g_strdup_printf(change.why == WHY_OUTCOMES_OPEN ? "not yet comparable with %s"
                                                               : "not comparable with %s",
                               period_before);
    return words_of(measure, change, period_before, (Change){0}, NULL, EARLIER_SHARE, true, 0);
}
