/* The one sentence of chance at the end of a section: that all the rest is within it. */
#include "render/commentary/writing.h"
#include <math.h>
#include <string.h>
#include "render/table/table.h"

/* How the figures of a section changed. */
typedef struct {
    guint tables; /* breakdowns with two categories or more that were tested */
    guint level, open, clear, later;
    bool hidden; /* no sentence speaks for what is */
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
    tally->tables += table && tested > 1;
    tally->clear += rows.clear;
    tally->level += rows.level;
    tally->open += rows.open;
    tally->later += rows.later;
}

/* What a section's figures are called, together and one by one. */
static const struct {
    const char *section, *all, *one;
} names[] = {{"activity", "the numbers", "number"},
             {"outcomes", "outcomes", "outcome"},
             {"harm", "the categories of harm", "category of harm"},
             {"about", "the groups", "group"},
             {"source", "the sources", "group"},
             {"timeliness", "the shares closed in time", "share closed in time"},
             {"caseload", "the open numbers", "open number"},
             {"children", "the shares of children", "share of children"}};

static const char *
name_of(const char *section, bool all)
{
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i].section, section) == 0)
            return all ? names[i].all : names[i].one;
    return all ? "the figures" : "figure";
}

char *
commentary_closing(const Profile *profile, const Figures *figures, const char *section)
{
    Tally tally = {0};
    g_autofree char *before = calendar_year_label(profile->year - 1, profile->year_start);
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        if (strcmp(measure->section, section) || measure->returned || measure->per != PER_YEAR ||
            measure->compared || measure->around->len || commentary_repeats(profile, figures, measure))
            continue;
        g_auto(Writing) writing;
        writing_begin(&writing, profile, figures, measure);
        add_measure(&tally, &writing);
    }
    if (tally.hidden || !tally.tables || !(tally.open + tally.level))
        return NULL;
    const char *one = name_of(section, false), *all = name_of(section, true);
    g_autofree char *start = table_sentence_case(all);
    if (tally.clear)
        return g_strdup_printf("No other %s changed by more than chance would explain.", one);
    if (!tally.open)
        return tally.later ? g_strdup_printf("Otherwise %s were much as in %s.", all, before)
                           : g_strdup_printf("%s were much as in %s.", start, before);
    if (tally.later)
        return g_strdup_printf("Since %s no %s changed by more than chance would explain.", before, one);
    return g_strdup_printf("%s differ from those of %s by no more than chance would explain.", start, before);
}
