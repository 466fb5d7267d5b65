/* Shape: whether one category of a breakdown leads, and by how much. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    SHAPE_NONE,     /* too few, or what is hidden may be larger: no category is named */
    SHAPE_MAJORITY, /* the first is more than half */
    SHAPE_LEADER,   /* the first is more than any other by more than chance would explain */
    SHAPE_CLOSE,    /* the first two are not far apart */
    SHAPE_EVEN,     /* nothing speaks against all being equally frequent */
    SHAPE_TWO,      /* two categories in all: one share says it */
} Shape;

/* `counts`: of the categories that may lead, the largest first, none of them 0. `other`: of the category
 * Other, which never leads, or 0. `base`: what they are of. `hidden`: the most that one category that is not
 * shown may have, 0 if all are shown. */
Shape shape_of(const double *counts, size_t n, double other, double base, double hidden);
