/* Rules about outcomes: missing, or where none is expected. */
#include "analysis/records/rules.h"
#include <string.h>

/* What the rules about outcomes use; `outcome` NULL if there is nothing to check. */
typedef struct {
    const DatasetField *outcome, *closed;
    gint16 *categories; /* of the outcome's runs */
    int ongoing;        /* the category of open cases, -1 for none */
} Outcomes;

static Outcomes
outcomes_of(const Check *check)
{
    Outcomes outcomes = {dataset_field(check->dataset, "outcome"), dataset_field(check->dataset, "closed"),
                         NULL, -1};
    if (!outcomes.outcome || !outcomes.outcome->codes || outcomes.outcome->multiple)
        return (Outcomes){NULL, NULL, NULL, -1};
    const char *ongoing = profile_field(check->profile, "outcome")->ongoing_category;
    outcomes.ongoing = ongoing ? dataset_category(outcomes.outcome, ongoing) : -1;
    outcomes.categories = dataset_first_categories(outcomes.outcome);
    return outcomes;
}

static void
outcomes_clear(Outcomes *outcomes)
{
    g_free(outcomes->categories);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Outcomes, outcomes_clear)

static bool
has_outcome(const Outcomes *outcomes, guint record)
{
    gint16 category = outcomes->categories[dataset_number(&outcomes->outcome->runs, record)];
    return category != outcomes->outcome->not_recorded && category != outcomes->ongoing;
}

/* Records closed after as-at were read as open, and that has been reported. */
static GHashTable *
closed_later(const Check *check)
{
    GHashTable *rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < findings_length(check->so_far); i++) {
        const Finding *finding = findings_at(check->so_far, i);
        if (strcmp(finding->rule, "date-after-as-at") == 0 && strcmp(finding->field, "closed") == 0)
            g_hash_table_add(rows, g_strdup_printf("%s:%u", finding->file, finding->line));
    }
    return rows;
}

void
rule_outcome_without_closure(const Check *check)
{
    g_auto(Outcomes) outcomes = outcomes_of(check);
    if (!outcomes.outcome || !outcomes.closed || !outcomes.closed->days)
        return;
    g_autoptr(GHashTable) later = closed_later(check);
    for (guint i = 0; i < check->dataset->length; i++) {
        if (!has_outcome(&outcomes, i) || check_day(outcomes.closed, i) != DAY_NONE)
            continue;
        DatasetOrigin origin = dataset_origin(check->dataset, i);
        g_autofree char *base = g_path_get_basename(origin.file);
        g_autofree char *row = g_strdup_printf("%s:%u", base, origin.line);
        if (!g_hash_table_contains(later, row))
            check_report(check, "outcome-without-closure", i, "closed", NULL);
    }
}

/* Where the profile does not say which records get an outcome, the records do: among those closed at a
 * stage (or among all, if none is closed), either most have one or none is expected there. */
static guint8 *
outcome_is_custom(const Check *check, const Outcomes *outcomes, const DatasetField *stage)
{
    guint8 *custom = g_malloc0(check->dataset->length + 1);
    g_autofree guint *done = g_new0(guint, stage->categories->len),
                     *decided = g_new0(guint, stage->categories->len);
    g_autofree gint16 *stages = dataset_first_categories(stage);
    for (guint i = 0; i < check->dataset->length; i++) {
        if (outcomes->closed && check_day(outcomes->closed, i) == DAY_NONE)
            continue;
        gint16 category = stages[dataset_number(&stage->runs, i)];
        done[category]++;
        decided[category] += has_outcome(outcomes, i);
    }
    g_autofree guint8 *by_run = g_malloc(dataset_runs(stage) + 1);
    for (guint run = 0; run < dataset_runs(stage); run++)
        by_run[run] = decided[stages[run]] * 2 > done[stages[run]];
    dataset_column_look_up(&stage->runs, by_run, custom);
    return custom;
}

guint8 *
check_outcome_due(const Check *check)
{
    bool narrower;
    guint8 *due = check_counted(check, "outcome", &narrower);
    g_auto(Outcomes) outcomes = outcomes_of(check);
    const DatasetField *stage = dataset_field(check->dataset, "stage");
    if (narrower || !outcomes.outcome || !stage || !stage->codes || stage->multiple)
        return due;
    g_free(due);
    return outcome_is_custom(check, &outcomes, stage);
}

void
rule_closed_without_outcome(const Check *check)
{
    g_auto(Outcomes) outcomes = outcomes_of(check);
    if (!outcomes.outcome || !outcomes.closed || !outcomes.closed->days)
        return;
    g_autofree guint8 *expected = check_outcome_due(check);
    g_autofree guint8 *without = g_malloc0(check->dataset->length + 1);
    for (guint i = 0; i < check->dataset->length; i++) {
        expected[i] = expected[i] && check_day(outcomes.closed, i) != DAY_NONE;
        without[i] = expected[i] && !has_outcome(&outcomes, i);
    }
    check_report_files(check, "closed-without-outcome", without, expected, "outcome", NULL);
}

void
rule_outcome_outside_population(const Check *check)
{
    g_auto(Outcomes) outcomes = outcomes_of(check);
    if (!outcomes.outcome)
        return;
    bool narrower;
    g_autofree guint8 *expected = check_counted(check, "outcome", &narrower);
    for (guint i = 0; narrower && i < check->dataset->length; i++)
        if (!expected[i] && has_outcome(&outcomes, i))
            check_report(check, "outcome-outside-population", i, "outcome", NULL);
}
