#include "analysis/disclosure/disclosure.h"
#include <math.h>
#include <string.h>
#include "analysis/disclosure/decision.h"
#include "analysis/disclosure/rounding.h"
#include "analysis/failure/failure.h"
#include "analysis/measures/measures.h"
#include "analysis/threads/threads.h"

static const Quantity *
quantity_at(const Disclosure *disclosure, int index)
{
    return release_quantity(disclosure->release, (guint)index);
}

static const FigureLink *
link_at(const Disclosure *disclosure, guint figure)
{
    return release_link(disclosure->release, figure);
}

static bool
is_small(const Disclosure *disclosure, double count)
{
    return count > 0 && count < disclosure->release->suppress_below;
}

/* What is already public can be hidden from nobody, but a small count is not printed again. */
static bool
is_withheld(const Disclosure *disclosure, int index)
{
    if (index < 0)
        return false;
    const Quantity *quantity = quantity_at(disclosure, index);
    return quantity->hidden || (quantity->fixed && is_small(disclosure, quantity->truth));
}

bool
disclosure_withholds_base(const Disclosure *disclosure, guint figure)
{
    return is_withheld(disclosure, link_at(disclosure, figure)->base);
}

static bool
what_it_tells_is_withheld(const Disclosure *disclosure, guint index)
{
    const FigureLink *link = link_at(disclosure, index);
    if (figure_is_estimate(figures_at(disclosure->figures, index)) && is_withheld(disclosure, link->base))
        return true;
    for (guint i = 0; link->tells && i < link->tells->len; i++)
        if (is_withheld(disclosure, (int)g_array_index(link->tells, guint, i)))
            return true;
    return false;
}

static Why
why_hidden(const Disclosure *disclosure, guint index)
{
    const Figure *figure = figures_at(disclosure->figures, index);
    const FigureLink *link = link_at(disclosure, index);
    if (!release_concerns(disclosure->profile, figure))
        return SHOWN;
    if (is_withheld(disclosure, link->count)) {
        const Quantity *count = quantity_at(disclosure, link->count);
        if (is_small(disclosure, count->truth))
            return SMALL;
        if (count->sensitive)
            return count->truth == 0 || count->truth == figure->base ? EVERYONE : EDITION;
        return is_small(disclosure, figure->base - figure->count) ? LEAVES_SMALL
               : count->left_out                                  ? TOO_WIDE
               : count->stays_hidden                              ? HIDDEN_BEFORE
                                                                  : FOR_OTHERS;
    }
    bool rests = release_rests_on_few(disclosure->release, figure) ||
                 what_it_tells_is_withheld(disclosure, index) || disclosure->release->bound_is_off[index];
    return rests ? RESTS_ON_FEW : SHOWN;
}

/* Whether this release shows something in each part that is not public already, a byte a part. Caller
 * frees. */
static guint8 *
parts_told(const Disclosure *disclosure)
{
    const Release *release = disclosure->release;
    guint8 *told = g_malloc0(worlds_parts(disclosure->worlds) + 1);
    for (guint i = 0; i < release->quantities->len; i++) {
        const Quantity *quantity = release_quantity(release, i);
        told[worlds_part_of(disclosure->worlds, i)] |=
            quantity->stated && !quantity->is_public && !quantity->stays_hidden;
    }
    for (guint i = 0; i < release->bounds->len; i++) {
        const Bound *bound = &g_array_index(release->bounds, Bound, i);
        if (bound->figure != BOUND_STAYS && bound->terms->len && !release_bound_is_off(release, bound))
            told[worlds_part_of(disclosure->worlds, g_array_index(bound->terms, Term, 0).quantity)] = 1;
    }
    return told;
}

/* The parts to work on, as an array of guint. A part sensitive only in what other packs show was dealt
 * with there. */
static GArray *
parts_at_stake(const Disclosure *disclosure)
{
    const Release *release = disclosure->release;
    g_autofree guint8 *at_stake = g_malloc0(worlds_parts(disclosure->worlds) + 1),
                      *told = parts_told(disclosure);
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < release->quantities->len; i++) {
        const Quantity *quantity = release_quantity(release, i);
        guint part = (guint)worlds_part_of(disclosure->worlds, i);
        if (!quantity->sensitive || quantity->fixed || at_stake[part] || !told[part])
            continue;
        at_stake[part] = 1;
        g_array_append_val(parts, part);
    }
    return parts;
}

/* Parts, which have nothing in common, worked on in parallel. */
typedef struct {
    const Disclosure *disclosure;
    const GArray *parts;
    bool mark;
    gint inconsistent;
    guint most_steps;
    guint8 *unfinished; /* a byte a part */
} AtWork;

static void
check_part(guint number, void *user)
{
    AtWork *work = user;
    if (!protect_is_consistent(work->disclosure->release, work->disclosure->worlds,
                               g_array_index(work->parts, guint, number), work->mark))
        g_atomic_int_inc(&work->inconsistent);
}

static void
protect_one(guint number, void *user)
{
    const AtWork *work = user;
    work->unfinished[number] = !protect_part(work->disclosure->release, work->disclosure->worlds,
                                             g_array_index(work->parts, guint, number), work->most_steps);
}

static void
say_left_out(const Disclosure *disclosure, guint quantity, Findings *findings)
{
    if (findings)
        findings_add(
            findings, "hidden-by-the-stronger-rule", disclosure->profile->path, 0, 0, "",
            "%s and others are all hidden, because what they reveal together, or beside other packs "
            "of the same records, is too much to work out; use fewer categories, or fewer measures of "
            "the same fields, to show more",
            release_quantity(disclosure->release, quantity)->name);
}

/* Hides, and reports, everything that crosses too many fields to be worked out. */
static bool
leave_out_too_wide(Disclosure *disclosure, Findings *findings)
{
    g_autoptr(GArray) wide = worlds_too_wide(disclosure->worlds);
    for (guint i = 0; i < wide->len; i++)
        release_leave_out(disclosure->release, g_array_index(wide, guint, i));
    if (wide->len)
        say_left_out(disclosure, g_array_index(wide, guint, 0), findings);
    return wide->len > 0;
}

/* What other packs count was decided there, and must stay safe. */
static bool
can_leave_out(const Release *release, guint index)
{
    const Quantity *quantity = release_quantity(release, index);
    return quantity->stated && !quantity->of_others && !quantity->is_public && !quantity->stays_hidden;
}

/* Whether a figure counts something in a part that can be left out. */
static bool
counts_in(const Disclosure *disclosure, guint figure, guint part)
{
    int count = link_at(disclosure, figure)->count;
    return count >= 0 && can_leave_out(disclosure->release, (guint)count) &&
           worlds_part_of(disclosure->worlds, (guint)count) == (int)part;
}

static double
worth_of(const Disclosure *disclosure, guint figure)
{
    return quantity_at(disclosure, link_at(disclosure, figure)->count)->worth;
}

/* The least useful figure of a part, the last of several; -1 if there are only totals and shares. */
static int
worth_least(const Disclosure *disclosure, guint part)
{
    int least = -1;
    double least_worth = nextafter(WORTH_OF_A_ROW, INFINITY);
    for (guint i = figures_length(disclosure->figures); i-- > 0;) {
        if (!counts_in(disclosure, i, part) || worth_of(disclosure, i) >= least_worth)
            continue;
        least_worth = worth_of(disclosure, i);
        least = (int)i;
    }
    return least;
}

/* Leaves out the figures of the same measure in a part that are no more useful than this one. */
static void
leave_out_like(Disclosure *disclosure, guint least, guint part)
{
    const char *measure = figures_at(disclosure->figures, least)->measure;
    double worth = worth_of(disclosure, least);
    for (guint i = 0; i < figures_length(disclosure->figures); i++) {
        if (strcmp(figures_at(disclosure->figures, i)->measure, measure) == 0 &&
            counts_in(disclosure, i, part) && worth_of(disclosure, i) <= worth)
            release_leave_out(disclosure->release, (guint)link_at(disclosure, i)->count);
    }
}

static bool
is_in(const Disclosure *disclosure, const GArray *parts, guint quantity)
{
    for (guint i = 0; i < parts->len; i++)
        if (worlds_part_of(disclosure->worlds, quantity) == (int)g_array_index(parts, guint, i))
            return true;
    return false;
}

/* Gives up whatever is left in some parts: totals, shares, bases, medians. Returns whether there was any. */
static bool
give_up_all(Disclosure *disclosure, const GArray *parts)
{
    Release *release = disclosure->release;
    bool any = false;
    for (guint i = 0; i < release->quantities->len; i++)
        if (is_in(disclosure, parts, i) && can_leave_out(release, i) && !release_quantity(release, i)->kept) {
            release_leave_out(release, i);
            any = true;
        }
    for (guint i = 0; i < release->bounds->len; i++) {
        const Bound *bound = &g_array_index(release->bounds, Bound, i);
        if (bound->figure == BOUND_STAYS || release_bound_is_off(release, bound) ||
            !is_in(disclosure, parts, g_array_index(bound->terms, Term, 0).quantity))
            continue;
        release->bound_is_off[bound->figure] = any = true;
    }
    return any;
}

/* In the parts not protected in time, leaves out the least useful figures of this many measures, and
 * reports it. Returns whether there were any. */
static bool
give_up(Disclosure *disclosure, const GArray *parts, guint measures, Findings *findings)
{
    bool any = false;
    for (guint p = 0; p < parts->len; p++) {
        guint part = g_array_index(parts, guint, p);
        int least = worth_least(disclosure, part);
        if (least >= 0 && !any)
            say_left_out(disclosure, (guint)link_at(disclosure, (guint)least)->count, findings);
        any |= least >= 0;
        for (guint i = 0; i < measures && least >= 0; i++) {
            leave_out_like(disclosure, (guint)least, part);
            least = worth_least(disclosure, part);
        }
    }
    return any;
}

static void
make_worlds(Disclosure *disclosure, bool usual, Findings *findings)
{
    do {
        g_clear_pointer(&disclosure->worlds, worlds_free);
        disclosure->worlds = worlds_new(disclosure->release, usual);
    } while (leave_out_too_wide(disclosure, findings));
}

static bool
is_consistent(const Disclosure *disclosure, bool mark)
{
    g_autoptr(GArray) parts = parts_at_stake(disclosure);
    AtWork work = {.disclosure = disclosure, .parts = parts, .mark = mark};
    threads_share(parts->len, threads_count(), check_part, &work);
    return !work.inconsistent;
}

static gint
compare_unknowns(gconstpointer one, gconstpointer other, gpointer user)
{
    const Disclosure *disclosure = user;
    guint first = *(const guint *)one, second = *(const guint *)other,
          unknowns = worlds_model(disclosure->worlds, first)->length,
          other_unknowns = worlds_model(disclosure->worlds, second)->length;
    return unknowns != other_unknowns ? (unknowns > other_unknowns ? -1 : 1) : first < second ? -1 : 1;
}

/* The largest part first, because everything else takes no longer. Returns the parts that took too many
 * steps. */
static GArray *
protect_all(Disclosure *disclosure, guint most_steps)
{
    g_autoptr(GArray) parts = parts_at_stake(disclosure);
    GArray *unfinished = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_sort_with_data(parts, compare_unknowns, disclosure);
    g_autofree guint8 *is_unfinished = g_malloc0(parts->len + 1);
    AtWork work = {
        .disclosure = disclosure, .parts = parts, .most_steps = most_steps, .unfinished = is_unfinished};
    threads_share(parts->len, threads_count(), protect_one, &work);
    for (guint i = 0; i < parts->len; i++)
        if (is_unfinished[i])
            g_array_append_val(unfinished, g_array_index(parts, guint, i));
    return unfinished;
}

static guint
sensitive_in(const Disclosure *disclosure, guint part)
{
    guint sensitive = 0;
    for (guint i = 0; i < disclosure->release->quantities->len; i++)
        sensitive += release_quantity(disclosure->release, i)->sensitive &&
                     worlds_part_of(disclosure->worlds, i) == (int)part;
    return sensitive;
}

/* The parts that are too large to try. */
static GArray *
parts_too_large(const Disclosure *disclosure, bool is_last)
{
    enum { most_work = 600000, last_work = 10 * most_work }; /* unknowns for each that is sensitive */
    g_autoptr(GArray) parts = parts_at_stake(disclosure);
    GArray *large = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < parts->len; i++) {
        guint part = g_array_index(parts, guint, i);
        guint64 unknowns = worlds_model(disclosure->worlds, part)->length;
        if (unknowns * sensitive_in(disclosure, part) > (is_last ? last_work : most_work))
            g_array_append_val(large, part);
    }
    return large;
}

/* Figures from files may contradict one another, or what is usually true of records. */
static void
make_consistent(Disclosure *disclosure, Findings *findings)
{
    if (is_consistent(disclosure, false))
        return;
    make_worlds(disclosure, false, findings);
    if (!is_consistent(disclosure, true))
        make_worlds(disclosure, false, findings);
}

/* Returns the parts that are too large to try, or that took too many steps. Parts that are too large are
 * not even checked for consistency. */
static GArray *
try_to_protect(Disclosure *disclosure, guint most_steps, Findings *findings)
{
    make_worlds(disclosure, true, findings);
    worlds_guard_leftovers(disclosure->worlds, disclosure->release);
    g_autoptr(GArray) large = parts_too_large(disclosure, most_steps == PROTECT_LAST_STEPS);
    if (large->len)
        return g_steal_pointer(&large);
    make_consistent(disclosure, findings);
    return protect_all(disclosure, most_steps);
}

/* What is not shown to be safe counts as exposed. */
static void
expose(const Disclosure *disclosure, const GArray *parts)
{
    for (guint i = 0; i < disclosure->release->quantities->len; i++)
        release_quantity(disclosure->release, i)->exposed |=
            release_quantity(disclosure->release, i)->sensitive && is_in(disclosure, parts, i);
}

/* As long as it would take too long, gives up more and more of the least useful figures; what is decided
 * beside other packs gives up everything at last. */
static void
settle(Disclosure *disclosure, Findings *findings)
{
    guint most_steps = PROTECT_STEPS;
    bool has_more = disclosure->release->is_beside_others;
    for (guint measures = 1;; measures *= 2) {
        g_autoptr(ReleaseState) state = release_state(disclosure->release);
        g_autoptr(GArray) unfinished = try_to_protect(disclosure, most_steps, findings);
        bool is_last = most_steps == PROTECT_LAST_STEPS;
        if (!unfinished->len)
            break;
        if (is_last && !has_more) {
            expose(disclosure, unfinished);
            break;
        }
        release_put_back(disclosure->release, state);
        if (!is_last && give_up(disclosure, unfinished, measures, findings))
            continue;
        bool is_time = has_more && (is_last || disclosure->profile->year_start.quarters);
        has_more = is_time ? give_up_all(disclosure, unfinished) : has_more;
        most_steps = is_time && has_more ? PROTECT_STEPS : PROTECT_LAST_STEPS;
    }
    worlds_hide_broken_sums(disclosure->worlds, disclosure->release);
}

static void
decide(Disclosure *disclosure, Findings *findings)
{
    Release *release = disclosure->release;
    release_guard_small(release);
    settle(disclosure, findings);
    for (guint i = release->quantities->len; i-- > 0;)
        if (release_quantity(release, i)->exposed) {
            disclosure->exposed++;
            disclosure->first_exposed = (int)i;
        }
    for (guint i = 0; i < figures_length(disclosure->figures); i++)
        disclosure->why[i] = (guint8)why_hidden(disclosure, i);
}

static bool
join_public(Disclosure *disclosure, const GArray *public, Findings *findings, GError **error)
{
    const char *path = disclosure->profile->disclosure.previous_release;
    g_autoptr(Figures) before = path ? figures_read(path, disclosure->profile->year_start, error) : NULL;
    if (path && !before)
        return false;
    for (guint i = 0; public && i < public->len; i++) {
        const PublicRelease *other = &g_array_index(public, PublicRelease, i);
        release_join(disclosure->release, other->shown, other->counted, findings);
    }
    if (before) {
        Day day = disclosure->profile->disclosure.previous_as_at;
        g_autofree char *text = day != DAY_NONE ? calendar_iso(day) : NULL;
        if (text)
            figures_say(before, "as at", text);
        measures_know(disclosure->profile, before);
        if (day != DAY_NONE)
            release_date_back(disclosure->profile, before);
        release_join(disclosure->release, before, NULL, findings);
    }
    return true;
}

Disclosure *
disclosure_decide(const Profile *profile, int below, const Figures *figures, const Dataset *dataset,
                  const GArray *public, Findings *findings, GError **error)
{
    g_autoptr(Disclosure) disclosure = g_new0(Disclosure, 1);
    disclosure->profile = profile;
    disclosure->figures = figures;
    disclosure->first_exposed = -1;
    disclosure->why = g_malloc0(figures_length(figures) + 1);
    disclosure->below = below;
    disclosure->rounds = below > 1 && profile->disclosure.round_to;
    if (below <= 1 || disclosure->rounds)
        return g_steal_pointer(&disclosure);
    disclosure->release = release_new(profile, below, figures, dataset);
    release_add_figures(disclosure->release);
    if (!join_public(disclosure, public, findings, error))
        return NULL;
    decide(disclosure, findings);
    if (findings && profile->year_start.quarters)
        findings_add(findings, "quarters-beside-year", profile->path, 0, 0, "", "%s",
                     finding_rule("quarters-beside-year")->message);
    return g_steal_pointer(&disclosure);
}

void
disclosure_free(Disclosure *disclosure)
{
    if (!disclosure)
        return;
    worlds_free(disclosure->worlds);
    release_free(disclosure->release);
    g_free(disclosure->why);
    g_free(disclosure);
}

static void
hide(const Profile *profile, Figure *figure)
{
    const ProfileMeasure *measure = profile_measure(profile, figure->measure);
    bool is_target = measure && measure->target->len && figure->role == ROLE_WITHIN;
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
    if (!before)
        return false;
    guint index = figures_index(disclosure->figures, before);
    return disclosure->why[index] != SHOWN || disclosure_withholds_base(disclosure, index);
}

/* That a rule picked out a hidden month, or that a hidden month was the busiest, shows from the row being
 * there. */
static bool
tells_by_being_there(const Figure *figure)
{
    return figure_is_rule(figure) || figure->role == ROLE_BUSIEST;
}

/* The number of codes in a table's records is the sum of its rows: shown only if all of them are. */
static bool
withholds_entries(const Disclosure *disclosure, const Figure *figure)
{
    for (guint i = 0; i < figures_length(disclosure->figures); i++)
        if (disclosure->why[i] != SHOWN &&
            figure_is_in(figures_at(disclosure->figures, i), figure->measure, figure->period))
            return true;
    return false;
}

static void
add_shown(const Disclosure *disclosure, guint index, Figures *shown)
{
    Figure figure = *figures_at(disclosure->figures, index);
    if (disclosure->why[index] != SHOWN && tells_by_being_there(&figure))
        return;
    if (disclosure->why[index] != SHOWN) {
        hide(disclosure->profile, &figure);
    } else if (disclosure_withholds_base(disclosure, index)) {
        figure.hides_base = !isnan(figure.base) || !isnan(figure.percent);
        figure.base = figure.percent = figure.lower = figure.upper = NAN;
        figure.signal = SIGNAL_NONE;
    }
    if (figure.counts_entries && withholds_entries(disclosure, &figure))
        figure.value = NAN;
    if (disclosure_withholds_change(disclosure, &figure)) {
        figure.change = NAN;
        figure.signal = SIGNAL_NONE;
    }
    figures_add(shown, &figure);
}

/* The measures that `keep` names and that have a count in the same part as this one: "contacts and met";
 * "" if there are none. */
static char *
kept_beside(const Disclosure *disclosure, int index)
{
    const GPtrArray *keep = disclosure->profile->disclosure.keep;
    int part = worlds_part_of(disclosure->worlds, (guint)index);
    g_autoptr(GPtrArray) beside = g_ptr_array_new();
    for (guint m = 0; m < keep->len; m++) {
        bool found = false;
        for (guint i = 0; i < figures_length(disclosure->figures) && !found; i++) {
            int count = link_at(disclosure, i)->count;
            found = strcmp(figures_at(disclosure->figures, i)->measure, keep->pdata[m]) == 0 && count >= 0 &&
                    quantity_at(disclosure, count)->kept &&
                    worlds_part_of(disclosure->worlds, (guint)count) == part;
        }
        if (found)
            g_ptr_array_add(beside, keep->pdata[m]);
    }
    return profile_listed(beside, " and ");
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
                "%s: refused, because a reader could work out a small count: %s%s; %s", where,
                quantity_at(disclosure, disclosure->first_exposed)->name, more, remedy);
}

Figures *
disclosure_apply(const Disclosure *disclosure, GError **error)
{
    if (disclosure->exposed) {
        refuse(disclosure, error);
        return NULL;
    }
    if (disclosure->rounds || !disclosure->release) {
        Figures *shown = figures_copy(disclosure->figures);
        if (disclosure->rounds)
            rounding_apply(disclosure->profile, disclosure->below, shown);
        return shown;
    }
    Figures *shown = figures_new();
    for (guint i = 0; i < figures_length(disclosure->figures); i++)
        add_shown(disclosure, i, shown);
    figures_take_notes(shown, disclosure->figures);
    return shown;
}

char *
disclosure_rule(const Profile *profile)
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
    return g_strdup_printf(
        "Counts from %d to %d are hidden and shown as [c], with their percentages. So are other figures from "
        "which a hidden count could be worked out.%s",
        rule->zeros_hidden ? 0 : 1, profile->suppress_below - 1, rule->zeros_hidden ? "" : " Zero is shown.");
}
