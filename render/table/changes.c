/* What became of a measure since the year before, said only where the test found it. */
#include <math.h>
#include <string.h>
#include "analysis/measures/method.h"
#include "render/table/table_build.h"
#include "render/wording/change.h"
#include "render/wording/english.h"

typedef struct {
    GString *changed; /* "Neglect fell, Physical harm rose" */
    GString *open;    /* rows that cannot be compared while cases are open */
    guint compared, changes,
        estimates; /* estimates: among the compared, those beside a simple figure that is not */
    double level;
    const Figure *last; /* of the changes */
} Changes;

static char *
name_of(const Table *table, const Figure *figure)
{
    if (!*figure->category)
        return g_strdup(render_kind(table->measure)->share ? "the share" : "the total");
    return *figure->part ? g_strdup_printf("%s, %s", figure->category, figure->part)
                         : g_strdup(figure->category);
}

static void
note_one(Changes *changes, const Table *table, const Figure *figure)
{
    g_autofree char *name = name_of(table, figure);
    if (figure->signal == SIGNAL_NONE) {
        if (!isnan(figure->change) && figure->pending + figure->unjudged > 0)
            g_string_append_printf(changes->open, "%s%s", changes->open->len ? "; " : "", name);
        return;
    }
    changes->compared++;
    changes->estimates += is_estimated(figure->role);
    changes->level = method_level(table->measure, figure);
    if (figure->signal == SIGNAL_NO_CLEAR_CHANGE)
        return;
    changes->changes++;
    changes->last = figure;
    g_string_append_printf(changes->changed, "%s%s %s", changes->changed->len ? "; " : "", name,
                           figure_change_words(figure->signal));
}

/* Whether a figure's own change is told: the rows, or a measure that is one row; an estimate only where the
 * simple figure beside it cannot be compared. */
static bool
belongs(const Table *table, const Figures *figures, const Figure *figure)
{
    if (figure->role == ROLE_CONCLUDED || figure->role == ROLE_SINCE || figure->role == ROLE_FOLLOWED ||
        figure->role == ROLE_STILL_OPEN)
        return false;
    if (is_estimated(figure->role)) {
        const Figure *simple = figures_find(figures, figure->measure, figure->period, figure->category, "");
        return simple && simple->signal == SIGNAL_NONE;
    }
    return *figure->category || render_kind(table->measure)->rows == ROWS_WHOLE;
}

static void
changes_clear(Changes *changes)
{
    g_string_free(changes->changed, TRUE);
    g_string_free(changes->open, TRUE);
}

/* Longer than this a title is no headline. */
static const glong longest_message = 100;

/* "A smaller share of contacts was closed within 12 weeks than in 2022-23" */
static char *
share_message(const Table *table, const Profile *profile, const Figure *figure, const char *before)
{
    const ProfileMeasure *measure = table->measure;
    const char *of = profile_percent_of(measure)->words;
    g_autofree char *predicate = NULL;
    if (kind_of(measure)->of_limits)
        predicate = g_strdup_printf("was %s %s", profile_done_word(measure), figure->category);
    else if (measure->in)
        predicate = english_predicate(profile, of, measure->in, false);
    else
        return NULL;
    /* The share is one, whatever its records are. */
    const char *rest = g_str_has_prefix(predicate, "were ") ? predicate + strlen("were ") : NULL;
    return g_strdup_printf("A %s share of %s %s%s than in %s",
                           figure->signal == SIGNAL_HIGHER ? "larger" : "smaller", of, rest ? "was " : "",
                           rest ? rest : predicate, before);
}

/* A title that says what changed: of one share that it did, of many which ones or how many; where nothing
 * did, it says what is counted. */
static void
set_message(Table *table, const Profile *profile, const Changes *changes, const char *before)
{
    if (!changes->changes)
        return;
    bool share = render_kind(table->measure)->share;
    if (share && changes->changes == 1)
        table->message = share_message(table, profile, changes->last, before);
    else if (changes->changes <= 2)
        table->message =
            changes->compared == 1
                ? g_strdup_printf("%s %s since %s", table->title, strrchr(changes->changed->str, ' ') + 1,
                                  before)
                : g_strdup_printf("%s: %s since %s", table->title, changes->changed->str, before);
    if (!table->message || g_utf8_strlen(table->message, -1) > longest_message) {
        g_free(table->message);
        table->message = g_strdup_printf("%s: %u clear change%s since %s", table->title, changes->changes,
                                         changes->changes == 1 ? "" : "s", before);
    }
}

void
table_tell_changes(Table *table, const Profile *profile, const Figures *figures, const GPtrArray *periods)
{
    int year;
    if (!periods->len || table->measure->per != PER_YEAR || table->measure->around->len)
        return;
    const char *period = periods->pdata[periods->len - 1];
    if (!calendar_parse_year(period, profile->year_start, &year) ||
        profile_break(profile, table->measure, year))
        return;
    g_autofree char *before = calendar_year_label(year - 1, profile->year_start);
    Changes changes = {.changed = g_string_new(NULL), .open = g_string_new(NULL)};
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (figure_is_in(figure, table->id, period) && belongs(table, figures, figure))
            note_one(&changes, table, figure);
    }
    set_message(table, profile, &changes, before);
    changes_clear(&changes);
}
