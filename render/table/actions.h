/* Actions as a table: last year's or next year's, as a council keeps them in a spreadsheet. */
#pragma once
#include "render/table/table.h"

/* `path` is a CSV file in UTF-8 with the columns action, owner, due, status, in this order. NULL with
 * FAILURE_INPUT or FAILURE_USAGE and the line where it is none. Caller owns the table. */
Table *table_of_actions(const Profile *profile, const char *path, const char *title, GError **error);
