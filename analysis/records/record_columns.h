/* Columns: which column of an export each field of the profile takes. Private to the room. */
#pragma once
#include "analysis/exports/exports.h"
#include "analysis/profile/profile.h"

typedef struct {
    const ProfileColumn *column;
    guint place; /* from 0 */
} MappedColumn;

/* The headings that the entry names, as they may be written in the export. Caller unrefs. */
GPtrArray *columns_headings(const ProfileRecords *entry);
/* Whether the export has any of the headings. */
bool columns_any(const ProfileRecords *entry, const Export *export);
/* Fills `mapped` (of MappedColumn), and `skipped` with those of the entry's rules to skip rows. "Date#2" is
 * the second column under "Date". Fails with FAILURE_USAGE (a heading that the export does not have: place in
 * the profile, nearest heading) or FAILURE_INPUT (one that it has twice: both columns). */
bool columns_map(const ProfileRecords *entry, const Export *export, GArray *mapped, GArray *skipped,
                 GError **error);
