/* Synthesis: invented case records with exactly the figures asked for.
 *
 * For tests, training and demonstrations: given a figures file, makes records in the profile's own export
 * layout such that every one-way breakdown, part, share and timeliness row of every year comes out as
 * given, all at once. Where the figures contradict one another it takes the nearest counts and says what
 * it changed. */
#pragma once
#include <glib.h>
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

/* The CSV text of the export in the profile's first records entry. `changes` receives char*: one line for
 * each figure that could not be met, with what was used instead. The same seed gives the same bytes. */
char *synthesis_records(const Profile *profile, const Figures *figures, guint32 seed, GPtrArray *changes,
                        GError **error);
