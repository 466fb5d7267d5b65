#include "analysis/disclosure/disclosure.h"
#include <math.h>
#include <string.h>
#include "analysis/disclosure/decision.h"
#include "analysis/disclosure/rounding.h"
#include "analysis/failure/failure.h"
#include "analysis/measures/measures.h"

static const Unknown *
unknown_at(const Disclosure *disclosure, int index)
{
    return system_unknown(disclosure->release->system, (guint)index);
}

static const FigureLink *
link_at(const Disclosure *disclosure, guint figure)
{
    return release_link(disclosure->release, figure);
}

static bool
is_small(const Disclosure *disclosure, double count)
{
    return count > 0 && count < disclosure->profile->suppress_below;
}

/* What is public already cannot be hidden from anyone, but a small count is not printed again. */
static bool
is_withheld(const Disclosure *disclosure, int index)
{
    if (index < 0)
        return false;
    const Unknown *unknown = unknown_at(disclosure, index);
    return unknown->hidden || (unknown->fixed && is_small(disclosure, unknown->truth));
}

/* A median must have as many on either side of it as a count needs to be shown, a quartile as many in each
 * quarter; the longest is one case. */
static bool
rests_on_few(const Disclosure *disclosure, const Figure *figure)
{
    int least = disclosure->profile->suppress_below;
    const ProfileMeasure *measure = profile_measure(disclosure->profile, figure->measure);
    bool median = strcmp(figure->category, MEDIAN_LENGTH) == 0;
    if (median || (measure && measure->kind == MEASURE_DURATION))
        return figure->base > 0 && figure->base < least * (median ? 2 : 4);
    return isnan(figure->count) && !isnan(figure->value) && is_small(disclosure, figure->base);
}

bool
disclosure_withholds_base(const Disclosure *disclosure, guint figure)
{
    return is_withheld(disclosure, link_at(disclosure, figure)->base);
}

static Why
why_hidden(const Disclosure *disclosure, guint index)
{
    const Figure *figure = figures_at(disclosure->figures, index);
    const FigureLink *link = link_at(disclosure, index);
    if (!release_concerns(disclosure->profile, figure))
        return SHOWN;
    if (is_withheld(disclosure, link->count) || is_withheld(disclosure, link->entries)) {
        const Unknown *count = unknown_at(disclosure, link->count);
        if (is_small(disclosure, count->truth))
            return SMALL;
        if (count->sensitive)
            return count->truth == 0 || count->truth == figure->base ? EVERYONE : EDITION;
        return is_small(disclosure, figure->base - figure->count) ? LEAVES_SMALL
               : count->stays_hidden                              ? HIDDEN_BEFORE
                                                                  : FOR_OTHERS;
    }
    if (rests_on_few(disclosure, figure) || is_withheld(disclosure, link->rests_on))
        return RESTS_ON_FEW;
    return SHOWN;
}

static void
attack(Disclosure *disclosure)
{
    System *system = disclosure->release->system;
    disclosure->exposed = system_attack(system, true);
    for (guint i = 0; i < system->unknowns->len && disclosure->first_exposed < 0; i++)
        if (system_unknown(system, i)->exposed)
            disclosure->first_exposed = (int)i;
}

/* Hides what the other release hides, or else makes known what it shows. */
static void
join_unknown(Disclosure *disclosure, const Disclosure *published, int here, int there, bool hidden)
{
    if (here < 0 || there < 0 || unknown_at(published, there)->hidden != hidden)
        return;
    if (hidden)
        system_hide(disclosure->release->system, (guint)here);
    else
        system_unknown(disclosure->release->system, (guint)here)->fixed = true;
}

static void
join_published(Disclosure *disclosure, const Disclosure *published, bool hidden)
{
    if (!published->release)
        return;
    join_unknown(disclosure, published, disclosure->release->records, published->release->records, hidden);
    for (guint i = 0; i < figures_length(disclosure->figures); i++) {
        const Figure *figure = figures_at(disclosure->figures, i),
                     *there = figures_find(published->figures, figure->measure, figure->period,
                                           figure->category, figure->part);
        if (!there)
            continue;
        const FigureLink *here = link_at(disclosure, i),
                         *before = link_at(published, figures_index(published->figures, there));
        join_unknown(disclosure, published, here->count, before->count, hidden);
        join_unknown(disclosure, published, here->base, before->base, hidden);
        join_unknown(disclosure, published, here->entries, before->entries, hidden);
    }
}

static void
decide(Disclosure *disclosure)
{
    const Profile *profile = disclosure->profile;
    const Figures *figures = disclosure->figures;
    system_settle(disclosure->release->system);
    system_protect(disclosure->release->system);
    attack(disclosure);
    for (guint i = 0; i < figures_length(figures); i++)
        disclosure->why[i] = (guint8)why_hidden(disclosure, i);
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (figure_is_estimated(figure) && release_concerns(profile, figure) &&
            estimate_is_withheld(disclosure, figure))
            disclosure->why[i] = RESTS_ON_FEW;
    }
}

Disclosure *
disclosure_decide_beside(const Profile *profile, const Figures *figures, double records,
                         const Disclosure *published, Findings *findings, GError **error)
{
    g_autoptr(Disclosure) disclosure = g_new0(Disclosure, 1);
    disclosure->profile = profile;
    disclosure->figures = figures;
    disclosure->first_exposed = -1;
    disclosure->why = g_malloc0(figures_length(figures) + 1);
    disclosure->rounds = profile->suppress_below > 1 && profile->disclosure.round_to;
    if (profile->suppress_below <= 1 || disclosure->rounds)
        return g_steal_pointer(&disclosure);
    disclosure->release = release_new(profile, figures, records, findings, error);
    if (!disclosure->release)
        return NULL;
    if (published) {
        join_published(disclosure, published, true);
        join_published(disclosure, published, false);
    }
    decide(disclosure);
    return g_steal_pointer(&disclosure);
}

Disclosure *
disclosure_decide(const Profile *profile, const Figures *figures, double records, Findings *findings,
                  GError **error)
{
    return disclosure_decide_beside(profile, figures, records, NULL, findings, error);
}

void
disclosure_free(Disclosure *disclosure)
{
    if (!disclosure)
        return;
    release_free(disclosure->release);
    g_free(disclosure->why);
    g_free(disclosure);
}

static void
hide(const Profile *profile, Figure *figure)
{
    const ProfileMeasure *measure = profile_measure(profile, figure->measure);
    bool is_target = measure && measure->kind == MEASURE_TIMELINESS;
    figure->count = figure->base = figure->percent = figure->lower = figure->upper = figure->change = NAN;
    figure->value = is_target ? figure->value : NAN;
    figure->signal = SIGNAL_NONE;
    figure->pending = figure->unjudged = 0;
    figure->status = FIGURE_SUPPRESSED;
}

bool
disclosure_withholds_change(const Disclosure *disclosure, const Figure *figure)
{
    const ProfileMeasure *measure = profile_measure(disclosure->profile, figure->measure);
    g_autofree char *period =
        measure ? period_year_before(figure, measure->per, disclosure->profile->year_start) : NULL;
    const Figure *before =
        period ? figures_find(disclosure->figures, figure->measure, period, figure->category, figure->part)
               : NULL;
    return before && disclosure->why[figures_index(disclosure->figures, before)] != SHOWN;
}

static void
hide_what_hangs_on(const Disclosure *disclosure, Figure *figure, guint index, bool change_is_hidden)
{
    if (disclosure_withholds_base(disclosure, index)) {
        figure->base = figure->percent = figure->lower = figure->upper = NAN;
        figure->signal = SIGNAL_NONE;
    }
    if (change_is_hidden) {
        figure->change = NAN;
        figure->signal = SIGNAL_NONE;
    }
}

static void
hide_all(const Disclosure *disclosure, Figures *figures)
{
    guint length = figures_length(figures);
    g_autofree bool *change_is_hidden = g_new0(bool, length + 1);
    for (guint i = 0; i < length; i++)
        change_is_hidden[i] = disclosure_withholds_change(disclosure, figures_at(figures, i));
    for (guint i = 0; i < length; i++) {
        Figure *figure = figures_edit(figures, i);
        if (disclosure->why[i] != SHOWN)
            hide(disclosure->profile, figure);
        else
            hide_what_hangs_on(disclosure, figure, i, change_is_hidden[i]);
    }
}

/* The measures that keep names and that give a count in a sum with this one: "contacts and met"; "" where
 * there are none. */
static char *
kept_beside(const Disclosure *disclosure, int index)
{
    const System *system = disclosure->release->system;
    const GPtrArray *keep = disclosure->profile->disclosure.keep;
    const GArray *occurrences = system->occurrences->pdata[index];
    g_autoptr(GHashTable) beside = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < occurrences->len; i++) {
        const GArray *relation = system->relations->pdata[g_array_index(occurrences, guint, i)];
        for (guint k = 0; k < relation->len; k++)
            g_hash_table_add(beside, GUINT_TO_POINTER(g_array_index(relation, Term, k).unknown));
    }
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint m = 0; m < keep->len; m++) {
        bool found = false;
        for (guint i = 0; i < figures_length(disclosure->figures) && !found; i++) {
            int count = link_at(disclosure, i)->count;
            found = strcmp(figures_at(disclosure->figures, i)->measure, keep->pdata[m]) == 0 && count >= 0 &&
                    unknown_at(disclosure, count)->kept &&
                    g_hash_table_contains(beside, GINT_TO_POINTER(count));
        }
        if (found)
            g_string_append_printf(words, "%s%s", words->len ? " and " : "", (const char *)keep->pdata[m]);
    }
    return g_strdup(words->str);
}

static void
refuse(const Disclosure *disclosure, GError **error)
{
    const Profile *profile = disclosure->profile;
    const ProfilePlace *place = &profile->disclosure.place;
    g_autofree char *where = place->line
                                 ? g_strdup_printf("%s:%u:%u", place->file, place->line, place->column)
                                 : g_strdup(profile->path);
    g_autofree char *more = disclosure->exposed > 1
                                ? g_strdup_printf(" (the first of %u such counts)", disclosure->exposed)
                                : g_strdup("");
    g_autofree char *kept = kept_beside(disclosure, disclosure->first_exposed);
    g_autofree char *remedy =
        *kept ? g_strdup_printf("the totals of %s are not hidden because keep names them: take one out of "
                                "keep, or a measure out of the report",
                                kept)
              : g_strdup("take the measure out of the report");
    g_set_error(error, FAILURE, FAILURE_SHORT,
                "%s: refused, as a reader could work out a small count: %s%s; %s", where,
                unknown_at(disclosure, disclosure->first_exposed)->name, more, remedy);
}

static guint
figures_hidden(const Disclosure *disclosure)
{
    guint hidden = 0;
    for (guint i = 0; i < figures_length(disclosure->figures); i++)
        hidden += disclosure->why[i] != SHOWN;
    return hidden;
}

/* Of what the counts tell, in bits (log2 of one more than each), the share that is not shown, 0 to 1. */
static double
loss_of(const Disclosure *disclosure)
{
    double all = 0, lost = 0;
    for (guint i = 0; disclosure->release && i < figures_length(disclosure->figures); i++) {
        int count = link_at(disclosure, i)->count;
        double bits = count < 0 ? 0 : log2(1 + unknown_at(disclosure, count)->truth);
        all += bits;
        lost += disclosure->why[i] != SHOWN ? bits : 0;
    }
    return all > 0 ? lost / all : 0;
}

bool
disclosure_apply(const Disclosure *disclosure, Figures *figures, GError **error)
{
    if (disclosure->exposed) {
        refuse(disclosure, error);
        return false;
    }
    if (disclosure->rounds) {
        rounding_apply(disclosure->profile, figures);
        return true;
    }
    if (!disclosure->release)
        return true;
    double loss = loss_of(disclosure);
    guint hidden = figures_hidden(disclosure);
    hide_all(disclosure, figures);
    g_autofree char *rounded = figure_number_text(100 * loss, 0);
    g_autofree char *percent =
        *rounded == '0' ? g_strdup("less than 1%") : g_strdup_printf("about %s%%", rounded);
    g_autofree char *count = figure_number_text(hidden, 0),
                    *all = figure_number_text(figures_length(figures), 0);
    g_autofree char *note =
        hidden ? g_strdup_printf(
                     "%s of %s figures are hidden, and with them %s of the information in the counts.", count,
                     all, percent)
               : g_strdup("No figure here had to be hidden.");
    figures_add_note(figures, "", note);
    return true;
}

bool
disclosure_shows_records(const Disclosure *disclosure)
{
    return !disclosure->rounds &&
           (!disclosure->release || !is_withheld(disclosure, disclosure->release->records));
}

char *
disclosure_rule(const Profile *profile, const Figures *figures)
{
    const ProfileDisclosure *rule = &profile->disclosure;
    if (profile->suppress_below <= 1)
        return g_strdup("No figures are hidden: small counts are shown.");
    if (rule->round_to)
        return g_strdup_printf(
            "Counts are rounded to the nearest %d, and percentages are computed from rounded "
            "counts, so that totals may differ from the sum of their parts. 0 may stand for "
            "any count below %g.",
            rule->round_to, rule->round_to / 2.0);
    const GPtrArray *notes = figures ? figures_notes(figures, "") : NULL;
    return g_strdup_printf(
        "Counts from %d to %d are hidden and shown as [c], with their percentages. So are other figures from "
        "which a hidden count could be worked out.%s%s%s",
        rule->zeros_hidden ? 0 : 1, profile->suppress_below - 1, rule->zeros_hidden ? "" : " Zero is shown.",
        notes ? " " : "", notes ? (const char *)notes->pdata[0] : "");
}
