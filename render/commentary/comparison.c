/* This authority beside others: its number, its rank, and the others' median with how many of them are known.
 */
#include "analysis/benchmark/benchmark.h"
#include "render/commentary/writing.h"
#include <math.h>

static char *
number_words(const Writing *writing, double number)
{
    bool rate = benchmark_is_rate(writing->measure);
    g_autofree char *digits = figure_number_text(number, rate ? 1 : 0);
    return g_strconcat(digits, rate ? "" : "%", NULL);
}

static double
number_of(const Writing *writing, const Figure *figure)
{
    return !figure ? NAN : benchmark_is_rate(writing->measure) ? figure->value : figure->percent;
}

static void
say_median(Writing *writing, const Figure *median, const Figure *known)
{
    double number = number_of(writing, median);
    if (!known || isnan(number)) {
        writing_say(writing, "None of the %.0f others is known: whether that is high or low cannot be said.",
                    known ? known->base : 0);
        return;
    }
    g_autofree char *middle = number_words(writing, number);
    g_autofree char *lowest = number_words(writing, median->lower),
                    *highest = number_words(writing, median->upper);
    writing_say(writing,
                "The median of the %.0f of %.0f others that are known is %s, and they go from %s to %s.",
                known->value, known->base, middle, lowest, highest);
}

static void
say_limits(Writing *writing, const Figure *limits)
{
    if (!limits)
        return;
    g_autofree char *average = number_words(writing, limits->value);
    if (limits->signal == SIGNAL_NO_CLEAR_CHANGE)
        writing_say(writing, "That is no further from their average, %s, than chance would explain.",
                    average);
    else
        writing_say(writing,
                    "That is %s their average, %s, by more than chance would explain (tested at 99.8%%).",
                    limits->signal == SIGNAL_HIGHER ? "above" : "below", average);
}

/* The same comparison shown a second time needs no second telling. */
static bool
is_told_already(const Writing *writing)
{
    const GPtrArray *measures = writing->profile->measures;
    for (guint m = 0; m < measures->len && measures->pdata[m] != writing->measure; m++)
        if (g_strcmp0(((const ProfileMeasure *)measures->pdata[m])->compared, writing->measure->compared) ==
            0)
            return true;
    return false;
}

void
say_comparison(Writing *writing)
{
    if (writing->measure->show == SHOW_MIX || writing->measure->show == SHOW_TREND ||
        is_told_already(writing))
        return;
    const Figure *own = writing_find(writing, writing->period, "", ""),
                 *rank = writing_find(writing, writing->period, OWN_RANK, "");
    g_autofree char *what = benchmark_own_words(writing->profile, writing->measure);
    if (!isnan(number_of(writing, own))) {
        g_autofree char *number = number_words(writing, number_of(writing, own));
        bool rate = benchmark_is_rate(writing->measure);
        writing_say(writing, "%s: %s %s%s%s.", writing->profile->authority_short_name, number,
                    rate ? "" : "(", what, rate ? "" : ")");
        say_limits(writing, writing_find(writing, writing->period, "", LIMITS_998));
    }
    if (rank)
        writing_say(writing, "From the highest it is number %.0f of %.0f.", rank->value, rank->base);
    say_median(writing, writing_find(writing, writing->period, NEIGHBOURS_MEDIAN, ""),
               writing_find(writing, writing->period, NEIGHBOURS_KNOWN, ""));
}
