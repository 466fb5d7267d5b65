/* Headings: which of a sheet's first rows is the heading row. Private to the room. */
#pragma once
#include "analysis/exports/exports.h"

/* The first rows of a sheet, kept to be looked at. */
typedef struct {
    char **cells;
    guint length, filled; /* cells; those that are not blank */
    guint line, row;
} HeadRow;

GArray *head_new(void); /* of HeadRow; belongs to it */
/* Keeps a row that is not blank; false when there are enough. */
bool head_add(GArray *head, const ExportRow *row);

/* How well these rows, separated in this way, look like an export: the higher, the better. `*place` is the
 * index of the heading row: the one with most of the `wanted` headings; if there are none, the first row that
 * is nearly as full as the fullest. Headings below a row of their groups are joined with those that are only
 * in that row. 0 for no rows. */
guint head_find(GArray *head, const GPtrArray *wanted, guint *place);
