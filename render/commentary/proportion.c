/* Sentences of one share, and of the median time. */
#include "render/commentary/writing.h"
#include "render/table/table.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

void
say_the_other(Writing *writing, double number, const char *predicate)
{
    g_autofree char *count = figure_number_text(number, 0);
    if (!writing->sentences->len || number == 0)
        return;
    const char *last = writing->sentences->pdata[writing->sentences->len - 1];
    g_autofree char *other = number == 1 ? g_strdup_printf("the other one %s.", predicate)
                                         : g_strdup_printf("the other %s %s.", count, predicate);
    g_autofree char *start = table_sentence_case(other);
    if (strchr(last, ';') || english_words(last) + english_words(other) > MOST_WORDS_SAID) {
        if (!writing->brief)
            writing_say(writing, "%s", start);
        return;
    }
    writing_join(writing, "; %.*s", (int)strlen(other) - 1, other);
}

/* "Just under half of the contacts (190 of 395, 48%)" */
static void
say_proportion(Writing *writing, const Figure *figure, const char *many, const char *which,
               const char *proportion)
{
    g_autofree char *start = table_sentence_case(proportion), *count = figure_number_text(figure->count, 0),
                    *base = figure_number_text(figure->base, 0),
                    *percent = percent_words(writing->measure, figure),
                    *tail = writing_tail(writing, figure, EARLIER_IN_WORDS);
    writing_say(writing, "%s of the %s%s (%s of %s, %s) %s%s.", start,
                profile_percent_of(writing->measure)->words, which, count, base, percent, many, tail);
}

const char *
says_proportion(const Writing *writing, const Figure *figure)
{
    return figure->count > 1 && writing_turn(writing) % 2 == 0 ? proportion_of(figure) : NULL;
}

void
say_share(Writing *writing, const Figure *figure, const char *many, const char *one, const char *which)
{
    const ProfileMeasure *measure = writing->measure;
    if (!figure || isnan(figure->percent) || isnan(figure->count) || !(figure->base > 0))
        return;
    const char *proportion = says_proportion(writing, figure);
    if (proportion) {
        say_proportion(writing, figure, many, which, proportion);
        return;
    }
    g_autofree char *base = english_counted(figure->base, profile_percent_of(measure)->words),
                    *count = figure_number_text(figure->count, 0),
                    *percent = percent_in_brackets(measure, figure),
                    *tail = writing_tail(writing, figure, EARLIER_SHARE);
    if (figure->count == 0)
        writing_say(writing, "None of the %s%s %s%s.", base, which, one, tail);
    else if (figure->count == figure->base && figure->base > 1)
        writing_say(writing, "All %s%s %s%s.", base, which, many, tail);
    else
        writing_say(writing, "Of the %s%s, %s%s %s%s.", base, which, count, percent,
                    figure->count == 1 ? one : many, tail);
}

char *
interval_words(const Figure *estimate, int decimals, const char *unit)
{
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return g_strdup("");
    g_autofree char *lower = figure_number_text(estimate->lower, decimals),
                    *upper = figure_number_text(estimate->upper, decimals);
    return g_strdup_printf(" (95%% interval %s%s to %s%s)", lower, unit, upper, unit);
}

void
say_estimated_median(Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    const Figure *median = writing_figure(writing, ROLE_ESTIMATED_MEDIAN);
    if (!median || median->status == FIGURE_SUPPRESSED || median->base < measure->small_base)
        return;
    const char *done = profile_done_word(measure);
    if (isnan(median->value)) {
        g_autofree char *day = writing_as_at(writing);
        writing_say(writing, "Fewer than half of the %s of %s had been %s by %s.", measure->of->words,
                    writing->period, done, day);
        return;
    }
    /* If the simple median is the same, it has been given already. */
    const Figure *simple = writing_figure(writing, ROLE_MEDIAN);
    if (simple && figure_round(simple->value, 0) == figure_round(median->value, 0))
        return;
    /* Next to the days of closed cases, say what this median is of. */
    bool beside = false;
    for (guint i = 0; i < writing->profile->measures->len; i++) {
        const ProfileMeasure *other = writing->profile->measures->pdata[i];
        beside |= other->kind == MEASURE_DURATION && other->of == measure->of;
    }
    g_autofree char *days = figure_number_text(median->value, 0),
                    *start = beside ? g_strdup_printf("Allowing for open %s, half were", measure->of->words)
                                    : g_strdup_printf("Half of the %s were", measure->of->words);
    writing_say(writing, "%s %s within an estimated %s days.", start, done, days);
}
