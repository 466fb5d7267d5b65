/* The rows of a breakdown in the year reported, and what may be said of their order. Private to the room. */
#pragma once
#include "render/commentary/writing.h"
#include "render/wording/shape.h"

typedef struct {
    const ProfileField *field;
    GPtrArray *sorted; /* const Figure*: categories that say something, shown and not 0, the largest first */
    GPtrArray *empty;  /* const Figure*: those that are 0 */
    const Figure *other, *ongoing, *not_recorded, *total; /* NULL where there is none, or it is not shown */
    double hidden; /* how many at most stand in any one category that is hidden */
    bool any_hidden;
} BreakdownRows;

/* Those of the measure; cleared by the caller. */
BreakdownRows breakdown_rows(const Writing *writing);
void breakdown_rows_clear(BreakdownRows *rows);
