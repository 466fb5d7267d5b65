/* Kaplan and Meier's estimate as the literature and R ask for it, case by case, of what the program asks of
 * counts. */
#pragma once
#include "analysis/statistics/statistics.h"

/* Fills `steps`, which has room for n, and returns how many. Where not `ended`, a case's time is how long it
 * has been followed. */
size_t kaplan_meier_of_cases(const double *times, const bool *ended, size_t n, double level,
                             SurvivalStep *steps);
