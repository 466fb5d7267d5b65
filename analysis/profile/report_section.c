/* report: the year, the years before it, and where they cannot be compared. */
#include "analysis/failure/failure.h"
#include "analysis/profile/profile_parts.h"

static void
read_year_start(Yaml *yaml, const yaml_node_t *report, Profile *profile)
{
    static const struct {
        const char *name;
        int month;
    } starts[] = {{"april", 4}, {"september", 9}, {"january", 1}};
    g_autofree char *text = yaml_text(yaml, report, "year-start");
    profile->year_start.start_month = text ? 0 : 4;
    for (gsize i = 0; text && i < G_N_ELEMENTS(starts); i++)
        if (g_ascii_strcasecmp(text, starts[i].name) == 0)
            profile->year_start.start_month = starts[i].month;
    if (!profile->year_start.start_month) {
        yaml_fail(yaml, yaml_get(yaml, report, "year-start"),
                  "year-start must be April, September or January");
        profile->year_start.start_month = 4;
    }
}

static void
read_part(Yaml *yaml, const yaml_node_t *report, Profile *profile)
{
    g_autofree char *part = yaml_text(yaml, report, "part");
    if (part && !calendar_parse_part(part, &profile->year_start))
        yaml_fail(yaml, yaml_get(yaml, report, "part"),
                  "\"%s\" is not a part of a year; write Q2, or Q1-Q2 for several quarters, or leave part "
                  "out for the whole year",
                  part);
}

static void
read_breaks(Yaml *yaml, const yaml_node_t *report, Profile *profile)
{
    static const char *const keys[] = {"year", "note", "measures", NULL};
    g_autoptr(GPtrArray) items = yaml_items(yaml, report, "breaks");
    for (guint i = 0; i < items->len && yaml_check_keys(yaml, items->pdata[i], keys, "a break"); i++) {
        ProfileBreak gap = {profile_read_year(yaml, profile, yaml_get(yaml, items->pdata[i], "year")),
                            yaml_needed_text(yaml, items->pdata[i], "note", "a break"),
                            yaml_texts(yaml, items->pdata[i], "measures"), yaml_place(yaml, items->pdata[i])};
        g_array_append_val(profile->breaks, gap);
    }
}

void
report_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    static const char *const keys[] = {"year",   "years",      "as-at", "provisional",
                                       "breaks", "year-start", "part",  NULL};
    const yaml_node_t *report = yaml_get(yaml, top, "report");
    if (!report || !yaml_get(yaml, report, "year")) {
        yaml_fail(yaml, report ? report : top, "a profile needs report: {year: 2023-24}, the year reported");
        return;
    }
    yaml_check_keys(yaml, report, keys, "report");
    read_year_start(yaml, report, profile);
    read_part(yaml, report, profile);
    profile->year = profile_read_year(yaml, profile, yaml_get(yaml, report, "year"));
    profile->years = yaml_number(yaml, report, "years", 5, 1, 50);
    profile->as_at = profile_read_day(yaml, yaml_get(yaml, report, "as-at"));
    const yaml_node_t *provisional = yaml_get(yaml, report, "provisional");
    if (provisional && yaml_scalar(provisional)) {
        int year = profile_read_year(yaml, profile, provisional);
        g_array_append_val(profile->provisional, year);
    } else {
        g_autoptr(GPtrArray) years = yaml_items(yaml, report, "provisional");
        for (guint i = 0; i < years->len; i++) {
            int year = profile_read_year(yaml, profile, years->pdata[i]);
            g_array_append_val(profile->provisional, year);
        }
    }
    read_breaks(yaml, report, profile);
}

void
report_section_check(const Profile *profile, GError **error)
{
    for (guint i = 0; i < profile->breaks->len; i++) {
        const ProfileBreak *gap = &g_array_index(profile->breaks, ProfileBreak, i);
        for (guint k = 0; k < gap->measures->len && !*error; k++)
            if (!profile_measure(profile, gap->measures->pdata[k]))
                g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u:%u: \"%s\" is not a measure of the profile",
                            gap->place.file, gap->place.line, gap->place.column,
                            (const char *)gap->measures->pdata[k]);
    }
}
