#include "analysis/measures/table_rows.h"

guint8 *
table_left_out(const DatasetField *field, const ProfileMeasure *measure)
{
    guint8 *out = g_new0(guint8, field->categories->len);
    for (guint i = 0; i < measure->leave_out->len; i++) {
        int category = dataset_category(field, measure->leave_out->pdata[i]);
        if (category >= 0)
            out[category] = 1;
    }
    return out;
}

bool
table_leaves_out(const DatasetCode *codes, guint length, const guint8 *out)
{
    for (guint i = 0; i < length; i++)
        if (!out[codes[i].category])
            return false;
    return true;
}

bool
table_is_rare(const DatasetField *field, guint category)
{
    return category == (guint)field->not_recorded || category == (guint)field->unrecognised;
}

/* If a cell holds one code, or excluded categories never occur together with others, having a category
 * that is not excluded is the same as having none that is. */
RecordSet *
table_kept(const Computation *computation, const DatasetField *field)
{
    const ProfileMeasure *measure = computation->measure;
    bool listed = profile_field(computation->profile, field->name)->codes->len > 0, any = false,
         beside = false;
    g_autoptr(RecordSet) left = set_nobody();
    for (guint i = 0; i < measure->leave_out->len; i++) {
        const char *category = measure->leave_out->pdata[i];
        if (listed && dataset_category(field, category) < 0)
            continue; /* of the other field of a cross-table */
        any = true;
        beside |= field->multiple && !profile_same_name(category, NOT_RECORDED);
        left = set_or(left, set_category(field->name, category));
    }
    if (!beside)
        return any ? set_not(g_steal_pointer(&left)) : NULL;
    RecordSet *others = set_nobody();
    for (guint i = 0; i < field->categories->len; i++) {
        const char *category = g_array_index(field->categories, DatasetCategory, i).name;
        if (!profile_has_name(measure->leave_out, category))
            others = set_or(others, set_category(field->name, category));
    }
    return others;
}
