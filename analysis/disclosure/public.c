/* What is already public: the previous edition, other years' reports of the same profile, the return. */
#include <math.h>
#include <string.h>
#include "analysis/disclosure/release.h"

typedef struct {
    Release *release;
    const Figure *shown, *counted; /* counted NULL: a previous edition */
    Findings *findings;
} Joining;

static void
say_changed(const Joining *joining, const char *name)
{
    if (joining->findings)
        findings_add(
            joining->findings, "figure-changed", joining->release->profile->disclosure.previous_release, 0, 0,
            "", "%s: the previous release shows a different count; the two together reveal what has changed",
            name);
}

/* A change by a small count tells about the few records that made it, so every other small change to the
 * new count must stay possible. For all that were received, it tells only that records came late. */
static void
guard_change(const Joining *joining, guint index, double before)
{
    Release *release = joining->release;
    const Quantity *quantity = release_quantity(release, index);
    const ProfileMeasure *measure = profile_measure(release->profile, joining->shown->measure);
    double most = release->suppress_below - 1, step = quantity->truth - before;
    bool is_total = joining->shown->role == ROLE_COUNT && !*joining->shown->category &&
                    !*joining->shown->part && measure && !measure->of->where->len &&
                    (!joining->shown->of || joining->shown->of == joining->shown->counts);
    if (is_total || fabs(step) > most)
        return;
    double from = step > 0 ? before + 1 : fmax(before - most, release->least_hidden);
    double to = step > 0 ? before + most : before - 1;
    release_guard(release, index, from, to);
}

static void
join_shown(const Joining *joining, guint index, double number, bool is_base)
{
    Quantity *quantity = release_quantity(joining->release, index);
    if (isnan(quantity->truth))
        quantity->truth = number;
    if (quantity->truth == number) {
        quantity->fixed = quantity->is_public = true;
    } else if (!joining->counted && quantity->stated && (!is_base || figure_is_estimate(joining->shown))) {
        say_changed(joining, quantity->name);
        guard_change(joining, index, number);
    }
}

static void
guard_if_small(Release *release, guint index)
{
    double truth = release_quantity(release, index)->truth, most = release->suppress_below - 1;
    if (truth >= release->least_hidden && truth <= most)
        release_guard(release, index, fmin(truth, 1), most);
}

/* What is hidden there stays hidden, whether or not this release would state it. A quarterly pack protects
 * small counts alone: if it protected everything left over between all packs of a year, it could show
 * nothing. */
static void
join_hidden(const Joining *joining, guint index, double number)
{
    Release *release = joining->release;
    Quantity *quantity = release_quantity(release, index);
    if (isnan(quantity->truth))
        quantity->truth = number;
    bool is_pack = release->profile->year_start.quarters > 0;
    if (is_pack && !quantity->stated)
        guard_if_small(release, index);
    quantity->stated |= !is_pack;
    release_hide(release, index);
    quantity->stays_hidden = quantity->hidden;
}

/* As far as anyone can tell, the previous edition counted what the records say now; it was not zero,
 * because zeros are shown. The base of a hidden figure may be known or not, but it is not empty. */
static void
join_hidden_before(const Joining *joining, guint index, const RecordSet *set, bool is_base)
{
    Release *release = joining->release;
    Quantity *quantity = release_quantity(release, index);
    if (isnan(quantity->truth))
        quantity->truth = release_count(release, set);
    quantity->was_base |= is_base && quantity->truth > 0;
    if (is_base || quantity->truth == 0)
        return;
    release_hide(release, index);
    quantity->stays_hidden = quantity->hidden || !quantity->stated;
    if (quantity->stated)
        return;
    quantity->least = release->least_hidden;
    if (isnan(quantity->truth))
        release_guard(release, index, quantity->least, release->suppress_below - 1);
}

static void
join_number(const Joining *joining, const RecordSet *set, double shown, double counted, bool is_base)
{
    bool is_hidden =
        isnan(shown) &&
        (joining->counted ? !isnan(counted) : is_base || joining->shown->status == FIGURE_SUPPRESSED);
    if (!set || (isnan(shown) && !is_hidden))
        return;
    g_autofree char *place = figure_place_words(joining->shown),
                    *name = g_strdup_printf("%s %s%s", joining->shown->measure, place,
                                            is_base && is_hidden ? ", base" : "");
    guint index = release_quantity_of(joining->release, set, name);
    release_quantity(joining->release, index)->of_others |= joining->counted != NULL;
    if (!is_hidden)
        join_shown(joining, index, shown, is_base);
    else if (joining->counted)
        join_hidden(joining, index, counted);
    else
        join_hidden_before(joining, index, set, is_base);
}

static void
guard_left(Release *release, const RecordSet *set, double number)
{
    if (!set || isnan(number))
        return;
    guint index = release_quantity_of(release, set, "what is left of the year");
    release_quantity(release, index)->truth = number;
    guard_if_small(release, index);
}

static void
join_left(Release *release, const Figures *counted)
{
    for (guint i = 0; i < figures_length(counted); i++) {
        const Figure *figure = figures_at(counted, i);
        if (!release_concerns(release->profile, figure))
            continue;
        guard_left(release, figure->counts, figure->count);
        guard_left(release, figure->of, figure->base);
    }
}

/* An estimate that the previous edition hid is given up. */
static void
join_hidden_estimate(Release *release, const Figure *hidden)
{
    const Figure *own =
        figures_find(release->figures, hidden->measure, hidden->period, hidden->category, hidden->part);
    if (own && hidden->status == FIGURE_SUPPRESSED && isnan(own->count))
        release->bound_is_off[figures_index(release->figures, own)] = true;
}

void
release_join(Release *release, const Figures *shown, const Figures *counted, Findings *findings)
{
    release->is_beside_others |= counted != NULL;
    if (!shown) {
        join_left(release, counted);
        return;
    }
    for (guint i = 0; i < figures_length(shown); i++) {
        const Figure *here = figures_at(shown, i),
                     *whole = counted ? figures_find(counted, here->measure, here->period, here->category,
                                                     here->part)
                                      : NULL;
        if (!release_concerns(release->profile, here) || (counted && !whole))
            continue;
        Joining joining = {release, here, whole, findings};
        join_number(&joining, here->counts, here->count, whole ? whole->count : NAN, false);
        join_number(&joining, here->of, here->base, whole ? whole->base : NAN, true);
        if (!counted)
            join_hidden_estimate(release, here);
        release_complete(release, shown, i);
        /* Together with those of all reports of whole years, a quarterly pack would be too much to work
         * out. */
        if (!release->profile->year_start.quarters)
            release_bound(release, shown, i, !counted);
    }
}

void
release_date_back(const Profile *profile, Figures *figures)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        Figure *figure = figures_edit(figures, i);
        const RecordSet **const sets[] = {&figure->counts, &figure->of};
        for (gsize k = 0; k < G_N_ELEMENTS(sets); k++) {
            const RecordSet *now = *sets[k];
            if (now)
                *sets[k] = release_set_then(profile, now);
            record_set_unref((RecordSet *)now);
        }
    }
}

void
release_guard_small(Release *release)
{
    double most = release->suppress_below - 1;
    for (guint i = 0; i < release->quantities->len; i++) {
        Quantity *quantity = release_quantity(release, i);
        bool told = quantity->stated || quantity->stays_hidden || quantity->was_base;
        if (quantity->truth == 0 && !quantity->hidden && quantity->stated) {
            if (release->least_hidden > 0)
                quantity->fixed = true;
            else
                release_guard(release, i, 0, most);
        }
        bool is_small = quantity->truth > 0 && quantity->truth <= most;
        if (is_small && told && !quantity->sensitive)
            release_guard(release, i, 1, most);
    }
}
