/* Months: records received in the months or quarters that figures give, and shares within a month. */
#include "analysis/synthesis/synthesis_parts.h"
#include <math.h>
#include <string.h>

#define NO_SLOT 12

static Day
a_working_day(Year *year, Day first, Day last)
{
    if (year->profile->as_at != DAY_NONE)
        last = MIN(last, year->profile->as_at);
    g_autoptr(GArray) working = g_array_new(FALSE, FALSE, sizeof(Day));
    for (Day day = first; day <= last; day++)
        if (calendar_is_working(day))
            g_array_append_val(working, day);
    return working->len ? g_array_index(working, Day, chance_below(year->chance, working->len)) : first;
}

static void
slot_days(const Year *year, guint slot, Day *first, Day *last)
{
    *first = calendar_month_first(year->year, (int)slot, year->profile->year_start);
    *last = calendar_month_first(year->year, (int)slot + 1, year->profile->year_start) - 1;
}

/* The figure for one of the measure's months or quarters. */
static const Figure *
part_figure(const Year *year, const ProfileMeasure *measure, guint part)
{
    g_autofree char *label = measure->per == PER_MONTH
                                 ? calendar_month_label(year->year, (int)part, year->profile->year_start)
                                 : calendar_quarter_label(year->year, (int)part, year->profile->year_start);
    for (guint i = 0; i < figures_length(year->figures); i++) {
        const Figure *figure = figures_at(year->figures, i);
        if (figure_is_in(figure, measure->id, label) && !*figure->category)
            return figure;
    }
    return NULL;
}

static guint
parts_of_year(const ProfileMeasure *measure)
{
    return measure->per == PER_MONTH ? 12 : measure->per == PER_QUARTER ? 4 : 0;
}

static bool
has_part_figures(const Year *year, const ProfileMeasure *measure)
{
    for (guint part = 0; part < parts_of_year(measure); part++)
        if (part_figure(year, measure, part))
            return true;
    return false;
}

static guint8
a_month_of(Year *year, guint part, guint parts)
{
    return (guint8)(parts == 12 ? part : 3 * part + chance_below(year->chance, 3));
}

/* Gives each month or quarter with a figure its number of the population's records; the rest go to the
 * others. */
static void
place_population(Year *year, const ProfileMeasure *measure, guint8 *slots)
{
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < year->length; i++)
        if (slots[i] == NO_SLOT && record_is_in(year, measure->of, i))
            g_array_append_val(members, i);
    chance_shuffle(year->chance, members);
    guint next = 0, parts = parts_of_year(measure);
    for (guint part = 0; part < parts; part++) {
        const Figure *figure = part_figure(year, measure, part);
        if (!figure || isnan(figure->count)) {
            g_array_append_val(others, part);
            continue;
        }
        for (guint k = 0; k < figure->count && next < members->len; k++)
            slots[g_array_index(members, guint, next++)] = a_month_of(year, part, parts);
    }
    for (; next < members->len && others->len; next++)
        slots[g_array_index(members, guint, next)] =
            a_month_of(year, g_array_index(others, guint, chance_below(year->chance, others->len)), parts);
}

static bool
is_in_days(const Column *received, guint record, Day first, Day last)
{
    return received->days[record] >= first && received->days[record] <= last;
}

static void
swap_days(Column *received, guint one, guint other)
{
    Day day = received->days[one];
    received->days[one] = received->days[other];
    received->days[other] = day;
}

/* Swaps days between records of the same population until the month has the right share; every month keeps
 * its number of records. */
static void
meet_share(Year *year, Column *received, const ProfileMeasure *measure, const Figure *figure, guint slot)
{
    Day first, last;
    slot_days(year, slot, &first, &last);
    g_autoptr(GArray) in_month = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) outside = g_array_new(FALSE, FALSE, sizeof(guint));
    guint size = 0, have = 0, want = 0;
    for (guint i = 0; i < year->length; i++) {
        if (!record_is_in(year, measure->of, i))
            continue;
        bool here = is_in_days(received, i, first, last), counted = record_is_in(year, measure->in, i);
        size += here;
        have += here && counted;
        /* The records to move out of the month, and those to move in. */
        if (here && !counted)
            g_array_append_val(in_month, i);
        else if (!here && counted)
            g_array_append_val(outside, i);
    }
    Want wanted = {figure->count, figure->percent};
    fit_counts(&wanted, 1, size, size, &want);
    for (guint k = 0; have + k < want && k < in_month->len && k < outside->len; k++)
        swap_days(received, g_array_index(in_month, guint, k), g_array_index(outside, guint, k));
}

static int
compare_received(gconstpointer one, gconstpointer other, gpointer user)
{
    const Column *received = user;
    guint a = *(const guint *)one, b = *(const guint *)other;
    Day first = received->days[a], second = received->days[b];
    return first != second ? (first < second ? -1 : 1) : (a < b ? -1 : a > b);
}

bool
year_fill_months(Year *year, Column *received)
{
    const GPtrArray *measures = year->measures;
    g_autofree guint8 *slots = g_malloc(year->length + 1);
    memset(slots, NO_SLOT, year->length);
    bool any = false;
    for (guint m = 0; m < measures->len; m++) {
        const ProfileMeasure *measure = measures->pdata[m];
        if (!kind_of(measure)->sizes_population || !has_part_figures(year, measure))
            continue;
        place_population(year, measure, slots);
        any = true;
    }
    if (!any)
        return false;
    for (guint i = 0; i < year->length; i++) {
        Day first, last;
        slot_days(year, slots[i] == NO_SLOT ? chance_below(year->chance, 12) : slots[i], &first, &last);
        received->days[i] = a_working_day(year, first, last);
    }
    for (guint m = 0; m < measures->len; m++) {
        const ProfileMeasure *measure = measures->pdata[m];
        bool by_month = measure->per == PER_MONTH && kind_of(measure)->is_share && measure->in;
        for (guint slot = 0; by_month && slot < 12; slot++) {
            const Figure *figure = part_figure(year, measure, slot);
            if (figure)
                meet_share(year, received, measure, figure, slot);
        }
    }
    year->order = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < year->length; i++)
        g_array_append_val(year->order, i);

    g_array_sort_with_data(year->order, compare_received, received);
    return true;
}
