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

/* What readers of the tables are told of their publication. */
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

static void
acronym_free(gpointer pointer)
{
    ProfileAcronym *acronym = pointer;
    g_free(acronym->acronym);
    g_free(acronym->words);
    g_free(acronym);
}

/* How names and acronyms stand in running text. */
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
                "the glossary needs an acronym with its words, like DBS: Disclosure and Barring Service");
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
                      "bank-holidays is a list of dates like 2029-01-01");
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

/* What stands beside others' figures has to be counted as the others' is. */
static bool
compares_any(const Profile *profile)
{
    for (guint i = 0; i < profile->measures->len; i++)
        if (kind_of(profile->measures->pdata[i])->of_others)
            return true;
    return false;
}

/* Populations and measures name categories, so code lists come between. */
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

static void
array_of_pointers(GPtrArray **array, GDestroyNotify destroy)
{
    *array = g_ptr_array_new_with_free_func(destroy);
}

static void
code_clear(gpointer pointer)
{
    ProfileCode *code = pointer;
    g_free(code->category);
    g_free(code->part);
    g_free(code->value);
    g_free(code->rule);
}

static void
field_free(gpointer pointer)
{
    ProfileField *field = pointer;
    g_free(field->name);
    g_free(field->separator);
    g_free(field->words);
    g_free(field->ongoing_category);
    for (guint i = 0; i < field->codes->len; i++)
        code_clear(&g_array_index(field->codes, ProfileCode, i));
    g_array_unref(field->codes);
    g_array_unref(field->bands);
    g_clear_pointer(&field->in_sentences, g_hash_table_unref);
    g_clear_pointer(&field->groups, g_hash_table_unref);
    g_free(field);
}

static void
records_free(gpointer pointer)
{
    ProfileRecords *records = pointer;
    for (guint i = 0; i < records->columns->len; i++) {
        g_free(g_array_index(records->columns, ProfileColumn, i).field);
        g_free(g_array_index(records->columns, ProfileColumn, i).heading);
    }
    g_array_unref(records->columns);
    for (guint i = 0; i < records->skip->len; i++) {
        g_free(g_array_index(records->skip, ProfileSkip, i).column.heading);
        g_ptr_array_unref(g_array_index(records->skip, ProfileSkip, i).values);
    }
    g_array_unref(records->skip);
    g_ptr_array_unref(records->fill_down);
    g_ptr_array_unref(records->paths);
    g_ptr_array_unref(records->files);
    g_ptr_array_unref(records->sheets);
    g_free(records->encoding);
    g_free(records);
}

static void
population_free(gpointer pointer)
{
    ProfilePopulation *population = pointer;
    for (guint i = 0; i < population->where->len; i++) {
        ProfileCondition *condition = &g_array_index(population->where, ProfileCondition, i);
        g_free(condition->field);
        g_ptr_array_unref(condition->is);
        g_ptr_array_unref(condition->is_not);
    }
    g_array_unref(population->where);
    g_free(population->id);
    g_free(population->words);
    g_free(population->says);
    g_free(population);
}

Profile *
profile_read(const char *path, GError **error)
{
    Yaml yaml;
    if (!yaml_open(&yaml, path, error))
        return NULL;
    Profile *profile = g_new0(Profile, 1);
    profile->path = g_intern_string(path);
    yaml.path = profile->path;
    profile->folder = g_path_get_dirname(path);
    profile->provisional = g_array_new(FALSE, FALSE, sizeof(int));
    profile->breaks = g_array_new(FALSE, FALSE, sizeof(ProfileBreak));
    array_of_pointers(&profile->records, records_free);
    array_of_pointers(&profile->fields, field_free);
    array_of_pointers(&profile->populations, population_free);
    array_of_pointers(&profile->measures, measure_free);
    array_of_pointers(&profile->figures, g_free);
    array_of_pointers(&profile->include_from, g_free);
    array_of_pointers(&profile->glossary, acronym_free);
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

void
profile_free(Profile *profile)
{
    if (!profile)
        return;
    for (guint i = 0; i < profile->breaks->len; i++) {
        g_free(g_array_index(profile->breaks, ProfileBreak, i).note);
        g_ptr_array_unref(g_array_index(profile->breaks, ProfileBreak, i).measures);
    }
    g_array_unref(profile->breaks);
    g_array_unref(profile->provisional);
    disclosure_section_clear(&profile->disclosure);
    g_ptr_array_unref(profile->measures);
    g_ptr_array_unref(profile->populations);
    g_ptr_array_unref(profile->fields);
    g_ptr_array_unref(profile->records);
    g_ptr_array_unref(profile->figures);
    g_ptr_array_unref(profile->include_from);
    g_clear_pointer(&profile->keep_case, g_ptr_array_unref);
    g_ptr_array_unref(profile->glossary);
    g_free(profile->folder);
    g_free(profile->authority_name);
    g_free(profile->authority_short_name);
    g_free(profile->authority_code);
    g_free(profile->author);
    g_free(profile->next_release);
    g_free(profile->contact);
    g_free(profile->word);
    g_free(profile->words);
    g_free(profile->codes_path);
    return_free(profile->shared);
    benchmark_free(profile->benchmark);
    g_free(profile);
}

const char *
profile_in_sentences(const ProfileField *field, const char *category, const char *part)
{
    if (!field || !field->in_sentences)
        return NULL;
    g_autofree char *key = g_strdup_printf("%s\x1f%s", category, part);
    return g_hash_table_lookup(field->in_sentences, key);
}

void
profile_set_years(Profile *profile, ReportingYear years)
{
    profile->year_start = years;
    for (guint i = 0; i < profile->measures->len; i++) {
        ProfileMeasure *measure = profile->measures->pdata[i];
        bool alone = measure->asked_per == PER_QUARTER && years.quarters == 1;
        measure->per = alone ? PER_YEAR : measure->asked_per;
    }
}

const ProfileField *
profile_field(const Profile *profile, const char *name)
{
    for (guint i = 0; i < profile->fields->len; i++)
        if (strcmp(((const ProfileField *)profile->fields->pdata[i])->name, name) == 0)
            return profile->fields->pdata[i];
    return NULL;
}

const ProfilePopulation *
profile_population(const Profile *profile, const char *id)
{
    for (guint i = 0; i < profile->populations->len; i++)
        if (strcmp(((const ProfilePopulation *)profile->populations->pdata[i])->id, id) == 0)
            return profile->populations->pdata[i];
    return NULL;
}

const ProfileMeasure *
profile_measure(const Profile *profile, const char *id)
{
    for (guint i = 0; i < profile->measures->len; i++)
        if (g_strcmp0(((const ProfileMeasure *)profile->measures->pdata[i])->id, id) == 0)
            return profile->measures->pdata[i];
    return NULL;
}

const ProfileBreak *
profile_break(const Profile *profile, const ProfileMeasure *measure, int year)
{
    for (guint i = 0; i < profile->breaks->len; i++) {
        const ProfileBreak *gap = &g_array_index(profile->breaks, ProfileBreak, i);
        bool concerned = gap->measures->len == 0;
        for (guint k = 0; k < gap->measures->len; k++)
            concerned |= strcmp(gap->measures->pdata[k], measure->id) == 0;
        if (gap->year == year && concerned)
            return gap;
    }
    return NULL;
}

const ProfileBreak *
profile_break_at(const Profile *profile, const ProfileMeasure *measure, const char *period)
{
    int year;
    return calendar_parse_year(period, profile->year_start, &year) ? profile_break(profile, measure, year)
                                                                   : NULL;
}

int
profile_first_comparable(const Profile *profile, const ProfileMeasure *measure)
{
    int year = profile->year;
    while (year > profile->year - profile->years + 1 && !profile_break(profile, measure, year))
        year--;
    return year;
}

const ProfilePopulation *
profile_percent_of(const ProfileMeasure *measure)
{
    return measure->percent_of ? measure->percent_of : measure->of;
}

const char *
profile_done_word(const ProfileMeasure *measure)
{
    static const struct {
        const char *stem, *word;
    } own[] = {{"conclu", "concluded"}, {"resol", "resolved"}, {"complet", "completed"}};
    g_autofree char *title = g_utf8_strdown(measure->title, -1);
    if (strcmp(measure->to, "closed"))
        return "done";
    for (gsize i = 0; i < G_N_ELEMENTS(own); i++)
        if (strstr(title, own[i].stem))
            return own[i].word;
    return "closed";
}

char *
profile_field_words(const ProfileField *field)
{
    static const char *const known[][2] = {
        {"harm", "category of harm"}, {"sector", "employment sector"}, {"source", "referral source"}};
    for (gsize i = 0; i < G_N_ELEMENTS(known) && !field->words; i++)
        if (strcmp(field->name, known[i][0]) == 0)
            return g_strdup(known[i][1]);
    return g_strdelimit(g_strdup(field->words ? field->words : field->name), "-_", ' ');
}

bool
profile_category_tells(const char *category)
{
    return strcmp(category, NOT_RECORDED) != 0 && strcmp(category, UNRECOGNISED) != 0;
}

bool
profile_is_provisional(const Profile *profile, int year)
{
    for (guint i = 0; i < profile->provisional->len; i++)
        if (g_array_index(profile->provisional, int, i) == year)
            return true;
    return false;
}
