/* Months: records received in the months that figures give, and shares within a month. */
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

static const Figure *
month_figure(const Year *year, const ProfileMeasure *measure, guint slot)
{
    if (measure->per != PER_MONTH)
        return NULL;
    g_autofree char *label = calendar_month_label(year->year, (int)slot, year->profile->year_start);
    for (guint i = 0; i < figures_length(year->figures); i++) {
        const Figure *figure = figures_at(year->figures, i);
        if (figure_is_in(figure, measure->id, label) && !*figure->category)
            return figure;
    }
    return NULL;
}

static bool
has_months(const Year *year, const ProfileMeasure *measure)
{
    for (guint slot = 0; slot < 12; slot++)
        if (month_figure(year, measure, slot))
            return true;
    return false;
}

/* Gives each given month its number of the population's records; the rest go to the other months. */
static void
place_population(Year *year, const ProfileMeasure *measure, guint8 *slots)
{
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < year->length; i++)
        if (slots[i] == NO_SLOT && record_is_in(year, measure->of, i))
            g_array_append_val(members, i);
    chance_shuffle(year->chance, members);
    guint next = 0;
    for (guint slot = 0; slot < 12; slot++) {
        const Figure *figure = month_figure(year, measure, slot);
        if (!figure || isnan(figure->count)) {
            g_array_append_val(others, slot);
            continue;
        }
        for (guint k = 0; k < figure->count && next < members->len; k++)
            slots[g_array_index(members, guint, next++)] = (guint8)slot;
    }
    for (; next < members->len && others->len; next++)
        slots[g_array_index(members, guint, next)] =
            (guint8)g_array_index(others, guint, chance_below(year->chance, others->len));
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

/* Trades days between records of the same population until the month has the share it should: every month
 * keeps its number of records. */
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
        /* Those to go out of the month, and those to come in for them. */
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
        if (!kind_of(measure)->sizes_population || !has_months(year, measure))
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
        for (guint slot = 0; slot < 12 && kind_of(measure)->is_share && measure->in; slot++) {
            const Figure *figure = month_figure(year, measure, slot);
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
