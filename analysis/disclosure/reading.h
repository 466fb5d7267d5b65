/* What the kinds of measures share when their figures are read for what they count: limits to records.
 * Private to reading.c, meaning.c and meaning_of_time.c. While the dimensions are learning, limiting only
 * makes the leaves known. */
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
/* Limits to the records with one of these categories or parts, or to all but them. Of a field that may hold
 * several, having one of them is a dimension of its own, which the field's name begins. */
void reading_limit_categories(const Reading *reading, Counted *counted, const char *field,
                              const char *dimension, const GPtrArray *names, bool all_but);
/* Limits to one category, or to one part of it where it is not "". */
void reading_limit_category(const Reading *reading, Counted *counted, const char *field,
                            const char *dimension, const char *category, const char *part);
/* Limits to what is not left out of the measure. */
void reading_limit_left_out(const Reading *reading, Counted *counted, const char *field,
                            const char *dimension);
/* Where records are judged by what was known some time after receipt, those that are too recent are out. What
 * is said of the rest then is a dimension of its own. Gives what to add to its name; caller frees. */
char *reading_limit_judged(const Reading *reading, Counted *counted);
/* The days of a quarter or month of a year, or of the whole year where the slot is -1. */
void reading_slot_days(const Reading *reading, int year, int slot, Day *first, Day *last);
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
