#include "analysis/records/rules.h"
#include <string.h>

Day
check_day(const DatasetField *field, guint record)
{
    return field && field->days ? g_array_index(field->days, Day, record) : DAY_NONE;
}

void
check_report(const Check *check, const char *rule, guint record, const char *field, const char *message)
{
    DatasetOrigin origin = dataset_origin(check->dataset, record);
    findings_add(check->findings, rule, origin.file, origin.line, 0, field, "%s",
                 message ? message : finding_rule(rule)->message);
}

static guint
count_marked(const guint8 *marks, guint from, guint end)
{
    guint count = 0;
    for (guint i = from; i < end; i++)
        count += marks[i];
    return count;
}

void
check_report_files(const Check *check, const char *rule, const guint8 *members, const guint8 *base,
                   const char *field, const char *message)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    const Dataset *dataset = check->dataset;
    for (guint f = 0, from = 0, end; f < dataset->files->len; f++, from = end) {
        const char *file = g_array_index(dataset->files, DatasetFile, f).file;
        while (f + 1 < dataset->files->len && g_array_index(dataset->files, DatasetFile, f + 1).file == file)
            f++; /* read twice, by two entries of the profile */
        end = dataset_file_end(dataset, f);
        guint rows = count_marked(members, from, end);
        g_array_set_size(lines, 0);
        for (guint record = from; lines->len < MIN(rows, FINDING_MOST_LINES); record++)
            if (members[record])
                g_array_append_val(lines, g_array_index(dataset->lines, guint, record));
        if (rows)
            findings_add_rows(check->findings, rule, file, lines, rows, count_marked(base, from, end), field,
                              NULL, "%s", message ? message : finding_rule(rule)->message);
    }
}

static bool
measure_uses(const ProfileMeasure *measure, const char *field)
{
    for (guint i = 0; i < measure->by->len; i++)
        if (strcmp(measure->by->pdata[i], field) == 0)
            return true;
    for (guint i = 0; measure->in && i < measure->in->where->len; i++)
        if (strcmp(g_array_index(measure->in->where, ProfileCondition, i).field, field) == 0)
            return true;
    return measure->within->len &&
           (g_strcmp0(measure->from, field) == 0 || g_strcmp0(measure->to, field) == 0);
}

guint8 *
check_counted(const Check *check, const char *field, bool *narrower)
{
    const Dataset *dataset = check->dataset;
    guint8 *counted = g_malloc0(dataset->length + 1);
    bool used = false, whole = false;
    for (guint i = 0; i < check->profile->measures->len; i++) {
        const ProfileMeasure *measure = check->profile->measures->pdata[i];
        if (!measure_uses(measure, field))
            continue;
        used = true;
        if ((whole = measure->of->where->len == 0))
            break;
        g_autofree guint8 *members = dataset_members(dataset, measure->of);
        for (guint record = 0; record < dataset->length; record++)
            counted[record] |= members[record];
    }
    *narrower = used && !whole;
    if (!*narrower)
        memset(counted, 1, dataset->length);
    return counted;
}
