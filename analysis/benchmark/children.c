/* Children aged 0 to 17, and the lists of neighbours. */
#include "analysis/benchmark/benchmark_parts.h"
#include "analysis/csv/rows.h"
#include "analysis/failure/failure.h"
#include <math.h>
#include <string.h>

char *
authority_key(const char *name)
{
    static const char *const around[] = {"council", "county", "borough",   "metropolitan", "unitary", "city",
                                         "the",     "of",     "authority", "district",     "royal",   NULL};
    g_autofree char *slug = profile_slug(name);
    const char *inner =
        g_str_has_prefix(slug, "london-borough-of-") ? slug + strlen("london-borough-of-") : slug;
    g_auto(GStrv) words = g_strsplit(inner, "-", -1);
    GString *key = g_string_new(NULL);
    for (char **word = words; *word; word++)
        if (!g_strv_contains(around, *word))
            g_string_append_printf(key, "%s%s", key->len ? "-" : "", *word);
    return g_string_free(key, FALSE);
}

struct Children {
    GHashTable *numbers; /* "key year" -> double* */
    GHashTable *names;   /* key -> char* */
};

typedef struct {
    const char *path;
    GPtrArray *headings; /* char* of the first row; NULL until it is read */
    bool (*take)(CsvRow *row, const GPtrArray *headings, void *user, GError **error);
    void *user;
    GError *error;
} Sheet;

static bool
on_row(CsvRow *row, void *user)
{
    Sheet *sheet = user;
    if (*row->cells[0] == '#') /* where it comes from */
        return true;
    if (!sheet->headings) {
        sheet->headings = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < row->length; i++)
            g_ptr_array_add(sheet->headings, g_ascii_strdown(g_strstrip(row->cells[i]), -1));
        return true;
    }
    return sheet->take(row, sheet->headings, sheet->user, &sheet->error);
}

static bool
sheet_read(Sheet *sheet, GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(sheet->path, &text, &length, NULL) || !g_utf8_validate_len(text, length, NULL)) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: there is no such CSV file in UTF-8", sheet->path);
        return false;
    }
    gsize bom = g_str_has_prefix(text, "\xEF\xBB\xBF") ? 3 : 0;
    bool read = csv_rows_read(sheet->path, text + bom, length - bom, ',', 0, on_row, sheet, error);
    if (sheet->headings)
        g_ptr_array_unref(sheet->headings);
    if (sheet->error) {
        g_propagate_error(error, sheet->error);
        return false;
    }
    return read;
}

/* The cell under one of the headings, or NULL. */
static const char *
cell_under(const CsvRow *row, const GPtrArray *headings, const char *const *names)
{
    for (guint i = 0; i < headings->len && i < row->length; i++)
        if (g_strv_contains(names, headings->pdata[i]))
            return g_strstrip(row->cells[i]);
    return NULL;
}

static const char *const authority_headings[] = {"authority", "la_name", "name", NULL};

typedef struct {
    Children *children;
    const char *path;
} TakingChildren;

/* One row an authority, one column a year: mid_2023, or 2023. */
static bool
take_children(CsvRow *row, const GPtrArray *headings, void *user, GError **error)
{
    const TakingChildren *taking = user;
    const char *name = cell_under(row, headings, authority_headings);
    if (!name) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s:%u: a list of children has the columns la_name and mid_2023, one for each year",
                    taking->path, row->line);
        return false;
    }
    g_autofree char *key = authority_key(name);
    if (!g_hash_table_contains(taking->children->names, key))
        g_hash_table_insert(taking->children->names, g_strdup(key), g_strdup(name));
    for (guint i = 0; i < headings->len && i < row->length; i++) {
        const char *heading = headings->pdata[i];
        const char *year = g_str_has_prefix(heading, "mid_") ? heading + 4 : heading;
        guint64 number, calendar_year;
        if (!g_ascii_string_to_unsigned(year, 10, 1900, 2200, &calendar_year, NULL) ||
            !g_ascii_string_to_unsigned(row->cells[i], 10, 1, 100 * 1000 * 1000, &number, NULL))
            continue;
        double *value = g_new(double, 1);
        *value = (double)number;
        g_hash_table_insert(taking->children->numbers, g_strdup_printf("%s %u", key, (guint)calendar_year),
                            value);
    }
    return true;
}

Children *
children_read(const char *path, GError **error)
{
    if (!path)
        return NULL;
    Children *children = g_new0(Children, 1);
    children->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    children->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    TakingChildren taking = {children, path};
    Sheet sheet = {.path = path, .take = take_children, .user = &taking};
    if (sheet_read(&sheet, error))
        return children;
    children_free(children);
    return NULL;
}

void
children_free(Children *children)
{
    if (!children)
        return;
    g_hash_table_unref(children->numbers);
    g_hash_table_unref(children->names);
    g_free(children);
}

double
children_of(const Children *children, const char *authority, int year)
{
    if (!children)
        return NAN;
    g_autofree char *key = authority_key(authority), *place = g_strdup_printf("%s %d", key, year);
    const double *number = g_hash_table_lookup(children->numbers, place);
    return number ? *number : NAN;
}

const char *
children_name(const Children *children, const char *key)
{
    return children ? g_hash_table_lookup(children->names, key) : NULL;
}

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
    neighbour->name = g_strdup(name);
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

/* Columns neighbour_name and, where there are several, la_name (whose neighbour), model_version, closeness.
 */
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
                    "%s:%u: a list of neighbours has the column neighbour_name, and may have la_name, "
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
