/* What several measures need from the records. Measures are computed in parallel, so the first to ask
 * computes it while the others wait. */
#include "analysis/measures/measure_kinds.h"
#include <string.h>

/* The indexes of some periods, identified by their bounds. */
typedef struct {
    GArray *bounds; /* of Day: the first and the last of each period */
    guint16 *places;
} PeriodPlaces;

struct ComputationCache {
    GMutex lock;
    GHashTable *members; /* ProfilePopulation -> guint8 array: one byte a record, 1 where it belongs */
    GPtrArray *places;   /* PeriodPlaces* */
};

static void
period_places_free(gpointer pointer)
{
    PeriodPlaces *places = pointer;
    g_array_unref(places->bounds);
    g_free(places->places);
    g_free(places);
}

ComputationCache *
computation_cache_new(void)
{
    ComputationCache *cache = g_new0(ComputationCache, 1);
    g_mutex_init(&cache->lock);
    cache->members = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    cache->places = g_ptr_array_new_with_free_func(period_places_free);
    return cache;
}

void
computation_cache_free(ComputationCache *cache)
{
    g_hash_table_unref(cache->members);
    g_ptr_array_unref(cache->places);
    g_mutex_clear(&cache->lock);
    g_free(cache);
}

const guint8 *
population_members(const Computation *computation, const ProfilePopulation *population)
{
    ComputationCache *cache = computation->cache;
    g_mutex_lock(&cache->lock);
    guint8 *members = g_hash_table_lookup(cache->members, population);
    if (!members) {
        members = dataset_members(computation->dataset, population);
        g_hash_table_insert(cache->members, (gpointer)population, members);
    }
    g_mutex_unlock(&cache->lock);
    return members;
}

static GArray *
bounds_of(const GArray *periods)
{
    GArray *bounds = g_array_new(FALSE, FALSE, sizeof(Day));
    for (guint i = 0; i < periods->len; i++) {
        const Period *period = &g_array_index(periods, Period, i);
        g_array_append_val(bounds, period->first);
        g_array_append_val(bounds, period->last);
    }
    return bounds;
}

static bool
same_bounds(const GArray *one, const GArray *other)
{
    return one->len == other->len &&
           (!one->len || memcmp(one->data, other->data, one->len * sizeof(Day)) == 0);
}

static const guint16 *
known_places(const ComputationCache *cache, const GArray *bounds)
{
    for (guint i = 0; i < cache->places->len; i++) {
        const PeriodPlaces *known = cache->places->pdata[i];
        if (same_bounds(known->bounds, bounds))
            return known->places;
    }
    return NULL;
}

/* The index of the period of each day, from the first period's first day to the last one's last. */
static guint16 *
places_of_days(const GArray *periods, Day *first, guint *length)
{
    *first = *length = 0;
    if (!periods->len)
        return NULL;
    *first = g_array_index(periods, Period, 0).first;
    *length = g_array_index(periods, Period, periods->len - 1).last - *first + 1;
    guint16 *places = g_new0(guint16, *length);
    for (guint i = 0; i < periods->len; i++) {
        const Period *period = &g_array_index(periods, Period, i);
        for (Day day = period->first; day <= period->last; day++)
            places[day - *first] = (guint16)(i + 1);
    }
    return places;
}

static guint16 *
find_places(const Computation *computation, const GArray *periods)
{
    const Day *received = (const Day *)(void *)computation->received->days->data;
    Day first;
    guint length;
    g_autofree guint16 *of_days = places_of_days(periods, &first, &length);
    guint16 *places = g_new(guint16, computation->dataset->length + 1);
    for (guint i = 0; i < computation->dataset->length; i++) {
        guint day = received[i] - first; /* for a day before the first, past the length */
        places[i] = day < length ? of_days[day] : 0;
    }
    return places;
}

const guint16 *
computation_places(const Computation *computation, const GArray *periods)
{
    ComputationCache *cache = computation->cache;
    g_autoptr(GArray) bounds = bounds_of(periods);
    g_mutex_lock(&cache->lock);
    const guint16 *places = known_places(cache, bounds);
    if (!places) {
        PeriodPlaces *found = g_new(PeriodPlaces, 1);
        found->bounds = g_steal_pointer(&bounds);
        places = found->places = find_places(computation, periods);
        g_ptr_array_add(cache->places, found);
    }
    g_mutex_unlock(&cache->lock);
    return places;
}
