/* Sameness: whether two numbers count the same records, or one what the other leaves. Asked of the sets that
 * figures carry, never of labels. Private to the room. */
#pragma once
#include "render/document/document.h"

/* Whether the conditions of two sets hold of the same records whatever the records are: each way in which the
 * fields and days that they name can be filled in is tried. False also where there are too many ways. */
bool sets_are_same(const Profile *profile, const RecordSet *one, const RecordSet *other);
/* Whether they count the same records of the same base; and whether they share a base out between them. */
bool figures_are_same(const Profile *profile, const Figure *one, const Figure *other);
bool figures_complete_each_other(const Profile *profile, const Figure *one, const Figure *other);
/* The measure that says already what this one does (a count or share that an earlier one has or leaves, a
 * breakdown of two that a share is of, one whose numbers are its parent's or none, the same records by other
 * percentages, the same times with other targets, the same rates in another picture); NULL: none. */
const ProfileMeasure *measure_is_said_by(const Exhibits *exhibits, const ProfileMeasure *measure);
/* Whether two measures of times have the same times, so that they differ in their targets alone. */
bool times_are_same(const Exhibits *exhibits, const ProfileMeasure *one, const ProfileMeasure *other);
