/* Worlds: all that the records may be, for a reader of a release, as whole numbers of records in classes that
 * meet equations. Private to the room.
 *
 * The records fall into slices by when they were received, and a slice into the cells of its cliques
 * (slice.h). How many are in each cell is the unknown; a quantity is a sum of cells, neighbouring cliques
 * agree, and that is the whole system: no sum is written down that does not follow from the sets. */
#pragma once
#include "analysis/disclosure/programme.h"
#include "analysis/disclosure/release.h"

typedef struct Worlds Worlds;
Worlds *worlds_new(const Release *release, bool usual);
void worlds_free(Worlds *worlds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Worlds, worlds_free)
/* Quantities that cross more fields than can be followed, as an array of guint: they are to be left out and
 * the worlds made anew. Caller frees. */
GArray *worlds_too_wide(const Worlds *worlds);
/* Makes sensitive what small counts stated ones leave over. */
void worlds_guard_leftovers(const Worlds *worlds, Release *release);
/* Takes out of what has to stay possible what cannot be, as too many counts within it are not nought. */
void worlds_raise_least(const Worlds *worlds, Release *release);

/* A part of the release that no equation ties to the rest. */
typedef struct {
    Programme *attack, *choice;
    GArray *quantities; /* of guint: those in it */
    GArray *columns; /* of guint, of each: how far it is above the truth, the next how far below; of what is
                        not stated its value */
    GArray
        *slacks; /* of guint: by how much each of its bounds is met, the next column by how much it is not */
    GArray *bounds; /* of guint */
} Model;
/* The number of the part that a quantity is in, below worlds_parts(). Once it is asked for, no quantity is
 * added any more. */
int worlds_part_of(const Worlds *worlds, guint quantity);
guint worlds_parts(const Worlds *worlds);
/* Parts are apart as long as what they have in common is shown. Where it no longer is, they are joined, and
 * the parts that are new are given, as an array of guint: none where all is as it was. Caller frees. */
GArray *worlds_join_parts(Worlds *worlds);
/* A part as programmes, made when it is first asked for; the worlds' own. */
Model *worlds_model(Worlds *worlds, guint part);
