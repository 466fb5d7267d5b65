#include "analysis/disclosure/reading.h"
#include "analysis/measures/measures.h"
#include <string.h>

/* The quarter or month that the busiest one is named by: "June", "Q1". */
static int
slot_named(const Reading *reading, const char *name)
{
    if (reading->measure->per == PER_QUARTER)
        return name[0] == 'Q' ? (int)g_ascii_strtoll(name + 1, NULL, 10) - 1 : -1;
    int month = calendar_month_named(name);
    return month ? (month + 12 - reading->profile->year_start) % 12 : -1;
}

/* The sum over a year's months: those that had begun by as-at. */
static void
all_slots_days(const Reading *reading, Day *first, Day *last)
{
    int year, slot, slots = period_slots(reading->measure->per);
    Day as_at = reading->profile->as_at, begin, end;
    period_of_figure(reading->figure, PER_YEAR, reading->profile->year_start, &year, &slot);
    for (int i = 0; i < slots; i++) {
        reading_slot_days(reading, year, i, &begin, &end);
        if (i == 0)
            *first = begin;
        if (i == 0 || as_at == DAY_NONE || begin <= as_at)
            *last = end;
    }
}

static bool
around_days(const Reading *reading, Day *first, Day *last)
{
    const GArray *events = reading->measure->around;
    for (guint i = 0; i < events->len; i++) {
        const ProfileEvent *event = &g_array_index(events, ProfileEvent, i);
        g_autofree char *day = calendar_long(event->day), *name = g_strdup_printf("%s, %s", event->note, day);
        if (strcmp(name, reading->figure->category) != 0)
            continue;
        bool before = strcmp(reading->figure->part, AROUND_BEFORE) == 0;
        *first = before ? event->day - AROUND_DAYS : event->day;
        *last = *first + AROUND_DAYS - 1;
        return true;
    }
    return false;
}

static bool
mean_count(const Reading *reading, Meaning *meaning)
{
    const Figure *figure = reading->figure;
    Day first, last;
    if (!reading_days(reading, &first, &last))
        return false;
    static const char *const causes[] = {CAUSE_OUTSIDE, CAUSE_TREND, CAUSE_NEAR_LIMIT,
                                         CAUSE_SHIFT,   CAUSE_RUN,   NULL};
    if (reading->measure->around->len) {
        if (!around_days(reading, &first, &last))
            return false;
    } else if (g_str_has_prefix(figure->category, "busiest ")) {
        int year, slot = slot_named(reading, figure->part);
        if (slot < 0 || !calendar_parse_year(figure->period, reading->profile->year_start, &year))
            return false;
        reading_slot_days(reading, year, slot, &first, &last);
    } else if (g_str_has_prefix(figure->category, "all ") || g_str_has_prefix(figure->category, "mean ")) {
        all_slots_days(reading, &first, &last);
    } else if (*figure->category && !g_strv_contains(causes, figure->category)) {
        return false;
    }
    Counted *counted = reading_population_in(reading, reading->measure->of, first, last);
    meaning->value_rests_on_base = g_str_has_prefix(figure->category, "mean ");
    *(meaning->value_rests_on_base ? &meaning->base : &meaning->count) = counted;
    return true;
}

static bool
mean_cross_table(const Reading *reading, Meaning *meaning, Day first, Day last)
{
    const char *row = reading->measure->by->pdata[0], *column = reading->measure->by->pdata[1];
    const Figure *figure = reading->figure;
    Counted *base = reading_population_in(reading, reading->measure->of, first, last);
    meaning->whole = counted_copy(base);
    reading_limit_left_out(reading, base, row, row);
    reading_limit_left_out(reading, base, column, column);
    Counted *count = counted_copy(base);
    if (*figure->category) {
        reading_limit_category(reading, count, row, row, figure->category, "");
        if (*figure->part)
            reading_limit_category(reading, base, row, row, figure->category, "");
    }
    if (*figure->part)
        reading_limit_category(reading, count, column, column, figure->part, "");
    meaning->count = count;
    meaning->base = base;
    return true;
}

static bool
mean_breakdown(const Reading *reading, Meaning *meaning)
{
    const ProfileMeasure *measure = reading->measure;
    const Figure *figure = reading->figure;
    Day first, last;
    if (!reading_days(reading, &first, &last))
        return false;
    if (measure->by->len == 2)
        return mean_cross_table(reading, meaning, first, last);
    const char *field = measure->by->pdata[0];
    Counted *total = reading_population_in(reading, measure->of, first, last);
    meaning->whole = counted_copy(total);
    g_autofree char *judged = reading_limit_judged(reading, total),
                    *dimension = g_strconcat(field, judged, NULL);
    reading_limit_left_out(reading, total, field, dimension);
    meaning->count = counted_copy(total);
    meaning->base = total;
    if (measure->percent_of && (!*figure->part || measure->parts_of_all)) {
        counted_free(total);
        meaning->base = reading_population_in(reading, measure->percent_of, first, last);
        g_free(reading_limit_judged(reading, meaning->base));
    }
    const ProfileField *here = profile_field(reading->profile, field);
    bool concluded = strcmp(figure->part, OF_CONCLUDED) == 0;
    if (*figure->category)
        reading_limit_category(reading, meaning->count, field, dimension, figure->category,
                               concluded ? "" : figure->part);
    if (concluded && here && here->ongoing_category) {
        g_autoptr(GPtrArray) ongoing = g_ptr_array_new();
        g_ptr_array_add(ongoing, here->ongoing_category);
        reading_limit_categories(reading, meaning->base, field, dimension, ongoing, true);
    } else if (*figure->part && !measure->parts_of_all) {
        reading_limit_category(reading, meaning->base, field, dimension, figure->category, "");
    }
    meaning->value_counts_entries = here && here->separator;
    return true;
}

static bool
mean_share(const Reading *reading, Meaning *meaning)
{
    const ProfileMeasure *measure = reading->measure;
    Day first, last;
    if (!reading_days(reading, &first, &last) || *reading->figure->category)
        return false;
    meaning->base = reading_population_in(reading, measure->of, first, last);
    g_autofree char *judged = reading_limit_judged(reading, meaning->base);
    meaning->count = counted_copy(meaning->base);
    if (measure->in && *judged) {
        g_autofree char *dimension = g_strconcat(measure->in->id, judged, NULL);
        reading_limit_yes(reading, meaning->count, dimension, false);
    } else if (measure->in) {
        reading_limit_population(reading, meaning->count, measure->in);
    } else if (measure->repeat) {
        g_autofree char *dimension = g_strconcat("repeats ", measure->repeat, NULL);
        reading_limit_yes(reading, meaning->count, dimension, false);
    } else {
        reading_limit_within(reading, meaning->count, g_array_index(measure->within, Limit, 0));
    }
    return true;
}

void
meaning_clear(Meaning *meaning)
{
    g_clear_pointer(&meaning->count, counted_free);
    g_clear_pointer(&meaning->base, counted_free);
    g_clear_pointer(&meaning->whole, counted_free);
}

/* What no kind reads counts no records of ours. */
static bool
read_kind(const Reading *reading, Meaning *meaning)
{
    switch (reading->measure->kind) {
    case MEASURE_COUNT:
        return mean_count(reading, meaning);
    case MEASURE_BREAKDOWN:
        return mean_breakdown(reading, meaning);
    case MEASURE_SHARE:
        return mean_share(reading, meaning);
    case MEASURE_TIMELINESS:
        return mean_timeliness(reading, meaning);
    case MEASURE_DURATION:
        return mean_duration(reading, meaning);
    case MEASURE_CURVE:
        return mean_curve(reading, meaning);
    case MEASURE_CASELOAD:
        return mean_caseload(reading, meaning);
    case MEASURE_SUPPLIED:
    case MEASURE_BENCHMARK:
        break;
    }
    return false;
}

bool
meaning_of(Dimensions *dimensions, const Profile *profile, const ProfileMeasure *measure,
           const Figure *figure, Meaning *meaning)
{
    Reading reading = {dimensions, profile, measure, figure};
    *meaning = (Meaning){0};
    if (read_kind(&reading, meaning))
        return true;
    meaning_clear(meaning);
    return false;
}
