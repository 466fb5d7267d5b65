/* A council small enough to count by eye: its files as texts, and what the measures make of them. For tests.
 */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/records/findings.h"

typedef struct {
    const char *profile, *codes, *records;
    const char *figures; /* of figures.csv; NULL: there is none */
} SmallCouncil;

/* The figures before disclosure control; the test fails where there are none. `findings` receives what was
 * found on the way, unless it is NULL. Caller frees both. */
Figures *small_council_figures(const SmallCouncil *council, Findings **findings);
/* The figure of this place; the test fails where there is none. */
const Figure *figure_of(const Figures *figures, const char *measure, const char *period, const char *category,
                        const char *part);
/* How many findings there are of a rule. */
guint findings_of_rule(const Findings *findings, const char *rule);
