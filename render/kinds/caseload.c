/* Caseload: what was open, came, went and stayed open. */
#include <math.h>
#include <string.h>
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"
#include "render/wording/english.h"

/* A caseload whose first year starts from none: the records do not go back further. */
static void
note_start(const Layout *layout)
{
    const char *first = layout->periods->pdata[0];
    const Figure *start = table_figure(layout->figures, layout->measure, first, ROLE_OPEN_AT_START);
    if (!start || start->count != 0)
        return;
    g_autofree char *text =
        g_strdup_printf("The records begin in %s: what was open before it is not among them, and its "
                        "caseload is too low to compare with.",
                        first);
    table_note(layout->table, text);
}

static void
lay(Layout *layout)
{
    layout_add_columns(layout, TABLE_VALUE, "Count", NULL, "Value");
    layout_add_change_columns(layout);
    layout_add_categories(layout);
    layout->counted = g_strdup_printf("Number of %s", layout->measure->of->words);
    note_start(layout);
    table_note(
        layout->table,
        "Open at the start plus received, minus closed, is open at the end. The rows under it show how long "
        "cases open at the end had been open.");
}

/* The oldest of those open at the end; NULL where none, or not all bands, are shown. */
static const Figure *
oldest(const Writing *writing)
{
    const Figure *last = NULL;
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *figure = figures_at(writing->figures, i);
        if (figure->role != ROLE_OPEN_AGE || !figure_is_in(figure, writing->measure->id, writing->period))
            continue;
        if (isnan(figure->count))
            return NULL;
        last = figure->count > 0 ? figure : last;
    }
    return last && g_str_has_prefix(last->part, "open over ") ? last : NULL;
}

/* "6 months" of "open over 6 months to 12 months". Caller frees. */
static char *
least_age(const Figure *band)
{
    const char *from = band->part + strlen("open over "), *to = strstr(from, " to ");
    return to ? g_strndup(from, (gsize)(to - from)) : g_strdup(from);
}

static char *
year_end(const Writing *writing)
{
    return calendar_long(calendar_year_last(writing->profile->year, writing->profile->year_start));
}

/* "On 31 March 2024, 238 notifications were open, 66 of them for more than 12 months." */
static void
say_open(Writing *writing)
{
    const Figure *end = writing_figure(writing, ROLE_OPEN_AT_END), *old = oldest(writing);
    if (!end || isnan(end->count))
        return;
    g_autofree char *day = year_end(writing),
                    *open = english_counted(end->count, writing->measure->of->words),
                    *tail = writing_tail(writing, end, false), *age = old ? least_age(old) : NULL,
                    *count = old ? figure_number_text(old->count, 0) : NULL;
    const char *verb = end->count == 1 ? "was" : "were";
    if (old && end->count > 1)
        writing_say(writing, "On %s, %s %s open, %s of them for more than %s.", day, open, verb, count, age);
    else
        writing_say(writing, "On %s, %s %s open%s.", day, open, verb, tail);
}

/* "During the year", "In July to September 2023". Caller frees. */
static char *
during_words(const Writing *writing)
{
    return writing->profile->year_start.quarters ? g_strdup_printf("In %s", writing->period)
                                                 : g_strdup("During the year");
}

static void
say(Writing *writing)
{
    const Figure *received = writing_figure(writing, ROLE_RECEIVED),
                 *closed = writing_figure(writing, ROLE_CLOSED);
    if (received && closed && !isnan(received->count + closed->count)) {
        g_autofree char *came = english_counted(received->count, writing->measure->of->words),
                        *went = figure_number_text(closed->count, 0), *during = during_words(writing);
        writing_say(writing, "%s %s %s received and %s closed.", during, came,
                    received->count == 1 ? "was" : "were", closed->count == 0 ? "none" : went);
    }
    say_open(writing);
}

static void
tell(Writing *writing, const Figure *figure)
{
    g_autofree char *tail = writing_tail(writing, figure, false), *day = year_end(writing),
                    *during = during_words(writing),
                    *counted = english_counted(figure->count, writing->measure->of->words);
    const char *verb = figure->count == 1 ? "was" : "were";
    if (figure->role == ROLE_RECEIVED || figure->role == ROLE_CLOSED)
        writing_say(writing, "%s %s %s %s%s.", during, counted, verb,
                    figure->role == ROLE_CLOSED ? "closed" : "received", tail);
    else if (figure->role == ROLE_OPEN_AT_END)
        writing_say(writing, "On %s, %s %s open%s.", day, counted, verb, tail);
}

/* Told where many are open: a quarter of those received, or a fifth of them for long. */
static void
summarise(Writing *writing)
{
    const Figure *received = writing_figure(writing, ROLE_RECEIVED),
                 *end = writing_figure(writing, ROLE_OPEN_AT_END), *old = oldest(writing);
    if (!received || !end || isnan(received->count + end->count))
        return;
    if (end->count >= received->count / 4 || (old && old->count >= end->count / 5))
        say_open(writing);
}

static MainPoint
main_point(const Profile *profile, const ProfileMeasure *measure)
{
    (void)profile;
    (void)measure;
    return POINT_OPEN;
}

const RenderKind render_caseload = {
    .lay = lay,
    .rows = ROWS_ORDERED,
    .draw = chart_of_ages,
    .say = say,
    .summarise = summarise,
    .tell = tell,
    .main_point = main_point,
};
