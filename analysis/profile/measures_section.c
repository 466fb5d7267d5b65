/* measures: what the council reports, checked against its fields and populations. */
#include "analysis/profile/kinds.h"
#include "analysis/profile/profile_parts.h"
#include <math.h>
#include <string.h>

/* The index of the key's word among `words`; `otherwise` if the key is missing. */
static int
read_choice(Yaml *yaml, const yaml_node_t *node, const char *key, const char *const *words, int count,
            int otherwise)
{
    g_autofree char *text = yaml_text(yaml, node, key);
    if (!text)
        return otherwise;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    g_autoptr(GString) all = g_string_new(NULL);
    for (int i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0)
            return i;
        g_ptr_array_add(known, (gpointer)words[i]);
        g_string_append_printf(all, "%s%s", i ? ", " : "", words[i]);
    }
    g_autofree char *near = yaml_suggestion(text, known);
    yaml_fail(yaml, yaml_get(yaml, node, key), "%s: \"%s\" is not one of %s%s", key, text, all->str, near);
    return otherwise;
}

static MeasureKind
read_kind(Yaml *yaml, const yaml_node_t *node)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int kind = 0; kind < MEASURE_SHARE_BY; kind++)
        g_ptr_array_add(names, (gpointer)profile_kind_name(kind));
    if (!yaml_get(yaml, node, "kind"))
        yaml_fail(yaml, node, "a measure needs the key kind");
    return (MeasureKind)read_choice(yaml, node, "kind", (const char *const *)names->pdata, (int)names->len,
                                    MEASURE_COUNT);
}

/* The kind of chart by name; NULL if the measure chooses. */
static char *
read_chart(Yaml *yaml, const yaml_node_t *node)
{
    const char *const *names = profile_chart_names();
    int count = (int)g_strv_length((char **)names),
        choice = read_choice(yaml, node, "chart", names, count, -1);
    return choice < 0 ? NULL : g_strdup(names[choice]);
}

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
    g_autoptr(GPtrArray) within = yaml_texts(yaml, node, "within");
    for (guint i = 0; i < within->len; i++) {
        Limit limit;
        if (!limit_parse(within->pdata[i], &limit)) {
            yaml_fail(yaml, yaml_get(yaml, node, "within"),
                      "\"%s\" is not a limit; write it like 4 weeks, 10 working days, 3 months",
                      (char *)within->pdata[i]);
            return;
        }
        g_array_append_val(measure->within, limit);
    }
    g_autoptr(GPtrArray) targets = yaml_texts(yaml, node, "target");
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
    if (measure->target->len && measure->target->len != measure->within->len)
        yaml_fail(yaml, yaml_get(yaml, node, "target"),
                  "target needs one percentage for each limit in within");
}

/* Days before and after which records are counted, with what happened on each. */
static void
read_around(Yaml *yaml, const yaml_node_t *node, ProfileMeasure *measure)
{
    static const char *const keys[] = {"date", "note", NULL};
    g_autoptr(GPtrArray) items = yaml_items(yaml, node, "around");
    for (guint i = 0; i < items->len && yaml_check_keys(yaml, items->pdata[i], keys, "a day"); i++) {
        ProfileEvent event = {profile_read_day(yaml, yaml_get(yaml, items->pdata[i], "date")),
                              yaml_needed_text(yaml, items->pdata[i], "note", "a day")};
        if (event.day == DAY_NONE)
            yaml_fail(yaml, items->pdata[i], "a day needs date: YYYY-MM-DD");
        g_array_append_val(measure->around, event);
    }
    /* Few counts before and after a day are easily read from their table. */
    if (items->len && !measure->chart)
        measure->chart = g_strdup("none");
}

/* The days from which the limits of a control chart are recalculated. */
static void
read_rebase(Yaml *yaml, const yaml_node_t *node, ProfileMeasure *measure)
{
    g_autoptr(GPtrArray) days = yaml_texts(yaml, node, "rebase");
    for (guint i = 0; i < days->len; i++) {
        Day day = calendar_parse_iso(days->pdata[i]);
        if (day == DAY_NONE)
            yaml_fail(yaml, yaml_get(yaml, node, "rebase"), "rebase must be a list of dates like 2023-04-01");
        else if (i && day <= g_array_index(measure->rebase, Day, measure->rebase->len - 1))
            yaml_fail(yaml, yaml_get(yaml, node, "rebase"), "the dates of rebase must be in order");
        if (yaml->error)
            return;
        g_array_append_val(measure->rebase, day);
    }
}

static void
read_follow_up(Yaml *yaml, const yaml_node_t *node, const Profile *profile, ProfileMeasure *measure)
{
    g_autofree char *text = yaml_text(yaml, node, "follow-up");
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

/* The count measure that supplied numbers are compared with: one earlier in the list. */
static void
check_against(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const ProfileMeasure *measure)
{
    const ProfileMeasure *count = measure->against ? profile_measure(profile, measure->against) : NULL;
    if (measure->against &&
        (!count || !kind_of(count)->sizes_population || count->per != PER_YEAR || count->around->len))
        yaml_fail(yaml, yaml_get(yaml, node, "against"), "\"%s\" is not a count by year earlier in the list",
                  measure->against);
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
    g_autofree char *name = yaml_text(yaml, node, "people");
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

/* Its title and kind. */
static void
read_naming(Yaml *yaml, const yaml_node_t *node, const Profile *profile, ProfileMeasure *measure)
{
    g_autofree char *id = yaml_needed_text(yaml, node, "id", "a measure");
    if (id && profile_measure(profile, id) != NULL)
        yaml_fail(yaml, node, "there is already a measure \"%s\"", id);
    measure->id = g_steal_pointer(&id);
    measure->title = yaml_text(yaml, node, "title");
    if (!measure->title || !*measure->title) {
        g_free(measure->title);
        measure->title = g_strdup(measure->id);
    }
    measure_be(measure, read_kind(yaml, node));
}

/* Which records it counts, by what, and what its percentages are of. */
static void
read_counting(Yaml *yaml, const yaml_node_t *node, const Profile *profile, ProfileMeasure *measure)
{
    static const char *const parts_of[] = {"category", "all"}, *const at[] = {"extract", "year-end"};
    static const char *const pers[] = {"year", "quarter", "month"};
    static const char *const bases[] = {"received", "closed", "due"};
    measure->by = yaml_texts(yaml, node, "by");
    measure->leave_out = yaml_texts(yaml, node, "leave-out");
    if (measure->kind == MEASURE_SHARE && measure->by->len)
        measure_be(measure, MEASURE_SHARE_BY);
    measure->distinct = yaml_text(yaml, node, "distinct");
    measure->number = yaml_text(yaml, node, "number");
    if (measure->kind == MEASURE_COUNT && measure->distinct)
        measure_be(measure, MEASURE_DISTINCT);
    if (kind_of(measure)->of_others)
        comparison_read(yaml, node, measure);
    else
        measure->of = read_population_name(yaml, node, "of", profile, measure->of);
    measure->in = read_population_name(yaml, node, "in", profile, NULL);
    measure->percent_of = read_population_name(yaml, node, "percent-of", profile, NULL);
    measure->asked_per = measure->per =
        (MeasurePer)read_choice(yaml, node, "per", pers, G_N_ELEMENTS(pers), PER_YEAR);
    measure->base =
        (TimelinessBase)read_choice(yaml, node, "base", bases, G_N_ELEMENTS(bases), BASE_RECEIVED);
    measure->repeat = yaml_text(yaml, node, "repeat");
    measure->against = yaml_text(yaml, node, "against");
    measure->since = profile_read_year(yaml, profile, yaml_get(yaml, node, "since"));
    measure->parts_of_all = read_choice(yaml, node, "parts-of", parts_of, 2, 0) == 1;
    measure->years = yaml_number(yaml, node, "years", 1, 1, 50);
    measure->at_year_end = read_choice(yaml, node, "at", at, 2, 0) == 1;
}

/* Its dates and the limits between them. */
static void
read_times(Yaml *yaml, const yaml_node_t *node, const Profile *profile, ProfileMeasure *measure)
{
    measure->from = yaml_text(yaml, node, "from");
    measure->to = yaml_text(yaml, node, "to");
    if (!measure->from)
        measure->from = g_strdup("received");
    if (!measure->to)
        measure->to = g_strdup("closed");
    read_limits(yaml, node, measure);
    measure->bands = yaml_truth(yaml, node, "bands", false);
    read_around(yaml, node, measure);
    read_rebase(yaml, node, measure);
    read_follow_up(yaml, node, profile, measure);
    if (kind_of(measure)->complete && !measure->within->len)
        kind_of(measure)->complete(measure);
}

/* How and where it appears. */
static void
read_showing(Yaml *yaml, const yaml_node_t *node, const Profile *profile, ProfileMeasure *measure)
{
    static const char *const orders[] = {"value", "listed"};
    measure->decimals = yaml_number(yaml, node, "decimals", 0, 0, 1);
    measure->small_base = yaml_number(yaml, node, "small-base", profile->small_base, 0, 1000);
    measure->listed_order = read_choice(yaml, node, "order", orders, G_N_ELEMENTS(orders),
                                        profile_is_banded(profile, measure->by)) == 1;
    if (measure->years > 1 && !measure->chart)
        measure->chart = g_strdup("none");
    measure->base_words = yaml_text(yaml, node, "base-words");
    measure->says = yaml_get(yaml, node, "says") ? yaml_texts(yaml, node, "says") : NULL;
    g_autofree char *section = yaml_text(yaml, node, "section");
    measure->section = section ? profile_section(section) : measure_usual_section(measure);
    if (!measure->section) {
        g_autofree char *known = g_strjoinv(", ", (char **)profile_sections);
        yaml_fail(yaml, yaml_get(yaml, node, "section"), "section: \"%s\" is not one of %s", section, known);
    }
}

/* The name of open records belongs to the field, but may be given with the measure that shows them. */
static void
read_ongoing_category(Yaml *yaml, const yaml_node_t *node, const Profile *profile)
{
    g_autofree char *ongoing = yaml_text(yaml, node, "ongoing-category");
    ProfileField *outcome = (ProfileField *)profile_field(profile, "outcome");
    if (ongoing && outcome) {
        g_free(outcome->ongoing_category);
        outcome->ongoing_category = g_steal_pointer(&ongoing);
    }
}

/* The keys that every measure may have, and those of some kinds. */
static bool
check_keys(Yaml *yaml, const yaml_node_t *node)
{
    static const char *const keys[] = {"id",
                                       "title",
                                       "kind",
                                       "of",
                                       "since",
                                       "section",
                                       "chart",
                                       "order",
                                       "decimals",
                                       "small-base",
                                       "ongoing-category",
                                       NULL};
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const char *const *key = keys; *key; key++)
        g_ptr_array_add(known, (gpointer)*key);
    for (const KindOfMeasure *const *kind = kinds_of_measures; *kind; kind++)
        for (const char *const *key = (*kind)->keys; *key; key++)
            if (!g_ptr_array_find_with_equal_func(known, *key, g_str_equal, NULL))
                g_ptr_array_add(known, (gpointer)*key);
    g_ptr_array_add(known, NULL);
    return yaml_check_keys(yaml, node, (const char *const *)known->pdata, "a measure");
}

static void
read_measure(Yaml *yaml, const yaml_node_t *node, Profile *profile)
{
    if (!check_keys(yaml, node))
        return;
    ProfileMeasure *measure = measure_add(profile);
    measure->place = yaml_place(yaml, node);
    measure->chart = read_chart(yaml, node);
    read_naming(yaml, node, profile, measure);
    read_counting(yaml, node, profile, measure);
    read_times(yaml, node, profile, measure);
    read_people(yaml, node, profile, measure);
    read_showing(yaml, node, profile, measure);
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
    g_autoptr(GPtrArray) without = yaml_texts(yaml, section, "without"), ids = standard_ids();
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
    static const char *const keys[] = {"standard", "without", NULL};
    if (!yaml_check_keys(yaml, section, keys, "measures"))
        return;
    g_autoptr(GPtrArray) own = yaml_items(yaml, section, "standard");
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
    g_autoptr(GPtrArray) measures = listed ? yaml_items(yaml, top, "measures") : g_ptr_array_new();
    if (!measures->len && added) {
        g_ptr_array_unref(measures);
        measures = yaml_items(yaml, yaml_document_get_node(&yaml->document, added), "measures");
    }
    if (section && !listed)
        change_standard_set(yaml, section, measures);
    for (guint i = 0; i < measures->len && !yaml->error; i++)
        read_measure(yaml, measures->pdata[i], profile);
    if (!measures->len)
        yaml_fail(yaml, section ? section : top, "%s",
                  added ? "no measure is left; a report needs at least one"
                        : "a profile without records needs measures, of kind benchmark or supplied");
}
