/* A slice: the records received in one stretch of time, in classes that no set tells apart.
 *
 * A record of a slice is a leaf of each dimension: the value of a field, when things happened to it,
 * whether its identifier repeats. A dimension has only as many leaves as the sets of the release tell
 * apart. Dimensions that one set crosses are together in a clique, whose cells are the possible
 * combinations of their leaves; dimensions that no set crosses share only totals. Cliques form a tree in
 * which two neighbours agree on the dimensions they share: any counts for the cells of all cliques that
 * agree in this way are the counts of some possible records (Lauritzen 1996, on decomposable graphs). So
 * whatever can be said of all records can be said of the cells, and the system stays small.
 *
 * In order: slice_new; slice_tell, for every set; slice_divide; then the questions. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/profile/profile.h"
#include "analysis/sets/sets.h"

typedef struct Slice Slice;
/* A set as a slice sees it. */
typedef struct SliceSet SliceSet;

/* What readers take for granted about records: nothing ends before it is received, nothing ongoing is
 * closed, and what a measure counts from, up to receipt, came before it. If the figures contradict this,
 * none of it is assumed. */
typedef struct {
    const Profile *profile;
    const Dataset *dataset; /* holds all values of fields that have no code list; NULL: there may be any */
    Day latest;             /* nothing is known of any later day; DAY_NONE: everything is */
    bool usual;
} Belief;

/* The records received from `first` to `last`; DAY_NONE and G_MAXUINT32: without that bound. */
Slice *slice_new(const Belief *belief, Day first, Day last);
void slice_free(Slice *slice);
/* Makes a set known; NULL if no record of the slice can be in it. Tell all sets before dividing the slice.
 * Belongs to the slice. */
SliceSet *slice_tell(Slice *slice, const RecordSet *set);
/* Makes cliques and their cells. False if there would be too many. */
bool slice_divide(Slice *slice);

/* The number of cliques; the first is the root of their tree. */
guint slice_cliques(const Slice *slice);
/* The clique that each agrees with, except the first (the root), whose parent is -1. */
int slice_parent(const Slice *slice, guint clique);
guint slice_cells(const Slice *slice, guint clique);
/* A number for what the clique and its parent share of the cell: cells with equal numbers agree. */
guint slice_shared(const Slice *slice, guint clique, guint cell);           /* with the parent */
guint slice_shared_in_parent(const Slice *slice, guint clique, guint cell); /* a cell of the parent */
/* The clique that a set is counted in. */
guint slice_clique_of(const SliceSet *set);
/* The cells of a clique that are in the set, a byte a cell; NULL if the clique cannot tell. Belongs to the
 * slice. */
const guint8 *slice_members(const Slice *slice, SliceSet *set, guint clique);
/* Makes known that nobody is in a set; call it before asking which sets lie within which. */
void slice_empty(Slice *slice, SliceSet *set);
/* Whether every possible record in one set is in the other; false if that takes too long to find out. */
bool slice_is_within(const Slice *slice, SliceSet *inner, SliceSet *outer);
/* Whether no possible record is in the set; false if that takes too long. */
bool slice_is_nobody(const Slice *slice, SliceSet *set);
/* Whether the set is exactly what two others share. */
bool slice_is_overlap(const Slice *slice, SliceSet *set, SliceSet *one, SliceSet *other);
/* If a slice could not be divided: whether the set is one of those that make it too large. */
bool slice_is_too_wide(const Slice *slice, const SliceSet *set);
