/* Rounding instead of suppression. Private to the room. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

/* Rounds every count and base to the nearest multiple of the profile's round_to, halves up; percentages,
 * limits, changes and signals are computed from the rounded counts. Medians and quartiles that rest on too
 * few are removed. */
void rounding_apply(const Profile *profile, int below, Figures *figures);
