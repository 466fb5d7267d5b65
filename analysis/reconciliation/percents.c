/* Percentages against counts, and supplied changes against the two years. */
#include "analysis/reconciliation/reconciliation_parts.h"
#include <math.h>
#include <string.h>

/* The base of the figure's percentage: its own base, otherwise its category, otherwise the known size of the
 * population. */
static double
base_of_percent(const Check *check, const ProfileMeasure *measure, const Figure *figure)
{
    if (!isnan(figure->base))
        return figure->base;
    if (*figure->part && !measure->parts_of_all) {
        const Figure *category =
            figures_find(check->figures, measure->id, figure->period, figure->category, "");
        return category ? category->count : NAN;
    }
    if (kind_of(measure)->from_files)
        return NAN;
    const ProfilePopulation *population = profile_percent_of(measure);
    const Claim *size = sizes_of(check, population, population);
    return size && size->lowest == size->highest ? size->lowest : NAN;
}

static bool
some_count_gives(double percent, double base)
{
    double nearest = floor(percent * base / 100);
    for (double count = fmax(0, nearest - 1); count <= nearest + 2 && count <= base; count++)
        if (figure_percent_agrees(100 * count / base, percent))
            return true;
    return false;
}

static void
check_percent(const Check *check, const ProfileMeasure *measure, const Figure *figure)
{
    double base = base_of_percent(check, measure, figure);
    if (!(base > 0) || isnan(figure->percent))
        return;
    double percent = 100 * figure->count / base;
    if (!isnan(figure->count) && !figure_percent_agrees(percent, figure->percent))
        report_difference(check, "percent-differs", measure, figure,
                          "the percentage given is not its count divided by its base",
                          "%g%% is given, but %g of %g is %.1f%%", figure->percent, figure->count, base,
                          percent);
    else if (isnan(figure->count) && !isnan(figure->base) && !some_count_gives(figure->percent, base)) {
        report_difference(check, "percent-impossible", measure, figure,
                          "no whole number out of the base gives the percentage",
                          "no whole number out of %g is %g%%", base, figure->percent);
        if (check->profile->suppress_below <= 1)
            findings_set_percent(check->findings, figure->percent, base, measure->base_words);
    }
}

static void
check_count(const Check *check, const ProfileMeasure *measure, const Figure *figure)
{
    if (!kind_of(measure)->from_files && !measure->percent_of && figure->count > figure->base)
        report_difference(check, "count-over-base", measure, figure, "the count is larger than its base",
                          "the count %g is larger than its base %g", figure->count, figure->base);
}

/* The percentages of a whole table: a finding if they differ from 100 by more than rounding each row can
 * explain, a note if by less. */
static void
check_sum(const Check *check, const ProfileMeasure *measure)
{
    double sum = 0, slack = 0;
    const Figure *first = NULL;
    for (guint i = 0; i < figures_length(check->figures); i++) {
        const Figure *figure = figures_at(check->figures, i);
        if (!figure_is_in(figure, measure->id, check->period) || !*figure->category || *figure->part)
            continue;
        if (isnan(figure->percent) && !(figure->count == 0))
            return;
        first = first ? first : figure;
        sum += isnan(figure->percent) ? 0 : figure->percent;
        slack += isnan(figure->percent) ? 0 : figure_percent_tolerance(figure->percent);
    }
    if (!first || !first->file || !rows_are_complete(check, measure) || fabs(sum - 100) < 0.01)
        return;
    bool rounding = fabs(sum - 100) <= slack;
    report_difference(check, rounding ? "percents-rounded" : "percents-sum", measure, first,
                      "the percentages of the table do not add up to 100",
                      "the percentages of the table add up to %g%s", sum,
                      rounding ? ", which rounding each one can explain" : "");
}

/* The percentage of a figure: its own, or what other tables say about its population. */
static double
share_of(const Check *check, const ProfileMeasure *measure, const Figure *figure)
{
    double base = figure ? base_of_percent(check, measure, figure) : NAN;
    if (figure && !isnan(figure->count) && base > 0)
        return 100 * figure->count / base;
    if (figure && !isnan(figure->percent))
        return figure->percent;
    const ProfilePopulation *all = check->profile->populations->pdata[0];
    const Claim *whole = sizes_of(check, measure->of, measure->of);
    const Claim *part =
        measure->in ? sizes_of(check, measure->in, measure->of == all ? measure->in : measure->of) : NULL;
    return whole && part && whole->lowest > 0 ? 100 * (part->lowest + part->highest) / 2 / whole->lowest
                                              : NAN;
}

static double
share_a_year_before(const Check *check, const ProfileMeasure *measure, const Figure *before,
                    const char *period)
{
    Check earlier = *check;
    earlier.period = period;
    earlier.claims = g_array_new(FALSE, FALSE, sizeof(Claim));
    sizes_gather(&earlier);
    double share = share_of(&earlier, measure, before);
    g_array_unref(earlier.claims);
    return share;
}

/* A change is of counts if both years have one, otherwise in percentage points. */
static void
check_change(const Check *check, const ProfileMeasure *measure, const Figure *figure)
{
    int year;
    if (!figure->file || (isnan(figure->change) && figure->signal == SIGNAL_NONE) ||
        !calendar_parse_year(check->period, check->profile->year_start, &year))
        return;
    g_autofree char *period = calendar_year_label(year - 1, check->profile->year_start);
    const Figure *before = figures_find(check->figures, measure->id, period, figure->category, figure->part);
    bool counted = before && !isnan(before->count) && !isnan(figure->count) && !kind_of(measure)->is_share;
    bool both = before && !isnan(before->count) && !isnan(figure->count);
    double points = share_of(check, measure, figure) - share_a_year_before(check, measure, before, period);
    double change = both ? figure->count - before->count : points;
    if (isnan(change))
        return;
    if (!isnan(figure->change) && fabs(change - figure->change) > (both ? 0 : 1))
        report_difference(check, "change-differs", measure, figure,
                          "the change given is not the difference of the two years",
                          "a change of %g is given, but it is %.*f%s", figure->change, both ? 0 : 1, change,
                          both && fabs(points - figure->change) <= 1
                              ? " (the share changed by that, in points)"
                          : both ? ""
                                 : " points");
    double direction = counted || isnan(points) ? change : points;
    if ((figure->signal == SIGNAL_HIGHER && direction <= 0) ||
        (figure->signal == SIGNAL_LOWER && direction >= 0))
        report_difference(
            check, "signal-differs", measure, figure, "the direction given is not that of the change",
            "called %s, but it changed by %+.1f", figure_signal_words(figure->signal), direction);
}

void
percents_check(Check *check)
{
    for (guint m = 0; m < check->profile->measures->len; m++) {
        const ProfileMeasure *measure = check->profile->measures->pdata[m];
        if (is_plain_breakdown(check, measure) && !measure->percent_of && !measure->leave_out->len)
            check_sum(check, measure);
    }
    guint length = figures_length(check->figures);
    for (guint i = 0; i < length; i++) {
        const Figure *figure = figures_at(check->figures, i);
        const ProfileMeasure *measure = profile_measure(check->profile, figure->measure);
        if (!measure || strcmp(figure->period, check->period) != 0 || measure->per != PER_YEAR ||
            figure_is_worked_out(figure))
            continue;
        check_percent(check, measure, figure);
        check_count(check, measure, figure);
        check_change(check, measure, figure);
    }
}
