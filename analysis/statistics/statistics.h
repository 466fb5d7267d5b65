/* Statistics: pure functions of numbers.
 *
 * Intervals, tests and estimates as the public health and survey literature defines them; no strings, no
 * files. Shares are fractions from 0 to 1; `level` is the confidence, usually 0.95. What cannot be
 * computed is NAN. Each family has its own file: intervals, tests, survival, control (control and run
 * charts), trend.
 *
 *     Interval limits = statistics_wilson(12, 37, 0.95);
 *     printf("%.0f%% (%.0f%% to %.0f%%)\n", 100 * 12 / 37.0, 100 * limits.lower, 100 * limits.upper);
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    double lower, upper;
} Interval;

/* Intervals. */

/* Score interval of a proportion x of n (Wilson 1927, as in Newcombe & Altman 2000). */
Interval statistics_wilson(double x, double n, double level);
/* Exact interval of a Poisson count (Garwood 1936); lower is 0 for a count of 0, both are NaN below. For a
 * rate divide both by the population. */
Interval statistics_poisson(double count, double level);
/* Interval of the difference x1/n1 - x2/n2 (Newcombe 1998, method 10). */
Interval statistics_newcombe(double x1, double n1, double x2, double n2, double level);

/* Funnel limits: a count or share lies outside them if it differs from the average of all by more than
 * chance, at the level. For a rate: the number of events whose exact limit is the expected number (the
 * closed form of PHE's poisson_funnel), over the base; for a share: average +- z sqrt(average (1 -
 * average) / base), within 0 and 1, which inverts Wilson's interval. `average` is a share of the base. */
Interval statistics_funnel_rate(double average, double base, double level);
Interval statistics_funnel_share(double average, double base, double level);

/* Tests. */

/* The p-value of the exact conditional test of two Poisson counts over equal times (Przyborowski & Wilenski
 * 1940): central, twice the smaller tail, at most 1. NAN if both are 0. */
double statistics_two_counts(double count1, double count2);
/* Two-sided p-value of the difference of two independent, roughly normal estimates with their variances. */
double statistics_z_test(double estimate1, double variance1, double estimate2, double variance2);
/* The p-value of the chi-square test that n counts have one common mean (Pearson 1900, on n - 1 degrees of
 * freedom); NAN for fewer than two, or if all are 0. */
double statistics_equal_counts(const double *counts, size_t n);
/* The adjusted residual of a cell in a table of counts: how many standard errors it is from what its row
 * and column alone would give (Haberman 1973); NAN if a row or column is empty or has everything. */
double statistics_adjusted_residual(double cell, double row, double column, double all);

/* Survival: how long until something ends, when for some it has not ended yet (Kaplan & Meier 1958). */

typedef struct {
    double time;
    double at_risk, ends; /* still followed just before the time; ended at that time */
    double surviving;     /* share that lasts longer than the time */
    double error;         /* its standard error (Greenwood 1926) */
    double greenwood;     /* the sum in Greenwood's formula: (error / surviving) squared */
    Interval limits;      /* of `surviving`, by log(-log); NAN where that is 0 */
} SurvivalStep;
/* The records with one time: for how many it ended then, and how many were only followed to then. */
typedef struct {
    double time, ended, followed;
} SurvivalTime;
/* Fills `steps`, which has room for n, with one step for each time at which something ended, and returns
 * their number. `times` must be in increasing order without repeats. An end comes before a record followed
 * to the same time. */
size_t statistics_kaplan_meier(const SurvivalTime *times, size_t n, double level, SurvivalStep *steps);
/* The last step up to `time`; before the first step, a share of 1 without limits. */
SurvivalStep statistics_survival_at(const SurvivalStep *steps, size_t length, double time);
/* The first time at which half or fewer survive, NAN if the curve does not get there, with the times at
 * which its limits do (Brookmeyer & Crowley 1982, on the log(-log) scale). */
double statistics_survival_median(const SurvivalStep *steps, size_t length, Interval *limits);
/* The p-quantile of sorted values, interpolated between neighbours (Hyndman & Fan 1996, type 7, R's
 * default); NAN if there are none. */
double statistics_quantile(const double *sorted, size_t n, double p);
double statistics_median(const double *values, size_t n); /* in any order */

/* Control charts of single values and moving ranges (XmR; Wheeler & Chambers 1992). */

typedef struct {
    double mean, mean_range;
    double lower, upper;           /* mean +- 2.66 mean ranges */
    double near_lower, near_upper; /* two thirds of the way there */
} ControlLimits;
/* Needs 2 values. */
ControlLimits statistics_xmr_limits(const double *values, size_t n);

/* The rules for special causes, in order of precedence. They are those of NHSRplotthedots 0.2.2, except
 * that points beyond a limit count towards two of three, as in the Making Data Count tool since 2023. */
typedef enum {
    CONTROL_COMMON,     /* none: common cause */
    CONTROL_OUTSIDE,    /* beyond a limit */
    CONTROL_TREND,      /* one of seven points that each rise, or each fall, from the one before */
    CONTROL_NEAR_LIMIT, /* one of two, of three in a row, beyond the same near limit */
    CONTROL_SHIFT,      /* one of seven in a row on one side of the mean; a point on it breaks the row */
} ControlRule;
#define CONTROL_RUN 7
#define CONTROL_LEAST_POINTS 13 /* fewer points give no limits */
/* Fills `rules` with the rule that picks out each of n points. */
void statistics_xmr_rules(const double *values, size_t n, const ControlLimits *limits, ControlRule *rules);

/* Run chart: shift and crossings as Anhøj & Olesen (2014) test them. */
typedef struct {
    double median;
    size_t useful;                                 /* points that are not on the median */
    size_t longest, longest_expected, longest_end; /* run on one side; the most by chance; index of its end */
    int longest_side;                              /* 1 above the median, -1 below */
    size_t crossings, crossings_expected;          /* of the median; the fewest by chance */
    bool shift, few_crossings;                     /* longest > expected; crossings < expected */
} RunChart;
RunChart statistics_run_chart(const double *values, size_t n);

/* Trend: a steady rate of change of yearly counts. */

#define TREND_LEAST_YEARS 4
#define TREND_MOST_YEARS 50
typedef struct {
    double change; /* a year: 0.05 is 5% more each year than the year before */
    Interval limits;
    double dispersion; /* Pearson's chi-squared over its degrees of freedom: 1 if years vary as Poisson
                        * counts do */
    double error;      /* of the logarithm of the yearly ratio */
} Trend;
/* Log-linear Poisson regression of counts on consecutive years (McCullagh & Nelder 1989). If the counts
 * vary more than Poisson counts do, errors are widened by the square root of the dispersion and limits
 * taken from Student's t (quasi-Poisson); if not, they stay Poisson's. NAN for under 4 years, or with
 * fewer than two years above 0. */
Trend statistics_trend(const double *counts, size_t n, double level);

/* The point below which a standard normal lies with probability p. */
double statistics_normal_quantile(double p);
