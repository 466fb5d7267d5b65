#include "render/commentary/commentary.h"
#include <math.h>
#include <string.h>
#include "render/commentary/writing.h"
#include "render/table/table.h"

const Figure *
commentary_headline(const Figures *figures, const ProfileMeasure *measure, const char *period)
{
    const Figure *total = figures_find(figures, measure->id, period, "", "");
    if (total)
        return total;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (figure_is_in(figure, measure->id, period))
            return figure;
    }
    return NULL;
}

const Figure *
writing_find(const Writing *writing, const char *period, const char *category, const char *part)
{
    return figures_find(writing->figures, writing->measure->id, period, category, part);
}

const Figure *
writing_figure(const Writing *writing, FigureRole role)
{
    return table_figure(writing->figures, writing->measure, writing->period, role);
}

void
writing_say(Writing *writing, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(writing->sentences, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

const char *
writing_choose(const Writing *writing, const char *one, const char *other)
{
    return g_str_hash(writing->measure->id) % 2 ? one : other;
}

void
say_share(Writing *writing, const Figure *figure, const char *subject, const char *which)
{
    const ProfileMeasure *measure = writing->measure;
    if (!figure || isnan(figure->percent) || isnan(figure->count) || isnan(figure->base))
        return;
    const char *of = profile_percent_of(measure)->words;
    g_autofree char *in = g_strdup_printf("in %s%s", writing->period, which);
    g_autofree char *count = figure_number_text(figure->count, 0),
                    *base = figure_number_text(figure->base, 0);
    g_autofree char *percent = percent_in_brackets(measure, figure),
                    *change = writing_change(writing, figure, "share");
    g_autofree char *start = table_sentence_case(subject);
    if (measure->in && strcmp(writing_choose(writing, "one", "other"), "other") == 0)
        writing_say(writing, "Of %s %s %s, %s%s were %s%s.", base, of, in, count, percent, subject, change);
    else
        writing_say(writing, "%s: %s of %s %s %s%s%s.", start, count, base, of, in, percent, change);
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
        writing_say(writing, "Half of the %s of %s have not been %s for as long as any was followed.",
                    measure->of->words, writing->period, done);
        return;
    }
    /* The simple median says it already, where it is the same. */
    const Figure *simple = writing_figure(writing, ROLE_MEDIAN);
    if (simple && figure_round(simple->value, 0) == figure_round(median->value, 0))
        return;
    g_autofree char *days = figure_number_text(median->value, 0), *interval = interval_words(median, 0, "");
    writing_say(writing,
                "Allowing for cases still open, half of the %s of %s were %s within an estimated %s days%s.",
                measure->of->words, writing->period, done, days, interval);
}

void
say_break(Writing *writing, int year)
{
    const Profile *profile = writing->profile;
    const ProfileBreak *gap = profile_break(profile, writing->measure, year);
    if (!gap)
        return;
    g_autofree char *label = calendar_year_label(year, profile->year_start),
                    *before = calendar_year_label(year - 1, profile->year_start);
    if (year == profile->year)
        writing_say(writing, "These figures are not comparable with those of %s: %s.", before, gap->note);
    else
        writing_say(writing,
                    "The series breaks in %s: %s. Years up to %s are not comparable with later ones.", label,
                    gap->note, before);
}

static void
writing_begin(Writing *writing, const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    *writing = (Writing){
        .profile = profile,
        .figures = figures,
        .measure = measure,
        .period = calendar_year_label(profile->year, profile->year_start),
        .before = calendar_year_label(profile->year - 1, profile->year_start),
        .sentences = g_ptr_array_new_with_free_func(g_free),
    };
}

static void
writing_clear(Writing *writing)
{
    g_free(writing->period);
    g_free(writing->before);
    g_ptr_array_unref(writing->sentences);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Writing, writing_clear)

char *
commentary_of(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    if (render_kind(measure)->say)
        render_kind(measure)->say(&writing);
    /* What breaks the series of the years shown. */
    for (int year = profile->year; writing.sentences->len && year > profile->year - profile->years + 1;
         year--)
        say_break(&writing, year);
    g_ptr_array_add(writing.sentences, NULL);
    return g_strjoinv(" ", (char **)writing.sentences->pdata);
}

char *
commentary_main_point(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    if (render_kind(measure)->summarise)
        render_kind(measure)->summarise(&writing);
    if (!writing.sentences->len)
        return NULL;
    g_ptr_array_add(writing.sentences, NULL);
    return g_strjoinv(" ", (char **)writing.sentences->pdata);
}
