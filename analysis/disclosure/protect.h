/* Protecting a part of the release, and attacking it. Private to the room. */
#pragma once
#include "analysis/disclosure/worlds.h"

/* Hides in one part what has to be hidden for all that is sensitive in it to be safe, and marks what is
 * exposed all the same. False where the solver would take more steps than `most`, where a search leaves
 * undecided whether something can be, or where, beside other packs of the same records, even noughts tell too
 * much: then it is to be tried again with fewer figures. With G_MAXUINT it is true. */
bool protect_part(Release *release, Worlds *worlds, guint part, guint most);
/* Whether there is any world in which the part's figures are what they are. If not, `mark` marks those as
 * contradicted that fit least. */
bool protect_is_consistent(Release *release, Worlds *worlds, guint part, bool mark);
/* Fills in the smallest and the largest that a reader can narrow an open quantity down to. */
void protect_limits(Release *release, Worlds *worlds, guint quantity);
/* The hidden quantities of which a reader who learnt one would come nearer to this one, as an array of guint;
 * caller frees. Among worlds alike it may turn on what is hidden: for internal eyes only. */
GArray *protect_partners(Release *release, Worlds *worlds, guint quantity);
