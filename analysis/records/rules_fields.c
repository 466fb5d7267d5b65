/* Rules of fields: what is blank, how much of it, in which export, and shown without a code list. */
#include "analysis/records/rules.h"
#include <string.h>

/* Fields whose blanks mean something are no gap: a record without a date received is set aside, one without a
 * date closed is open. */
static bool
blank_is_a_gap(const DatasetField *field)
{
    return strcmp(field->name, "received") != 0 && strcmp(field->name, "closed") != 0;
}

static bool
is_blank(const DatasetField *field, guint record)
{
    if (field->days)
        return check_day(field, record) == DAY_NONE;
    if (field->numbers)
        return g_array_index(field->numbers, guint32, record) == 0;
    guint length;
    const DatasetCode *codes = dataset_codes(field, record, &length);
    return length == 0 || codes[0].category == field->not_recorded;
}

static bool
export_has(const Check *check, guint record, const char *field)
{
    const ProfileRecords *export = check->profile->records->pdata[check_origin(check, record)->export];
    for (guint i = 0; i < export->columns->len; i++)
        if (strcmp(g_array_index(export->columns, ProfileColumn, i).field, field) == 0)
            return true;
    return false;
}

/* The records that should have the field: counted by a measure of it, from an export that has it. */
static guint8 *
records_due(const Check *check, const char *field)
{
    bool narrower;
    guint8 *due =
        strcmp(field, "outcome") == 0 ? check_outcome_due(check) : check_counted(check, field, &narrower);
    for (guint i = 0; i < check->dataset->length; i++)
        due[i] = due[i] && export_has(check, i, field);
    return due;
}

static guint8 *
blanks_among(const Check *check, const DatasetField *field, const guint8 *due)
{
    guint8 *blank = g_malloc0(check->dataset->length + 1);
    for (guint i = 0; i < check->dataset->length; i++)
        blank[i] = due[i] && is_blank(field, i);
    return blank;
}

void
rule_value_not_recorded(const Check *check)
{
    for (guint f = 0; f < check->dataset->fields->len; f++) {
        const DatasetField *field = check->dataset->fields->pdata[f];
        if (!blank_is_a_gap(field))
            continue;
        g_autofree guint8 *due = records_due(check, field->name);
        g_autofree guint8 *blank = blanks_among(check, field, due);
        check_report_files(check, "value-not-recorded", FINDING_NOTE, blank, due, field->name,
                           "blank, or not known, in records that should have it");
    }
}

void
rule_field_incomplete(const Check *check)
{
    static const guint least_percent = 95;
    for (guint f = 0; f < check->dataset->fields->len; f++) {
        const DatasetField *field = check->dataset->fields->pdata[f];
        if (!blank_is_a_gap(field))
            continue;
        g_autofree guint8 *due = records_due(check, field->name);
        guint of = 0, recorded = 0;
        for (guint i = 0; i < check->dataset->length; i++) {
            due[i] = due[i] && g_array_index(check->dataset->years, gint16, i) == check->profile->year;
            of += due[i];
            recorded += due[i] && !is_blank(field, i);
        }
        if (recorded * 100 >= of * least_percent)
            continue;
        g_autofree guint8 *blank = blanks_among(check, field, due);
        g_autofree char *year = calendar_year_label(check->profile->year, check->profile->year_start);
        g_autofree char *message = g_strdup_printf(
            "recorded for fewer than %u%% of the records of %s that should have it", least_percent, year);
        check_report_files(check, "field-incomplete", FINDING_WARNING, blank, due, field->name, message);
    }
}

void
rule_field_not_in_export(const Check *check)
{
    for (guint f = 0; f < check->dataset->fields->len; f++) {
        const DatasetField *field = check->dataset->fields->pdata[f];
        const char *reported = NULL;
        for (guint i = 0; i < check->dataset->length; i++) {
            const char *file = check_origin(check, i)->file;
            if (file == reported || export_has(check, i, field->name))
                continue;
            findings_add(check->findings, "field-not-in-export", FINDING_NOTE, file, 0, 0, field->name,
                         "no column of this export is mapped to it; its records count as \"%s\"",
                         NOT_RECORDED);
            reported = file;
        }
    }
}

/* Without a code list the values found are the categories. One that stands in few rows may be a slip, or a
 * name in the wrong column, and would be printed. */
void
rule_code_list_missing(const Check *check)
{
    static const guint few = 5;
    for (guint f = 0; f < check->dataset->fields->len; f++) {
        const DatasetField *field = check->dataset->fields->pdata[f];
        const ProfileField *from = profile_field(check->profile, field->name);
        if (!field->codes || from->codes->len)
            continue;
        g_autofree guint *counts = g_new0(guint, field->categories->len);
        for (guint i = 0; i < field->codes->len; i++)
            counts[g_array_index(field->codes, DatasetCode, i).category]++;
        guint rare = 0;
        for (guint i = 0; i < field->categories->len; i++)
            rare += counts[i] && counts[i] < few && (gint16)i != field->not_recorded &&
                    g_strcmp0(g_array_index(field->categories, DatasetCategory, i).name,
                              from->ongoing_category) != 0;
        if (rare)
            findings_add(
                check->findings, "code-list-missing", FINDING_WARNING, check->profile->path, from->place.line,
                from->place.column, field->name,
                "it has no code list, so every value is shown as it stands; some stand in fewer than "
                "%u rows: could one be a slip, or a name?",
                few);
    }
}
