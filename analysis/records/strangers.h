/* Strangers: the values of a coded field that are in no row of its code list, and where they stand. Private
 * to the room. */
#pragma once
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

typedef struct Strangers Strangers;
Strangers *strangers_new(void);
void strangers_free(Strangers *strangers);
/* `file` must outlive the strangers. */
void strangers_add(Strangers *strangers, const char *value, const char *file, guint line);
/* One finding for each value of each file, with the listed value it is close to; where a file has so many
 * that the column can hardly be the right one, one finding in all. */
void strangers_report(const Strangers *strangers, const ProfileField *field, Findings *findings);
/* Says of each value that a rule of the code list places what it was taken for. */
void strangers_report_rules(const Strangers *strangers, const ProfileField *field, Findings *findings);
