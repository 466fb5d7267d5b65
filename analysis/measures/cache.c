/* What several measures need from the records. Measures are computed in parallel, so the first to ask
 * computes it while the others wait. */
#include "analysis/measures/measure_kinds.h"

struct ComputationCache {
    GMutex lock;
    GHashTable *members; /* ProfilePopulation -> guint8 array: one byte a record, 1 where it belongs */
    GHashTable *places;  /* what the measure's periods depend on -> guint16 array: one for each record */
};

ComputationCache *
computation_cache_new(void)
{
    ComputationCache *cache = g_new0(ComputationCache, 1);
    g_mutex_init(&cache->lock);
    cache->members = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    cache->places = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return cache;
}

void
computation_cache_free(ComputationCache *cache)
{
    g_hash_table_unref(cache->members);
    g_hash_table_unref(cache->places);
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

/* In one report, a measure's periods depend only on what it counts by and the year since which it does. */
const guint16 *
computation_places(const Computation *computation)
{
    ComputationCache *cache = computation->cache;
    gpointer key = GINT_TO_POINTER(computation->measure->since * 3 + (int)computation->measure->per);
    g_mutex_lock(&cache->lock);
    guint16 *places = g_hash_table_lookup(cache->places, key);
    if (!places) {
        places = find_places(computation, computation->periods);
        g_hash_table_insert(cache->places, key, places);
    }
    g_mutex_unlock(&cache->lock);
    return places;
}
