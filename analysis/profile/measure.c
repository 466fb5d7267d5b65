/* Measures: what they are called, and those of a profile that names none. */
#include "analysis/profile/profile_parts.h"
#include <string.h>

const char *const profile_sections[] = {"activity",   "outcomes",   "harm",     "about",    "source",
                                        "timeliness", "caseload",   "children", "training", "feedback",
                                        "quality",    "comparison", "other",    NULL};

const char *
profile_section(const char *name)
{
    for (const char *const *section = profile_sections; *section; section++)
        if (strcmp(*section, name) == 0)
            return *section;
    return NULL;
}

/* Where a measure stands in a report unless the profile says: by what it looks at. */
const char *
measure_usual_section(const ProfileMeasure *measure)
{
    static const struct {
        const char *field, *section;
    } fields[] = {{"outcome", "outcomes"}, {"harm", "harm"}, {"sector", "about"}, {"source", "source"}};
    switch (measure->kind) {
    case MEASURE_SUPPLIED:
        return "other";
    case MEASURE_BENCHMARK:
        return "comparison";
    case MEASURE_CASELOAD:
        return "caseload";
    case MEASURE_TIMELINESS:
    case MEASURE_DURATION:
    case MEASURE_CURVE:
        return "timeliness";
    case MEASURE_SHARE:
        return measure->within->len ? "timeliness" : "activity";
    case MEASURE_COUNT:
    case MEASURE_BREAKDOWN:
        break;
    }
    for (gsize i = 0; measure->by && measure->by->len && i < G_N_ELEMENTS(fields); i++)
        if (strcmp(measure->by->pdata[0], fields[i].field) == 0)
            return fields[i].section;
    return "activity";
}

const char *
profile_kind_name(MeasureKind kind)
{
    switch (kind) {
    case MEASURE_COUNT:
        return "count";
    case MEASURE_BREAKDOWN:
        return "breakdown";
    case MEASURE_SHARE:
        return "share";
    case MEASURE_TIMELINESS:
        return "timeliness";
    case MEASURE_DURATION:
        return "duration";
    case MEASURE_CURVE:
        return "curve";
    case MEASURE_CASELOAD:
        return "caseload";
    case MEASURE_SUPPLIED:
        return "supplied";
    case MEASURE_BENCHMARK:
        return "benchmark";
    }
    return NULL;
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
    g_free(measure->against);
    g_free(measure->repeat);
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
measure_add_curve_points(ProfileMeasure *measure)
{
    /* Close where most is closed soon, and further apart as the year goes on. */
    static const int weeks[] = {1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 26, 39, 52};
    for (gsize i = 0; i < G_N_ELEMENTS(weeks); i++) {
        Limit limit = {weeks[i], LIMIT_WEEKS};
        g_array_append_val(measure->within, limit);
    }
}

static void
add_standard(Profile *profile, const char *id, const char *title, MeasureKind kind, const char *by,
             const char *and_by)
{
    const char *fields[] = {by, and_by};
    for (int i = 0; i < 2; i++) {
        const ProfileField *field = fields[i] ? profile_field(profile, fields[i]) : NULL;
        if (fields[i] && (!field || field->type != FIELD_CODED))
            return;
    }
    ProfileMeasure *measure = measure_add(profile);
    measure->id = g_strdup(id);
    measure->title = g_strdup(title);
    measure->kind = kind;
    measure->by = g_ptr_array_new_with_free_func(g_free);
    measure->leave_out = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < 2; i++)
        if (fields[i])
            g_ptr_array_add(measure->by, g_strdup(fields[i]));
    measure->from = g_strdup("received");
    measure->to = g_strdup("closed");
    measure->section = measure_usual_section(measure);
    measure->place = (ProfilePlace){profile->path, 0, 0};
}

static ProfileMeasure *
last_measure(Profile *profile)
{
    return profile->measures->pdata[profile->measures->len - 1];
}

void
measures_add_standard(Profile *profile)
{
    static const int months[] = {1, 3, 12};
    add_standard(profile, "contacts", "All received", MEASURE_COUNT, NULL, NULL);
    add_standard(profile, "contacts-by-month", "Received by month", MEASURE_COUNT, NULL, NULL);
    last_measure(profile)->per = PER_MONTH;
    add_standard(profile, "stage", "Stage reached", MEASURE_BREAKDOWN, "stage", NULL);
    add_standard(profile, "harm", "Category of harm", MEASURE_BREAKDOWN, "harm", NULL);
    add_standard(profile, "sector", "Employment sector", MEASURE_BREAKDOWN, "sector", NULL);
    add_standard(profile, "source", "Referral source", MEASURE_BREAKDOWN, "source", NULL);
    add_standard(profile, "outcome", "Final outcome", MEASURE_BREAKDOWN, "outcome", NULL);
    const ProfileField *closed = profile_field(profile, "closed");
    if (closed && closed->type == FIELD_DATE) {
        add_standard(profile, "timeliness", "Time to close", MEASURE_TIMELINESS, NULL, NULL);
        for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
            Limit limit = {months[i], LIMIT_MONTHS};
            g_array_append_val(last_measure(profile)->within, limit);
        }
        add_standard(profile, "time-open", "How long cases stay open", MEASURE_CURVE, NULL, NULL);
        measure_add_curve_points(last_measure(profile));
    }
    add_standard(profile, "sector-by-harm", "Employment sector by category of harm", MEASURE_BREAKDOWN,
                 "sector", "harm");
}
