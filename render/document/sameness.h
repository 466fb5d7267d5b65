/* Sameness: what one measure says that another has said. Whether two numbers count the same records, or one
 * what the other leaves, is asked of the sets that figures carry, never of labels. Private to the room. */
#pragma once
#include "render/document/document.h"

/* The measure that says already what this one does (a count or share that an earlier one has or leaves, a
 * breakdown of two that a share is of, one whose numbers are its parent's or none, the same records by other
 * percentages, the same times with other targets, the same rates in another picture); NULL: none. */
const ProfileMeasure *measure_is_said_by(const Exhibits *exhibits, const ProfileMeasure *measure);
/* Whether two measures of times have the same times, so that they differ in their targets alone. */
bool times_are_same(const Exhibits *exhibits, const ProfileMeasure *one, const ProfileMeasure *other);
