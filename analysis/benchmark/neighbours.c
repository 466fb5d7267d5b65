/* The authorities to compare with: a list, or all those with figures. */
#include "analysis/benchmark/benchmark_parts.h"
#include "analysis/benchmark/authority_rows.h"
#include "analysis/failure/failure.h"
#include <string.h>

static void
neighbour_free(gpointer pointer)
{
    Neighbour *neighbour = pointer;
    g_free(neighbour->name);
    g_free(neighbour->key);
    g_free(neighbour->closeness);
    g_free(neighbour);
}

static void
add_neighbour(GPtrArray *neighbours, const char *name, const char *closeness)
{
    Neighbour *neighbour = g_new0(Neighbour, 1);
    neighbour->name = authority_spoken(name);
    neighbour->key = authority_key(name);
    neighbour->closeness = g_strdup(closeness ? closeness : "");
    g_ptr_array_add(neighbours, neighbour);
}

typedef struct {
    const Profile *profile;
    GPtrArray *neighbours;
    char **version;
    char *own;
} TakingNeighbours;

/* Columns neighbour_name and, where there are several, la_name (the authority whose neighbour it is),
 * model_version, closeness. */
static bool
take_neighbour(CsvRow *row, const GPtrArray *headings, void *user, GError **error)
{
    static const char *const versions[] = {"model_version", "version", NULL};
    static const char *const names[] = {"neighbour_name", "neighbour", NULL};
    static const char *const closenesses[] = {"closeness", NULL};
    TakingNeighbours *taking = user;
    const ProfileBenchmark *benchmark = taking->profile->benchmark;
    const char *of = cell_under(row, headings, authority_headings), *name = cell_under(row, headings, names),
               *version = cell_under(row, headings, versions);
    if (!name) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s:%u: a list of neighbours needs the column neighbour_name, and may have la_name, "
                    "model_version and closeness",
                    benchmark->neighbours_path, row->line);
        return false;
    }
    g_autofree char *key = of ? authority_key(of) : g_strdup(taking->own);
    if (strcmp(key, taking->own) || (benchmark->version && version && strcmp(version, benchmark->version)))
        return true;
    if (version && *taking->version && strcmp(version, *taking->version)) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s:%u:%u: %s has the versions %s and %s; say which: benchmark: {version: %s}",
                    benchmark->place.file, benchmark->place.line, benchmark->place.column,
                    benchmark->neighbours_path, *taking->version, version, version);
        return false;
    }
    if (version && !*taking->version)
        *taking->version = g_strdup(version);
    add_neighbour(taking->neighbours, name, cell_under(row, headings, closenesses));
    return true;
}

GPtrArray *
neighbours_read(const Profile *profile, char **version, GError **error)
{
    const ProfileBenchmark *benchmark = profile->benchmark;
    g_autoptr(GPtrArray) neighbours = g_ptr_array_new_with_free_func(neighbour_free);
    *version = NULL;
    for (guint i = 0; i < benchmark->neighbours->len; i++)
        add_neighbour(neighbours, benchmark->neighbours->pdata[i], "");
    if (!benchmark->neighbours_path) {
        *version = g_strdup(benchmark->version);
        return g_steal_pointer(&neighbours);
    }
    g_autofree char *own = authority_key(profile->authority_short_name);
    TakingNeighbours taking = {profile, neighbours, version, own};
    Sheet sheet = {.path = benchmark->neighbours_path, .take = take_neighbour, .user = &taking};
    if (!sheet_read(&sheet, error))
        return NULL;
    if (neighbours->len)
        return g_steal_pointer(&neighbours);
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u:%u: %s has no neighbours of %s%s%s",
                benchmark->place.file, benchmark->place.line, benchmark->place.column,
                benchmark->neighbours_path, profile->authority_short_name,
                benchmark->version ? " in version " : "", benchmark->version ? benchmark->version : "");
    return NULL;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
neighbours_take_all(GPtrArray *neighbours, const Figures *known)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < figures_length(known); i++)
        if (g_hash_table_add(seen, (gpointer)figures_at(known, i)->authority))
            g_ptr_array_add(names, (gpointer)figures_at(known, i)->authority);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++)
        add_neighbour(neighbours, names->pdata[i], "");
}
