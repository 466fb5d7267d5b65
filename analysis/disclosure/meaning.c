#include "analysis/disclosure/reading.h"
#include "analysis/measures/measures.h"
#include <string.h>

#define OF_PART "\x1f" /* between a category and its part in the name of a leaf */

static const char any_other[] = "any other value"; /* of a field whose categories no list names */

static char *
leaf_name(const char *category, const char *part)
{
    g_autofree char *folded = profile_fold(category), *folded_part = profile_fold(part);
    return g_strconcat(folded, OF_PART, folded_part, NULL);
}

static void
learn_leaf(Dimensions *dimensions, const char *dimension, const char *category, const char *part)
{
    if (!dimensions->learning)
        return;
    g_autofree char *whole = leaf_name(category, ""), *leaf = leaf_name(category, part);
    dimension_leaf(dimensions, dimension_named(dimensions, dimension), whole);
    dimension_leaf(dimensions, dimension_named(dimensions, dimension), leaf);
}

void
meaning_learn_fields(Dimensions *dimensions, const Profile *profile)
{
    for (guint f = 0; f < profile->fields->len; f++) {
        const ProfileField *field = profile->fields->pdata[f];
        if (field->type != FIELD_CODED || field->separator)
            continue;
        for (guint i = 0; i < field->codes->len; i++) {
            const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
            learn_leaf(dimensions, field->name, code->category, code->part);
        }
        if (field->ongoing_category)
            learn_leaf(dimensions, field->name, field->ongoing_category, "");
        learn_leaf(dimensions, field->name, NOT_RECORDED, "");
        learn_leaf(dimensions, field->name, field->codes->len ? UNRECOGNISED : any_other, "");
    }
}

/* Whether a leaf is of one of these categories or parts (folded names). */
static bool
leaf_is_of(const char *leaf, const GPtrArray *names)
{
    const char *part = strchr(leaf, *OF_PART);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        gsize length = strlen(name);
        if (strcmp(part + 1, name) == 0 ||
            ((gsize)(part - leaf) == length && strncmp(leaf, name, length) == 0))
            return true;
    }
    return false;
}

static GPtrArray *
folded(const GPtrArray *names)
{
    GPtrArray *result = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(result, profile_fold(names->pdata[i]));
    return result;
}

/* Categories that are in no code list, and so are the values themselves, are leaves as well. */
static void
learn_unlisted(Dimensions *dimensions, const char *dimension, const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++) {
        const Dimension *here = dimensions->dimensions->pdata[dimension_named(dimensions, dimension)];
        g_autoptr(GPtrArray) name = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(name, profile_fold(names->pdata[i]));
        bool known = false;
        for (guint leaf = 0; leaf < here->leaves->len; leaf++)
            known |= leaf_is_of(here->leaves->pdata[leaf], name);
        if (!known)
            learn_leaf(dimensions, dimension, names->pdata[i], "");
    }
}

void
reading_limit_yes(const Reading *reading, Counted *counted, const char *dimension, bool is_not)
{
    static const char *const both[] = {"yes", "no", NULL}, *const just_yes[] = {"yes", NULL};
    bool learning = reading->dimensions->learning;
    counted_limit_to(reading->dimensions, counted, dimension, learning ? both : just_yes,
                     is_not && !learning);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of a field that may hold several categories, having one of these is a dimension of its own. */
static void
limit_several(const Reading *reading, Counted *counted, const char *field, const GPtrArray *names,
              bool all_but)
{
    g_autoptr(GPtrArray) sorted = folded(names);
    g_ptr_array_sort(sorted, compare_names);
    g_autoptr(GString) dimension = g_string_new(field);
    for (guint i = 0; i < sorted->len; i++)
        g_string_append_printf(dimension, "\x1e%s", (const char *)sorted->pdata[i]);
    reading_limit_yes(reading, counted, dimension->str, all_but);
}

static void
limit_categories(const Reading *reading, Counted *counted, const char *field_name, const char *dimension_name,
                 const GPtrArray *names, bool all_but)
{
    const ProfileField *field = profile_field(reading->profile, field_name);
    if (field && field->separator) {
        limit_several(reading, counted, field_name, names, all_but);
        return;
    }
    guint dimension = dimension_named(reading->dimensions, dimension_name);
    if (reading->dimensions->learning) {
        learn_unlisted(reading->dimensions, dimension_name, names);
        return;
    }
    g_autoptr(GPtrArray) wanted = folded(names);
    const Dimension *here = reading->dimensions->dimensions->pdata[dimension];
    char *set = g_strnfill(here->leaves->len, '0');
    for (guint i = 0; i < here->leaves->len; i++)
        set[i] = leaf_is_of(here->leaves->pdata[i], wanted) != all_but ? '1' : '0';
    counted_limit(counted, dimension, set);
}

static void
limit_condition(const Reading *reading, Counted *counted, const ProfileCondition *condition)
{
    const ProfileField *field = profile_field(reading->profile, condition->field);
    if (field && field->type == FIELD_DATE) {
        counted_limit_days(reading->dimensions, counted, field->name, condition->from, condition->until);
        return;
    }
    if (condition->is->len)
        limit_categories(reading, counted, condition->field, condition->field, condition->is, false);
    if (condition->is_not->len)
        limit_categories(reading, counted, condition->field, condition->field, condition->is_not, true);
    if (condition->answered) {
        g_autoptr(GPtrArray) blank = g_ptr_array_new();
        g_ptr_array_add(blank, (gpointer)NOT_RECORDED);
        limit_categories(reading, counted, condition->field, condition->field, blank, true);
    }
}

void
reading_limit_population(const Reading *reading, Counted *counted, const ProfilePopulation *population)
{
    for (guint i = 0; i < population->where->len; i++)
        limit_condition(reading, counted, &g_array_index(population->where, ProfileCondition, i));
}

/* The days of a quarter or month of the year, or of the whole year where slot is -1. */
static void
slot_days(const Reading *reading, int year, int slot, Day *first, Day *last)
{
    int start = reading->profile->year_start;
    *first = period_first_day(reading->measure->per, start, year, slot);
    *last = period_last_day(reading->measure->per, start, year, slot);
}

bool
reading_days(const Reading *reading, Day *first, Day *last)
{
    int year, slot;
    if (!period_of_figure(reading->figure, reading->measure->per, reading->profile->year_start, &year, &slot))
        return false;
    slot_days(reading, year, slot, first, last);
    return true;
}

Counted *
reading_population_in(const Reading *reading, const ProfilePopulation *population, Day first, Day last)
{
    Counted *counted = counted_new();
    counted_limit_days(reading->dimensions, counted, "received", first, last);
    reading_limit_population(reading, counted, population);
    return counted;
}

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
        slot_days(reading, year, i, &begin, &end);
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
        slot_days(reading, year, slot, &first, &last);
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

/* Where records are judged by what was known some time after receipt, those that are too recent are out. What
 * is said of the rest then is a dimension of its own. Gives what to add to its name; caller frees. */
static char *
limit_judged(const Reading *reading, Counted *counted)
{
    const ProfileMeasure *measure = reading->measure;
    if (measure->at_year_end)
        return g_strdup(" at the year's end");
    if (!measure->follow_up.number)
        return g_strdup("");
    g_autofree char *words = limit_words(measure->follow_up),
                    *dimension = g_strconcat("followed for ", words, NULL);
    reading_limit_yes(reading, counted, dimension, false);
    return g_strconcat(" after ", words, NULL);
}

static void
limit_left_out(const Reading *reading, Counted *counted, const char *field, const char *dimension)
{
    const ProfileField *here = profile_field(reading->profile, field);
    if (!reading->measure->leave_out->len)
        return;
    if (here && here->separator) {
        g_autofree char *beyond = g_strconcat(field, " beyond what is left out", NULL);
        limit_several(reading, counted, beyond, reading->measure->leave_out, false);
    } else {
        limit_categories(reading, counted, field, dimension, reading->measure->leave_out, true);
    }
}

static void
limit_category(const Reading *reading, Counted *counted, const char *field, const char *dimension,
               const char *category, const char *part)
{
    const ProfileField *here = profile_field(reading->profile, field);
    if (here && here->separator) {
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        g_ptr_array_add(names, (gpointer)(*part ? part : category));
        limit_several(reading, counted, field, names, false);
        return;
    }
    learn_leaf(reading->dimensions, dimension, category, part);
    if (*part) {
        g_autofree char *leaf = leaf_name(category, part);
        const char *const just[] = {leaf, NULL};
        counted_limit_to(reading->dimensions, counted, dimension, just, false);
    } else {
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        g_ptr_array_add(names, (gpointer)category);
        limit_categories(reading, counted, field, dimension, names, false);
    }
}

static bool
mean_cross_table(const Reading *reading, Meaning *meaning, Day first, Day last)
{
    const char *row = reading->measure->by->pdata[0], *column = reading->measure->by->pdata[1];
    const Figure *figure = reading->figure;
    Counted *base = reading_population_in(reading, reading->measure->of, first, last);
    meaning->whole = counted_copy(base);
    limit_left_out(reading, base, row, row);
    limit_left_out(reading, base, column, column);
    Counted *count = counted_copy(base);
    if (*figure->category) {
        limit_category(reading, count, row, row, figure->category, "");
        if (*figure->part)
            limit_category(reading, base, row, row, figure->category, "");
    }
    if (*figure->part)
        limit_category(reading, count, column, column, figure->part, "");
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
    g_autofree char *judged = limit_judged(reading, total), *dimension = g_strconcat(field, judged, NULL);
    limit_left_out(reading, total, field, dimension);
    meaning->count = counted_copy(total);
    meaning->base = total;
    if (measure->percent_of && (!*figure->part || measure->parts_of_all)) {
        counted_free(total);
        meaning->base = reading_population_in(reading, measure->percent_of, first, last);
        g_free(limit_judged(reading, meaning->base));
    }
    const ProfileField *here = profile_field(reading->profile, field);
    bool concluded = strcmp(figure->part, OF_CONCLUDED) == 0;
    if (*figure->category)
        limit_category(reading, meaning->count, field, dimension, figure->category,
                       concluded ? "" : figure->part);
    if (concluded && here && here->ongoing_category) {
        g_autoptr(GPtrArray) ongoing = g_ptr_array_new();
        g_ptr_array_add(ongoing, here->ongoing_category);
        limit_categories(reading, meaning->base, field, dimension, ongoing, true);
    } else if (*figure->part && !measure->parts_of_all) {
        limit_category(reading, meaning->base, field, dimension, figure->category, "");
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
    g_autofree char *judged = limit_judged(reading, meaning->base);
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
