/* Disclosure: what of the figures may be shown.
 *
 * The figures are about children and about adults who may be innocent. Every count from 1 to the profile's
 * suppress-below less one is taken out, with all that would give it away by itself: its percent, limits,
 * change and signal, and any later year's change against it. It becomes status c. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

/* Changes the figures in place. Returns how many were suppressed. */
guint disclosure_protect(Figures *figures, int suppress_below);
/* The rule in words for covers and notes; caller frees. */
char *disclosure_rule(int suppress_below);
