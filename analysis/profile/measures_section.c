/* measures: what the council reports, checked against its fields and populations. */
#include "analysis/profile/kinds.h"
#include "analysis/profile/profile_parts.h"
#include <math.h>
#include <string.h>

static void
check_field(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const char *name, FieldType type)
{
    const ProfileField *field = profile_field(profile, name);
    if (!field)
        fail_unknown_field(yaml, node, profile, name);
    else if (field->type != type)
        yaml_fail(yaml, node, "%s is not %s field; say so under fields", name,
                  type == FIELD_DATE     ? "a date"
                  : type == FIELD_CODED  ? "a coded"
                  : type == FIELD_NUMBER ? "a number"
                                         : "an identifier");
}

static void
read_limits(Yaml *yaml, const yaml_node_t *node, ProfileMeasure *measure)
{
    const GPtrArray *within = yaml_texts(yaml, node, "within"), *targets = yaml_texts(yaml, node, "target");
    for (guint i = 0; i < within->len; i++) {
        Limit limit = {0};
        if (!limit_parse(within->pdata[i], &limit))
            yaml_fail(yaml, yaml_get(yaml, node, "within"),
                      "\"%s\" is not a limit; write it like 4 weeks, 10 working days, 3 months",
                      (char *)within->pdata[i]);
        g_array_append_val(measure->within, limit);
    }
    for (guint i = 0; i < targets->len; i++) {
        char *end;
        double target = g_ascii_strtod(targets->pdata[i], &end);
        if (strcmp(targets->pdata[i], "none") == 0)
            target = NAN;
        else if (end == (char *)targets->pdata[i] || *end || !(target >= 0 && target <= 100))
            yaml_fail(yaml, yaml_get(yaml, node, "target"),
                      "a target must be a percentage from 0 to 100, or none");
        g_array_append_val(measure->target, target);
    }
    if (targets->len && targets->len != within->len)
        yaml_fail(yaml, yaml_get(yaml, node, "target"),
                  "target needs one percentage for each limit in within");
}

/* Days before and after which records are counted, with what happened on each. */
static void
read_around(Yaml *yaml, const yaml_node_t *node, ProfileMeasure *measure)
{
    static const YamlKey keys[] = {{"date", KEY_DAY, .at = G_STRUCT_OFFSET(ProfileEvent, day)},
                                   {"note", KEY_NEEDED, .at = G_STRUCT_OFFSET(ProfileEvent, note)},
                                   {.key = NULL}};
    const GPtrArray *items = yaml_items(yaml, node, "around");
    for (guint i = 0; i < items->len; i++) {
        ProfileEvent event = {DAY_NONE, NULL};
        yaml_read(yaml, items->pdata[i], keys, "a day", &event);
        if (event.day == DAY_NONE)
            yaml_fail(yaml, items->pdata[i], "a day needs date: YYYY-MM-DD");
        g_array_append_val(measure->around, event);
    }
    /* Few counts before and after a day are easily read from their table. */
    if (items->len && !measure->chart)
        measure->chart = (char *)"none";
}

/* The days from which the limits of a control chart are recalculated. */
static void
check_rebase(Yaml *yaml, const yaml_node_t *node, const ProfileMeasure *measure)
{
    const Day *days = (const Day *)(void *)measure->rebase->data;
    for (guint i = 1; i < measure->rebase->len; i++)
        if (days[i] <= days[i - 1])
            yaml_fail(yaml, yaml_get(yaml, node, "rebase"), "the dates of rebase must be in order");
}

static void
read_follow_up(Yaml *yaml, const yaml_node_t *node, const Profile *profile, ProfileMeasure *measure)
{
    const char *text = yaml_text(yaml, node, "follow-up");
    if (!text)
        return;
    const ProfileField *closed = profile_field(profile, "closed");
    const yaml_node_t *here = yaml_get(yaml, node, "follow-up");
    if (!limit_parse(text, &measure->follow_up))
        yaml_fail(yaml, here, "\"%s\" is not a length of time; write it like 3 months", text);
    else if (measure->at_year_end)
        yaml_fail(yaml, here, "follow-up and at: year-end are two answers to one question; keep one");
    else if (!closed || closed->type != FIELD_DATE)
        yaml_fail(yaml, here, "follow-up needs the date field closed under columns");
}

/* The measure that supplied numbers are compared with: a count or times, earlier in the list. */
static void
check_against(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const ProfileMeasure *measure)
{
    const ProfileMeasure *other = measure->against ? profile_measure(profile, measure->against) : NULL;
    bool fits = other && (kind_of(other)->sizes_population || kind_of(other)->of_limits);
    if (measure->against && (!fits || other->per != PER_YEAR || other->around->len))
        yaml_fail(yaml, yaml_get(yaml, node, "against"),
                  "\"%s\" is not a count or a timeliness by year earlier in the list", measure->against);
}

static bool
may_have(const Profile *profile, const ProfileMeasure *measure, const char *key)
{
    const KindOfMeasure *kind = kind_of(measure);
    return g_strv_contains(kind->keys, key) && (!kind->allows || kind->allows(profile, measure, key));
}

/* Refuses keys that do not belong here, instead of silently ignoring them. */
static void
check_keys_of_kind(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const ProfileMeasure *measure)
{
    const struct {
        const char *key;
        bool said;
        const char *belongs;
    } keys[] = {
        {"around", measure->around->len, "around is for a count by year"},
        {"rebase", measure->rebase->len, "rebase is for a count per: month or per: quarter"},
        {"follow-up", measure->follow_up.number,
         "follow-up is for a breakdown by outcome, or a share with in: a population"},
        {"against", measure->against != NULL, "against is for supplied figures"},
        {"at", measure->at_year_end, "at: year-end is for a breakdown by outcome"},
        {"years", measure->years > 1, "years is for a cross-table: a breakdown by two fields"},
        {"distinct", measure->distinct != NULL, "distinct is for a count"},
        {"number", measure->number != NULL, "number is for a sum"},
        {"per", measure->per != PER_YEAR,
         "a cross-table, a caseload, a curve, a sum, a rate and a distinct count must be for whole years"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        if (keys[i].said && !may_have(profile, measure, keys[i].key))
            yaml_fail(yaml, yaml_get(yaml, node, keys[i].key), "%s", keys[i].belongs);
}

/* Counts by the same number reveal its sum, and so the sum of hidden counts. */
static void
check_number_alone(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const char *number)
{
    for (guint i = 0; i < profile->records->len && profile->suppress_below > 1; i++) {
        const GArray *columns = ((const ProfileRecords *)profile->records->pdata[i])->columns;
        const char *heading = NULL;
        for (guint k = 0; k < columns->len; k++)
            if (strcmp(g_array_index(columns, ProfileColumn, k).field, number) == 0)
                heading = g_array_index(columns, ProfileColumn, k).heading;
        for (guint k = 0; heading && k < columns->len; k++) {
            const ProfileColumn *other = &g_array_index(columns, ProfileColumn, k);
            if (profile_same_name(other->heading, heading) &&
                profile_field(profile, other->field)->type == FIELD_CODED)
                yaml_fail(yaml, node,
                          "%s uses the same column as %s: a sum beside counts by the same number could give "
                          "away small counts; leave one of them out",
                          heading, other->field);
        }
    }
}

/* The list of people for a rate. */
static void
read_people(Yaml *yaml, const yaml_node_t *node, const Profile *profile, ProfileMeasure *measure)
{
    const char *name = yaml_text(yaml, node, "people");
    const ProfileField *field = measure->by->len ? profile_field(profile, measure->by->pdata[0]) : NULL;
    if (name && !g_strv_contains(kind_of(measure)->keys, "people"))
        yaml_fail(yaml, yaml_get(yaml, node, "people"), "people is for a rate");
    if (!name || !field || yaml->error)
        return;
    g_autofree char *path = input_beside(profile->path, name);
    measure->people = people_read(profile, field, path, &yaml->error);
}

static void
check_kind(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const ProfileMeasure *measure)
{
    const yaml_node_t *by = yaml_get(yaml, node, "by");
    for (guint i = 0; i < measure->by->len; i++)
        check_field(yaml, by, profile, measure->by->pdata[i], FIELD_CODED);
    check_keys_of_kind(yaml, node, profile, measure);
    check_against(yaml, node, profile, measure);
    if (measure->years > 1 && g_strcmp0(measure->chart, "none") != 0)
        yaml_fail(yaml, yaml_get(yaml, node, "chart"), "a cross-table of several years has no chart");
    if (measure->repeat)
        check_field(yaml, yaml_get(yaml, node, "repeat"), profile, measure->repeat, FIELD_IDENTIFIER);
    if (measure->distinct)
        check_field(yaml, yaml_get(yaml, node, "distinct"), profile, measure->distinct, FIELD_IDENTIFIER);
    if (measure->number)
        check_field(yaml, yaml_get(yaml, node, "number"), profile, measure->number, FIELD_NUMBER);
    if (measure->number)
        check_number_alone(yaml, yaml_get(yaml, node, "number"), profile, measure->number);
    const KindOfMeasure *kind = kind_of(measure);
    const char *lacking = kind->lacks ? kind->lacks(measure) : NULL;
    if (lacking)
        yaml_fail(yaml, kind->by_fields && by ? by : node, "%s", lacking);
    if (!profile->records->len && !kind->from_files && !kind->of_others)
        yaml_fail(yaml, node, "a %s needs records: the exports and their columns", kind->name);
    if (!measure_goes_by_dates(measure))
        return;
    const yaml_node_t *from = yaml_get(yaml, node, "from"), *to = yaml_get(yaml, node, "to");
    check_field(yaml, from ? from : node, profile, measure->from, FIELD_DATE);
    check_field(yaml, to ? to : node, profile, measure->to, FIELD_DATE);
}

#define AT(member) G_STRUCT_OFFSET(ProfileMeasure, member)
static const char *const parts_of[] = {"category", "all", NULL}, *const at[] = {"extract", "year-end", NULL},
                         *const pers[] = {"year", "quarter", "month", NULL},
                         *const bases[] = {"received", "closed", "due", NULL},
                         *const orders[] = {"value", "listed", NULL};
/* The keys that every measure may have, and those of some kinds. */
static const YamlKey keys[] = {{"id", KEY_NEEDED, .at = AT(id)},
                               {"title", KEY_TEXT, .at = AT(title)},
                               {.key = "kind"},
                               {.key = "of"},
                               {"since", KEY_YEAR, .at = AT(since)},
                               {"section", KEY_WORD, .at = AT(section), .words = profile_sections},
                               {"chart", KEY_WORD, .at = AT(chart), .words = profile_chart_names},
                               {"order", KEY_EITHER, .at = AT(listed_order), .words = orders},
                               {"decimals", KEY_NUMBER, .at = AT(decimals), .least = 0, .most = 1},
                               {"small-base", KEY_NUMBER, .at = AT(small_base), .least = 0, .most = 1000},
                               {.key = "ongoing-category"},
                               {"by", KEY_TEXTS, .at = AT(by)},
                               {"leave-out", KEY_TEXTS, .at = AT(leave_out)},
                               {"percent-of", KEY_POPULATION, .at = AT(percent_of)},
                               {"parts-of", KEY_EITHER, .at = AT(parts_of_all), .words = parts_of},
                               {"at", KEY_EITHER, .at = AT(at_year_end), .words = at},
                               {.key = "follow-up"},
                               {"per", KEY_CHOICE, .at = AT(asked_per), .words = pers},
                               {"years", KEY_NUMBER, .at = AT(years), .least = 1, .most = 50},
                               {"in", KEY_POPULATION, .at = AT(in)},
                               {.key = "within"},
                               {.key = "target"},
                               {"bands", KEY_TRUTH, .at = AT(bands)},
                               {"from", KEY_TEXT, .at = AT(from)},
                               {"to", KEY_TEXT, .at = AT(to)},
                               {"base", KEY_CHOICE, .at = AT(base), .words = bases},
                               {"repeat", KEY_TEXT, .at = AT(repeat)},
                               {.key = "around"},
                               {"rebase", KEY_DAYS, .at = AT(rebase)},
                               {"distinct", KEY_TEXT, .at = AT(distinct)},
                               {"number", KEY_TEXT, .at = AT(number)},
                               {.key = "people"},
                               {"base-words", KEY_TEXT, .at = AT(base_words)},
                               {"says", KEY_TEXTS, .at = AT(says)},
                               {"against", KEY_TEXT, .at = AT(against)},
                               {.key = "show"},
                               {.key = NULL}};

static void
read_kind(Yaml *yaml, const yaml_node_t *node, ProfileMeasure *measure)
{
    const char *names[MEASURE_SHARE_BY + 1] = {NULL};
    for (int kind = 0; kind < MEASURE_SHARE_BY; kind++)
        names[kind] = profile_kind_name(kind);
    if (!yaml_get(yaml, node, "kind"))
        yaml_fail(yaml, node, "a measure needs the key kind");
    MeasureKind kind = (MeasureKind)MAX(yaml_choice(yaml, node, "kind", names), 0);
    measure_be(measure, kind == MEASURE_SHARE && measure->by->len    ? MEASURE_SHARE_BY
                        : kind == MEASURE_COUNT && measure->distinct ? MEASURE_DISTINCT
                                                                     : kind);
}

/* What is left out, as its kind has it. */
static void
complete_measure(Yaml *yaml, const yaml_node_t *node, const Profile *profile, ProfileMeasure *measure)
{
    if (!measure->title || !*measure->title)
        measure->title = measure->id;
    measure->per = measure->asked_per;
    if (kind_of(measure)->complete && !measure->within->len)
        kind_of(measure)->complete(measure);
    if (!yaml_get(yaml, node, "order"))
        measure->listed_order = profile_is_banded(profile, measure->by);
    if (measure->years > 1 && !measure->chart)
        measure->chart = (char *)"none";
    if (!measure->section)
        measure->section = measure_usual_section(measure);
}

/* The name of open records belongs to the field, but may be given with the measure that shows them. */
static void
read_ongoing_category(Yaml *yaml, const yaml_node_t *node, const Profile *profile)
{
    char *ongoing = yaml_text(yaml, node, "ongoing-category");
    ProfileField *outcome = (ProfileField *)profile_field(profile, "outcome");
    if (ongoing && outcome)
        outcome->ongoing_category = ongoing;
}

static void
read_measure(Yaml *yaml, const yaml_node_t *node, Profile *profile)
{
    const char *id = yaml_text(yaml, node, "id");
    if (id && profile_measure(profile, id))
        yaml_fail(yaml, node, "there is already a measure \"%s\"", id);
    ProfileMeasure *measure = measure_add(profile);
    measure->place = yaml_place(yaml, node);
    if (!yaml_read(yaml, node, keys, "a measure", measure))
        return;
    read_kind(yaml, node, measure);
    if (kind_of(measure)->of_others)
        comparison_read(yaml, node, measure);
    else
        measure->of = read_population_name(yaml, node, "of", profile, measure->of);
    read_limits(yaml, node, measure);
    read_around(yaml, node, measure);
    check_rebase(yaml, node, measure);
    read_follow_up(yaml, node, profile, measure);
    read_people(yaml, node, profile, measure);
    complete_measure(yaml, node, profile, measure);
    read_ongoing_category(yaml, node, profile);
    check_kind(yaml, node, profile, measure);
}

/* The index of the measure with this id; the number of measures if there is none. */
static guint
place_of_id(Yaml *yaml, const GPtrArray *measures, const char *id)
{
    guint place = 0;
    for (; place < measures->len; place++) {
        const yaml_node_t *node = yaml_get(yaml, measures->pdata[place], "id");
        if (node && g_strcmp0(yaml_scalar(node), id) == 0)
            break;
    }
    return place;
}

/* A measure that the profile adds to the standard set, or that replaces the one with the same id. Without
 * a kind it is that measure with only the given keys changed. */
static void
change_standard(Yaml *yaml, yaml_node_t *own, GPtrArray *measures)
{
    const yaml_node_t *named = yaml_get(yaml, own, "id");
    const char *id = named ? yaml_scalar(named) : NULL;
    guint place = place_of_id(yaml, measures, id);
    if (place == measures->len) {
        g_autoptr(GPtrArray) ids = standard_ids();
        g_autofree char *near = id ? yaml_suggestion(id, ids) : g_strdup("");
        if (id && !yaml_get(yaml, own, "kind"))
            yaml_fail(yaml, own, "\"%s\" is not a standard measure of these fields, so it needs a kind%s", id,
                      near);
        g_ptr_array_add(measures, own);
        return;
    }
    if (!yaml_get(yaml, own, "kind"))
        yaml_complete(yaml, own, measures->pdata[place]);
    measures->pdata[place] = own;
}

static void
leave_out(Yaml *yaml, const yaml_node_t *section, GPtrArray *measures)
{
    const GPtrArray *without = yaml_texts(yaml, section, "without");
    g_autoptr(GPtrArray) ids = standard_ids();
    for (guint i = 0; i < without->len; i++) {
        const char *id = without->pdata[i];
        guint place = place_of_id(yaml, measures, id);
        if (place < measures->len)
            g_ptr_array_remove_index(measures, place);
        else if (!g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL)) {
            g_autofree char *near = yaml_suggestion(id, ids);
            yaml_fail(yaml, yaml_get(yaml, section, "without"), "\"%s\" is not a standard measure%s", id,
                      near);
        }
    }
}

/* What the section changes in the standard set, as the nodes of `measures`. */
static void
change_standard_set(Yaml *yaml, const yaml_node_t *section, GPtrArray *measures)
{
    static const YamlKey changes[] = {{.key = "standard"}, {.key = "without"}, {.key = NULL}};
    if (!yaml_read(yaml, section, changes, "measures", NULL))
        return;
    const GPtrArray *own = yaml_items(yaml, section, "standard");
    leave_out(yaml, section, measures);
    for (guint i = 0; i < own->len && !yaml->error; i++)
        change_standard(yaml, own->pdata[i], measures);
}

void
measures_section_read(Yaml *yaml, Profile *profile)
{
    g_autofree char *text = profile_standard_measures(profile);
    int added = profile->records->len ? yaml_add(yaml, text) : 0;
    const yaml_node_t *top = yaml_document_get_root_node(&yaml->document),
                      *section = yaml_get(yaml, top, "measures");
    bool listed = section && section->type == YAML_SEQUENCE_NODE;
    GPtrArray *measures = listed ? yaml_items(yaml, top, "measures") : yaml_list(yaml);
    if (!measures->len && added)
        measures = yaml_items(yaml, yaml_document_get_node(&yaml->document, added), "measures");
    if (section && !listed)
        change_standard_set(yaml, section, measures);
    for (guint i = 0; i < measures->len && !yaml->error; i++)
        read_measure(yaml, measures->pdata[i], profile);
    if (!measures->len)
        yaml_fail(yaml, section ? section : top, "%s",
                  added ? "no measure is left; a report needs at least one"
                        : "a profile without records needs measures, of kind benchmark or supplied");
}
