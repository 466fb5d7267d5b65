/* The quality of the records as a table: what was found, how grave, in which field, in how many rows. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/records/findings.h"
#include "render/table/table.h"

/* One row for each rule and field, the worst first; no file, line or value is in it. Its notes say how many
 * rows were read, unless that is withheld, and set aside. NULL where there is nothing to report. `findings`
 * are as findings_protect leaves them. Caller owns it. */
Table *table_of_findings(const Profile *profile, const Dataset *dataset, bool rows_withheld,
                         const Findings *findings);
