/* A council small enough to count by eye: its files as texts, and the figures that the measures compute. For
 * tests. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/figures/figures.h"
#include "analysis/records/findings.h"

typedef struct {
    const char *profile, *codes, *records;
    const char *figures; /* of figures.csv; NULL: there is none */
} SmallCouncil;

/* The figures before disclosure control; the test fails if there are none. `findings` receives what was found
 * on the way, unless it is NULL. Caller frees both. */
Figures *small_council_figures(const SmallCouncil *council, Findings **findings);
/* The same, with their profile and records, which the caller also frees. */
Figures *small_council_read(const SmallCouncil *council, Profile **profile, Dataset **dataset,
                            Findings **findings);
/* The figure at this place; the test fails if there is none. */
const Figure *figure_of(const Figures *figures, const char *measure, const char *period, const char *category,
                        const char *part);
/* The number of findings of a rule. */
guint findings_of_rule(const Findings *findings, const char *rule);
