/* UnlistedValues: the values of a coded field that are not in its code list, and where they are. Private
 * to the room. */
#pragma once
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

typedef struct UnlistedValues UnlistedValues;
UnlistedValues *unlisted_values_new(void);
void unlisted_values_free(UnlistedValues *values);
/* `file` must outlive them. */
void unlisted_values_add(UnlistedValues *values, const char *value, const char *file, guint line);
/* One finding for each value in each file, with the listed value it is close to; if a file has so many
 * that the column can hardly be the right one, a single finding. */
void unlisted_values_report(const UnlistedValues *values, const ProfileField *field, Findings *findings);
/* Reports each value placed by a rule of the code list, and as what. */
void unlisted_values_report_rules(const UnlistedValues *values, const ProfileField *field,
                                  Findings *findings);
