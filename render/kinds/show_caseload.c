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
        g_strdup_printf("The records begin in %s. Cases that were open before are not among them, so its "
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
        "Open at the end is open at the start plus received, minus closed. The rows below it show how long "
        "those cases had been open.");
}

/* Those open at the end by age, the youngest first, without ages of which there are none; empty where one is
 * hidden. */
static GPtrArray *
ages_of(const Writing *writing)
{
    GPtrArray *ages = g_ptr_array_new();
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (figure->role != ROLE_OPEN_AGE)
            continue;
        if (isnan(figure->count)) {
            g_ptr_array_set_size(ages, 0);
            return ages;
        }
        if (figure->count > 0)
            g_ptr_array_add(ages, (gpointer)figure);
    }
    return ages;
}

/* The oldest age band of those open at the end, if it has no upper limit; otherwise NULL. */
static const Figure *
oldest(const Writing *writing)
{
    g_autoptr(GPtrArray) ages = ages_of(writing);
    const Figure *last = ages->len ? ages->pdata[ages->len - 1] : NULL;
    return last && g_str_has_prefix(last->part, "open over ") ? last : NULL;
}

static char *
year_end(const Writing *writing)
{
    return calendar_long(calendar_year_last(writing->profile->year, writing->profile->year_start));
}

/* "66 for more than a year, 61 for more than six months and 111 for less", of what is the whole; NULL where
 * the ages are too few to be told apart. */
static char *
ages_words(const Writing *writing, double whole)
{
    g_autoptr(GPtrArray) ages = ages_of(writing);
    double sum = 0;
    for (guint i = 0; i < ages->len; i++)
        sum += ((const Figure *)ages->pdata[i])->count;
    if (ages->len < 3 || sum != whole || !oldest(writing))
        return NULL;
    const Figure *old = ages->pdata[ages->len - 1], *next = ages->pdata[ages->len - 2];
    g_autofree char *first = figure_number_text(old->count, 0), *second = figure_number_text(next->count, 0),
                    *rest = figure_number_text(whole - old->count - next->count, 0),
                    *age = english_least_age(old->part), *younger_age = english_age(next->part),
                    *younger = english_time(younger_age);
    return g_strdup_printf("%s for more than %s, %s for %s and %s for less", first, age, second, younger,
                           rest);
}

/* ", compared with 70 at the end of 2022-23": a state is of a day, and not of the year before. Caller frees.
 */
static char *
end_tail(const Writing *writing, const Figure *end)
{
    g_autofree char *tail = writing_tail(writing, end, EARLIER_SHARE),
                    *year = g_strdup_printf(" in %s", writing->before);
    return g_str_has_suffix(tail, year)
               ? g_strdup_printf("%.*s at the end of %s", (int)(strlen(tail) - strlen(year)), tail,
                                 writing->before)
               : g_steal_pointer(&tail);
}

/* "17 were with the police", of a breakdown of what is open into what is so and what is not; NULL where there
 * is none. Caller frees. */
static char *
state_words(const Writing *writing, const Figure *end)
{
    for (guint i = 0; i < writing->profile->measures->len; i++) {
        const ProfileMeasure *measure = writing->profile->measures->pdata[i];
        const Figure *all = kind_of(measure)->by_fields && measure->by->len == 1 &&
                                    measure->per == PER_YEAR && !measure->returned &&
                                    strcmp(measure->section, writing->measure->section) == 0
                                ? figures_find(writing->figures, measure->id, writing->period, "", "")
                                : NULL;
        if (!all || all->count != end->count)
            continue;
        g_auto(Writing) state;
        writing_begin(&state, writing->profile, writing->figures, measure);
        char *words = affirmative_words(&state);
        if (words)
            return words;
    }
    return NULL;
}

/* "On 31 March 2024, 238 notifications were open, 66 of them for more than a year."; behind the first of a
 * sentence what else is known of them: "; 66 of them had been open for more than a year, and 17 were with the
 * police". */
static void
say_open(Writing *writing)
{
    const Figure *end = writing_figure(writing, ROLE_OPEN_AT_END), *old = oldest(writing);
    if (!end || isnan(end->count))
        return;
    g_autofree char *day = year_end(writing),
                    *open = english_counted(end->count, writing->measure->of->words),
                    *tail = end_tail(writing, end), *age = old ? english_least_age(old->part) : NULL,
                    *count = !old                       ? NULL
                             : old->count == end->count ? g_strdup("all")
                                                        : figure_number_text(old->count, 0),
                    *ages = writing->brief ? NULL : ages_words(writing, end->count),
                    *state = writing->brief && old ? state_words(writing, end) : NULL;
    const char *verb = end->count == 1 ? "was" : "were";
    if (ages)
        writing_say(writing, "On %s, %s %s open%s: %s.", day, open, verb, tail, ages);
    else if (state && end->count > 1)
        writing_say(writing, "On %s, %s %s open; %s of them had been open for more than %s, and %s.", day,
                    open, verb, count, age, state);
    else if (old && end->count > 1)
        writing_say(writing, "On %s, %s %s open, %s of them for more than %s.", day, open, verb, count, age);
    else
        writing_say(writing, "On %s, %s %s open%s.", day, open, verb, tail);
}

/* "During the year", "From July to September 2023," of part of one. Caller frees. */
static char *
during_words(const Writing *writing)
{
    return writing->profile->year_start.quarters ? g_strdup_printf("From %s,", writing->period)
                                                 : g_strdup("During the year");
}

/* Whether nothing was open when a year began in which many came, and nothing came in the year before: there
 * are no older records. */
static bool
begins_with(const Writing *writing, int year)
{
    enum { MANY = 20 };
    g_autofree char *label = calendar_year_label(year, writing->profile->year_start),
                    *before = calendar_year_label(year - 1, writing->profile->year_start);
    const Figure *start = table_figure(writing->figures, writing->measure, label, ROLE_OPEN_AT_START),
                 *came = table_figure(writing->figures, writing->measure, label, ROLE_RECEIVED),
                 *earlier = table_figure(writing->figures, writing->measure, before, ROLE_RECEIVED);
    return start && start->count == 0 && came && came->count >= MANY && !(earlier && earlier->count != 0);
}

/* Says so if records do not go back two years before the year reported. */
static void
say_start(Writing *writing)
{
    const Profile *profile = writing->profile;
    for (int year = profile->year; year >= profile->year - 1; year--) {
        if (!begins_with(writing, year))
            continue;
        int month, calendar_year;
        calendar_split(calendar_year_first(year, calendar_whole(profile->year_start)), &calendar_year, &month,
                       NULL);
        writing_say(writing, "Records begin in %s %d, so older %s are in none of these counts.",
                    calendar_month_name(month), calendar_year, writing->measure->of->words);
        return;
    }
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
    if (writing->sentences->len)
        say_start(writing);
}

static void
tell(Writing *writing, const Figure *figure)
{
    g_autofree char *tail = figure->role == ROLE_OPEN_AT_END ? end_tail(writing, figure)
                                                             : writing_tail(writing, figure, EARLIER_SHARE),
                    *day = year_end(writing), *during = during_words(writing),
                    *counted = english_counted(figure->count, writing->measure->of->words);
    const char *verb = figure->count == 1 ? "was" : "were";
    if (figure->role == ROLE_RECEIVED || figure->role == ROLE_CLOSED)
        writing_say(writing, "%s %s %s %s%s.", during, counted, verb,
                    figure->role == ROLE_CLOSED ? "closed" : "received", tail);
    else if (figure->role == ROLE_OPEN_AT_END && writing_moved(writing, figure))
        writing_say(writing, "On %s, %s %s open%s.", day, counted, verb, tail);
    else if (figure->role == ROLE_OPEN_AT_END)
        say_open(writing);
}

/* A main point if many are open: a quarter of those received, or a fifth of them for long. */
static void
summarise(Writing *writing)
{
    const Figure *received = writing_figure(writing, ROLE_RECEIVED),
                 *end = writing_figure(writing, ROLE_OPEN_AT_END), *old = oldest(writing);
    if (!received || !end || isnan(received->count + end->count) || end->count == 0)
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
