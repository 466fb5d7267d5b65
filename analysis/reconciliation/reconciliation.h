/* Reconciliation: does everything that the figures say about the same records agree?
 *
 * Reports are made of tables that count the same cases in different ways, and printed ones often do not add
 * up. Here every total is held against its parts, every percent against its count and base, every given
 * change against the years it compares, and every table over a population against what the other tables say
 * its size is. What records gave agrees by construction; what was given in figures files may not. Each
 * difference is a finding at its file and line and, where it is more than rounding, a note under the table.
 *
 * Numbers are named in findings and notes only where nothing is suppressed: a difference between a total and
 * its parts would give a suppressed part away. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

/* To be called when given figures have joined the computed ones, while their own change and signal stand. */
void reconciliation_check(const Profile *profile, Figures *figures, Findings *findings);
