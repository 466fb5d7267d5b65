/* Count: records by year, quarter or month, or around a day. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"
#include "render/wording/english.h"

/* Days with something that happened on them: what was received before and after, and whether that is more
 * than chance. */
static void
lay_around(Layout *layout)
{
    table_add_column(layout->table, AROUND_BEFORE, NULL, NULL, TABLE_COUNT);
    table_add_column(layout->table, AROUND_AFTER, NULL, NULL, TABLE_COUNT);
    table_add_column(layout->table, "Compared with before", NULL, NULL, TABLE_TEXT);
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *before = figures_at(layout->figures, i);
        if (strcmp(before->measure, layout->measure->id) || before->role != ROLE_BEFORE)
            continue;
        const Figure *after = layout_find(layout, before->period, before->category, AROUND_AFTER);
        TableRow *row = table_add_row(layout->table, before->category, 0, false);
        table_add_cell(row, before, TABLE_COUNT, layout->measure);
        table_add_cell(row, after, TABLE_COUNT, layout->measure);
        table_add_text(row, !after                                    ? ""
                            : after->signal == SIGNAL_NO_CLEAR_CHANGE ? "no clear difference"
                                                                      : figure_signal_words(after->signal));
    }
}

/* A row over the year's months or quarters: their sum, their mean. */
static void
count_add_summary_row(Layout *layout, const char *heading, FigureRole role, TableQuantity quantity)
{
    bool any = false;
    for (guint i = 0; i < layout->periods->len; i++)
        any |= table_figure(layout->figures, layout->measure, layout->periods->pdata[i], role) != NULL;
    TableRow *row = any ? table_add_row(layout->table, heading, 0, true) : NULL;
    for (guint i = 0; any && i < layout->periods->len; i++)
        table_add_cell(row, table_figure(layout->figures, layout->measure, layout->periods->pdata[i], role),
                       quantity, layout->measure);
}

static void
lay(Layout *layout)
{
    const ProfileMeasure *measure = layout->measure;
    if (measure->around->len) {
        lay_around(layout);
        return;
    }
    for (guint i = 0; i < layout->periods->len; i++)
        layout_add_column(layout, layout->periods->pdata[i], NULL, TABLE_COUNT);
    layout_add_change_columns(layout);
    if (measure->per == PER_YEAR) {
        g_autofree char *heading = table_sentence_case(measure->of->words);
        layout_add_row(layout, heading, false, &(Figure)FIGURE_BLANK);
        return;
    }
    g_autofree char *all = layout_all_words(layout);
    layout->series = true;
    layout_add_slots(layout);
    count_add_summary_row(layout, all, ROLE_ALL_SLOTS, TABLE_COUNT);
    count_add_summary_row(layout, measure->per == PER_MONTH ? "Mean of the months" : "Mean of the quarters",
                          ROLE_MEAN, TABLE_VALUE);
}

/* "January to March" of "Q4". Caller frees. */
static char *
quarter_words(const Profile *profile, const char *quarter)
{
    if (*quarter != 'Q' || !g_ascii_isdigit(quarter[1]))
        return g_strdup(quarter);
    int first = profile->year_start.start_month - 1 + 3 * (quarter[1] - '1');
    return g_strdup_printf("%s to %s", calendar_month_name(first % 12 + 1),
                           calendar_month_name((first + 2) % 12 + 1));
}

/* The busiest months or quarters of the year. */
static GPtrArray *
busiest_of(const Writing *writing, double *most)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    bool month = writing->measure->per == PER_MONTH;
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (figure->role != ROLE_BUSIEST || isnan(figure->count))
            continue;
        g_ptr_array_add(names,
                        month ? g_strdup(figure->part) : quarter_words(writing->profile, figure->part));
        *most = figure->count;
    }
    return names;
}

/* "from 36 in April " of the one month that has fewest; NULL where several have, or any is not shown. */
static char *
fewest_words(const Writing *writing)
{
    const Profile *profile = writing->profile;
    const Figure *fewest = NULL;
    int month = 0, alike = 0;
    for (int slot = 0; slot < 12; slot++) {
        if (!calendar_has_month(slot, profile->year_start))
            continue;
        g_autofree char *label = calendar_month_label(profile->year, slot, profile->year_start);
        const Figure *figure = writing_find(writing, label, "", "");
        if (!figure || isnan(figure->count))
            return NULL;
        alike = fewest && figure->count == fewest->count ? alike + 1 : alike;
        if (fewest && figure->count >= fewest->count)
            continue;
        fewest = figure;
        alike = 1;
        month = (profile->year_start.start_month - 1 + slot) % 12 + 1;
    }
    g_autofree char *count = figure_number_text(fewest->count, 0);
    return alike == 1 ? g_strdup_printf("from %s in %s ", count, calendar_month_name(month)) : NULL;
}

/* The mean of the months or quarters with the lowest and the highest; of few that says nothing, nor of
 * quarters that hardly differ which is the highest. */
static void
say_slots(Writing *writing)
{
    enum { MANY_A_MONTH = 5, MANY_A_QUARTER = 50 };
    static const double alike = 1.1;
    bool month = writing->measure->per == PER_MONTH;
    double most = NAN;
    g_autoptr(GPtrArray) names = busiest_of(writing, &most);
    const Figure *mean = writing_figure(writing, ROLE_MEAN);
    if (!mean || isnan(most + mean->value) || mean->value < (month ? MANY_A_MONTH : MANY_A_QUARTER))
        return;
    g_autofree char *number = figure_number_text(most, 0), *middle = figure_number_text(mean->value, 0),
                    *busiest = profile_listed(names, " and "),
                    *lowest = month && names->len == 1 ? fewest_words(writing) : NULL;
    const char *of = writing->measure->of->words, *slot = month ? "month" : "quarter";
    if (lowest)
        writing_say(writing, "About %s %s came in each %s, %sto %s in %s.", middle, of, slot, lowest, number,
                    busiest);
    else if (!month && most < alike * mean->value)
        writing_say(writing, "About %s %s came in each %s.", middle, of, slot);
    else
        writing_say(writing, "On average %s %s came in each %s; %s, with %s%s, %s the highest.", middle, of,
                    slot, busiest, number, names->len > 1 ? " each" : "", names->len > 1 ? "were" : "was");
}

/* The lowest and highest of three years or more, and the one year that moved clearly. */
static void
say_range(Writing *writing)
{
    enum { LEAST_YEARS = 3 };
    const Profile *profile = writing->profile;
    const Figure *lowest = NULL, *highest = NULL, *moved = NULL;
    guint years = 0, moves = 0;
    for (int year = profile_first_comparable(profile, writing->measure); year <= profile->year; year++) {
        g_autofree char *label = calendar_year_label(year, profile->year_start);
        const Figure *figure = writing_find(writing, label, "", "");
        if (!figure || isnan(figure->count))
            return;
        bool directed = figure->signal == SIGNAL_HIGHER || figure->signal == SIGNAL_LOWER;
        if (years++ && year < profile->year && directed) {
            moved = figure;
            moves++;
        }
        lowest = !lowest || figure->count < lowest->count ? figure : lowest;
        highest = !highest || figure->count > highest->count ? figure : highest;
    }
    if (years < LEAST_YEARS || lowest->count == highest->count)
        return;
    g_autofree char *year_before =
        moves == 1 ? period_year_before(moved, PER_YEAR, profile->year_start) : NULL;
    const Figure *before = year_before ? writing_find(writing, year_before, "", "") : NULL;
    g_autofree char *how_many = english_number(years), *low = figure_number_text(lowest->count, 0),
                    *high = figure_number_text(highest->count, 0);
    /* The one change says it already if it goes from lowest to highest. */
    if (!(before == lowest && moved == highest) && !(before == highest && moved == lowest))
        writing_say(writing, "Over %s years the number has ranged from %s in %s to %s in %s.", how_many, low,
                    lowest->period, high, highest->period);
    if (!before || isnan(before->count))
        return;
    g_autofree char *was = figure_number_text(before->count, 0), *is = figure_number_text(moved->count, 0);
    g_autofree char *start = table_sentence_case(writing->measure->of->words);
    writing_say(writing, "%s %s from %s in %s to %s in %s, the one clear change from one year to the next.",
                start, figure_change_words(moved->signal), was, year_before, is, moved->period);
}

/* How many there were, and how that changed. */
static void
tell(Writing *writing, const Figure *figure)
{
    if (isnan(figure->count))
        return;
    const ProfileMeasure *measure = writing->measure;
    g_autofree char *counted = english_counted(figure->count, measure->of->words),
                    *tail = writing_tail(writing, figure, EARLIER_SHARE), *when = english_in(writing->period),
                    *start = table_sentence_case(when);
    guint turn = writing_turn(writing);
    Change change = writing_change(writing, figure);
    if (turn && writing->brief && change.state == CHANGE_CLEAR && figure->count > 1) {
        g_autofree char *many = table_sentence_case(measure->of->words),
                        *is = figure_number_text(figure->count, 0),
                        *was = figure_number_text(change.before->count, 0),
                        *then = english_in_before(writing->before);
        writing_say(writing, "%s %s to %s, from %s %s.", many, change.higher ? "rose" : "fell", is, was,
                    then);
    } else if (turn == 0 && !measure->of->where->len && figure->count > 1)
        writing_say(writing, "The service received %s %s%s.", counted, when, tail);
    else if (turn % 2)
        writing_say(writing, "There %s %s %s%s.", figure->count == 1 ? "was" : "were", counted, when, tail);
    else
        writing_say(writing, "%s there %s %s%s.", start, figure->count == 1 ? "was" : "were", counted, tail);
}

/* What was received in the four weeks before and after each day. */
static void
say_around(Writing *writing)
{
    const Figure *after;
    for (guint at = 0; (after = writing_next(writing, &at));) {
        if (strcmp(after->measure, writing->measure->id) || after->role != ROLE_AFTER)
            continue;
        const Figure *before = writing_find(writing, after->period, after->category, AROUND_BEFORE);
        if (!before || isnan(before->count) || isnan(after->count))
            continue;
        g_autofree char *earlier = figure_number_text(before->count, 0),
                        *later = english_counted(after->count, writing->measure->of->words);
        const char *change = after->signal == SIGNAL_HIGHER  ? "more than"
                             : after->signal == SIGNAL_LOWER ? "fewer than"
                                                             : "compared with";
        if (!writing->sentences->len)
            writing_say(
                writing,
                "In the four weeks after \u2018%s\u2019 there %s %s, %s the %s of the four weeks before.",
                after->category, after->count == 1 ? "was" : "were", later, change, earlier);
        else
            writing_say(writing, "After \u2018%s\u2019 there %s %s, %s the %s before.", after->category,
                        after->count == 1 ? "was" : "were", later, change, earlier);
    }
}

static void
say(Writing *writing)
{
    const Figure *figure = writing_find(writing, writing->period, "", "");
    if (writing->measure->around->len) {
        say_around(writing);
    } else if (writing->measure->per != PER_YEAR) {
        say_slots(writing);
        say_series(writing);
    } else if (figure) {
        tell(writing, figure);
        if (writing->sentences->len && writing_change(writing, figure).state == CHANGE_LEVEL)
            say_range(writing);
    }
}

static void
summarise(Writing *writing)
{
    const Figure *figure = writing_find(writing, writing->period, "", "");
    if (figure && writing->measure->per == PER_YEAR)
        tell(writing, figure);
    /* Says why a number is not compared. */
    const Figure *before = figure ? writing_find(writing, writing->before, "", "") : NULL;
    if (!writing->sentences->len || !before || isnan(before->count) ||
        !profile_break_at(writing->profile, writing->measure, writing->period))
        return;
    g_autofree char *was = figure_number_text(before->count, 0);
    writing_join(writing, "; the %s of %s are not comparable", was, writing->before);
}

static MainPoint
main_point(const Profile *profile, const ProfileMeasure *measure)
{
    (void)profile;
    return measure->around->len ? POINT_NONE : POINT_SIZE;
}

const RenderKind render_count = {
    .lay = lay,
    .chart = choice_of_whole,
    .draw = chart_of_series,
    .find = find_count,
    .say = say,
    .summarise = summarise,
    .tell = tell,
    .main_point = main_point,
    .key_figure = true,
};
