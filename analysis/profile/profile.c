/* Reads what a profile says, and frees it. */
#include "analysis/profile/kinds.h"
#include "analysis/profile/profile_parts.h"
#include <string.h>

static void
acronym_free(gpointer pointer)
{
    ProfileAcronym *acronym = pointer;
    g_free(acronym->acronym);
    g_free(acronym->words);
    g_free(acronym);
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

static void
return_free(ProfileReturn *shared)
{
    if (!shared)
        return;
    g_free(shared->harm);
    g_free(shared->outcome);
    g_free(shared->closed);
    g_free(shared->aware);
    g_hash_table_unref(shared->categories);
    g_free(shared);
}

static void
benchmark_free(ProfileBenchmark *benchmark)
{
    if (!benchmark)
        return;
    g_ptr_array_unref(benchmark->figures);
    g_ptr_array_unref(benchmark->empty);
    g_ptr_array_unref(benchmark->neighbours);
    g_free(benchmark->population);
    g_free(benchmark->neighbours_path);
    g_free(benchmark->version);
    g_free(benchmark);
}

static void
disclosure_clear(ProfileDisclosure *disclosure)
{
    g_clear_pointer(&disclosure->keep, g_ptr_array_unref);
    g_clear_pointer(&disclosure->not_about_cases, g_ptr_array_unref);
    g_clear_pointer(&disclosure->previous_release, g_free);
}

Profile *
profile_new(const char *path)
{
    Profile *profile = g_new0(Profile, 1);
    profile->path = g_intern_string(path);
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
    disclosure_clear(&profile->disclosure);
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
