/* Sentences about what is estimated: the trend of the years, and what open cases do to a share. */
#include <math.h>
#include <string.h>
#include "render/commentary/writing.h"

static char *
number(double value, int decimals, const char *unit)
{
    g_autofree char *digits = figure_number_text(value, decimals);
    return g_strconcat(digits, unit, NULL);
}

static const Figure *
trend_of(const Writing *writing)
{
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *figure = figures_at(writing->figures, i);
        if (figure_is_in(figure, writing->measure->id, writing->period) &&
            strcmp(figure->category, YEARLY_CHANGE) == 0 && !isnan(figure->value))
            return figure;
    }
    return NULL;
}

static void
say_trend(Writing *writing)
{
    const Figure *trend = trend_of(writing);
    if (!trend)
        return;
    const char *since = trend->part + strlen(SINCE);
    g_autofree char *change = number(fabs(trend->value), 1, "%"), *lower = number(trend->lower, 1, "%"),
                    *upper = number(trend->upper, 1, "%");
    if (trend->signal == SIGNAL_NO_CLEAR_CHANGE)
        writing_say(
            writing,
            "From %s to %s there is no clear trend: the rate of change may be anything from %s to %s a year "
            "(95%% interval).",
            since, writing->period, lower, upper);
    else
        writing_say(writing, "From %s to %s the number %s by %s a year (95%% interval %s to %s).", since,
                    writing->period, figure_change_words(trend->signal), change, lower, upper);
}

/* An outcome's share of what is concluded, beside its share of all. */
static void
say_concluded(Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *figure = figures_at(writing->figures, i);
        if (!figure_is_in(figure, measure->id, writing->period) || strcmp(figure->part, OF_CONCLUDED) ||
            isnan(figure->percent) || isnan(figure->count))
            continue;
        const Figure *of_all = writing_find(writing, writing->period, figure->category, ""),
                     *all = writing_find(writing, writing->period, "", "");
        if (!of_all || !all || isnan(all->count) || all->count <= figure->base || measure->percent_of)
            continue;
        g_autofree char *count = number(figure->count, 0, ""), *base = number(figure->base, 0, ""),
                        *open = number(all->count - figure->base, 0, "");
        g_autofree char *name = g_utf8_strdown(figure->category, -1);
        if (figure_base_is_small(figure, measure->small_base) || isnan(of_all->percent)) {
            writing_say(writing, "Of the %s %s that are concluded, %s were %s; %s more are still open.", base,
                        measure->of->words, count, name, open);
            continue;
        }
        g_autofree char *whole = number(all->count, 0, ""), *share = percent_words(measure, figure),
                        *crude = percent_words(measure, of_all);
        writing_say(
            writing,
            "Of the %s %s that are concluded, %s were %s (%s); of all %s, with the %s still open, it is %s.",
            base, measure->of->words, count, name, share, whole, open, crude);
    }
}

/* The interval of an estimate in words; "" where it has none. Caller frees. */
static char *
interval_words(const Figure *estimate, int decimals, const char *unit)
{
    if (isnan(estimate->lower) || isnan(estimate->upper))
        return g_strdup("");
    g_autofree char *lower = number(estimate->lower, decimals, unit),
                    *upper = number(estimate->upper, decimals, unit);
    return g_strdup_printf(" (95%% interval %s to %s)", lower, upper);
}

static const char *
why_it_differs(const ProfileMeasure *measure)
{
    return measure->base == BASE_CLOSED ? ": the simple share leaves out open cases"
           : measure->base == BASE_DUE
               ? ": the simple share leaves out open cases that are not yet past the limit"
               : ": the simple share counts every open case as not in time, even the newest";
}

/* What the estimate comes to, where it shows otherwise than the simple share, and why they differ. */
static void
say_estimate(Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    const char *done = profile_done_word(measure);
    bool explained = false;
    for (guint i = 0; i < measure->within->len; i++) {
        g_autofree char *category = limit_within(g_array_index(measure->within, Limit, i));
        const Figure *simple = writing_find(writing, writing->period, category, ""),
                     *estimate = writing_find(writing, writing->period, category, ESTIMATED);
        if (!simple || !estimate || figure_base_is_small(estimate, measure->small_base) ||
            estimate->status == FIGURE_SUPPRESSED)
            continue;
        if (!isnan(estimate->percent) && figure_round(estimate->percent, measure->decimals) ==
                                             figure_round(simple->percent, measure->decimals))
            continue;
        if (isnan(estimate->percent)) {
            writing_say(writing,
                        "What share will be %s %s cannot be said yet: none has been followed so long.", done,
                        category);
            continue;
        }
        g_autofree char *share = percent_words(measure, estimate),
                        *interval = interval_words(estimate, measure->decimals, "%");
        writing_say(writing, "Allowing for cases still open, an estimated %s are %s %s%s%s.", share, done,
                    category, interval, explained ? "" : why_it_differs(measure));
        explained = true;
    }
}

static void
say_median(Writing *writing, const char *part)
{
    const ProfileMeasure *measure = writing->measure;
    const Figure *median = writing_find(writing, writing->period, MEDIAN_LENGTH, part);
    if (!median || median->status == FIGURE_SUPPRESSED || median->base < measure->small_base)
        return;
    const char *done = profile_done_word(measure);
    if (isnan(median->value)) {
        writing_say(writing, "Half of the %s of %s have not been %s for as long as any was followed.",
                    measure->of->words, writing->period, done);
        return;
    }
    /* The simple median says it already, where it is the same. */
    const Figure *simple = *part ? writing_find(writing, writing->period, MEDIAN_LENGTH, "") : NULL;
    if (simple && figure_round(simple->value, 0) == figure_round(median->value, 0))
        return;
    g_autofree char *days = number(median->value, 0, ""), *interval = interval_words(median, 0, "");
    writing_say(writing,
                "Allowing for cases still open, half of the %s of %s were %s within an estimated %s days%s.",
                measure->of->words, writing->period, done, days, interval);
}

void
say_estimates(Writing *writing)
{
    switch (writing->measure->kind) {
    case MEASURE_COUNT:
        say_trend(writing);
        break;
    case MEASURE_BREAKDOWN:
        say_concluded(writing);
        break;
    case MEASURE_TIMELINESS:
        say_estimate(writing);
        break;
    case MEASURE_CURVE:
        say_median(writing, "");
        break;
    case MEASURE_DURATION:
        say_median(writing, ESTIMATED);
        break;
    case MEASURE_SHARE:
    case MEASURE_CASELOAD:
    case MEASURE_SUPPLIED:
    case MEASURE_BENCHMARK:
        break;
    }
}
