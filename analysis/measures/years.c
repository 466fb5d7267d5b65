/* The years, quarters or months that a measure has figures for. */
#include <string.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/statistics/statistics.h"

static const int last_year = 9999;

bool *
computation_years_with_records(const Profile *profile, const Dataset *dataset)
{
    bool *years = g_new0(bool, last_year + 1);
    const DatasetField *received = dataset_field(dataset, "received");
    for (guint i = 0; i < dataset->length; i++) {
        int year = g_array_index(dataset->years, gint16, i);
        years[year] = years[year] ||
                      calendar_year_has(year, profile->year_start, g_array_index(received->days, Day, i));
    }
    return years;
}

bool
computation_has_records(const Computation *computation, int year)
{
    return year >= 0 && year <= last_year && computation->has_records[year];
}

/* As far from the report year as any rate of change reaches. */
static void
add_year(const Profile *profile, GArray *years, int year)
{
    guint place = 0;
    if (ABS(year - profile->year) > TREND_MOST_YEARS)
        return;
    for (guint i = 0; i < years->len; i++) {
        if (g_array_index(years, int, i) == year)
            return;
        place += g_array_index(years, int, i) < year;
    }
    g_array_insert_val(years, place, year);
}

/* "2011-12" may be a year, or a month of another. */
static GArray *
known_years(const Computation *computation)
{
    GArray *years = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < figures_length(computation->figures); i++) {
        const Figure *figure = figures_at(computation->figures, i);
        ReportingYear start = computation->profile->year_start;
        int year, slot;
        if (strcmp(figure->measure, computation->measure->id) != 0 ||
            !figure_is_own(computation->figures, figure))
            continue;
        if (period_of_year(figure->period, start, &year, &slot))
            add_year(computation->profile, years, year);
        if (computation->measure->per == PER_MONTH && period_of_month(figure->period, start, &year, &slot))
            add_year(computation->profile, years, year);
    }
    return years;
}

bool
given_has_year(const GPtrArray *given, const Profile *profile, int year)
{
    for (guint i = 0; i < given->len; i++)
        for (guint k = 0; k < figures_length(given->pdata[i]); k++) {
            const Figure *figure = figures_at(given->pdata[i], k);
            const ProfileMeasure *measure = profile_measure(profile, figure->measure);
            int here, slot;
            if (measure && !kind_of(measure)->from_files &&
                period_of_figure(figure, measure->per, profile->year_start, &here, &slot) && here == year)
                return true;
        }
    return false;
}

static GArray *
reported_years(const Computation *computation)
{
    const Profile *profile = computation->profile;
    if (computation->known)
        return known_years(computation);
    GArray *years = g_array_new(FALSE, FALSE, sizeof(int));
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        bool here = computation_has_records(computation, year),
             reported = here || (year == profile->year && !given_has_year(computation->given, profile, year));
        if (reported && year >= computation->measure->since)
            g_array_append_val(years, year);
    }
    return years;
}

static void
period_clear(gpointer pointer)
{
    g_free(((Period *)pointer)->label);
}

GArray *
computation_periods(const Computation *computation)
{
    MeasurePer per = computation->measure->per;
    ReportingYear start = computation->profile->year_start;
    GArray *periods = g_array_new(FALSE, FALSE, sizeof(Period));
    g_array_set_clear_func(periods, period_clear);
    g_autoptr(GArray) years = reported_years(computation);
    for (guint i = 0; i < years->len; i++)
        for (int slot = 0, year = g_array_index(years, int, i); slot < period_slots(per); slot++) {
            Period period = {year, NULL, period_first_day(per, start, year, slot),
                             period_last_day(per, start, year, slot)};
            /* A part of a year that begins after as-at has not happened yet: it has no figure, rather than
             * 0. */
            if (!period_has_slot(per, start, slot) ||
                (per != PER_YEAR && computation->profile->as_at != DAY_NONE &&
                 period.first > computation->as_at))
                continue;
            period.label = period_label(per, start, year, slot);
            g_array_append_val(periods, period);
        }
    return periods;
}
