/* In short: what a board member who reads one paragraph must know. It names directions only where a change is
 * clear, and few numbers: they stand beneath it. */
#include <math.h>
#include <string.h>
#include "render/commentary/commentary.h"
#include "render/document/exceptions.h"
#include "render/wording/change.h"
#include "render/wording/english.h"

enum { MOST_WORDS = 60 };

typedef struct {
    const Exhibits *exhibits;
    char *period, *before;
    GPtrArray *sentences; /* char* */
} Short;

static bool
is_yearly(const ProfileMeasure *measure)
{
    return !measure->returned && measure->per == PER_YEAR && !measure->around->len;
}

/* The first measure with such a main point, and its figure of the year; NULL where there is none. */
static const ProfileMeasure *
first_of(const Short *out, MainPoint point, const Figure **figure)
{
    const Profile *profile = out->exhibits->profile;
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        const RenderKind *kind = render_kind(measure);
        if (!is_yearly(measure) || !kind->main_point || kind->main_point(profile, measure) != point)
            continue;
        *figure = figures_find(out->exhibits->figures, measure->id, out->period, "", "");
        if (*figure && !isnan((*figure)->count))
            return measure;
    }
    return NULL;
}

static Change
change_of(const Short *out, const ProfileMeasure *measure, const Figure *figure)
{
    const Figure *before =
        figures_find(out->exhibits->figures, measure->id, out->before, figure->category, figure->part);
    return change_between(out->exhibits->profile, measure, figure, before, figure->signal);
}

/* "almost the same number of notifications as the year before". Caller frees. */
static char *
size_words(const Short *out, const ProfileMeasure *measure, const Figure *figure)
{
    static const char *const near[] = {"a similar number of %s to the year before",
                                       "almost the same number of %s as the year before",
                                       "the same number of %s as the year before"};
    Change change = change_of(out, measure, figure);
    const char *words = measure->of->words;
    g_autofree char *counted = english_counted(figure->count, words);
    if (change.state == CHANGE_CLEAR)
        return g_strdup_printf("%s %s than in %s", change.higher ? "more" : "fewer", words, out->before);
    if (change.state == CHANGE_OPEN) {
        g_autofree char *was = figure_number_text(change.before->count, 0);
        return g_strdup_printf("%s, compared with %s in %s", counted, was, out->before);
    }
    if (change.state == CHANGE_NONE)
        return g_steal_pointer(&counted);
    g_auto(GStrv) parts = g_strsplit(near[change.near], "%s", 2);
    return g_strconcat(parts[0], words, parts[1], NULL);
}

/* "again more than half did not meet the criteria"; NULL where there is no such share. Caller frees. */
static char *
threshold_words(const Short *out)
{
    const Figure *figure = NULL;
    const ProfileMeasure *measure = first_of(out, POINT_THRESHOLD, &figure);
    if (!measure || isnan(figure->percent) || figure_base_is_small(figure, measure->small_base))
        return NULL;
    const Figure *before = change_of(out, measure, figure).before;
    bool half = figure->percent > 50.5, again = half && before && before->percent > 50.5;
    const char *proportion = half ? "more than half" : english_proportion(figure->percent);
    g_autofree char *percent = figure_shown(figure, figure->percent, measure->decimals, "%"),
                    *says = english_predicate(out->exhibits->profile, profile_percent_of(measure)->words,
                                              measure->in, false);
    return g_strdup_printf("%s%s %s", again ? "again " : "", proportion ? proportion : percent, says);
}

static void
say_size(Short *out)
{
    const Figure *figure = NULL;
    const ProfileMeasure *measure = first_of(out, POINT_SIZE, &figure);
    if (!measure)
        return;
    g_autofree char *size = size_words(out, measure, figure), *share = threshold_words(out);
    g_ptr_array_add(out->sentences, g_strdup_printf("The service received %s%s%s.", size,
                                                    share ? ", and " : "", share ? share : ""));
}

/* The clear moves of the year from one to another, each side the farthest; of shares whose counts went the
 * same way. */
static const Figure *
farthest(const Short *out, const ProfileMeasure *measure, bool higher)
{
    const Figure *found = NULL;
    double most = 0;
    for (guint i = 0; i < figures_length(out->exhibits->figures); i++) {
        const Figure *figure = figures_at(out->exhibits->figures, i);
        if (!figure_is_in(figure, measure->id, out->period) || !*figure->category || *figure->part ||
            figure->role != ROLE_COUNT || !profile_category_tells(figure->category) ||
            english_is_other(figure->category))
            continue;
        Change change = change_of(out, measure, figure);
        bool same_way = change.before && (figure->count > change.before->count) == higher;
        if (change.state != CHANGE_CLEAR || change.higher != higher || !same_way ||
            fabs(figure->percent - change.before->percent) <= most)
            continue;
        found = figure;
        most = fabs(figure->percent - change.before->percent);
    }
    return found;
}

/* "More notifications came from residential care settings, and fewer from schools." */
static void
say_who(Short *out)
{
    static const char *const sections[] = {"source", "about"};
    const Profile *profile = out->exhibits->profile;
    for (gsize s = 0; s < G_N_ELEMENTS(sections); s++)
        for (guint i = 0; i < profile->measures->len; i++) {
            const ProfileMeasure *measure = profile->measures->pdata[i];
            if (!is_yearly(measure) || measure->by->len != 1 || strcmp(measure->section, sections[s]) ||
                !kind_of(measure)->by_fields)
                continue;
            const Figure *more = farthest(out, measure, true), *fewer = farthest(out, measure, false);
            const Figure *first = more ? more : fewer;
            if (!first)
                continue;
            g_autofree char *words =
                                commentary_who(profile, out->exhibits->figures, measure, first->category),
                            *less = more && fewer ? commentary_who(profile, out->exhibits->figures, measure,
                                                                   fewer->category)
                                                  : NULL;
            g_ptr_array_add(out->sentences,
                            g_strdup_printf("%s %s %s%s%s than in %s.", more ? "More" : "Fewer",
                                            measure->of->words, words, less ? ", and fewer " : "",
                                            less ? less : "", out->before));
            return;
        }
}

/* "A larger share was concluded within one month, but neither target was met." */
static void
say_time(Short *out)
{
    const Profile *profile = out->exhibits->profile;
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        if (!is_yearly(measure) || measure->kind != MEASURE_TIMELINESS)
            continue;
        g_autofree char *targets = commentary_targets(profile, out->exhibits->figures, measure),
                        *moved = NULL;
        for (guint f = 0; f < figures_length(out->exhibits->figures) && !moved; f++) {
            const Figure *figure = figures_at(out->exhibits->figures, f);
            if (figure->role != ROLE_WITHIN || !figure_is_in(figure, measure->id, out->period))
                continue;
            Change change = change_of(out, measure, figure);
            g_autofree char *within = english_time(figure->category);
            if (change.state == CHANGE_CLEAR)
                moved =
                    g_strdup_printf("A %s share of %s was %s %s", change.higher ? "larger" : "smaller",
                                    profile_percent_of(measure)->words, profile_done_word(measure), within);
        }
        char *verdict = targets ? targets : NULL;
        if (verdict)
            verdict[strcspn(verdict, ":")] = '\0';
        bool missed = verdict && (strstr(verdict, "not met") || g_str_has_prefix(verdict, "N"));
        if (moved && verdict) {
            *verdict = g_ascii_tolower(*verdict);
            g_ptr_array_add(out->sentences,
                            g_strdup_printf("%s, %s %s.", moved, missed ? "but" : "and", verdict));
        } else if (moved || verdict) {
            g_ptr_array_add(out->sentences, g_strdup_printf("%s.", moved ? moved : verdict));
        }
        if (moved || verdict)
            return;
    }
}

static void
say_open(Short *out)
{
    const Profile *profile = out->exhibits->profile;
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        double weight;
        char *open = is_yearly(measure) && measure->kind == MEASURE_CASELOAD
                         ? commentary_main_point(profile, out->exhibits->figures, measure, &weight)
                         : NULL;
        if (!open)
            continue;
        g_ptr_array_add(out->sentences, open);
        return;
    }
}

static guint
words_in(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    return g_strv_length(words);
}

char *
in_short(const Exhibits *exhibits)
{
    g_autofree char *period = period_of_report(exhibits, 0), *before = period_of_report(exhibits, 1);
    Short out = {exhibits, period, before, g_ptr_array_new_with_free_func(g_free)};
    say_size(&out);
    say_who(&out);
    say_time(&out);
    say_open(&out);
    GString *text = g_string_new(NULL);
    for (guint i = 0, words = 0; i < out.sentences->len; i++) {
        guint more = words_in(out.sentences->pdata[i]);
        if (words + more > MOST_WORDS)
            continue;
        g_string_append_printf(text, "%s%s", words ? " " : "", (char *)out.sentences->pdata[i]);
        words += more;
    }
    g_ptr_array_unref(out.sentences);
    return g_string_free(text, FALSE);
}
