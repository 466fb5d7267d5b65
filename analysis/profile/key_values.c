/* What keys hold: by the table of a mapping's keys; and what keys in several sections refer to: populations,
 * fields, years, days, files. */
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

static Day
read_day(Yaml *yaml, const yaml_node_t *node)
{
    const char *text = node ? yaml_scalar(node) : NULL;
    Day day = text ? calendar_parse_iso(text) : DAY_NONE;
    if (node && day == DAY_NONE)
        yaml_fail(yaml, node, "\"%s\" is not a date; write it like 2024-05-31", text ? text : "");
    return day;
}

static int
order_of_names(gconstpointer one, gconstpointer other)
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
    g_ptr_array_sort(found, order_of_names);
    g_ptr_array_extend(paths, found, NULL, NULL);
    return paths->len - before;
}

GArray *
yaml_days(Yaml *yaml, const yaml_node_t *mapping, const char *key)
{
    const GPtrArray *texts = yaml_texts(yaml, mapping, key);
    GArray *days = yaml_array(yaml, sizeof(Day));
    for (guint i = 0; i < texts->len; i++) {
        Day day = calendar_parse_iso(texts->pdata[i]);
        if (day == DAY_NONE)
            yaml_fail(yaml, yaml_get(yaml, mapping, key), "%s must be a list of dates like 2023-04-01", key);
        g_array_append_val(days, day);
    }
    return days;
}

/* Checks that the keys of a mapping are all in the table. */
static bool
check_keys(Yaml *yaml, const yaml_node_t *mapping, const YamlKey *keys, const char *what)
{
    const GArray *pairs = yaml_pairs(yaml, mapping);
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (; keys->key; keys++)
        g_ptr_array_add(known, (gpointer)keys->key);
    for (guint i = 0; i < pairs->len; i++) {
        const yaml_node_t *key = g_array_index(pairs, YamlPair, i).key;
        const char *name = yaml_scalar(key);
        if (!g_ptr_array_find_with_equal_func(known, name, g_str_equal, NULL)) {
            g_autofree char *near = yaml_suggestion(name, known), *all = profile_listed(known, ", ");
            yaml_fail(yaml, key, "unknown key \"%s\" in %s%s%s", name, what, *near ? near : "; it may have ",
                      *near ? "" : all);
        }
        for (guint k = 0; k < i; k++)
            if (strcmp(yaml_scalar(g_array_index(pairs, YamlPair, k).key), name) == 0)
                yaml_fail(yaml, key, "\"%s\" appears twice in %s; keep one", name, what);
    }
    return !yaml->error;
}

static bool
read_truth(Yaml *yaml, const yaml_node_t *mapping, const char *key)
{
    const char *text = yaml_text(yaml, mapping, key);
    bool yes = text && (g_ascii_strcasecmp(text, "true") == 0 || g_ascii_strcasecmp(text, "yes") == 0);
    if (text && !yes && g_ascii_strcasecmp(text, "false") != 0 && g_ascii_strcasecmp(text, "no") != 0)
        yaml_fail(yaml, yaml_get(yaml, mapping, key), "%s must be true or false", key);
    return yes;
}

static int
read_number_value(Yaml *yaml, const yaml_node_t *mapping, const YamlKey *key)
{
    const char *text = yaml_text(yaml, mapping, key->key);
    gint64 number = key->least;
    if (text && !g_ascii_string_to_signed(text, 10, key->least, key->most, &number, NULL))
        yaml_fail(yaml, yaml_get(yaml, mapping, key->key), "%s must be a whole number from %d to %d",
                  key->key, key->least, key->most);
    return (int)number;
}

static void
read_key(Yaml *yaml, const yaml_node_t *mapping, const YamlKey *key, gpointer member)
{
    const char *name = key->key;
    const yaml_node_t *node = yaml_get(yaml, mapping, name);
    int choice = key->words ? yaml_choice(yaml, mapping, name, key->words) : 0;
    switch (key->type) {
    case KEY_SECTION:
        yaml_read(yaml, node, key->keys, name, member);
        break;
    case KEY_TEXT:
    case KEY_NEEDED:
        *(char **)member = yaml_text(yaml, mapping, name);
        break;
    case KEY_TEXTS:
        *(GPtrArray **)member = yaml_texts(yaml, mapping, name);
        break;
    case KEY_NUMBER:
        *(int *)member = read_number_value(yaml, mapping, key);
        break;
    case KEY_TRUTH:
        *(bool *)member = read_truth(yaml, mapping, name);
        break;
    case KEY_CHOICE:
        *(int *)member = key->least + MAX(choice, 0);
        break;
    case KEY_EITHER:
        *(bool *)member = choice == 1;
        break;
    case KEY_WORD:
        *(const char **)member = key->words[MAX(choice, 0)];
        break;
    case KEY_DAY:
        *(Day *)member = read_day(yaml, node);
        break;
    case KEY_DAYS:
        *(GArray **)member = yaml_days(yaml, mapping, name);
        break;
    case KEY_YEAR:
        *(int *)member = profile_read_year(yaml, yaml->profile, node);
        break;
    case KEY_PATH:
        *(char **)member = yaml_path(yaml, yaml_text(yaml, mapping, name));
        break;
    case KEY_PATHS: {
        const GPtrArray *names = yaml_texts(yaml, mapping, name);
        for (guint i = 0; i < names->len; i++)
            g_ptr_array_add(*(GPtrArray **)member, yaml_path(yaml, names->pdata[i]));
        break;
    }
    case KEY_POPULATION:
        *(const ProfilePopulation **)member = read_population_name(yaml, mapping, name, yaml->profile, NULL);
        break;
    case KEY_OTHER:
        break;
    }
}

bool
yaml_read(Yaml *yaml, const yaml_node_t *mapping, const YamlKey *keys, const char *what, gpointer into)
{
    if (!mapping || !check_keys(yaml, mapping, keys, what))
        return !yaml->error;
    for (; keys->key; keys++) {
        const char *text = keys->type == KEY_NEEDED ? yaml_text(yaml, mapping, keys->key) : "there";
        if (!text || !*text)
            yaml_fail(yaml, mapping, "%s needs the key %s", what, keys->key);
        if (keys->type != KEY_OTHER && yaml_get(yaml, mapping, keys->key))
            read_key(yaml, mapping, keys, (char *)into + keys->at);
    }
    return !yaml->error;
}
