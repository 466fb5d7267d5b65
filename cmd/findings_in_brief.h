/* What commands say on the terminal about the quality of the records. */
#pragma once
#include <stdio.h>
#include "analysis/dataset/dataset.h"
#include "analysis/records/findings.h"

/* "2 of 1,768 rows set aside, 1 error and 3 warnings"; caller frees. */
char *quality_summary(const Dataset *dataset, const Findings *findings);
/* Whether --strict lets them pass: no row set aside, no error, no warning. */
bool quality_passes_strict(const Dataset *dataset, const Findings *findings);
/* The findings by severity, rule and field, with how many rows and where first. Values are named: it is for
 * the eyes of who holds the export. */
void quality_print(FILE *out, const Findings *findings);
