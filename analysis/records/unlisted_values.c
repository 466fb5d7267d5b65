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

struct UnlistedValues {
    GHashTable *by_value; /* value as written -> UnlistedValue*, owned by `order` */
    GPtrArray *order;     /* UnlistedValue*: in order of appearance */
};

static void
unlisted_value_free(gpointer pointer)
{
    UnlistedValue *unlisted = pointer;
    g_free(unlisted->value);
    g_array_unref(unlisted->lines);
    g_free(unlisted);
}

UnlistedValues *
unlisted_values_new(void)
{
    UnlistedValues *values = g_new(UnlistedValues, 1);
    values->by_value = g_hash_table_new(g_str_hash, g_str_equal);
    values->order = g_ptr_array_new_with_free_func(unlisted_value_free);
    return values;
}

void
unlisted_values_free(UnlistedValues *values)
{
    g_hash_table_unref(values->by_value);
    g_ptr_array_unref(values->order);
    g_free(values);
}

static void
forget_all(UnlistedValues *values)
{
    g_hash_table_remove_all(values->by_value);
    g_ptr_array_set_size(values->order, 0);
}

void
unlisted_values_add(UnlistedValues *values, const char *value, guint line)
{
    UnlistedValue *unlisted = g_hash_table_lookup(values->by_value, value);
    if (!unlisted) {
        unlisted = g_new(UnlistedValue, 1);
        *unlisted = (UnlistedValue){g_strdup(value), g_array_new(FALSE, FALSE, sizeof(guint))};
        g_ptr_array_add(values->order, unlisted);
        g_hash_table_insert(values->by_value, unlisted->value, unlisted);
    }
    g_array_append_val(unlisted->lines, line);
}

static GPtrArray *
listed_values(const ProfileField *field)
{
    GPtrArray *values = g_ptr_array_new();
    for (guint i = 0; i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        g_ptr_array_add(values, (char *)profile_code_spelling(code));
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
report_together(const UnlistedValues *values, const char *file, const ProfileField *field, Findings *findings)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < values->order->len; i++) {
        const UnlistedValue *unlisted = values->order->pdata[i];
        g_array_append_vals(lines, unlisted->lines->data, unlisted->lines->len);
    }
    g_array_sort(lines, compare_lines);
    findings_add_rows(findings, "value-unrecognised", file, lines, lines->len, 0, field->name, NULL,
                      "over %u different values are %s; is %s the right column?", most_values,
                      field->bands->len ? "outside all bands" : "not in the code list", field->name);
}

static void
report_one(const UnlistedValue *unlisted, const char *file, const ProfileField *field,
           const GPtrArray *listed, Findings *findings)
{
    double number;
    const char *near = field->bands->len ? NULL : failure_nearest(unlisted->value, listed),
               *what = !field->bands->len                     ? "a value that is not in the code list"
                       : csv_number(unlisted->value, &number) ? "a number outside all bands"
                                                              : "not a number, and not in the code list";
    g_autofree char *hint = near ? g_strdup_printf("; close to \"%s\"", near) : g_strdup("");
    findings_add_rows(findings, "value-unrecognised", file, unlisted->lines, unlisted->lines->len, 0,
                      field->name, unlisted->value, "%s%s", what, hint);
}

void
unlisted_values_report(UnlistedValues *values, const char *file, const ProfileField *field,
                       Findings *findings)
{
    g_autoptr(GPtrArray) listed = listed_values(field);
    if (values->order->len > most_values)
        report_together(values, file, field, findings);
    for (guint i = 0; values->order->len <= most_values && i < values->order->len; i++)
        report_one(values->order->pdata[i], file, field, listed, findings);
    forget_all(values);
}

void
unlisted_values_report_rules(UnlistedValues *values, const char *file, const ProfileField *field,
                             Findings *findings)
{
    for (guint i = 0; i < values->order->len && i < most_values; i++) {
        const UnlistedValue *placed = values->order->pdata[i];
        g_autofree char *folded = profile_fold(placed->value);
        const ProfileCode *rule = profile_code_by_rule(field, folded);
        findings_add_rows(findings, "value-by-rule", file, placed->lines, placed->lines->len, 0, field->name,
                          placed->value, "taken as \"%s\" by the rule \"%s\" of the code list",
                          *rule->part ? rule->part : rule->category, rule->value);
    }
    forget_all(values);
}
