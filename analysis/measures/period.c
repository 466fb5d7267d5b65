/* Years, quarters and months: their labels and days. */
#include "analysis/measures/measure_kinds.h"
#include <stdio.h>
#include <string.h>

Day
period_first_day(MeasurePer per, ReportingYear years, int year, int slot)
{
    return per == PER_YEAR ? calendar_year_first(year, years)
                           : calendar_month_first(year, slot * 12 / period_slots(per), years);
}

bool
period_of_month(const char *label, ReportingYear years, int *year, int *slot)
{
    int number, month;
    if (sscanf(label, "%4d-%2d", &number, &month) != 2 || month < 1 || month > 12)
        return false;
    *slot = (month - years.start_month + 12) % 12;
    *year = month < years.start_month ? number - 1 : number;
    return calendar_has_month(*slot, years);
}

bool
period_of_year(const char *label, ReportingYear years, int *year, int *slot)
{
    ReportingYear quarter = calendar_whole(years);
    gsize head = strcspn(label, " ");
    g_autofree char *whole = g_strndup(label, head);
    *slot = -1;
    if (calendar_parse_year(label, years, year))
        return true;
    if (!label[head] || !calendar_parse_year(whole, quarter, year) ||
        !calendar_parse_part(label + head + 1, &quarter) || quarter.quarters > 1)
        return false;
    *slot = quarter.first_quarter;
    return calendar_has_month(3 * *slot, years);
}

/* "2011-12" is a year or a month: the measure decides, except for the sums over a year's months. */
bool
period_of_figure(const Figure *figure, MeasurePer per, ReportingYear years, int *year, int *slot)
{
    bool of_year =
        figure->role == ROLE_ALL_SLOTS || figure->role == ROLE_MEAN || figure->role == ROLE_BUSIEST;
    return per == PER_MONTH && !of_year ? period_of_month(figure->period, years, year, slot)
                                        : period_of_year(figure->period, years, year, slot);
}

int
period_slots(MeasurePer per)
{
    return per == PER_MONTH ? 12 : per == PER_QUARTER ? 4 : 1;
}

bool
period_has_slot(MeasurePer per, ReportingYear years, int slot)
{
    return per == PER_YEAR || calendar_has_month(slot * 12 / period_slots(per), years);
}

int
period_first_slot(MeasurePer per, ReportingYear years)
{
    return years.first_quarter * period_slots(per) / 4;
}

char *
period_label(MeasurePer per, ReportingYear years, int year, int slot)
{
    return slot < 0 || per == PER_YEAR ? calendar_year_label(year, years)
           : per == PER_MONTH          ? calendar_month_label(year, slot, years)
                                       : calendar_quarter_label(year, slot, years);
}

Day
period_last_day(MeasurePer per, ReportingYear years, int year, int slot)
{
    return slot < 0 || per == PER_YEAR ? calendar_year_last(year, years)
                                       : period_first_day(per, years, year, slot + 1) - 1;
}

bool
period_is_complete(const Profile *profile, Day as_at, Day last)
{
    return profile->as_at == DAY_NONE || as_at >= last;
}

char *
period_year_before(const Figure *figure, MeasurePer per, ReportingYear years)
{
    int year, slot;
    return period_of_figure(figure, per, years, &year, &slot) ? period_label(per, years, year - 1, slot)
                                                              : NULL;
}

bool
period_is_of_other_years(const Profile *profile, const Figure *figure)
{
    const ProfileMeasure *measure = profile_measure(profile, figure->measure);
    ReportingYear part = calendar_whole(profile->year_start);
    const char *end = strchr(figure->period, ' ');
    int year, slot;
    if (!measure || (period_of_figure(figure, measure->per, profile->year_start, &year, &slot) &&
                     (slot < 0 || measure->per != PER_YEAR)))
        return false;
    return profile->year_start.quarters ||
           (measure->per == PER_YEAR && end && calendar_parse_part(end + 1, &part));
}

void
period_say_other_years(const Profile *profile, const Figures *figures, Findings *findings)
{
    const Figure *first = NULL;
    guint count = 0;
    for (guint i = 0; i < figures_length(figures); i++)
        if (period_is_of_other_years(profile, figures_at(figures, i))) {
            first = first ? first : figures_at(figures, i);
            count++;
        }
    if (first && !profile->year_start.quarters)
        findings_add(findings, "figure-other-period", first->file, first->line, 0, "",
                     "%u figures are for quarters, starting with %s, but their measures count by year; they "
                     "appear in the quarterly pack",
                     count, first->period);
}
