/* Actions: a list of last year's or next year's, as a council keeps it in a spreadsheet, as a table. */
#pragma once
#include "render/table/table.h"

/* Reads a CSV file in UTF-8 with the columns action, owner, due and status, in this order. Fails with
 * FAILURE_INPUT, or with FAILURE_USAGE and the line. Caller owns the table. */
Table *table_of_actions(const Profile *profile, const char *path, const char *title, GError **error);
