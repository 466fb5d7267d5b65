#include "render/chart/finding.h"
#include <math.h>
#include <string.h>
#include "render/commentary/shape_sentences.h"
#include "render/table/table.h"
#include "render/wording/english.h"

enum { MOST_WORDS = 12 };

void
chart_finding_clear(ChartFinding *finding)
{
    g_free(finding->words);
    g_free(finding->number);
}

void
finding_put(ChartFinding *finding, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *words = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (!finding->words && english_words(words) <= MOST_WORDS)
        finding->words = g_steal_pointer(&words);
    g_free(words);
}

static const char *
of_words(const Writing *writing)
{
    return profile_percent_of(writing->measure)->words;
}

static void
put_number(ChartFinding *finding, const Writing *writing, const Figure *figure)
{
    if (finding->words && !finding->number && !isnan(figure->percent))
        finding->number = percent_words(writing->measure, figure);
}

/* "more contacts came from the police" if number and share went the same way, otherwise "a larger share
 * ..." */
static void
put_move(ChartFinding *finding, const Writing *writing, const Figure *figure, Change change,
         const char *predicate, const char *year)
{
    g_autofree char *noun = english_noun(of_words(writing));
    const Figure *before = change.before;
    bool together = (figure->count - before->count) * (figure->percent - before->percent) > 0;
    const char *more = change.higher ? "more" : "fewer", *larger = change.higher ? "larger" : "smaller";
    g_autofree char *one = english_of_one(predicate);
    if (together) {
        finding_put(finding, "%s %s %s than in %s", more, noun, predicate, year);
        finding_put(finding, "%s %s %s", more, noun, predicate);
    }
    finding_put(finding, "a %s share of %s %s than in %s", larger, noun, one, year);
    finding_put(finding, "a %s share %s than in %s", larger, one, year);
    finding_put(finding, "a %s share %s", larger, one);
    put_number(finding, writing, figure);
}

static bool
put_clear(ChartFinding *finding, const Writing *writing, const Figure *figure, const char *predicate,
          bool year)
{
    g_autofree char *since = NULL;
    Change change = year ? writing_change(writing, figure) : writing_long_change(writing, figure, &since);
    if (change.state != CHANGE_CLEAR || !change.share)
        return false;
    put_move(finding, writing, figure, change, predicate, year ? writing->before : since);
    return finding->words != NULL;
}

/* A clear change since the year before, otherwise since the first year. */
static void
find_move(const Writing *writing, const Figure *figure, const char *predicate, ChartFinding *finding)
{
    if (!put_clear(finding, writing, figure, predicate, true))
        put_clear(finding, writing, figure, predicate, false);
}

/* "just under half of contacts ended in advice, once two-thirds" */
static void
put_proportions(ChartFinding *finding, const Writing *writing, const Figure *figure, const char *predicate)
{
    g_autofree char *since = NULL;
    Change change = writing_long_change(writing, figure, &since);
    if (change.state != CHANGE_CLEAR)
        return;
    const char *now = proportion_of(figure), *then = proportion_of(change.before);
    if (now && then && strcmp(now, then))
        finding_put(finding, "%s of %s %s, once %s", now, of_words(writing), predicate, then);
}

void
find_share(const Writing *writing, const Figure *figure, const char *predicate, ChartFinding *finding)
{
    Change change = writing_change(writing, figure);
    if (change.state != CHANGE_CLEAR)
        put_proportions(finding, writing, figure, predicate);
    find_move(writing, figure, predicate, finding);
    if (change.state == CHANGE_LEVEL)
        finding_put(finding, "the share was close to that of %s", english_year_before(writing->period));
    put_number(finding, writing, figure);
}

/* The lowest and highest of three or more years that can be compared. */
static void
put_range(const Writing *writing, ChartFinding *finding)
{
    enum { LEAST_YEARS = 3 };
    const Profile *profile = writing->profile;
    double low = INFINITY, high = -INFINITY;
    int first = profile_first_comparable(profile, writing->measure);
    for (int year = first; year <= profile->year; year++) {
        g_autofree char *label = calendar_year_label(year, profile->year_start);
        const Figure *figure = writing_find(writing, label, "", "");
        if (!figure || isnan(figure->count))
            return;
        low = MIN(low, figure->count);
        high = MAX(high, figure->count);
    }
    if (profile->year - first + 1 < LEAST_YEARS || low == high)
        return;
    g_autofree char *least = figure_number_text(low, 0), *most = figure_number_text(high, 0);
    finding_put(finding, "%s ranged in number from %s to %s", writing->measure->of->words, least, most);
    finding_put(finding, "the number ranged from %s to %s", least, most);
}

static void
find_busiest(const Writing *writing, ChartFinding *finding)
{
    const Figure *busiest = NULL;
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (figure->role != ROLE_BUSIEST)
            continue;
        if (busiest)
            return;
        busiest = figure;
    }
    if (busiest && !isnan(busiest->count))
        finding_put(finding, "%s was the busiest %s", busiest->part,
                    writing->measure->per == PER_MONTH ? "month" : "quarter");
}

void
find_count(const Writing *writing, ChartFinding *finding)
{
    const Figure *figure = writing_find(writing, writing->period, "", "");
    if (writing->measure->per != PER_YEAR) {
        find_busiest(writing, finding);
        return;
    }
    if (!figure || isnan(figure->count))
        return;
    const char *of = writing->measure->of->words;
    g_autofree char *since = NULL;
    Change year = writing_change(writing, figure), first = writing_long_change(writing, figure, &since);
    const char *than = year.state == CHANGE_CLEAR    ? writing->before
                       : first.state == CHANGE_CLEAR ? since
                                                     : NULL;
    bool higher = year.state == CHANGE_CLEAR ? year.higher : first.higher;
    if (than) {
        finding_put(finding, "there were %s %s than in %s", higher ? "more" : "fewer", of, than);
        finding_put(finding, "there were %s than in %s", higher ? "more" : "fewer", than);
    }
    if (year.state == CHANGE_LEVEL) {
        finding_put(finding, "%s were close in number to %s", of, english_year_before(writing->period));
        finding_put(finding, "the number was close to that of %s", english_year_before(writing->period));
    }
    put_range(writing, finding);
}

/* Whether a figure is of a row, not a part, in the year reported. */
static bool
is_row(const Writing *writing, const Figure *figure)
{
    return figure_is_in(figure, writing->measure->id, writing->period) && *figure->category &&
           !*figure->part && (figure->role == ROLE_COUNT || figure->role == ROLE_WITHIN);
}

/* Whether a figure moved clearly, and is not of a category that gathers the rest. */
static bool
has_moved(const Writing *writing, const Figure *figure)
{
    const ProfileField *field =
        writing->measure->by->len ? profile_field(writing->profile, writing->measure->by->pdata[0]) : NULL;
    bool open = field && g_strcmp0(field->ongoing_category, figure->category) == 0;
    return !open && !english_is_other(figure->category) && profile_category_tells(figure->category) &&
           writing_moved(writing, figure);
}

/* The row that moved farthest; a move since the year before counts more than any since the first year. */
static const Figure *
farthest(const Writing *writing)
{
    enum { YEAR_FIRST = 1000 };
    const Figure *found = NULL;
    double most = 0;
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (!is_row(writing, figure) || !has_moved(writing, figure))
            continue;
        double weight = writing_points(writing, figure) +
                        (writing_change(writing, figure).state == CHANGE_CLEAR ? YEAR_FIRST : 0);
        if (!found || weight > most) {
            found = figure;
            most = weight;
        }
    }
    return found;
}

char *
finding_year(const Writing *writing, guint rows)
{
    enum { FEW_ROWS = 4 };
    g_autofree char *first = NULL;
    bool year = false, beside = false;
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (!is_row(writing, figure))
            continue;
        Change change = writing_change(writing, figure);
        bool printed = change.before && change.before->file && isnan(change.before->count);
        beside |= change.before && (change.why == WHY_NOTHING || change.why == WHY_UNTESTED || printed);
        if (!has_moved(writing, figure))
            continue;
        year |= change.state == CHANGE_CLEAR;
        g_autofree char *since = NULL;
        if (!first && writing_long_change(writing, figure, &since).state == CHANGE_CLEAR)
            first = g_steal_pointer(&since);
    }
    if (year || (!first && rows <= FEW_ROWS && beside))
        return g_strdup(writing->before);
    return g_steal_pointer(&first);
}

static char *
outcome_name(const Writing *writing, const Figure *figure)
{
    const ProfileField *field = profile_field(writing->profile, writing->measure->by->pdata[0]);
    return english_category(writing->profile, field, figure->category);
}

/* Which outcome was the most frequent of those concluded. */
static void
find_outcome(const Writing *writing, ChartFinding *finding)
{
    BreakdownRows rows = breakdown_rows(writing);
    double base = rows.total ? rows.total->count - (rows.ongoing ? rows.ongoing->count : 0) : 0;
    g_autofree double *counts = g_new0(double, rows.sorted->len + 1);
    const Figure *const *sorted = (const Figure *const *)rows.sorted->pdata;
    for (guint i = 0; i < rows.sorted->len; i++)
        counts[i] = sorted[i]->count;
    Shape shape = shape_of(counts, rows.sorted->len, rows.other ? rows.other->count : 0, base, rows.hidden);
    g_autofree char *first = rows.sorted->len > 0 ? outcome_name(writing, sorted[0]) : NULL,
                    *second = rows.sorted->len > 1 ? outcome_name(writing, sorted[1]) : NULL;
    bool tie = rows.sorted->len > 2 && counts[1] == counts[2];
    if (shape == SHAPE_MAJORITY)
        finding_put(finding, "more than half of those concluded were %s", first);
    else if (shape == SHAPE_LEADER)
        finding_put(finding, "%s was the most frequent finding", first);
    else if (shape == SHAPE_CLOSE && !tie)
        finding_put(finding, "%s and %s were the most frequent findings", first, second);
    breakdown_rows_clear(&rows);
}

static void
put_shape(const Writing *writing, const BreakdownTitle *title, ChartFinding *finding)
{
    const char *of = of_words(writing);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < title->front && i < G_N_ELEMENTS(title->first) && title->first[i]; i++)
        g_ptr_array_add(names, breakdown_name(writing, title->first[i]->category));
    g_autofree char *first = profile_listed(names, " and ");
    if (title->shape == SHAPE_MAJORITY) {
        g_autofree char *predicate = predicate_of(writing, title->first[0]->category, false);
        finding_put(finding, "more than half of %s %s", of, predicate);
        finding_put(finding, "more than half %s", predicate);
    } else if (title->shape == SHAPE_LEADER) {
        finding_put(finding, "%s %s %s", of, title->most, first);
        finding_put(finding, "%s came first", first);
    } else if (title->shape == SHAPE_CLOSE) {
        if (strcmp(link_of(writing->measure)->behind, "about") == 0)
            finding_put(finding, "%s were named most often", first);
        finding_put(finding, "%s %s %s", of, title->most, first);
        finding_put(finding, "%s came first", first);
    }
    if (title->shape == SHAPE_MAJORITY || title->shape == SHAPE_LEADER)
        put_number(finding, writing, title->first[0]);
}

void
find_breakdown(const Writing *writing, ChartFinding *finding)
{
    bool outcomes = tells_outcomes(writing->profile, writing->measure);
    if (writing->measure->by->len == 2 || writing->measure->per != PER_YEAR)
        return;
    if (outcomes && !writing->measure->follow_up.number) {
        find_outcome(writing, finding);
        return;
    }
    BreakdownTitle title = breakdown_title(writing);
    const Figure *moved = farthest(writing);
    if (!outcomes && (title.shape == SHAPE_MAJORITY || title.shape == SHAPE_LEADER))
        put_shape(writing, &title, finding);
    if (moved) {
        g_autofree char *outcome = outcomes ? outcome_name(writing, moved) : NULL,
                        *predicate = outcomes ? g_strconcat("were ", outcome, NULL)
                                              : predicate_of(writing, moved->category, false);
        find_move(writing, moved, predicate, finding);
    }
    if (!outcomes)
        put_shape(writing, &title, finding);
}

/* Only the verdict of the sentence on all targets. */
static void
put_targets(const Writing *writing, ChartFinding *finding)
{
    g_autofree char *sentence = commentary_targets(writing->profile, writing->figures, writing->measure);
    if (!sentence)
        return;
    g_autofree char *verdict = g_strndup(sentence, strcspn(sentence, ":"));
    *verdict = g_ascii_tolower(*verdict);
    finding_put(finding, "%s", verdict);
}

/* "more than three-quarters of contacts were closed within 12 weeks", of the last limit. */
static void
put_part(const Writing *writing, const Figure *figure, const char *predicate, ChartFinding *finding)
{
    double half = figure->base / 2, most = figure->base * 3 / 4;
    const char *start = figure->count > most   ? "more than three-quarters"
                        : figure->count > half ? "more than half"
                        : figure->count < half ? "fewer than half"
                                               : "half";
    if (isnan(figure->count) || figure_base_is_small(figure, writing->measure->small_base))
        return;
    if (finding->words)
        return;
    finding_put(finding, "%s of %s %s", start, of_words(writing), predicate);
    finding_put(finding, "%s %s", start, predicate);
    put_number(finding, writing, figure);
}

void
find_times(const Writing *writing, ChartFinding *finding)
{
    if (writing->measure->per != PER_YEAR)
        return;
    const Figure *moved = farthest(writing), *last = NULL;
    for (guint i = 0; i < figures_length(writing->figures); i++)
        if (is_row(writing, figures_at(writing->figures, i)) &&
            figures_at(writing->figures, i)->role == ROLE_WITHIN &&
            (!last || figures_at(writing->figures, i)->count < figures_at(writing->figures, i)->base))
            last = figures_at(writing->figures, i);
    const Figure *told = moved ? moved : last;
    if (!told)
        return;
    g_autofree char *within = english_time(told->category),
                    *predicate = g_strdup_printf("were %s %s", profile_done_word(writing->measure), within);
    if (moved)
        put_clear(finding, writing, moved, predicate, true);
    put_targets(writing, finding);
    if (moved)
        put_clear(finding, writing, moved, predicate, false);
    put_part(writing, told, predicate, finding);
}
