/* Protecting a part of the release, and attacking it. Private to the room. */
#pragma once
#include "analysis/disclosure/worlds.h"

/* Steps of the solver: some seconds; more, where nothing is left to give up. */
enum { PROTECT_STEPS = 100000, PROTECT_LAST_STEPS = 3 * PROTECT_STEPS };
/* Hides in one part whatever must be hidden so that everything sensitive in it is safe, and marks what is
 * exposed all the same. False if the solver would take more than `most` steps, if a search leaves it
 * undecided whether a value is possible, or if, beside other packs of the same records, even zeros reveal
 * too much: then try again with fewer figures. With PROTECT_LAST_STEPS only the steps count. */
bool protect_part(Release *release, Worlds *worlds, guint part, guint most);
/* Whether there is any world in which the part's figures are what they are. If not, `mark` marks those
 * that fit least as contradicted. */
bool protect_is_consistent(Release *release, Worlds *worlds, guint part, bool mark);
/* Fills in the smallest and the largest value to which a reader can narrow an open quantity down. */
void protect_limits(Release *release, Worlds *worlds, guint quantity);
/* The hidden quantities that would bring a reader who learnt them closer to this one, as an array of
 * guint; caller frees. Between equally good worlds it may depend on what is hidden: for internal eyes
 * only. */
GArray *protect_partners(Release *release, Worlds *worlds, guint quantity);
