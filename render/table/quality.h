/* Quality: what was found about the records, as a table: how serious, in which field, in how many rows. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/records/findings.h"
#include "render/table/table.h"

/* A row for each rule and field that may be told, the most serious first, without files, lines or values.
 * NULL if there is nothing to report. `findings` are as findings_protect leaves them. Caller owns it. */
Table *table_of_findings(const Profile *profile, const Dataset *dataset, const Findings *findings);
/* A few sentences: how many records could be used, what is missing in them, what else was found. Caller
 * frees. */
char *findings_in_brief(const Profile *profile, const Dataset *dataset, const Findings *findings);
/* "No whole number of 37 responses is 93%, so that percentage is either not of all 37 or not exact."; NULL if
 * no supplied percentage is so, or several are. Caller frees. */
char *findings_doubt(const Profile *profile, const Findings *findings);
/* The sentence that more may have been found than the table tells; NULL if it tells all. */
const char *quality_withheld(const Profile *profile);
