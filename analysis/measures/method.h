/* Method: how a figure was computed, its interval and its test, in words a board understands. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

/* The confidence level of intervals, and of the signals of measures read one at a time. */
#define HEADLINE_LEVEL 0.95
/* The confidence level of the signals of whole tables, where some row would differ by chance at 95%. */
#define TABLE_LEVEL 0.998

/* The confidence level at which the figure's signal was tested. Whole tables are a breakdown's categories
 * and parts, a caseload, and months and quarters; everything else is a headline. */
double method_level(const ProfileMeasure *measure, const Figure *figure);
/* Two to four sentences: what the number is, its interval, how its change was tested and at what level.
 * Caller frees. */
char *method_words(const ProfileMeasure *measure, const Figure *figure);
/* Whether a figure's change is one of shares, in percentage points, rather than of counts. */
bool method_compares_shares(const ProfileMeasure *measure, const Figure *figure, const Figure *before);
