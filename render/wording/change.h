/* What a change of two figures is, and so what may be printed of it. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

typedef enum {
    CHANGE_NONE,  /* no test was possible */
    CHANGE_OPEN,  /* tested and not clear, and too far apart to be called alike: "compared with" */
    CHANGE_LEVEL, /* tested and not clear, and close: "similar to" */
    CHANGE_CLEAR, /* more than chance would explain: a direction may be named */
} ChangeState;

typedef enum {
    WHY_NOTHING, /* there is a test */
    WHY_FIRST,   /* no earlier figure */
    WHY_BREAK,
    WHY_HIDDEN,
    WHY_OUTCOMES_OPEN, /* it turns on how open cases end */
    WHY_SMALL,         /* a share of few */
    WHY_UNTESTED,      /* figures from print, of a year that is not over, that nobody tests */
} ChangeWhy;

/* How near the printed numbers of a level change are. */
typedef enum { NEAR_SIMILAR, NEAR_ALMOST, NEAR_SAME } ChangeNear;

typedef struct {
    ChangeState state;
    bool higher;     /* of a clear one */
    ChangeNear near; /* of a level one */
    ChangeWhy why;   /* of none */
    bool share;      /* percentages are compared, not counts */
    const Figure *before;
} Change;

/* `signal` is what the test of the two said: the figure's own on the year before, that of the figure `since`
 * on the first year shown. `before` NULL: there is no earlier figure. */
Change change_between(const Profile *profile, const ProfileMeasure *measure, const Figure *now,
                      const Figure *before, FigureSignal signal);
/* Whether a figure of the measure is told as a share of its base. */
bool change_is_of_share(const ProfileMeasure *measure, const Figure *figure);
