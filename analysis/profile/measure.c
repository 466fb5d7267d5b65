/* Measures: their titles, and those of a profile that names none. */
#include "analysis/profile/kinds.h"
#include "analysis/profile/profile_parts.h"
#include <string.h>

const char *const profile_sections[] = {"activity", "harm",       "about",    "children",   "source",
                                        "outcomes", "timeliness", "caseload", "comparison", "training",
                                        "feedback", "quality",    "other",    NULL};

const char *const profile_chart_names[] = {"bars", "columns", "clustered", "stacked", "shares", "lines",
                                           "dots", "heat",    "doughnut",  "none",    NULL};

const char *
profile_section(const char *name)
{
    for (const char *const *section = profile_sections; *section; section++)
        if (strcmp(*section, name) == 0)
            return *section;
    return NULL;
}

/* Whether it depends on the time from one date to another. */
bool
measure_goes_by_dates(const ProfileMeasure *measure)
{
    return kind_of(measure)->of_days || (kind_of(measure)->is_share && !measure->in && !measure->repeat);
}

const char *
measure_usual_section(const ProfileMeasure *measure)
{
    static const struct {
        const char *field, *section;
    } fields[] = {{"outcome", "outcomes"}, {"harm", "harm"}, {"sector", "about"}, {"source", "source"}};
    if (kind_of(measure)->section)
        return kind_of(measure)->section;
    for (gsize i = 0; kind_of(measure)->of_categories && measure->by->len && i < G_N_ELEMENTS(fields); i++)
        if (strcmp(measure->by->pdata[0], fields[i].field) == 0)
            return fields[i].section;
    return kind_of(measure)->is_share && measure->within->len ? "timeliness" : "activity";
}

const char *
profile_kind_name(MeasureKind kind)
{
    return kinds_of_measures[kind] ? kinds_of_measures[kind]->name : NULL;
}

ProfileMeasure *
measure_add(Profile *profile)
{
    Yaml *yaml = profile->yaml;
    ProfileMeasure *measure = yaml_new(yaml, ProfileMeasure);
    *measure = (ProfileMeasure){.of = profile->populations->pdata[0],
                                .by = yaml_list(yaml),
                                .leave_out = yaml_list(yaml),
                                .from = (char *)"received",
                                .to = (char *)"closed",
                                .within = yaml_array(yaml, sizeof(Limit)),
                                .target = yaml_array(yaml, sizeof(double)),
                                .around = yaml_array(yaml, sizeof(ProfileEvent)),
                                .rebase = yaml_array(yaml, sizeof(Day)),
                                .years = 1,
                                .small_base = profile->small_base};
    g_ptr_array_add(profile->measures, measure);
    return measure;
}

void
measure_be(ProfileMeasure *measure, MeasureKind kind)
{
    measure->kind = kind;
    measure->about = kinds_of_measures[kind];
}

ProfileMeasure *
measure_add_own(Profile *profile, const char *id, const char *title, MeasureKind kind, const char *by)
{
    ProfileMeasure *measure = measure_add(profile);
    measure->id = (char *)id;
    measure->title = (char *)title;
    measure_be(measure, kind);
    if (by)
        g_ptr_array_add(measure->by, (gpointer)by);
    if (kind_of(measure)->complete)
        kind_of(measure)->complete(measure);
    measure->place = (ProfilePlace){profile->path, 0, 0};
    return measure;
}

void
measure_add_limit(ProfileMeasure *measure, int number, LimitUnit unit)
{
    Limit limit = {number, unit};
    g_array_append_val(measure->within, limit);
}
