/* Acceptance: which of another authority's figures to accept in a comparison. A refusal is a finding, once
 * for each kind in a file. Private to the room. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

typedef struct Acceptance Acceptance;
Acceptance *acceptance_new(const Profile *profile, Findings *findings);
void acceptance_free(Acceptance *acceptance);

/* The year of the figure as the profile writes it (2023/24 is 2023-24); NULL if it is not a year. Caller
 * frees. */
char *acceptance_period(Acceptance *acceptance, const char *path, const Figure *figure);
/* Whether it has a standard measure and category, and a possible count. */
bool acceptance_allows(Acceptance *acceptance, const char *path, const Figure *figure);
/* Hides a count in a return that its council should have hidden. */
void acceptance_protect(Acceptance *acceptance, const char *path, Figure *figure);
/* Whether this is the first time for this kind of finding in this file. */
bool acceptance_is_first(Acceptance *acceptance, const char *kind, const char *path);
