/* The release: every figure that is about to be shown, as one system of counts. Private to the room.
 *
 * meaning.c says what records a figure counts, by the kind of its measure; release.c gives each different
 * count one unknown, whichever tables it stands in; relations.c finds the sums that tie them together. */
#pragma once
#include "analysis/disclosure/counted.h"
#include "analysis/disclosure/system.h"
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

/* What a figure gives away: unknowns by index, -1 for none. */
typedef struct {
    int count, base;
    int entries;  /* in `value`, where a cell of the export may hold several categories */
    int rests_on; /* `value` follows from this count */
} FigureLink;

typedef struct {
    const Profile *profile;
    const Figures *figures;
    Dimensions *dimensions;
    System *system;
    GHashTable *by_key;  /* counted_key, or a name of its own -> unknown + 1 */
    GPtrArray *counted;  /* for each unknown the Counted; NULL: known by its name only */
    GArray *links;       /* of FigureLink, one a figure */
    int records;         /* the unknown of all there are; -1: nobody tells */
    GHashTable *listed;  /* "unknown/dimension": stands in a list of all there are in the dimension */
    GStringChunk *names; /* of unknowns */
} Release;

/* The figures must stay while the release does. With a previous release in the profile, what that showed is
 * known to every reader, and its own sums are relations too; what has changed since is a finding. */
Release *release_new(const Profile *profile, const Figures *figures, double records, Findings *findings,
                     GError **error);
void release_free(Release *release);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Release, release_free)
/* What the figure at an index gives away. */
FigureLink *release_link(const Release *release, guint figure);
/* Whether a figure is about this authority's cases at all. */
bool release_concerns(const Profile *profile, const Figure *figure);
/* Whether it is an estimate from other figures, which counts no records itself. */
bool figure_is_estimated(const Figure *figure);
/* The unknown that counts these records, a new one where there is none yet; takes `counted`. Its name is used
 * where it is new. */
guint release_unknown(Release *release, Counted *counted, const char *name);
/* The unknown known by a name of its own. */
guint release_unknown_named(Release *release, const char *key, const char *name);
/* The unknown of a figure's count; -1: there is none. */
int release_count_of(const Release *release, const char *measure, const char *period, const char *category,
                     const char *part);

/* Whether a table lists this count among all that there are in a dimension: of the rest, that it is nought is
 * told. */
bool release_lists(const Release *release, guint unknown, guint dimension);

/* What a figure counts. Fields are NULL where there is no such number or nothing is known of it. */
typedef struct {
    Counted *count, *base;
    Counted *whole; /* what these are part of, and no figure need give: with what is left out of the table */
    bool value_counts_entries;
    bool value_rests_on_base; /* a mean, a median: no count of its own */
} Meaning;
/* False: nothing is known of the figure but its name. The caller clears the meaning. */
bool meaning_of(Dimensions *dimensions, const Profile *profile, const ProfileMeasure *measure,
                const Figure *figure, Meaning *meaning);
void meaning_clear(Meaning *meaning);
/* Makes the fields' categories known; to be called first, while the dimensions are learning. */
void meaning_learn_fields(Dimensions *dimensions, const Profile *profile);

void relations_find(Release *release);     /* those between counts of the same records, divided differently */
void relations_by_kind(Release *release);  /* those that only the kind of a measure tells */
void relations_of_rests(Release *release); /* a whole and what is left of it without a part */

/* Joins what an earlier edition showed, as a release of its own with the same dimensions. */
void editions_join(Release *release, const Release *earlier, Findings *findings);
