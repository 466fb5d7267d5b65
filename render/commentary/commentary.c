#include "render/commentary/commentary.h"
#include <math.h>
#include <string.h>
#include "render/commentary/breakdown.h"
#include "render/table/table.h"
#include "render/wording/english.h"

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

guint
writing_words(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    return g_strv_length(words);
}

void
writing_say(Writing *writing, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    char *last = writing_words(text) > MOST_WORDS_SAID ? g_strrstr(text, "; ") : NULL;
    if (!last) {
        g_ptr_array_add(writing->sentences, g_steal_pointer(&text));
        return;
    }
    g_autofree char *rest = table_sentence_case(last + strlen("; "));
    *last = '\0';
    writing_say(writing, "%s.", text);
    writing_say(writing, "%s", rest);
}

void
writing_part_paragraphs(Writing *writing, guint second, guint third)
{
    enum { MOST_SENTENCES = 4 };
    GPtrArray *sentences = writing->sentences;
    guint length = sentences->len;
    const guint places[] = {second, third};
    for (gsize i = 0; i < G_N_ELEMENTS(places) && length > MOST_SENTENCES; i++) {
        if (places[i] == 0 || places[i] >= length || (i && places[i] == second))
            continue;
        char *begun = g_strconcat("\n", sentences->pdata[places[i]], NULL);
        g_free(sentences->pdata[places[i]]);
        sentences->pdata[places[i]] = begun;
    }
}

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
    if (strchr(last, ';') || writing_words(last) + writing_words(other) > MOST_WORDS_SAID) {
        if (!writing->brief)
            writing_say(writing, "%s", start);
        return;
    }
    char *joined = g_strdup_printf("%.*s; %s", (int)strlen(last) - 1, last, other);
    g_ptr_array_set_size(writing->sentences, (gint)writing->sentences->len - 1);
    g_ptr_array_add(writing->sentences, joined);
}

guint
writing_turn(const Writing *writing)
{
    guint turn = 0;
    for (guint i = 0; writing->profile->measures->pdata[i] != writing->measure; i++)
        turn +=
            ((const ProfileMeasure *)writing->profile->measures->pdata[i])->kind == writing->measure->kind;
    return turn;
}

char *
writing_as_at(const Writing *writing)
{
    const Profile *profile = writing->profile;
    Day end = calendar_year_last(profile->year, profile->year_start);
    return calendar_long(writing->measure->at_year_end || profile->as_at == DAY_NONE ? end : profile->as_at);
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

void
say_share(Writing *writing, const Figure *figure, const char *many, const char *one, const char *which)
{
    const ProfileMeasure *measure = writing->measure;
    if (!figure || isnan(figure->percent) || isnan(figure->count) || !(figure->base > 0))
        return;
    const char *proportion = writing_turn(writing) % 2 == 0 ? proportion_of(figure) : NULL;
    if (proportion && figure->count > 1) {
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
        writing_say(writing, "Half of the %s of %s have not been %s for as long as any was followed.",
                    measure->of->words, writing->period, done);
        return;
    }
    /* The simple median says it already, where it is the same. */
    const Figure *simple = writing_figure(writing, ROLE_MEDIAN);
    if (simple && figure_round(simple->value, 0) == figure_round(median->value, 0))
        return;
    g_autofree char *days = figure_number_text(median->value, 0);
    writing_say(writing, "Half of the %s were %s within an estimated %s days.", measure->of->words, done,
                days);
}

/* A break is told by the first measure that it touches and that has something to say. */
static bool
tells_break(const Writing *writing, const ProfileBreak *gap)
{
    for (guint i = 0; i < writing->profile->measures->len; i++) {
        const ProfileMeasure *measure = writing->profile->measures->pdata[i];
        if (profile_break(writing->profile, measure, gap->year) == gap && render_kind(measure)->say &&
            measure->per == PER_YEAR && !measure->returned &&
            commentary_headline(writing->figures, measure, writing->period))
            return measure == writing->measure;
    }
    return false;
}

/* Before the year reported or among the years, where it is due. */
static void
say_break(Writing *writing)
{
    const Profile *profile = writing->profile;
    for (int year = profile->year; year > profile->year - profile->years + 1; year--) {
        const ProfileBreak *gap = profile_break(profile, writing->measure, year);
        if (!gap || !tells_break(writing, gap))
            continue;
        g_autofree char *label = calendar_year_label(year, profile->year_start),
                        *before = calendar_year_label(year - 1, profile->year_start);
        const Figure *earlier = writing_find(writing, before, "", "");
        g_autofree char *was = earlier && !isnan(earlier->count) && year == profile->year &&
                                       kind_of(writing->measure)->sizes_population
                                   ? figure_number_text(earlier->count, 0)
                                   : NULL;
        if (year < profile->year)
            writing_say(writing,
                        "The series breaks in %s: %s. Years up to %s are not comparable with later ones.",
                        label, gap->note, before);
        else if (was)
            writing_say(writing, "The %s of %s are not comparable: %s.", was, before, gap->note);
        else
            writing_say(writing, "Figures of %s are not comparable: %s.", before, gap->note);
    }
}

void
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

void
writing_clear(Writing *writing)
{
    g_free(writing->period);
    g_free(writing->before);
    g_ptr_array_unref(writing->sentences);
}

char *
commentary_of(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    if (render_kind(measure)->say && !commentary_repeats(profile, figures, measure))
        render_kind(measure)->say(&writing);
    if (writing.sentences->len)
        say_break(&writing);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < writing.sentences->len; i++) {
        const char *sentence = writing.sentences->pdata[i];
        g_string_append_printf(text, "%s%s", i && *sentence != '\n' ? " " : "", sentence);
    }
    return g_string_free(text, FALSE);
}

guint
commentary_categories(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                      bool *even)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    BreakdownRows rows = breakdown_rows(&writing);
    guint categories = rows.sorted->len + (rows.other != NULL);
    *even = breakdown_title(&writing).shape == SHAPE_EVEN;
    breakdown_rows_clear(&rows);
    return categories;
}

char *
commentary_predicate(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                     const char *category)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    return breakdown_predicate(&writing, category);
}

/* The sentences as one text; NULL of none. */
static char *
written(Writing *writing)
{
    if (!writing->sentences->len)
        return NULL;
    g_ptr_array_add(writing->sentences, NULL);
    return g_strjoinv(" ", (char **)writing->sentences->pdata);
}

char *
commentary_main_point(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                      double *weight)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    writing.brief = true;
    if (render_kind(measure)->summarise)
        render_kind(measure)->summarise(&writing);
    *weight = writing.weight;
    return written(&writing);
}

char *
commentary_shape(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    say_leader(&writing);
    return written(&writing);
}

const Figure *
commentary_leader(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    BreakdownTitle title = breakdown_title(&writing);
    return title.shape == SHAPE_MAJORITY || title.shape == SHAPE_LEADER ? title.first[0] : NULL;
}

char *
commentary_behind(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                  const char *category)
{
    g_autofree char *predicate = commentary_predicate(profile, figures, measure, category);
    return behind_noun(predicate);
}

char *
commentary_figure(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                  const Figure *figure, bool asked)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    writing.brief = true;
    writing.asked = asked;
    if (render_kind(measure)->tell)
        render_kind(measure)->tell(&writing, figure);
    return written(&writing);
}

char *
commentary_targets(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    if (render_kind(measure)->targets)
        render_kind(measure)->targets(&writing);
    return written(&writing);
}

char *
commentary_tile(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                const Figure *figure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    return writing_tile(&writing, figure);
}

bool
commentary_moved(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                 const Figure *figure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    return writing_change(&writing, figure).state == CHANGE_CLEAR;
}
