/* Share: what part of a population is in another, or is done within a limit. */
#include <math.h>
#include <string.h>
#include "render/chart/choice.h"
#include "render/commentary/category_names.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"
#include "render/wording/english.h"

static void
lay(Layout *layout)
{
    layout->counted =
        g_strdup_printf("Count, and percentage of %s", profile_percent_of(layout->measure)->words);
    if (layout->measure->per != PER_YEAR) {
        for (guint i = 0; i < layout->periods->len; i++) {
            layout_add_column(layout, layout->periods->pdata[i], "Count", TABLE_COUNT);
            layout_add_column(layout, layout->periods->pdata[i], "%", TABLE_PERCENT);
        }
        layout_add_slots(layout);
        return;
    }
    layout_add_year_columns(layout, "Count", "%", "Value");
    layout_add_change_columns(layout);
    g_autofree char *words = table_share_words(layout->profile, layout->measure);
    g_autofree char *heading = table_sentence_case(words), *all = layout_all_words(layout);
    layout_add_row(layout, heading, false, &(Figure)FIGURE_BLANK);
    layout_add_total(layout, all, "", true);
}

/* What the share says of its records: "ended in advice", "were made within one working day". Caller frees. */
static char *
predicate(const Writing *writing, bool one)
{
    const ProfileMeasure *measure = writing->measure;
    if (measure->in)
        return english_predicate(writing->profile, profile_percent_of(measure)->words, measure->in, one);
    g_autofree char *all = table_share_words(writing->profile, measure), *words = english_time(all);
    if (measure->repeat)
        return g_strdup_printf("%s about the %s", one ? "was" : "were", words);
    return g_strdup_printf("%s %s %s", one ? "was" : "were",
                           g_strcmp0(measure->to, "received") == 0 ? "made" : profile_done_word(measure),
                           words);
}

/* Who "made" the records ("schools" of "notifications from schools"), or were "the subject of" them ("workers
 * in early years" of "contacts about ..."); NULL where the words say more, or something else. */
static const char *
subject_of(const Writing *writing, const char **did)
{
    const ProfileMeasure *measure = writing->measure;
    const char *base = profile_percent_of(measure)->words;
    const char *behind = measure->in && !measure->in->says && strcmp(base, writing->profile->words) == 0
                             ? english_relative(writing->profile, base, measure->in->words)
                             : NULL;
    if (behind && g_str_has_prefix(behind, "from ") && !strstr(behind, " about ") &&
        !strstr(behind, " that ")) {
        *did = "made";
        return behind + strlen("from ");
    }
    g_autofree char *who = behind && g_str_has_prefix(behind, "about ") && !strstr(behind, " from ")
                               ? english_noun(behind + strlen("about "))
                               : NULL;
    *did = "were the subject of";
    return who && english_is_plural(who) ? behind + strlen("about ") : NULL;
}

static void
find(const Writing *writing, ChartFinding *finding)
{
    const Figure *figure = writing_find(writing, writing->period, "", "");
    g_autofree char *says = figure && writing->measure->per == PER_YEAR ? predicate(writing, false) : NULL;
    if (says && !isnan(figure->percent))
        find_share(writing, figure, says, finding);
}

static void
tell(Writing *writing, const Figure *figure)
{
    const char *did, *who = subject_of(writing, &did);
    bool made = who && strcmp(did, "made") == 0;
    if (who && figure->count > 0 && !isnan(figure->percent) && (made || !says_proportion(writing, figure))) {
        g_autofree char *tail = writing_tail(writing, figure, made ? EARLIER_COUNTED : EARLIER_SHARE);
        say_made(writing, figure, who, did, "", tail);
        return;
    }
    g_autofree char *many = predicate(writing, false), *one = predicate(writing, true);
    say_share(writing, figure, many, one, "");
}

/* The one year in which a share moved most of the way that it went since the first shown; NULL where it moved
 * clearly in none, in several, or the other way. */
static const Figure *
year_of_move(const Writing *writing, const Figure *figure, const Figure **before)
{
    const Profile *profile = writing->profile;
    const Figure *first = NULL, *last = NULL, *moved = NULL;
    guint moves = 0;
    for (int year = profile_first_comparable(profile, writing->measure); year <= profile->year; year++) {
        g_autofree char *label = calendar_year_label(year, profile->year_start);
        const Figure *at = writing_find(writing, label, "", "");
        if (!at || isnan(at->percent))
            return NULL;
        first = first ? first : at;
        if (last && change_between(profile, writing->measure, at, last, at->signal).state == CHANGE_CLEAR) {
            moved = at;
            *before = last;
            moves++;
        }
        last = at;
    }
    double whole = first ? figure->percent - first->percent : 0;
    return moves == 1 && moved != figure && (moved->percent - (*before)->percent) / whole > 0.5 ? moved
                                                                                                : NULL;
}

static void
say(Writing *writing)
{
    const Figure *figure = writing_find(writing, writing->period, "", ""), *from = NULL;
    if (!figure || writing->measure->per != PER_YEAR)
        return;
    bool later = writing_change(writing, figure).state != CHANGE_CLEAR && writing_moved(writing, figure);
    const Figure *moved = later && !writing->brief ? year_of_move(writing, figure, &from) : NULL;
    /* The year before is named with the move itself. */
    bool brief = writing->brief;
    writing->brief |= moved && strcmp(moved->period, writing->before) == 0;
    tell(writing, figure);
    writing->brief = brief;
    double left = figure->base - figure->count;
    const ProfilePopulation *in = writing->measure->in,
                            *rest = in && writing->sentences->len
                                        ? rest_of(writing, in, writing->measure->of, left)
                                        : NULL;
    if (rest) {
        g_autofree char *words =
            english_predicate(writing->profile, profile_percent_of(writing->measure)->words, rest, left == 1);
        say_the_other(writing, left, words);
    }
    if (!writing->brief && writing->sentences->len && figure->count > 0)
        say_parts_gathered(writing);
    if (!moved)
        return;
    g_autofree char *was = percent_words(writing->measure, from),
                    *is = percent_words(writing->measure, moved);
    bool fell = moved->percent < from->percent;
    writing_say(writing, "Most of the %s came in %s, when the share went %s from %s to %s.",
                fell ? "fall" : "rise", moved->period, fell ? "down" : "up", was, is);
}

/* A share of activity or outcomes tells of the threshold. */
static MainPoint
main_point(const Profile *profile, const ProfileMeasure *measure)
{
    (void)profile;
    bool decided = strcmp(measure->section, "activity") == 0 || strcmp(measure->section, "outcomes") == 0;
    return measure->in && decided ? POINT_THRESHOLD : POINT_NONE;
}

const RenderKind render_share = {
    .lay = lay,
    .chart = choice_of_whole,
    .find = find,
    .say = say,
    .summarise = say,
    .tell = tell,
    .main_point = main_point,
    .key_figure = true,
    .share = true,
};

/* The share in each category of a field; each row has its own base. */
static void
lay_by(Layout *layout)
{
    const ProfileMeasure *measure = layout->measure;
    g_autofree char *share = table_share_words(layout->profile, measure), *time = english_time(share),
                    *all = layout_all_words(layout);
    layout->table->row_heading = layout_field_heading(profile_field(layout->profile, measure->by->pdata[0]));
    layout->counted = measure->in ? g_strdup_printf("Number of %s, and percentage", share)
                      : measure->repeat
                          ? g_strdup_printf("Number about the %s, and percentage", time)
                          : g_strdup_printf("Number %s %s, and percentage", profile_done_word(measure), time);
    layout_add_columns(layout, TABLE_PERCENT, "Count", "%", NULL);
    layout_add_change_columns(layout);
    layout_add_categories(layout);
    layout_add_row(layout, all, true, &(Figure)FIGURE_BLANK);
    g_autofree char *note = g_strdup_printf("Each percentage is of the %s of its own row, not of all.",
                                            profile_percent_of(measure)->words);
    table_note(layout->table, note);
}

/* How far a category is from the others, in standard errors: the adjusted residual (Agresti, Categorical Data
 * Analysis, 3.3.1). */
static double
residual(const Figure *figure, const Figure *all)
{
    double share = all->count / all->base, expected = figure->base * share;
    double variance = expected * (1 - share) * (1 - figure->base / all->base);
    return variance > 0 ? (figure->count - expected) / sqrt(variance) : 0;
}

/* "Of the 88 referrals about residential care, 40 (45%) were substantiated, compared with 26% of all.
 * Among the 90 about schools, 12 (13%) were." */
static void
say_row(Writing *writing, const Figure *figure, const Figure *all, bool again)
{
    g_autofree char *says = predicate(writing, false),
                    *about = predicate_of(writing, figure->category, false), *which = behind_noun(about),
                    *number = figure_number_text(figure->base, 0),
                    *base = english_counted(figure->base, profile_percent_of(writing->measure)->words),
                    *count = figure_number_text(figure->count, 0),
                    *percent = percent_in_brackets(writing->measure, figure),
                    *of_all = percent_words(writing->measure, all);
    if (again)
        writing_say(writing, "Among the %s %s, %s%s were.", number, which, count, percent);
    else
        writing_say(writing, "Of the %s %s, %s%s %s, compared with %s of all.", base, which, count, percent,
                    says, of_all);
}

/* At most two that are far from the others, the farthest first. */
static void
say_by(Writing *writing)
{
    static const double far = 3, least = 10;
    const Figure *all = writing_find(writing, writing->period, "", ""), *told = NULL;
    for (guint turn = 0; all && all->base > 0 && !isnan(all->percent) && turn < 2; turn++) {
        const Figure *farthest = NULL;
        const Figure *figure;
        for (guint at = 0; (figure = writing_next(writing, &at));) {
            if (!*figure->category || *figure->part || figure == told ||
                !profile_category_tells(figure->category) || isnan(figure->percent) ||
                figure_base_is_small(figure, writing->measure->small_base) || !(figure->count >= least) ||
                !(fabs(residual(figure, all)) > far))
                continue;
            if (!farthest || fabs(residual(figure, all)) > fabs(residual(farthest, all)))
                farthest = figure;
        }
        if (!farthest)
            return;
        say_row(writing, farthest, all, told != NULL);
        told = farthest;
    }
}

const RenderKind render_share_by = {
    .lay = lay_by,
    .rows = ROWS_NAMED,
    .say = say_by,
    .share = true,
};
