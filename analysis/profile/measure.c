/* Measures: their titles, and those of a profile that names none. */
#include "analysis/profile/kinds.h"
#include "analysis/profile/profile_parts.h"
#include <string.h>

const char *const profile_sections[] = {"activity", "harm",       "about",    "children",   "source",
                                        "outcomes", "timeliness", "caseload", "comparison", "training",
                                        "feedback", "quality",    "other",    NULL};

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

const char *const *
profile_chart_names(void)
{
    static const char *const names[] = {"bars", "columns", "clustered", "stacked", "shares", "lines",
                                        "dots", "heat",    "doughnut",  "none",    NULL};
    return names;
}

void
measure_free(gpointer pointer)
{
    ProfileMeasure *measure = pointer;
    g_free(measure->id);
    g_free(measure->title);
    g_free(measure->from);
    g_free(measure->to);
    g_free(measure->chart);
    g_free(measure->base_words);
    g_clear_pointer(&measure->says, g_ptr_array_unref);
    g_free(measure->against);
    g_free(measure->repeat);
    g_free(measure->distinct);
    g_free(measure->number);
    g_clear_pointer(&measure->people, g_hash_table_unref);
    g_array_unref(measure->around);
    g_array_unref(measure->rebase);
    g_ptr_array_unref(measure->by);
    g_ptr_array_unref(measure->leave_out);
    g_array_unref(measure->within);
    g_array_unref(measure->target);
    g_free(measure);
}

static void
event_clear(gpointer event)
{
    g_free(((ProfileEvent *)event)->note);
}

ProfileMeasure *
measure_add(Profile *profile)
{
    ProfileMeasure *measure = g_new0(ProfileMeasure, 1);
    measure->of = profile->populations->pdata[0];
    measure->within = g_array_new(FALSE, FALSE, sizeof(Limit));
    measure->target = g_array_new(FALSE, FALSE, sizeof(double));
    measure->around = g_array_new(FALSE, FALSE, sizeof(ProfileEvent));
    g_array_set_clear_func(measure->around, event_clear);
    measure->rebase = g_array_new(FALSE, FALSE, sizeof(Day));
    measure->small_base = profile->small_base;
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
measure_add_own(Profile *profile, const char *id, const char *title, MeasureKind kind, const char *by,
                const char *and_by)
{
    const char *const fields[] = {by, and_by};
    ProfileMeasure *measure = measure_add(profile);
    measure->id = g_strdup(id);
    measure->title = g_strdup(title);
    measure_be(measure, kind);
    measure->by = g_ptr_array_new_with_free_func(g_free);
    measure->leave_out = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        if (fields[i])
            g_ptr_array_add(measure->by, g_strdup(fields[i]));
    measure->from = g_strdup("received");
    measure->to = g_strdup("closed");
    measure->section = measure_usual_section(measure);
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
