/* What the kinds of measures share: the work in hand, its periods and the populations of its records. */
#pragma once
#include "analysis/measures/measures.h"
#include "analysis/profile/kinds.h"
#include "analysis/sets/sets.h"

/* What several measures ask of the records, each worked out once, by whichever asks first. */
typedef struct ComputationCache ComputationCache;
ComputationCache *computation_cache_new(void);
void computation_cache_free(ComputationCache *cache);

struct Computation {
    const Profile *profile;
    const ProfileMeasure *measure; /* that is worked on */
    const Dataset *dataset;
    const DatasetField *received;
    Figures *figures; /* of one measure, while it is worked on */
    guint8 *known;    /* not NULL: figures of a file are made known, a byte a figure. Then the dataset has the
                         code lists and no record, and every figure that there may be is put */
    Figure spare;     /* what is filled in where a figure is not added */
    Findings *findings;
    const GPtrArray *given; /* Figures*: those of each figures file */
    ComputationCache *cache;
    bool *has_records; /* of each year to 9999 */
    Day as_at;         /* the profile's, else the last day the records know of */
};

/* A year, a quarter or a month of the day received. */
typedef struct {
    int year; /* the reporting year it is or lies in */
    char *label;
    Day first, last;
} Period;
/* What a label names: a month; a year or, with " Q1" behind it, its quarter. False where it is none. */
bool period_of_month(const char *label, ReportingYear years, int *year, int *slot);
bool period_of_year(const char *label, ReportingYear years, int *year, int *slot);

/* Of a table. */
#define MOST_CATEGORIES 400
#define MOST_CELLS 10000

/* One byte a record, 1 where the record belongs to the population; kept by the computation. */
const guint8 *population_members(const Computation *computation, const ProfilePopulation *population);
bool *computation_years_with_records(const Profile *profile,
                                     const Dataset *dataset); /* of each to 9999; caller frees */
bool computation_has_records(const Computation *computation, int year);
/* The years that the measure has figures for, oldest first, their quarters or months, as an array of Period;
 * caller frees: years to be reported for which there are records, and always the report year, but none before
 * its `since` and none without records whose figures are in a file; of a file that is made known all that it
 * has. Not among them are months and quarters that begin after as-at. */
GArray *computation_periods(const Computation *computation);
/* For one pass over the records: the place + 1 of the period that each was received in, 0 where it was in
 * none; kept by the computation. */
const guint16 *computation_places(const Computation *computation, const GArray *periods);
/* Whether as-at leaves the period whole: what it cuts short has no count to compare. */
bool period_is_complete(const Profile *profile, Day as_at, Day last);

/* The records of a population; those that have a day in a date field (every record has one of `received`). */
RecordSet *population_set(const Profile *profile, const ProfilePopulation *population);
RecordSet *known_set(const char *field);
RecordSet *period_set(const Period *period);
/* The records of the measure's population received in the period; those of them that a record of how long it
 * took can begin from; and that came to its end. */
RecordSet *measured_set(const Computation *computation, const Period *period);
RecordSet *begun_set(const Computation *computation, const Period *period);
RecordSet *ended_set(const Computation *computation, const Period *period);
/* Those that were done within a limit. */
RecordSet *within_set(const Computation *computation, const Period *period, Limit limit);
/* Those of a period that are old enough to be judged, and those that were not open then whatever came later;
 * everyone, where the measure judges by all that is known. */
RecordSet *old_enough_set(const Computation *computation);
RecordSet *settled_set(const Computation *computation, const Period *period);
/* Whether the measure judges by what was known at some time. */
bool computation_judges(const Computation *computation);
/* The sets that a figure's numbers tell besides its own: an array to be filled, of references. */
GPtrArray *told_sets(void);
void told_add(GPtrArray *told, const RecordSet *set); /* NULL: nothing */

/* A figure of the measure: its place, its role, the sets that its count and its base count (references that
 * it takes; NULL: none), and no numbers. */
Figure computation_figure(const Computation *computation, const char *period, const char *category,
                          const char *part, FigureRole role, RecordSet *counts, RecordSet *of);
/* Puts it among the figures and lets go of its sets. Gives it to be filled in before the next; where its
 * place is taken, a figure that nothing comes of. An estimate steps aside where a council's own category or
 * part has its name, so that no figure is lost. */
Figure *computation_put_figure(Computation *computation, Figure *figure);
/* Both at once. */
Figure *computation_put(Computation *computation, const char *period, const char *category, const char *part,
                        FigureRole role, RecordSet *counts, RecordSet *of);
/* Fills in a count, as the share of `base` that it is; base NAN: a count alone; base 0: [z]. */
Figure *figure_fill_count(Figure *figure, double count, double base);
/* A value, in units of its own, of `base` records; value NAN: [z]. */
void figure_fill_value(Figure *figure, double value, double base);

extern const KindOfMeasure kind_count, kind_breakdown, kind_share, kind_share_by, kind_timeliness,
    kind_duration, kind_curve, kind_caseload, kind_supplied, kind_sum, kind_distinct, kind_rate;

/* A breakdown's report year by two fields: `part` holds the second field's category; margins have one of the
 * two empty. */
void breakdown_by_two(Computation *computation);
/* Shares against the first year shown, in points. */
void estimate_since(Computation *computation);
/* The rate of change over the years, control limits and what rules find. */
void estimate_series(Computation *computation);

/* What is known of a record when its measure judges it: by `follow-up` so long after receipt, by `at:
 * year-end` when its year ended, else by all there is. */
typedef enum {
    KNOWN,      /* what the record says */
    STILL_OPEN, /* it was open then, whatever came later */
    TOO_RECENT, /* as-at comes before that day: it cannot be judged yet */
} Judgement;
/* Judgement, a byte a record; NULL where all are KNOWN. Caller frees. */
guint8 *computation_judgements(const Computation *computation);

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
Followed *followed_new(Computation *computation, const GArray *periods);
void followed_free(Followed *followed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Followed, followed_free)
bool followed_any(const Computation *computation, const Followed *followed);
/* Kaplan-Meier's estimate of the share that is not done within the limit, in percent with its limits; NAN
 * where none was followed so far. `beyond`: how many were followed to the limit's last day and not done. */
void followed_beyond(const Followed *followed, Limit limit, double *percent, double *lower, double *upper,
                     double *beyond);
/* The estimated median in days as value, with its limits; [x] where half are not done as long as any was
 * followed. */
void add_median(Computation *computation, const Period *period, const char *part, const Followed *followed);

/* measures_know, by a day as-at. */
void figures_make_known(const Profile *profile, Day as_at, Figures *figures);
/* The figures of each of the profile's figures files, as an array of Figures*; NULL with an error where one
 * cannot be read. Names of categories and parts are those of the code lists. */
GPtrArray *given_read(const Profile *profile, Day as_at, GError **error);
/* Whether any file has figures for the year of a measure that records could give. */
bool given_has_year(const GPtrArray *given, const Profile *profile, int year);
/* Lets the files' figures stand in where there are none from records. Where there are, the records win, and a
 * difference is a finding and a note under the table. */
void given_take(Computation *computation);
/* Adds how many records there are for each of what is supplied. */
void supplied_set_against(Computation *computation);

/* Gives a figure the signal of its count against an earlier count of an equal time. */
void change_signal_of_counts(Figure *figure, double before);

/* Notes of the shares of repeats, where the year reported is the first of the records. */
void note_beginning(const Profile *profile, const Dataset *dataset, Figures *figures);
