/* The counts, shares and times of a report: what each is called in few words, and their table. */
#include "render/document/key_measures.h"
#include "analysis/profile/kinds.h"
#include "render/commentary/writing.h"
#include "render/document/template.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

/* "were closed" as it stands by itself. */
static char *
alone(const char *predicate)
{
    return g_strdup(predicate + (g_str_has_prefix(predicate, "were ") ? strlen("were ") : 0));
}

char *
key_words(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    const Profile *profile = exhibits->profile;
    const KindOfMeasure *kind = kind_of(measure);
    g_autofree char *predicate = NULL;
    if (figure->role == ROLE_CONCLUDED) {
        g_autofree char *outcome = english_category(profile, NULL, figure->category);
        return g_strdup_printf("%s, of those concluded", outcome);
    }
    if (figure->role == ROLE_WITHIN) {
        g_autofree char *within = english_time(figure->category);
        return g_strdup_printf("%s %s", profile_done_word(measure), within);
    }
    if (figure->role == ROLE_MEDIAN)
        return g_strdup_printf("days within which half were %s", profile_done_word(measure));
    if (figure->role == ROLE_OPEN_AT_END) {
        g_autofree char *end = calendar_long(calendar_year_last(profile->year, profile->year_start));
        return g_strdup_printf("open on %s", end);
    }
    if (tells_substantiated(figure) && tells_outcomes(profile, measure)) {
        g_autofree char *outcome = english_category(profile, NULL, figure->category);
        return g_strdup_printf("%s%s", outcome, measure->leave_out->len ? ", of known outcomes" : "");
    }
    if (kind->by_fields && *figure->category) {
        predicate = commentary_predicate(profile, exhibits->figures, measure, figure->category, false);
    } else if (kind->is_share && measure->in) {
        predicate = english_predicate(profile, profile_percent_of(measure)->words, measure->in, false);
    } else if (kind->different) {
        g_autofree char *many = english_many(profile_field(profile, measure->distinct));
        return g_strdup_printf("different %s among %s", many, measure->of->words);
    } else if (kind->sizes_population) {
        return measure->of->where->len ? g_strdup(measure->of->words)
                                       : g_strdup_printf("%s received", measure->of->words);
    }
    return predicate ? alone(predicate) : g_strdup(measure->title);
}

static bool
is_clear(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    return change_in_year(exhibits->profile, exhibits->figures, measure, figure).state == CHANGE_CLEAR;
}

/* Whether it is what was alleged most often. */
static bool
is_leading_harm(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    return strcmp(measure->section, "harm") == 0 &&
           commentary_leader(exhibits->profile, exhibits->figures, measure) == figure;
}

/* Whether it is what came of those whose outcome is known, which nothing else says of these. */
static bool
is_of_known(const ProfileMeasure *measure, const Figure *figure)
{
    return measure->leave_out->len && kind_of(measure)->by_fields && measure->by->len == 1 &&
           !*figure->part && figure->role == ROLE_COUNT && tells_substantiated(figure);
}

/* Counts, shares and times of their year; but for the body of a report also what came of what is concluded,
 * of a board's also what moved and what was alleged most often. */
static bool
is_key(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure, KeyTable which)
{
    const KindOfMeasure *kind = kind_of(measure);
    if (*figure->part && figure->role != ROLE_CONCLUDED)
        return false;
    switch (figure->role) {
    case ROLE_WITHIN:
        return true;
    case ROLE_MEDIAN:
        return which != KEYS_OF_TIMES;
    case ROLE_CONCLUDED:
        return which != KEYS_IN_REPORT && !measure->follow_up.number && tells_substantiated(figure) &&
               tells_outcomes(exhibits->profile, measure);
    case ROLE_COUNT:
        if ((kind->is_share && !kind->of_categories) || kind->sizes_population || kind->different)
            return !*figure->category;
        return which == KEYS_OF_BOARD && kind->by_fields && !kind->from_files && measure->by->len == 1 &&
               *figure->category && !tells_outcomes(exhibits->profile, measure) &&
               (is_clear(exhibits, measure, figure) || is_leading_harm(exhibits, measure, figure));
    default:
        return false;
    }
}

/* Whether what was supplied for the limits of some measures stands beside them. */
static bool
is_supplied_for_any(const ProfileMeasure *measure, const GPtrArray *times)
{
    for (guint i = 0; measure->against && i < times->len; i++)
        if (strcmp(measure->against, ((const ProfileMeasure *)times->pdata[i])->id) == 0)
            return true;
    return false;
}

/* The measures whose targets a measure's limits are held against: its own, each of the same times, and what
 * was supplied for their limits. Caller unrefs. */
static GPtrArray *
with_targets(const Exhibits *exhibits, const ProfileMeasure *measure)
{
    const GPtrArray *measures = exhibits->profile->measures;
    GPtrArray *all = g_ptr_array_new();
    for (guint m = 0; m < measures->len && all->len < KEY_TARGETS; m++) {
        const ProfileMeasure *other = measures->pdata[m];
        if (other == measure || is_supplied_for_any(other, all) ||
            (kind_of(other)->of_limits &&
             commentary_same_times(exhibits->profile, exhibits->figures, measure, other)))
            g_ptr_array_add(all, (gpointer)other);
    }
    return all;
}

bool
key_measures_have_targets(const Exhibits *exhibits, const ProfileMeasure *measure)
{
    g_autoptr(GPtrArray) all =
        kind_of(measure)->of_limits ? with_targets(exhibits, measure) : g_ptr_array_new();
    return all->len > 1;
}

static void
set_targets(const Exhibits *exhibits, KeyRow *row, KeyTable which)
{
    g_autoptr(GPtrArray) all = with_targets(exhibits, row->measure);
    bool elsewhere = which == KEYS_IN_REPORT && all->len > 1;
    for (guint i = 0; i < KEY_TARGETS; i++) {
        const ProfileMeasure *other = i < all->len ? all->pdata[i] : NULL;
        const Figure *twin =
            other && row->figure->role == ROLE_WITHIN && !elsewhere &&
                    (which == KEYS_OF_TIMES || !kind_of(other)->from_files)
                ? figures_find(exhibits->figures, other->id, row->figure->period, row->figure->category, "")
                : NULL;
        row->targets[i] = !twin ? NAN : kind_of(other)->from_files ? twin->percent : twin->value;
    }
}

static void
key_measures_add_row(const Exhibits *exhibits, GArray *rows, KeyTable which, const ProfileMeasure *measure,
                     const Figure *figure, const char **base)
{
    /* A table of one measure says in its title what is done within its limits, and beneath that of what. */
    g_autofree char *words = which == KEYS_OF_TIMES ? english_time(figure->category)
                                                    : key_words(exhibits, measure, figure),
                    *heading = table_sentence_case(words);
    const char *of = profile_percent_of(measure)->words;
    bool share = change_is_of_share(measure, figure) && figure->role != ROLE_CONCLUDED &&
                 !is_of_known(measure, figure);
    KeyRow row = {.measure = measure, .figure = figure};
    if (figure->role == ROLE_CONCLUDED)
        row.heading = g_strdup_printf("%s, %% of those concluded", figure->category);
    else if (is_of_known(measure, figure))
        row.heading = g_strdup_printf("%s, %% of known outcomes", figure->category);
    else if (which == KEYS_OF_TIMES)
        row.heading = g_strdup(heading);
    else if (share && g_strcmp0(*base, of))
        row.heading = g_strdup_printf("%s, %% of %s", heading, of);
    else
        row.heading =
            change_is_of_share(measure, figure) ? g_strdup_printf("%s, %%", heading) : g_strdup(heading);
    *base = share ? of : *base;
    set_targets(exhibits, &row, which);
    g_array_append_val(rows, row);
}

static bool
has_target(const KeyRow *row)
{
    bool any = false;
    for (guint i = 0; i < KEY_TARGETS; i++)
        any |= !isnan(row->targets[i]);
    return any;
}

/* A board reads twelve rows: what neither moved nor has a target goes first, from the end. */
static void
keep_for_board(const Exhibits *exhibits, GArray *rows)
{
    enum { MOST_ROWS = 12 };
    for (guint i = rows->len; i-- > 1 && rows->len > MOST_ROWS;) {
        const KeyRow *row = &g_array_index(rows, KeyRow, i);
        if (!has_target(row) && !is_clear(exhibits, row->measure, row->figure))
            g_array_remove_index(rows, i);
    }
    if (rows->len > MOST_ROWS)
        g_array_set_size(rows, MOST_ROWS);
}

static GArray *
rows_of(const Exhibits *exhibits, KeyTable which, const ProfileMeasure *of)
{
    GArray *rows = g_array_new(FALSE, TRUE, sizeof(KeyRow));
    g_array_set_clear_func(rows, key_row_clear);
    g_autofree char *period = period_of_report(exhibits, 0);
    const char *base = NULL;
    for (const char *const *section = profile_sections; *section; section++)
        for (guint i = 0; i < exhibits->showings->len; i++) {
            const Showing *showing = &g_array_index(exhibits->showings, Showing, i);
            const ProfileMeasure *measure = showing->measure;
            bool elsewhere = showing->said_by ||
                             (which != KEYS_IN_FULL &&
                              (showing->minor || commentary_is_of_another_day(exhibits->profile, measure)));
            if ((of && measure != of) || measure->per != PER_YEAR || measure->around->len ||
                strcmp(measure->section, *section))
                continue;
            for (guint f = 0; f < figures_length(exhibits->figures); f++) {
                const Figure *figure = figures_at(exhibits->figures, f);
                if (figure_is_in(figure, measure->id, period) &&
                    (is_of_known(measure, figure) ? which == KEYS_IN_FULL || which == KEYS_OF_BOARD
                                                  : !elsewhere && is_key(exhibits, measure, figure, which)))
                    key_measures_add_row(exhibits, rows, which, measure, figure, &base);
            }
        }
    if (which == KEYS_OF_BOARD)
        keep_for_board(exhibits, rows);
    return rows;
}

/* What the targets of measures of the same times are called: the words of the title that say so. */
static void
name_targets(const Exhibits *exhibits, const GArray *rows, char **headings)
{
    for (guint i = 0; i < rows->len; i++) {
        const KeyRow *row = &g_array_index(rows, KeyRow, i);
        if (!has_target(row))
            continue;
        g_autoptr(GPtrArray) all = with_targets(exhibits, row->measure);
        for (guint set = 0; set < all->len; set++) {
            const ProfileMeasure *other = all->pdata[set];
            const char *against = strstr(other->title, " against ");
            headings[set] = other == row->measure        ? g_strdup("Target")
                            : kind_of(other)->from_files ? g_strdup(other->title)
                            : against                    ? table_sentence_case(against + strlen(" against "))
                                                         : g_strdup("Other target");
        }
        return;
    }
}

static bool
says_changes(const Table *table)
{
    for (guint i = 0; i < table->columns->len; i++)
        if (((const TableColumn *)table->columns->pdata[i])->since)
            return true;
    return false;
}

Table *
key_measures_table(const Exhibits *exhibits, KeyTable which, const ProfileMeasure *of)
{
    g_autoptr(GArray) rows = rows_of(exhibits, which, of);
    char *headings[KEY_TARGETS + 1] = {NULL};
    name_targets(exhibits, rows, headings);
    Table *table = table_of_keys(exhibits->profile, exhibits->figures, rows, which == KEYS_IN_FULL,
                                 (const char *const *)headings);
    for (guint i = 0; i < KEY_TARGETS; i++)
        g_free(headings[i]);
    if (table && of) {
        g_free(table->title);
        table->title = g_strdup_printf("%s, and the targets", of->title);
        g_autofree char *whose = table->subtitle;
        table->subtitle = g_strdup_printf("Percentage of %s, %s", profile_percent_of(of)->words, whose);
    }
    if (table && which == KEYS_IN_REPORT)
        g_ptr_array_add(
            table->notes,
            g_strdup(says_changes(table)
                         ? "How a change is tested is explained in About these figures. Counts are in "
                           "Table\u00a0A1."
                         : "Counts are in Table\u00a0A1."));
    return table;
}
