/* What came of cases: how many are concluded, and how each of them ended. An outcome changed only where the
 * years are judged at the same age; open cases are none. */
#include <math.h>
#include <string.h>
#include "render/commentary/shape_sentences.h"
#include "render/table/table.h"
#include "render/wording/english.h"

/* With fewer concluded, no share is a main point. */
enum { LEAST_CONCLUDED = 20 };

bool
tells_outcomes(const Profile *profile, const ProfileMeasure *measure)
{
    const ProfileField *field = measure->by->len == 1 ? profile_field(profile, measure->by->pdata[0]) : NULL;
    return field && field->ongoing_category && measure->per == PER_YEAR;
}

/* "unfounded"; other names are quoted. */
static char *
outcome_words(const char *category)
{
    static const char *const known[] = {"substantiated", "unsubstantiated", "unfounded", "malicious",
                                        "false",         "inconclusive",    NULL};
    g_autofree char *folded = profile_fold(category);
    if (g_strv_contains(known, folded))
        return g_strdup(folded);
    return g_strdup_printf("recorded as \u2018%s\u2019", category);
}

bool
tells_substantiated(const Figure *figure)
{
    return profile_same_name(figure->category, "Substantiated");
}

/* The category of substantiated cases; NULL if there is none or it is hidden. */
static const Figure *
found_so(const BreakdownRows *rows)
{
    for (guint i = 0; i < rows->sorted->len; i++)
        if (tells_substantiated(rows->sorted->pdata[i]))
            return rows->sorted->pdata[i];
    return NULL;
}

/* Substantiated cases, of those concluded. */
static const Figure *
concluded_share(const Writing *writing)
{
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (figure->role == ROLE_CONCLUDED && tells_substantiated(figure) &&
            !isnan(figure->count + figure->base))
            return figure;
    }
    return NULL;
}

/* "86 were unfounded, 53 substantiated (29%) and 1 false": with the percentage of all, of a table at equal
 * age
 * (`own`), else with that of `share` alone, for its category. */
static char *
counts_words(const Writing *writing, const GPtrArray *told, bool own, const Figure *share)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < told->len; i++) {
        const Figure *figure = told->pdata[i];
        bool shared = share && strcmp(share->category, figure->category) == 0;
        g_autofree char *count = figure_number_text(figure->count, 0),
                        *name = outcome_words(figure->category),
                        *percent = own || shared ? percent_in_brackets(writing->measure, own ? figure : share)
                                                 : g_strdup("");
        /* "7 were recorded as 'Kept' and 1 as 'Lost'" */
        const char *short_name = i && g_str_has_prefix(name, "recorded ") ? name + strlen("recorded ") : name;
        g_ptr_array_add(parts, g_strdup_printf("%s%s %s%s", count,
                                               i                    ? ""
                                               : figure->count == 1 ? " was"
                                                                    : " were",
                                               short_name, percent));
    }
    return parts->len ? profile_listed(parts, " and ") : NULL;
}

/* "; none was malicious" */
static char *
none_words(const BreakdownRows *rows)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < rows->empty->len; i++)
        g_ptr_array_add(names, outcome_words(((const Figure *)rows->empty->pdata[i])->category));
    g_autofree char *listed = names->len ? profile_listed(names, " or ") : NULL;
    return listed ? g_strdup_printf("; none was %s", listed) : g_strdup("");
}

static GPtrArray *
all_of(const BreakdownRows *rows)
{
    GPtrArray *all = g_ptr_array_copy(rows->sorted, NULL, NULL);
    if (rows->other)
        g_ptr_array_add(all, (gpointer)rows->other);
    return all;
}

/* How many are concluded and how many open. */
static void
say_standing(Writing *writing, const BreakdownRows *rows, double open)
{
    g_autofree char *base = english_counted(rows->total->count, writing->measure->of->words),
                    *concluded = figure_number_text(rows->total->count - open, 0),
                    *left = figure_number_text(open, 0), *day = writing_as_at(writing);
    writing_say(writing, "Of the %s, %s had been concluded by %s.", base, concluded, day);
    say_the_other(writing, open, open == 1 ? "was still open" : "were still open");
}

/* The table of the same that leaves out what is not recorded; NULL where there is none, or nothing to leave
 * out. */
static const ProfileMeasure *
table_of_known(const Writing *writing, const BreakdownRows *rows)
{
    const ProfileMeasure *measure = writing->measure;
    for (guint i = 0;
         rows->not_recorded && rows->not_recorded->count > 0 && i < writing->profile->measures->len; i++) {
        const ProfileMeasure *other = writing->profile->measures->pdata[i];
        if (other->kind == measure->kind && other->of == measure->of && other->by->len == 1 &&
            strcmp(other->by->pdata[0], measure->by->pdata[0]) == 0 && !other->follow_up.number &&
            !other->returned && other->per == PER_YEAR && profile_has_name(other->leave_out, NOT_RECORDED))
            return other;
    }
    return NULL;
}

/* "For 13 of the 161 consultations and referrals (8%) no outcome is recorded." */
static void
say_unknown(Writing *writing, const BreakdownRows *rows)
{
    g_autofree char *count = figure_number_text(rows->not_recorded->count, 0),
                    *percent = percent_in_brackets(writing->measure, rows->not_recorded),
                    *base = english_counted(rows->total->count, writing->measure->of->words);
    writing_say(writing, "For %s of the %s%s no outcome is recorded.", count, base, percent);
}

/* "Of those received in 2022-23, 44 of the 183 concluded were substantiated (24%)." */
static void
say_earlier_share(Writing *writing, const Figure *share)
{
    const Figure *before =
        share ? writing_find(writing, writing->before, share->category, share->part) : NULL;
    if (!before || isnan(before->count + before->percent) ||
        figure_base_is_small(before, writing->measure->small_base))
        return;
    g_autofree char *was = figure_number_text(before->count, 0), *of = figure_number_text(before->base, 0),
                    *percent = percent_words(writing->measure, before),
                    *name = outcome_words(before->category);
    writing_say(writing, "Of those received in %s, %s of the %s concluded %s %s (%s).", writing->before, was,
                of, before->count == 1 ? "was" : "were", name, percent);
}

static void
say_concluded(Writing *writing, const BreakdownRows *rows)
{
    double open = rows->ongoing ? rows->ongoing->count : 0;
    const ProfileMeasure *known = open > 0 ? NULL : table_of_known(writing, rows);
    const Figure *concluded = concluded_share(writing),
                 *share = open > 0 || writing->measure->percent_of ? concluded : found_so(rows);
    if (known && found_so(rows))
        share = figures_find(writing->figures, known->id, writing->period, found_so(rows)->category, "");
    g_autoptr(GPtrArray) all = all_of(rows);
    g_autofree char *counts = counts_words(writing, all, false, share), *none = none_words(rows);
    if (open > 0)
        say_standing(writing, rows, open);
    if (!counts)
        return;
    double blank = rows->not_recorded ? rows->not_recorded->count : 0;
    g_autofree char *base = english_counted(rows->total->count - (known ? blank : 0),
                                            writing->measure->of->words),
                    *left = blank > 0 && !known ? figure_number_text(blank, 0) : NULL;
    bool all_known = known || writing->measure->leave_out->len;
    writing_say(writing, "Of %s%s%s, %s%s%s%s%s.", open > 0 ? "those concluded" : "the ",
                open > 0 ? "" : base, all_known ? " whose outcome is known" : "", counts, none,
                left ? "; for " : "", left ? left : "", left ? " no outcome is recorded" : "");
    if (known)
        say_unknown(writing, rows);
    else
        say_earlier_share(writing, concluded);
}

/* "Three months after they came in" */
static char *
age_words(const ProfileMeasure *measure)
{
    g_autofree char *limit = limit_words(measure->follow_up);
    g_autofree char *number = english_number((guint)g_ascii_strtoull(limit, NULL, 10));
    g_autofree char *start = table_sentence_case(number);
    return g_strdup_printf("%s%s after they came in", start, limit + strspn(limit, "0123456789"));
}

/* How many there are of any age, from a measure that counts them; NAN if none does. */
static double
all_ages(const Writing *writing)
{
    for (guint i = 0; i < writing->profile->measures->len; i++) {
        const ProfileMeasure *other = writing->profile->measures->pdata[i];
        const Figure *total = other->of == writing->measure->of && other->kind == writing->measure->kind &&
                                      other->per == PER_YEAR && !other->follow_up.number && !other->returned
                                  ? figures_find(writing->figures, other->id, writing->period, "", "")
                                  : NULL;
        if (total)
            return total->count;
    }
    return NAN;
}

/* "the 187 contacts taken further that are old enough", where there are younger ones. Caller frees. */
static char *
old_enough(const Writing *writing, const BreakdownRows *rows)
{
    bool younger = all_ages(writing) > rows->total->count;
    g_autofree char *base = english_counted(rows->total->count, writing->measure->of->words);
    return g_strdup_printf("%s%s%s", younger && writing->brief ? "" : "the ", base,
                           younger && !writing->brief ? " that are old enough" : "");
}

/* An outcome at equal age whose share moved in a year, the farthest; NULL where none did. */
static const Figure *
moved_outcome(Writing *writing, const BreakdownRows *rows)
{
    const Figure *found = NULL;
    for (guint i = 0; i < rows->sorted->len; i++) {
        const Figure *figure = rows->sorted->pdata[i];
        if (writing_change(writing, figure).state == CHANGE_CLEAR &&
            (!found || writing_points(writing, figure) > writing_points(writing, found)))
            found = figure;
    }
    return found;
}

static void
say_moved_outcome(Writing *writing, const BreakdownRows *rows, const Figure *moved)
{
    g_autofree char *age = age_words(writing->measure), *count = figure_number_text(moved->count, 0),
                    *base = old_enough(writing, rows),
                    *name = moved == rows->ongoing ? g_strdup("still open") : outcome_words(moved->category),
                    *percent = percent_in_brackets(writing->measure, moved),
                    *tail = writing_tail(writing, moved, EARLIER_SHARE);
    writing_say(writing, "%s, %s of %s%s %s %s%s.", age, count, base, percent,
                moved->count == 1 ? "was" : "were", name, tail);
}

/* Whether any of it can be compared with the year before. */
static bool
compares(const Writing *writing, const BreakdownRows *rows)
{
    for (guint i = 0; i < rows->sorted->len; i++)
        if (writing_change(writing, rows->sorted->pdata[i]).state != CHANGE_NONE)
            return true;
    return false;
}

static void
say_at_equal_age(Writing *writing, const BreakdownRows *rows)
{
    const Figure *moved = moved_outcome(writing, rows);
    g_autoptr(GPtrArray) rest = all_of(rows);
    if (compares(writing, rows))
        writing_say(writing, "Years are fairly compared at the same age.");
    if (moved) {
        say_moved_outcome(writing, rows, moved);
        g_ptr_array_remove(rest, (gpointer)moved);
    }
    g_autofree char *counts = counts_words(writing, rest, !writing->measure->percent_of, NULL);
    g_autofree char *age = age_words(writing->measure), *base = old_enough(writing, rows);
    gsize number = counts ? strcspn(counts, " ") : 0;
    if (counts && moved)
        writing_say(writing, "Another %s.", counts);
    else if (counts)
        writing_say(writing, "%s, %.*s of %s%s.", age, (int)number, counts, base, counts + number);
    if (!rows->ongoing || rows->ongoing->count <= 0)
        return;
    g_autofree char *open = figure_number_text(rows->ongoing->count, 0),
                    *percent = percent_in_brackets(writing->measure, rows->ongoing),
                    *tail = writing_tail(writing, rows->ongoing, EARLIER_SHARE);
    writing_say(writing, "Still open at that point %s %s%s%s.", rows->ongoing->count == 1 ? "was" : "were",
                open, percent, tail);
}

void
say_outcomes(Writing *writing)
{
    BreakdownRows rows = breakdown_rows(writing);
    if (rows.total && rows.total->count > 0) {
        if (writing->measure->follow_up.number)
            say_at_equal_age(writing, &rows);
        else
            say_concluded(writing, &rows);
    }
    breakdown_rows_clear(&rows);
}

void
say_substantiated(Writing *writing)
{
    BreakdownRows rows = breakdown_rows(writing);
    const Figure *share = concluded_share(writing), *moved = NULL;
    if (rows.total && writing->measure->follow_up.number)
        moved = moved_outcome(writing, &rows);
    if (moved) {
        say_moved_outcome(writing, &rows, moved);
    } else if (rows.total && share && share->base >= LEAST_CONCLUDED && !writing->measure->follow_up.number &&
               !writing_find(writing, writing->before, share->category, share->part)) {
        g_autofree char *counts = NULL, *none = none_words(&rows),
                        *concluded = english_counted(share->base, writing->measure->of->words);
        g_autoptr(GPtrArray) all = all_of(&rows);
        counts = counts_words(writing, all, false, share);
        writing_say(writing, "Of the %s concluded, %s%s.", concluded, counts, none);
        writing->weight = 1;
    } else if (rows.total && share && share->base >= LEAST_CONCLUDED && !writing->measure->follow_up.number) {
        g_autofree char *concluded = figure_number_text(share->base, 0), *day = writing_as_at(writing),
                        *base = english_counted(rows.total->count, writing->measure->of->words),
                        *count = figure_number_text(share->count, 0), *name = outcome_words(share->category),
                        *percent = percent_in_brackets(writing->measure, share);
        writing_say(writing, "Of the %s, %s had been concluded by %s, and %s of them%s %s %s.", base,
                    concluded, day, count, percent, share->count == 1 ? "was" : "were", name);
        writing->weight = 1;
    } else if (rows.total && rows.total->count >= LEAST_CONCLUDED && !writing->measure->follow_up.number &&
               !writing->measure->percent_of && !(rows.ongoing && rows.ongoing->count > 0) &&
               found_so(&rows)) {
        say_share(writing, found_so(&rows), "were substantiated", "was substantiated",
                  writing->measure->leave_out->len ? " whose outcome is known" : "");
        /* Prefer those whose outcome is known. */
        writing->weight = rows.not_recorded ? 0 : 0.5;
    }
    breakdown_rows_clear(&rows);
}

void
say_outcome(Writing *writing, const Figure *figure)
{
    BreakdownRows rows = breakdown_rows(writing);
    if (rows.total && writing->measure->follow_up.number)
        say_moved_outcome(writing, &rows, figure);
    else if (rows.total && !(rows.ongoing && rows.ongoing->count > 0))
        say_category(writing, figure);
    breakdown_rows_clear(&rows);
}
