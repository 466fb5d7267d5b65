/* This authority beside others: its number, its rank, and the others' median with how many of them are known.
 */
#include "analysis/benchmark/benchmark.h"
#include "render/commentary/writing.h"
#include "render/table/table.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

/* With fewer, neither median nor average is given. */
enum { LEAST_KNOWN = 3 };

/* ", the second highest of the four whose figures are known; the median of the other three is 60.3" */
static char *
place_words(const Writing *writing, const Figure *rank, const Figure *known)
{
    GString *words = g_string_new(NULL);
    if (rank) {
        g_autofree char *place = english_rank((guint)rank->value - 1, (guint)(rank->base - rank->value)),
                        *among = english_number((guint)rank->base);
        g_string_append_printf(words, ", the %s of the %s councils whose figures are known", place, among);
    }
    const Figure *median = writing_find(writing, writing->period, NEIGHBOURS_MEDIAN, "");
    double middle = benchmark_number(writing->measure, median);
    if (known && known->value >= LEAST_KNOWN && !isnan(middle)) {
        g_autofree char *number = table_comparison_words(writing->measure, middle),
                        *others = english_number((guint)known->value);
        g_string_append_printf(words, "; the median of the other %s is %s", others, number);
    }
    return g_string_free(words, FALSE);
}

static void
comparison_say_limits(Writing *writing, const Figure *limits, const Figure *known)
{
    if (!limits || !known || known->value < LEAST_KNOWN || limits->signal == SIGNAL_NONE ||
        limits->signal == SIGNAL_NO_CLEAR_CHANGE)
        return;
    g_autofree char *average = table_comparison_words(writing->measure, limits->value);
    writing_say(writing,
                "That is %s the others’ average of %s by more than chance would explain, but councils "
                "count differently.",
                limits->signal == SIGNAL_HIGHER ? "above" : "below", average);
}

static void
say_unknown(Writing *writing, const Figure *known)
{
    const ProfileBenchmark *benchmark = writing->profile->benchmark;
    bool listed = benchmark && benchmark->neighbours_path;
    g_autofree char *how_many = known ? english_number((guint)known->base) : NULL;
    if (!known || known->base == 0)
        writing_say(writing, "No other figure is available.");
    else
        writing_say(writing, "No figure is available for any of %s %s %s.", listed ? "its" : "the", how_many,
                    listed ? "statistical neighbours" : "others");
}

/* "66.1 notifications", what is counted for every 10,000 children. Caller frees. */
static char *
comparison_rate_words(const Writing *writing, const ProfileMeasure *measure, double number)
{
    g_autofree char *words = benchmark_own_words(writing->profile, measure),
                    *text = table_comparison_words(measure, number);
    char *per = strstr(words, " per ");
    return g_strdup_printf("%s %.*s", text, per ? (int)(per - words) : (int)strlen(words), words);
}

/* Whether a measure is a rate for which no other council's is known. All such rates share a sentence. */
static bool
stands_alone(const Writing *writing, const ProfileMeasure *measure)
{
    const Figure *known = figures_find(writing->figures, measure->id, writing->period, NEIGHBOURS_KNOWN, ""),
                 *own = figures_find(writing->figures, measure->id, writing->period, "", "");
    return measure->compared && measure->show != SHOW_MIX && measure->show != SHOW_TREND &&
           benchmark_is_rate(measure) && !benchmark_is_told_before(writing->profile, measure) && known &&
           known->value == 0 && !isnan(benchmark_number(measure, own));
}

/* All rates without others beside them, in one sentence of the first. */
static void
say_alone(Writing *writing)
{
    g_autoptr(GPtrArray) rates = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < writing->profile->measures->len; i++) {
        const ProfileMeasure *measure = writing->profile->measures->pdata[i];
        if (!stands_alone(writing, measure))
            continue;
        if (!rates->len && measure != writing->measure)
            return;
        const Figure *own = figures_find(writing->figures, measure->id, writing->period, "", "");
        g_ptr_array_add(rates, comparison_rate_words(writing, measure, benchmark_number(measure, own)));
    }
    g_autofree char *all = profile_listed(rates, " and ");
    writing_say(writing, "%s received %s for every 10,000 children.", writing->profile->authority_short_name,
                all);
    say_unknown(writing, writing_find(writing, writing->period, NEIGHBOURS_KNOWN, ""));
}

void
say_comparison(Writing *writing)
{
    if (writing->measure->show == SHOW_MIX || writing->measure->show == SHOW_TREND ||
        benchmark_is_told_before(writing->profile, writing->measure))
        return;
    if (stands_alone(writing, writing->measure)) {
        say_alone(writing);
        return;
    }
    const Figure *own = writing_find(writing, writing->period, "", ""),
                 *rank = writing_find(writing, writing->period, OWN_RANK, ""),
                 *known = writing_find(writing, writing->period, NEIGHBOURS_KNOWN, "");
    double number = benchmark_number(writing->measure, own);
    if (!isnan(number)) {
        g_autofree char *place = place_words(writing, rank, known);
        const char *name = writing->profile->authority_short_name;
        if (benchmark_is_rate(writing->measure)) {
            g_autofree char *rate = comparison_rate_words(writing, writing->measure, number);
            writing_say(writing, "%s received %s for every 10,000 children%s.", name, rate, place);
        } else {
            g_autofree char *text = table_comparison_words(writing->measure, number),
                            *what = benchmark_own_words(writing->profile, writing->measure);
            writing_say(writing, "In %s it was %s (%s)%s.", name, text, what, place);
        }
        comparison_say_limits(writing, writing_find(writing, writing->period, "", LIMITS_998), known);
    }
    if (!known || known->value == 0)
        say_unknown(writing, known);
}
