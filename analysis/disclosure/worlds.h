/* Worlds: everything that the records may be to a reader of a release, as whole numbers of records in
 * classes that satisfy equations. Private to the room.
 *
 * The records fall into slices by when they were received, and a slice into the cells of its cliques
 * (slices.h). The number of records in each cell is the unknown; a quantity is a sum of cells, and
 * neighbouring cliques agree. That is the whole system: no sum is written down that does not follow from
 * the sets. */
#pragma once
#include "analysis/disclosure/programme.h"
#include "analysis/disclosure/release.h"

typedef struct Worlds Worlds;
Worlds *worlds_new(const Release *release, bool usual);
void worlds_free(Worlds *worlds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Worlds, worlds_free)
/* Quantities that cross too many fields to be worked out, as an array of guint: leave them out and make
 * the worlds again. Caller frees. */
GArray *worlds_too_wide(const Worlds *worlds);
/* Makes sensitive the small counts that stated ones leave over. */
void worlds_guard_leftovers(const Worlds *worlds, Release *release);

/* A part of the release that no equation ties to the rest, as two programmes with the same rows: first
 * those of its quantities, then those of its bounds, then everything that is zero. In the second, rows of
 * the first two kinds may take other values, at a price. */
typedef struct {
    Programme *attack, *choice;
    GArray *quantities, *bounds; /* of guint: those in it, in the order of their rows */
    GPtrArray
        *columns; /* for each quantity, GArray of guint: what it is the sum of; none if it is a difference */
    guint length; /* columns */
} Model;
/* The number of the part that a quantity is in, below worlds_parts(). No quantity may be added after the
 * first call. */
int worlds_part_of(const Worlds *worlds, guint quantity);
guint worlds_parts(const Worlds *worlds);
/* A part as programmes, made when it is first asked for; belongs to the worlds. */
Model *worlds_model(Worlds *worlds, guint part);
/* A sum over years does not tie them together while each year's share of it is shown. Hides the sums of
 * which one no longer is. */
void worlds_hide_broken_sums(const Worlds *worlds, Release *release);
