/* Rounding in place of suppression. Private to the room. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

/* Rounds every count and base to the nearest multiple of the profile's round_to, halves up; percents, limits,
 * changes and signals are computed from the rounded counts. Medians and quartiles that rest on too few go. */
void rounding_apply(const Profile *profile, int below, Figures *figures);
