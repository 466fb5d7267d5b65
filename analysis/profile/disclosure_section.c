#include "analysis/profile/profile_parts.h"
#include <string.h>

static bool
names_hidden(Yaml *yaml, const yaml_node_t *node)
{
    g_autofree char *text = yaml_text(yaml, node, "zeros");
    if (text && strcmp(text, "shown") != 0 && strcmp(text, "hidden") != 0)
        yaml_fail(yaml, yaml_get(yaml, node, "zeros"), "zeros must be shown or hidden");
    return text && strcmp(text, "hidden") == 0;
}

void
disclosure_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    static const char *const keys[] = {"suppress-below",  "round-to",         "zeros",          "keep",
                                       "not-about-cases", "previous-release", "previous-as-at", NULL};
    const yaml_node_t *node = yaml_get(yaml, top, "disclosure");
    ProfileDisclosure *disclosure = &profile->disclosure;
    profile->suppress_below = 5;
    disclosure->keep = g_ptr_array_new_with_free_func(g_free);
    disclosure->not_about_cases = g_ptr_array_new_with_free_func(g_free);
    if (!node || !yaml_check_keys(yaml, node, keys, "disclosure"))
        return;
    profile->suppress_below = yaml_number(yaml, node, "suppress-below", 5, 0, 100);
    disclosure->round_to = yaml_number(yaml, node, "round-to", 0, 2, 100);
    disclosure->zeros_hidden = names_hidden(yaml, node);
    g_ptr_array_unref(disclosure->keep);
    g_ptr_array_unref(disclosure->not_about_cases);
    disclosure->keep = yaml_texts(yaml, node, "keep");
    disclosure->not_about_cases = yaml_texts(yaml, node, "not-about-cases");
    disclosure->place = yaml_place(yaml, node);
    g_autofree char *previous = yaml_text(yaml, node, "previous-release");
    if (previous)
        disclosure->previous_release = input_beside(profile->path, previous);
    disclosure->previous_as_at = profile_read_day(yaml, yaml_get(yaml, node, "previous-as-at"));
    if (disclosure->previous_as_at != DAY_NONE && !previous)
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
