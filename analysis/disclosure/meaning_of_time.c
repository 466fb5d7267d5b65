#include "analysis/disclosure/reading.h"
#include "analysis/measures/measures.h"
#include <string.h>

/* How long from one date to another: closed within each limit, or open past it, of all limits that are used
 * between the two dates. */
static void
days_of_limit(Limit limit, double *least, double *most)
{
    static const double shortest[] = {1, 1, 7, 30.4, 365}, longest[] = {1, 1.4, 7, 30.5, 366};
    static const double before[] = {0, 0, 0, 3, 0}, after[] = {0, 12, 0, 3, 0};
    *least = limit.number * shortest[limit.unit] - before[limit.unit];
    *most = limit.number * longest[limit.unit] + after[limit.unit];
}

static void
add_limits(GArray *limits, const GArray *more)
{
    for (guint i = 0; i < more->len; i++) {
        Limit limit = g_array_index(more, Limit, i);
        if (limit.unit == LIMIT_YEARS)
            limit = (Limit){limit.number * 12, LIMIT_MONTHS};
        guint place = 0;
        bool known = false;
        double least, most, other_least, other_most;
        days_of_limit(limit, &least, &most);
        for (guint k = 0; k < limits->len; k++) {
            const Limit *other = &g_array_index(limits, Limit, k);
            known |= other->number == limit.number && other->unit == limit.unit;
            days_of_limit(*other, &other_least, &other_most);
            place += other_least < least;
        }
        if (!known)
            g_array_insert_val(limits, place, limit);
    }
}

/* The limits used between two dates, shortest first; NULL where some are neither longer nor shorter than
 * others always, as 10 working days and 2 weeks are. Caller frees. */
static GArray *
limits_between(const Profile *profile, const char *from, const char *to)
{
    GArray *limits = g_array_new(FALSE, FALSE, sizeof(Limit));
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        bool timed = measure->kind == MEASURE_TIMELINESS || (measure->kind == MEASURE_SHARE && !measure->in);
        if (timed && g_strcmp0(measure->from, from) == 0 && g_strcmp0(measure->to, to) == 0)
            add_limits(limits, measure->within);
    }
    for (guint i = 1; i < limits->len; i++) {
        double least, most, before_least, before_most;
        days_of_limit(g_array_index(limits, Limit, i), &least, &most);
        days_of_limit(g_array_index(limits, Limit, i - 1), &before_least, &before_most);
        if (before_most > least) {
            g_array_unref(limits);
            return NULL;
        }
    }
    return limits;
}

typedef struct {
    char *dimension;
    guint band, bands; /* of the limit; how many there are */
} Stretch;

static Stretch
stretch_of(const Reading *reading, const Limit *limit)
{
    const ProfileMeasure *measure = reading->measure;
    g_autoptr(GArray) limits = limits_between(reading->profile, measure->from, measure->to);
    Stretch stretch = {NULL, 0, limits && limits->len ? limits->len : 1};
    if (!limits && limit) {
        g_autofree char *words = limit_words(*limit);
        stretch.dimension = g_strdup_printf("%s to %s: %s", measure->from, measure->to, words);
        return stretch;
    }
    stretch.dimension = g_strdup_printf("%s to %s", measure->from, measure->to);
    for (guint i = 0; limit && i < limits->len; i++) {
        Limit other = g_array_index(limits, Limit, i);
        bool same_year =
            limit->unit == LIMIT_YEARS && other.unit == LIMIT_MONTHS && other.number == 12 * limit->number;
        if (same_year || (other.unit == limit->unit && other.number == limit->number))
            stretch.band = i;
    }
    return stretch;
}

typedef enum { CLOSED_WITHIN, CLOSED_AT_ALL, CLOSED_OR_OPEN_PAST } StretchPart;

static void
limit_stretch(const Reading *reading, Counted *counted, const Stretch *stretch, StretchPart part)
{
    g_autoptr(GPtrArray) leaves = g_ptr_array_new_with_free_func(g_free);
    guint closed = part == CLOSED_WITHIN ? stretch->band : stretch->bands;
    bool learning = reading->dimensions->learning;
    for (guint i = 0; i <= (learning ? stretch->bands : closed); i++)
        g_ptr_array_add(leaves, g_strdup_printf("closed in band %u", i));
    for (guint i = 0; i <= stretch->bands; i++)
        if (learning || (part == CLOSED_OR_OPEN_PAST && i > stretch->band))
            g_ptr_array_add(leaves, g_strdup_printf("open in band %u", i));
    if (learning)
        g_ptr_array_add(leaves, g_strdup("without a date"));
    g_ptr_array_add(leaves, NULL);
    counted_limit_to(reading->dimensions, counted, stretch->dimension, (const char *const *)leaves->pdata,
                     false);
}

void
reading_limit_within(const Reading *reading, Counted *counted, Limit limit)
{
    Stretch stretch = stretch_of(reading, &limit);
    limit_stretch(reading, counted, &stretch, CLOSED_WITHIN);
    g_free(stretch.dimension);
}

/* The limit that a category of timeliness is about, and for a band whether it is the one after it. */
static int
limit_of_category(const Reading *reading, bool *is_band)
{
    const GArray *within = reading->measure->within;
    for (guint i = 0; i <= within->len; i++) {
        g_autofree char *cumulative = i < within->len ? limit_within(g_array_index(within, Limit, i)) : NULL;
        g_autofree char *band = band_words(within, i), *or_open = g_strconcat(band, " or open", NULL);
        *is_band =
            strcmp(reading->figure->category, band) == 0 || strcmp(reading->figure->category, or_open) == 0;
        if (*is_band || g_strcmp0(reading->figure->category, cumulative) == 0)
            return (int)i;
    }
    return -1;
}

/* A band is what is within its limit without what is within the one before. */
static void
limit_band(const Reading *reading, Counted *counted, int index)
{
    const GArray *within = reading->measure->within;
    if (index < (int)within->len) {
        Stretch stretch = stretch_of(reading, &g_array_index(within, Limit, index));
        limit_stretch(reading, counted, &stretch, CLOSED_WITHIN);
        g_free(stretch.dimension);
    }
    if (index == 0 || reading->dimensions->learning)
        return;
    Stretch before = stretch_of(reading, &g_array_index(within, Limit, index - 1));
    g_autoptr(Counted) sooner = counted_new();
    limit_stretch(reading, sooner, &before, CLOSED_WITHIN);
    guint dimension = dimension_named(reading->dimensions, before.dimension);
    char *set = g_strdup(counted_set(sooner, dimension));
    for (char *leaf = set; *leaf; leaf++)
        *leaf = *leaf == '1' ? '0' : '1';
    counted_limit(counted, dimension, set);
    g_free(before.dimension);
}

bool
mean_timeliness(const Reading *reading, Meaning *meaning)
{
    const ProfileMeasure *measure = reading->measure;
    Day first, last;
    bool is_band;
    int index = limit_of_category(reading, &is_band);
    if (index < 0 || *reading->figure->part || !reading_days(reading, &first, &last))
        return false;
    meaning->base = reading_population_in(reading, measure->of, first, last);
    guint of = MIN((guint)index, measure->within->len - 1);
    Stretch stretch = stretch_of(reading, &g_array_index(measure->within, Limit, of));
    if (measure->base != BASE_RECEIVED)
        limit_stretch(reading, meaning->base, &stretch,
                      measure->base == BASE_CLOSED ? CLOSED_AT_ALL : CLOSED_OR_OPEN_PAST);
    meaning->count = counted_copy(meaning->base);
    if (is_band)
        limit_band(reading, meaning->count, index);
    else
        limit_stretch(reading, meaning->count, &stretch, CLOSED_WITHIN);
    g_free(stretch.dimension);
    return true;
}

bool
mean_duration(const Reading *reading, Meaning *meaning)
{
    Day first, last;
    if (!reading_days(reading, &first, &last))
        return false;
    meaning->base = reading_population_in(reading, reading->measure->of, first, last);
    g_autoptr(GArray) limits = limits_between(reading->profile, reading->measure->from, reading->measure->to);
    if (limits && limits->len) {
        Stretch stretch = stretch_of(reading, NULL);
        limit_stretch(reading, meaning->base, &stretch, CLOSED_AT_ALL);
        g_free(stretch.dimension);
    } else {
        g_autofree char *dimension =
            g_strdup_printf("%s to %s at all", reading->measure->from, reading->measure->to);
        reading_limit_yes(reading, meaning->base, dimension, false);
    }
    meaning->value_rests_on_base = true;
    return true;
}

/* What is open after a day, whole or one age of it. */
static void
limit_open(const Reading *reading, Counted *counted, Day day, const char *age)
{
    g_autofree char *dimension =
        g_strdup_printf("open %s to %s after %u", reading->measure->from, reading->measure->to, day);
    if (*age) {
        const char *const just[] = {age, NULL};
        counted_limit_to(reading->dimensions, counted, dimension, just, false);
    } else {
        const char *const out[] = {"not open", NULL};
        const char *const both[] = {"not open", "open at an age not said", NULL};
        counted_limit_to(reading->dimensions, counted, dimension, reading->dimensions->learning ? both : out,
                         true);
    }
}

bool
mean_caseload(const Reading *reading, Meaning *meaning)
{
    const ProfileMeasure *measure = reading->measure;
    const Figure *figure = reading->figure;
    Day first, last;
    if (!reading_days(reading, &first, &last))
        return false;
    meaning->count = counted_new();
    reading_limit_population(reading, meaning->count, measure->of);
    if (strcmp(figure->category, OPEN_AT_START) == 0) {
        limit_open(reading, meaning->count, first - 1, "");
    } else if (strcmp(figure->category, OPEN_AT_END) == 0) {
        limit_open(reading, meaning->count, last, figure->part);
        if (*figure->part) {
            meaning->base = counted_new();
            reading_limit_population(reading, meaning->base, measure->of);
            limit_open(reading, meaning->base, last, "");
        }
    } else if (strcmp(figure->category, CASELOAD_RECEIVED) == 0) {
        counted_limit_days(reading->dimensions, meaning->count, measure->from, first, last);
    } else if (strcmp(figure->category, CASELOAD_CLOSED) == 0) {
        g_autofree char *dimension = g_strconcat(measure->to, ", of those received before", NULL);
        counted_limit_days(reading->dimensions, meaning->count, dimension, first, last);
    } else {
        return false;
    }
    return true;
}

/* What is not done by a limit though it was followed as long: the lengths past it, of those followed. */
bool
mean_curve(const Reading *reading, Meaning *meaning)
{
    const ProfileMeasure *measure = reading->measure;
    const char *category = reading->figure->category;
    Day first, last;
    if (!reading_days(reading, &first, &last) || *reading->figure->part)
        return false;
    Counted *counted = reading_population_in(reading, measure->of, first, last);
    if (strcmp(measure->from, "received") != 0) {
        g_autofree char *followed = g_strconcat("followed from ", measure->from, NULL);
        reading_limit_yes(reading, counted, followed, false);
    }
    if (strcmp(category, MEDIAN_LENGTH) == 0) {
        meaning->base = counted;
        meaning->value_rests_on_base = true;
        return true;
    }
    meaning->count = counted;
    if (strcmp(category, CURVE_START) == 0)
        return true;
    g_autofree char *dimension = g_strdup_printf("length followed from %s to %s", measure->from, measure->to);
    g_autoptr(GPtrArray) leaves = g_ptr_array_new_with_free_func(g_free);
    bool past = reading->dimensions->learning;
    if (past)
        g_ptr_array_add(leaves, g_strdup("not past the first limit"));
    for (guint i = 0; i < measure->within->len; i++) {
        g_autofree char *words = limit_words(g_array_index(measure->within, Limit, i));
        g_autofree char *after = g_strconcat(CURVE_POINT, words, NULL);
        past |= strcmp(after, category) == 0;
        if (past)
            g_ptr_array_add(leaves, g_strconcat("past ", words, NULL));
    }
    bool known = leaves->len > 0;
    g_ptr_array_add(leaves, NULL);
    counted_limit_to(reading->dimensions, counted, dimension, (const char *const *)leaves->pdata, false);
    return known;
}
