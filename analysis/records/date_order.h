/* Date order: whether a column writes day or month first, seen over the whole of it. Private to the room.
 *
 * 03/04/2023 is a day in April or in March, and nothing in it says which. One order therefore holds for a
 * whole column, day first unless the profile says otherwise; and a column that shows another one is refused
 * with the evidence, never read value by value. */
#pragma once
#include "analysis/exports/exports.h"
#include "analysis/records/dates.h"

/* What the values of one date column of a file have shown so far. */
typedef struct {
    guint told[DATE_TELLS]; /* how many of them tell each thing about the order */
    guint lines[3];         /* of the first that are month first */
    int seconds[3];
} DateEvidence;

/* Takes a value into account. */
void date_evidence_add(DateEvidence *evidence, const DateReading *reading, guint line);
/* Fails with FAILURE_INPUT, FILE:LINE, if the column is month first, mixed, or was changed by a
 * spreadsheet that swapped day and month (its dates all have days up to 12 and its texts all have days
 * over 12). */
bool date_evidence_check(const DateEvidence *evidence, const Export *export, const ProfileColumn *column,
                         GError **error);
