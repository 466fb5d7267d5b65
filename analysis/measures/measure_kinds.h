/* What the kinds of measures share: the computation in progress, its periods and the populations of its
 * records.
 *
 * A kind counts its records in one pass, and then puts a figure for each period, with its role and its sets:
 *
 *     static void
 *     count(Computation *computation)
 *     {
 *         g_autofree guint *counts = g_new0(guint, computation->periods->len + 1);
 *         for (guint i = 0; i < computation->dataset->length; i++)
 *             counts[computation->places[i]] += computation->members[i];
 *         for (guint p = 0; p < computation->periods->len; p++) {
 *             const Period *period = computation_period(computation, p);
 *             Figure *figure = computation_put(computation, period->label, "", "", ROLE_COUNT,
 *                                              measured_set(computation, period), NULL);
 *             figure_fill_count(figure, counts[p + 1], NAN);
 *         }
 *     }
 *
 *     static const char *const keys[] = {"per", NULL};
 *     const KindOfMeasure kind_plain = {.name = "plain", .keys = keys, .count = count};
 */
#pragma once
#include "analysis/measures/measures.h"
#include "analysis/profile/kinds.h"
#include "analysis/sets/sets.h"

/* What several measures need from the records, each computed once, by whichever asks first. */
typedef struct ComputationCache ComputationCache;
ComputationCache *computation_cache_new(void);
void computation_cache_free(ComputationCache *cache);

/* A year, a quarter or a month of the day received. */
typedef struct {
    int year; /* the reporting year that it is, or lies in */
    char *label;
    Day first, last;
} Period;

struct Computation {
    const Profile *profile;
    const ProfileMeasure *measure; /* being computed */
    GArray *periods;               /* of Period: the years, quarters or months that it has figures for */
    const guint8 *members;         /* one byte a record, 1 if it is in the measure's population */
    const guint16 *places;         /* for each record 1 + the index of its period; 0: in none */
    const Day *from, *to;          /* one a record: the measure's two dates; NULL: no such field */
    const Dataset *dataset;
    const DatasetField *received;
    Figures *figures; /* for one measure, while it is being computed */
    guint8 *known;    /* not NULL: figures in a file are being made known, one byte a figure. Then the
                       * dataset has the code lists but no records, and every possible figure is added */
    Figure spare;     /* filled in instead when a figure is not added */
    Findings *findings;
    const GPtrArray *given; /* Figures*: those in each figures file */
    ComputationCache *cache;
    bool *has_records; /* for each year to 9999 */
    Day as_at;         /* the profile's, or else the last day that the records know of */
};

/* The period of a label: a month; a year or, followed by " Q1", its quarter. False if it is not one. */
bool period_of_month(const char *label, ReportingYear years, int *year, int *slot);
bool period_of_year(const char *label, ReportingYear years, int *year, int *slot);

/* Of a table. */
#define MOST_CATEGORIES 400
#define MOST_CELLS 10000

/* One byte a record, 1 if the record belongs to the population; owned by the computation. */
const guint8 *population_members(const Computation *computation, const ProfilePopulation *population);
bool *computation_years_with_records(const Profile *profile,
                                     const Dataset *dataset); /* for each year to 9999; caller frees */
bool computation_has_records(const Computation *computation, int year);
/* Begins the work on a measure: sets what belongs to it above. End it before another begins.
 *
 * Its periods are the years that it has figures for, oldest first, or their quarters or months. These are the
 * years to report that have records, and always the report year, but none before the measure's `since`, and
 * none without records whose figures are in a file. For a file that is being made known, all that it has.
 * Months and quarters that begin after as-at are not included. */
void computation_begin(Computation *computation, const ProfileMeasure *measure);
void computation_end(Computation *computation);
GArray *computation_periods(const Computation *computation); /* the same periods; caller frees */
static inline const Period *
computation_period(const Computation *computation, guint index)
{
    return &g_array_index(computation->periods, Period, index);
}
/* For each record 1 + the index of the period in which it was received; owned by the computation. */
const guint16 *computation_places(const Computation *computation);
/* Whether the period is complete at as-at: one cut short has no comparable count. */
bool period_is_complete(const Profile *profile, Day as_at, Day last);

/* The records of a population; those with a date in a date field (every record has `received`). */
RecordSet *population_set(const Profile *profile, const ProfilePopulation *population);
RecordSet *known_set(const char *field);
RecordSet *period_set(const Period *period);
/* The records of the measure's population received in the period; those among them with a start date for a
 * duration; and those that have ended. */
RecordSet *measured_set(const Computation *computation, const Period *period);
RecordSet *begun_set(const Computation *computation, const Period *period);
RecordSet *ended_set(const Computation *computation, const Period *period);
/* Records done within a limit. */
RecordSet *within_set(const Computation *computation, const Period *period, Limit limit);
/* Records of a period that are old enough to be judged, and those not open then, whatever came later; all
 * records if the measure judges by everything known. */
RecordSet *old_enough_set(const Computation *computation);
RecordSet *settled_set(const Computation *computation, const Period *period);
/* Whether the measure judges by what was known at some time. */
bool computation_judges(const Computation *computation);
/* The sets that a figure's numbers reveal besides its own: an array of references, to be filled. */
GPtrArray *told_sets(void);
void told_add(GPtrArray *told, const RecordSet *set); /* NULL: nothing */

/* A figure of the measure: its place, its role, the sets that its count and base count (takes the
 * references; NULL: none), and no numbers. */
Figure computation_figure(const Computation *computation, const char *period, const char *category,
                          const char *part, FigureRole role, RecordSet *counts, RecordSet *of);
/* Adds it to the figures and releases its sets. Returns it to be filled in before the next is added; if
 * its place is taken, returns a figure that is discarded. An estimate is renamed if a council's own
 * category or part has its name, so that no figure is lost. */
Figure *computation_put_figure(Computation *computation, Figure *figure);
/* Both at once. */
Figure *computation_put(Computation *computation, const char *period, const char *category, const char *part,
                        FigureRole role, RecordSet *counts, RecordSet *of);
/* Fills in a count and its share of `base`; base NAN: only a count; base 0: [z]. */
Figure *figure_fill_count(Figure *figure, double count, double base);
/* Fills in a value, in its own unit, for `base` records; value NAN: [z]. */
void figure_fill_value(Figure *figure, double value, double base);

extern const KindOfMeasure kind_count, kind_breakdown, kind_share, kind_share_by, kind_timeliness,
    kind_duration, kind_curve, kind_caseload, kind_supplied, kind_sum, kind_distinct, kind_rate;

/* A breakdown of the report year by two fields: `part` is the second field's category; margins have one of
 * the two empty. */
void breakdown_by_two(Computation *computation);
/* Shares against the first year shown, in points. */
void estimate_since(Computation *computation);
/* The rate of change over the years, control limits and what the rules pick out. */
void estimate_series(Computation *computation);

/* What is known about a record when its measure judges it: with `follow-up`, that long after receipt; with
 * `at: year-end`, when its year ended; otherwise everything. */
typedef enum {
    KNOWN,      /* what the record says */
    STILL_OPEN, /* it was open then, whatever came later */
    TOO_RECENT, /* as-at comes before that day: it cannot be judged yet */
} Judgement;
/* Judgement, one byte a record; NULL if all are KNOWN. Caller frees. */
guint8 *computation_judgements(const Computation *computation);

/* How long the records of a population and period have been followed, in days: until they ended, or else
 * until as-at. Records without a start date are not included; those that ended before they started ended
 * at once. */
typedef struct {
    guint length;
    Day *starts;
    guint *days;
    guint8 *ended;
    guint longest; /* of the days */
} Followed;
/* Those of each of the measure's periods, in one block of memory to free with followed_free. */
Followed *followed_new(const Computation *computation);
void followed_free(Followed *followed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Followed, followed_free)
bool followed_any(const Computation *computation, const Followed *followed);
/* Kaplan-Meier's estimate of the share not done within the limit, in percent with its limits; NAN if none
 * was followed that far. `beyond`: the number followed to the limit's last day and not done. */
void followed_beyond(const Followed *followed, Limit limit, double *percent, double *lower, double *upper,
                     double *beyond);
/* The estimated median in days as value, with its limits; [x] if half are not done within the longest time
 * that any was followed. */
void add_median(Computation *computation, const Period *period, const char *part, const Followed *followed);

/* measures_know, with an as-at day. */
void figures_make_known(const Profile *profile, Day as_at, Figures *figures);
/* The figures in each of the profile's figures files, as an array of Figures*; NULL with an error if one
 * cannot be read. Names of categories and parts are those of the code lists. */
GPtrArray *given_read(const Profile *profile, Day as_at, GError **error);
/* Whether any file has figures for a year of a measure that records could give. */
bool given_has_year(const GPtrArray *given, const Profile *profile, int year);
/* Adds the files' figures where there are none from records. Where there are, the records win, and a
 * difference is a finding and a note under the table. */
void given_take(Computation *computation);
/* Adds the number of records for each item supplied. */
void supplied_set_against(Computation *computation);

/* Gives a figure the signal from comparing its count with an earlier count over an equal time. */
void change_signal_of_counts(Figure *figure, double before);

/* Notes to the shares of repeats, if the year reported is the first of the records. */
void note_beginning(const Profile *profile, const Dataset *dataset, Figures *figures);
