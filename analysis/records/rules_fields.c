/* Rules about fields: what is blank, how much of it, in which export, and shown without a code list. */
#include "analysis/records/rules.h"
#include <math.h>
#include <string.h>

/* A blank in these fields has a meaning and is not a gap: a record without a date received is set aside,
 * one without a date closed is open. */
static bool
blank_is_a_gap(const DatasetField *field)
{
    return strcmp(field->name, "received") != 0 && strcmp(field->name, "closed") != 0;
}

/* One byte a record, 1 where the field is blank. */
static guint8 *
blanks_of(const Check *check, const DatasetField *field)
{
    guint length = check->dataset->length;
    guint8 *blank = g_malloc(length + 1);
    if (field->days || field->numbers) { /* 0 is neither a day nor an identifier */
        const guint32 *numbers = (const guint32 *)(void *)(field->days ? field->days : field->numbers)->data;
        for (guint i = 0; i < length; i++)
            blank[i] = !numbers[i];
    } else if (field->values) {
        for (guint i = 0; i < length; i++)
            blank[i] = (guint8)(isnan(g_array_index(field->values, double, i)) != 0);
    } else {
        g_autofree gint16 *first = dataset_first_categories(field);
        g_autofree guint8 *by_run = g_malloc(dataset_runs(field) + 1);
        for (guint run = 0; run < dataset_runs(field); run++)
            by_run[run] = first[run] == field->not_recorded;
        dataset_column_look_up(&field->runs, by_run, blank);
    }
    return blank;
}

static bool
export_has(const Check *check, guint file, const char *field)
{
    const DatasetFile *at = &g_array_index(check->dataset->files, DatasetFile, file);
    const ProfileRecords *export = check->profile->records->pdata[at->export];
    for (guint i = 0; i < export->columns->len; i++)
        if (strcmp(g_array_index(export->columns, ProfileColumn, i).field, field) == 0)
            return true;
    return false;
}

/* The records that should have the field: counted by a measure of it, from an export that has it. */
static guint8 *
records_due(const Check *check, const char *field)
{
    const Dataset *dataset = check->dataset;
    bool narrower;
    guint8 *due =
        strcmp(field, "outcome") == 0 ? check_outcome_due(check) : check_counted(check, field, &narrower);
    for (guint f = 0; f < dataset->files->len; f++) {
        guint first = g_array_index(dataset->files, DatasetFile, f).first;
        if (!export_has(check, f, field))
            memset(due + first, 0, dataset_file_end(dataset, f) - first);
    }
    return due;
}

/* Below this share of a year's records there is more than the occasional gap. */
static const guint least_percent = 95;

/* `due` and `blank` are narrowed to the year reported. */
static void
report_incomplete(const Check *check, guint8 *due, guint8 *blank)
{
    guint of = 0, blanks = 0, length = check->dataset->length;
    const Profile *profile = check->profile;
    const DatasetField *received = dataset_field(check->dataset, "received");
    Day first = calendar_year_first(profile->year, profile->year_start),
        last = calendar_year_last(profile->year, profile->year_start);
    for (guint i = 0; i < length; i++) {
        due[i] &= check_day(received, i) >= first && check_day(received, i) <= last;
        blank[i] &= due[i];
        of += due[i];
        blanks += blank[i];
    }
    if ((of - blanks) * 100 >= of * least_percent)
        return;
    g_autofree char *year = calendar_year_label(profile->year, profile->year_start);
    g_autofree char *message =
        g_strdup_printf("recorded for fewer than %u%% of the records of %s that "
                        "should have it; if a blank means none, add a row for the value (blank) to codes.csv",
                        least_percent, year);
    check_report_files(check, "field-incomplete", blank, due, check->field->name, message);
}

void
rule_field_blank(const Check *check)
{
    if (!blank_is_a_gap(check->field))
        return;
    g_autofree guint8 *due = records_due(check, check->field->name), *blank = blanks_of(check, check->field);
    for (guint i = 0, length = check->dataset->length; i < length; i++)
        blank[i] &= due[i];
    check_report_files(check, "value-not-recorded", blank, due, check->field->name, NULL);
    report_incomplete(check, due, blank);
}

void
rule_field_not_in_export(const Check *check)
{
    for (guint f = 0; f < check->dataset->fields->len; f++) {
        const DatasetField *field = check->dataset->fields->pdata[f];
        const char *reported = NULL;
        for (guint file = 0; file < check->dataset->files->len; file++) {
            const DatasetFile *at = &g_array_index(check->dataset->files, DatasetFile, file);
            bool empty = at->first == dataset_file_end(check->dataset, file);
            if (empty || at->file == reported || export_has(check, file, field->name))
                continue;
            reported = at->file;
            findings_add(check->findings, "field-not-in-export", at->file, 0, 0, field->name,
                         "no column of this export is mapped to it; its records count as \"%s\"",
                         NOT_RECORDED);
        }
    }
}

static guint *
records_in_categories(const DatasetField *field)
{
    guint *counts = g_new0(guint, field->categories->len);
    g_autofree guint *runs = dataset_count_runs(field);
    for (guint run = 0, length; run < dataset_runs(field); run++) {
        const DatasetCode *codes = dataset_run_codes(field, run, &length);
        for (guint i = 0; i < length; i++)
            counts[codes[i].category] += runs[run];
    }
    return counts;
}

/* Without a code list the values found are the categories. One that is in few rows may be a typing error,
 * or a name in the wrong column, and would be printed. */
void
rule_code_list_missing(const Check *check)
{
    static const guint few = 5;
    for (guint f = 0; f < check->dataset->fields->len; f++) {
        const DatasetField *field = check->dataset->fields->pdata[f];
        const ProfileField *from = profile_field(check->profile, field->name);
        if (!field->codes || from->codes->len)
            continue;
        g_autofree guint *counts = records_in_categories(field);
        guint rare = 0;
        for (guint i = 0; i < field->categories->len; i++)
            rare += counts[i] && counts[i] < few && (gint16)i != field->not_recorded &&
                    g_strcmp0(g_array_index(field->categories, DatasetCategory, i).name,
                              from->ongoing_category) != 0;
        if (rare)
            findings_add(check->findings, "code-list-missing", check->profile->path, from->place.line,
                         from->place.column, field->name,
                         "it has no code list, so every value is shown as recorded; some are in fewer than "
                         "%u rows: could one be a typing error, or a name?",
                         few);
    }
}
