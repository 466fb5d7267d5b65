/* UnlistedValues: the values of a coded field, in one file, that are not in its code list, and where they
 * are. Private to the room. */
#pragma once
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

typedef struct UnlistedValues UnlistedValues;
UnlistedValues *unlisted_values_new(void);
void unlisted_values_free(UnlistedValues *values);
/* Notes the value in a line of the current file. */
void unlisted_values_add(UnlistedValues *values, const char *value, guint line);
/* Reports them, each with the listed value it is close to, or all as one if there are so many that the column
 * can hardly be the right one; then forgets them, for the next file. */
void unlisted_values_report(UnlistedValues *values, const char *file, const ProfileField *field,
                            Findings *findings);
/* The same for values that a rule of the code list places: reports as what. */
void unlisted_values_report_rules(UnlistedValues *values, const char *file, const ProfileField *field,
                                  Findings *findings);
