/* Benchmark: this authority beside others.
 *
 * Councils count in their own ways, so only standard measures are compared: counted from each council's
 * records by the definitions of README.md here, shared as a return (a figures file that says what it is), and
 * set beside one another like with like. What is left out is said, and nothing is ever imputed.
 *
 * A return holds, per year:
 *
 *   contacts         count                all that the service received
 *   threshold-met    count, of contacts   those that met the threshold
 *   harm             count, of contacts   Physical, Sexual, Emotional, Neglect, Other, Not recorded
 *   outcome          count, of those met  Substantiated, Unsubstantiated, Unfounded, False, Malicious, ...
 *   timeliness       count, of those met  within 1, 3 and 12 months of receipt
 *   one-working-day  count, of contacts   told within one working day of the employer's becoming aware
 *
 * Rates are per 10,000 children aged 0 to 17 at the middle of the year before the one in which the reported
 * year ends, as the Department for Education computes them: 2023-24 by mid-2023. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

/* The version of the definitions that a return uses; returns with another version are not compared. */
#define RETURN_DEFINITIONS "1"
#define RATE_PER 10000.0
/* With fewer children a rate would say more about chance than about a service: the City of London has 850. */
#define LEAST_CHILDREN 2000

/* Among the figures of a benchmark measure, beside those of each authority: */
#define NEIGHBOURS_MEDIAN                                                                                    \
    "median of neighbours" /* value or percent; lower and upper its range; base: the number of neighbours */
#define NEIGHBOURS_KNOWN "neighbours known" /* value, of base */
#define OWN_RANK "rank"                     /* value: the rank from the highest, among base authorities */
/* part: what to expect for a base of this size from the others' average: value (the average), lower and
 * upper; signal if the authority is outside. */
#define LIMITS_95 "95% limits"
#define LIMITS_998 "99.8% limits"
/* Whether a figure belongs to an authority, and is not a median, a rank or a limit. */
bool benchmark_is_place(const Figure *figure);

/* Where several categories make one standard category, adds their sum as one figure, a part with this name
 * that is in no file, so that it is decided on too. Not where a record may be in several categories. */
#define GATHERED "all of them in the return\x1f" /* a name that nobody can type */
void benchmark_gather(const Profile *profile, Figures *figures);
/* The return: standard measures from the figures as they may be shown. A standard category that includes a
 * hidden one is hidden, unless its sum was decided on. Caller frees. */
Figures *benchmark_return(const Profile *profile, const Figures *figures);
/* The standard categories of a comparison in order, NULL-terminated. */
const char *const *benchmark_categories(const char *compared);

/* Adds the figures of every measure of kind benchmark: each authority's, and their summaries. The given
 * figures are those that may be shown. What is left out is a finding and a note to the measure. Fails if a
 * file cannot be read. */
bool benchmark_compare(const Profile *profile, Figures *figures, Findings *findings, GError **error);
/* All authorities' figures for the standard measures as one return, for a region's own use. Caller frees. */
Figures *benchmark_merge(const Profile *profile, Findings *findings, GError **error);

/* A line of a funnel: the number (rate or percent) on the limit at each of several bases between two, in
 * increasing order. */
#define FUNNEL_STEPS 120
typedef struct {
    double base, number;
} FunnelPoint;
/* `average` as a rate or a percent. An array of FunnelPoint; caller unrefs. */
GArray *benchmark_funnel(bool rate, double average, double from, double to, double level, bool upper);

/* "contacts per 10,000 children", "percentage of contacts": what is compared, for all authorities; caller
 * frees. */
char *benchmark_words(const Profile *profile, const ProfileMeasure *measure);
/* The same for this authority, in its own words: "referrals per 10,000 children"; caller frees. */
char *benchmark_own_words(const Profile *profile, const ProfileMeasure *measure);
/* The calendar year in the middle of which the children were counted for a reporting year's rates. */
int benchmark_children_year(const Profile *profile, int year);
bool benchmark_is_rate(const ProfileMeasure *measure);
/* The rate or percentage that authorities are compared by; NAN if there is no figure. */
double benchmark_number(const ProfileMeasure *measure, const Figure *figure);
/* Whether an earlier measure makes the same comparison, so that its words need not be repeated. */
bool benchmark_is_told_before(const Profile *profile, const ProfileMeasure *measure);
