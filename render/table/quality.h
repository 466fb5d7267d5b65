/* The quality of the records as a table: what was found, how grave, in which field, in how many rows. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/records/findings.h"
#include "render/table/table.h"

/* One row for each rule and field that may be told, the worst first; no file, line or value is in it. NULL
 * where there is nothing to report. `findings` are as findings_protect leaves them. Caller owns it. */
Table *table_of_findings(const Profile *profile, const Dataset *dataset, const Findings *findings);
/* How many records could be used, what is missing in them and what else was found, in a few sentences.
 * Caller frees. */
char *findings_in_brief(const Profile *profile, const Dataset *dataset, const Findings *findings);
/* That more may have been found than the table tells, as a sentence; NULL where it tells all. */
const char *quality_withheld(const Profile *profile);
