/* Bands: the ranges that a field of numbers is put into, its categories in order. */
#include "analysis/profile/profile_parts.h"
#include <string.h>

/* The number at the start of a text, of at most six digits; what follows it, or NULL if there is none. */
static const char *
whole_number(const char *text, int *number)
{
    gsize digits = strspn(text, "0123456789");
    *number = (int)g_ascii_strtoll(text, NULL, 10);
    return digits && digits <= 6 ? text + digits : NULL;
}

/* "16", "16-17", "16 to 17" or "18+". */
static bool
parse_band(const char *text, ProfileBand *band)
{
    static const char *const between[] = {"-", "\u2013", "to"};
    const char *rest = whole_number(text, &band->first);
    band->last = band->first;
    if (!rest || !*rest)
        return rest != NULL;
    while (*rest == ' ')
        rest++;
    if (strcmp(rest, "+") == 0) {
        band->last = G_MAXINT;
        return true;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(between); i++)
        if (g_str_has_prefix(rest, between[i])) {
            rest += strlen(between[i]);
            rest = whole_number(rest + strspn(rest, " "), &band->last);
            return rest && !*rest && band->last >= band->first;
        }
    return false;
}

void
bands_read(Yaml *yaml, const yaml_node_t *node, ProfileField *field)
{
    const GPtrArray *names = yaml_texts(yaml, node, "bands");
    for (guint i = 0; i < names->len && !yaml->error; i++) {
        char *name = g_strstrip(names->pdata[i]);
        ProfileBand band;
        if (!parse_band(name, &band)) {
            yaml_fail(yaml, yaml_get(yaml, node, "bands"),
                      "\"%s\" is not a band; write it like 5-9, 18 or 18+, the smaller number first", name);
            return;
        }
        if (i && band.first <= g_array_index(field->bands, ProfileBand, i - 1).last)
            yaml_fail(yaml, yaml_get(yaml, node, "bands"),
                      "\"%s\" does not begin after \"%s\" ends; bands must rise and not overlap", name,
                      (const char *)names->pdata[i - 1]);
        ProfileCode code = {name, (char *)"", (char *)"", NULL, 1};
        g_array_append_val(field->codes, code);
        g_array_append_val(field->bands, band);
    }
}

int
profile_band(const ProfileField *field, double number)
{
    for (guint i = 0; i < field->bands->len; i++) {
        const ProfileBand *band = &g_array_index(field->bands, ProfileBand, i);
        if (number >= band->first && number < (double)band->last + 1)
            return (int)i;
    }
    return -1;
}

bool
profile_is_banded(const Profile *profile, const GPtrArray *fields)
{
    for (guint i = 0; i < fields->len; i++) {
        const ProfileField *field = profile_field(profile, fields->pdata[i]);
        if (field && field->bands->len)
            return true;
    }
    return false;
}
