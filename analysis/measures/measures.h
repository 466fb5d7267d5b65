/* Measures: from dataset to figures, by the definitions in README.md here.
 *
 * Each kind of measure has its own file, which measures.c calls. Nothing here formats, rounds or draws.
 *
 *     g_autoptr(Figures) figures = measures_compute(profile, dataset, findings, error);
 *     const Figure *all = figures ? figures_find(figures, "contacts", "2023-24", "", "") : NULL;
 */
#pragma once
#include <glib.h>
#include "analysis/dataset/dataset.h"
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

/* All figures of the profile's measures for its years, in the profile's order; then the figures in its
 * figures files, which fill in for years with no records (a difference from the records is a finding). */
Figures *measures_compute(const Profile *profile, const Dataset *dataset, Findings *findings, GError **error);

/* Puts a break after the first year of the records for the shares of repeats. Call it before the figures
 * are computed. */
void measures_break_at_beginning(Profile *profile, const Dataset *dataset);

/* What the figures in a file count: gives them the role and sets that the profile's measures have for the
 * same labels; the rest count as supplied. Anything that depends on as-at uses the file's date if it has
 * one, or the profile's. */
void measures_know(const Profile *profile, Figures *figures);

/* Several figures of one measure and period added up as one: their counts, changes and values, the sum's
 * share of their common base (NAN if they have several), and its interval. If a number is hidden in one it
 * is hidden in the sum; category and part are the first figure's. `count` is at least 1; a sum of one is
 * that figure. */
Figure measures_sum(const Figure *const *figures, guint count);
/* Fills in what follows from a figure's count and base: the percent and Wilson's limits or, without a
 * base, Poisson's limits of the count. A count above its base has no limits. */
void measures_take_limits(Figure *figure);
/* Sets a figure's change from an earlier one, and the signal whether that is more than chance would
 * explain. */
void change_compare(const Profile *profile, const ProfileMeasure *measure, Figure *figure,
                    const Figure *before);

/* What a figure's labels mean, for rooms that only read figures. */
/* The reporting year of a figure and its quarter or month from 0, -1 for a whole year; false if its period
 * is not one of the measure's. */
bool period_of_figure(const Figure *figure, MeasurePer per, ReportingYear years, int *year, int *slot);
/* Whether its period belongs to another report of the profile: a whole year beside one on a part of each,
 * or the reverse. A file may serve both, so such figures are ignored; quarters in a report on whole years
 * are mentioned in a finding. */
bool period_is_of_other_years(const Profile *profile, const Figure *figure);
void period_say_other_years(const Profile *profile, const Figures *figures, Findings *findings);
/* The number of months or quarters in a year: 12, 4; of years, 1. */
int period_slots(MeasurePer per);
/* Whether a month or quarter of a year, from 0, is in the part reported. */
bool period_has_slot(MeasurePer per, ReportingYear years, int slot);
int period_first_slot(MeasurePer per, ReportingYear years); /* the first that is */
/* The label of a year's month or quarter, from 0: "2023-04", "2023-24 Q1"; of the year itself if `slot` is
 * below 0 or `per` is the year. Caller frees. */
char *period_label(MeasurePer per, ReportingYear years, int year, int slot);
/* The first and the last day of a year's quarter or month, from 0, or of the year itself (`slot` below 0). */
Day period_first_day(MeasurePer per, ReportingYear years, int year, int slot);
Day period_last_day(MeasurePer per, ReportingYear years, int year, int slot);
/* The names of the bands between limits, the last open-ended: "up to 4 weeks", "over 4 weeks to 12 weeks",
 * "over 12 weeks". Caller frees. */
char *band_words(const GArray *limits, guint band);
/* The same period a year earlier: "2022-23 Q1" for "2023-24 Q1"; NULL if it is not a period. Caller frees. */
char *period_year_before(const Figure *figure, MeasurePer per, ReportingYear years);
/* The number of days before and after that a count around a day covers. */
#define AROUND_DAYS 28
/* Fills in change and signal against the year before, using only the figures (including those from files). */
void changes_fill(Figures *figures, const Profile *profile);

/* What a reader can deduce from a figure that is not a count: `times` the number in one set of records,
 * minus `less` times that in another (NULL: none), is at least `least`. */
typedef struct {
    RecordSet *set, *other;
    double times, less, least;
} CountBound;
/* These bounds for a median, a quartile, the longest, an estimated share or median, and the busiest month;
 * none for any other figure. `as_at` is the last day of which anything is known, or DAY_NONE. An array of
 * CountBound; caller unrefs. */
GArray *measures_bounds(const Profile *profile, const Figures *figures, const Figure *figure, Day as_at);
