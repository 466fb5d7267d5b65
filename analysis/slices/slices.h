/* A slice: the records received in one stretch of time, in classes that no set tells apart.
 *
 * A record of a slice is a leaf of each dimension: what a field holds, when things happened to it, whether
 * its identifier repeats. Of a dimension only so many leaves are made as the sets of the release tell apart.
 * Dimensions that some set crosses stand together in a clique, whose cells are the combinations of their
 * leaves that can be; dimensions that no set crosses share totals only. Cliques hang together as a tree in
 * which two neighbours agree on the dimensions they share: counts for the cells of all cliques that agree so
 * are counts that some records have (Lauritzen 1996, on decomposable graphs). So what can be said of all
 * records is said of the cells, and the system stays small. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/profile/profile.h"
#include "analysis/sets/sets.h"

typedef struct Slice Slice;
/* A set as a slice sees it. */
typedef struct SliceSet SliceSet;

/* What readers take for granted of records: nothing ends before it is received, nothing ongoing is closed,
 * and what a measure counts from to receipt was before it. Where the figures contradict it, nothing of it is.
 */
typedef struct {
    const Profile *profile;
    const Dataset *dataset; /* holds all values of fields that have no code list; NULL: there may be any */
    Day latest;             /* nothing is known of any later day; DAY_NONE: of all */
    bool usual;
} Belief;

/* The records received from `first` to `last`; DAY_NONE and G_MAXUINT32: without that bound. */
Slice *slice_new(const Belief *belief, Day first, Day last);
void slice_free(Slice *slice);
/* Makes a set known; NULL where no record of the slice can be in it. All sets are told before the slice is
 * divided. The slice's own. */
SliceSet *slice_tell(Slice *slice, const RecordSet *set);
/* Makes cliques and their cells. False where there would be too many of them. */
bool slice_divide(Slice *slice);

/* How many cliques there are; the first is the root of their tree. */
guint slice_cliques(const Slice *slice);
/* The clique of each but the first (the root) that it agrees with; the root's is -1. */
int slice_parent(const Slice *slice, guint clique);
guint slice_cells(const Slice *slice, guint clique);
/* A number for what clique and parent share of the cell: cells of equal numbers agree. */
guint slice_shared(const Slice *slice, guint clique, guint cell);           /* with the parent */
guint slice_shared_in_parent(const Slice *slice, guint clique, guint cell); /* a cell of the parent */
/* The clique that a set is counted in. */
guint slice_clique_of(const SliceSet *set);
/* The cells of a clique that are in the set, a byte a cell; NULL where the clique does not tell. The slice's
 * own. */
const guint8 *slice_members(const Slice *slice, SliceSet *set, guint clique);
/* Makes known that nobody is in a set, before it is asked what is within what. */
void slice_empty(Slice *slice, SliceSet *set);
/* Whether every record that there can be in the one set is in the other; false where that takes too long to
 * find out. */
bool slice_is_within(const Slice *slice, SliceSet *inner, SliceSet *outer);
/* Whether no record that there can be is in the set; false where that takes too long. */
bool slice_is_nobody(const Slice *slice, SliceSet *set);
/* Whether the set is of all that two others share. */
bool slice_is_overlap(const Slice *slice, SliceSet *set, SliceSet *one, SliceSet *other);
/* Of a slice that could not be divided: whether the set is among those that make it too large. */
bool slice_is_too_wide(const Slice *slice, const SliceSet *set);
