/* records, fields and populations: where the columns are and which groups of records there are. */
#include "analysis/profile/profile_parts.h"
#include "analysis/inputs/inputs.h"
#include <string.h>

/* Adds a field the first time it is mapped. `id`, `received` and `closed` have the types their names
 * imply. */
static void
profile_add_field(Yaml *yaml, char *name, ProfilePlace place)
{
    if (profile_field(yaml->profile, name))
        return;
    ProfileField *field = yaml_new(yaml, ProfileField);
    field->name = name;
    field->type = strcmp(name, "id") == 0                                        ? FIELD_IDENTIFIER
                  : strcmp(name, "received") == 0 || strcmp(name, "closed") == 0 ? FIELD_DATE
                                                                                 : FIELD_CODED;
    field->codes = yaml_array(yaml, sizeof(ProfileCode));
    field->bands = yaml_array(yaml, sizeof(ProfileBand));
    if (strcmp(name, "outcome") == 0)
        field->ongoing_category = (char *)"Ongoing";
    field->place = place;
    g_ptr_array_add(yaml->profile->fields, field);
}

static void
check_encoding(Yaml *yaml, const yaml_node_t *node, const char *encoding)
{
    GIConv converter = encoding ? g_iconv_open("UTF-8", encoding) : (GIConv)-1;
    if (converter != (GIConv)-1)
        g_iconv_close(converter);
    else if (encoding)
        yaml_fail(yaml, yaml_get(yaml, node, "encoding"),
                  "\"%s\" is not a supported encoding; use UTF-8, UTF-16 or Windows-1252", encoding);
}

static bool
maps_field(const ProfileRecords *records, const char *field)
{
    for (guint i = 0; i < records->columns->len; i++)
        if (strcmp(g_array_index(records->columns, ProfileColumn, i).field, field) == 0)
            return true;
    return false;
}

static void
check_fill_down(Yaml *yaml, const yaml_node_t *node, const ProfileRecords *records)
{
    for (guint i = 0; i < records->fill_down->len; i++)
        if (!maps_field(records, records->fill_down->pdata[i]))
            yaml_fail(yaml, yaml_get(yaml, node, "fill-down"), "\"%s\" is not a field of these columns",
                      (char *)records->fill_down->pdata[i]);
}

static void
read_skip(Yaml *yaml, const yaml_node_t *node, ProfileRecords *records)
{
    const GArray *pairs = yaml_pairs(yaml, node);
    for (guint i = 0; i < pairs->len && !yaml->error; i++) {
        const YamlPair *pair = &g_array_index(pairs, YamlPair, i);
        const char *heading = yaml_scalar(pair->key);
        ProfileSkip skip = {{(char *)"skip", (char *)heading, yaml_place(yaml, pair->key)},
                            yaml_texts(yaml, node, heading)};
        g_array_append_val(records->skip, skip);
        if (!skip.values->len)
            yaml_fail(yaml, pair->value,
                      "skip needs the values of \"%s\" that mark rows which are not records", heading);
    }
}

static void
read_columns(Yaml *yaml, const yaml_node_t *node, ProfileRecords *records)
{
    const yaml_node_t *columns = yaml_get(yaml, node, "columns");
    if (!columns)
        yaml_fail(yaml, node, "an export needs columns, like {received: Date of contact}");
    const GArray *pairs = yaml_pairs(yaml, columns);
    for (guint i = 0; i < pairs->len && !yaml->error; i++) {
        const YamlPair *pair = &g_array_index(pairs, YamlPair, i);
        const char *heading = yaml_scalar(pair->value);
        ProfileColumn column = {(char *)yaml_scalar(pair->key), (char *)heading,
                                yaml_place(yaml, pair->value)};
        if (!heading || !*heading)
            yaml_fail(yaml, pair->value, "%s needs the heading of its column", column.field);
        g_array_append_val(records->columns, column);
        profile_add_field(yaml, column.field, yaml_place(yaml, pair->key));
    }
    if (columns && !yaml_get(yaml, columns, "received"))
        yaml_fail(yaml, columns, "columns needs received: the date that puts a record into its year");
}

#define AT(member) G_STRUCT_OFFSET(ProfileRecords, member)
static const char *const orders[] = {"day-first", "month-first", NULL}, *const ids[] = {"shared", "own",
                                                                                        NULL};
static const YamlKey export_keys[] = {
    {"file", KEY_TEXTS, .at = AT(files)},
    {"sheet", KEY_TEXTS, .at = AT(sheets)},
    {"encoding", KEY_TEXT, .at = AT(encoding)},
    {"dates", KEY_CHOICE, .at = AT(dates), .least = DATE_ORDER_DAY_FIRST, .words = orders},
    {"ids", KEY_EITHER, .at = AT(own_ids), .words = ids},
    {.key = "columns"},
    {"fill-down", KEY_TEXTS, .at = AT(fill_down)},
    {.key = "skip"},
    {.key = NULL}};
#undef AT

static void
read_export(Yaml *yaml, const yaml_node_t *node, Profile *profile)
{
    ProfileRecords *records = yaml_new(yaml, ProfileRecords);
    *records = (ProfileRecords){.files = yaml_list(yaml),
                                .paths = yaml_list(yaml),
                                .sheets = yaml_list(yaml),
                                .fill_down = yaml_list(yaml),
                                .columns = yaml_array(yaml, sizeof(ProfileColumn)),
                                .skip = yaml_array(yaml, sizeof(ProfileSkip)),
                                .place = yaml_place(yaml, node)};
    g_ptr_array_add(profile->records, records);
    if (!yaml_read(yaml, node, export_keys, "an export", records))
        return;
    if (!records->files->len)
        yaml_fail(yaml, node, "an export needs the key file");
    check_encoding(yaml, node, records->encoding);
    read_columns(yaml, node, records);
    check_fill_down(yaml, node, records);
    read_skip(yaml, yaml_get(yaml, node, "skip"), records);
    for (guint i = 0; i < records->files->len && !yaml->error; i++)
        if (!files_matching(profile, records->files->pdata[i], records->paths) && !records->missing)
            records->missing = records->files->pdata[i];
}

#define AT(member) G_STRUCT_OFFSET(ProfileField, member)
static const char *const types[] = {"coded", "date", "identifier", "number", NULL};
static const YamlKey field_keys[] = {{"field", KEY_NEEDED, .at = AT(name)},
                                     {"separator", KEY_TEXT, .at = AT(separator)},
                                     {"words", KEY_TEXT, .at = AT(words)},
                                     {"type", KEY_CHOICE, .at = AT(type), .words = types},
                                     {.key = "bands"},
                                     {"ongoing-category", KEY_TEXT, .at = AT(ongoing_category)},
                                     {.key = NULL}};
#undef AT

/* Numbers in bands are coded: only their bands are kept. */
static void
read_field(Yaml *yaml, const yaml_node_t *node, const Profile *profile)
{
    const char *name = yaml_text(yaml, node, "field");
    ProfileField unknown = {0}, *field = name ? (ProfileField *)profile_field(profile, name) : NULL;
    if (!yaml_read(yaml, node, field_keys, "a field", field ? field : &unknown))
        return;
    if (!field) {
        fail_unknown_field(yaml, yaml_get(yaml, node, "field"), profile, name);
        return;
    }
    bands_read(yaml, node, field);
    if (field->bands->len && field->type != FIELD_NUMBER)
        yaml_fail(yaml, yaml_get(yaml, node, "bands"), "bands are for numbers: add type: number");
    else if (field->bands->len)
        field->type = FIELD_CODED;
    if (field->separator && !*field->separator)
        yaml_fail(yaml, yaml_get(yaml, node, "separator"), "separator must not be empty");
}

void
records_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    const GPtrArray *exports = yaml_items(yaml, top, "records"), *fields = yaml_items(yaml, top, "fields");
    /* A region has no records of its own: its figures come from the authorities' returns. */
    if (!exports->len && !yaml_get(yaml, top, "benchmark"))
        yaml_fail(yaml, top, "a profile needs records: the exports and their columns");
    for (guint i = 0; i < exports->len && !yaml->error; i++)
        read_export(yaml, exports->pdata[i], profile);
    for (guint i = 0; i < fields->len && !yaml->error; i++)
        read_field(yaml, fields->pdata[i], profile);
}

/* A category named in the profile must be in the code list, if there is one. */
static void
check_category(Yaml *yaml, const yaml_node_t *node, const ProfileField *field, const char *name)
{
    if (!field->codes->len)
        return;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < field->codes->len; i++) {
        g_ptr_array_add(known, g_array_index(field->codes, ProfileCode, i).category);
        g_ptr_array_add(known, g_array_index(field->codes, ProfileCode, i).part);
    }
    g_ptr_array_add(known, (gpointer)NOT_RECORDED);
    g_ptr_array_add(known, (gpointer)UNRECOGNISED);
    if (field->ongoing_category)
        g_ptr_array_add(known, field->ongoing_category);
    if (profile_has_name(known, name))
        return;
    g_autofree char *near = yaml_suggestion(name, known);
    yaml_fail(yaml, node, "\"%s\" is not a category or part of %s%s", name, field->name, near);
}

#define AT(member) G_STRUCT_OFFSET(ProfileCondition, member)
static const YamlKey condition_keys[] = {{"field", KEY_NEEDED, .at = AT(field)},
                                         {"is", KEY_TEXTS, .at = AT(is)},
                                         {"is-not", KEY_TEXTS, .at = AT(is_not)},
                                         {"answered", KEY_TRUTH, .at = AT(answered)},
                                         {"from", KEY_DAY, .at = AT(from)},
                                         {"until", KEY_DAY, .at = AT(until)},
                                         {.key = NULL}};
#undef AT

static void
read_condition(Yaml *yaml, const yaml_node_t *node, Profile *profile, ProfilePopulation *population)
{
    ProfileCondition condition = {
        .is = yaml_list(yaml), .is_not = yaml_list(yaml), .place = yaml_place(yaml, node)};
    if (!yaml_read(yaml, node, condition_keys, "a condition", &condition))
        return;
    g_array_append_val(population->where, condition);
    const ProfileField *field = profile_field(profile, condition.field);
    if (field && field->type == FIELD_NUMBER) {
        yaml_fail(yaml, yaml_get(yaml, node, "field"),
                  "%s is a number and has no categories; give it bands, or add a second field with bands for "
                  "the same column",
                  field->name);
        return;
    }
    if (!field || field->type == FIELD_IDENTIFIER) {
        fail_unknown_field(yaml, yaml_get(yaml, node, "field"), profile, condition.field);
        return;
    }
    bool bounded = condition.from != DAY_NONE || condition.until != DAY_NONE;
    if (!condition.is->len && !condition.is_not->len && !condition.answered && !bounded)
        yaml_fail(yaml, node, "a condition needs is, is-not or answered: true, or from and until for a date");
    if (field->type == FIELD_DATE && (condition.is->len || condition.is_not->len))
        yaml_fail(yaml, node, "%s is a date: use only from, until and answered: true", field->name);
    if (field->type != FIELD_DATE && bounded)
        yaml_fail(yaml, node, "%s is not a date: from and until are only for dates", field->name);
    for (guint i = 0; i < condition.is->len; i++)
        check_category(yaml, yaml_get(yaml, node, "is"), field, condition.is->pdata[i]);
    for (guint i = 0; i < condition.is_not->len; i++)
        check_category(yaml, yaml_get(yaml, node, "is-not"), field, condition.is_not->pdata[i]);
}

static ProfilePopulation *
add_population(Yaml *yaml, const yaml_node_t *node)
{
    ProfilePopulation *population = yaml_new(yaml, ProfilePopulation);
    population->where = yaml_array(yaml, sizeof(ProfileCondition));
    population->place = yaml_place(yaml, node);
    return population;
}

#define AT(member) G_STRUCT_OFFSET(ProfilePopulation, member)
static const YamlKey population_keys[] = {{"id", KEY_NEEDED, .at = AT(id)},
                                          {"words", KEY_TEXT, .at = AT(words)},
                                          {"says", KEY_TEXT, .at = AT(says)},
                                          {.key = "where"},
                                          {.key = NULL}};

static void
read_population(Yaml *yaml, const yaml_node_t *node, Profile *profile)
{
    ProfilePopulation *population = add_population(yaml, node);
    if (!yaml_read(yaml, node, population_keys, "a population", population))
        return;
    if (profile_population(profile, population->id))
        yaml_fail(yaml, node, "there is already a population \"%s\"", population->id);
    g_ptr_array_add(profile->populations, population);
    if (!population->words)
        population->words = population->id;
    if (population->says && !*g_strstrip(population->says))
        yaml_fail(yaml, yaml_get(yaml, node, "says"),
                  "says is empty; write a verb for its records, like were taken further");
    const yaml_node_t *where = yaml_get(yaml, node, "where");
    if (where && where->type == YAML_MAPPING_NODE) {
        read_condition(yaml, where, profile, population);
        return;
    }
    const GPtrArray *conditions = yaml_items(yaml, node, "where");
    if (!conditions->len)
        yaml_fail(yaml, node, "a population needs where: the conditions that its records meet");
    for (guint i = 0; i < conditions->len && !yaml->error; i++)
        read_condition(yaml, conditions->pdata[i], profile, population);
}

void
populations_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    ProfilePopulation *all = add_population(yaml, top);
    all->id = (char *)"contacts";
    all->words = profile->words;
    g_ptr_array_add(profile->populations, all);
    const GPtrArray *items = yaml_items(yaml, top, "populations");
    for (guint i = 0; i < items->len && !yaml->error; i++)
        read_population(yaml, items->pdata[i], profile);
}
