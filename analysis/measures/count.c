#include "analysis/measures/measure_kinds.h"
#include <math.h>

static int
slot_of(Day received, const Profile *profile, MeasurePer per)
{
    int month;
    calendar_split(received, NULL, &month, NULL);
    int index = (month - profile->year_start + 12) % 12;
    return per == PER_MONTH ? index : per == PER_QUARTER ? index / 3 : 0;
}

static char *
slot_label(const Profile *profile, MeasurePer per, int year, int slot)
{
    switch (per) {
    case PER_MONTH:
        return calendar_month_label(year, slot, profile->year_start);
    case PER_QUARTER:
        return calendar_quarter_label(year, slot, profile->year_start);
    case PER_YEAR:
        break;
    }
    return calendar_year_label(year, profile->year_start);
}

void
measure_count(Computation *computation, const ProfileMeasure *measure)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *members = population_members(computation, measure->of);
    const DatasetField *received = dataset_field(dataset, "received");
    g_autoptr(GArray) years = computation_years(computation);
    int slots = measure->per == PER_MONTH ? 12 : measure->per == PER_QUARTER ? 4 : 1;
    for (guint y = 0; y < years->len; y++) {
        int year = g_array_index(years, int, y);
        double counts[12] = {0};
        for (guint i = 0; i < dataset->length; i++)
            if (members[i] && g_array_index(dataset->years, gint16, i) == year)
                counts[slot_of(g_array_index(received->days, Day, i), computation->profile, measure->per)]++;
        for (int slot = 0; slot < slots; slot++) {
            g_autofree char *period = slot_label(computation->profile, measure->per, year, slot);
            computation_add(computation, measure, period, "", "", counts[slot], NAN);
        }
    }
}
