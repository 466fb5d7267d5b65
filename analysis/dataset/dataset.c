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
    g_clear_pointer(&field->run_numbers, g_hash_table_unref);
    g_free(field->runs.numbers);
    g_clear_pointer(&field->days, g_array_unref);
    g_clear_pointer(&field->numbers, g_array_unref);
    g_clear_pointer(&field->values, g_array_unref);
    g_free(field);
}

void
dataset_free(Dataset *dataset)
{
    if (!dataset)
        return;
    g_ptr_array_unref(dataset->fields);
    g_array_unref(dataset->years);
    g_array_unref(dataset->lines);
    g_array_unref(dataset->files);
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
    for (guint i = 0; i < field->categories->len; i++)
        if (profile_same_name(g_array_index(field->categories, DatasetCategory, i).name, name))
            return (int)i;
    return -1;
}

guint
dataset_runs(const DatasetField *field)
{
    return field->starts->len - 1;
}

const DatasetCode *
dataset_run_codes(const DatasetField *field, guint run, guint *length)
{
    const guint32 *starts = (const guint32 *)(void *)field->starts->data;
    *length = starts[run + 1] - starts[run];
    return (const DatasetCode *)(void *)field->codes->data + starts[run];
}

gint16 *
dataset_first_categories(const DatasetField *field)
{
    gint16 *first = g_new(gint16, dataset_runs(field) + 1);
    for (guint run = 0, length; run < dataset_runs(field); run++)
        first[run] = dataset_run_codes(field, run, &length)->category;
    return first;
}

guint *
dataset_count_runs(const DatasetField *field)
{
    guint *counts = g_new0(guint, dataset_runs(field) + 1);
    for (guint i = 0; i < field->runs.length; i++)
        counts[dataset_number(&field->runs, i)]++;
    return counts;
}

const DatasetCode *
dataset_codes(const DatasetField *field, guint record, guint *length)
{
    return dataset_run_codes(field, dataset_number(&field->runs, record), length);
}

guint
dataset_run(DatasetField *field, const DatasetCode *codes, guint length)
{
    GBytes *key = g_bytes_new(codes, length * sizeof *codes);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(field->run_numbers, key));
    if (known) {
        g_bytes_unref(key);
        return known - 1;
    }
    g_array_append_vals(field->codes, codes, length);
    guint32 end = field->codes->len;
    g_array_append_val(field->starts, end);
    g_hash_table_insert(field->run_numbers, key, GUINT_TO_POINTER(dataset_runs(field)));
    return dataset_runs(field) - 1;
}

bool
dataset_repeats_category(const DatasetCode *codes, guint index)
{
    for (guint i = 0; i < index; i++)
        if (codes[i].category == codes[index].category)
            return true;
    return false;
}

DatasetOrigin
dataset_origin(const Dataset *dataset, guint record)
{
    guint at = dataset->files->len - 1;
    while (at && g_array_index(dataset->files, DatasetFile, at).first > record)
        at--;
    const DatasetFile *file = &g_array_index(dataset->files, DatasetFile, at);
    return (DatasetOrigin){file->file, g_array_index(dataset->lines, guint, record), file->export};
}

guint
dataset_file_end(const Dataset *dataset, guint file)
{
    return file + 1 < dataset->files->len ? g_array_index(dataset->files, DatasetFile, file + 1).first
                                          : dataset->length;
}

void
dataset_begin_file(Dataset *dataset, const char *file, guint export)
{
    DatasetFile begun = {file, export, dataset->length};
    g_array_append_val(dataset->files, begun);
}

static int
add_category(DatasetField *field, const char *name)
{
    int known = dataset_category(field, name);
    if (known >= 0)
        return known;
    return dataset_append_category(field, name);
}

int
dataset_append_category(DatasetField *field, const char *name)
{
    DatasetCategory category = {g_strdup(name), g_ptr_array_new_with_free_func(g_free)};
    g_array_append_val(field->categories, category);
    return (int)field->categories->len - 1;
}

int
dataset_add_part(DatasetField *field, int index, const char *name)
{
    GPtrArray *parts = g_array_index(field->categories, DatasetCategory, index).parts;
    for (guint i = 0; i < parts->len; i++)
        if (profile_same_name(parts->pdata[i], name))
            return (int)i;
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
    field->starts = g_array_new(FALSE, TRUE, sizeof(guint32));
    g_array_set_size(field->starts, 1);
    field->run_numbers =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    for (guint i = 0; i < from->codes->len; i++) {
        const ProfileCode *code = &g_array_index(from->codes, ProfileCode, i);
        int category = add_category(field, code->category);
        if (*code->part)
            dataset_add_part(field, category, code->part);
    }
    /* What is open is known only if there is a closing date. */
    if (from->ongoing_category && has_closed)
        add_category(field, from->ongoing_category);
    field->not_recorded = (gint16)add_category(field, NOT_RECORDED);
    field->unrecognised = (gint16)add_category(field, UNRECOGNISED);
    return field;
}

Dataset *
dataset_new(const Profile *profile)
{
    Dataset *dataset = g_new0(Dataset, 1);
    dataset->fields = g_ptr_array_new_with_free_func(field_free);
    dataset->years = g_array_new(FALSE, FALSE, sizeof(gint16));
    dataset->lines = g_array_new(FALSE, FALSE, sizeof(guint));
    dataset->files = g_array_new(FALSE, FALSE, sizeof(DatasetFile));
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
        if (from->type == FIELD_NUMBER)
            field->values = g_array_new(FALSE, FALSE, sizeof(double));
        field->type = from->type;
        field->name = g_strdup(from->name);
        g_ptr_array_add(dataset->fields, field);
    }
    return dataset;
}

/* Dates are counted in months of equal length. */
enum { MONTH_DAYS = 32, YEAR_MONTHS = 12 };

/* The last month that is not over a year later than the others, with so few dates in later months that
 * they are typing errors: one, and one more in every two hundred. If there are few dates, none counts as
 * an error. */
static guint
last_sound_month(const guint *months, guint length, guint dates)
{
    guint last = 0, so_far = 0;
    bool any = false;
    for (guint month = 0; month < length; month++) {
        if (!months[month])
            continue;
        if (any && month - last > YEAR_MONTHS && dates >= 20 && dates - so_far <= 1 + dates / 200)
            break;
        any = true;
        last = month;
        so_far += months[month];
    }
    return last;
}

Day
dataset_last_day(const Dataset *dataset)
{
    guint length = calendar_day(9999, 12, 31) / MONTH_DAYS + 1, dates = 0;
    g_autofree guint *months = g_new0(guint, length), *latest = g_new0(guint, length);
    for (guint f = 0; f < dataset->fields->len; f++) {
        const DatasetField *field = dataset->fields->pdata[f];
        for (guint i = 0; field->days && i < dataset->length; i++) {
            Day day = g_array_index(field->days, Day, i);
            if (day == DAY_NONE)
                continue;
            months[day / MONTH_DAYS]++;
            latest[day / MONTH_DAYS] = MAX(latest[day / MONTH_DAYS], day);
            dates++;
        }
    }
    return dates ? latest[last_sound_month(months, length, dates)] : DAY_NONE;
}
