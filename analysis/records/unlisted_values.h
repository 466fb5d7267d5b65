/* UnlistedValues: the values of a coded field that are in no row of its code list, and where they stand.
 * Private to the room. */
#pragma once
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

typedef struct UnlistedValues UnlistedValues;
UnlistedValues *unlisted_values_new(void);
void unlisted_values_free(UnlistedValues *values);
/* `file` must outlive them. */
void unlisted_values_add(UnlistedValues *values, const char *value, const char *file, guint line);
/* One finding for each value of each file, with the listed value it is close to; where a file has so many
 * that the column can hardly be the right one, one finding in all. */
void unlisted_values_report(const UnlistedValues *values, const ProfileField *field, Findings *findings);
/* Says of each value that a rule of the code list places what it was taken for. */
void unlisted_values_report_rules(const UnlistedValues *values, const ProfileField *field,
                                  Findings *findings);
