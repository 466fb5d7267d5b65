/* What a series of counts shows: the rate of change over the years; the control limits of months and
 * quarters, or the median of a run chart if counts are small. */
#include <math.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"

/* A stretch of the series with no break, gap or rebase in it. */
typedef struct {
    const Period *periods;
    const double *counts;
    guint length;
    GPtrArray *told; /* RecordSet*: those of its months or quarters */
} Phase;

/* Figures about the points of a stretch. */
static const struct {
    const char *category;
    FigureRole role;
} of_points[] = {{CONTROL_LIMITS, ROLE_CONTROL_LIMITS}, {RUN_MEDIAN, ROLE_RUN_MEDIAN},
                 {RUN_CROSSINGS, ROLE_CROSSINGS},       {CAUSE_OUTSIDE, ROLE_RULE_OUTSIDE},
                 {CAUSE_TREND, ROLE_RULE_TREND},        {CAUSE_NEAR_LIMIT, ROLE_RULE_NEAR_LIMIT},
                 {CAUSE_SHIFT, ROLE_RULE_SHIFT},        {CAUSE_RUN, ROLE_RULE_RUN}};

/* A figure about every month or quarter of the stretch; where a rule picked one out, its count again. */
static Figure *
put_series_point(Computation *computation, const Phase *phase, guint point, FigureRole role)
{
    gsize i = 0;
    while (of_points[i].role != role)
        i++;
    const Period *period = &phase->periods[point];
    Figure figure =
        computation_figure(computation, period->label, of_points[i].category, "", role, NULL, NULL);
    if (figure_is_rule(&figure))
        figure.counts = measured_set(computation, period);
    figure.tells = g_ptr_array_ref(phase->told);
    return computation_put_figure(computation, &figure);
}

/* Since the first year whose counts it uses. */
static Figure *
put_trend(Computation *computation, const char *year, const char *first, GPtrArray *told)
{
    g_autofree char *since = g_strconcat(SINCE, first, NULL);
    Figure figure =
        computation_figure(computation, year, YEARLY_CHANGE, since, ROLE_YEARLY_CHANGE, NULL, NULL);
    figure.tells = g_ptr_array_ref(told);
    return computation_put_figure(computation, &figure);
}

static void
estimate_trend(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const Profile *profile = computation->profile;
    double counts[TREND_MOST_YEARS];
    guint length = 0;
    g_autoptr(GPtrArray) told = told_sets();
    if (!period_is_complete(profile, computation->as_at,
                            calendar_year_last(profile->year, profile->year_start)))
        return;
    /* Back from the report year to the first year that has no count or begins a new series. */
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
    Figure *figure = put_trend(computation, label, first, told);
    figure->value = 100 * trend.change;
    figure->lower = 100 * trend.limits.lower;
    figure->upper = 100 * trend.limits.upper;
    figure->signal = figure->lower > 0   ? SIGNAL_HIGHER
                     : figure->upper < 0 ? SIGNAL_LOWER
                                         : SIGNAL_NO_CLEAR_CHANGE;
}

static gpointer
copy_set(gconstpointer set, G_GNUC_UNUSED gpointer user)
{
    return record_set_ref(set);
}

/* Up to every year in the file, since every earlier one. */
static void
list_trends(Computation *computation)
{
    const Period *years = (const Period *)(void *)computation->periods->data;
    for (guint last = 0; last < computation->periods->len; last++) {
        g_autoptr(GPtrArray) told = told_sets();
        for (guint i = last + 1; i-- > 0;) {
            g_ptr_array_add(told, measured_set(computation, &years[i]));
            g_autoptr(GPtrArray) so_far = g_ptr_array_copy(told, copy_set, NULL);
            put_trend(computation, years[last].label, years[i].label, so_far);
        }
    }
}

static void
add_cause(Computation *computation, const Phase *phase, guint point, FigureRole rule, double middle)
{
    Figure *figure = put_series_point(computation, phase, point, rule);
    figure->count = phase->counts[point];
    figure->signal = figure->count > middle ? SIGNAL_HIGHER : SIGNAL_LOWER;
}

static void
control_phase(Computation *computation, const Phase *phase)
{
    static const FigureRole found[] = {ROLE_COUNT, ROLE_RULE_OUTSIDE, ROLE_RULE_TREND, ROLE_RULE_NEAR_LIMIT,
                                       ROLE_RULE_SHIFT};
    ControlLimits limits = statistics_xmr_limits(phase->counts, phase->length);
    g_autofree ControlRule *rules = g_new(ControlRule, phase->length);
    statistics_xmr_rules(phase->counts, phase->length, &limits, rules);
    for (guint i = 0; i < phase->length; i++) {
        Figure *figure = put_series_point(computation, phase, i, ROLE_CONTROL_LIMITS);
        figure->value = limits.mean;
        figure->lower = fmax(0, limits.lower); /* a count cannot be less */
        figure->upper = limits.upper;
        if (rules[i])
            add_cause(computation, phase, i, found[rules[i]], limits.mean);
    }
}

static void
run_phase(Computation *computation, const Phase *phase)
{
    RunChart chart = statistics_run_chart(phase->counts, phase->length);
    /* Nothing can lie below a median of 0, so neither test means anything. */
    bool can_cross = chart.median > 0;
    size_t marked = chart.shift && can_cross ? chart.longest : 0;
    for (guint i = 0; i < phase->length; i++)
        put_series_point(computation, phase, i, ROLE_RUN_MEDIAN)->value = chart.median;
    for (size_t i = chart.longest_end + 1; i-- > 0 && marked;)
        if (phase->counts[i] != chart.median) {
            add_cause(computation, phase, (guint)i, ROLE_RULE_RUN, chart.median);
            marked--;
        }
    if (!can_cross)
        return;
    Figure *crossings = put_series_point(computation, phase, phase->length - 1, ROLE_CROSSINGS);
    crossings->value = (double)chart.crossings;
    crossings->lower = (double)chart.crossings_expected;
}

/* Limits that assume roughly even variation are meaningless for counts that are mostly 0 to 4. */
static const double least_mean_for_limits = 5;

static void
estimate_phase(Computation *computation, const Phase *phase)
{
    for (guint i = 0; i < phase->length && computation->known; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(of_points); k++)
            put_series_point(computation, phase, i, of_points[k].role);
    if (phase->length < CONTROL_LEAST_POINTS || computation->known)
        return;
    double sum = 0;
    for (guint i = 0; i < phase->length; i++)
        sum += phase->counts[i];
    if (sum / phase->length < least_mean_for_limits)
        run_phase(computation, phase);
    else
        control_phase(computation, phase);
}

static bool
begins_phase(const Computation *computation, const Period *period, const Period *before)
{
    const ProfileMeasure *measure = computation->measure;
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
estimate_control(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const GArray *periods = computation->periods;
    const Period *all = (const Period *)(void *)periods->data;
    g_autofree double *counts = g_new0(double, periods->len + 1);
    guint length = 0;
    for (; length < periods->len &&
           period_is_complete(computation->profile, computation->as_at, all[length].last);
         length++) {
        const Figure *figure = figures_find(computation->figures, measure->id, all[length].label, "", "");
        counts[length] = figure ? figure->count : 0;
    }
    for (guint i = 1, from = 0; i <= length; i++) {
        if (i < length && !begins_phase(computation, &all[i], &all[i - 1]))
            continue;
        g_autoptr(GPtrArray) told = told_sets();
        for (guint k = from; k < i; k++)
            g_ptr_array_add(told, measured_set(computation, &all[k]));
        Phase phase = {all + from, counts + from, i - from, told};
        estimate_phase(computation, &phase);
        from = i;
    }
}

void
estimate_series(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    if (measure->around->len)
        return;
    if (measure->per == PER_YEAR && computation->known)
        list_trends(computation);
    else if (measure->per == PER_YEAR)
        estimate_trend(computation);
    else
        estimate_control(computation);
}
