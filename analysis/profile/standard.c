/* The standard set: what a profile reports by default, written as the YAML that a profile would have. */
#include "analysis/profile/profile_parts.h"
#include <string.h>

/* Each measure with the fields it needs: coded ones, and closed. */
static const struct {
    const char *id, *keys;
    const char *fields[2];
    bool of_threshold_met; /* if the return names those records, the measure is about them */
} standard[] = {
    {"contacts", "title: All received, kind: count", {NULL, NULL}, false},
    {"contacts-by-month", "title: Received by month, kind: count, per: month", {NULL, NULL}, false},
    {"stage", "title: Stage reached, kind: breakdown, by: [stage]", {"stage", NULL}, false},
    {"harm", "title: Category of harm, kind: breakdown, by: [harm]", {"harm", NULL}, false},
    {"sector", "title: Employment sector, kind: breakdown, by: [sector]", {"sector", NULL}, false},
    {"source", "title: Referral source, kind: breakdown, by: [source]", {"source", NULL}, false},
    {"outcome", "title: Final outcome, kind: breakdown, by: [outcome]", {"outcome", NULL}, true},
    {"timeliness",
     "title: Time to close, kind: timeliness, within: [1 month, 3 months, 12 months]",
     {"closed", NULL},
     false},
    {"time-open", "title: How long cases stay open, kind: curve", {"closed", NULL}, false},
    {"sector-by-harm",
     "title: Employment sector by category of harm, kind: breakdown, by: [sector, harm]",
     {"sector", "harm"},
     false},
};

static bool
has_fields(const Profile *profile, const char *const *fields)
{
    for (gsize i = 0; i < 2 && fields[i]; i++) {
        const ProfileField *field = profile_field(profile, fields[i]);
        if (!field || field->type != (strcmp(fields[i], "closed") ? FIELD_CODED : FIELD_DATE))
            return false;
    }
    return true;
}

char *
profile_standard_measures(const Profile *profile)
{
    const ProfilePopulation *met = profile && profile->shared ? profile->shared->threshold_met : NULL;
    GString *out = g_string_new("measures:\n");
    for (gsize i = 0; i < G_N_ELEMENTS(standard); i++) {
        if (profile && !has_fields(profile, standard[i].fields))
            continue;
        g_string_append_printf(out, "  - {id: %s, %s", standard[i].id, standard[i].keys);
        if (met && standard[i].of_threshold_met) {
            g_autofree char *of = profile_quoted(met->id);
            g_string_append_printf(out, ", of: %s", of);
        }
        g_string_append(out, "}\n");
    }
    return g_string_free(out, FALSE);
}

GPtrArray *
standard_ids(void)
{
    GPtrArray *ids = g_ptr_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(standard); i++)
        g_ptr_array_add(ids, (gpointer)standard[i].id);
    return ids;
}
