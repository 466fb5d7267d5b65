/* The standard set: what a profile reports by default, written as the YAML that a profile would have. */
#include "analysis/profile/profile_parts.h"
#include <string.h>

/* Each measure with the fields it needs: coded ones, and closed. If the return names the records that met the
 * threshold, some measures are about them. */
static const struct {
    const char *id, *field, *other_field;
    int of_threshold_met;
    const char *keys;
} standard[] = {
#include "standard.inc"
};

static bool
has_field(const Profile *profile, const char *name)
{
    const ProfileField *field = profile_field(profile, name);
    return !*name || (field && field->type == (strcmp(name, "closed") ? FIELD_CODED : FIELD_DATE));
}

char *
profile_standard_measures(const Profile *profile)
{
    const ProfilePopulation *met = profile && profile->shared ? profile->shared->threshold_met : NULL;
    GString *out = g_string_new("measures:\n");
    for (gsize i = 0; i < G_N_ELEMENTS(standard); i++) {
        if (profile &&
            !(has_field(profile, standard[i].field) && has_field(profile, standard[i].other_field)))
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
