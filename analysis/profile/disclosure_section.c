#include "analysis/profile/profile_parts.h"
#include <string.h>

#define AT(member) G_STRUCT_OFFSET(Profile, member)
static const char *const zeros[] = {"shown", "hidden", NULL};
static const YamlKey keys[] = {
    {"suppress-below", KEY_NUMBER, .at = AT(suppress_below), .least = 0, .most = 100},
    {"round-to", KEY_NUMBER, .at = AT(disclosure.round_to), .least = 2, .most = 100},
    {"zeros", KEY_EITHER, .at = AT(disclosure.zeros_hidden), .words = zeros},
    {"keep", KEY_TEXTS, .at = AT(disclosure.keep)},
    {"not-about-cases", KEY_TEXTS, .at = AT(disclosure.not_about_cases)},
    {"previous-release", KEY_PATH, .at = AT(disclosure.previous_release)},
    {"previous-as-at", KEY_DAY, .at = AT(disclosure.previous_as_at)},
    {.key = NULL}};

void
disclosure_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    const yaml_node_t *node = yaml_get(yaml, top, "disclosure");
    ProfileDisclosure *disclosure = &profile->disclosure;
    profile->suppress_below = 5;
    disclosure->keep = yaml_list(yaml);
    disclosure->not_about_cases = yaml_list(yaml);
    if (!node || !yaml_read(yaml, node, keys, "disclosure", profile))
        return;
    disclosure->place = yaml_place(yaml, node);
    if (profile->suppress_below == 2 && !disclosure->zeros_hidden)
        yaml_fail(
            yaml, yaml_get(yaml, node, "suppress-below"),
            "suppress-below: 2 hides nothing, because a hidden count could only be 1; write 0 to show all "
            "counts, or 3 or more");
    if (disclosure->previous_as_at != DAY_NONE && !disclosure->previous_release)
        yaml_fail(
            yaml, yaml_get(yaml, node, "previous-as-at"),
            "previous-as-at is the date of the previous release: name the release with previous-release");
    if (disclosure->round_to && yaml_get(yaml, node, "suppress-below"))
        yaml_fail(yaml, yaml_get(yaml, node, "round-to"),
                  "round-to replaces suppress-below; remove one of them");
}

static void
check_measures(Yaml *yaml, const yaml_node_t *top, const Profile *profile, const char *key,
               const GPtrArray *names)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < profile->measures->len; i++)
        g_ptr_array_add(known, ((const ProfileMeasure *)profile->measures->pdata[i])->id);
    for (guint i = 0; i < names->len; i++)
        if (!profile_measure(profile, names->pdata[i])) {
            g_autofree char *suggestion = yaml_suggestion(names->pdata[i], known);
            yaml_fail(yaml, yaml_get(yaml, yaml_get(yaml, top, "disclosure"), key),
                      "%s: no measure is called \"%s\"%s", key, (const char *)names->pdata[i], suggestion);
        }
}

void
disclosure_section_check(Yaml *yaml, const yaml_node_t *top, const Profile *profile)
{
    check_measures(yaml, top, profile, "keep", profile->disclosure.keep);
    check_measures(yaml, top, profile, "not-about-cases", profile->disclosure.not_about_cases);
}
