/* report: the year, the years before it, and where they cannot be compared. */
#include "analysis/failure/failure.h"
#include "analysis/profile/profile_parts.h"

static void
read_breaks(Yaml *yaml, const yaml_node_t *report, Profile *profile)
{
    static const YamlKey keys[] = {{"year", KEY_YEAR, .at = G_STRUCT_OFFSET(ProfileBreak, year)},
                                   {"note", KEY_NEEDED, .at = G_STRUCT_OFFSET(ProfileBreak, note)},
                                   {"measures", KEY_TEXTS, .at = G_STRUCT_OFFSET(ProfileBreak, measures)},
                                   {.key = NULL}};
    const GPtrArray *items = yaml_items(yaml, report, "breaks");
    for (guint i = 0; i < items->len; i++) {
        ProfileBreak gap = {.measures = yaml_list(yaml), .place = yaml_place(yaml, items->pdata[i])};
        yaml_read(yaml, items->pdata[i], keys, "a break", &gap);
        g_array_append_val(profile->breaks, gap);
    }
}

static void
read_provisional(Yaml *yaml, const yaml_node_t *report, Profile *profile)
{
    const yaml_node_t *node = yaml_get(yaml, report, "provisional");
    bool alone = node && yaml_scalar(node);
    GPtrArray *years = alone ? yaml_list(yaml) : yaml_items(yaml, report, "provisional");
    if (alone)
        g_ptr_array_add(years, (gpointer)node);
    for (guint i = 0; i < years->len; i++) {
        int year = profile_read_year(yaml, profile, years->pdata[i]);
        g_array_append_val(profile->provisional, year);
    }
}

/* How years are counted, which the labels of years depend on. */
static void
read_counting(Yaml *yaml, const yaml_node_t *report, ReportingYear *years)
{
    static const char *const starts[] = {"April", "September", "January", NULL};
    static const int months[] = {4, 9, 1};
    years->start_month = months[MAX(yaml_choice(yaml, report, "year-start", starts), 0)];
    const char *part = yaml_text(yaml, report, "part");
    if (part && !calendar_parse_part(part, years))
        yaml_fail(yaml, yaml_get(yaml, report, "part"),
                  "\"%s\" is not a part of a year; write Q2, or Q1-Q2 for several quarters, or leave part "
                  "out for the whole year",
                  part);
}

void
report_section_read(Yaml *yaml, const yaml_node_t *top, Profile *profile)
{
    static const YamlKey keys[] = {
        {"year", KEY_YEAR, .at = G_STRUCT_OFFSET(Profile, year)},
        {"years", KEY_NUMBER, .at = G_STRUCT_OFFSET(Profile, years), .least = 1, .most = 50},
        {"as-at", KEY_DAY, .at = G_STRUCT_OFFSET(Profile, as_at)},
        {.key = "provisional"},
        {.key = "breaks"},
        {.key = "year-start"},
        {.key = "part"},
        {.key = NULL}};
    const yaml_node_t *report = yaml_get(yaml, top, "report");
    if (!report || !yaml_get(yaml, report, "year")) {
        yaml_fail(yaml, report ? report : top, "a profile needs report: {year: 2023-24}, the year reported");
        return;
    }
    profile->years = 5;
    read_counting(yaml, report, &profile->year_start);
    yaml_read(yaml, report, keys, "report", profile);
    read_provisional(yaml, report, profile);
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
