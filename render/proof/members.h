/* Members: what the readers of packages share. Private to the room. */
#pragma once
#include "analysis/exports/archive.h"

/* Whether the reader is at, or within, an element of these names (NULL-ended),
 * which is not read. `depth` is its depth, 0 outside: the caller's to keep. */
bool member_passed_over(const MemberReader *reader, const char *const *names, int *depth);
