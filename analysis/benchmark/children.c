/* Children aged 0 to 17, and the names of authorities. */
#include "analysis/benchmark/benchmark_parts.h"
#include "analysis/benchmark/sheet.h"
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

char *
authority_spoken(const char *name)
{
    static const char *const behind[] = {", County of", ", City of", NULL};
    for (gsize i = 0; behind[i]; i++)
        if (g_str_has_suffix(name, behind[i]))
            return g_strdup_printf("%s %.*s", behind[i] + strlen(", "),
                                   (int)(strlen(name) - strlen(behind[i])), name);
    return g_strdup(name);
}

struct Children {
    GHashTable *numbers; /* "key year" -> double* */
    GHashTable *names;   /* key -> char* */
    GHashTable *codes;   /* ONS code -> char*: key */
};

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
    static const char *const code_headings[] = {"gss_code", "ons_code", "code", NULL};
    const char *code = cell_under(row, headings, code_headings);
    g_autofree char *key = authority_key(name);
    if (!g_hash_table_contains(taking->children->names, key))
        g_hash_table_insert(taking->children->names, g_strdup(key), authority_spoken(name));
    if (code && *code)
        g_hash_table_insert(taking->children->codes, g_strdup(code), g_strdup(key));
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
    children->codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
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
    g_hash_table_unref(children->codes);
    g_free(children);
}

const char *
children_name(const Children *children, const char *key)
{
    return children ? g_hash_table_lookup(children->names, key) : NULL;
}

const char *
children_coded(const Children *children, const char *code)
{
    return children && code ? g_hash_table_lookup(children->codes, code) : NULL;
}

char *
children_key(const Children *children, const char *name, const char *code)
{
    char *key = authority_key(name);
    const char *coded = children_coded(children, code);
    if (!coded || children_name(children, key))
        return key;
    g_free(key);
    return g_strdup(coded);
}

double
children_of(const Children *children, const char *key, int year)
{
    if (!children)
        return NAN;
    g_autofree char *place = g_strdup_printf("%s %d", key, year);
    const double *number = g_hash_table_lookup(children->numbers, place);
    return number ? *number : NAN;
}
