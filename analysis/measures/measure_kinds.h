/* What the kinds of measures share: the work in hand and the populations of its records. */
#pragma once
#include "analysis/measures/measures.h"

typedef struct {
    const Profile *profile;
    const Dataset *dataset;
    Figures *figures;
    GHashTable *members; /* ProfilePopulation -> guint8 array: one byte a record, 1 where it belongs */
    Day as_at;           /* the profile's, else the last day the records know of */
} Computation;

/* One byte a record, 1 where the record belongs to the population; kept by the computation. */
const guint8 *population_members(Computation *computation, const ProfilePopulation *population);
/* The years to be reported for which there are records, oldest first, and always the report year. */
GArray *computation_years(const Computation *computation);
/* Adds a figure of the measure: the share of `base` that `count` is; base NAN: a count alone; base 0: [z]. */
void computation_add(Computation *computation, const ProfileMeasure *measure, const char *period,
                     const char *category, const char *part, double count, double base);

void measure_count(Computation *computation, const ProfileMeasure *measure);
void measure_breakdown(Computation *computation, const ProfileMeasure *measure);
void measure_share(Computation *computation, const ProfileMeasure *measure);
void measure_timeliness(Computation *computation, const ProfileMeasure *measure);
void measure_duration(Computation *computation, const ProfileMeasure *measure);

/* Fills in change and signal against the year before, from the figures alone (figures of files included). */
void changes_fill(Figures *figures, const Profile *profile);
