/* return and benchmark: what this council shares with others, and whose figures it is compared with. */
#include "analysis/profile/profile_parts.h"
#include <string.h>

/* What can be compared: the standard measures and what follows from them. */
static const char *const comparisons[] = {"contacts",   "threshold-met",   "threshold-share",
                                          "harm",       "outcome",         "substantiated",
                                          "timeliness", "one-working-day", NULL};

/* What a council does not count, or not for the records that a standard measure is about. */
static const char *const none = "none";

/* A field of the key's type; if the key is missing, the usual one if the profile has it. */
static char *
read_field_name(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const char *key, FieldType type)
{
    char *name = yaml_text(yaml, node, key);
    const ProfileField *field = profile_field(profile, name ? name : key);
    if (g_strcmp0(name, none) == 0)
        return NULL;
    if (field && field->type == type)
        return field->name;
    if (name)
        yaml_fail(yaml, yaml_get(yaml, node, key), "\"%s\" is not a %s field of the records", name,
                  type == FIELD_DATE ? "date" : "coded");
    return NULL;
}

static char *
category_key(const char *field, const char *category)
{
    g_autofree char *folded = profile_fold(category);
    return g_strconcat(field, "\x1f", folded, NULL);
}

const char *
profile_shared_category(const Profile *profile, const char *field, const char *category)
{
    g_autofree char *key = category_key(field, category);
    return profile->shared ? g_hash_table_lookup(profile->shared->categories, key) : NULL;
}

/* categories: {harm: {Standard of care: Neglect}} */
static void
read_categories(Yaml *yaml, const yaml_node_t *node, Profile *profile)
{
    const GArray *fields = yaml_pairs(yaml, yaml_get(yaml, node, "categories"));
    for (guint i = 0; i < fields->len && !yaml->error; i++) {
        const YamlPair *field = &g_array_index(fields, YamlPair, i);
        const char *name = yaml_scalar(field->key);
        if (g_strcmp0(name, profile->shared->harm) && g_strcmp0(name, profile->shared->outcome))
            yaml_fail(yaml, field->key, "categories must be under the harm field or the outcome field");
        const GArray *pairs = yaml_pairs(yaml, field->value);
        for (guint k = 0; k < pairs->len; k++) {
            const YamlPair *pair = &g_array_index(pairs, YamlPair, k);
            const char *own = yaml_scalar(pair->key), *standard = yaml_scalar(pair->value);
            if (own && standard)
                g_hash_table_insert(profile->shared->categories, category_key(name, own), (gpointer)standard);
        }
    }
}

/* All records if the section does not say; NULL if it says that no population is all contacts. */
static const ProfilePopulation *
read_contacts(Yaml *yaml, const yaml_node_t *node, const Profile *profile)
{
    return g_strcmp0(yaml_text(yaml, node, "contacts"), none) == 0
               ? NULL
               : read_population_name(yaml, node, "contacts", profile, profile->populations->pdata[0]);
}

static ProfileReturn *
return_new(Yaml *yaml, const yaml_node_t *node, const Profile *profile)
{
    ProfileReturn *shared = yaml_new(yaml, ProfileReturn);
    shared->categories = yaml_keep(yaml, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                                   (GDestroyNotify)g_hash_table_unref);
    shared->contacts = read_contacts(yaml, node, profile);
    shared->harm = read_field_name(yaml, node, profile, "harm", FIELD_CODED);
    shared->outcome = read_field_name(yaml, node, profile, "outcome", FIELD_CODED);
    shared->closed = read_field_name(yaml, node, profile, "closed", FIELD_DATE);
    shared->aware = read_field_name(yaml, node, profile, "aware", FIELD_DATE);
    return shared;
}

static ProfileMeasure *
add_returned_measure(Profile *profile, const char *id, const char *title, MeasureKind kind,
                     const ProfilePopulation *of, const char *by)
{
    ProfileMeasure *measure = measure_add_own(profile, id, title, kind, by);
    measure->returned = true;
    measure->of = of;
    measure->section = "comparison";
    measure->decimals = 1;
    return measure;
}

/* What is counted for all contacts. */
static void
add_of_contacts(Profile *profile)
{
    const ProfileReturn *shared = profile->shared;
    add_returned_measure(profile, "return-contacts", "Contacts", MEASURE_COUNT, shared->contacts, NULL);
    if (shared->harm)
        add_returned_measure(profile, "return-harm", "Category of harm", MEASURE_BREAKDOWN, shared->contacts,
                             shared->harm);
    if (!shared->aware)
        return;
    ProfileMeasure *day = add_returned_measure(profile, "return-one-working-day", "Within one working day",
                                               MEASURE_SHARE, shared->contacts, NULL);
    day->from = shared->aware;
    day->to = (char *)"received";
    measure_add_limit(day, 1, LIMIT_WORKING_DAYS);
}

/* What is counted for those that met the threshold: a share of contacts, or a count if contacts are not
 * counted. */
static void
add_of_threshold_met(Profile *profile)
{
    const ProfileReturn *shared = profile->shared;
    const ProfilePopulation *met = shared->threshold_met;
    if (shared->contacts)
        add_returned_measure(profile, "return-threshold-met", "Met the threshold", MEASURE_SHARE,
                             shared->contacts, NULL)
            ->in = met;
    else
        add_returned_measure(profile, "return-threshold-met", "Met the threshold", MEASURE_COUNT, met, NULL);
    if (shared->outcome)
        add_returned_measure(profile, "return-outcome", "Outcome", MEASURE_BREAKDOWN, met, shared->outcome);
    if (!shared->closed)
        return;
    ProfileMeasure *time =
        add_returned_measure(profile, "return-timeliness", "Time to close", MEASURE_TIMELINESS, met, NULL);
    time->to = shared->closed;
    measure_add_limit(time, 1, LIMIT_MONTHS);
    measure_add_limit(time, 3, LIMIT_MONTHS);
    measure_add_limit(time, 12, LIMIT_MONTHS);
}

void
profile_add_return(Profile *profile)
{
    if (!profile->records->len)
        return;
    if (!profile->shared)
        profile->shared = return_new(profile->yaml, NULL, profile);
    bool there =
        profile_measure(profile, "return-contacts") || profile_measure(profile, "return-threshold-met");
    if (!there && profile->shared->contacts)
        add_of_contacts(profile);
    if (!there && profile->shared->threshold_met)
        add_of_threshold_met(profile);
}

void
return_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    static const YamlKey keys[] = {
        {.key = "contacts"}, {.key = "threshold-met"}, {.key = "harm"},       {.key = "outcome"},
        {.key = "closed"},   {.key = "aware"},         {.key = "categories"}, {.key = NULL}};
    const yaml_node_t *node = yaml_get(yaml, top, "return");
    if (!node || !yaml_read(yaml, node, keys, "return", NULL))
        return;
    profile->shared = return_new(yaml, node, profile);
    profile->shared->threshold_met = read_population_name(yaml, node, "threshold-met", profile, NULL);
    read_categories(yaml, node, profile);
}

#define AT(member) G_STRUCT_OFFSET(ProfileBenchmark, member)
static const YamlKey benchmark_keys[] = {{.key = "figures"},
                                         {"population", KEY_PATH, .at = AT(population)},
                                         {.key = "neighbours"},
                                         {"version", KEY_TEXT, .at = AT(version)},
                                         {.key = NULL}};

void
benchmark_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    const yaml_node_t *node = yaml_get(yaml, top, "benchmark"), *neighbours;
    if (!node)
        return;
    ProfileBenchmark *benchmark = profile->benchmark = yaml_new(yaml, ProfileBenchmark);
    *benchmark = (ProfileBenchmark){.figures = yaml_list(yaml),
                                    .empty = yaml_list(yaml),
                                    .neighbours = yaml_list(yaml),
                                    .place = yaml_place(yaml, node)};
    if (!yaml_read(yaml, node, benchmark_keys, "benchmark", benchmark))
        return;
    const GPtrArray *patterns = yaml_texts(yaml, node, "figures");
    for (guint i = 0; i < patterns->len; i++)
        if (!files_matching(profile, patterns->pdata[i], benchmark->figures))
            g_ptr_array_add(benchmark->empty, patterns->pdata[i]);
    /* A list of names, or a file with one. */
    if ((neighbours = yaml_get(yaml, node, "neighbours")) && yaml_scalar(neighbours))
        benchmark->neighbours_path = yaml_path(yaml, yaml_scalar(neighbours));
    else
        benchmark->neighbours = yaml_texts(yaml, node, "neighbours");
}

void
comparison_read(Yaml *yaml, const yaml_node_t *node, ProfileMeasure *measure)
{
    static const char *const shows[] = {"dots", "funnel", "mix", "trend"};
    const char *of = yaml_text(yaml, node, "of"), *show = yaml_text(yaml, node, "show");
    for (guint i = 0; of && comparisons[i]; i++)
        if (strcmp(of, comparisons[i]) == 0)
            measure->compared = comparisons[i];
    if (!measure->compared) {
        g_autofree char *known = g_strjoinv(", ", (char **)comparisons);
        yaml_fail(yaml, of ? yaml_get(yaml, node, "of") : node, "a benchmark needs of: one of %s", known);
        return;
    }
    bool mixed = strcmp(of, "harm") == 0 || strcmp(of, "outcome") == 0 || strcmp(of, "timeliness") == 0;
    measure->show = mixed ? SHOW_MIX : SHOW_DOTS;
    bool known = !show || strcmp(show, "rates") == 0;
    for (gsize i = 0; show && i < G_N_ELEMENTS(shows); i++)
        if (strcmp(show, shows[i]) == 0) {
            measure->show = (BenchmarkShow)i;
            known = true;
        }
    if (!known || mixed != (measure->show == SHOW_MIX))
        yaml_fail(yaml, yaml_get(yaml, node, "show") ? yaml_get(yaml, node, "show") : node,
                  mixed ? "%s is shown as mix" : "%s is shown as rates, dots, funnel or trend", of);
}
