/* records, fields and populations: where the columns are and which groups of records there are. */
#include "analysis/profile/profile_parts.h"
#include "analysis/inputs/inputs.h"
#include <string.h>

/* Adds a field the first time it is mapped. `id`, `received` and `closed` have the types their names
 * imply. */
static void
add_field(Profile *profile, const char *name, ProfilePlace place)
{
    if (profile_field(profile, name))
        return;
    ProfileField *field = g_new0(ProfileField, 1);
    field->name = g_strdup(name);
    field->type = strcmp(name, "id") == 0                                        ? FIELD_IDENTIFIER
                  : strcmp(name, "received") == 0 || strcmp(name, "closed") == 0 ? FIELD_DATE
                                                                                 : FIELD_CODED;
    field->codes = g_array_new(FALSE, FALSE, sizeof(ProfileCode));
    field->bands = g_array_new(FALSE, FALSE, sizeof(ProfileBand));
    if (strcmp(name, "outcome") == 0)
        field->ongoing_category = g_strdup("Ongoing");
    field->place = place;
    g_ptr_array_add(profile->fields, field);
}

static void
read_encoding(Yaml *yaml, const yaml_node_t *node, ProfileRecords *records)
{
    records->encoding = yaml_text(yaml, node, "encoding");
    GIConv converter = records->encoding ? g_iconv_open("UTF-8", records->encoding) : (GIConv)-1;
    if (converter != (GIConv)-1)
        g_iconv_close(converter);
    else if (records->encoding)
        yaml_fail(yaml, yaml_get(yaml, node, "encoding"),
                  "\"%s\" is not a supported encoding; use UTF-8, UTF-16 or Windows-1252", records->encoding);
}

static void
read_date_order(Yaml *yaml, const yaml_node_t *node, ProfileRecords *records)
{
    g_autofree char *order = yaml_text(yaml, node, "dates");
    if (!order)
        return;
    if (strcmp(order, "day-first") == 0)
        records->dates = DATE_ORDER_DAY_FIRST;
    else if (strcmp(order, "month-first") == 0)
        records->dates = DATE_ORDER_MONTH_FIRST;
    else
        yaml_fail(yaml, yaml_get(yaml, node, "dates"), "dates must be day-first or month-first");
}

static void
read_ids(Yaml *yaml, const yaml_node_t *node, ProfileRecords *records)
{
    g_autofree char *ids = yaml_text(yaml, node, "ids");
    records->own_ids = ids && strcmp(ids, "own") == 0;
    if (ids && !records->own_ids && strcmp(ids, "shared") != 0)
        yaml_fail(yaml, yaml_get(yaml, node, "ids"), "ids must be shared or own");
}

static bool
maps(const ProfileRecords *records, const char *field)
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
        if (!maps(records, records->fill_down->pdata[i]))
            yaml_fail(yaml, yaml_get(yaml, node, "fill-down"), "\"%s\" is not a field of these columns",
                      (char *)records->fill_down->pdata[i]);
}

static void
read_skip(Yaml *yaml, const yaml_node_t *node, ProfileRecords *records)
{
    g_autoptr(GArray) pairs = node ? yaml_pairs(yaml, node) : g_array_new(FALSE, FALSE, sizeof(YamlPair));
    for (guint i = 0; i < pairs->len && !yaml->error; i++) {
        const YamlPair *pair = &g_array_index(pairs, YamlPair, i);
        const char *heading = yaml_scalar(pair->key);
        ProfileSkip skip = {{(char *)"skip", g_strdup(heading), yaml_place(yaml, pair->key)},
                            yaml_texts(yaml, node, heading)};
        g_array_append_val(records->skip, skip);
        if (!skip.values->len)
            yaml_fail(yaml, pair->value,
                      "skip needs the values of \"%s\" that mark rows which are not records", heading);
    }
}

static void
read_export(Yaml *yaml, const yaml_node_t *node, Profile *profile)
{
    static const char *const keys[] = {"file",    "sheet",     "encoding", "dates", "ids",
                                       "columns", "fill-down", "skip",     NULL};
    if (!yaml_check_keys(yaml, node, keys, "an export"))
        return;
    ProfileRecords *records = g_new0(ProfileRecords, 1);
    records->columns = g_array_new(FALSE, FALSE, sizeof(ProfileColumn));
    records->skip = g_array_new(FALSE, FALSE, sizeof(ProfileSkip));
    records->paths = g_ptr_array_new_with_free_func(g_free);
    records->place = yaml_place(yaml, node);
    g_ptr_array_add(profile->records, records);
    records->files = yaml_texts(yaml, node, "file");
    records->sheets = yaml_texts(yaml, node, "sheet");
    records->fill_down = yaml_texts(yaml, node, "fill-down");
    if (!records->files->len)
        yaml_fail(yaml, node, "an export needs the key file");
    read_encoding(yaml, node, records);
    read_date_order(yaml, node, records);
    read_ids(yaml, node, records);
    const yaml_node_t *columns = yaml_get(yaml, node, "columns");
    if (!columns) {
        yaml_fail(yaml, node, "an export needs columns, like {received: Date of contact}");
        return;
    }
    g_autoptr(GArray) pairs = yaml_pairs(yaml, columns);
    for (guint i = 0; i < pairs->len && !yaml->error; i++) {
        YamlPair pair = g_array_index(pairs, YamlPair, i);
        const char *heading = yaml_scalar(pair.value);
        if (!heading || !*heading) {
            yaml_fail(yaml, pair.value, "%s needs the heading of its column", yaml_scalar(pair.key));
            return;
        }
        ProfileColumn column = {g_strdup(yaml_scalar(pair.key)), g_strdup(heading),
                                yaml_place(yaml, pair.value)};
        g_array_append_val(records->columns, column);
        add_field(profile, column.field, yaml_place(yaml, pair.key));
    }
    if (!yaml_get(yaml, columns, "received"))
        yaml_fail(yaml, columns, "columns needs received: the date that puts a record into its year");
    check_fill_down(yaml, node, records);
    read_skip(yaml, yaml_get(yaml, node, "skip"), records);
    for (guint i = 0; i < records->files->len && !yaml->error; i++)
        if (!files_matching(profile, records->files->pdata[i], records->paths) && !records->missing)
            records->missing = records->files->pdata[i];
}

/* Numbers in bands are coded: only their bands are kept. */
static void
read_type(Yaml *yaml, const yaml_node_t *node, ProfileField *field)
{
    static const char *const types[] = {"coded", "date", "identifier", "number"};
    g_autofree char *type = yaml_text(yaml, node, "type");
    guint chosen = 0;
    while (type && chosen < G_N_ELEMENTS(types) && strcmp(type, types[chosen]) != 0)
        chosen++;
    if (chosen == G_N_ELEMENTS(types))
        yaml_fail(yaml, yaml_get(yaml, node, "type"), "type must be coded, date, identifier or number");
    else if (type)
        field->type = (FieldType)chosen;
    bands_read(yaml, node, field);
    if (field->bands->len && field->type != FIELD_NUMBER)
        yaml_fail(yaml, yaml_get(yaml, node, "bands"), "bands are for numbers: add type: number");
    else if (field->bands->len)
        field->type = FIELD_CODED;
}

static void
read_field(Yaml *yaml, const yaml_node_t *node, Profile *profile)
{
    static const char *const keys[] = {"field", "separator",        "words", "type",
                                       "bands", "ongoing-category", NULL};
    if (!yaml_check_keys(yaml, node, keys, "a field"))
        return;
    g_autofree char *name = yaml_needed_text(yaml, node, "field", "a field");
    ProfileField *field = name ? (ProfileField *)profile_field(profile, name) : NULL;
    if (!field) {
        if (name)
            fail_unknown_field(yaml, yaml_get(yaml, node, "field"), profile, name);
        return;
    }
    field->separator = yaml_text(yaml, node, "separator");
    field->words = yaml_text(yaml, node, "words");
    g_autofree char *ongoing = yaml_text(yaml, node, "ongoing-category");
    if (ongoing) {
        g_free(field->ongoing_category);
        field->ongoing_category = g_steal_pointer(&ongoing);
    }
    read_type(yaml, node, field);
    if (field->separator && !*field->separator)
        yaml_fail(yaml, yaml_get(yaml, node, "separator"), "separator must not be empty");
}

void
records_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    g_autoptr(GPtrArray) exports = yaml_items(yaml, top, "records");
    /* A region has no records of its own: its figures come from the authorities' returns. */
    if (!exports->len && !yaml_get(yaml, top, "benchmark"))
        yaml_fail(yaml, top, "a profile needs records: the exports and their columns");
    for (guint i = 0; i < exports->len && !yaml->error; i++)
        read_export(yaml, exports->pdata[i], profile);
    g_autoptr(GPtrArray) fields = yaml_items(yaml, top, "fields");
    for (guint i = 0; i < fields->len && !yaml->error; i++)
        read_field(yaml, fields->pdata[i], profile);
    g_autofree char *per = yaml_text(yaml, top, "one-record-per");
    profile->one_record_per_row = per && strcmp(per, "row") == 0;
    if (per && !profile->one_record_per_row && strcmp(per, "id") != 0)
        yaml_fail(yaml, yaml_get(yaml, top, "one-record-per"), "one-record-per must be id or row");
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

static void
read_condition(Yaml *yaml, const yaml_node_t *node, Profile *profile, ProfilePopulation *population)
{
    static const char *const keys[] = {"field", "is", "is-not", "answered", "from", "until", NULL};
    if (!yaml_check_keys(yaml, node, keys, "a condition"))
        return;
    ProfileCondition condition = {.field = yaml_needed_text(yaml, node, "field", "a condition"),
                                  .is = yaml_texts(yaml, node, "is"),
                                  .is_not = yaml_texts(yaml, node, "is-not"),
                                  .answered = yaml_truth(yaml, node, "answered", false),
                                  .from = profile_read_day(yaml, yaml_get(yaml, node, "from")),
                                  .until = profile_read_day(yaml, yaml_get(yaml, node, "until")),
                                  .place = yaml_place(yaml, node)};
    g_array_append_val(population->where, condition);
    if (!condition.field)
        return;
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
add_population(Profile *profile, char *id, char *words, ProfilePlace place)
{
    ProfilePopulation *population = g_new0(ProfilePopulation, 1);
    population->id = id;
    population->words = words ? words : g_strdup(id);
    population->where = g_array_new(FALSE, FALSE, sizeof(ProfileCondition));
    population->place = place;
    g_ptr_array_add(profile->populations, population);
    return population;
}

static void
read_population(Yaml *yaml, const yaml_node_t *node, Profile *profile)
{
    static const char *const keys[] = {"id", "words", "says", "where", NULL};
    if (!yaml_check_keys(yaml, node, keys, "a population"))
        return;
    char *id = yaml_needed_text(yaml, node, "id", "a population");
    if (!id)
        return;
    if (profile_population(profile, id))
        yaml_fail(yaml, node, "there is already a population \"%s\"", id);
    ProfilePopulation *population =
        add_population(profile, id, yaml_text(yaml, node, "words"), yaml_place(yaml, node));
    population->says = yaml_text(yaml, node, "says");
    if (population->says && !*g_strstrip(population->says))
        yaml_fail(yaml, yaml_get(yaml, node, "says"),
                  "says is empty; write a verb for its records, like were taken further");
    const yaml_node_t *where = yaml_get(yaml, node, "where");
    if (where && where->type == YAML_MAPPING_NODE) {
        read_condition(yaml, where, profile, population);
        return;
    }
    g_autoptr(GPtrArray) conditions = yaml_items(yaml, node, "where");
    if (!conditions->len)
        yaml_fail(yaml, node, "a population needs where: the conditions that its records meet");
    for (guint i = 0; i < conditions->len && !yaml->error; i++)
        read_condition(yaml, conditions->pdata[i], profile, population);
}

void
populations_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    add_population(profile, g_strdup("contacts"), g_strdup(profile->words), yaml_place(yaml, top));
    g_autoptr(GPtrArray) items = yaml_items(yaml, top, "populations");
    for (guint i = 0; i < items->len && !yaml->error; i++)
        read_population(yaml, items->pdata[i], profile);
}
