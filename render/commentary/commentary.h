/* Commentary: sentences computed from the figures.
 *
 * The two or three things that a careful analyst would say of a measure, chosen by what its figures show.
 * Every number in a sentence is a figure's, as it may be shown, rounded as the tables print it. A direction
 * is named only where the test of the change found one; a superlative only where no figure that is hidden
 * could be larger; nothing is said of a person or of a cause. The wording differs from measure to measure and
 * is the same for the same figures. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

/* Sentences about a measure in the year reported; "" where there is nothing to say. Caller frees. */
char *commentary_of(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
/* The one of these sentences that stands for the measure where there is room for no more: how many, what
 * share, the largest category; of a number that a break sets apart, that too. NULL where there is none.
 * Caller frees. */
char *commentary_main_point(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
/* A change in words, to stand behind a number: "rose by 5 percentage points from 48% in 2022-23", "no clear
 * change from 412 in 2022-23", "not comparable with 2022-23". `before` NULL: there is no earlier figure.
 * Caller frees. */
char *commentary_change(const Profile *profile, const ProfileMeasure *measure, const Figure *figure,
                        const Figure *before, const char *period_before);
/* The figure a measure is summed up by: its total, or its first category where it has none; NULL where it has
 * no figure of the period. */
const Figure *commentary_headline(const Figures *figures, const ProfileMeasure *measure, const char *period);
