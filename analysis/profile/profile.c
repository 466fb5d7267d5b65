/* Looks up what a profile says. */
#include "analysis/profile/kinds.h"
#include "analysis/profile/profile_parts.h"
#include <string.h>

void
profile_free(Profile *profile)
{
    if (!profile)
        return;
    yaml_close(profile->yaml);
    g_free(profile->yaml);
    g_free(profile);
}

void
profile_add_break(Profile *profile, const ProfileMeasure *measure, int year, const char *note)
{
    ProfileBreak gap = {year,
                        yaml_keep(profile->yaml, g_strdup(note), g_free),
                        yaml_list(profile->yaml),
                        {profile->path, 0, 0}};
    g_ptr_array_add(gap.measures, measure->id);
    g_array_append_val(profile->breaks, gap);
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
