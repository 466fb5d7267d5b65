/* The authorities to compare with: a list, or all those with figures. */
#include "analysis/benchmark/benchmark_parts.h"
#include "analysis/exports/lists.h"
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
    neighbour->closeness = g_strdup(closeness);
    g_ptr_array_add(neighbours, neighbour);
}

/* `la_name`, where there are several, is the authority whose neighbour it is. */
enum { NAME, OF, VERSION, CLOSENESS };
static const char *const columns[] = {"neighbour_name|neighbour", "la_name|authority|name",
                                      "model_version|version", "closeness", NULL},
                         *const needed[] = {"neighbour_name|neighbour", NULL};
static const ListKind neighbours_list = {
    .file = {.noun = "list of neighbours", .most = 16 * 1024 * 1024, .failure = FAILURE_INPUT},
    .columns = columns,
    .needed = needed,
    .must = "a list of neighbours needs the column neighbour_name, and may have la_name, model_version and "
            "closeness"};

typedef struct {
    const Profile *profile;
    GPtrArray *neighbours;
    char **version;
    char *own;
} Reading;

static void
take_neighbour(const ListRow *row, void *user, GError **error)
{
    const Reading *reading = user;
    const ProfileBenchmark *benchmark = reading->profile->benchmark;
    const char *version = row->cells[VERSION];
    g_autofree char *of =
        list_has_column(row->columns, OF) ? authority_key(row->cells[OF]) : g_strdup(reading->own);
    if (strcmp(of, reading->own) != 0 ||
        (benchmark->version && *version && strcmp(version, benchmark->version) != 0))
        return;
    if (*version && *reading->version && strcmp(version, *reading->version) != 0)
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s:%u:%u: %s has the versions %s and %s; say which: benchmark: {version: %s}",
                    benchmark->place.file, benchmark->place.line, benchmark->place.column, row->path,
                    *reading->version, version, version);
    if (*version && !*reading->version)
        *reading->version = g_strdup(version);
    add_neighbour(reading->neighbours, row->cells[NAME], row->cells[CLOSENESS]);
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
    Reading reading = {profile, neighbours, version, own};
    g_autoptr(GArray) found =
        list_read(benchmark->neighbours_path, &neighbours_list, take_neighbour, &reading, error);
    if (!found)
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
