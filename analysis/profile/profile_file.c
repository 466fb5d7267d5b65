/* The profile's file: its sections in order. */
#include "analysis/profile/kinds.h"
#include "analysis/profile/profile_parts.h"
#include <string.h>

static void
authority_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    static const char *const keys[] = {"name", "short-name", "code", "author", NULL};
    const yaml_node_t *node = yaml_get(yaml, top, "authority");
    if (!node) {
        yaml_fail(yaml, top,
                  "a profile needs the key authority, like {name: ..., short-name: ..., code: ...}");
        return;
    }
    yaml_check_keys(yaml, node, keys, "authority");
    profile->authority_name = yaml_needed_text(yaml, node, "name", "authority");
    profile->authority_short_name = yaml_text(yaml, node, "short-name");
    profile->authority_code = yaml_text(yaml, node, "code");
    profile->author = yaml_text(yaml, node, "author");
    if (!profile->authority_short_name)
        profile->authority_short_name = g_strdup(profile->authority_name);
    if (!profile->authority_code)
        profile->authority_code = g_strdup("");
    if (!profile->author)
        profile->author = g_strdup(profile->authority_name);
}

/* What readers of the tables are told about their publication. */
static void
publication_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    static const char *const keys[] = {"published", "next-release", "contact", NULL};
    const yaml_node_t *node = yaml_get(yaml, top, "publication");
    profile->published = DAY_NONE;
    if (!node || !yaml_check_keys(yaml, node, keys, "publication"))
        return;
    profile->published = profile_read_day(yaml, yaml_get(yaml, node, "published"));
    profile->next_release = yaml_text(yaml, node, "next-release");
    profile->contact = yaml_text(yaml, node, "contact");
}

static void
words_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    static const char *const keys[] = {"contact", "contacts", NULL};
    const yaml_node_t *words = yaml_get(yaml, top, "words");
    if (words && yaml_check_keys(yaml, words, keys, "words")) {
        profile->word = yaml_text(yaml, words, "contact");
        profile->words = yaml_text(yaml, words, "contacts");
    }
    if (!profile->word)
        profile->word = g_strdup("contact");
    if (!profile->words)
        profile->words = g_strcmp0(profile->word, "contact") ? g_strconcat(profile->word, "s", NULL)
                                                             : g_strdup("contacts");
}

/* How names and acronyms appear in sentences. */
static void
spelling_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    profile->keep_case = yaml_texts(yaml, top, "keep-case");
    const yaml_node_t *glossary = yaml_get(yaml, top, "glossary");
    g_autoptr(GArray) pairs = glossary ? yaml_pairs(yaml, glossary) : NULL;
    for (guint i = 0; pairs && i < pairs->len && !yaml->error; i++) {
        const YamlPair *pair = &g_array_index(pairs, YamlPair, i);
        const char *acronym = yaml_scalar(pair->key), *words = yaml_scalar(pair->value);
        if (!acronym || !*acronym || !words || !*words) {
            yaml_fail(
                yaml, pair->key,
                "a glossary entry is an acronym and its words, like DBS: Disclosure and Barring Service");
            return;
        }
        ProfileAcronym *entry = g_new0(ProfileAcronym, 1);
        *entry = (ProfileAcronym){g_strdup(acronym), g_strdup(words)};
        g_ptr_array_add(profile->glossary, entry);
    }
}

static void
files_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    g_autoptr(GPtrArray) figures = yaml_texts(yaml, top, "figures");
    for (guint i = 0; i < figures->len; i++)
        g_ptr_array_add(profile->figures, input_beside(profile->path, figures->pdata[i]));
    g_autoptr(GPtrArray) folders = yaml_texts(yaml, top, "include-from");
    for (guint i = 0; i < folders->len; i++)
        g_ptr_array_add(profile->include_from, input_beside(profile->path, folders->pdata[i]));
    g_autofree char *codes = yaml_text(yaml, top, "codes");
    if (codes)
        profile->codes_path = input_beside(profile->path, codes);
}

static void
read_bank_holidays(Yaml *yaml, const yaml_node_t *top)
{
    g_autoptr(GPtrArray) written = yaml_texts(yaml, top, "bank-holidays");
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(Day));
    for (guint i = 0; i < written->len && !yaml->error; i++) {
        Day day = calendar_parse_iso(written->pdata[i]);
        if (day == DAY_NONE)
            yaml_fail(yaml, yaml_get(yaml, top, "bank-holidays"),
                      "bank-holidays must be a list of dates like 2029-01-01");
        else
            g_array_append_val(days, day);
    }
    calendar_add_holidays(days);
}

static void
read_sections(Yaml *yaml, Profile *profile)
{
    static const char *const keys[] = {
        "authority", "report",        "words",    "records",      "fields",      "codes",
        "figures",   "populations",   "measures", "disclosure",   "benchmark",   "one-record-per",
        "look",      "small-base",    "return",   "include-from", "publication", "keep-case",
        "glossary",  "bank-holidays", NULL};
    const yaml_node_t *top = yaml_document_get_root_node(&yaml->document);
    if (!yaml_check_keys(yaml, top, keys, "the profile"))
        return;
    authority_section_read(yaml, top, profile);
    publication_section_read(yaml, top, profile);
    report_section_read(yaml, top, profile);
    words_section_read(yaml, top, profile);
    spelling_read(yaml, top, profile);
    records_section_read(yaml, top, profile);
    files_section_read(yaml, top, profile);
    disclosure_section_read(yaml, top, profile);
    look_section_read(yaml, top, profile);
    read_bank_holidays(yaml, top);
    profile->small_base = yaml_number(yaml, top, "small-base", 20, 0, 1000);
}

/* What is compared with others must be counted as others count it. */
static bool
compares_any(const Profile *profile)
{
    for (guint i = 0; i < profile->measures->len; i++)
        if (kind_of(profile->measures->pdata[i])->of_others)
            return true;
    return false;
}

/* Populations and measures refer to categories, so code lists come in between. */
static bool
read_meaning(Yaml *yaml, Profile *profile, GError **error)
{
    const yaml_node_t *top = yaml_document_get_root_node(&yaml->document);
    if (profile->codes_path && !codes_read(profile, error))
        return false;
    populations_section_read(yaml, top, profile);
    if (!yaml->error)
        benchmark_section_read(yaml, top, profile);
    if (!yaml->error)
        return_section_read(yaml, top, profile);
    if (!yaml->error)
        measures_section_read(yaml, profile);
    if (!yaml->error && compares_any(profile))
        profile_add_return(profile);
    if (!yaml->error)
        disclosure_section_check(yaml, yaml_document_get_root_node(&yaml->document), profile);
    if (!yaml->error)
        report_section_check(profile, &yaml->error);
    profile_set_years(profile, profile->year_start);
    return true;
}

Profile *
profile_read(const char *path, GError **error)
{
    Yaml yaml;
    if (!yaml_open(&yaml, path, error))
        return NULL;
    Profile *profile = profile_new(path);
    yaml.path = profile->path;
    read_sections(&yaml, profile);
    bool read = yaml.error || read_meaning(&yaml, profile, error);
    if (yaml.error) {
        g_propagate_error(error, g_steal_pointer(&yaml.error));
        read = false;
    }
    yaml_close(&yaml);
    if (!read) {
        profile_free(profile);
        return NULL;
    }
    return profile;
}
