#include "analysis/measures/measure_kinds.h"
#include <math.h>
#include <string.h>

static double
records_in(const Computation *computation, const Period *period)
{
    const Day *received = (const Day *)(void *)computation->received->days->data;
    guint count = 0;
    for (guint i = 0; i < computation->dataset->length; i++)
        count += computation->members[i] && received[i] >= period->first && received[i] <= period->last;
    return count;
}

/* One pass: the records of the population in each period. */
static double *
count_periods(const Computation *computation)
{
    guint periods = computation->periods->len;
    g_autofree guint *counted = g_new0(guint, periods + 1);
    for (guint i = 0; i < computation->dataset->length; i++)
        counted[computation->places[i]] += computation->members[i];
    double *counts = g_new0(double, periods + 1);
    for (guint i = 0; i < periods; i++)
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

/* Summary of the months (or quarters) of one year: their sum, their mean, and the busiest. */
static void
add_summary(Computation *computation, const Period *slots, guint length, const double *counts)
{
    bool months = computation->measure->per == PER_MONTH;
    double sum = 0, most = 0;
    for (guint i = 0; i < length; i++) {
        sum += counts[i];
        most = fmax(most, counts[i]);
    }
    g_autofree char *year = calendar_year_label(slots->year, computation->profile->year_start);
    Period whole = {slots->year, NULL, slots->first, slots[length - 1].last};
    figure_fill_count(computation_put(computation, year, months ? "all months" : "all quarters", "",
                                      ROLE_ALL_SLOTS, measured_set(computation, &whole), NULL),
                      sum, NAN);
    figure_fill_value(computation_put(computation, year,
                                      months ? "mean of the months" : "mean of the quarters", "", ROLE_MEAN,
                                      NULL, measured_set(computation, &whole)),
                      sum / length, sum);
    for (guint i = 0; i < length; i++)
        if (counts[i] == most && (most > 0 || computation->known))
            figure_fill_count(computation_put(computation, year, months ? "busiest month" : "busiest quarter",
                                              slot_name(&slots[i], computation->measure->per), ROLE_BUSIEST,
                                              measured_set(computation, &slots[i]), NULL),
                              most, NAN);
}

/* The records received in the four weeks before a day, or in the four weeks starting on it. */
static Figure *
add_weeks(Computation *computation, const ProfileEvent *event, bool after)
{
    int year = calendar_year_of(event->day, computation->profile->year_start);
    Day first = after ? event->day : event->day - AROUND_DAYS;
    Period weeks = {year, NULL, first, first + AROUND_DAYS - 1};
    g_autofree char *label = calendar_year_label(year, computation->profile->year_start),
                    *day = calendar_long(event->day), *name = g_strdup_printf("%s, %s", event->note, day);
    Figure *figure =
        computation_put(computation, label, name, after ? AROUND_AFTER : AROUND_BEFORE,
                        after ? ROLE_AFTER : ROLE_BEFORE, measured_set(computation, &weeks), NULL);
    return figure_fill_count(figure, records_in(computation, &weeks), NAN);
}

/* The second has the signal. */
static void
add_around(Computation *computation, const ProfileEvent *event)
{
    const Profile *profile = computation->profile;
    int year = calendar_year_of(event->day, profile->year_start);
    if (!calendar_year_has(year, profile->year_start, event->day))
        return;
    bool shown = year <= profile->year && year > profile->year - profile->years &&
                 event->day + AROUND_DAYS - 1 <= computation->as_at;
    if (!shown && !computation->known)
        return;
    double before = add_weeks(computation, event, false)->count;
    change_signal_of_counts(add_weeks(computation, event, true), before);
}

static void
count_received(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    for (guint i = 0; i < measure->around->len; i++)
        add_around(computation, &g_array_index(measure->around, ProfileEvent, i));
    if (measure->around->len)
        return;
    const Period *all = (const Period *)(void *)computation->periods->data;
    g_autofree double *counts = count_periods(computation);
    for (guint i = 0, from = 0; i < computation->periods->len; i++) {
        figure_fill_count(computation_put(computation, all[i].label, "", "", ROLE_COUNT,
                                          measured_set(computation, &all[i]), NULL),
                          counts[i], NAN);
        bool year_ends = i + 1 == computation->periods->len || all[i + 1].year != all[i].year;
        if (measure->per == PER_YEAR || !year_ends)
            continue;
        add_summary(computation, all + from, i + 1 - from, counts + from);
        from = i + 1;
    }
}

static bool
count_allows(G_GNUC_UNUSED const Profile *profile, const ProfileMeasure *measure, const char *key)
{
    return strcmp(key, "around") == 0   ? measure->per == PER_YEAR
           : strcmp(key, "rebase") == 0 ? measure->per != PER_YEAR
                                        : true;
}

static const char *const keys[] = {"per", "around", "rebase", "distinct", NULL};
const KindOfMeasure kind_count = {.name = "count",
                                  .keys = keys,
                                  .allows = count_allows,
                                  .sizes_population = true,
                                  .count = count_received,
                                  .estimate = estimate_series};
