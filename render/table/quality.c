#include "render/table/quality.h"
#include "render/table/table_build.h"

static void
add_count(TableRow *row, const FindingGroup *group)
{
    TableCell cell = {.number = group->rows, .exact = group->rows};
    cell.text = figure_number_text(group->rows, 0);
    g_array_append_val(row->cells, cell);
}

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
describe(Table *table, const Profile *profile, const Dataset *dataset)
{
    table->subtitle = subtitle_of(profile, dataset);
    table->row_heading = g_strdup("What was found");
    table->source = g_strdup_printf("Source: %s case records", profile->authority_name);
    table->summary =
        g_strdup_printf("%u kinds of finding about the case records, the gravest first, with how "
                        "many rows each concerns.",
                        table->rows->len);
    g_ptr_array_add(
        table->notes,
        g_strdup("An error means that a record or a date could not be used; a warning, that it was "
                 "used and should be looked at; a note is for information."));
    if (quality_withheld(profile))
        g_ptr_array_add(table->notes, g_strdup(FINDINGS_WITHHELD));
}

/* What a comparison leaves out is said under its table; of a region, which has no records, it is all there
 * is. */
static bool
is_listed(const Profile *profile, const FindingGroup *group)
{
    return !profile->records->len || !finding_rule_is_of_others(group->rule);
}

Table *
table_of_findings(const Profile *profile, const Dataset *dataset, const Findings *findings)
{
    g_autoptr(GPtrArray) groups = findings_groups(findings);
    for (guint i = groups->len; i-- > 0;)
        if (!is_listed(profile, groups->pdata[i]))
            g_ptr_array_remove_index(groups, i);
    if (!groups->len)
        return NULL;
    Table *table = table_titled("data-quality", "Findings about the records");
    table_add_column(table, "Severity", NULL, NULL, TABLE_TEXT);
    table_add_column(table, "Field", NULL, NULL, TABLE_TEXT);
    table_add_column(table, "Rows", NULL, NULL, TABLE_COUNT);
    for (guint i = 0; i < groups->len; i++) {
        const FindingGroup *group = groups->pdata[i];
        const ProfileField *field = profile_field(profile, group->field);
        g_autofree char *words = finding_rule_words(group->rule);
        g_autofree char *severity = table_sentence_case(finding_severity_words(group->severity));
        TableRow *row = table_add_row(table, words, 0, false);
        table_add_text(row, severity);
        table_add_text(row, field && field->words ? field->words : group->field);
        add_count(row, group);
    }
    describe(table, profile, dataset);
    return table;
}
