/* Records: from a council's export to the dataset.
 *
 * The only room that knows what an export looks like. It opens every file that the profile names, finds
 * the mapped columns by their headings, reads dates, matches values with the code lists and reports, in
 * Findings, everything that it could not use and where it was. Columns that are not mapped are never kept. */
#pragma once
#include <glib.h>
#include "analysis/dataset/dataset.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

/* How much of the current file has been read, 0 to 1; called now and then. */
typedef void (*RecordsProgress)(const char *what, double part, void *user);

/* Reads every export of the profile. Appends to `findings`, and calls `on_progress`, which may be NULL.
 * Fails with FAILURE_USAGE (a mapped column is not in the file: place in the profile, nearest heading) or
 * FAILURE_INPUT (a file cannot be read or is not a CSV; place in the file). The caller owns the dataset. */
Dataset *records_read(const Profile *profile, Findings *findings, RecordsProgress on_progress, void *user,
                      GError **error);
