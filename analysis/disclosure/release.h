/* The release: every number that is about to be shown, as counts of sets of records. Private to the room.
 *
 * A quantity is the number of records in a set, whichever figures show it. It is stated (some figure gives
 * it), or only in question (what is left of a whole without a part). A reader knows the value of a stated
 * one, and that a hidden one is at least `least_hidden`. A quantity is sensitive if a reader must not
 * learn it: then every whole number in `from` .. `to` must stay possible.
 *
 * The life of a release: figures are linked to quantities; what is already public is joined; what is
 * small, stated or left over, becomes sensitive; it is protected (more is hidden until every sensitive
 * quantity is safe) and attacked (to find the smallest and largest that each can be). */
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
    const RecordSet *set; /* NULL: not records of ours, or a sum of others */
    GArray *sum;          /* of Term: the sum of others that it is; or NULL */
    char *name;           /* what is counted, for messages and the log */
    double truth;         /* NAN: not known */
    double worth, cost;   /* of the most useful figure that gives it; the cost of hiding it */
    bool stated;          /* some figure gives it */
    bool fixed;           /* known to every reader whatever is hidden: zero, or already public */
    bool is_public;       /* shown by another pack or edition */
    bool of_others;       /* counted by another pack of the same records, which protects it */
    bool was_base;        /* an earlier edition counted it as a base, and does not give it */
    bool kept;            /* must not be hidden to protect others */
    bool hidden;          /* no figure may give it */
    bool stays_hidden;    /* hidden where it was published before, or left out */
    bool contradicted;    /* supplied figures contradict it; nothing follows from it */
    bool left_out;        /* crosses too much to be worked out: hidden, and not reasoned about */
    double least;         /* of one that is not shown: known to be at least this many */
    bool sensitive;
    double from, to;          /* if it is sensitive */
    double smallest, largest; /* what the attack found; NAN: not attacked */
    bool exposed;             /* the attack found a value in from .. to impossible */
} Quantity;

/* That a sum is at least a number while a figure is shown: a median, the busiest month. */
typedef struct {
    GArray *terms; /* of Term */
    double least;
    guint figure; /* BOUND_STAYS: already public */
} Bound;
enum { BOUND_STAYS = G_MAXINT };

/* What a figure reveals: quantities by index, -1 for none. */
typedef struct {
    int count, base;
    GArray *tells; /* of guint: what else follows from it; or NULL */
} FigureLink;

typedef struct {
    const Profile *profile;
    const Figures *figures;
    GPtrArray *quantities;  /* Quantity* */
    GHashTable *by_key;     /* key of the set, or a name of its own -> index + 1 */
    GPtrArray *relations;   /* GArray of Term that add up to zero: of supplied figures */
    GArray *bounds;         /* of Bound */
    GArray *links;          /* of FigureLink, one for each figure */
    guint8 *bound_is_off;   /* a byte a figure: its bounds are not known, because it is hidden */
    const Dataset *dataset; /* NULL: the figures are not of records of ours */
    Day as_at;              /* nothing is known of any later day; DAY_NONE: everything is */
    bool is_beside_others;  /* other packs of the same records are already public */
    double least_hidden;    /* 1 if a hidden count is known not to be zero, otherwise 0 */
    int suppress_below;
} Release;

/* Of no figure yet. Figures and dataset, which may be NULL, must outlive the release. */
Release *release_new(const Profile *profile, int below, const Figures *figures, const Dataset *dataset);
void release_free(Release *release);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Release, release_free)
/* Takes in which quantities each figure shows or rests on, and what follows from them. */
void release_add_figures(Release *release);
Quantity *release_quantity(const Release *release, guint index);
FigureLink *release_link(const Release *release, guint figure);
/* Whether a figure is about this authority's cases at all. */
bool release_concerns(const Profile *profile, const Figure *figure);
/* How useful a row of a table is: totals of a year, which a report is read for, and shares are more
 * useful; estimates, months and cells of cross-tables less. */
#define WORTH_OF_A_ROW 1.0
/* Whether nobody knows the bound, because its figure is hidden. */
bool release_bound_is_off(const Release *release, const Bound *bound);
/* Whether a figure is hidden because it rests on too few: a median must have as many on either side of it
 * as a count needs to be shown, a quartile as many in each quarter; the longest is one case. */
bool release_rests_on_few(const Release *release, const Figure *figure);
/* The quantity of a set's key; -1 if there is none. */
int release_known(const Release *release, const char *key);
/* The quantity of a set, created if there is none yet. */
guint release_quantity_of(Release *release, const RecordSet *set, const char *name);
/* One known by a name of its own, which may be of no records of ours. */
guint release_quantity_named(Release *release, const char *key, const char *name);
/* Says that a figure gives a quantity: hiding it costs `times` as much as hiding the figure's count. */
void release_tell(Release *release, const Figure *figure, guint quantity, double number, double times);
/* Figures from files, given_numbers.c. Their counts, if they are of no known records; then, with every count
 * known, one figure's base, and the count that its percentage is in disguise; then what is left of bases. */
void given_link_counts(Release *release);
void given_link(Release *release, guint figure);
void given_relate(Release *release);
/* One that is a sum of others; takes the terms. -1 if its value is not known. */
int release_sum(Release *release, GArray *terms, const char *name);
/* The number of records in a set; NAN if there are no records of ours. */
double release_count(const Release *release, const RecordSet *set);
/* Makes known what an estimate reveals about counts, for as long as it is shown; for good if it is already
 * public. `earlier`: in a previous edition, as things were then, unless records have changed since. */
void release_bound(Release *release, const Figures *figures, guint index, bool earlier);
/* Makes a quantity sensitive, so that everything from .. to must stay possible, and hides it if it is
 * stated. */
void release_guard(Release *release, guint quantity, double from, double to);
void release_hide(Release *release, guint quantity);
/* Hides it, even if it is zero, and lets nothing be reasoned about it. */
void release_leave_out(Release *release, guint quantity);
/* The state before trying to protect everything, to return to if that takes too long. */
typedef struct ReleaseState ReleaseState;
ReleaseState *release_state(const Release *release);
void release_state_free(ReleaseState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReleaseState, release_state_free)
void release_put_back(Release *release, const ReleaseState *state);
/* Whether a reader has to work the quantity out. */
bool quantity_is_open(const Quantity *quantity);
/* Whether it is known to be zero, and whether its value is (or was) otherwise shown. */
bool quantity_is_nought(const Quantity *quantity);
bool quantity_is_told(const Quantity *quantity);

/* What is in no row of a breakdown is zero: makes this known if the figure is the total of one. */
void release_complete(Release *release, const Figures *figures, guint index);
/* A set as an earlier edition knew it, on the day that the edition shows. */
RecordSet *release_set_then(const Profile *profile, const RecordSet *set);
void release_date_back(const Profile *profile, Figures *figures);
/* Joins what another public release shows: what it shows is known, and what it hides stays hidden. `shown`
 * are its figures as they are shown there, with their sets; `counted` the same figures before anything was
 * hidden, if the release is of the same records. NULL for a previous edition, in which whatever has
 * changed since is a finding. Without `shown`, what is small among the counted is left over. */
void release_join(Release *release, const Figures *shown, const Figures *counted, Findings *findings);
/* Makes what is stated and small sensitive, once everything is joined. */
void release_guard_small(Release *release);
