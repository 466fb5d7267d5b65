/* Code list: what each value in an export means, in a list that the council keeps. profile reads it; starter
 * writes and completes it. */
#pragma once
#include "analysis/exports/lists.h"
#include "analysis/profile/profile.h"

/* Its columns; `count`, which init writes, is only for whoever edits the list. */
enum {
    CODE_FIELD,
    CODE_CATEGORY,
    CODE_PART,
    CODE_VALUE,
    CODE_IN_SENTENCES,
    CODE_GROUP,
    CODE_COUNT,
    CODE_COLUMNS
};
extern const ListKind profile_code_list;

/* Reads the profile's code list into its fields. Fails with FAILURE_INPUT, or FAILURE_USAGE and its line. */
bool codes_read(Profile *profile, GError **error);
