/* Fills the dates: when each record was received, and when each period that a measure covers ended. */
#include "analysis/synthesis/synthesis_parts.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The most days after the last limit that the last case may end. */
#define TAIL 120

/* One measure of the time between two dates, one of which is already filled. */
typedef struct {
    const ProfileMeasure *measure;
    const Column *from, *to;
    bool forward; /* `to` is to be filled */
    guint limits;
} Stretch;

static Day
last_possible_day(const Year *year)
{
    return year->profile->as_at != DAY_NONE ? year->profile->as_at : G_MAXUINT32;
}

static int
order_of_days(gconstpointer one, gconstpointer other)
{
    Day a = *(const Day *)one, b = *(const Day *)other;
    return a < b ? -1 : a > b;
}

/* Records are spread evenly over the year's working days, in order, so that reference numbers follow time. */
static void
fill_evenly(Year *year, Column *received)
{
    Day first = calendar_year_first(year->year, year->profile->year_start);
    Day last = MIN(calendar_year_last(year->year, year->profile->year_start), last_possible_day(year));
    g_autoptr(GArray) working = g_array_new(FALSE, FALSE, sizeof(Day));
    for (Day day = first; day <= last; day++)
        if (calendar_is_working(day))
            g_array_append_val(working, day);
    if (!working->len)
        g_array_append_val(working, first);
    for (guint i = 0; i < year->length; i++)
        received->days[i] = g_array_index(working, Day, chance_below(year->chance, working->len));
    qsort(received->days, year->length, sizeof(Day), order_of_days);
}

/* The band of a number of days: 0 within the first limit, `limits` past the last. */
static guint
band_of(const Stretch *stretch, Day from, Day to)
{
    guint band = 0;
    while (band < stretch->limits &&
           to > limit_last_day(g_array_index(stretch->measure->within, Limit, band), from))
        band++;
    return band;
}

/* A day for the unfilled end that puts the record into the band, a working day if there is one; DAY_NONE
 * if none is possible. */
static Day
day_in_band(Year *year, const Stretch *stretch, guint record, guint band)
{
    const Column *known = stretch->forward ? stretch->from : stretch->to;
    Day start = known->days[record], last = last_possible_day(year);
    g_autoptr(GArray) working = g_array_new(FALSE, FALSE, sizeof(Day));
    g_autoptr(GArray) any = g_array_new(FALSE, FALSE, sizeof(Day));
    for (Day offset = 0; start != DAY_NONE && offset < 1500 && any->len < TAIL; offset++) {
        Day day = stretch->forward ? start + offset : start - offset;
        if (day > last)
            break;
        guint here = stretch->forward ? band_of(stretch, start, day) : band_of(stretch, day, start);
        if (here > band)
            break;
        if (here < band)
            continue;
        g_array_append_val(any, day);
        if (calendar_is_working(day))
            g_array_append_val(working, day);
    }
    const GArray *days = working->len ? working : any;
    return days->len ? g_array_index(days, Day, chance_below(year->chance, days->len)) : DAY_NONE;
}

static bool
ends_at_closure(const Stretch *stretch)
{
    return stretch->forward && strcmp(stretch->to->field->name, "closed") == 0;
}

static double
base_within_limit(const Year *year, const Stretch *stretch, guint limit)
{
    double base = 0;
    for (guint i = 0; i < year->length; i++) {
        if (!record_is_in(year, stretch->measure->of, i))
            continue;
        bool open = ends_at_closure(stretch) && year->open[i];
        Day due =
            limit_last_day(g_array_index(stretch->measure->within, Limit, limit), stretch->from->days[i]);
        base += !open || stretch->measure->base == BASE_RECEIVED ||
                (stretch->measure->base == BASE_DUE && last_possible_day(year) > due);
    }
    return base;
}

/* How many of the measure's records each band should hold, from the cumulative figures; the last band
 * holds the rest. `closable` are those that may end at all. False if no year has the figures. */
static bool
wanted_bands(const Year *year, const Stretch *stretch, guint closable, guint *bands)
{
    guint before = 0;
    for (guint i = 0; i < stretch->limits; i++) {
        g_autofree char *category = limit_within(g_array_index(stretch->measure->within, Limit, i));
        bool share = kind_of(stretch->measure)->is_share;
        Want want = wanted_figure(year, stretch->measure, share ? "" : category, "");
        if (want_is_nothing(want))
            return false;
        double base = stretch->forward ? base_within_limit(year, stretch, i)
                                       : population_size(year, stretch->measure->of);
        guint count = 0;
        double nearest = round(isnan(want.count) ? want.percent * base / 100 : want.count);
        fit_counts(&want, 1, (guint)CLAMP(nearest, 0, closable), base, &count);
        count = CLAMP(count, before, MAX(before, closable));
        bands[i] = count - before;
        before = count;
    }
    bands[stretch->limits] = closable - MIN(closable, before);
    return true;
}

/* Records with an outcome usually take longer than those that ended in advice. */
static GArray *
slowest_first(Year *year, const Stretch *stretch)
{
    const Column *outcome = year_column(year, "outcome");
    GArray *order = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) quick = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(guint));
    const Column *unfilled = stretch->forward ? stretch->to : stretch->from;
    for (guint i = 0; i < year->length; i++)
        if (unfilled->days[i] == DAY_NONE && !(ends_at_closure(stretch) && year->open[i]) &&
            record_is_in(year, stretch->measure->of, i))
            g_array_append_val(members, i);
    chance_shuffle(year->chance, members);
    for (guint i = 0; i < members->len; i++) {
        guint record = g_array_index(members, guint, i);
        bool answered = !outcome || !outcome->codes ||
                        outcome->codes[record].category != (int)column_not_recorded(outcome);
        if (answered && chance_below(year->chance, 5))
            g_array_append_val(order, record);
        else
            g_array_append_val(quick, record);
    }
    g_array_append_vals(order, quick->data, quick->len);
    return order;
}

static void
meet_stretch(Year *year, const Stretch *stretch)
{
    Column *unfilled = (Column *)(stretch->forward ? stretch->to : stretch->from);
    guint already = 0, members = 0;
    g_autofree guint *bands = g_new0(guint, stretch->limits + 1);
    g_autoptr(GArray) order = slowest_first(year, stretch);
    for (guint i = 0; i < year->length; i++)
        if (record_is_in(year, stretch->measure->of, i)) {
            members++;
            already += unfilled->days[i] != DAY_NONE;
        }
    if (!members || !wanted_bands(year, stretch, order->len + already, bands))
        return;
    for (guint i = 0; i < year->length && already; i++)
        if (unfilled->days[i] != DAY_NONE && record_is_in(year, stretch->measure->of, i)) {
            guint *band = &bands[band_of(stretch, stretch->from->days[i], stretch->to->days[i])];
            *band -= *band > 0;
        }
    /* The latest bands first: only records received early enough can have ended there by as-at. */
    for (guint band = stretch->limits + 1; band-- > 0;)
        for (guint i = 0; i < order->len && bands[band]; i++) {
            guint record = g_array_index(order, guint, i);
            if (unfilled->days[record] != DAY_NONE)
                continue;
            unfilled->days[record] = day_in_band(year, stretch, record, band);
            bands[band] -= unfilled->days[record] != DAY_NONE;
        }
}

static const ProfileMeasure *
stretch_of(const Year *year, guint index, const Column *column, Stretch *stretch)
{
    const ProfileMeasure *measure = year->measures->pdata[index];
    const KindOfMeasure *kind = kind_of(measure);
    if (!kind->of_limits && !(kind->is_share && measure->within->len))
        return NULL;
    *stretch = (Stretch){measure, year_column(year, measure->from), year_column(year, measure->to), false,
                         measure->within->len};
    if (!stretch->from || !stretch->to || !stretch->from->days || !stretch->to->days)
        return NULL;
    stretch->forward = stretch->to == column;
    const Column *known = stretch->forward ? stretch->from : stretch->to;
    return (stretch->forward || stretch->from == column) && known != column && known->filled ? measure : NULL;
}

/* Measures over the smaller populations first, as with codes. */
static void
fill_stretches(Year *year, Column *column)
{
    g_autofree bool *done = g_new0(bool, year->measures->len + 1);
    for (;;) {
        guint best = 0, best_size = G_MAXUINT;
        Stretch stretch;
        for (guint i = 0; i < year->measures->len; i++)
            if (!done[i] && stretch_of(year, i, column, &stretch)) {
                guint size = population_size(year, stretch.measure->of);
                if (size < best_size) {
                    best = i;
                    best_size = size;
                }
            }
        if (best_size == G_MAXUINT)
            return;
        done[best] = true;
        stretch_of(year, best, column, &stretch);
        meet_stretch(year, &stretch);
    }
}

/* Dates that no measure needs: soon after the record was received (aware: soon before). */
static void
fill_rest(Year *year, Column *column, const Column *received)
{
    bool closes = strcmp(column->field->name, "closed") == 0;
    for (guint i = 0; i < year->length; i++) {
        if (column->days[i] != DAY_NONE || (closes && year->open[i]))
            continue;
        Day day = received->days[i] + chance_below(year->chance, 28);
        column->days[i] = MAX(received->days[i], MIN(day, last_possible_day(year)));
    }
    column->filled = true;
}

void
year_fill_dates(Year *year)
{
    Column *received = year_column(year, "received");
    if (!year_fill_months(year, received))
        fill_evenly(year, received);
    received->filled = true;
    for (guint i = 0; i < year->columns->len; i++) {
        Column *column = year->columns->pdata[i];
        if (!column->days || column == received)
            continue;
        fill_stretches(year, column);
        fill_rest(year, column, received);
    }
}
