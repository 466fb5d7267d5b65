/* The one sentence of chance at the end of a section: that all the rest is within it. */
#include "render/commentary/names.h"
#include <math.h>
#include <string.h>

/* How the figures of a section changed. */
typedef struct {
    guint tables; /* breakdowns with two categories or more that were tested */
    guint level, open, clear, later;
    const ProfileMeasure *table; /* the last of them */
    bool hidden;                 /* no sentence speaks for what is */
} Tally;

/* Whether it is a figure that readers see compared. */
static bool
is_compared(const Figure *figure)
{
    return (figure->role == ROLE_COUNT || figure->role == ROLE_WITHIN) && !*figure->part;
}

static void
add_measure(Tally *tally, Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    bool table = kind_of(measure)->by_fields && measure->by->len == 1;
    guint tested = 0;
    Tally rows = {0};
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *figure = figures_at(writing->figures, i);
        if (!figure_is_in(figure, measure->id, writing->period) || !is_compared(figure) ||
            (table && !*figure->category))
            continue;
        tally->hidden |= figure->status == FIGURE_SUPPRESSED;
        Change change = writing_change(writing, figure);
        bool moved = writing_moved(writing, figure);
        tested += change.state != CHANGE_NONE;
        rows.clear += change.state == CHANGE_CLEAR;
        rows.level += change.state == CHANGE_LEVEL;
        rows.open += change.state == CHANGE_OPEN;
        rows.later += moved && change.state != CHANGE_CLEAR;
    }
    if (table && tested > 1) {
        tally->tables++;
        tally->table = measure;
    }
    tally->clear += rows.clear;
    tally->level += rows.level;
    tally->open += rows.open;
    tally->later += rows.later;
}

/* What the section's figures are called together: of one table its groups. */
static const char *
noun_of(const Tally *tally)
{
    return tally->tables == 1 && tally->table ? link_of(tally->table)->group : "figure";
}

char *
commentary_closing(const Profile *profile, const Figures *figures, const char *section)
{
    Tally tally = {0};
    guint measures = 0;
    g_autofree char *before = calendar_year_label(profile->year - 1, profile->year_start);
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        if (strcmp(measure->section, section) || measure->returned || measure->per != PER_YEAR ||
            measure->compared || measure->around->len || commentary_repeats(profile, figures, measure))
            continue;
        g_auto(Writing) writing;
        writing_begin(&writing, profile, figures, measure);
        guint compared = tally.level + tally.open + tally.clear;
        add_measure(&tally, &writing);
        measures += tally.level + tally.open + tally.clear > compared;
    }
    if (tally.hidden || (!tally.open && !(tally.tables && tally.level)))
        return NULL;
    const char *noun = measures == 1 ? noun_of(&tally) : "figure";
    if (tally.clear)
        return g_strdup_printf("No other %s changed by more than chance would explain.", noun);
    if (!tally.open)
        return g_strdup_printf("Otherwise the pattern was much as in %s.", before);
    if (tally.later)
        return g_strdup_printf("Since %s no %s changed by more than chance would explain.", before, noun);
    return measures == 1 && tally.tables
               ? g_strdup_printf("None of these shares differs from %s by more than chance would explain.",
                                 before)
               : g_strdup_printf("None of these figures differs from %s by more than chance would explain.",
                                 before);
}
