/* The release: every number that is about to be shown, as counts of sets of records. Private to the room.
 *
 * A quantity is how many records are in a set, whichever figures tell it. It is stated (some figure gives
 * it), or only asked about (what is left of a whole without a part). Of a stated one a reader knows the
 * value; of a hidden one, that it is at least `least_hidden`. A quantity is sensitive when a reader must not
 * learn it: then every whole number in `from` .. `to` must stay possible.
 *
 * In the life of a release: figures are linked to quantities; what is public already is joined; what is
 * small, stated or left over, becomes sensitive; it is protected (more is hidden until every sensitive
 * quantity is safe) and attacked (what is the smallest and largest that each can be). */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

typedef struct {
    guint quantity;
    double coefficient;
} Term;

typedef struct {
    const RecordSet *set; /* NULL: no records of ours, or a sum of others */
    GArray *sum;          /* of Term: it is this sum of others; NULL */
    char *name;           /* what is counted, for messages and the log */
    double truth;         /* NAN: not known */
    double worth, cost;   /* of the figure that is worth most of those that give it; of hiding it */
    bool stated;          /* some figure gives it */
    bool fixed;           /* known to every reader whatever is hidden: nought, or public already */
    bool is_public;       /* another pack or edition shows it */
    bool of_others;       /* another pack of the same records counts it, and has seen to it */
    bool was_base;        /* an earlier edition counted it as a base, and does not say how many */
    bool kept;            /* must not be hidden for another's sake */
    bool hidden;          /* no figure may give it */
    bool stays_hidden;    /* hidden where it was published before, or left out */
    bool contradicted;    /* figures that were given cannot be so; nothing follows from it */
    bool left_out;        /* it crosses more than can be followed: hidden, and nothing is reasoned about it */
    double least;         /* of one that is not told: it is known to be so many at least */
    bool sensitive;
    double from, to;          /* of a sensitive one */
    double smallest, largest; /* what the attack found; NAN: not attacked */
    bool exposed;             /* the attack found a value in from .. to impossible */
} Quantity;

/* That a sum is at least so much, as long as a figure is shown: a median, the busiest month. */
typedef struct {
    GArray *terms; /* of Term */
    double least;
    guint figure; /* BOUND_STAYS: it is public already */
} Bound;
enum { BOUND_STAYS = G_MAXINT };

/* What a figure gives away: quantities by index, -1 for none. */
typedef struct {
    int count, base;
    GArray *tells; /* of guint: what else follows from it; NULL */
} FigureLink;

typedef struct {
    const Profile *profile;
    const Figures *figures;
    GPtrArray *quantities;  /* Quantity* */
    GHashTable *by_key;     /* key of the set, or a name of its own -> index + 1 */
    GPtrArray *relations;   /* GArray of Term that is nought: of what is supplied */
    GArray *bounds;         /* of Bound */
    GArray *links;          /* of FigureLink, one a figure */
    guint8 *bound_is_off;   /* a byte a figure: its bounds are not told, as it is hidden */
    const Dataset *dataset; /* NULL: figures of no records of ours */
    Day as_at;              /* nothing is known of any later day; DAY_NONE: of all */
    bool is_beside_others;  /* other packs of the same records are public already */
    double least_hidden;    /* 1 where a hidden count is known not to be nought, else 0 */
    int suppress_below;
} Release;

/* Figures and dataset, which may be NULL, must stay while the release does. */
Release *release_new(const Profile *profile, int below, const Figures *figures, const Dataset *dataset);
void release_free(Release *release);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Release, release_free)
Quantity *release_quantity(const Release *release, guint index);
FigureLink *release_link(const Release *release, guint figure);
/* Whether a figure is about this authority's cases at all. */
bool release_concerns(const Profile *profile, const Figure *figure);
/* What a row of a table is worth: totals of a year, which a report is read for, and shares are worth more;
 * estimates, months and cells of cross-tables less. */
#define WORTH_OF_A_ROW 1.0
/* Whether nobody knows it, as its figure is hidden. */
bool release_bound_is_off(const Release *release, const Bound *bound);
/* Whether a figure is hidden as it rests on too few: a median must have as many on either side of it as a
 * count needs to be shown, a quartile as many in each quarter; the longest is one case. */
bool release_rests_on_few(const Release *release, const Figure *figure);
/* The quantity of a set, a new one where there is none yet. */
guint release_quantity_of(Release *release, const RecordSet *set, const char *name);
/* One that is a sum of others; takes the terms. -1 where its value is not known. */
int release_sum(Release *release, GArray *terms, const char *name);
/* How many records are in a set; NAN where there are none of ours. */
double release_count(const Release *release, const RecordSet *set);
/* Makes known what an estimate tells of counts, as long as it is shown; of what is public already for good.
 * `earlier`: of an earlier edition, as things were then, unless records have changed since. */
void release_bound(Release *release, const Figures *figures, guint index, bool earlier);
/* Makes a quantity sensitive, so that all of from .. to must stay possible, and hides it if it is stated. */
void release_guard(Release *release, guint quantity, double from, double to);
void release_hide(Release *release, guint quantity);
/* Hides it, noughts too, and lets nothing be reasoned about it. */
void release_leave_out(Release *release, guint quantity);
/* How things stand before it is tried to protect them, to go back to where that took too long. */
typedef struct ReleaseState ReleaseState;
ReleaseState *release_state(const Release *release);
void release_state_free(ReleaseState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReleaseState, release_state_free)
void release_put_back(Release *release, const ReleaseState *state);
/* Whether a reader has to work the quantity out. */
bool quantity_is_open(const Quantity *quantity);
/* Whether it is known to be nought, and whether its value is (or was) told otherwise. */
bool quantity_is_nought(const Quantity *quantity);
bool quantity_is_told(const Quantity *quantity);

/* What is in no row of a breakdown is nought: makes that known of the figure if it is the total of one. */
void release_complete(Release *release, const Figures *figures, guint index);
/* A set as an earlier edition knew it, on the day that it shows. */
RecordSet *release_set_then(const Profile *profile, const RecordSet *set);
void release_date_back(const Profile *profile, Figures *figures);
/* Joins what another release shows that is public already: what it shows is known, and what it hides stays
 * hidden. `shown` are its figures as they are shown there, with their sets; `counted` the same figures before
 * anything was hidden, of a release of the same records; NULL of an earlier edition, of which what has
 * changed since is a finding. */
void release_join(Release *release, const Figures *shown, const Figures *counted, Findings *findings);
/* Makes what is stated and small sensitive; once everything is joined. */
void release_guard_small(Release *release);
