/* The profile's file: its sections in order. */
#include "analysis/profile/code_list.h"
#include "analysis/profile/kinds.h"
#include "analysis/profile/profile_parts.h"
#include <string.h>

#define AT(member) G_STRUCT_OFFSET(Profile, member)

static const YamlKey authority[] = {{"name", KEY_NEEDED, .at = AT(authority_name)},
                                    {"short-name", KEY_TEXT, .at = AT(authority_short_name)},
                                    {"code", KEY_TEXT, .at = AT(authority_code)},
                                    {"author", KEY_TEXT, .at = AT(author)},
                                    {.key = NULL}};
/* What readers of the tables are told about their publication. */
static const YamlKey publication[] = {{"published", KEY_DAY, .at = AT(published)},
                                      {"next-release", KEY_TEXT, .at = AT(next_release)},
                                      {"contact", KEY_TEXT, .at = AT(contact)},
                                      {.key = NULL}};
static const YamlKey words[] = {
    {"contact", KEY_TEXT, .at = AT(word)}, {"contacts", KEY_TEXT, .at = AT(words)}, {.key = NULL}};
static const char *const records_per[] = {"id", "row", NULL};
static const YamlKey sections[] = {
    {"authority", KEY_SECTION, .keys = authority},
    {.key = "report"},
    {"words", KEY_SECTION, .keys = words},
    {.key = "records"},
    {.key = "fields"},
    {"codes", KEY_PATH, .at = AT(codes_path)},
    {"figures", KEY_PATHS, .at = AT(figures)},
    {.key = "populations"},
    {.key = "measures"},
    {.key = "disclosure"},
    {.key = "benchmark"},
    {"one-record-per", KEY_EITHER, .at = AT(one_record_per_row), .words = records_per},
    {.key = "look"},
    {"small-base", KEY_NUMBER, .at = AT(small_base), .least = 0, .most = 1000},
    {.key = "return"},
    {"include-from", KEY_PATHS, .at = AT(include_from)},
    {"publication", KEY_SECTION, .keys = publication},
    {"keep-case", KEY_TEXTS, .at = AT(keep_case)},
    {.key = "glossary"},
    {.key = "bank-holidays"},
    {.key = NULL}};

/* What is left out. */
static void
complete_profile(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    if (!yaml_get(yaml, top, "authority"))
        yaml_fail(yaml, top,
                  "a profile needs the key authority, like {name: ..., short-name: ..., code: ...}");
    /* Blank is not given. */
    char **optional[] = {&profile->authority_short_name,
                         &profile->author,
                         &profile->next_release,
                         &profile->contact,
                         &profile->word,
                         &profile->words};
    for (gsize i = 0; i < G_N_ELEMENTS(optional); i++)
        if (*optional[i] && !(*optional[i])[strspn(*optional[i], " \t")])
            *optional[i] = NULL;
    if (!profile->authority_short_name)
        profile->authority_short_name = profile->authority_name;
    if (!profile->authority_code)
        profile->authority_code = (char *)"";
    if (!profile->author)
        profile->author = profile->authority_name;
    if (!profile->word)
        profile->word = (char *)"contact";
    if (!profile->words)
        profile->words = yaml_keep(yaml, g_strconcat(profile->word, "s", NULL), g_free);
}

static void
read_glossary(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    const GArray *pairs = yaml_pairs(yaml, yaml_get(yaml, top, "glossary"));
    for (guint i = 0; i < pairs->len; i++) {
        const YamlPair *pair = &g_array_index(pairs, YamlPair, i);
        const char *words_of_it = yaml_scalar(pair->value);
        ProfileAcronym *entry = yaml_new(yaml, ProfileAcronym);
        *entry = (ProfileAcronym){(char *)yaml_scalar(pair->key), (char *)words_of_it};
        if (!*entry->acronym || !words_of_it || !*words_of_it)
            yaml_fail(
                yaml, pair->key,
                "a glossary entry is an acronym and its words, like DBS: Disclosure and Barring Service");
        g_ptr_array_add(profile->glossary, entry);
    }
}

static void
read_sections(Yaml *yaml, Profile *profile)
{
    const yaml_node_t *top = yaml_document_get_root_node(&yaml->document);
    if (!yaml_read(yaml, top, sections, "the profile", profile))
        return;
    complete_profile(yaml, top, profile);
    report_section_read(yaml, top, profile);
    read_glossary(yaml, top, profile);
    records_section_read(yaml, top, profile);
    disclosure_section_read(yaml, top, profile);
    look_section_read(yaml, top, profile);
    calendar_add_holidays(yaml_days(yaml, top, "bank-holidays"));
}

/* What is compared with others must be counted as others count it. */
static bool
has_benchmark(const Profile *profile)
{
    for (guint i = 0; i < profile->measures->len; i++)
        if (kind_of(profile->measures->pdata[i])->of_others)
            return true;
    return false;
}

/* Populations and measures refer to categories, so code lists come in between. */
static void
read_meaning(Yaml *yaml, Profile *profile)
{
    const yaml_node_t *top = yaml_document_get_root_node(&yaml->document);
    if (!profile->codes_path || codes_read(profile, &yaml->error))
        populations_section_read(yaml, top, profile);
    if (!yaml->error)
        benchmark_section_read(yaml, top, profile);
    if (!yaml->error)
        return_section_read(yaml, top, profile);
    if (!yaml->error)
        measures_section_read(yaml, profile);
    if (!yaml->error && has_benchmark(profile))
        profile_add_return(profile);
    if (!yaml->error)
        disclosure_section_check(yaml, yaml_document_get_root_node(&yaml->document), profile);
    if (!yaml->error)
        report_section_check(profile, &yaml->error);
    profile_set_years(profile, profile->year_start);
}

static Profile *
profile_new(Yaml *yaml, const char *path)
{
    Profile *profile = yaml->profile = g_new0(Profile, 1);
    profile->yaml = yaml;
    profile->path = yaml->path = g_intern_string(path);
    profile->folder = yaml_keep(yaml, g_path_get_dirname(path), g_free);
    profile->small_base = 20;
    profile->provisional = yaml_array(yaml, sizeof(int));
    profile->breaks = yaml_array(yaml, sizeof(ProfileBreak));
    GPtrArray **const lists[] = {&profile->records,  &profile->fields,   &profile->populations,
                                 &profile->measures, &profile->figures,  &profile->include_from,
                                 &profile->glossary, &profile->keep_case};
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        *lists[i] = yaml_list(yaml);
    return profile;
}

Profile *
profile_read(const char *path, GError **error)
{
    Yaml *yaml = g_new0(Yaml, 1);
    if (!yaml_open(yaml, path, error)) {
        g_free(yaml);
        return NULL;
    }
    Profile *profile = profile_new(yaml, path);
    read_sections(yaml, profile);
    if (!yaml->error)
        read_meaning(yaml, profile);
    if (!yaml->error)
        return profile;
    g_propagate_error(error, g_steal_pointer(&yaml->error));
    profile_free(profile);
    return NULL;
}
