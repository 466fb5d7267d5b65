/* Kaplan and Meier's estimate, case by case, as the literature and R compute it; the program computes it from
 * counts. */
#pragma once
#include "analysis/statistics/statistics.h"

/* Fills `steps`, which has room for n, and returns how many. A case that has not `ended` has been followed
 * for its time. */
size_t kaplan_meier_of_cases(const double *times, const bool *ended, size_t n, double level,
                             SurvivalStep *steps);
