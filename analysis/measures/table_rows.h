/* Which categories of a field have a row in a table. */
#pragma once
#include "analysis/measures/measure_kinds.h"

/* One byte a category: 1 if the measure leaves it out. Caller frees. */
guint8 *table_left_out(const DatasetField *field, const ProfileMeasure *measure);
/* Whether a record with these codes has only categories that are left out. */
bool table_leaves_out(const DatasetCode *codes, guint length, const guint8 *out);
/* The records with any other category; NULL if nothing is left out of this field. */
RecordSet *table_kept(const Computation *computation, const DatasetField *field);
/* Not recorded and Unrecognised, which are shown only if there are any. */
bool table_is_rare(const DatasetField *field, guint category);
