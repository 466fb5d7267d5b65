/* What a change between two figures is, and so what may be printed about it. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

typedef enum {
    CHANGE_NONE,  /* no test was possible */
    CHANGE_OPEN,  /* tested and not clear, and too far apart to be called similar: "compared with" */
    CHANGE_LEVEL, /* tested and not clear, and close: "similar to" */
    CHANGE_CLEAR, /* more than chance would explain: a direction may be named */
} ChangeState;

typedef enum {
    WHY_NOTHING, /* there is a test */
    WHY_FIRST,   /* no earlier figure */
    WHY_BREAK,
    WHY_HIDDEN,
    WHY_OUTCOMES_OPEN, /* it depends on how open cases end */
    WHY_SMALL,         /* a share of few */
    WHY_UNTESTED,      /* printed figures of a year that is not over, which nobody tests */
} ChangeWhy;

/* How close the printed numbers of a level change are. */
typedef enum { NEAR_SIMILAR, NEAR_ALMOST, NEAR_SAME } ChangeNear;

typedef struct {
    ChangeState state;
    bool higher;     /* of a clear one */
    ChangeNear near; /* of a level one */
    ChangeWhy why;   /* of none */
    bool share;      /* percentages are compared, not counts */
    const Figure *before;
} Change;

/* `signal` is the result of testing the two: the figure's own for the year before, that of the figure `since`
 * for the first year shown. `before` NULL: there is no earlier figure. */
Change change_between(const Profile *profile, const ProfileMeasure *measure, const Figure *now,
                      const Figure *before, FigureSignal signal);
/* How a figure of the year reported changed from the year before. */
Change change_in_year(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                      const Figure *figure);
/* The same since the first year shown, for a share by its difference, for a count by its trend; `since`: that
 * year, NULL if nothing looks back that far. Caller frees it. */
Change change_in_years(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                       const Figure *figure, char **since);
/* The year that a figure `since` looks back to, without the mark that tells it from one of the council's own
 * labels. Caller frees. */
char *change_since_year(const Figure *since);
/* What a table says about it: "yes, up", "yes, down", "no"; "not yet" while open cases decide it; "\u2013" if
 * nothing was tested. Static. */
const char *change_clear_words(Change change);
/* Whether a figure of the measure is given as a share of its base. */
bool change_is_of_share(const ProfileMeasure *measure, const Figure *figure);
