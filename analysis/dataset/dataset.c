#include "analysis/dataset/dataset.h"
#include <string.h>

static void
category_clear(gpointer pointer)
{
    DatasetCategory *category = pointer;
    g_free(category->name);
    g_ptr_array_unref(category->parts);
}

static void
field_free(gpointer pointer)
{
    DatasetField *field = pointer;
    g_free(field->name);
    g_clear_pointer(&field->categories, g_array_unref);
    g_clear_pointer(&field->codes, g_array_unref);
    g_clear_pointer(&field->starts, g_array_unref);
    g_clear_pointer(&field->days, g_array_unref);
    g_clear_pointer(&field->numbers, g_array_unref);
    g_free(field);
}

void
dataset_free(Dataset *dataset)
{
    if (!dataset)
        return;
    g_ptr_array_unref(dataset->fields);
    g_array_unref(dataset->years);
    g_array_unref(dataset->origins);
    g_free(dataset);
}

bool
dataset_keeps(const ProfileField *field)
{
    return strcmp(field->name, "id") != 0;
}

const DatasetField *
dataset_field(const Dataset *dataset, const char *name)
{
    for (guint i = 0; i < dataset->fields->len; i++)
        if (strcmp(((const DatasetField *)dataset->fields->pdata[i])->name, name) == 0)
            return dataset->fields->pdata[i];
    return NULL;
}

int
dataset_category(const DatasetField *field, const char *name)
{
    g_autofree char *wanted = profile_fold(name);
    for (guint i = 0; i < field->categories->len; i++) {
        g_autofree char *folded = profile_fold(g_array_index(field->categories, DatasetCategory, i).name);
        if (strcmp(folded, wanted) == 0)
            return (int)i;
    }
    return -1;
}

const DatasetCode *
dataset_codes(const DatasetField *field, guint record, guint *length)
{
    if (!field->multiple) {
        *length = 1;
        return &g_array_index(field->codes, DatasetCode, record);
    }
    guint32 start = g_array_index(field->starts, guint32, record);
    *length = g_array_index(field->starts, guint32, record + 1) - start;
    return (const DatasetCode *)field->codes->data + start;
}

int
dataset_add_category(DatasetField *field, const char *name)
{
    int known = dataset_category(field, name);
    if (known >= 0)
        return known;
    DatasetCategory category = {g_strdup(name), g_ptr_array_new_with_free_func(g_free)};
    g_array_append_val(field->categories, category);
    return (int)field->categories->len - 1;
}

int
dataset_add_part(DatasetField *field, int index, const char *name)
{
    GPtrArray *parts = g_array_index(field->categories, DatasetCategory, index).parts;
    g_autofree char *wanted = profile_fold(name);
    for (guint i = 0; i < parts->len; i++) {
        g_autofree char *folded = profile_fold(parts->pdata[i]);
        if (strcmp(folded, wanted) == 0)
            return (int)i;
    }
    g_ptr_array_add(parts, g_strdup(name));
    return (int)parts->len - 1;
}

static DatasetField *
coded_field(const ProfileField *from, bool has_closed)
{
    DatasetField *field = g_new0(DatasetField, 1);
    field->categories = g_array_new(FALSE, FALSE, sizeof(DatasetCategory));
    g_array_set_clear_func(field->categories, category_clear);
    field->codes = g_array_new(FALSE, FALSE, sizeof(DatasetCode));
    field->multiple = from->separator != NULL;
    if (field->multiple) {
        field->starts = g_array_new(FALSE, FALSE, sizeof(guint32));
        guint32 zero = 0;
        g_array_append_val(field->starts, zero);
    }
    for (guint i = 0; i < from->codes->len; i++) {
        const ProfileCode *code = &g_array_index(from->codes, ProfileCode, i);
        int category = dataset_add_category(field, code->category);
        if (*code->part)
            dataset_add_part(field, category, code->part);
    }
    /* What is open can only be told where there is a date of closing. */
    if (from->ongoing_category && has_closed)
        dataset_add_category(field, from->ongoing_category);
    field->not_recorded = (gint16)dataset_add_category(field, NOT_RECORDED);
    field->unrecognised = (gint16)dataset_add_category(field, UNRECOGNISED);
    return field;
}

Dataset *
dataset_new(const Profile *profile)
{
    Dataset *dataset = g_new0(Dataset, 1);
    dataset->fields = g_ptr_array_new_with_free_func(field_free);
    dataset->years = g_array_new(FALSE, FALSE, sizeof(gint16));
    dataset->origins = g_array_new(FALSE, FALSE, sizeof(DatasetOrigin));
    for (guint i = 0; i < profile->fields->len; i++) {
        const ProfileField *from = profile->fields->pdata[i];
        if (!dataset_keeps(from))
            continue;
        DatasetField *field = from->type == FIELD_CODED
                                  ? coded_field(from, profile_field(profile, "closed") != NULL)
                                  : g_new0(DatasetField, 1);
        if (from->type == FIELD_DATE)
            field->days = g_array_new(FALSE, FALSE, sizeof(Day));
        if (from->type == FIELD_IDENTIFIER)
            field->numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
        field->type = from->type;
        field->name = g_strdup(from->name);
        g_ptr_array_add(dataset->fields, field);
    }
    return dataset;
}
