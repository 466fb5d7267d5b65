/* Rules: what a record says that cannot be, or what follows from its dates. Private to the room. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/records/findings.h"

/* Looks at the record of this index, whose columns are filled. */
void rules_check_record(const Dataset *dataset, guint record, const char *file, guint line,
                        Findings *findings);
/* A record with no final outcome that was not closed by as-at is in the ongoing category. */
void rules_settle_outcomes(const Profile *profile, Dataset *dataset);
