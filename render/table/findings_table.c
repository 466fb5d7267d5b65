#include "render/table/quality.h"
#include "render/table/table_build.h"
#include "render/wording/english.h"
#include <string.h>

const char *
quality_withheld(const Profile *profile)
{
    return profile->records->len && profile->suppress_below > 1 ? FINDINGS_WITHHELD : NULL;
}

static char *
rows_words(guint count, const char *words)
{
    g_autofree char *number = figure_number_text(count, 0);
    return g_strdup_printf("%s row%s %s", number, count == 1 ? "" : "s", words);
}

static char *
subtitle_of(const Profile *profile, const Dataset *dataset)
{
    if (quality_withheld(profile))
        return g_strdup_printf("Rows of each finding, %s", profile->authority_short_name);
    g_autofree char *read = rows_words(dataset->rows_read, "of the exports read"),
                    *aside = rows_words(dataset->rows_set_aside, "set aside"),
                    *merged = rows_words(dataset->rows_merged, "joined with the record they belong to");
    return g_strdup_printf("Rows of each finding, %s: %s, %s%s%s", profile->authority_short_name, read, aside,
                           dataset->rows_merged ? ", " : "", dataset->rows_merged ? merged : "");
}

static void
describe_findings(Table *table, const Profile *profile, const Dataset *dataset)
{
    table->subtitle = subtitle_of(profile, dataset);
    table->row_heading = g_strdup("What was found");
    table->source = g_strdup_printf("Source: %s case records", profile->authority_name);
    table->summary = g_strdup_printf("%u kinds of finding about the case records, the most serious first, "
                                     "with the number of rows each affects.",
                                     table->rows->len);
    g_ptr_array_add(table->notes,
                    g_strdup("An error means that a record or a date could not be used; a warning, that it "
                             "was used but should be checked; a note is for information."));
    if (quality_withheld(profile))
        g_ptr_array_add(table->notes, g_strdup(FINDINGS_WITHHELD));
}

/* What a comparison leaves out stands under its table. A region has no records, so there it is listed. */
static GPtrArray *
listed_groups(const Profile *profile, const Findings *findings)
{
    GPtrArray *groups = findings_groups(findings);
    for (guint i = groups->len; profile->records->len && i-- > 0;)
        if (strcmp(finding_rule(((const FindingGroup *)groups->pdata[i])->rule)->about, "others") == 0)
            g_ptr_array_remove_index(groups, i);
    return groups;
}

static bool
is_of_missing_values(const FindingGroup *group)
{
    return strcmp(group->rule, "value-not-recorded") == 0;
}

/* Whether the sentence on what is missing in its field covers the finding. */
static bool
is_told_as_missing(const GPtrArray *groups, const FindingGroup *group)
{
    static const char *const rules[] = {"value-not-recorded", "closed-without-outcome", "field-incomplete",
                                        NULL};
    for (guint i = 0; i < groups->len; i++) {
        const FindingGroup *other = groups->pdata[i];
        if (is_of_missing_values(other) && other->rows >= group->rows &&
            strcmp(other->field, group->field) == 0)
            return g_strv_contains(rules, group->rule);
    }
    return false;
}

/* "All 1,768 records could be used." */
static char *
used_words(const Dataset *dataset)
{
    g_autofree char *read = rows_words(dataset->rows_read, "of the exports"),
                    *aside = figure_number_text(dataset->rows_set_aside, 0),
                    *kept = english_counted(dataset->length, "records");
    return dataset->rows_set_aside ? g_strdup_printf("Of the %s, %s could not be used.", read, aside)
                                   : g_strdup_printf("All %s could be used.", kept);
}

/* "The referral source is missing from 5 records and the outcome from 4."; NULL if nothing is. */
static char *
missing_words(const Profile *profile, const GPtrArray *groups)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < groups->len; i++) {
        const FindingGroup *group = groups->pdata[i];
        const ProfileField *field = is_of_missing_values(group) ? profile_field(profile, group->field) : NULL;
        if (!field)
            continue;
        g_autofree char *records = english_counted(group->rows, "records"),
                        *number = figure_number_text(group->rows, 0), *name = profile_field_words(field);
        const char *verb = english_is_plural(name) ? "are" : "is";
        g_ptr_array_add(parts, parts->len
                                   ? g_strdup_printf("the %s from %s", name, number)
                                   : g_strdup_printf("The %s %s missing from %s", name, verb, records));
    }
    g_autofree char *all = profile_listed(parts, " and ");
    return parts->len ? g_strconcat(all, ".", NULL) : NULL;
}

/* The one percentage that no whole number of its base gives; NULL for any other group. */
static const Finding *
impossible_percent(const FindingGroup *group)
{
    const Finding *first = group->findings->pdata[0];
    return strcmp(group->rule, "percent-impossible") == 0 && group->findings->len == 1 && first->base > 0
               ? first
               : NULL;
}

/* The most serious of the other findings, by name; NULL if there are none. */
static char *
others_words(const GPtrArray *groups)
{
    enum { MOST_NAMED = 2 };
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    guint others = 0;
    for (guint i = 0; i < groups->len; i++) {
        const FindingGroup *group = groups->pdata[i];
        if (is_told_as_missing(groups, group) || impossible_percent(group) || ++others > MOST_NAMED)
            continue;
        const char *words = finding_rule(group->rule)->words;
        g_ptr_array_add(names, g_strdup_printf("\u2018%c%s\u2019", g_ascii_tolower(*words), words + 1));
    }
    if (others > MOST_NAMED)
        g_ptr_array_add(names, g_strdup_printf("%u more", others - MOST_NAMED));
    g_autofree char *all = profile_listed(names, " and ");
    return others ? g_strdup_printf("Checks found %s.", all) : NULL;
}

char *
findings_in_brief(const Profile *profile, const Dataset *dataset, const Findings *findings)
{
    const char *withheld = quality_withheld(profile);
    g_autoptr(GPtrArray) groups = listed_groups(profile, findings);
    g_autofree char *used = dataset->rows_read && !withheld ? used_words(dataset) : NULL,
                    *missing = missing_words(profile, groups), *others = others_words(groups);
    const char *none = withheld || groups->len ? NULL : "Checks of the records found no problem.";
    const char *sentences[] = {used, missing, others, none, withheld};
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++)
        if (sentences[i])
            g_string_append_printf(text, "%s%s", text->len ? " " : "", sentences[i]);
    return g_string_free(text, FALSE);
}

char *
findings_doubt(const Profile *profile, const Findings *findings)
{
    g_autoptr(GPtrArray) groups = listed_groups(profile, findings);
    for (guint i = 0; i < groups->len; i++) {
        const Finding *finding = impossible_percent(groups->pdata[i]);
        if (!finding)
            continue;
        const char *words = finding->base_words;
        g_autofree char *base = figure_number_text(finding->base, 0),
                        *percent = figure_number_text(finding->percent,
                                                      figure_value_decimals(finding->percent, true));
        return g_strdup_printf(
            "No whole number of %s%s%s is %s%%, so that percentage is either not of all %s or not "
            "exact.",
            base, words ? " " : "", words ? words : "", percent, base);
    }
    return NULL;
}

Table *
table_of_findings(const Profile *profile, const Dataset *dataset, const Findings *findings)
{
    g_autoptr(GPtrArray) groups = listed_groups(profile, findings);
    if (!groups->len)
        return NULL;
    Table *table = table_titled("data-quality", "Findings about the records");
    table_add_column(table, "Severity", NULL, NULL, TABLE_TEXT);
    table_add_column(table, "Field", NULL, NULL, TABLE_TEXT);
    table_add_column(table, "Rows", NULL, NULL, TABLE_COUNT);
    for (guint i = 0; i < groups->len; i++) {
        const FindingGroup *group = groups->pdata[i];
        const ProfileField *field = profile_field(profile, group->field);
        g_autofree char *severity = table_sentence_case(finding_severity_words(group->severity));
        TableRow *row = table_add_row(table, finding_rule(group->rule)->words, 0, false);
        table_add_text(row, severity);
        table_add_text(row, field && field->words ? field->words : group->field);
        table_add_number(row, group->rows, TABLE_COUNT, NULL, NULL);
    }
    describe_findings(table, profile, dataset);
    return table;
}
