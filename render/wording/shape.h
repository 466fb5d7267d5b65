/* The shape of a breakdown: whether one category leads, and by how much. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    SHAPE_NONE,     /* too few, nothing, or what is hidden may be larger: nobody is named */
    SHAPE_MAJORITY, /* the first is more than half */
    SHAPE_LEADER,   /* the first is more than any other by more than chance would explain */
    SHAPE_CLOSE,    /* the first ones are not far apart */
    SHAPE_EVEN,     /* nothing speaks against all being equally frequent */
    SHAPE_TWO,      /* two categories in all: a share of one */
} Shape;

/* `counts`: of the categories that may lead, the largest first, none of them 0; `other`: of the one called
 * Other, which never does, or 0; `base`: of how many they are; `hidden`: how many at most stand in one
 * category that is not shown, 0 where all are. */
Shape shape_of(const double *counts, size_t n, double other, double base, double hidden);
