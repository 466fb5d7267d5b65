/* In short: what a board member who reads one paragraph must know. It names directions only where a change is
 * clear, and few numbers: they stand beneath it. */
#include <math.h>
#include <string.h>
#include "render/commentary/commentary.h"
#include "render/document/exceptions.h"
#include "render/wording/change.h"
#include "render/wording/english.h"

enum { MOST_WORDS = 60 };

/* The first measure with such a main point, and its figure of the year; NULL where there is none. */
static const ProfileMeasure *
first_of(const Exceptions *out, MainPoint point, const Figure **figure)
{
    const Profile *profile = out->exhibits->profile;
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        const RenderKind *kind = render_kind(measure);
        if (!exceptions_is_yearly(measure) || measure->around->len || !kind->main_point ||
            kind->main_point(profile, measure) != point)
            continue;
        *figure = figures_find(out->exhibits->figures, measure->id, out->period, "", "");
        if (*figure && !isnan((*figure)->count))
            return measure;
    }
    return NULL;
}

static Change
change_of(const Exceptions *out, const ProfileMeasure *measure, const Figure *figure)
{
    return change_in_year(out->exhibits->profile, out->exhibits->figures, measure, figure);
}

/* "almost the same number of notifications as the year before". Caller frees. */
static char *
size_words(const Exceptions *out, const ProfileMeasure *measure, const Figure *figure)
{
    static const char *const near[] = {"much the same number of ", "almost the same number of ",
                                       "the same number of "};
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
    return g_strconcat(near[change.near], words, " as ", english_year_before(out->before), NULL);
}

/* "again more than half did not meet the criteria", of a share of the same records; NULL where there is none.
 * Caller frees. */
static char *
threshold_words(const Exceptions *out, const ProfileMeasure *size)
{
    const Figure *figure = NULL;
    const ProfileMeasure *measure = first_of(out, POINT_THRESHOLD, &figure);
    if (!measure || profile_percent_of(measure) != size->of || isnan(figure->percent) ||
        figure_base_is_small(figure, measure->small_base))
        return NULL;
    const Figure *before = change_of(out, measure, figure).before;
    double whole = figure_round(figure->percent, 0);
    bool half = whole > 50, again = half && before && figure_round(before->percent, 0) > 50;
    const char *proportion = half ? "more than half" : english_proportion(figure->percent);
    g_autofree char *percent = figure_shown(figure, figure->percent, measure->decimals, "%"),
                    *says = english_predicate(out->exhibits->profile, size->of->words, measure->in, false);
    g_autofree char *tile = commentary_tile(out->exhibits->profile, out->exhibits->figures, measure, figure);
    bool moved = g_str_has_prefix(tile, "up from ") || g_str_has_prefix(tile, "down from ");
    return g_strdup_printf("%s%s %s%s%s", again && !moved ? "again " : "", proportion ? proportion : percent,
                           says, moved ? ", " : "", moved ? tile : "");
}

static void
say_point(Exceptions *out, MainPoint point)
{
    char *said = exceptions_point(out->exhibits, point);
    if (said)
        g_ptr_array_add(out->sentences, said);
}

/* How much, how much of it met the threshold, and of the other counts those that moved. */
static void
say_size(Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    const Figure *figure = NULL;
    const ProfileMeasure *first = first_of(out, POINT_SIZE, &figure);
    if (!first)
        return;
    g_autofree char *size = size_words(out, first, figure), *share = threshold_words(out, first);
    g_ptr_array_add(out->sentences, g_strdup_printf("The service received %s%s%s.", size,
                                                    share ? ", and " : "", share ? share : ""));
    char *points[POINTS] = {[POINT_THRESHOLD] =
                                share ? NULL : exceptions_point(out->exhibits, POINT_THRESHOLD)};
    char *like = exceptions_like_for_like(out->exhibits, points);
    if (like)
        g_ptr_array_add(out->sentences, like);
    if (points[POINT_THRESHOLD])
        g_ptr_array_add(out->sentences, points[POINT_THRESHOLD]);
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        const Figure *other = measure != first && exceptions_is_yearly(measure) && !measure->around->len &&
                                      kind_of(measure)->sizes_population
                                  ? figures_find(out->exhibits->figures, measure->id, out->period, "", "")
                                  : NULL;
        Change change = other ? change_of(out, measure, other) : (Change){0};
        if (change.state == CHANGE_CLEAR && !change.share)
            g_ptr_array_add(out->sentences,
                            g_strdup_printf("There were %s %s than in %s.", change.higher ? "more" : "fewer",
                                            measure->of->words, out->before));
    }
}

/* What moved of a section in the year, one way, the farthest: a category, or a share of its own, whose number
 * went the same way; NULL where nothing did. */
static const Figure *
farthest(const Exceptions *out, const GPtrArray *changed, const char *section, bool higher)
{
    const Figure *found = NULL;
    double most = 0;
    for (guint i = 0; i < changed->len; i++) {
        const Figure *figure = changed->pdata[i];
        const ProfileMeasure *measure = profile_measure(out->exhibits->profile, figure->measure);
        bool told = strcmp(measure->section, section) == 0 && !measure->of->where->len &&
                    figure->role == ROLE_COUNT &&
                    (measure->in || (measure->by->len == 1 && *figure->category));
        if (!told || !profile_category_tells(figure->category) || english_is_other(figure->category))
            continue;
        Change change = change_of(out, measure, figure);
        double moved = fabs(figure->percent - change.before->percent);
        if (change.higher != higher || (figure->count > change.before->count) != higher || moved <= most)
            continue;
        found = figure;
        most = moved;
    }
    return found;
}

/* "came from residential care settings"; `behind`: "from residential care settings". Caller frees. */
static char *
move_words(const Exceptions *out, const Figure *figure, bool behind)
{
    const Profile *profile = out->exhibits->profile;
    const ProfileMeasure *measure = profile_measure(profile, figure->measure);
    if (!measure->in)
        return commentary_predicate(profile, out->exhibits->figures, measure, figure->category, behind);
    const char *base = profile_percent_of(measure)->words,
               *rest = behind ? english_relative(profile, base, measure->in->words) : NULL;
    return rest ? g_strdup(rest) : english_predicate(profile, base, measure->in, false);
}

/* "More notifications came from residential care settings and fewer from schools." */
static void
say_who(Exceptions *out)
{
    static const char *const sections[] = {"source", "about"};
    g_autoptr(GPtrArray) changed = exceptions_changed(out);
    for (gsize s = 0; s < G_N_ELEMENTS(sections); s++) {
        const Figure *more = farthest(out, changed, sections[s], true),
                     *fewer = farthest(out, changed, sections[s], false), *first = more ? more : fewer;
        if (!first)
            continue;
        g_autofree char *one = move_words(out, first, false),
                        *two = more && fewer ? move_words(out, fewer, true) : NULL;
        g_ptr_array_add(out->sentences, g_strdup_printf("%s %s %s%s%s.", more ? "More" : "Fewer",
                                                        out->exhibits->profile->words, one,
                                                        two ? " and fewer " : "", two ? two : ""));
        return;
    }
}

/* "smaller" or "larger" share of the first limit that moved; NULL where none did. Caller frees. */
static char *
limit_moved(const Exceptions *out, const ProfileMeasure *measure)
{
    for (guint i = 0; i < figures_length(out->exhibits->figures); i++) {
        const Figure *figure = figures_at(out->exhibits->figures, i);
        if (figure->role != ROLE_WITHIN || !figure_is_in(figure, measure->id, out->period))
            continue;
        Change change = change_of(out, measure, figure);
        g_autofree char *within = english_time(figure->category);
        if (change.state == CHANGE_CLEAR)
            return g_strdup_printf("a %s share was %s %s", change.higher ? "larger" : "smaller",
                                   profile_done_word(measure), within);
    }
    return NULL;
}

/* "A larger share was concluded within one month, but neither target was met." */
static void
say_time(Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        if (!exceptions_is_yearly(measure) || measure->kind != MEASURE_TIMELINESS)
            continue;
        g_autofree char *targets = commentary_targets(profile, out->exhibits->figures, measure),
                        *moved = limit_moved(out, measure);
        if (targets)
            targets[strcspn(targets, ":")] = '\0';
        if (targets && moved)
            *targets = g_ascii_tolower(*targets);
        if (!targets && !moved)
            continue;
        bool missed = targets && !strstr(targets, " were met");
        g_autofree char *all =
            g_strconcat(moved ? moved : targets, moved && targets ? missed ? ", but " : ", and " : "",
                        moved && targets ? targets : "", ".", NULL);
        g_ptr_array_add(out->sentences, table_sentence_case(all));
        return;
    }
    say_point(out, POINT_TIME);
}

/* "On 31 March 2024, 66 had been open for more than a year.", where those are a fifth of the open; else how
 * many are open, where that is a main point. */
static void
say_open(Exceptions *out)
{
    const Figure *old = exceptions_oldest(out->exhibits, NULL);
    const Profile *profile = out->exhibits->profile;
    g_autofree char *day = calendar_long(calendar_year_last(profile->year, profile->year_start)),
                    *count = old ? figure_number_text(old->count, 0) : NULL;
    if (old)
        g_ptr_array_add(out->sentences,
                        g_strdup_printf("On %s, %s had been open for more than a year.", day, count));
    else
        say_point(out, POINT_OPEN);
}

char *
in_short(const Exhibits *exhibits)
{
    g_autofree char *period = period_of_report(exhibits, 0), *before = period_of_report(exhibits, 1);
    g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func(g_free);
    Exceptions out = {exhibits, period, before, sentences};
    say_size(&out);
    say_who(&out);
    say_time(&out);
    say_open(&out);
    if (!sentences->len)
        g_ptr_array_add(sentences, exceptions_no_size(&out));
    GString *text = g_string_new(NULL);
    for (guint i = 0, words = 0; i < sentences->len; i++) {
        guint more = english_words(sentences->pdata[i]);
        if (words + more > MOST_WORDS)
            continue;
        g_string_append_printf(text, "%s%s", words ? " " : "", (char *)sentences->pdata[i]);
        words += more;
    }
    return g_string_free(text, FALSE);
}
