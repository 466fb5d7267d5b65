/* The shape of a breakdown: whether one category leads, and by how much. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    SHAPE_NONE,     /* too few, nothing, or a hidden one may be larger: nobody is named */
    SHAPE_MAJORITY, /* the first is more than half */
    SHAPE_LEADER,   /* the first is more than any other by more than chance would explain */
    SHAPE_CLOSE,    /* the first ones are close together */
    SHAPE_EVEN,     /* nothing contradicts all being equally frequent */
    SHAPE_TWO,      /* two categories in all: a share of one */
} Shape;

/* `counts`: those of the categories that may lead, largest first, none of them 0; `other`: that of the one
 * called Other, which never leads, or 0; `base`: what they are out of; `hidden`: the most that one category
 * not shown may have, 0 if all are shown. */
Shape shape_of(const double *counts, size_t n, double other, double base, double hidden);
