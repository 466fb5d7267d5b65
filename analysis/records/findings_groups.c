/* Findings by their rules. */
#include "analysis/records/findings.h"
#include <string.h>

static void
group_free(gpointer pointer)
{
    FindingGroup *group = pointer;
    g_ptr_array_unref(group->findings);
    g_free(group);
}

static int
compare_groups(gconstpointer one, gconstpointer other)
{
    const FindingGroup *a = *(FindingGroup *const *)one, *b = *(FindingGroup *const *)other;
    if (a->severity != b->severity)
        return (int)a->severity - (int)b->severity;
    if (a->rows != b->rows)
        return a->rows < b->rows ? 1 : -1;
    int rules = strcmp(a->rule, b->rule);
    return rules ? rules : strcmp(a->field, b->field);
}

static FindingGroup *
group_of_finding(GPtrArray *groups, const Finding *finding)
{
    for (guint i = 0; i < groups->len; i++) {
        FindingGroup *group = groups->pdata[i];
        if (group->severity == finding->severity && strcmp(group->rule, finding->rule) == 0 &&
            strcmp(group->field, finding->field) == 0)
            return group;
    }
    FindingGroup *group = g_new0(FindingGroup, 1);
    *group = (FindingGroup){.rule = finding->rule,
                            .severity = finding->severity,
                            .field = finding->field,
                            .findings = g_ptr_array_new()};
    g_ptr_array_add(groups, group);
    return group;
}

GPtrArray *
findings_groups(const Findings *findings)
{
    g_autoptr(GPtrArray) order = findings_sorted(findings);
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
    for (guint i = 0; i < order->len; i++) {
        const Finding *finding = order->pdata[i];
        if (finding->withheld)
            continue;
        FindingGroup *group = group_of_finding(groups, finding);
        group->rows += MAX(finding->rows, 1);
        g_ptr_array_add(group->findings, (gpointer)finding);
    }
    g_ptr_array_sort(groups, compare_groups);
    return groups;
}
