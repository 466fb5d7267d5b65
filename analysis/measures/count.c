#include "analysis/measures/measure_kinds.h"
#include <math.h>
#include <string.h>

static double
records_in(Computation *computation, const guint8 *members, const Period *period)
{
    const Day *received = (const Day *)(void *)computation->received->days->data;
    guint count = 0;
    for (guint i = 0; i < computation->dataset->length; i++)
        count += members[i] && received[i] >= period->first && received[i] <= period->last;
    return count;
}

/* One pass: the records of the population in each period. */
static double *
count_periods(Computation *computation, const guint8 *members, const GArray *periods)
{
    const guint16 *places = computation_places(computation, periods);
    g_autofree guint *counted = g_new0(guint, periods->len + 1);
    for (guint i = 0; i < computation->dataset->length; i++)
        counted[places[i]] += members[i];
    double *counts = g_new0(double, periods->len + 1);
    for (guint i = 0; i < periods->len; i++)
        counts[i] = counted[i + 1];
    return counts;
}

/* "June", "Q1" */
static const char *
slot_name(const Period *period, MeasurePer per)
{
    int month;
    calendar_split(period->first, NULL, &month, NULL);
    return per == PER_MONTH ? calendar_month_name(month) : strrchr(period->label, ' ') + 1;
}

/* What the months (or quarters) of one year come to: their sum, their mean, and the busiest of them. */
static void
add_summary(Computation *computation, const ProfileMeasure *measure, const GArray *periods, guint from,
            guint to, const double *counts)
{
    const char *slot = measure->per == PER_MONTH ? "month" : "quarter";
    double sum = 0, most = 0;
    for (guint i = from; i < to; i++) {
        sum += counts[i];
        most = fmax(most, counts[i]);
    }
    int year = g_array_index(periods, Period, from).year;
    g_autofree char *period = calendar_year_label(year, computation->profile->year_start);
    g_autofree char *all = g_strdup_printf("all %ss", slot), *mean = g_strdup_printf("mean of the %ss", slot),
                    *busiest = g_strdup_printf("busiest %s", slot);
    Period whole = {year, period, g_array_index(periods, Period, from).first,
                    g_array_index(periods, Period, to - 1).last};
    Figure of_all = computation_figure(computation, measure, period, all, "", ROLE_ALL_SLOTS,
                                       measured_set(computation, measure, &whole), NULL);
    computation_add(computation, &of_all, sum, NAN);
    Figure of_mean = computation_figure(computation, measure, period, mean, "", ROLE_MEAN, NULL,
                                        measured_set(computation, measure, &whole));
    computation_add_value(computation, &of_mean, sum / (to - from), sum);
    for (guint i = from; i < to && most > 0; i++)
        if (counts[i] == most) {
            const Period *here = &g_array_index(periods, Period, i);
            Figure figure =
                computation_figure(computation, measure, period, busiest, slot_name(here, measure->per),
                                   ROLE_BUSIEST, measured_set(computation, measure, here), NULL);
            computation_add(computation, &figure, counts[i], NAN);
        }
}

/* The four weeks before a day and the four from it on, the day among them. The second carries the signal. */
static void
add_around(Computation *computation, const ProfileMeasure *measure, const guint8 *members,
           const ProfileEvent *event)
{
    const Profile *profile = computation->profile;
    int year = calendar_year_of(event->day, profile->year_start);
    bool known = event->day + AROUND_DAYS - 1 <= computation->as_at;
    if (year > profile->year || year <= profile->year - profile->years || !known)
        return;
    g_autofree char *label = calendar_year_label(year, profile->year_start);
    g_autofree char *day = calendar_long(event->day), *name = g_strdup_printf("%s, %s", event->note, day);
    Period before = {year, NULL, event->day - AROUND_DAYS, event->day - 1};
    Period after = {year, NULL, event->day, event->day + AROUND_DAYS - 1};
    double earlier = records_in(computation, members, &before),
           later = records_in(computation, members, &after);
    Figure figure = computation_figure(computation, measure, label, name, AROUND_BEFORE, ROLE_BEFORE,
                                       measured_set(computation, measure, &before), NULL);
    computation_add(computation, &figure, earlier, NAN);
    figure = computation_figure(computation, measure, label, name, AROUND_AFTER, ROLE_AFTER,
                                measured_set(computation, measure, &after), NULL);
    change_signal_of_counts(computation_add(computation, &figure, later, NAN), earlier);
}

void
measure_count(Computation *computation, const ProfileMeasure *measure)
{
    const guint8 *members = population_members(computation, measure->of);
    for (guint i = 0; i < measure->around->len; i++)
        add_around(computation, measure, members, &g_array_index(measure->around, ProfileEvent, i));
    if (measure->around->len)
        return;
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    g_autofree double *counts = count_periods(computation, members, periods);
    for (guint i = 0, from = 0; i < periods->len; i++) {
        const Period *period = &g_array_index(periods, Period, i);
        Figure figure = computation_figure(computation, measure, period->label, "", "", ROLE_COUNT,
                                           measured_set(computation, measure, period), NULL);
        computation_add(computation, &figure, counts[i], NAN);
        bool year_ends = i + 1 == periods->len || g_array_index(periods, Period, i + 1).year != period->year;
        if (measure->per == PER_YEAR || !year_ends)
            continue;
        add_summary(computation, measure, periods, from, i + 1, counts);
        from = i + 1;
    }
}
