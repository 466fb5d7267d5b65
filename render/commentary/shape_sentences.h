/* The rows of a breakdown in the year reported, and what may be said of their order. For this room and
 * `chart`. */
#pragma once
#include "render/commentary/category_names.h"
#include "render/wording/shape.h"

/* How many categories are named: all of so few, else the first ones. */
enum { ALL_NAMED = 6, MOST_NAMED = 3 };

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
/* The order of their counts, of const Figure**. */
int breakdown_larger_first(gconstpointer one, gconstpointer other);
/* Says the shape, and gives it. */
Shape breakdown_say_shape(Writing *writing, const BreakdownRows *rows);
/* How many the shape names behind the first. */
guint breakdown_followers(const BreakdownRows *rows);
/* Other is told where all are, or where it is the largest, which it cannot be said to be. */
bool breakdown_tells_other(const BreakdownRows *rows, Shape shape);

/* What the title of a chart may say of the rows. */
typedef struct {
    Shape shape;
    const char *most;       /* "were most often about" */
    const Figure *first[3]; /* the largest; NULL where there is none */
    guint front;            /* how many of them are in front */
} BreakdownTitle;
BreakdownTitle breakdown_title(const Writing *writing);
