#include "analysis/records/rules.h"
#include <string.h>

void
rules_check_record(const Dataset *dataset, guint record, const char *file, guint line, Findings *findings)
{
    const DatasetField *received = dataset_field(dataset, "received"),
                       *closed = dataset_field(dataset, "closed");
    if (!closed || !closed->days || g_array_index(closed->days, Day, record) == DAY_NONE)
        return;
    if (g_array_index(closed->days, Day, record) < g_array_index(received->days, Day, record))
        findings_add(findings, "closed-before-received", FINDING_WARNING, file, line, 0, "closed",
                     "closed before it was received; counted as closed at once");
}

void
rules_settle_outcomes(const Profile *profile, Dataset *dataset)
{
    const ProfileField *from = profile_field(profile, "outcome");
    const DatasetField *outcome = from ? dataset_field(dataset, "outcome") : NULL;
    const DatasetField *closed = dataset_field(dataset, "closed");
    if (!outcome || !outcome->codes || outcome->multiple || !from->ongoing_category || !closed ||
        !closed->days)
        return;
    int ongoing = dataset_category(outcome, from->ongoing_category);
    for (guint i = 0; i < dataset->length; i++) {
        DatasetCode *code = &g_array_index(outcome->codes, DatasetCode, i);
        if (code->category == outcome->not_recorded && g_array_index(closed->days, Day, i) == DAY_NONE)
            *code = (DatasetCode){(gint16)ongoing, -1};
    }
}
