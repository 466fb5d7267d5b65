/* Compares the result with what was given: lists every figure that the records could not be made to give. */
#include "analysis/synthesis/synthesis_parts.h"
#include <math.h>
#include <string.h>

typedef struct {
    double count, base;
} Made;

static bool
record_counts(const Column *column, const ProfileMeasure *measure, guint record)
{
    if (!measure->leave_out->len)
        return true;
    for (guint c = 0; c < column->categories->len; c++)
        if (record_has_category(column, record, (int)c, -1) &&
            !profile_has_name(measure->leave_out, ((const MadeCategory *)column->categories->pdata[c])->name))
            return true;
    return false;
}

static bool
made_breakdown(const Year *year, const ProfileMeasure *measure, const Figure *figure, Made *made)
{
    const Column *column = measure->by->len == 1 ? year_column(year, measure->by->pdata[0]) : NULL;
    int category = column && *figure->category ? column_category(column, figure->category) : -1;
    if (!column || (*figure->category && category < 0))
        return false;
    int part = -1;
    const MadeCategory *within = category >= 0 ? column->categories->pdata[category] : NULL;
    for (guint p = 0; *figure->part && p < within->parts->len; p++)
        if (profile_same_name(within->parts->pdata[p], figure->part))
            part = (int)p;
    if (*figure->part && part < 0)
        return false;
    for (guint i = 0; i < year->length; i++) {
        if (!record_is_in(year, measure->of, i) || !record_counts(column, measure, i))
            continue;
        bool has = category < 0 || record_has_category(column, i, category, -1);
        made->base += part < 0 ? 1 : has;
        made->count += has && (part < 0 || record_has_category(column, i, category, part));
    }
    if (part < 0 && measure->percent_of)
        made->base = population_size(year, measure->percent_of);
    return true;
}

static bool
made_timeliness(const Year *year, const ProfileMeasure *measure, const Figure *figure, Made *made)
{
    const Column *from = year_column(year, measure->from), *to = year_column(year, measure->to);
    for (guint k = 0; k < measure->within->len; k++) {
        Limit limit = g_array_index(measure->within, Limit, k);
        g_autofree char *category = limit_within(limit);
        if (kind_of(measure)->of_limits && !profile_same_name(category, figure->category))
            continue;
        for (guint i = 0; i < year->length; i++) {
            if (!record_is_in(year, measure->of, i))
                continue;
            Day start = from->days[i], end = to->days[i], last = limit_last_day(limit, start);
            bool counts = measure->base == BASE_RECEIVED || end != DAY_NONE ||
                          (measure->base == BASE_DUE && year->profile->as_at > last);
            made->base += counts;
            made->count += end != DAY_NONE && end <= last;
        }
        return true;
    }
    return false;
}

static bool
made_share(const Year *year, const ProfilePopulation *of, const ProfilePopulation *in, Made *made)
{
    for (guint i = 0; i < year->length; i++) {
        bool member = record_is_in(year, of, i);
        made->base += member;
        made->count += member && record_is_in(year, in, i);
    }
    return true;
}

static bool
made_figure(const Year *year, const ProfileMeasure *measure, const Figure *figure, Made *made)
{
    const KindOfMeasure *kind = kind_of(measure);
    if (kind->sizes_population)
        return made_share(year, year->profile->populations->pdata[0], measure->of, made);
    if (kind->by_fields)
        return made_breakdown(year, measure, figure, made);
    if (kind->is_share && measure->in)
        return made_share(year, measure->of, measure->in, made);
    return (kind->is_share || kind->of_limits) && made_timeliness(year, measure, figure, made);
}

static void
check_figure(const Year *year, const ProfileMeasure *measure, const Figure *figure)
{
    Made made = {0, 0};
    g_autofree char *place =
        g_strdup_printf("%s %s%s%s%s%s", measure->id, year->period, *figure->category ? " " : "",
                        figure->category, *figure->part ? ", " : "", figure->part);
    if (!made_figure(year, measure, figure, &made)) {
        year_change(year, "%s: no row of the measure; left out", place);
        return;
    }
    double percent = made.base > 0 ? 100 * made.count / made.base : NAN;
    if (!isnan(figure->count) && figure->count != made.count)
        year_change(year, "%s: %g given, %g taken", place, figure->count, made.count);
    if (!isnan(figure->percent) && !kind_of(measure)->sizes_population &&
        (isnan(percent) || !figure_percent_agrees(percent, figure->percent)))
        year_change(year, "%s: %g%% given, %.1f%% taken (%g of %g)", place, figure->percent,
                    isnan(percent) ? 0 : percent, made.count, made.base);
}

void
year_check(const Year *year)
{
    for (guint i = 0; i < figures_length(year->figures); i++) {
        const Figure *figure = figures_at(year->figures, i);
        const ProfileMeasure *measure = profile_measure(year->profile, figure->measure);
        if (measure && !kind_of(measure)->from_files && strcmp(figure->period, year->period) == 0)
            check_figure(year, measure, figure);
    }
}
