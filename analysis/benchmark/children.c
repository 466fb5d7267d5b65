/* Children aged 0 to 17, and the names of authorities. */
#include "analysis/benchmark/benchmark_parts.h"
#include "analysis/csv/cell.h"
#include "analysis/exports/lists.h"
#include <math.h>
#include <string.h>

/* What authorities are called today (authorities.csv): Welsh councils in English, by their slugs; councils
 * of the same area by their current code (ONS, Register of Geographic Codes); and what former ones with
 * children's services became since returns began to be exchanged. NULL for any other. */
static const char *
authority_today(const char *kind, const char *known_as)
{
    static const struct {
        const char *kind, *known_as, *today;
    } authorities[] = {
#include "authorities.inc"
    };
    for (gsize i = 0; i < G_N_ELEMENTS(authorities); i++)
        if (strcmp(authorities[i].kind, kind) == 0 &&
            g_ascii_strcasecmp(authorities[i].known_as, known_as) == 0)
            return authorities[i].today;
    return NULL;
}

static const char *
code_today(const char *code)
{
    const char *current = authority_today("code", code);
    return current ? current : code;
}

char *
authority_key(const char *name)
{
    static const char *const around[] = {
        "council", "county",   "borough", "metropolitan", "unitary", "city",      "the",
        "of",      "district", "royal",   "and",          "ua",      "lb",        "mbc",
        "mdc",     "lbc",      "bc",      "cc",           "cbc",     "authority", NULL};
    g_autofree char *slug = profile_slug(name);
    const char *inner =
        g_str_has_prefix(slug, "london-borough-of-") ? slug + strlen("london-borough-of-") : slug;
    const char *in_english = authority_today("name", inner);
    g_auto(GStrv) words = g_strsplit(in_english ? in_english : inner, "-", -1);
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
    GHashTable *lines;   /* key -> the line of its row, as a pointer */
};

enum { NAME, CODE };
static const char *const columns[] = {"la_name|authority|name", "gss_code|ons_code|code", NULL},
                         *const needed[] = {"la_name|authority|name", NULL};
/* One row for each authority, and one further column for each year: mid_2023, or 2023. */
static const ListKind children_list = {
    .file = {.noun = "list of children", .most = 16 * 1024 * 1024, .failure = FAILURE_INPUT},
    .columns = columns,
    .needed = needed,
    .must = "a list of children needs the column la_name, and one like mid_2023 for each year"};

/* "50,000", "50 000", "50000.0"; NAN for a blank or a symbol that means none; false for anything else. */
static bool
read_children(const char *cell, double *number)
{
    *number = NAN;
    if (!cell[strspn(cell, ".-: ")] || g_ascii_strcasecmp(cell, "n/a") == 0)
        return true;
    return csv_number(cell, number) && *number == floor(*number) && *number >= 0 && *number < 1e8;
}

/* Countries, regions and counties that are not councils: England, the North West, Inner London. */
static bool
is_of_several(const char *code)
{
    static const char *const kinds[] = {"E92", "E12", "E13", "E11", "K0", "W92", NULL};
    for (const char *const *kind = kinds; *kind; kind++)
        if (g_str_has_prefix(code, *kind))
            return true;
    return false;
}

static bool
name_is_free(const Children *children, const ListRow *row, const char *key, GError **error)
{
    gpointer line = g_hash_table_lookup(children->lines, key);
    if (line)
        failure_at(error, row->path, row->line,
                   "\"%s\" is another name for the authority in line %u; keep one of the rows",
                   row->cells[NAME], GPOINTER_TO_UINT(line));
    else
        g_hash_table_insert(children->lines, g_strdup(key), GUINT_TO_POINTER(row->line));
    return !line;
}

static void
take_year_of_children(const Children *children, const ListRow *row, const char *key, guint column,
                      GError **error)
{
    const char *heading = row->headings->pdata[column], *cell = row->row->cells[column],
               *year = g_str_has_prefix(heading, "mid_") ? heading + 4 : heading;
    guint64 calendar_year;
    double number;
    if (!g_ascii_string_to_unsigned(year, 10, 1900, 2200, &calendar_year, NULL))
        return;
    if (!read_children(cell, &number))
        failure_at(error, row->path, row->line,
                   "\"%s\" is not a number of children for %s in %s; write it like 50000, or leave it blank",
                   cell, row->cells[NAME], year);
    else if (number > 0)
        g_hash_table_insert(children->numbers, g_strdup_printf("%s %u", key, (guint)calendar_year),
                            g_memdup2(&number, sizeof number));
}

static void
take_authority(const ListRow *row, void *user, GError **error)
{
    const Children *children = user;
    const char *name = row->cells[NAME], *code = row->cells[CODE];
    g_autofree char *key = authority_key(name);
    if (!*name || is_of_several(code) || !name_is_free(children, row, key, error))
        return;
    g_hash_table_insert(children->names, g_strdup(key), authority_spoken(name));
    if (*code)
        g_hash_table_insert(children->codes, g_strdup(code_today(code)), g_strdup(key));
    for (guint i = 0; i < MIN(row->headings->len, row->row->length); i++)
        take_year_of_children(children, row, key, i, error);
}

Children *
children_read(const char *path, GError **error)
{
    Children *children = g_new0(Children, 1);
    children->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    children->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    children->codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    children->lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) found = path ? list_read(path, &children_list, take_authority, children, error) : NULL;
    if (found || !path)
        return children;
    children_free(children);
    return NULL;
}

void
children_free(Children *children)
{
    g_hash_table_unref(children->numbers);
    g_hash_table_unref(children->names);
    g_hash_table_unref(children->codes);
    g_hash_table_unref(children->lines);
    g_free(children);
}

const char *
children_name(const Children *children, const char *key)
{
    return g_hash_table_lookup(children->names, key);
}

const char *
children_coded(const Children *children, const char *code)
{
    return code ? g_hash_table_lookup(children->codes, code_today(code)) : NULL;
}

char *
children_key(const Children *children, const char *name, const char *code)
{
    const char *coded = children_coded(children, code);
    return coded ? g_strdup(coded) : authority_key(name);
}

char *
children_nearest(const Children *children, const char *key)
{
    if (!g_hash_table_size(children->names) || children_name(children, key))
        return NULL;
    const char *became = authority_today("former", key);
    if (became)
        return g_strdup_printf("; it became %s, which covers a different area", became);
    g_autoptr(GList) sorted = g_list_sort(g_hash_table_get_keys(children->names), (GCompareFunc)strcmp);
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    for (GList *at = sorted; at; at = at->next)
        g_ptr_array_add(keys, at->data);
    const char *near = failure_nearest(key, keys);
    return near ? g_strdup_printf("; is it \"%s\" there?", children_name(children, near)) : g_strdup("");
}

double
children_of(const Children *children, const char *key, int year)
{
    g_autofree char *place = g_strdup_printf("%s %d", key, year);
    const double *number = g_hash_table_lookup(children->numbers, place);
    return number ? *number : NAN;
}
