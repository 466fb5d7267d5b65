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

/* The records of a month, a quarter or a year: those received in it. */
static Figure *
put_period(Computation *computation, const Period *period)
{
    return computation_put(computation, period->label, "", "", ROLE_COUNT, measured_set(computation, period),
                           NULL);
}

/* What the months (or quarters) of a year that have begun come to. */
static Figure *
put_whole(Computation *computation, const Period *whole, FigureRole role)
{
    const ProfileMeasure *measure = computation->measure;
    bool mean = role == ROLE_MEAN;
    g_autofree char *category = g_strdup_printf("%s %ss", mean ? "mean of the" : "all",
                                                measure->per == PER_MONTH ? "month" : "quarter");
    RecordSet *set = measured_set(computation, whole);
    return computation_put(computation, whole->label, category, "", role, mean ? NULL : set,
                           mean ? set : NULL);
}

/* A month (or quarter) that had more than all others of its year, or as many as another. */
static Figure *
put_busiest(Computation *computation, const char *year, const Period *slot)
{
    const ProfileMeasure *measure = computation->measure;
    return computation_put(computation, year, measure->per == PER_MONTH ? "busiest month" : "busiest quarter",
                           slot_name(slot, measure->per), ROLE_BUSIEST, measured_set(computation, slot),
                           NULL);
}

static void
add_summary(Computation *computation, const GArray *periods, guint from, guint to, const double *counts)
{
    double sum = 0, most = 0;
    for (guint i = from; i < to; i++) {
        sum += counts[i];
        most = fmax(most, counts[i]);
    }
    const Period *first = &g_array_index(periods, Period, from);
    g_autofree char *year = calendar_year_label(first->year, computation->profile->year_start);
    Period whole = {first->year, -1, year, first->first, g_array_index(periods, Period, to - 1).last};
    figure_fill_count(put_whole(computation, &whole, ROLE_ALL_SLOTS), sum, NAN);
    figure_fill_value(put_whole(computation, &whole, ROLE_MEAN), sum / (to - from), sum);
    for (guint i = from; i < to && most > 0; i++)
        if (counts[i] == most)
            figure_fill_count(put_busiest(computation, year, &g_array_index(periods, Period, i)), counts[i],
                              NAN);
}

/* The records received in the four weeks before a day, or in the four from it on, the day among them. */
static Figure *
put_around(Computation *computation, const ProfileEvent *event, bool after, Period *weeks)
{
    int year = calendar_year_of(event->day, computation->profile->year_start);
    Day first = after ? event->day : event->day - AROUND_DAYS;
    *weeks = (Period){year, -1, NULL, first, first + AROUND_DAYS - 1};
    g_autofree char *label = calendar_year_label(year, computation->profile->year_start),
                    *day = calendar_long(event->day), *name = g_strdup_printf("%s, %s", event->note, day);
    return computation_put(computation, label, name, after ? AROUND_AFTER : AROUND_BEFORE,
                           after ? ROLE_AFTER : ROLE_BEFORE, measured_set(computation, weeks), NULL);
}

/* The second carries the signal. */
static void
add_around(Computation *computation, const guint8 *members, const ProfileEvent *event)
{
    const Profile *profile = computation->profile;
    int year = calendar_year_of(event->day, profile->year_start);
    bool known = event->day + AROUND_DAYS - 1 <= computation->as_at;
    if (year > profile->year || year <= profile->year - profile->years || !known)
        return;
    Period weeks;
    Figure *before = put_around(computation, event, false, &weeks);
    double earlier = records_in(computation, members, &weeks);
    figure_fill_count(before, earlier, NAN);
    Figure *after = put_around(computation, event, true, &weeks);
    figure_fill_count(after, records_in(computation, members, &weeks), NAN);
    change_signal_of_counts(after, earlier);
}

static void
count(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const guint8 *members = population_members(computation, measure->of);
    for (guint i = 0; i < measure->around->len; i++)
        add_around(computation, members, &g_array_index(measure->around, ProfileEvent, i));
    if (measure->around->len)
        return;
    g_autoptr(GArray) periods = computation_periods(computation);
    g_autofree double *counts = count_periods(computation, members, periods);
    for (guint i = 0, from = 0; i < periods->len; i++) {
        const Period *period = &g_array_index(periods, Period, i);
        figure_fill_count(put_period(computation, period), counts[i], NAN);
        bool year_ends = i + 1 == periods->len || g_array_index(periods, Period, i + 1).year != period->year;
        if (measure->per == PER_YEAR || !year_ends)
            continue;
        add_summary(computation, periods, from, i + 1, counts);
        from = i + 1;
    }
}

static void
list_summary(Computation *computation, const Period *year)
{
    g_autoptr(GArray) slots = computation_slots(computation, year->year);
    if (!slots->len)
        return;
    Period whole = *year;
    whole.last = g_array_index(slots, Period, slots->len - 1).last;
    put_whole(computation, &whole, ROLE_ALL_SLOTS);
    put_whole(computation, &whole, ROLE_MEAN);
    for (guint i = 0; i < slots->len; i++)
        put_busiest(computation, year->label, &g_array_index(slots, Period, i));
}

static void
list(Computation *computation, const Period *period)
{
    const ProfileMeasure *measure = computation->measure;
    Period weeks;
    for (guint i = 0; i < 2 * measure->around->len; i++)
        put_around(computation, &g_array_index(measure->around, ProfileEvent, i / 2), i % 2, &weeks);
    if (measure->around->len)
        return;
    if (measure->per == PER_YEAR || period->slot >= 0)
        put_period(computation, period);
    else
        list_summary(computation, period);
}

static bool
allows(G_GNUC_UNUSED const Profile *profile, const ProfileMeasure *measure, const char *key)
{
    return strcmp(key, "around") == 0   ? measure->per == PER_YEAR
           : strcmp(key, "rebase") == 0 ? measure->per != PER_YEAR
                                        : true;
}

static const char *const keys[] = {"per", "around", "rebase", NULL};
const KindOfMeasure kind_count = {.name = "count",
                                  .keys = keys,
                                  .allows = allows,
                                  .sizes_population = true,
                                  .list = list,
                                  .list_estimates = list_series,
                                  .count = count,
                                  .estimate = estimate_series};
