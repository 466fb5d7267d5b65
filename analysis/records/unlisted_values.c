#include "analysis/records/unlisted_values.h"
#include "analysis/failure/failure.h"
#include "analysis/csv/cell.h"
#include <string.h>

/* More different values than this in one file are not a picklist: names, free text, or the wrong column. */
static const guint most_values = 100;

typedef struct {
    char *value;
    GArray *lines; /* of guint */
} UnlistedValue;

/* The unlisted values of one file. */
typedef struct {
    const char *file;
    GHashTable *by_value; /* value as written -> UnlistedValue*, owned by `order` */
    GPtrArray *order;     /* UnlistedValue*: in order of appearance */
} FileStrangers;

struct UnlistedValues {
    GPtrArray *files; /* FileStrangers*: in order of appearance */
};

static void
stranger_free(gpointer pointer)
{
    UnlistedValue *stranger = pointer;
    g_free(stranger->value);
    g_array_unref(stranger->lines);
    g_free(stranger);
}

static void
file_strangers_free(gpointer pointer)
{
    FileStrangers *of_file = pointer;
    g_hash_table_unref(of_file->by_value);
    g_ptr_array_unref(of_file->order);
    g_free(of_file);
}

UnlistedValues *
unlisted_values_new(void)
{
    UnlistedValues *unlisted = g_new(UnlistedValues, 1);
    unlisted->files = g_ptr_array_new_with_free_func(file_strangers_free);
    return unlisted;
}

void
unlisted_values_free(UnlistedValues *unlisted)
{
    g_ptr_array_unref(unlisted->files);
    g_free(unlisted);
}

/* Files are read one after the other, so the last is the current one. */
static FileStrangers *
unlisted_values_of(UnlistedValues *unlisted, const char *file)
{
    FileStrangers *last = unlisted->files->len ? unlisted->files->pdata[unlisted->files->len - 1] : NULL;
    if (last && strcmp(last->file, file) == 0)
        return last;
    FileStrangers *fresh = g_new(FileStrangers, 1);
    fresh->file = file;
    fresh->by_value = g_hash_table_new(g_str_hash, g_str_equal);
    fresh->order = g_ptr_array_new_with_free_func(stranger_free);
    g_ptr_array_add(unlisted->files, fresh);
    return fresh;
}

void
unlisted_values_add(UnlistedValues *unlisted, const char *value, const char *file, guint line)
{
    FileStrangers *of_file = unlisted_values_of(unlisted, file);
    UnlistedValue *stranger = g_hash_table_lookup(of_file->by_value, value);
    if (!stranger) {
        stranger = g_new(UnlistedValue, 1);
        stranger->value = g_strdup(value);
        stranger->lines = g_array_new(FALSE, FALSE, sizeof(guint));
        g_ptr_array_add(of_file->order, stranger);
        g_hash_table_insert(of_file->by_value, stranger->value, stranger);
    }
    g_array_append_val(stranger->lines, line);
}

static GPtrArray *
listed_values(const ProfileField *field)
{
    GPtrArray *values = g_ptr_array_new();
    for (guint i = 0; i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        g_ptr_array_add(values, *code->value ? code->value : *code->part ? code->part : code->category);
    }
    return values;
}

static int
compare_lines(gconstpointer one, gconstpointer other)
{
    guint a = *(const guint *)one, b = *(const guint *)other;
    return a < b ? -1 : a > b;
}

static void
report_together(const FileStrangers *of_file, const ProfileField *field, Findings *findings)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < of_file->order->len; i++) {
        const UnlistedValue *stranger = of_file->order->pdata[i];
        g_array_append_vals(lines, stranger->lines->data, stranger->lines->len);
    }
    g_array_sort(lines, compare_lines);
    findings_add_rows(findings, "value-unrecognised", of_file->file, lines, lines->len, 0, field->name, NULL,
                      "over %u different values are %s; is %s the right column?", most_values,
                      field->bands->len ? "outside all bands" : "not in the code list", field->name);
}

static void
report_one(const UnlistedValue *stranger, const char *file, const ProfileField *field,
           const GPtrArray *listed, Findings *findings)
{
    double number;
    const char *near = field->bands->len ? NULL : failure_nearest(stranger->value, listed),
               *what = !field->bands->len                     ? "a value that is not in the code list"
                       : csv_number(stranger->value, &number) ? "a number outside all bands"
                                                              : "not a number, and not in the code list";
    g_autofree char *hint = near ? g_strdup_printf("; close to \"%s\"", near) : g_strdup("");
    findings_add_rows(findings, "value-unrecognised", file, stranger->lines, stranger->lines->len, 0,
                      field->name, stranger->value, "%s%s", what, hint);
}

void
unlisted_values_report(const UnlistedValues *unlisted, const ProfileField *field, Findings *findings)
{
    g_autoptr(GPtrArray) listed = listed_values(field);
    for (guint f = 0; f < unlisted->files->len; f++) {
        const FileStrangers *of_file = unlisted->files->pdata[f];
        if (of_file->order->len > most_values) {
            report_together(of_file, field, findings);
            continue;
        }
        for (guint i = 0; i < of_file->order->len; i++)
            report_one(of_file->order->pdata[i], of_file->file, field, listed, findings);
    }
}

void
unlisted_values_report_rules(const UnlistedValues *unlisted, const ProfileField *field, Findings *findings)
{
    for (guint f = 0; f < unlisted->files->len; f++) {
        const FileStrangers *of_file = unlisted->files->pdata[f];
        for (guint i = 0; i < of_file->order->len && i < most_values; i++) {
            const UnlistedValue *stranger = of_file->order->pdata[i];
            g_autofree char *folded = profile_fold(stranger->value);
            const ProfileCode *rule = profile_code_by_rule(field, folded);
            findings_add_rows(findings, "value-by-rule", of_file->file, stranger->lines, stranger->lines->len,
                              0, field->name, stranger->value,
                              "taken as \"%s\" by the rule \"%s\" of the code list",
                              *rule->part ? rule->part : rule->category, rule->value);
        }
    }
}
