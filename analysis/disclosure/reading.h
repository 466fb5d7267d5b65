/* What the kinds of measures share when their figures are read for what they count. Private to meaning.c and
 * meaning_of_time.c. While the dimensions are learning, limiting only makes the leaves known. */
#pragma once
#include "analysis/disclosure/release.h"

typedef struct {
    Dimensions *dimensions;
    const Profile *profile;
    const ProfileMeasure *measure;
    const Figure *figure;
} Reading;

/* Limits to the records of the population. */
void reading_limit_population(const Reading *reading, Counted *counted, const ProfilePopulation *population);
/* Limits to those who have what the dimension is called by, or to those who have not. */
void reading_limit_yes(const Reading *reading, Counted *counted, const char *dimension, bool is_not);
/* Limits to what was closed within a limit, between the measure's two dates. */
void reading_limit_within(const Reading *reading, Counted *counted, Limit limit);
/* The days of the figure's period; false where it is none of the measure's. */
bool reading_days(const Reading *reading, Day *first, Day *last);
/* The population's records received in these days. Caller frees. */
Counted *reading_population_in(const Reading *reading, const ProfilePopulation *population, Day first,
                               Day last);

/* What a figure of a measure about time counts, and of what; false where it is none of its figures. */
bool mean_timeliness(const Reading *reading, Meaning *meaning);
bool mean_duration(const Reading *reading, Meaning *meaning);
bool mean_caseload(const Reading *reading, Meaning *meaning);
bool mean_curve(const Reading *reading, Meaning *meaning);
