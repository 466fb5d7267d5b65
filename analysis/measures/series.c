/* What a series of counts says: the rate of change over the years; the control limits of months and quarters,
 * or the median of a run chart where counts are small. */
#include <math.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"

/* A stretch of the series without a break, a gap or a rebase in it. */
typedef struct {
    const Period *periods;
    const double *counts;
    guint length;
    GPtrArray *told; /* RecordSet*: those of its months or quarters */
} Phase;

/* A figure that the whole stretch tells. */
static Figure
phase_figure(Computation *computation, const ProfileMeasure *measure, const Phase *phase, guint point,
             const char *category, FigureRole role)
{
    Figure figure =
        computation_figure(computation, measure, phase->periods[point].label, category, "", role, NULL, NULL);
    figure.tells = g_ptr_array_ref(phase->told);
    return figure;
}

static void
estimate_trend(Computation *computation, const ProfileMeasure *measure)
{
    const Profile *profile = computation->profile;
    double counts[TREND_MOST_YEARS];
    guint length = 0;
    g_autoptr(GPtrArray) told = told_sets();
    if (!period_is_complete(profile, calendar_year_last(profile->year, profile->year_start)))
        return;
    /* Back from the report year to the first that has no count or begins a series anew. */
    for (int year = profile->year; year > profile->year - profile->years; year--) {
        g_autofree char *label = calendar_year_label(year, profile->year_start);
        const Figure *figure = figures_find(computation->figures, measure->id, label, "", "");
        if (!figure || isnan(figure->count))
            break;
        length++;
        counts[TREND_MOST_YEARS - length] = figure->count;
        told_add(told, figure->counts);
        if (profile_break(profile, measure, year))
            break;
    }
    Trend trend = statistics_trend(counts + TREND_MOST_YEARS - length, length, HEADLINE_LEVEL);
    if (isnan(trend.change))
        return;
    g_autofree char *label = calendar_year_label(profile->year, profile->year_start);
    g_autofree char *first = calendar_year_label(profile->year - (int)length + 1, profile->year_start);
    g_autofree char *since = g_strconcat(SINCE, first, NULL);
    Figure figure =
        computation_figure(computation, measure, label, YEARLY_CHANGE, since, ROLE_YEARLY_CHANGE, NULL, NULL);
    figure.tells = g_steal_pointer(&told);
    figure.value = 100 * trend.change;
    figure.lower = 100 * trend.limits.lower;
    figure.upper = 100 * trend.limits.upper;
    figure.signal = figure.lower > 0   ? SIGNAL_HIGHER
                    : figure.upper < 0 ? SIGNAL_LOWER
                                       : SIGNAL_NO_CLEAR_CHANGE;
    computation_put_beside(computation, &figure);
}

typedef struct {
    const char *category;
    FigureRole role;
} Cause;

static void
add_cause(Computation *computation, const ProfileMeasure *measure, const Phase *phase, guint point,
          const Cause *cause, double middle)
{
    Figure figure = phase_figure(computation, measure, phase, point, cause->category, cause->role);
    figure.counts = measured_set(computation, measure, &phase->periods[point]);
    figure.count = phase->counts[point];
    figure.signal = figure.count > middle ? SIGNAL_HIGHER : SIGNAL_LOWER;
    computation_put_beside(computation, &figure);
}

static void
control_phase(Computation *computation, const ProfileMeasure *measure, const Phase *phase)
{
    static const Cause causes[] = {{0},
                                   {CAUSE_OUTSIDE, ROLE_RULE_OUTSIDE},
                                   {CAUSE_TREND, ROLE_RULE_TREND},
                                   {CAUSE_NEAR_LIMIT, ROLE_RULE_NEAR_LIMIT},
                                   {CAUSE_SHIFT, ROLE_RULE_SHIFT}};
    ControlLimits limits = statistics_xmr_limits(phase->counts, phase->length, false);
    g_autofree ControlRule *rules = g_new(ControlRule, phase->length);
    statistics_xmr_rules(phase->counts, phase->length, &limits, rules);
    for (guint i = 0; i < phase->length; i++) {
        Figure figure = phase_figure(computation, measure, phase, i, CONTROL_LIMITS, ROLE_CONTROL_LIMITS);
        figure.value = limits.mean;
        figure.lower = fmax(0, limits.lower); /* a count cannot be less */
        figure.upper = limits.upper;
        computation_put_beside(computation, &figure);
        if (causes[rules[i]].category)
            add_cause(computation, measure, phase, i, &causes[rules[i]], limits.mean);
    }
}

static void
run_phase(Computation *computation, const ProfileMeasure *measure, const Phase *phase)
{
    static const Cause run = {CAUSE_RUN, ROLE_RULE_RUN};
    RunChart chart = statistics_run_chart(phase->counts, phase->length);
    /* Nothing can lie below a median of 0, so that neither test means anything. */
    bool can_cross = chart.median > 0;
    size_t marked = chart.shift && can_cross ? chart.longest : 0;
    for (guint i = 0; i < phase->length; i++) {
        Figure figure = phase_figure(computation, measure, phase, i, RUN_MEDIAN, ROLE_RUN_MEDIAN);
        figure.value = chart.median;
        computation_put_beside(computation, &figure);
    }
    for (size_t i = chart.longest_end + 1; i-- > 0 && marked;)
        if (phase->counts[i] != chart.median) {
            add_cause(computation, measure, phase, (guint)i, &run, chart.median);
            marked--;
        }
    if (!can_cross)
        return;
    Figure crossings =
        phase_figure(computation, measure, phase, phase->length - 1, RUN_CROSSINGS, ROLE_CROSSINGS);
    crossings.value = (double)chart.crossings;
    crossings.lower = (double)chart.crossings_expected;
    computation_put_beside(computation, &crossings);
}

/* Limits that assume a roughly even scatter say nothing of counts that are mostly 0 to 4. */
static const double least_mean_for_limits = 5;

static void
estimate_phase(Computation *computation, const ProfileMeasure *measure, const Phase *phase)
{
    if (phase->length < CONTROL_LEAST_POINTS)
        return;
    double sum = 0;
    for (guint i = 0; i < phase->length; i++)
        sum += phase->counts[i];
    if (sum / phase->length < least_mean_for_limits)
        run_phase(computation, measure, phase);
    else
        control_phase(computation, measure, phase);
}

static bool
begins_phase(const Computation *computation, const ProfileMeasure *measure, const Period *period,
             const Period *before)
{
    if (period->first != before->last + 1)
        return true;
    if (period->year != before->year && profile_break(computation->profile, measure, period->year))
        return true;
    for (guint i = 0; i < measure->rebase->len; i++) {
        Day day = g_array_index(measure->rebase, Day, i);
        if (before->first < day && period->first >= day)
            return true;
    }
    return false;
}

static void
estimate_control(Computation *computation, const ProfileMeasure *measure)
{
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    const Period *all = (const Period *)(void *)periods->data;
    g_autofree double *counts = g_new0(double, periods->len + 1);
    guint from = 0, length = 0;
    for (; length < periods->len && period_is_complete(computation->profile, all[length].last); length++) {
        const Figure *figure = figures_find(computation->figures, measure->id, all[length].label, "", "");
        counts[length] = figure ? figure->count : 0;
    }
    for (guint i = 1; i <= length; i++) {
        if (i < length && !begins_phase(computation, measure, &all[i], &all[i - 1]))
            continue;
        g_autoptr(GPtrArray) told = told_sets();
        for (guint k = from; k < i; k++)
            g_ptr_array_add(told, measured_set(computation, measure, &all[k]));
        Phase phase = {all + from, counts + from, i - from, told};
        estimate_phase(computation, measure, &phase);
        from = i;
    }
}

void
estimate_series(Computation *computation, const ProfileMeasure *measure)
{
    if (measure->around->len)
        return;
    if (measure->per == PER_YEAR)
        estimate_trend(computation, measure);
    else
        estimate_control(computation, measure);
}
