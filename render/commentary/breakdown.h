/* The rows of a breakdown in the year reported, and what may be said of their order. For this room and
 * `chart`. */
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

/* What the title of a chart may say of the rows. */
typedef struct {
    Shape shape;
    const char *most;       /* "were most often about" */
    const Figure *first[2]; /* the largest; NULL where there is none */
} BreakdownTitle;
BreakdownTitle breakdown_title(const Writing *writing);
/* A category in running text, and what being of it says of records: "were about foster carers". Caller frees.
 */
char *breakdown_name(const Writing *writing, const char *category);
char *breakdown_predicate(const Writing *writing, const char *category);
