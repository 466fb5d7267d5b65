#include "render/commentary/commentary.h"
#include <math.h>
#include <string.h>
#include "render/commentary/shape_sentences.h"
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

/* The first measure affected by a break, if it has sentences, tells it. */
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

bool
commentary_is_of_another_day(const Profile *profile, const ProfileMeasure *measure)
{
    if (strcmp(measure->section, "caseload") ||
        profile->as_at == calendar_year_last(profile->year, profile->year_start))
        return false;
    for (guint i = 0; i < measure->of->where->len; i++) {
        const ProfileCondition *condition = &g_array_index(measure->of->where, ProfileCondition, i);
        const char *ongoing = profile_field(profile, condition->field)->ongoing_category;
        if (ongoing && profile_has_name(condition->is, ongoing))
            return true;
    }
    return false;
}

char *
commentary_of(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    if (render_kind(measure)->say && !commentary_is_of_another_day(profile, measure) &&
        !commentary_repeats(profile, figures, measure))
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
                     const char *category, bool behind)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    g_autofree char *predicate = predicate_of(&writing, category, false);
    return behind ? behind_noun(predicate) : g_steal_pointer(&predicate);
}

/* The sentences as one text; NULL if there are none. */
static char *
written(Writing *writing)
{
    if (!writing->sentences->len)
        return NULL;
    g_ptr_array_add(writing->sentences, NULL);
    return g_strjoinv(" ", (char **)writing->sentences->pdata);
}

/* What a function says about a measure; NULL if there is no function. */
static char *
said_by(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
        void (*says)(Writing *), double *weight)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    writing.brief = true;
    if (says)
        says(&writing);
    if (weight)
        *weight = writing.weight;
    return written(&writing);
}

char *
commentary_main_point(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                      double *weight)
{
    return said_by(profile, figures, measure, render_kind(measure)->summarise, weight);
}

char *
commentary_shape(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    return said_by(profile, figures, measure, say_leader, NULL);
}

char *
commentary_targets(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    return said_by(profile, figures, measure, render_kind(measure)->targets, NULL);
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
commentary_figure(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                  const Figure *figure, Telling telling)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    writing.brief = true;
    writing.telling = telling;
    if (render_kind(measure)->tell)
        render_kind(measure)->tell(&writing, figure);
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
