/* Change: what became of one figure since an earlier one, and so what may be printed about it. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

typedef enum {
    CHANGE_NONE,  /* no test was possible; `why` says why */
    CHANGE_OPEN,  /* tested and not clear, but too far apart to be called similar: "compared with" */
    CHANGE_LEVEL, /* tested and not clear, and close: "similar to" */
    CHANGE_CLEAR, /* more than chance would explain: "more", "fewer" */
} ChangeState;

typedef enum {
    WHY_NOTHING, /* there is a test */
    WHY_FIRST,   /* no earlier figure */
    WHY_BREAK,
    WHY_HIDDEN,
    WHY_OUTCOMES_OPEN, /* it depends on how open cases end */
    WHY_SMALL,         /* a share of too few */
    WHY_UNTESTED,      /* figures from print, of a year that is not over, or of a kind without a test */
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

/* The change between two figures, where `signal` is what their test said. `before` NULL: there is no earlier
 * figure. */
Change change_between(const Profile *profile, const ProfileMeasure *measure, const Figure *now,
                      const Figure *before, FigureSignal signal);
/* The change of a figure of the year reported since the year before. */
Change change_in_year(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                      const Figure *figure);
/* The same since the first year shown: of a share its difference, of a count its trend. Sets `since` to that
 * year, NULL if nothing looks back so far; caller frees it. */
Change change_in_years(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                       const Figure *figure, char **since);
/* The year that a figure with the role ROLE_SINCE or ROLE_YEARLY_CHANGE looks back to. Caller frees. */
char *change_since_year(const Figure *since);
/* What a table says of it: "yes, up", "yes, down", "no"; "not yet" if it depends on open cases; a dash if
 * nothing was tested. Static. */
const char *change_clear_words(Change change);
/* Whether sentences and tables give this figure as a share of its base. */
bool change_is_of_share(const ProfileMeasure *measure, const Figure *figure);
