/* The sentence that ends a section: chance explains all other differences. */
#include "render/commentary/writing.h"
#include <string.h>

/* How the figures of a section changed. */
typedef struct {
    guint tables; /* breakdowns with two categories or more that were tested */
    guint tested, open, clear, later;
    guint long_tested; /* on the first year shown, too */
    char *since;       /* that year */
    bool hidden;       /* no sentence speaks for hidden figures */
} Tally;

/* Whether readers see this figure compared. */
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
    guint before = tally->tested;
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (!is_compared(figure) || (table && !*figure->category))
            continue;
        g_autofree char *since = NULL;
        ChangeState year = writing_change(writing, figure).state,
                    first = writing_long_change(writing, figure, &since).state;
        tally->hidden |= figure->status == FIGURE_SUPPRESSED;
        tally->tested += year != CHANGE_NONE;
        tally->open += year == CHANGE_OPEN;
        tally->clear += year == CHANGE_CLEAR;
        tally->later += year != CHANGE_CLEAR && first == CHANGE_CLEAR;
        if (since && !tally->since)
            tally->since = g_strdup(since);
        tally->long_tested +=
            year != CHANGE_NONE && first != CHANGE_NONE && g_strcmp0(since, tally->since) == 0;
    }
    tally->tables += table && tally->tested > before + 1;
}

/* What one of a section's figures is called, and what is said if none changed. */
static const struct {
    const char *section, *one, *none;
} names[] = {{"outcomes", "outcome", "None of these shares"},
             {"harm", "category of harm", "None of these shares"},
             {"about", "group", "No group\u2019s share"},
             {"source", "group", "No group\u2019s share"},
             {"", "figure", "None of these figures"}};

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
    g_autofree char *since = tally.since;
    if (tally.hidden || !tally.tables || tally.tested == tally.clear)
        return NULL;
    gsize name = 0;
    while (*names[name].section && strcmp(names[name].section, section))
        name++;
    if (tally.clear)
        return g_strdup_printf("No other %s changed by more than chance would explain.", names[name].one);
    if (!tally.open)
        return g_strdup_printf("%s pattern was much as in %s.", tally.later ? "Otherwise the" : "The",
                               before);
    if (tally.later)
        return g_strdup_printf("Since %s no %s changed by more than chance would explain.", before,
                               names[name].one);
    bool both = since && tally.long_tested == tally.tested && strcmp(since, before);
    return g_strdup_printf("%s differs from that of %s%s%s by more than chance would explain.",
                           names[name].none, before, both ? " or " : "", both ? since : "");
}
