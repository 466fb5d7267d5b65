/* return and benchmark: what this council shares with others, and whose figures it is compared with. */
#include "analysis/profile/profile_parts.h"
#include <string.h>

const char *const profile_comparisons[] = {"contacts",   "threshold-met",   "threshold-share",
                                           "harm",       "outcome",         "substantiated",
                                           "timeliness", "one-working-day", NULL};

/* What a council does not count, or not for the records that a standard measure is about. */
static const char *const none = "none";

/* A field of the key's type; if the key is missing, the usual one if the profile has it. */
static char *
read_field_name(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const char *key, FieldType type)
{
    char *name = node ? yaml_text(yaml, node, key) : NULL;
    if (g_strcmp0(name, none) == 0) {
        g_free(name);
        return NULL;
    }
    const ProfileField *field = profile_field(profile, name ? name : key);
    if (field && field->type == type)
        return name ? name : g_strdup(key);
    if (name)
        yaml_fail(yaml, yaml_get(yaml, node, key), "\"%s\" is not a %s field of the records", name,
                  type == FIELD_DATE ? "date" : "coded");
    g_free(name);
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
    const yaml_node_t *categories = yaml_get(yaml, node, "categories");
    if (!categories)
        return;
    g_autoptr(GArray) fields = yaml_pairs(yaml, categories);
    for (guint i = 0; i < fields->len && !yaml->error; i++) {
        const YamlPair *field = &g_array_index(fields, YamlPair, i);
        const char *name = yaml_scalar(field->key);
        if (!name || (g_strcmp0(name, profile->shared->harm) && g_strcmp0(name, profile->shared->outcome))) {
            yaml_fail(yaml, field->key, "categories must be under the harm field or the outcome field");
            return;
        }
        g_autoptr(GArray) pairs = yaml_pairs(yaml, field->value);
        for (guint k = 0; k < pairs->len; k++) {
            const YamlPair *pair = &g_array_index(pairs, YamlPair, k);
            const char *own = yaml_scalar(pair->key), *standard = yaml_scalar(pair->value);
            if (own && standard)
                g_hash_table_insert(profile->shared->categories, category_key(name, own), g_strdup(standard));
        }
    }
}

/* All records if the section does not say; NULL if it says that no population is all contacts. */
static const ProfilePopulation *
read_contacts(Yaml *yaml, const yaml_node_t *node, const Profile *profile)
{
    g_autofree char *name = node ? yaml_text(yaml, node, "contacts") : NULL;
    if (g_strcmp0(name, none) == 0)
        return NULL;
    const ProfilePopulation *all = profile->populations->pdata[0];
    return node ? read_population_name(yaml, node, "contacts", profile, all) : all;
}

static ProfileReturn *
return_new(Yaml *yaml, const yaml_node_t *node, const Profile *profile)
{
    ProfileReturn *shared = g_new0(ProfileReturn, 1);
    shared->categories = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    shared->contacts = read_contacts(yaml, node, profile);
    shared->harm = read_field_name(yaml, node, profile, "harm", FIELD_CODED);
    shared->outcome = read_field_name(yaml, node, profile, "outcome", FIELD_CODED);
    shared->closed = read_field_name(yaml, node, profile, "closed", FIELD_DATE);
    shared->aware = read_field_name(yaml, node, profile, "aware", FIELD_DATE);
    return shared;
}

static ProfileMeasure *
add_returned(Profile *profile, const char *id, const char *title, MeasureKind kind,
             const ProfilePopulation *of, const char *by)
{
    ProfileMeasure *measure = measure_add_own(profile, id, title, kind, by, NULL);
    measure->returned = true;
    measure->of = of;
    measure->section = profile_section("comparison");
    measure->decimals = 1;
    return measure;
}

/* What is counted for all contacts. */
static void
add_of_contacts(Profile *profile)
{
    const ProfileReturn *shared = profile->shared;
    add_returned(profile, "return-contacts", "Contacts", MEASURE_COUNT, shared->contacts, NULL);
    if (shared->harm)
        add_returned(profile, "return-harm", "Category of harm", MEASURE_BREAKDOWN, shared->contacts,
                     shared->harm);
    if (!shared->aware)
        return;
    ProfileMeasure *day = add_returned(profile, "return-one-working-day", "Within one working day",
                                       MEASURE_SHARE, shared->contacts, NULL);
    g_free(day->from);
    g_free(day->to);
    day->from = g_strdup(shared->aware);
    day->to = g_strdup("received");
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
        add_returned(profile, "return-threshold-met", "Met the threshold", MEASURE_SHARE, shared->contacts,
                     NULL)
            ->in = met;
    else
        add_returned(profile, "return-threshold-met", "Met the threshold", MEASURE_COUNT, met, NULL);
    if (shared->outcome)
        add_returned(profile, "return-outcome", "Outcome", MEASURE_BREAKDOWN, met, shared->outcome);
    if (!shared->closed)
        return;
    ProfileMeasure *time =
        add_returned(profile, "return-timeliness", "Time to close", MEASURE_TIMELINESS, met, NULL);
    g_free(time->to);
    time->to = g_strdup(shared->closed);
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
        profile->shared = return_new(NULL, NULL, profile);
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
    static const char *const keys[] = {"contacts", "threshold-met", "harm",       "outcome",
                                       "closed",   "aware",         "categories", NULL};
    const yaml_node_t *node = yaml_get(yaml, top, "return");
    if (!node || !yaml_check_keys(yaml, node, keys, "return"))
        return;
    profile->shared = return_new(yaml, node, profile);
    profile->shared->threshold_met = read_population_name(yaml, node, "threshold-met", profile, NULL);
    read_categories(yaml, node, profile);
}

static char *
path_of(Yaml *yaml, const yaml_node_t *node, const Profile *profile, const char *key)
{
    g_autofree char *name = yaml_text(yaml, node, key);
    return name ? input_beside(profile->path, name) : NULL;
}

/* A list of names, or a file with one. */
static void
read_neighbours(Yaml *yaml, const yaml_node_t *node, const Profile *profile, ProfileBenchmark *benchmark)
{
    const yaml_node_t *neighbours = yaml_get(yaml, node, "neighbours");
    benchmark->neighbours = g_ptr_array_new_with_free_func(g_free);
    if (neighbours && yaml_scalar(neighbours)) {
        benchmark->neighbours_path = path_of(yaml, node, profile, "neighbours");
    } else if (neighbours) {
        g_ptr_array_unref(benchmark->neighbours);
        benchmark->neighbours = yaml_texts(yaml, node, "neighbours");
    }
}

void
benchmark_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    static const char *const keys[] = {"figures", "population", "neighbours", "version", NULL};
    const yaml_node_t *node = yaml_get(yaml, top, "benchmark");
    if (!node || !yaml_check_keys(yaml, node, keys, "benchmark"))
        return;
    ProfileBenchmark *benchmark = profile->benchmark = g_new0(ProfileBenchmark, 1);
    benchmark->place = yaml_place(yaml, node);
    benchmark->figures = g_ptr_array_new_with_free_func(g_free);
    benchmark->empty = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) patterns = yaml_texts(yaml, node, "figures");
    for (guint i = 0; i < patterns->len; i++)
        if (!files_matching(profile, patterns->pdata[i], benchmark->figures))
            g_ptr_array_add(benchmark->empty, g_strdup(patterns->pdata[i]));
    benchmark->population = path_of(yaml, node, profile, "population");
    benchmark->version = yaml_text(yaml, node, "version");
    read_neighbours(yaml, node, profile, benchmark);
}

void
comparison_read(Yaml *yaml, const yaml_node_t *node, ProfileMeasure *measure)
{
    static const char *const shows[] = {"dots", "funnel", "mix", "trend"};
    g_autofree char *of = yaml_text(yaml, node, "of"), *show = yaml_text(yaml, node, "show");
    for (guint i = 0; of && profile_comparisons[i]; i++)
        if (strcmp(of, profile_comparisons[i]) == 0)
            measure->compared = profile_comparisons[i];
    if (!measure->compared) {
        g_autofree char *known = g_strjoinv(", ", (char **)profile_comparisons);
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
