/* This authority beside others: its number, its rank, and the others' median with how many of them are known.
 */
#include "analysis/benchmark/benchmark.h"
#include "render/commentary/writing.h"
#include "render/table/table.h"
#include <math.h>

static void
say_median(Writing *writing, const Figure *median, const Figure *known)
{
    double number = benchmark_number(writing->measure, median);
    if (!known || isnan(number)) {
        if (known)
            writing_say(
                writing,
                "No figure is known for any of the %.0f others, so whether that is high or low cannot "
                "be said.",
                known->base);
        else
            writing_say(writing, "No other figure is known, so whether that is high or low cannot be said.");
        return;
    }
    g_autofree char *middle = table_comparison_words(writing->measure, number);
    g_autofree char *lowest = table_comparison_words(writing->measure, median->lower),
                    *highest = table_comparison_words(writing->measure, median->upper);
    writing_say(writing,
                "The %.0f of %.0f others whose figures are known range from %s to %s, with a median of %s.",
                known->value, known->base, lowest, highest, middle);
}

static void
say_limits(Writing *writing, const Figure *limits)
{
    if (!limits)
        return;
    g_autofree char *average = table_comparison_words(writing->measure, limits->value),
                    *lower = table_comparison_words(writing->measure, limits->lower),
                    *upper = table_comparison_words(writing->measure, limits->upper);
    if (limits->signal == SIGNAL_NO_CLEAR_CHANGE)
        writing_say(writing,
                    "That is no further from the average of the others, %s, than chance would explain.",
                    average);
    else
        writing_say(writing,
                    "That is %s the average of the others, %s, by more than chance would explain (%s to %s, "
                    "tested at 99.8%%).",
                    limits->signal == SIGNAL_HIGHER ? "above" : "below", average, lower, upper);
}

/* "It is the highest of 4", "the second highest", "the 11th highest", "the lowest". */
static void
say_rank(Writing *writing, const Figure *rank)
{
    static const char *const names[] = {"", "second ", "third "};
    guint place = (guint)rank->value, among = (guint)rank->base;
    bool teen = place % 100 > 10 && place % 100 < 14;
    const char *ending = teen              ? "th"
                         : place % 10 == 1 ? "st"
                         : place % 10 == 2 ? "nd"
                         : place % 10 == 3 ? "rd"
                                           : "th";
    if (place > 1 && place == among)
        writing_say(writing, "It is the lowest of %u.", among);
    else if (place <= G_N_ELEMENTS(names))
        writing_say(writing, "It is the %shighest of %u.", names[place - 1], among);
    else
        writing_say(writing, "It is the %u%s highest of %u.", place, ending, among);
}

void
say_comparison(Writing *writing)
{
    if (writing->measure->show == SHOW_MIX || writing->measure->show == SHOW_TREND ||
        benchmark_is_told_before(writing->profile, writing->measure))
        return;
    const Figure *own = writing_find(writing, writing->period, "", ""),
                 *rank = writing_find(writing, writing->period, OWN_RANK, "");
    g_autofree char *what = benchmark_own_words(writing->profile, writing->measure);
    if (!isnan(benchmark_number(writing->measure, own))) {
        g_autofree char *number =
            table_comparison_words(writing->measure, benchmark_number(writing->measure, own));
        bool rate = benchmark_is_rate(writing->measure);
        writing_say(writing, "%s: %s %s%s%s.", writing->profile->authority_short_name, number,
                    rate ? "" : "(", what, rate ? "" : ")");
        say_limits(writing, writing_find(writing, writing->period, "", LIMITS_998));
    }
    if (rank)
        say_rank(writing, rank);
    say_median(writing, writing_find(writing, writing->period, NEIGHBOURS_MEDIAN, ""),
               writing_find(writing, writing->period, NEIGHBOURS_KNOWN, ""));
}
