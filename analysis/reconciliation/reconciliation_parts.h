/* What the checks share. Private to the room. */
#pragma once
#include "analysis/profile/kinds.h"
#include "analysis/reconciliation/reconciliation.h"

typedef struct {
    const Profile *profile;
    Figures *figures;
    Findings *findings;
    const char *period; /* the year being checked */
    GArray *claims;     /* of Claim, about that year */
} Check;

/* What one measure says about the number of records of `within` that are in `who`. */
typedef struct {
    const ProfilePopulation *who, *within; /* the same one twice for the size of a population itself */
    const ProfileMeasure *measure;
    const Figure *figure; /* the place to point at; the first row of a sum */
    const char *what;     /* static: "the total", "the sum of the rows" */
    double lowest, highest;
} Claim;

/* What a claim says that adds a population up from others. */
#define SUM_OF_POPULATIONS "the sum of the populations it is made of"

/* Whether a figure in a file is estimated or worked out from other figures: nothing can be compared with it.
 */
static inline bool
figure_is_worked_out(const Figure *figure)
{
    return figure_is_estimate(figure) || figure->role == ROLE_CONCLUDED || figure->role == ROLE_STILL_OPEN;
}

/* All claims about the check's year; frees and replaces those of the year before. */
void sizes_gather(Check *check);
/* The most reliable size: from records before supplied, exact before a span; NULL if none is known. */
const Claim *sizes_of(const Check *check, const ProfilePopulation *who, const ProfilePopulation *within);

/* Findings about the check's year: rows against their totals, percents against their counts. */
void totals_check(Check *check);
void percents_check(Check *check);

/* Whether a table has the counts of all its categories: one for each category of the code list. */
bool rows_are_complete(const Check *check, const ProfileMeasure *measure);
bool is_plain_breakdown(const Check *check,
                        const ProfileMeasure *measure); /* by one field, one category each */

/* A finding at the figure's place and, if it is a warning, a note under the measure's table. `with`
 * gives the numbers; `without` is used where numbers may not be given. */
void report_difference(const Check *check, const char *rule, const ProfileMeasure *measure,
                       const Figure *figure, const char *without, const char *with, ...) G_GNUC_PRINTF(6, 7);
