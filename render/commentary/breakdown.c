/* Breakdowns: the largest categories, what changed beyond chance, what is new, who is not there, what is not
 * recorded. */
#include <math.h>
#include <string.h>
#include "render/commentary/writing.h"

/* How many categories with a change are named, how many that are empty. */
enum { MOST_CHANGES = 3, MOST_EMPTY = 4 };
/* Fewer than this are not called new. */
static const double least_new = 5;
/* A larger share than this of what is not recorded is said. */
static const double much_unrecorded = 5;

/* The categories of the year in the order of the table, and what may be said of their order. */
typedef struct {
    const ProfileField *field;
    GPtrArray *named;             /* const Figure*: categories that say something, shown */
    const Figure *total;          /* NULL where it is not shown */
    const Figure *not_recorded;   /* NULL where there is none, or it is not shown */
    double hidden;                /* how many at most stand in any one category that is hidden */
    bool any_hidden, overlapping; /* overlapping: a record may be in several categories */
} Rows;

static void
take_row(Rows *rows, const Figure *figure, double *shown)
{
    if (isnan(figure->count)) {
        rows->any_hidden = true;
        return;
    }
    *shown += figure->count;
    if (profile_category_tells(figure->category))
        g_ptr_array_add(rows->named, (gpointer)figure);
    else if (strcmp(figure->category, NOT_RECORDED) == 0)
        rows->not_recorded = figure;
}

static Rows
rows_of(const Writing *writing)
{
    const ProfileField *field = profile_field(writing->profile, writing->measure->by->pdata[0]);
    Rows rows = {field, .named = g_ptr_array_new(), .overlapping = field->separator};
    double shown = 0;
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *figure = figures_at(writing->figures, i);
        if (!figure_is_in(figure, writing->measure->id, writing->period) || *figure->part)
            continue;
        if (*figure->category)
            take_row(&rows, figure, &shown);
        else if (!isnan(figure->count))
            rows.total = figure;
    }
    bool bounded = rows.total && !rows.overlapping;
    rows.hidden = !rows.any_hidden ? 0 : bounded ? rows.total->count - shown : INFINITY;
    return rows;
}

static int
larger_first(gconstpointer one, gconstpointer other)
{
    const Figure *a = *(const Figure *const *)one, *b = *(const Figure *const *)other;
    return a->count > b->count ? -1 : a->count < b->count;
}

/* The largest category and the next, where no hidden one could come before them. */
static void
say_largest_of(Writing *writing, const Rows *rows)
{
    const ProfileMeasure *measure = writing->measure;
    g_autoptr(GPtrArray) sorted = g_ptr_array_copy(rows->named, NULL, NULL);
    g_ptr_array_sort(sorted, larger_first);
    const Figure *first = sorted->len ? sorted->pdata[0] : NULL,
                 *second = sorted->len > 1 ? sorted->pdata[1] : NULL,
                 *third = sorted->len > 2 ? sorted->pdata[2] : NULL;
    if (!first || first->count <= rows->hidden || first->count <= 0 || isnan(first->base))
        return;
    const char *of = profile_percent_of(measure)->words;
    g_autofree char *count = figure_number_text(first->count, 0), *base = figure_number_text(first->base, 0),
                    *percent = percent_in_brackets(measure, first);
    if (second && second->count == first->count) {
        if (!third || third->count != first->count)
            writing_say(writing, "%s and %s were the largest categories, with %s each of %s %s%s.",
                        first->category, second->category, count, base, of, percent);
        return;
    }
    if (strcmp(writing_choose(writing, "one", "other"), "one") == 0)
        writing_say(writing, "The largest category was %s: %s of %s %s%s.", first->category, count, base, of,
                    percent);
    else
        writing_say(writing, "%s was the largest category, with %s of %s %s%s.", first->category, count, base,
                    of, percent);
    /* Of two categories the second is what is left. */
    if (!third || second->count <= rows->hidden || second->count <= 0 || third->count == second->count)
        return;
    g_autofree char *next = figure_number_text(second->count, 0),
                    *share = percent_in_brackets(measure, second);
    writing_say(writing, writing_choose(writing, "Next came %s, with %s%s.", "%s came next, with %s%s."),
                second->category, next, share);
}

static int
farther_first(gconstpointer one, gconstpointer other, gpointer user)
{
    const Writing *writing = user;
    const Figure *figures[] = {*(const Figure *const *)one, *(const Figure *const *)other};
    double moved[2];
    for (int i = 0; i < 2; i++) {
        const Figure *before = writing_find(writing, writing->before, figures[i]->category, "");
        moved[i] = fabs(figures[i]->percent - before->percent);
    }
    return moved[0] > moved[1] ? -1 : moved[0] < moved[1];
}

/* The shares that changed by more than chance would explain; that none did, where they were compared. */
static void
say_changes(Writing *writing, const Rows *rows)
{
    g_autoptr(GPtrArray) moved = g_ptr_array_new();
    guint compared = 0;
    for (guint i = 0; i < rows->named->len; i++) {
        const Figure *figure = rows->named->pdata[i],
                     *before = writing_find(writing, writing->before, figure->category, "");
        if (!before || isnan(before->percent) || isnan(figure->percent) || figure->signal == SIGNAL_NONE)
            continue;
        compared++;
        if (figure->signal != SIGNAL_NO_CLEAR_CHANGE)
            g_ptr_array_add(moved, (gpointer)figure);
    }
    g_ptr_array_sort_with_data(moved, farther_first, writing);
    for (guint i = 0; i < moved->len && i < MOST_CHANGES; i++) {
        const Figure *figure = moved->pdata[i],
                     *before = writing_find(writing, writing->before, figure->category, "");
        g_autofree char *change =
            commentary_change(writing->profile, writing->measure, figure, before, writing->before);
        g_autofree char *now = share_words(writing->measure, figure);
        writing_say(writing, "The share of %s %s to %s.", figure->category, change, now);
    }
    if (compared > 1 && !moved->len)
        writing_say(writing, "There is no clear change in any share%s since %s.",
                    compared == rows->named->len && !rows->any_hidden ? "" : " that can be compared",
                    writing->before);
}

static void
say_new(Writing *writing, const Rows *rows)
{
    const Figure *all = writing_find(writing, writing->before, "", "");
    if (!all || !(all->count > 0))
        return;
    for (guint i = 0; i < rows->named->len; i++) {
        const Figure *figure = rows->named->pdata[i],
                     *before = writing_find(writing, writing->before, figure->category, "");
        /* Open cases are in the last year alone by their nature. */
        if (g_strcmp0(rows->field->ongoing_category, figure->category) == 0 || !before ||
            before->count != 0 || before->status == FIGURE_SUPPRESSED || !(figure->count >= least_new))
            continue;
        g_autofree char *count = figure_number_text(figure->count, 0);
        writing_say(writing, "There were %s under %s, where there was none in %s.", count, figure->category,
                    writing->before);
    }
}

/* Who makes no contact is as telling as who does. */
static void
say_empty(Writing *writing, const Rows *rows)
{
    if (strcmp(writing->measure->section, "source") != 0 ||
        strcmp(writing->measure->by->pdata[0], "source") != 0 || !rows->total || rows->total->count <= 0)
        return;
    g_autoptr(GPtrArray) empty = g_ptr_array_new();
    for (guint i = 0; i < rows->named->len; i++)
        if (((const Figure *)rows->named->pdata[i])->count == 0)
            g_ptr_array_add(empty, (gpointer)((const Figure *)rows->named->pdata[i])->category);
    if (!empty->len || empty->len > MOST_EMPTY)
        return;
    g_autofree char *names = profile_listed(empty, " or ");
    writing_say(writing, "None of the %s came from %s.", writing->measure->of->words, names);
}

static void
say_not_recorded(Writing *writing, const Rows *rows)
{
    const Figure *figure = rows->not_recorded;
    if (!figure || !(figure->percent >= much_unrecorded) || rows->overlapping ||
        figure_base_is_small(figure, writing->measure->small_base))
        return;
    g_autofree char *count = figure_number_text(figure->count, 0),
                    *percent = percent_words(writing->measure, figure);
    g_autofree char *name = profile_field_words(rows->field);
    writing_say(writing, "For %s of the %s (%s) the %s is not recorded.", count, writing->measure->of->words,
                percent, name);
}

void
say_breakdown(Writing *writing)
{
    Rows rows = rows_of(writing);
    say_largest_of(writing, &rows);
    if (!profile_break(writing->profile, writing->measure, writing->profile->year)) {
        say_changes(writing, &rows);
        say_new(writing, &rows);
    }
    say_empty(writing, &rows);
    say_not_recorded(writing, &rows);
    g_ptr_array_unref(rows.named);
}

void
say_largest(Writing *writing)
{
    Rows rows = rows_of(writing);
    say_largest_of(writing, &rows);
    if (writing->sentences->len > 1)
        g_ptr_array_set_size(writing->sentences, 1);
    g_ptr_array_unref(rows.named);
}

/* The commonest pair of categories, where none is hidden. */
void
say_cross_table(Writing *writing)
{
    const Figure *largest = NULL, *total = writing_find(writing, writing->period, "", "");
    bool tie = false;
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *figure = figures_at(writing->figures, i);
        if (!figure_is_in(figure, writing->measure->id, writing->period) || !*figure->category ||
            !*figure->part)
            continue;
        if (isnan(figure->count))
            return;
        if (!profile_category_tells(figure->category) || !profile_category_tells(figure->part))
            continue;
        tie = largest && figure->count == largest->count;
        if (!largest || figure->count > largest->count)
            largest = figure;
    }
    if (!largest || tie || !(largest->count > 0) || !total || isnan(total->count))
        return;
    g_autofree char *count = figure_number_text(largest->count, 0),
                    *base = figure_number_text(total->count, 0);
    writing_say(writing, "The most frequent combination was %s with %s: %s of %s %s.", largest->category,
                largest->part, count, base, writing->measure->of->words);
}
