/* What the kinds of measures share: the work in hand, its periods and the populations of its records. */
#pragma once
#include "analysis/measures/measures.h"
#include "analysis/sets/sets.h"

/* What several measures ask of the records, each worked out once, by whichever asks first. */
typedef struct ComputationCache ComputationCache;
ComputationCache *computation_cache_new(void);
void computation_cache_free(ComputationCache *cache);

typedef struct {
    const Profile *profile;
    const Dataset *dataset;
    const DatasetField *received;
    Figures *figures; /* of one measure, while it is worked on */
    Findings *findings;
    const GPtrArray *given; /* Figures*: those of each figures file */
    ComputationCache *cache;
    bool *has_records; /* of each year to 9999 */
    Day as_at;         /* the profile's, else the last day the records know of */
} Computation;

/* A year, a quarter or a month of the day received. */
typedef struct {
    int year; /* the reporting year it is or lies in */
    char *label;
    Day first, last;
} Period;

/* One byte a record, 1 where the record belongs to the population; kept by the computation. */
const guint8 *population_members(const Computation *computation, const ProfilePopulation *population);
bool computation_has_records(const Computation *computation, int year);
/* The years to be reported for which there are records, oldest first, and always the report year. */
GArray *computation_years(const Computation *computation);
/* The measure's periods in those years, oldest first, as an array of Period; caller frees. Not among them are
 * years before the measure's `since`, months and quarters that begin after as-at, and a report year without
 * records whose figures are in a file. */
GArray *computation_periods(const Computation *computation, const ProfileMeasure *measure);
/* For one pass over the records: the place + 1 of the period that each was received in, 0 where it was in
 * none; kept by the computation. */
const guint16 *computation_places(const Computation *computation, const GArray *periods);
/* The same, worked out anew; caller frees. */
guint16 *computation_find_places(const Computation *computation, const GArray *periods);
/* Whether as-at leaves the period whole: what it cuts short has no count to compare. */
bool period_is_complete(const Profile *profile, Day last);

/* The records of a population; those that have a day in a date field (every record has one of `received`). */
RecordSet *population_set(const Profile *profile, const ProfilePopulation *population);
RecordSet *known_set(const char *field);
RecordSet *period_set(const Period *period);
/* The records of the measure's population received in the period; those of them that a record of how long it
 * took can begin from; and that came to its end. */
RecordSet *measured_set(const Computation *computation, const ProfileMeasure *measure, const Period *period);
RecordSet *begun_set(const Computation *computation, const ProfileMeasure *measure, const Period *period);
RecordSet *ended_set(const Computation *computation, const ProfileMeasure *measure, const Period *period);
/* Those that were done within a limit. */
RecordSet *within_set(const Computation *computation, const ProfileMeasure *measure, const Period *period,
                      Limit limit);
/* Those of a period that are old enough to be judged, and those that were not open then whatever came later;
 * everyone, where the measure judges by all that is known. */
RecordSet *old_enough_set(const Computation *computation, const ProfileMeasure *measure);
RecordSet *settled_set(const Computation *computation, const ProfileMeasure *measure, const Period *period);
/* Whether the measure judges by what was known at some time. */
bool computation_judges(const Computation *computation, const ProfileMeasure *measure);
/* The sets that a figure's numbers tell besides its own: an array to be filled, of references. */
GPtrArray *told_sets(void);
void told_add(GPtrArray *told, const RecordSet *set); /* NULL: nothing */

/* A figure of the measure with its place, its role and its sets filled in (references that it takes; NULL:
 * none) and no numbers yet. */
Figure computation_figure(const Computation *computation, const ProfileMeasure *measure, const char *period,
                          const char *category, const char *part, FigureRole role, RecordSet *counts,
                          RecordSet *of);
/* Adds it and lets go of its sets. Gives what was added, to be filled in before the next; the one that has
 * its place already, where there is one. */
Figure *computation_put(Computation *computation, Figure *figure);
/* The same of an estimate, which steps aside where a council's own category or part has its name: no figure
 * is lost. */
Figure *computation_put_beside(Computation *computation, Figure *figure);
/* Adds it with its count, and as the share of `base` that this is; base NAN: a count alone; base 0: [z]. */
Figure *computation_add(Computation *computation, Figure *figure, double count, double base);
/* Adds it with a value, in units of its own, of `base` records; value NAN: [z]. */
void computation_add_value(Computation *computation, Figure *figure, double value, double base);

/* The figures of a measure of the kind, added for each of its periods from the records alone (README.md). */
void measure_count(Computation *computation, const ProfileMeasure *measure);
void measure_breakdown(Computation *computation, const ProfileMeasure *measure);
void measure_share(Computation *computation, const ProfileMeasure *measure);
void measure_timeliness(Computation *computation, const ProfileMeasure *measure);
void measure_duration(Computation *computation, const ProfileMeasure *measure);
void measure_caseload(Computation *computation, const ProfileMeasure *measure);

/* What is estimated beside a measure's figures: from the figures, those of files among them, or from how long
 * each record has been followed. */
void estimate_series(Computation *computation, const ProfileMeasure *measure);
/* Shares against the first year shown, in points. */
void estimate_since(Computation *computation, const ProfileMeasure *measure);
void estimate_breakdown(Computation *computation, const ProfileMeasure *measure);
void estimate_timeliness(Computation *computation, const ProfileMeasure *measure);
void estimate_curve(Computation *computation, const ProfileMeasure *measure);
void estimate_duration(Computation *computation, const ProfileMeasure *measure);

/* What is known of a record when its measure judges it: by `follow-up` so long after receipt, by `at:
 * year-end` when its year ended, else by all there is. */
typedef enum {
    KNOWN,      /* what the record says */
    STILL_OPEN, /* it was open then, whatever came later */
    TOO_RECENT, /* as-at comes before that day: it cannot be judged yet */
} Judgement;
/* Judgement, a byte a record; NULL where all are KNOWN. Caller frees. */
guint8 *computation_judgements(const Computation *computation, const ProfileMeasure *measure);

/* How long the records of a population and period have been followed, in days: until they ended, else until
 * as-at. Records without a start are not among them; what ended before it started ended at once. */
typedef struct {
    guint length;
    Day *starts;
    guint *days;
    guint8 *ended;
    guint longest; /* of the days */
} Followed;
/* Those of each period, in their order, which are one block of memory to be freed with followed_free. */
Followed *followed_new(Computation *computation, const ProfileMeasure *measure, const GArray *periods);
void followed_free(Followed *followed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Followed, followed_free)
/* Kaplan-Meier's estimate of the share that is not done within the limit, in percent with its limits; NAN
 * where none was followed so far. `beyond`: how many were followed to the limit's last day and not done. */
void followed_beyond(const Followed *followed, Limit limit, double *percent, double *lower, double *upper,
                     double *beyond);
/* The estimated median in days as value, with its limits; [x] where half are not done as long as any was
 * followed. */
void followed_add_median(Computation *computation, const ProfileMeasure *measure, const Period *period,
                         const Followed *followed, const char *part);

/* The figures of each of the profile's figures files, as an array of Figures*; NULL with an error where one
 * cannot be read. Names of categories and parts are those of the code lists. */
GPtrArray *given_read(const Profile *profile, GError **error);
/* Whether any file has figures for the year of a measure that records could give. */
bool given_has_year(const GPtrArray *given, const Profile *profile, int year);
/* Lets the files' figures stand in where there are none from records. Where there are, the records win, and a
 * difference is a finding and a note under the table. */
void given_take(const GPtrArray *given, Figures *figures, const Profile *profile, Findings *findings);

/* Gives a figure the signal of its count against an earlier count of an equal time. */
void change_signal_of_counts(Figure *figure, double before);
