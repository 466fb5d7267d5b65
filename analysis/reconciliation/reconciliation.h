/* Reconciliation: does everything that the figures say about the same records agree?
 *
 * Reports are made of tables that count the same cases in different ways, and printed ones often do not add
 * up. Here every total is compared with its parts, every percentage with its count and base, every supplied
 * change with the years it compares, and every table over a population with what the other tables say its
 * size is. Figures from records agree by construction; those from figures files may not. Each difference is a
 * finding with its file and line and, if it is more than rounding, a note under the table.
 *
 * Findings and notes give numbers only if nothing is suppressed: a difference between a total and its parts
 * would give a suppressed part away. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

/* Call it once supplied figures have joined the computed ones, while they still have their own change and
 * signal. */
void reconciliation_check(const Profile *profile, Figures *figures, Findings *findings);
