/* Acceptance: which of another's figures may stand in a comparison. What is refused is a finding, once for
 * all of its kind in a file. Private to the room. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

typedef struct Acceptance Acceptance;
Acceptance *acceptance_new(const Profile *profile, Findings *findings);
void acceptance_free(Acceptance *acceptance);

/* The year of the figure as the profile writes it (2023/24 is 2023-24); NULL where it is none. Caller frees.
 */
char *acceptance_period(Acceptance *acceptance, const char *path, const Figure *figure);
/* Whether it is of a standard measure and category, and a count that can be. */
bool acceptance_allows(Acceptance *acceptance, const char *path, const Figure *figure);
/* Hides a count of a return that its council should have hidden. */
void acceptance_protect(Acceptance *acceptance, const char *path, Figure *figure);
/* Whether this is the first time for a kind of finding and a file. */
bool acceptance_is_first(Acceptance *acceptance, const char *kind, const char *path);
