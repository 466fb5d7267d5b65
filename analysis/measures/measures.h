/* Measures: from dataset to figures, by the definitions in README.md here.
 *
 * Each kind of measure is one file; measures.c holds the table of kinds. Nothing here formats, rounds or
 * draws. */
#pragma once
#include <glib.h>
#include "analysis/dataset/dataset.h"
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

/* All figures of the profile's measures for its years, in the profile's order; then the figures of its
 * figures files, which stand in for years with no records (a difference from the records is a finding). */
Figures *measures_compute(const Profile *profile, const Dataset *dataset, Findings *findings, GError **error);
