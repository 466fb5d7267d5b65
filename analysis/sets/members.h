/* The records of a set, found one by one: slow and plain, for --explain and for the tests that check every
 * figure against it. It shares no code with the counting of figures. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/sets/sets.h"

/* One byte a record, 1 where it belongs to the set; caller frees. */
guint8 *set_members(const RecordSet *set, const Dataset *dataset);
/* How many there are. */
guint set_count(const RecordSet *set, const Dataset *dataset);
