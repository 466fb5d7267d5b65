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

/* A part of the release that no equation ties to the rest, as two programmes of the same rows: first those
 * of its quantities, then those of its bounds, then what is nought. In the second both of the former may be
 * other than they are, at a price. */
typedef struct {
    Programme *attack, *choice;
    GArray *quantities, *bounds; /* of guint: those in it, in the order of their rows */
    GPtrArray
        *columns; /* of each quantity GArray of guint: what it is the sum of; none where it is a difference */
    guint length; /* columns */
} Model;
/* The number of the part that a quantity is in, below worlds_parts(). Once it is asked for, no quantity is
 * added any more. */
int worlds_part_of(const Worlds *worlds, guint quantity);
guint worlds_parts(const Worlds *worlds);
/* A part as programmes, made when it is first asked for; the worlds' own. */
Model *worlds_model(Worlds *worlds, guint part);
/* A sum over years does not tie them together as long as each year's share of it is shown. Hides those of
 * which one no longer is. */
void worlds_hide_broken_sums(const Worlds *worlds, Release *release);
