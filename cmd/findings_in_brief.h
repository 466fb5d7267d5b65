/* What commands print on the terminal about the quality of the records. */
#pragma once
#include <stdio.h>
#include "analysis/dataset/dataset.h"
#include "analysis/records/findings.h"

/* "2 of 1,768 rows set aside, 1 error and 3 warnings"; caller frees. */
char *quality_summary(const Dataset *dataset, const Findings *findings);
/* Whether --strict accepts them: no row set aside, no error, no warning. */
bool quality_passes_strict(const Dataset *dataset, const Findings *findings);
/* The findings by severity, rule and field, with the number of rows and where the first is. Values are
 * named: it is only for someone who holds the export. */
void quality_print(FILE *out, const Findings *findings);
