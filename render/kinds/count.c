/* Count: records by year, quarter or month, or around a day. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "render/chart/choice.h"
#include "render/chart/from_table.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"

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
        table_add_text(row, after ? figure_signal_words(after->signal) : "");
    }
}

/* A row over the year's months or quarters: their sum, their mean. */
static void
add_summary_row(Layout *layout, const char *heading, FigureRole role, TableQuantity quantity)
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
    layout_add_change_column(layout);
    if (measure->per == PER_YEAR) {
        g_autofree char *heading = table_sentence_case(measure->of->words);
        layout_add_row(layout, heading, false, &(Figure)FIGURE_BLANK);
        return;
    }
    g_autofree char *all = layout_all_words(layout);
    layout->series = true;
    layout_add_slots(layout);
    add_summary_row(layout, all, ROLE_ALL_SLOTS, TABLE_COUNT);
    add_summary_row(layout, measure->per == PER_MONTH ? "Mean of the months" : "Mean of the quarters",
                    ROLE_MEAN, TABLE_VALUE);
}

/* The busiest month or quarter and the mean of them all. */
static void
say_busiest(Writing *writing)
{
    const char *slot = writing->measure->per == PER_MONTH ? "month" : "quarter",
               *of = writing->measure->of->words;
    g_autoptr(GString) names = g_string_new(NULL);
    guint busiest = 0;
    double most = NAN;
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *figure = figures_at(writing->figures, i);
        if (figure->role != ROLE_BUSIEST || isnan(figure->count) ||
            !figure_is_in(figure, writing->measure->id, writing->period))
            continue;
        g_string_append_printf(names, "%s%s", busiest++ ? " and " : "", figure->part);
        most = figure->count;
    }
    const Figure *mean = writing_figure(writing, ROLE_MEAN);
    if (!mean || isnan(most + mean->value))
        return;
    g_autofree char *number = figure_number_text(most, 0), *middle = figure_number_text(mean->value, 0);
    bool one = busiest == 1;
    writing_say(writing, "The busiest %s%s of %s %s %s, with %s %s%s; the mean was %s a %s.", slot,
                one ? "" : "s", writing->period, one ? "was" : "were", names->str, number, of,
                one ? "" : " each", middle, slot);
}

/* The difference on the first year shown, where that is not the year before. */
static void
say_growth(Writing *writing, const Figure *figure)
{
    const Profile *profile = writing->profile;
    for (int year = profile_first_comparable(profile, writing->measure); year < profile->year - 1; year++) {
        g_autofree char *first = calendar_year_label(year, profile->year_start);
        const Figure *start = writing_find(writing, first, "", "");
        if (!start || !(start->count > 0))
            continue;
        g_autofree char *from = figure_number_text(start->count, 0);
        g_autofree char *by =
            figure_number_text(fabs(100 * (figure->count - start->count) / start->count), 0);
        writing_say(writing, "In %s there were %s: a difference of %s%s%%.", first, from,
                    figure->count < start->count ? "\u2212" : "+", by);
        return;
    }
}

/* The figure of the year, which is said; NULL where there is none. */
static const Figure *
say_number(Writing *writing)
{
    const Figure *figure = writing_find(writing, writing->period, "", "");
    if (!figure || isnan(figure->count))
        return NULL;
    g_autofree char *number = figure_number_text(figure->count, 0),
                    *change = writing_change(writing, figure, "number");
    if (strcmp(writing_choose(writing, "one", "other"), "one") == 0)
        writing_say(writing, "There were %s %s in %s%s.", number, writing->measure->of->words,
                    writing->period, change);
    else
        writing_say(writing, "In %s there were %s %s%s.", writing->period, number,
                    writing->measure->of->words, change);
    return figure;
}

/* What was received in the four weeks before and after each day. */
static void
say_around(Writing *writing)
{
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *after = figures_at(writing->figures, i);
        if (strcmp(after->measure, writing->measure->id) || after->role != ROLE_AFTER)
            continue;
        const Figure *before = writing_find(writing, after->period, after->category, AROUND_BEFORE);
        if (!before || isnan(before->count) || isnan(after->count))
            continue;
        g_autofree char *earlier = figure_number_text(before->count, 0),
                        *later = figure_number_text(after->count, 0);
        const char *change = after->signal == SIGNAL_HIGHER  ? "more than"
                             : after->signal == SIGNAL_LOWER ? "fewer than"
                                                             : "no clear change from";
        writing_say(writing, "%s: %s %s in the four weeks from that day, %s %s in the four weeks before.",
                    after->category, later, writing->measure->of->words, change, earlier);
    }
}

/* The rate of change a year. */
static void
say_trend(Writing *writing, const Figure *trend)
{
    g_autofree char *since = table_since(trend), *change = figure_number_text(fabs(trend->value), 1),
                    *lower = figure_number_text(trend->lower, 1),
                    *upper = figure_number_text(trend->upper, 1);
    if (trend->signal == SIGNAL_NO_CLEAR_CHANGE)
        writing_say(writing,
                    "From %s to %s there is no clear trend: the rate of change may be anything from %s%% to "
                    "%s%% a year "
                    "(95%% interval).",
                    since, writing->period, lower, upper);
    else
        writing_say(writing, "From %s to %s the number %s by %s%% a year (95%% interval %s%% to %s%%).",
                    since, writing->period, figure_change_words(trend->signal), change, lower, upper);
}

static void
say(Writing *writing)
{
    if (writing->measure->around->len) {
        say_around(writing);
    } else if (writing->measure->per != PER_YEAR) {
        say_busiest(writing);
        say_series(writing);
    } else {
        const Figure *figure = say_number(writing);
        if (figure)
            say_growth(writing, figure);
    }
    const Figure *trend = writing_figure(writing, ROLE_YEARLY_CHANGE);
    if (trend && !isnan(trend->value))
        say_trend(writing, trend);
}

static void
summarise(Writing *writing)
{
    /* Why a number stands there without a change. */
    if (say_number(writing))
        say_break(writing, writing->profile->year);
}

static guint
main_point(const ProfileMeasure *measure)
{
    return measure->around->len ? 0 : 1;
}

const RenderKind render_count = {
    .lay = lay,
    .chart = choice_of_whole,
    .draw = chart_of_series,
    .say = say,
    .summarise = summarise,
    .main_point = main_point,
    .key_figure = true,
};
