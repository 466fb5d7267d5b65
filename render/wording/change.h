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
/* What a figure of the year reported changed on the year before. */
Change change_in_year(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                      const Figure *figure);
/* The same on the first year shown, of a share by its difference, of a count by its trend; `since`: that
 * year, NULL where nothing looks back so far. Caller frees it. */
Change change_in_years(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                       const Figure *figure, char **since);
/* The year that a figure `since` looks back to, where more stands behind it to tell it from a label of the
 * council's own. Caller frees. */
char *change_since_year(const Figure *since);
/* What a table says of it: "yes, up", "yes, down", "no"; "not yet" while open cases decide it; "\u2013" where
 * nothing was tested. Static. */
const char *change_clear_words(Change change);
/* Whether a figure of the measure is told as a share of its base. */
bool change_is_of_share(const ProfileMeasure *measure, const Figure *figure);
