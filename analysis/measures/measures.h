/* Measures: from dataset to figures, by the definitions in README.md here.
 *
 * Each kind of measure is one file, which measures.c sends it to. Nothing here formats, rounds or
 * draws. */
#pragma once
#include <glib.h>
#include "analysis/dataset/dataset.h"
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

/* All figures of the profile's measures for its years, in the profile's order; then the figures of its
 * figures files, which stand in for years with no records (a difference from the records is a finding). */
Figures *measures_compute(const Profile *profile, const Dataset *dataset, Findings *findings, GError **error);

/* Puts a break behind the first year of the records for the shares of repeats. Comes before the figures are
 * computed. */
void measures_break_at_beginning(Profile *profile, const Dataset *dataset);

/* What the figures of a file count: role and sets of those that the profile's measures have, found by their
 * labels among all that each may have; the rest counts as supplied. What depends on as-at goes by the day
 * that the file says, else by the profile's. */
void measures_know(const Profile *profile, Figures *figures);

/* Several figures of one measure and period as one: their counts, changes and values added, the share that
 * this is of their common base (NAN where they have several), its interval. What is not shown of one is not
 * shown of the sum; the category and part are the first's. `count` is at least 1; a sum of one is that
 * figure. */
Figure measures_sum(const Figure *const *figures, guint count);
/* Gives a figure with a count what follows from it and its base: the percent and Wilson's limits of it, or,
 * where it has no base, Poisson's limits of the count. A count above its base has no limits. */
void measures_take_limits(Figure *figure);
/* Gives a figure its change on an earlier one, and the signal whether that is more than chance. */
void change_compare(const Profile *profile, const ProfileMeasure *measure, Figure *figure,
                    const Figure *before);

/* What a figure's names mean, for rooms that look at figures only. */
/* The reporting year a figure belongs to and its quarter or month from 0, -1 for a whole year; false where
 * its period is none of the measure's. */
bool period_of_figure(const Figure *figure, MeasurePer per, ReportingYear years, int *year, int *slot);
/* Whether its period is one that another report of the profile shows: a whole year beside one of a part of
 * each, or the reverse. A file may serve both, so that such figures are passed over; quarters in a report of
 * whole years are said to be. */
bool period_is_of_other_years(const Profile *profile, const Figure *figure);
void period_say_other_years(const Profile *profile, const Figures *figures, Findings *findings);
/* How many months or quarters a year has: 12, 4; of a year 1. */
int period_slots(MeasurePer per);
/* Whether a month or quarter of a year, from 0, is of the part reported. */
bool period_has_slot(MeasurePer per, ReportingYear years, int slot);
int period_first_slot(MeasurePer per, ReportingYear years); /* the first that is */
/* The label of a year's month or quarter, from 0: "2023-04", "2023-24 Q1"; of the year itself where `slot` is
 * below 0 or `per` the year. Caller frees. */
char *period_label(MeasurePer per, ReportingYear years, int year, int slot);
/* The first and the last day of a year's quarter or month, from 0, or of the year itself (`slot` below 0). */
Day period_first_day(MeasurePer per, ReportingYear years, int year, int slot);
Day period_last_day(MeasurePer per, ReportingYear years, int year, int slot);
/* The words of the bands between limits, the last without an end: "up to 4 weeks", "over 4 weeks to 12
 * weeks", "over 12 weeks". Caller frees. */
char *band_words(const GArray *limits, guint band);
/* The same period a year earlier: "2022-23 Q1" for "2023-24 Q1"; NULL where it is no period. Caller frees. */
char *period_year_before(const Figure *figure, MeasurePer per, ReportingYear years);
/* How many days a count around a day looks back and ahead. */
#define AROUND_DAYS 28
/* Fills in change and signal against the year before, from the figures alone (figures of files included). */
void changes_fill(Figures *figures, const Profile *profile);

/* What a reader can read off a figure that is no count: that `times` the number in one set of records, less
 * `less` times that in another (NULL: none), is `least` at least. */
typedef struct {
    RecordSet *set, *other;
    double times, less, least;
} CountBound;
/* Those of a median, a quartile, the longest, an estimated share or median, and of the busiest month; of any
 * other figure none. `as_at` is the last day that anything is known of, or DAY_NONE. An array of CountBound;
 * caller unrefs. */
GArray *measures_bounds(const Profile *profile, const Figures *figures, const Figure *figure, Day as_at);
