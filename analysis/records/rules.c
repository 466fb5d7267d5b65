#include "analysis/records/rules.h"
#include "analysis/threads/threads.h"
#include <string.h>

void
rules_settle_outcomes(const Profile *profile, Dataset *dataset)
{
    const ProfileField *from = profile_field(profile, "outcome");
    const DatasetField *outcome = from ? dataset_field(dataset, "outcome") : NULL;
    const DatasetField *closed = dataset_field(dataset, "closed");
    if (!outcome || !outcome->codes || outcome->multiple || !from->ongoing_category || !closed ||
        !closed->days)
        return;
    DatasetField *settled = (DatasetField *)outcome;
    DatasetCode ongoing = {(gint16)dataset_category(outcome, from->ongoing_category), -1};
    guint run = dataset_run(settled, &ongoing, 1);
    g_autofree gint16 *categories = dataset_first_categories(outcome);
    for (guint i = 0; i < dataset->length; i++)
        if (g_array_index(closed->days, Day, i) == DAY_NONE &&
            categories[dataset_number(&outcome->runs, i)] == outcome->not_recorded)
            dataset_column_set(&settled->runs, i, run);
}

void
rules_settle_closures(Dataset *dataset)
{
    const DatasetField *received = dataset_field(dataset, "received"),
                       *closed = dataset_field(dataset, "closed");
    for (guint i = 0; i < dataset->length && closed; i++) {
        Day *day = &g_array_index(closed->days, Day, i);
        if (*day != DAY_NONE)
            *day = MAX(*day, g_array_index(received->days, Day, i));
    }
}

/* The whole dataset, or each field of it on its own. */
typedef struct {
    void (*look)(const Check *);
    bool of_fields;
} Rule;
static const Rule rules[] = {
    {rule_field_blank, true},
    {rule_closed_before_received, false},
    {rule_dates_out_of_order, false},
    {rule_received_outside_years, false},
    {rule_date_far_ahead, false},
    {rule_month_empty, false},
    {rule_outcome_without_closure, false},
    {rule_closed_without_outcome, false},
    {rule_outcome_outside_population, false},
    {rule_holidays_unknown, false},
    {rule_field_not_in_export, false},
    {rule_code_list_missing, false},
};

typedef struct {
    const Rule *rule;
    Check check;
} Look;

static void
look_by_rule(guint number, void *looks)
{
    Look *one = &g_array_index((GArray *)looks, Look, number);
    one->rule->look(&one->check);
}

static void
add_look(GArray *looks, const Rule *rule, Check check)
{
    check.findings = findings_new();
    Look one = {rule, check};
    g_array_append_val(looks, one);
}

void
rules_check(const Profile *profile, const Dataset *dataset, Findings *findings)
{
    g_autoptr(GArray) looks = g_array_new(FALSE, FALSE, sizeof(Look));
    Check check = {.profile = profile, .dataset = dataset, .so_far = findings};
    for (const Rule *rule = rules; rule < rules + G_N_ELEMENTS(rules); rule++) {
        check.field = NULL;
        if (!rule->of_fields)
            add_look(looks, rule, check);
        for (guint i = 0; rule->of_fields && i < dataset->fields->len; i++) {
            check.field = dataset->fields->pdata[i];
            add_look(looks, rule, check);
        }
    }
    threads_share(looks->len, threads_count(), look_by_rule, looks);
    for (guint i = 0; i < looks->len; i++) {
        Findings *found = g_array_index(looks, Look, i).check.findings;
        findings_join(findings, found);
        findings_free(found);
    }
}
