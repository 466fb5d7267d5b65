/* What keys in several sections refer to: populations, fields, years, days, files. */
#include "analysis/profile/profile_parts.h"
#include <string.h>

const ProfilePopulation *
read_population_name(Yaml *yaml, const yaml_node_t *node, const char *key, const Profile *profile,
                     const ProfilePopulation *otherwise)
{
    const char *id = yaml_text(yaml, node, key);
    const ProfilePopulation *population = id ? profile_population(profile, id) : otherwise;
    if (id && !population) {
        g_autoptr(GPtrArray) known = g_ptr_array_new();
        for (guint i = 0; i < profile->populations->len; i++)
            g_ptr_array_add(known, ((ProfilePopulation *)profile->populations->pdata[i])->id);
        g_autofree char *near = yaml_suggestion(id, known);
        yaml_fail(yaml, yaml_get(yaml, node, key), "\"%s\" is not a population%s", id, near);
    }
    return population;
}

char *
field_suggestion(const Profile *profile, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < profile->fields->len; i++)
        g_ptr_array_add(names, ((ProfileField *)profile->fields->pdata[i])->name);
    return yaml_suggestion(name, names);
}

void
fail_unknown_field(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const char *name)
{
    g_autofree char *near = field_suggestion(profile, name);
    yaml_fail(yaml, node, "\"%s\" is not a field of the columns%s", name, near);
}

int
profile_read_year(Yaml *yaml, const Profile *profile, const yaml_node_t *node)
{
    int year = 0;
    const char *text = node ? yaml_scalar(node) : NULL;
    if (node && (!text || !calendar_parse_year(text, calendar_whole(profile->year_start), &year)))
        yaml_fail(yaml, node, "\"%s\" is not a reporting year; write it like %s", text ? text : "",
                  profile->year_start.start_month == 1 ? "2024" : "2023-24");
    return year;
}

Day
profile_read_day(Yaml *yaml, const yaml_node_t *node)
{
    const char *text = node ? yaml_scalar(node) : NULL;
    Day day = text ? calendar_parse_iso(text) : DAY_NONE;
    if (node && day == DAY_NONE)
        yaml_fail(yaml, node, "\"%s\" is not a date; write it like 2024-05-31", text ? text : "");
    return day;
}

static int
by_name(gconstpointer one, gconstpointer other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

guint
files_matching(const Profile *profile, const char *pattern, GPtrArray *paths)
{
    g_autofree char *whole = input_beside(profile->path, pattern), *name = g_path_get_basename(whole);
    guint before = paths->len;
    if (!strpbrk(name, "*?")) {
        if (input_may_be_there(whole))
            g_ptr_array_add(paths, yaml_keep(profile->yaml, g_steal_pointer(&whole), g_free));
        return paths->len - before;
    }
    g_autofree char *folder = g_path_get_dirname(whole);
    g_autoptr(GPatternSpec) spec = g_pattern_spec_new(name);
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    for (const char *entry; entries && (entry = g_dir_read_name(entries));)
        if (*entry != '.' && !input_is_lock(entry) && g_pattern_spec_match_string(spec, entry))
            g_ptr_array_add(found, yaml_keep(profile->yaml, input_beside(whole, entry), g_free));
    g_ptr_array_sort(found, by_name);
    g_ptr_array_extend(paths, found, NULL, NULL);
    return paths->len - before;
}
