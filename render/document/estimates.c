/* Sentences about what is estimated: the trend of the years, and what open cases do to a share. */
#include <math.h>
#include <string.h>
#include "render/document/template.h"

static char *
number(double value, int decimals, const char *unit)
{
    g_autofree char *digits = figure_number_text(value, decimals);
    return g_strconcat(digits, unit, NULL);
}

static void
begin(GString *text)
{
    if (text->len)
        g_string_append_c(text, ' ');
}

static const Figure *
trend_of(const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (strcmp(figure->measure, measure->id) == 0 && strcmp(figure->period, period) == 0 &&
            strcmp(figure->category, YEARLY_CHANGE) == 0 && !isnan(figure->value))
            return figure;
    }
    return NULL;
}

static void
say_trend(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    const Figure *trend = trend_of(exhibits, measure, period);
    if (!trend)
        return;
    const char *since = trend->part + strlen(SINCE);
    g_autofree char *change = number(fabs(trend->value), 1, "%"), *lower = number(trend->lower, 1, "%"),
                    *upper = number(trend->upper, 1, "%");
    begin(text);
    if (trend->signal == SIGNAL_NO_CLEAR_CHANGE)
        g_string_append_printf(
            text,
            "From %s to %s there is no clear trend: the rate of change may be anything from %s "
            "to %s a year (95%% interval).",
            since, period, lower, upper);
    else
        g_string_append_printf(text, "From %s to %s the number %s by %s a year (95%% interval %s to %s).",
                               since, period, trend->signal == SIGNAL_HIGHER ? "rose" : "fell", change, lower,
                               upper);
}

static void
say_concluded(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (strcmp(figure->measure, measure->id) || strcmp(figure->period, period) ||
            strcmp(figure->part, OF_CONCLUDED) || isnan(figure->percent) || isnan(figure->count))
            continue;
        const Figure *with = figures_find(exhibits->figures, measure->id, period, figure->category, "");
        const Figure *all = figures_find(exhibits->figures, measure->id, period, "", "");
        if (!with || !all || isnan(all->count) || all->count <= figure->base)
            continue;
        bool small = figure_base_is_small(figure, measure->small_base);
        g_autofree char *count = number(figure->count, 0, ""), *base = number(figure->base, 0, ""),
                        *whole = number(all->count, 0, ""), *open = number(all->count - figure->base, 0, ""),
                        *share = number(figure->percent, measure->decimals, "%"),
                        *crude = number(100 * figure->count / all->count, measure->decimals, "%");
        g_autofree char *name = g_utf8_strdown(figure->category, -1);
        begin(text);
        g_string_append_printf(text, "Of the %s %s that are concluded %s were %s", base, measure->of->words,
                               count, name);
        if (small)
            g_string_append_printf(text, "; %s more are still open.", open);
        else
            g_string_append_printf(text, " (%s); of all %s, with the %s still open, it is %s.", share, whole,
                                   open, crude);
    }
}

/* What the estimate comes to, where it shows otherwise than the simple share, and why they differ. */
static void
say_estimate(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    const char *done = strcmp(measure->to, "closed") ? "done" : "closed";
    bool explained = false;
    for (guint i = 0; i < measure->within->len; i++) {
        g_autofree char *words = limit_words(g_array_index(measure->within, Limit, i));
        g_autofree char *category = g_strdup_printf("within %s", words);
        const Figure *simple = figures_find(exhibits->figures, measure->id, period, category, ""),
                     *estimate = figures_find(exhibits->figures, measure->id, period, category, ESTIMATED);
        if (!simple || !estimate || figure_base_is_small(estimate, measure->small_base) ||
            estimate->status == FIGURE_SUPPRESSED)
            continue;
        if (!isnan(estimate->percent) && figure_round(estimate->percent, measure->decimals) ==
                                             figure_round(simple->percent, measure->decimals))
            continue;
        begin(text);
        if (isnan(estimate->percent)) {
            g_string_append_printf(
                text, "What share will be %s %s cannot be said yet: none has been followed so long.", done,
                category);
            continue;
        }
        g_autofree char *share = number(estimate->percent, measure->decimals, "%"),
                        *lower = number(estimate->lower, measure->decimals, "%"),
                        *upper = number(estimate->upper, measure->decimals, "%");
        g_string_append_printf(text, "Allowing for cases still open, an estimated %s are %s %s", share, done,
                               category);
        if (!isnan(estimate->lower))
            g_string_append_printf(text, " (95%% interval %s to %s)", lower, upper);
        g_string_append_printf(text, "%s.",
                               explained
                                   ? ""
                                   : ": the simple share counts what is still open as not in time, however "
                                     "lately it came");
        explained = true;
    }
}

static void
say_median(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period,
           const char *part)
{
    const Figure *median = figures_find(exhibits->figures, measure->id, period, "median", part);
    if (!median || median->status == FIGURE_SUPPRESSED || median->base < measure->small_base)
        return;
    const char *done = strcmp(measure->to, "closed") ? "done" : "closed";
    begin(text);
    if (isnan(median->value)) {
        g_string_append_printf(text, "Half of the %s of %s have not been %s for as long as any was followed.",
                               measure->of->words, period, done);
        return;
    }
    g_autofree char *days = number(median->value, 0, ""), *lower = number(median->lower, 0, ""),
                    *upper = number(median->upper, 0, "");
    g_string_append_printf(text, "Half of the %s of %s were %s within an estimated %s days",
                           measure->of->words, period, done, days);
    if (!isnan(median->lower) && !isnan(median->upper))
        g_string_append_printf(text, " (95%% interval %s to %s)", lower, upper);
    g_string_append(text, ", those still open allowed for.");
}

void
estimates_say(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    switch (measure->kind) {
    case MEASURE_COUNT:
        say_trend(text, exhibits, measure, period);
        break;
    case MEASURE_BREAKDOWN:
        say_concluded(text, exhibits, measure, period);
        break;
    case MEASURE_TIMELINESS:
        say_estimate(text, exhibits, measure, period);
        break;
    case MEASURE_CURVE:
        say_median(text, exhibits, measure, period, "");
        break;
    case MEASURE_DURATION:
        say_median(text, exhibits, measure, period, ESTIMATED);
        break;
    case MEASURE_SHARE:
    case MEASURE_CASELOAD:
    case MEASURE_SUPPLIED:
    case MEASURE_BENCHMARK:
        break;
    }
}
